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
	for key, there := range map[string]pos.Route{
		"minstroy": {Code: "MINSTROY", Title: "Министерство строительства"}, "government": {Code: "GOVERNMENT", Title: "Правительство региона"},
		"minfin": {Code: "MINFIN", Title: "Министерство финансов"},
	} {
		body, known := g.bodies[key]
		if !known {
			continue
		}
		there.BodyID, there.FromDay = body.id, today.AddDays(-365)
		if err := g.POS.SaveRoute(ctx, auth.System("seed"), there); err != nil {
			return err
		}
	}
	return nil
}
