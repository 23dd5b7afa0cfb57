package intake_test

import (
	"testing"
	"time"

	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/services/intake"
)

// TestTheWaitingRoom: while few come nobody waits; of a crowd each is told his place, keeps it on whatever node he asks, and
// goes in when those before him have; nobody goes in before somebody who came earlier.
func TestTheWaitingRoom(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		at(d, "2026-04-01T14:00:00")
		nodes := []*intake.Service{open(d), open(d)}
		enter := func(n int, ticket string) (intake.Wait, string) {
			t.Helper()
			w, ticket, err := nodes[n%2].Enter(t.Context(), 7, ticket)
			if err != nil {
				t.Fatal(err)
			}
			return w, ticket
		}
		if w, _ := enter(0, ""); w != (intake.Wait{}) {
			t.Fatalf("the first one waits: %+v", w)
		}
		at(d, "2026-04-01T14:59:58.5")
		enter(0, "")
		enter(1, "")
		start := d.Now()
		type person struct {
			ticket string
			in     bool
		}
		var crowd []*person
		for n := range 2400 { // two seconds of 1,200
			moment := start.Add(time.Duration(n) * 2 * time.Second / 2400)
			d.SetClock(func() time.Time { return moment })
			w, ticket := enter(n, "")
			crowd = append(crowd, &person{ticket, w == intake.Wait{}})
		}
		moment := start.Add(3 * time.Second)
		d.SetClock(func() time.Time { return moment })
		enter(0, crowd[0].ticket)
		enter(1, crowd[1].ticket)
		last, _ := enter(0, crowd[2399].ticket)
		if last.Ahead < 600 || last.Ahead > 2000 || last.Seconds < 2 || last.Seconds > 8 {
			t.Errorf("the last of the crowd is told %+v", last)
		}
		if w, ticket := enter(0, "not a ticket"); ticket == "not a ticket" || w.Ahead < last.Ahead {
			t.Errorf("a forged ticket is told %+v", w)
		}
		waited := 0
		for ; waited < 60 && !crowd[2399].in; waited++ {
			moment = moment.Add(time.Second)
			for n, p := range crowd {
				if !p.in {
					w, _ := enter(n, p.ticket)
					p.in = w == intake.Wait{}
				}
			}
		}
		if waited < 3 || waited > 12 {
			t.Errorf("2,400 people were let in after %d s", waited)
		}
		if w, _ := enter(0, ""); w != (intake.Wait{}) {
			t.Errorf("after the crowd somebody waits: %+v", w)
		}
	})
}
