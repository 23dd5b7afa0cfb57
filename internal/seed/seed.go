package seed

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"veche/internal/app"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

// Options say how large the region is.
type Options struct {
	Documents int       // letters of the crowd, besides the story
	Seed      uint64    // the same seed, the same region
	Now       time.Time // the last morning of the story
}

// ErrSettled says that the database is not empty: a region is never laid over another.
var ErrSettled = fmt.Errorf("в базе уже есть данные: область заполняется один раз")

// Empty reports whether nobody lives in the database yet.
func Empty(ctx context.Context, r db.Reader) (bool, error) {
	settled, err := db.Exists(ctx, r, "SELECT 1 FROM bodies")
	return !settled, err
}

// Region settles a region and fills it. The clock of the database is moved while the story is told and is put back.
func Region(ctx context.Context, a *app.App, o Options) error {
	empty, err := Empty(ctx, a.DB)
	if err != nil {
		return err
	}
	if !empty {
		return ErrSettled
	}
	defer a.DB.SetClock(time.Now)
	zone, err := time.LoadLocation("Europe/Samara")
	if err != nil {
		return err
	}
	g := &region{App: a, random: rand.New(rand.NewPCG(o.Seed, 59))}
	today := calendar.DateOf(o.Now, zone)
	for !a.Calendar.IsWorking(today) { // the story ends on a working day, also when it is told on a Sunday
		today = today.AddDays(-1)
	}
	a.DB.SetClock(func() time.Time { return today.In(zone).AddDate(0, -1, 0) })
	if err := g.settle(ctx); err != nil {
		return err
	}
	if err := g.routes(ctx); err != nil {
		return err
	}
	if err := g.services(ctx, today); err != nil {
		return err
	}
	if err := g.keys(ctx); err != nil {
		return err
	}
	if err := g.requests(ctx, today); err != nil {
		return err
	}
	if err := g.exchange(ctx, today); err != nil {
		return err
	}
	if err := g.portals(ctx, today); err != nil {
		return err
	}
	if err := g.crowd(ctx, o.Documents, today, zone); err != nil {
		return err
	}
	if err := a.Cards.Reindex(ctx); err != nil {
		return err
	}
	s := &story{region: g, ctx: ctx, today: today, zone: zone}
	if err := s.tell(); err != nil {
		return err
	}
	return s.applications()
}
