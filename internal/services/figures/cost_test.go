package figures

import (
	"os"
	"strconv"
	"testing"
	"time"

	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

// TestCost measures what the figures cost with as many applications as VECHE_FIGURES says (go test -run Cost -v). Without it
// a thousand stand in, so that the measurement itself does not rot: a view of a year reads fewer rows than there are
// applications as soon as those are many.
func TestCost(t *testing.T) {
	count := 1000
	if wanted := os.Getenv("VECHE_FIGURES"); wanted != "" {
		count = must(strconv.Atoi(wanted))(t)
	}
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newRegion(t, d)
		r.apply(count)
		counted := func() float64 {
			changes, begun := must(r.Waiting(t.Context()))(t), time.Now()
			for must(r.Waiting(t.Context()))(t) > 0 {
				r.roll()
			}
			return float64(changes) / time.Since(begun).Seconds()
		}
		fresh := counted()
		r.live(count)
		again := counted()
		in, args := ask("2025-11-21", "2026-11-20", scope{}), []any{}
		cells := period{in.From, in.To}.cells(scope{}, &args)
		read := must(db.One[int64](t.Context(), d, "SELECT count(*) FROM ("+cells+") AS read", args...))(t)
		begun := time.Now()
		const views = 5
		for range views {
			must(r.Figures(t.Context(), r.overseer, in))(t)
		}
		view := time.Since(begun) / views
		begun = time.Now()
		must(r.Register(t.Context(), r.overseer, Filter{Ask: in, Outcome: string(Open), Hour: anyHour}, "", 50))(t)
		t.Logf("%d applications: %.0f counted a second, %.0f anew after a step, a year of the region in %v over %d sums, the first page of its list in %v", count,
			fresh, again, view.Round(time.Millisecond), read, time.Since(begun).Round(time.Millisecond))
		if read > 20_000 {
			t.Errorf("a view of one year reads %d sums", read)
		}
	})
}
