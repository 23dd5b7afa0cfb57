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
	Now       time.Time // when the story is told: it ends on the last morning before
}

// ErrSettled says that the database is not empty: a region is never laid over another.
var ErrSettled = fmt.Errorf("в базе уже есть данные: область заполняется один раз")

// Empty reports whether nobody lives in the database yet.
func Empty(ctx context.Context, r db.Reader) (bool, error) {
	settled, err := db.Exists(ctx, r, "SELECT 1 FROM bodies")
	return !settled, err
}

// morning is how long the last day of the story lasts.
const morning = 10 * time.Hour

// lastMorning is the day on which the story ends: a working day, also when it is told on a Sunday, whose morning is over, also
// when it is told at night. What the story does later than the clock of the listeners would wait for its hour.
func lastMorning(c calendar.Calendar, now time.Time, zone *time.Location) calendar.Date {
	day := calendar.DateOf(now.Add(-morning), zone)
	for !c.IsWorking(day) {
		day = day.AddDays(-1)
	}
	return day
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
	today := lastMorning(a.Calendar, o.Now, zone)
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
