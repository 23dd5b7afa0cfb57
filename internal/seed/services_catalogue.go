package seed

import (
	"context"
	"fmt"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/services/catalogue"
	"veche/internal/services/catalogue/starter"
)

// services fills the catalogue: each service belongs to the body of the demonstration that provides it, and to the
// Government where that body has no office here.
func (g *region) services(ctx context.Context, today calendar.Date) error {
	list, err := starter.Services()
	if err != nil {
		return err
	}
	by := auth.System("Администратор услуг")
	from := today.AddMonths(-pastMonths - 1)
	return g.DB.Tx(ctx, by, func(tx *db.Tx) error {
		for _, one := range list {
			owner := g.bodies[one.Provider]
			if owner == nil {
				owner = g.bodies["government"]
			}
			p := one.Passport
			if one.Slug == firstGrade {
				p.Order.Opens = g.receptionOpens(today)
			}
			e := catalogue.Entry{BodyID: owner.id, Code: one.Code, Slug: one.Slug, Name: p.Name, ShortName: p.ShortName, Category: p.Category, Active: true}
			if _, err := g.Catalogue.Settle(ctx, tx, e, p, one.Form, from); err != nil {
				return fmt.Errorf("%s: %w", one.Slug, err)
			}
		}
		return nil
	})
}
