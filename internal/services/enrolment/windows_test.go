package enrolment_test

import (
	"testing"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/services/enrolment"
)

// Приказ № 458 п. 17: whom stage 1 does not take may apply to the same school in stage 2; between the stages nobody is
// taken, and a repeat within a stage, or while the first application goes on, gets the first number.
func TestWhomTheFirstStageHasRefusedAppliesAgainInTheSecond(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newReception(t, d)
		refused := r.applies("Дальний", "Школа № 8", enrolment.None, there)
		waits := r.applies("Ближний", "Школа № 8", enrolment.None, here)
		left := r.applies("Раздумал", "Школа № 8", enrolment.None, here)
		row := r.rows(r.eight, 1)["Дальний"]
		_, err := r.Refuse(t.Context(), r.officer, row.ID, enrolment.Refusal{Ground: "age", Reason: "Адрес не закреплён за школой", Version: row.Version})
		r.ok(err)
		r.ok(d.Tx(t.Context(), auth.System("applicant"), func(tx *db.Tx) error { return r.Leave(t.Context(), tx, placeOf(left), "") }))
		if a, err := r.comes("Дальний", "Школа № 8", enrolment.None, there); err != nil || a.Number != refused.Number || !a.Repeat {
			t.Errorf("in the same stage the first number stands: %+v, %v", a, err)
		}

		r.now = local("2026-07-02T12:00")
		_, err = r.comes("Новый", "Школа № 8", enrolment.None, here)
		r.refused("intake.between", err)
		_, err = r.comes("Дальний", "Школа № 8", enrolment.None, there)
		r.refused("intake.between", err)

		r.now = local("2026-07-06T09:00")
		second := r.applies("Дальний", "Школа № 8", enrolment.None, there)
		again := r.applies("Раздумал", "Школа № 8", enrolment.None, here)
		if second.Repeat || second.Number == refused.Number || again.Repeat || second.Sequence != 4 || again.Sequence != 5 {
			t.Errorf("who was refused, and who had withdrawn, comes anew: %+v, %+v", second, again)
		}
		if a, err := r.comes("Ближний", "Школа № 8", enrolment.None, here); err != nil || a.Number != waits.Number || !a.Repeat {
			t.Errorf("an application that goes on keeps its number: %+v, %v", a, err)
		}
		if a, err := r.comes("Дальний", "Школа № 8", enrolment.None, there); err != nil || a.Number != second.Number || !a.Repeat {
			t.Errorf("a repeat in stage 2: %+v, %v", a, err)
		}
		if row := r.rows(r.eight, 2)["Дальний"]; row.Stage != 2 || row.State != enrolment.Checks || row.Number != second.Number {
			t.Errorf("in the register of stage 2: %+v", row)
		}

		r.now = local("2026-09-05T18:00")
		_, err = r.comes("Поздний", "Школа № 8", enrolment.None, here)
		r.refused("intake.closed", err)
	})
}

// The door follows the dates of the officer, and what they were is kept with who has set them.
func TestTheDoorFollowsTheDatesOfTheReception(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newReception(t, d)
		r.now = local("2026-08-20T09:00")
		r.applies("Первый", "Школа № 8", enrolment.None, here)
		list, err := r.Campaigns(t.Context(), r.officer)
		r.ok(err)
		if list[0].Open != 2 || len(list[0].Past) != 1 {
			t.Errorf("%+v", list[0])
		}
		in := enrolment.CampaignInput{ServiceID: r.service, Year: 2026, Opens1: "2026-04-01T15:00", Closes1: "2026-06-30T18:00", Opens2: "2026-07-06T09:00", Closes2: "2026-08-20T10:00", Version: 1}
		early := in
		early.Opens2 = "2026-07-05T09:00"
		r.refused("enrolment.dates_wrong", r.ChangeCampaign(t.Context(), r.officer, list[0].ID, early))
		r.ok(r.ChangeCampaign(t.Context(), r.officer, list[0].ID, in))
		r.now = local("2026-08-20T10:00") // the places are gone
		_, err = r.comes("Второй", "Школа № 8", enrolment.None, here)
		r.refused("intake.closed", err)
		list, err = r.Campaigns(t.Context(), r.officer)
		r.ok(err)
		if p := list[0].Past; list[0].Open != 0 || len(p) != 2 || p[0].Local[3] != "2026-08-20T10:00" || p[1].Local[3] != "2026-09-05T18:00" || p[0].Person != r.officer.Name {
			t.Errorf("%+v", list[0])
		}
	})
}
