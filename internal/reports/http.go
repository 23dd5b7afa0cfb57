package reports

import (
	"context"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
)

// Routes are the operations of reports.
func Routes(a *api.API, s *Service) {
	type periodIn struct {
		From calendar.Date `query:"from" format:"date" required:"true"`
		To   calendar.Date `query:"to" format:"date" required:"true"`
	}
	api.Add(a, api.Get("reports-discipline", "/reports/discipline", "Execution discipline of the body by unit and person"),
		func(ctx context.Context, by auth.Actor, in *periodIn) (*api.Body[Discipline], error) {
			d, err := s.Discipline(ctx, by, in.From, in.To)
			return &api.Body[Discipline]{Body: d}, err
		})
	type journalIn struct {
		api.Page
		Journal int64 `query:"journal" minimum:"1" required:"true"`
		Year    int   `query:"year" doc:"0 of a journal without years"`
	}
	api.Add(a, api.Get("reports-journal", "/reports/journal", "A journal as it is printed: numbers with correspondent, summary and case"),
		func(ctx context.Context, by auth.Actor, in *journalIn) (*api.Body[api.List[Entry]], error) {
			list, next, err := s.Journal(ctx, by, in.Journal, in.Year, in.After, in.Limit)
			return api.ListOf(list, next), err
		})
	appealRoutes(a, s)
	visitRoutes(a, s)
}
