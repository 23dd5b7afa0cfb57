package enrolment_test

import (
	"fmt"
	"testing"
	"time"

	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/services/enrolment"
)

// TestPublishedNumbersNameNobody: places, applications and what is left are told exactly; how many have a right to go first,
// in fives, so that the number never moves by one child.
func TestPublishedNumbersNameNobody(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newReception(t, d)
		eight := func() (enrolment.Town, enrolment.Places) {
			t.Helper()
			towns, err := r.Towns(t.Context())
			r.ok(err)
			if len(towns) != 1 || len(towns[0].Schools) != 2 {
				t.Fatalf("%+v", towns)
			}
			return towns[0], towns[0].Schools[0]
		}
		for i := range 7 {
			ground := enrolment.None
			if i > 0 {
				ground = enrolment.FirstTurn
			}
			_, err := r.comes(fmt.Sprintf("Ребёнок%d", i), "Школа № 8", ground, here)
			r.ok(err)
		}
		r.ok(r.applications.ReceiveAll(t.Context()))
		r.ok(r.ReceiveAll(t.Context()))
		town, school := eight()
		if town.FreeTold || town.Places != 3 || school.Places != 2 || school.Accepted != 7 || school.Privileged != "5–9" || school.Act != "№ 211 от 12.03.2026" || school.TellBy.String() != "2026-03-22" {
			t.Errorf("%+v", town)
		}
		if _, nine := town.Schools[0], town.Schools[1]; nine.Privileged != "меньше 5" || nine.Free != 1 {
			t.Errorf("%+v", nine)
		}
		for _, row := range r.rows(r.eight, 1) {
			r.confirm(row)
		}
		r.now = local("2026-07-01T09:00")
		_, err := r.Enrol(t.Context(), r.officer, r.eight.ID, r.orderOf(1))
		r.ok(err)
		r.now = local("2026-07-06T10:00")
		if town, school = eight(); !town.FreeTold || school.Free != 0 || town.Free != 1 {
			t.Errorf("after the order: %+v", town)
		}
		r.applies("Поздний", "Школа № 9", enrolment.None, here)
		if again, _ := eight(); again.Accepted != town.Accepted {
			t.Error("counted anew within the minute")
		}
		r.now = r.now.Add(2 * time.Minute)
		if again, _ := eight(); again.Accepted != town.Accepted+1 {
			t.Errorf("two minutes later: %+v", again)
		}
	})
}
