package assignments

import (
	"context"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
)

// EditInput is a draft with the version that its writer saw.
type EditInput struct {
	Version int64 `json:"version" minimum:"1"`
	DraftInput
}

// VersionInput names the version that the actor saw.
type VersionInput struct {
	Version int64 `json:"version" minimum:"1"`
}

// InformInput names who has to know of a document.
type InformInput struct {
	People []int64       `json:"people" minItems:"1" maxItems:"200"`
	DueOn  calendar.Date `json:"due_on,omitempty" format:"date" doc:"Until when they acknowledge it"`
}

// ItemsInput are the parts given downward.
type ItemsInput struct {
	Items []Item `json:"items" minItems:"1" maxItems:"50"`
}

// TextInput is a text that a verb needs.
type TextInput struct {
	Text string `json:"text" minLength:"1" maxLength:"8000"`
}

// ReasonInput is why.
type ReasonInput struct {
	Reason string `json:"reason" minLength:"1" maxLength:"4000"`
}

// DraftRef names a resolution and its version after a verb.
type DraftRef struct {
	ID      int64           `json:"id"`
	State   ResolutionState `json:"state" enum:"draft,signed,discarded,disowned"`
	Version int64           `json:"version"`
}

// Moved is the state of a card after a verb.
type Moved struct {
	DocumentID int64  `json:"document_id"`
	State      string `json:"state"`
}

// TermInput is a body's own preset.
type TermInput struct {
	Code string `path:"code" maxLength:"60" pattern:"^[a-z]+\\.[a-z_]+$"`
	Body struct {
		Title  string          `json:"title" minLength:"1" maxLength:"200"`
		Amount int             `json:"amount" minimum:"0" maximum:"3660"`
		Unit   calendar.Unit   `json:"unit" enum:"calendar_day,working_day,month"`
		Policy calendar.Policy `json:"policy" enum:"none,prev,next"`
		Basis  string          `json:"basis,omitempty" maxLength:"500"`
	}
}

// Routes declares the operations of resolutions and assignments.
func Routes(a *api.API, s *Service) {
	documentRoutes(a, s)
	resolutionRoutes(a, s)
	listRoutes(a, s)
	verb(a, s, "take", "Take into work", func(ctx context.Context, by auth.Actor, id int64, _ struct{}) (Node, error) {
		return s.Take(ctx, by, id)
	})
	verb(a, s, "report", "Report on the execution, interim or final", s.Report)
	verb(a, s, "contribute", "Hand the part of a co-executor over", func(ctx context.Context, by auth.Actor, id int64, in TextInput) (Node, error) {
		return s.Contribute(ctx, by, id, in.Text)
	})
	verb(a, s, "reassign", "Give parts downward", func(ctx context.Context, by auth.Actor, id int64, in ItemsInput) (Node, error) {
		return s.Reassign(ctx, by, id, in.Items)
	})
	verb(a, s, "accept", "Accept the final report", s.Accept)
	verb(a, s, "return", "Give the report back for rework", s.Return)
	verb(a, s, "ask-extension", "Ask for another term", s.AskExtension)
	verb(a, s, "grant-extension", "Grant another term", s.GrantExtension)
	verb(a, s, "refuse-extension", "Refuse another term", func(ctx context.Context, by auth.Actor, id int64, in ReasonInput) (Node, error) {
		return s.RefuseExtension(ctx, by, id, in.Reason)
	})
	verb(a, s, "release", "Take off the control", s.Release)
	verb(a, s, "cancel", "Take the assignment back with its parts", func(ctx context.Context, by auth.Actor, id int64, in ReasonInput) (Node, error) {
		return s.Cancel(ctx, by, id, in.Reason)
	})
	verb(a, s, "reopen", "Give an executed assignment back to work", s.Reopen)
}

// verb declares POST /assignments/{id}/NAME, which answers with the assignment as the actor sees it now.
func verb[I any](a *api.API, s *Service, name, summary string, do func(ctx context.Context, by auth.Actor, id int64, in I) (Node, error)) {
	op := api.Post("assignments-"+name, "/assignments/{id}/"+name, summary)
	answer := func(ctx context.Context, by auth.Actor, id int64, in I) (*api.Body[AssignmentView], error) {
		n, err := do(ctx, by, id, in)
		if err != nil {
			return nil, err
		}
		view, err := s.show(ctx, by, n)
		return &api.Body[AssignmentView]{Body: view}, err
	}
	var none I
	if _, empty := any(none).(struct{}); empty {
		api.Add(a, op, func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[AssignmentView], error) {
			return answer(ctx, by, in.ID, none)
		})
		return
	}
	api.Add(a, op, func(ctx context.Context, by auth.Actor, in *api.Command[I]) (*api.Body[AssignmentView], error) {
		return answer(ctx, by, in.ID, in.Body)
	})
}

func documentRoutes(a *api.API, s *Service) {
	api.Add(a, api.Get("assignments-tree", "/documents/{id}/assignments", "Resolutions on a document with their trees of assignments"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Tree], error) {
			tree, err := s.Tree(ctx, by, in.ID)
			return &api.Body[Tree]{Body: tree}, err
		})
	api.Add(a, api.Post("documents-send-to-executive", "/documents/{id}/send-to-executive", "Bring a document before an executive"),
		func(ctx context.Context, by auth.Actor, in *api.Command[SendInput]) (*api.Body[Moved], error) {
			d, err := s.SendToExecutive(ctx, by, in.ID, in.Body)
			return &api.Body[Moved]{Body: Moved{d.ID, string(d.State)}}, err
		})
	api.Add(a, api.Post("documents-inform", "/documents/{id}/inform", "Pass a document to people for information"),
		func(ctx context.Context, by auth.Actor, in *api.Command[InformInput]) (*api.Body[Moved], error) {
			d, err := s.Inform(ctx, by, in.ID, in.Body)
			return &api.Body[Moved]{Body: Moved{d.ID, string(d.State)}}, err
		})
	api.Add(a, api.Post("documents-noted", "/documents/{id}/noted", "The reader has taken note of the document"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Empty, error) {
			return &api.Empty{}, s.Noted(ctx, by, in.ID)
		})
	api.Add(a, api.Post("resolutions-prepare", "/documents/{id}/resolutions", "Write the draft of a resolution"),
		func(ctx context.Context, by auth.Actor, in *api.Command[DraftInput]) (*api.Body[DraftRef], error) {
			return draftRef(s.Prepare(ctx, by, in.ID, in.Body))
		})
}

func resolutionRoutes(a *api.API, s *Service) {
	api.Add(a, api.Put("resolutions-edit", "/resolutions/{id}", "Write a draft anew"),
		func(ctx context.Context, by auth.Actor, in *api.Command[EditInput]) (*api.Body[DraftRef], error) {
			return draftRef(s.Edit(ctx, by, in.ID, in.Body.Version, in.Body.DraftInput))
		})
	api.Add(a, api.Post("resolutions-sign", "/resolutions/{id}/sign", "Give the resolution: its assignments are issued"),
		func(ctx context.Context, by auth.Actor, in *api.Command[VersionInput]) (*api.Body[DraftRef], error) {
			return draftRef(s.Sign(ctx, by, in.ID, in.Body.Version))
		})
	api.Add(a, api.Post("resolutions-enter", "/resolutions/{id}/enter", "Put a resolution written on paper in force from its scan"),
		func(ctx context.Context, by auth.Actor, in *api.Command[VersionInput]) (*api.Body[DraftRef], error) {
			return draftRef(s.Enter(ctx, by, in.ID, in.Body.Version))
		})
	api.Add(a, api.Post("resolutions-disown", "/resolutions/{id}/disown", "Say that a resolution recorded from paper is not one's own"),
		func(ctx context.Context, by auth.Actor, in *api.Command[VersionInput]) (*api.Body[DraftRef], error) {
			return draftRef(s.Disown(ctx, by, in.ID, in.Body.Version))
		})
	api.Add(a, api.Post("resolutions-discard", "/resolutions/{id}/discard", "Throw a draft away"),
		func(ctx context.Context, by auth.Actor, in *api.Command[VersionInput]) (*api.Body[DraftRef], error) {
			return draftRef(s.Discard(ctx, by, in.ID, in.Body.Version))
		})
}

func draftRef(r Resolution, err error) (*api.Body[DraftRef], error) {
	return &api.Body[DraftRef]{Body: DraftRef{r.ID, r.State, r.Version}}, err
}

func listRoutes(a *api.API, s *Service) {
	api.Add(a, api.Get("assignments-list", "/assignments", "Assignments that the reader executes, gave, watches or answers for"),
		func(ctx context.Context, by auth.Actor, in *struct {
			api.Page
			Filter
		}) (*api.Body[api.List[Row]], error) {
			rows, next, err := s.List(ctx, by, in.Filter, in.After, in.Limit)
			return api.ListOf(rows, next), err
		})
	api.Add(a, api.Get("terms-list", "/terms", "Presets of terms with the dates that they give"),
		func(ctx context.Context, by auth.Actor, in *struct {
			From calendar.Date `query:"from" format:"date" doc:"Day from which is counted; without it today"`
		}) (*api.Body[api.List[Choice]], error) {
			list, err := s.Choices(ctx, by, in.From)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Put("terms-set", "/terms/{code}", "Give the body its own preset"),
		func(ctx context.Context, by auth.Actor, in *TermInput) (*api.Empty, error) {
			t := calendar.Term{Code: in.Code, Title: in.Body.Title, Amount: in.Body.Amount, Unit: in.Body.Unit, Policy: in.Body.Policy, Basis: in.Body.Basis}
			return &api.Empty{}, s.SetTerm(ctx, by, t)
		})
}
