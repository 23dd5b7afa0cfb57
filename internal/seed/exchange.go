package seed

import (
	"context"

	"veche/internal/exchange/pos"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
)

// exchange says which bodies the feedback platform means by its codes. One code of its list stays unknown: its items wait
// in the sorting queue for the integration administrator.
func (g *region) exchange(ctx context.Context, today calendar.Date) error {
	for key, code := range map[string]string{"minstroy": "MINSTROY", "government": "GOVERNMENT", "minfin": "MINFIN"} {
		body, known := g.bodies[key]
		if !known {
			continue
		}
		route := pos.Route{Code: code, BodyID: body.id, FromDay: today.AddDays(-365)}
		if err := g.POS.SaveRoute(ctx, auth.System("seed"), route); err != nil {
			return err
		}
	}
	return nil
}
