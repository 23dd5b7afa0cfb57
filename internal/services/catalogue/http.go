package catalogue

import (
	"context"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/fail"
)

// Words are the dictionaries of the editor.
type Words struct {
	Categories []Category  `json:"categories"`
	Situations []Situation `json:"situations"`
}

// Discarding names the draft that was shown.
type Discarding struct {
	Version int64 `json:"version" minimum:"1"`
}

// Beginning names the version that is taken as a new draft.
type Beginning struct {
	Number int `json:"number" minimum:"1"`
}

// Standing says whether the service is offered.
type Standing struct {
	Active bool `json:"active"`
}

// longestPeriod of figures, in days.
const longestPeriod = 366

// Routes declares the operations of the editor. The public pages are made by package portal.
func Routes(a *api.API, s *Service) {
	api.Add(a, api.Get("catalogue-words", "/catalogue/words", "Categories and life situations"),
		func(context.Context, auth.Actor, *api.Empty) (*api.Body[Words], error) {
			return &api.Body[Words]{Body: Words{Categories(), Situations()}}, nil
		})
	api.Add(a, api.Get("catalogue-list", "/catalogue", "Services of the own body with what is not published"),
		func(ctx context.Context, by auth.Actor, _ *api.Empty) (*api.Body[api.List[Row]], error) {
			list, err := s.List(ctx, by)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Post("catalogue-create", "/catalogue", "Put a service into the catalogue"),
		func(ctx context.Context, by auth.Actor, in *api.Body[NewService]) (*api.Body[Entry], error) {
			e, err := s.Create(ctx, by, in.Body)
			return &api.Body[Entry]{Body: e}, err
		})
	api.Add(a, api.Get("catalogue-get", "/catalogue/{id}", "A service with its draft and history"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Card], error) {
			return s.card(ctx, by, in.ID, nil)
		})
	save := api.Put("catalogue-save", "/catalogue/{id}/draft", "Keep what the editor wrote")
	save.MaxBodyBytes = 2 << 20
	api.Add(a, save, func(ctx context.Context, by auth.Actor, in *api.Command[DraftInput]) (*api.Body[Card], error) {
		return s.card(ctx, by, in.ID, s.SaveDraft(ctx, by, in.ID, in.Body))
	})
	api.Add(a, api.Post("catalogue-begin", "/catalogue/{id}/begin", "Take a version as a new draft"),
		func(ctx context.Context, by auth.Actor, in *api.Command[Beginning]) (*api.Body[Card], error) {
			return s.card(ctx, by, in.ID, s.Begin(ctx, by, in.ID, in.Body.Number))
		})
	api.Add(a, api.Post("catalogue-discard", "/catalogue/{id}/discard", "Throw the draft away"),
		func(ctx context.Context, by auth.Actor, in *api.Command[Discarding]) (*api.Body[Card], error) {
			return s.card(ctx, by, in.ID, s.Discard(ctx, by, in.ID, in.Body.Version))
		})
	api.Add(a, api.Post("catalogue-publish", "/catalogue/{id}/publish", "Make the draft the next version from a day on"),
		func(ctx context.Context, by auth.Actor, in *api.Command[Publication]) (*api.Body[Card], error) {
			_, err := s.Publish(ctx, by, in.ID, in.Body)
			return s.card(ctx, by, in.ID, err)
		})
	api.Add(a, api.Post("catalogue-standing", "/catalogue/{id}/standing", "Close a service for new applications or open it again"),
		func(ctx context.Context, by auth.Actor, in *api.Command[Standing]) (*api.Body[Card], error) {
			return s.card(ctx, by, in.ID, s.SetActive(ctx, by, in.ID, in.Body.Active))
		})
	formRoutes(a, s)
	readRoutes(a, s)
}

func readRoutes(a *api.API, s *Service) {
	type versionIn struct {
		ID     int64 `path:"id" minimum:"1"`
		Number int   `path:"number" minimum:"1"`
	}
	api.Add(a, api.Get("catalogue-version", "/catalogue/{id}/versions/{number}", "A published version in words"),
		func(ctx context.Context, by auth.Actor, in *versionIn) (*api.Body[Reading], error) {
			r, err := s.Read(ctx, by, in.ID, in.Number)
			return &api.Body[Reading]{Body: r}, err
		})
	type periodIn struct {
		ID   int64         `path:"id" minimum:"1"`
		From calendar.Date `query:"from" required:"true"`
		To   calendar.Date `query:"to" required:"true"`
	}
	api.Add(a, api.Get("catalogue-visits", "/catalogue/{id}/visits", "Visits, started, saved, sent and finished by day and hour, beside the year before"),
		func(ctx context.Context, by auth.Actor, in *periodIn) (*api.Body[Attendance], error) {
			if in.To.Before(in.From) || in.From.DaysUntil(in.To) > longestPeriod {
				return nil, fail.Field("service.fields_wrong", "to", "wrong_format")
			}
			v, err := s.Attendance(ctx, by, in.ID, in.From, in.To)
			return &api.Body[Attendance]{Body: v}, err
		})
}

// card answers an act with what came of it.
func (s *Service) card(ctx context.Context, by auth.Actor, id int64, err error) (*api.Body[Card], error) {
	if err != nil {
		return nil, err
	}
	c, err := s.Get(ctx, by, id)
	return &api.Body[Card]{Body: c}, err
}
