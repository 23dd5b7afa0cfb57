package registry

import (
	"context"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
)

// Annulment is why a reserved number is given up.
type Annulment struct {
	Reason string `json:"reason" minLength:"1" maxLength:"2000"`
}

// YearEnd names the year of a journal that is closed.
type YearEnd struct {
	Year int `json:"year" minimum:"2000" maximum:"9998"`
}

// Routes are the operations of journals and the file plan.
func Routes(a *api.API, s *Service) {
	type flowIn struct {
		Flow string `query:"flow" enum:",incoming,outgoing,internal,directive,appeal"`
	}
	api.Add(a, api.Get("journals-list", "/journals", "Journals of the body"),
		func(ctx context.Context, by auth.Actor, in *flowIn) (*api.Body[api.List[Journal]], error) {
			list, err := s.Journals(ctx, s.db, by.BodyID, in.Flow)
			return api.ListOf(list, ""), err
		})
	save := func(ctx context.Context, by auth.Actor, in Journal) (*api.Body[Journal], error) {
		j, err := s.SaveJournal(ctx, by, in)
		return &api.Body[Journal]{Body: j}, err
	}
	api.Add(a, api.Post("journals-create", "/journals", "Open a journal"),
		func(ctx context.Context, by auth.Actor, in *api.Body[Journal]) (*api.Body[Journal], error) {
			in.Body.ID = 0
			return save(ctx, by, in.Body)
		})
	api.Add(a, api.Put("journals-change", "/journals/{id}", "Change a journal"),
		func(ctx context.Context, by auth.Actor, in *api.Command[Journal]) (*api.Body[Journal], error) {
			in.Body.ID = in.ID
			return save(ctx, by, in.Body)
		})
	api.Add(a, api.Post("journals-close-year", "/journals/{id}/close-year", "Close a year of a journal"),
		func(ctx context.Context, by auth.Actor, in *api.Command[YearEnd]) (*api.Empty, error) {
			return nil, s.CloseYear(ctx, by, in.ID, in.Body.Year)
		})
	numberRoutes(a, s)
	fileplanRoutes(a, s)
}

func numberRoutes(a *api.API, s *Service) {
	type linesIn struct {
		api.ID
		api.Page
		Year int `query:"year" required:"true" minimum:"0" maximum:"9998"`
	}
	api.Add(a, api.Get("journals-numbers", "/journals/{id}/numbers", "Numbers of a journal, newest first, annulled ones with their reason"),
		func(ctx context.Context, by auth.Actor, in *linesIn) (*api.Body[api.List[Number]], error) {
			list, next, err := s.Lines(ctx, by, in.ID.ID, in.Year, in.After, in.Limit)
			return api.ListOf(list, next), err
		})
	api.Add(a, api.Post("journals-reserve", "/journals/{id}/reserve", "Reserve the next numbers for a purpose"),
		func(ctx context.Context, by auth.Actor, in *api.Command[ReserveInput]) (*api.Body[api.List[Number]], error) {
			list, err := s.Reserve(ctx, by, in.ID, in.Body)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Post("numbers-annul", "/numbers/{id}/annul", "Give up a reserved number with a reason"),
		func(ctx context.Context, by auth.Actor, in *api.Command[Annulment]) (*api.Empty, error) {
			return nil, s.AnnulReserved(ctx, by, in.ID, in.Body.Reason)
		})
}

func fileplanRoutes(a *api.API, s *Service) {
	type yearIn struct {
		Year int `query:"year" doc:"0: every year"`
	}
	api.Add(a, api.Get("case-files-list", "/case-files", "File plan of the body"),
		func(ctx context.Context, by auth.Actor, in *yearIn) (*api.Body[api.List[CaseFile]], error) {
			list, err := s.CaseFiles(ctx, s.db, by.BodyID, in.Year)
			return api.ListOf(list, ""), err
		})
	save := func(ctx context.Context, by auth.Actor, in CaseFile) (*api.Body[CaseFile], error) {
		c, err := s.SaveCaseFile(ctx, by, in)
		return &api.Body[CaseFile]{Body: c}, err
	}
	api.Add(a, api.Post("case-files-create", "/case-files", "Add a case to the file plan"),
		func(ctx context.Context, by auth.Actor, in *api.Body[CaseFile]) (*api.Body[CaseFile], error) {
			in.Body.ID = 0
			return save(ctx, by, in.Body)
		})
	api.Add(a, api.Put("case-files-change", "/case-files/{id}", "Change a case of the file plan"),
		func(ctx context.Context, by auth.Actor, in *api.Command[CaseFile]) (*api.Body[CaseFile], error) {
			in.Body.ID = in.ID
			return save(ctx, by, in.Body)
		})
}
