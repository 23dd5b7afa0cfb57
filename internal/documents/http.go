package documents

import (
	"cmp"
	"context"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
)

// Done tells what became of a card after an act; the whole card is read from package cards.
type Done struct {
	ID      int64  `json:"id"`
	State   State  `json:"state"`
	Number  string `json:"number"`
	Version int64  `json:"version"`
}

func done(d Document, err error) (*api.Body[Done], error) {
	if err != nil {
		return nil, err
	}
	return &api.Body[Done]{Body: Done{d.ID, d.State, d.Number, d.Version}}, nil
}

// Reason is why a card is ended.
type Reason struct {
	Reason string `json:"reason" maxLength:"2000"`
}

// Routes are the operations on cards; bytes go by the plain handlers of fileRoutes.
func Routes(a *api.API, s *Service) {
	api.Add(a, api.Post("documents-draft", "/documents", "Begin an outgoing, internal or directive document"),
		func(ctx context.Context, by auth.Actor, in *api.Body[DraftInput]) (*api.Body[Done], error) {
			return done(s.CreateDraft(ctx, by, in.Body))
		})
	api.Add(a, api.Put("documents-describe", "/documents/{id}", "Fill or correct a card"),
		func(ctx context.Context, by auth.Actor, in *api.Command[Description]) (*api.Body[Done], error) {
			return done(s.Describe(ctx, by, in.ID, in.Body))
		})
	api.Add(a, api.Post("documents-register", "/documents/{id}/register", "Give a card its number and date"),
		func(ctx context.Context, by auth.Actor, in *api.Command[RegisterInput]) (*api.Body[Done], error) {
			return done(s.Register(ctx, by, in.ID, in.Body))
		})
	api.Add(a, api.Post("documents-restrict", "/documents/{id}/restrict", "Put the mark ДСП on a card or take it off"),
		func(ctx context.Context, by auth.Actor, in *api.Command[RestrictInput]) (*api.Body[Done], error) {
			return done(s.Restrict(ctx, by, in.ID, in.Body))
		})
	api.Add(a, api.Post("documents-reply", "/documents/{id}/reply", "Begin an outgoing document in answer to an incoming one"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Done], error) {
			return done(s.StartReply(ctx, by, in.ID))
		})
	endRoutes(a, s)
	lookupRoutes(a, s)
	correspondentRoutes(a, s)
	fileRoutes(a, s)
}

func endRoutes(a *api.API, s *Service) {
	api.Add(a, api.Post("documents-return-to-sender", "/documents/{id}/return-to-sender", "Return an incoming document unregistered"),
		func(ctx context.Context, by auth.Actor, in *api.Command[Reason]) (*api.Body[Done], error) {
			return done(s.ReturnToSender(ctx, by, in.ID, in.Body.Reason))
		})
	api.Add(a, api.Post("documents-decline", "/documents/{id}/decline", "Keep an incoming document unregistered"),
		func(ctx context.Context, by auth.Actor, in *api.Command[Reason]) (*api.Body[Done], error) {
			return done(s.Decline(ctx, by, in.ID, in.Body.Reason))
		})
	api.Add(a, api.Post("documents-annul", "/documents/{id}/annul", "Annul a record; its number stays in the journal"),
		func(ctx context.Context, by auth.Actor, in *api.Command[Reason]) (*api.Body[Done], error) {
			return done(s.Annul(ctx, by, in.ID, in.Body.Reason))
		})
	api.Add(a, api.Post("documents-withdraw", "/documents/{id}/withdraw", "Withdraw a draft before signature"),
		func(ctx context.Context, by auth.Actor, in *api.Command[Reason]) (*api.Body[Done], error) {
			return done(s.Withdraw(ctx, by, in.ID, in.Body.Reason))
		})
	api.Add(a, api.Post("documents-file-away", "/documents/{id}/file-away", "Put a document into a case"),
		func(ctx context.Context, by auth.Actor, in *api.Command[FileAwayInput]) (*api.Body[Done], error) {
			return done(s.FileAway(ctx, by, in.ID, in.Body.CaseFileID))
		})
}

// FileAwayInput names the case.
type FileAwayInput struct {
	CaseFileID int64 `json:"case_file_id" minimum:"1"`
}

func lookupRoutes(a *api.API, s *Service) {
	api.Add(a, api.Get("kinds-list", "/kinds", "Kinds of documents of the body"),
		func(ctx context.Context, by auth.Actor, _ *struct{}) (*api.Body[api.List[BodyKind]], error) {
			kinds, err := s.Kinds(ctx, s.db, by.BodyID)
			return api.ListOf(kinds, ""), err
		})
	api.Add(a, api.Put("kinds-demand", "/kinds/{id}/demand", "Which signatures a kind of documents asks for in the body; needs the password given again"),
		func(ctx context.Context, by auth.Actor, in *api.Command[DemandInput]) (*api.Body[BodyKind], error) {
			k, err := s.SetDemand(ctx, by, in.ID, in.Body)
			return &api.Body[BodyKind]{Body: k}, err
		})
	type duplicatesIn struct {
		api.ID
		CorrespondentID int64         `query:"correspondent_id"`
		SenderNumber    string        `query:"sender_number" maxLength:"100"`
		SenderDate      calendar.Date `query:"sender_date" format:"date"`
	}
	api.Add(a, api.Get("documents-duplicates", "/documents/{id}/duplicates", "Other cards of the same letter"),
		func(ctx context.Context, by auth.Actor, in *duplicatesIn) (*api.Body[api.List[Duplicate]], error) {
			list, err := s.Duplicates(ctx, by, in.ID.ID, in.CorrespondentID, in.SenderNumber, in.SenderDate)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Get("documents-grounds", "/documents/{id}/grounds", "Why the caller sees the card"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[api.List[Ground]], error) {
			list, err := s.Grounds(ctx, by, in.ID)
			return api.ListOf(list, ""), err
		})
	type diffIn struct {
		api.ID
		From int `path:"from"`
		To   int `path:"to"`
	}
	api.Add(a, api.Get("documents-diff", "/documents/{id}/versions/{from}/diff/{to}", "What changed in the text between two versions"),
		func(ctx context.Context, by auth.Actor, in *diffIn) (*api.Body[Difference], error) {
			d, err := s.Difference(ctx, by, in.ID.ID, in.From, in.To)
			return &api.Body[Difference]{Body: d}, err
		})
}

// FindInput is what is typed to find a correspondent; names do not stand in addresses (architecture §8).
type FindInput struct {
	Typed string `json:"typed,omitempty" maxLength:"200"`
	Limit int    `json:"limit,omitempty" minimum:"0" maximum:"100" doc:"20 when it is not given"`
}

func correspondentRoutes(a *api.API, s *Service) {
	api.Add(a, api.Post("correspondents-find", "/correspondents/find", "Entries of the address book by what is typed"),
		func(ctx context.Context, by auth.Actor, in *api.Body[FindInput]) (*api.Body[api.List[Correspondent]], error) {
			list, err := s.Correspondents(ctx, by, in.Body.Typed, cmp.Or(in.Body.Limit, 20))
			return api.ListOf(list, ""), err
		})
	save := func(ctx context.Context, by auth.Actor, in Correspondent) (*api.Body[Correspondent], error) {
		c, err := s.SaveCorrespondent(ctx, by, in)
		return &api.Body[Correspondent]{Body: c}, err
	}
	api.Add(a, api.Post("correspondents-create", "/correspondents", "Add an entry to the address book"),
		func(ctx context.Context, by auth.Actor, in *api.Body[Correspondent]) (*api.Body[Correspondent], error) {
			in.Body.ID = 0
			return save(ctx, by, in.Body)
		})
	api.Add(a, api.Put("correspondents-change", "/correspondents/{id}", "Change an entry of the address book"),
		func(ctx context.Context, by auth.Actor, in *api.Command[Correspondent]) (*api.Body[Correspondent], error) {
			in.Body.ID = in.ID
			return save(ctx, by, in.Body)
		})
}
