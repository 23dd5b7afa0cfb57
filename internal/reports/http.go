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
}
