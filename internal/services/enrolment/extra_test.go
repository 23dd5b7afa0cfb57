package enrolment_test

import (
	"strings"
	"testing"

	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/services"
	"veche/internal/services/enrolment"
)

// domain.md §6.8: several schools may be asked at once, and the parent withdraws the extra ones. What he has left is ended
// when the reception is over: he sees why, and is told.
func TestExtraSchoolsAreEndedWhenTheReceptionIsOver(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newReception(t, d)
		won := r.applies("Первый", "Школа № 8", enrolment.None, here)
		extra := r.applies("Первый", "Школа № 9", enrolment.Sibling, here)
		other := r.applies("Второй", "Школа № 9", enrolment.Sibling, here)
		r.confirm(r.rows(r.eight, 1)["Первый"])
		r.now = local("2026-07-01T09:00")
		o, err := r.Enrol(t.Context(), r.officer, r.eight.ID, r.orderOf(1))
		r.ok(err)
		r.signs(o)
		r.confirm(r.rows(r.nine, 1)["Первый"])
		r.ok(r.EndExtras(t.Context()))
		v := r.standing(extra)
		if v.State != enrolment.Eligible || v.Elsewhere != "Школа № 8" || !v.MayLeave || !strings.HasSuffix(v.Why, "закроется само, когда закончится приём: 5 сентября 2026 г.") {
			t.Errorf("until the end the choice is the parent's: %+v", v)
		}
		r.now = local("2026-09-05T18:00")
		r.ok(r.EndExtras(t.Context()))
		r.ok(r.EndExtras(t.Context()))
		v, shown := r.standing(extra), r.stands(extra)
		if v.State != enrolment.Withdrawn || shown.Status != services.StatusCancelled || !strings.Contains(v.Why, "Ребёнок зачислен: Школа № 8, приказ № 1-п от 01.07.2026. Приём закончен") {
			t.Errorf("%+v, %+v", v, shown)
		}
		if notices, err := db.One[int](t.Context(), d, "SELECT count(*) FROM application_events WHERE application_id = $1 AND words LIKE 'Ребёнок зачислен: Школа № 8%'", shown.ID); err != nil || notices != 1 {
			t.Errorf("%d lines in the account, %v", notices, err)
		}
		if r.standing(won).State != enrolment.Enrolled || r.standing(other).State != enrolment.Checks {
			t.Error("who has a place, and who has none anywhere, stay what they were")
		}
	})
}
