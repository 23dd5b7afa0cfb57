package enrolment_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/audit/audittest"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/services"
	"veche/internal/services/enrolment"
	"veche/internal/services/intake"
)

// Scenario 22 of the domain, from the applications to the signed order and the accounts.
func TestEnrol(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newReception(t, d)
		first := r.applies("Первый", "школа №8", enrolment.None, here)
		second := r.applies("Второй", "Школа № 8", enrolment.None, here)
		r.now = local("2026-05-14T10:00")
		police := r.applies("Полицейский", "Школа 8", enrolment.FirstTurn, here)
		extra := r.applies("Полицейский", "Школа № 9", enrolment.FirstTurn, here)

		rows := r.rows(r.eight, 1)
		if len(rows) != 3 || !rows["Первый"].Resident || rows["Первый"].State != enrolment.Checks || rows["Полицейский"].Sequence != 3 {
			t.Fatalf("%+v", rows)
		}
		for _, row := range rows {
			r.confirm(row)
		}
		rows = r.rows(r.eight, 1)
		if rows["Полицейский"].Place != 1 || rows["Первый"].Place != 2 || rows["Второй"].Place != 3 {
			t.Errorf("places: %d, %d, %d", rows["Полицейский"].Place, rows["Первый"].Place, rows["Второй"].Place)
		}
		if why := rows["Полицейский"].Why; why != "Этап 1, группа 2 (первоочередное право на закреплённой территории), в группе – по времени приёма: 3 в порядке" {
			t.Errorf("why: %s", why)
		}
		r.now = local("2026-06-29T12:00")
		_, err := r.Enrol(t.Context(), r.officer, r.eight.ID, r.orderOf(1))
		r.refused("enrolment.too_early", err)
		r.now = local("2026-07-01T09:00")
		_, err = r.Enrol(t.Context(), r.officer, r.nine.ID, r.orderOf(1))
		r.refused("enrolment.unchecked", err)
		o, err := r.Enrol(t.Context(), r.officer, r.eight.ID, r.orderOf(1))
		r.ok(err)
		if o.Due.Date.String() != "2026-07-03" || len(o.Lines.V) != 3 || o.Lines.V[0].Sequence != 3 || !o.Lines.V[1].Enrolled || o.Lines.V[2].Enrolled || o.Act != "№ 211 от 12.03.2026" {
			t.Errorf("%+v", o)
		}
		if v := r.standing(first); v.State != enrolment.Ordered || v.MayLeave || r.stands(first).Final {
			t.Errorf("before the signature: %+v", v)
		}
		r.signs(o)
		for _, one := range []struct {
			of     intake.Accepted
			state  enrolment.State
			status services.PublicStatus
			paper  string
		}{{police, enrolment.Enrolled, services.StatusDone, "Выписка из приказа о зачислении"}, {first, enrolment.Enrolled, services.StatusDone, "Выписка из приказа о зачислении"},
			{second, enrolment.NoPlace, services.StatusRefused, "Уведомление об отказе в зачислении"}} {
			v, shown := r.standing(one.of), r.stands(one.of)
			if v.State != one.state || v.Paper != one.paper || v.Order != "№ 1-п от 01.07.2026" || shown.Status != one.status || shown.ResultID == nil || *shown.ResultID != *o.DocumentID {
				t.Errorf("%+v, %+v", v, shown)
			}
			if pdf, err := r.Paper(t.Context(), d, placeOf(one.of)); err != nil || !bytes.HasPrefix(pdf, []byte("%PDF")) {
				t.Errorf("the paper of %s: %v", one.of.Number, err)
			}
		}
		if shown := r.stands(second); shown.Act != "273-ФЗ, ст. 67, ч. 4" || shown.Cure == "" {
			t.Errorf("the refusal: %+v", shown)
		}
		pdf, err := r.PDF(t.Context(), r.officer, o.ID)
		if err != nil || !bytes.HasPrefix(pdf, []byte("%PDF")) || bytes.Contains(pdf, []byte("Полицейский")) {
			t.Errorf("the printed order: %v", err)
		}
		audittest.Has(t, d, o.Ref(), "enrolment_order.signed", "prepared", "signed")

		r.elsewhere(extra)
		r.freed(police)
	})
}

// elsewhere: who is enrolled stands in the register of the other school too, and takes no place of it.
func (r *reception) elsewhere(extra intake.Accepted) {
	r.t.Helper()
	r.now = local("2026-07-02T09:00")
	twice := r.rows(r.nine, 1)["Полицейский"]
	_, err := r.Confirm(r.t.Context(), r.officer, twice.ID, enrolment.Checked{Resident: false, Ground: enrolment.FirstTurn, Version: twice.Version})
	r.refused("enrolment.not_in_stage", err)
	_, err = r.Confirm(r.t.Context(), r.officer, twice.ID, enrolment.Checked{Resident: true, Ground: enrolment.FirstTurn, Version: twice.Version})
	r.ok(err)
	_, err = r.Enrol(r.t.Context(), r.officer, r.nine.ID, r.orderOf(1))
	r.refused("enrolment.nobody", err)
	if row := r.rows(r.nine, 1)["Полицейский"]; !row.Elsewhere || row.Place != 0 {
		r.t.Errorf("%+v", row)
	}
	if v := r.standing(extra); v.Elsewhere != "Школа № 8" || v.Place != 0 || !v.MayLeave {
		r.t.Errorf("%+v", v)
	}
}

// freed: the parent gives up the place for the other school; it goes to a child of stage 2, at once.
func (r *reception) freed(police intake.Accepted) {
	r.t.Helper()
	r.ok(r.d.Tx(r.t.Context(), auth.System("applicant"), func(tx *db.Tx) error { return r.Leave(r.t.Context(), tx, placeOf(police), "") }))
	if v := r.standing(police); v.State != enrolment.Withdrawn || r.stands(police).Status != services.StatusCancelled {
		r.t.Errorf("%+v", v)
	}
	if row := r.rows(r.nine, 1)["Полицейский"]; row.Elsewhere || row.Place != 1 {
		r.t.Errorf("in the other school: %+v", row)
	}
	r.now = local("2026-07-06T10:00")
	late := r.applies("Поздний", "Школа № 8", enrolment.None, there)
	r.confirm(r.rows(r.eight, 2)["Поздний"])
	view, err := r.Register(r.t.Context(), r.officer, r.eight.ID, 2026, 2)
	r.ok(err)
	if view.Due.Date.String() != "2026-07-13" || view.Waiting != 1 || view.Unchecked != 0 || !view.MayOrder || len(view.Counts) != 1 || view.Counts[0].Group != enrolment.GroupOther {
		r.t.Errorf("above the register: %+v", view)
	}
	o, err := r.Enrol(r.t.Context(), r.officer, r.eight.ID, r.orderOf(2))
	r.ok(err)
	if o.No != 2 || o.Due.Date.String() != "2026-07-13" || !o.Lines.V[0].Enrolled || o.Lines.V[0].Group != enrolment.GroupOther {
		r.t.Errorf("%+v", o)
	}
	r.signs(o)
	if v := r.standing(late); v.State != enrolment.Enrolled {
		r.t.Errorf("%+v", v)
	}
	_, err = r.Enrol(r.t.Context(), r.officer, r.nine.ID, r.orderOf(2))
	r.refused("enrolment.unchecked", err) // who waits since the first stage goes first
}

func TestAnOrderThatIsNotSignedGivesItsApplicationsBack(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newReception(t, d)
		a := r.applies("Первый", "Школа № 8", enrolment.None, here)
		r.confirm(r.rows(r.eight, 1)["Первый"])
		r.now = local("2026-07-01T09:00")
		o, err := r.Enrol(t.Context(), r.officer, r.eight.ID, r.orderOf(1))
		r.ok(err)
		_, err = r.Enrol(t.Context(), r.officer, r.eight.ID, r.orderOf(1))
		r.refused("enrolment.order_waits", err)
		err = d.Tx(t.Context(), auth.System("applicant"), func(tx *db.Tx) error { return r.Leave(t.Context(), tx, placeOf(a), "") })
		r.refused("enrolment.wrong_state", err)
		r.moves(o, documents.Withdrawn)
		if v := r.standing(a); v.State != enrolment.Eligible || v.Place != 1 || v.Free != 2 {
			t.Errorf("%+v", v)
		}
		again, err := r.Enrol(t.Context(), r.officer, r.eight.ID, r.orderOf(1))
		r.ok(err)
		r.ok(d.Tx(t.Context(), auth.System("test"), func(tx *db.Tx) error { // another text is put on the card
			_, err := tx.Exec(t.Context(), "UPDATE enrolment_orders SET sha256 = 'another' WHERE id = $1", again.ID)
			return err
		}))
		r.signs(again)
		if v := r.standing(a); v.State != enrolment.Eligible || r.stands(a).Final {
			t.Errorf("a text that the register has not written decides: %+v", v)
		}
	})
}

func TestTheParentSeesHisPlaceAndWhy(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newReception(t, d)
		a := r.applies("Первый", "Школа № 8", enrolment.None, here)
		r.applies("Второйребёнок", "Школа № 8", enrolment.Sibling, there)
		lost := r.applies("Потерянный", "Лицей неизвестный", enrolment.None, here)
		for _, row := range r.rows(r.eight, 1) {
			r.confirm(row)
		}
		v := r.standing(a)
		if v.Number != a.Number || v.Place != 2 || v.Free != 2 ||
			v.Why != "Этап 1, группа 4 – закреплённая территория. Внутри группы порядок – по времени приёма. Перед вами 1, свободных мест 2. Приказ издаётся после конца этапа." {
			t.Errorf("%+v", v)
		}
		if v.Ahead != "в школе учится брат или сестра – 1" || len(v.Moves) != 0 {
			t.Errorf("who stands before him: %q, %v", v.Ahead, v.Moves)
		}
		r.now = local("2026-04-20T10:00")
		leaves := r.applies("Третий", "Школа № 8", enrolment.FirstTurn, here)
		r.applies("Четвёртый", "Школа № 8", enrolment.FirstTurn, here)
		r.confirm(r.rows(r.eight, 1)["Третий"])
		r.confirm(r.rows(r.eight, 1)["Четвёртый"])
		r.now = local("2026-04-21T10:00")
		r.ok(d.Tx(t.Context(), auth.System("applicant"), func(tx *db.Tx) error { return r.Leave(t.Context(), tx, placeOf(leaves), "") }))
		if v := r.standing(a); v.Place != 3 || v.Ahead != "первоочередное право на закреплённой территории – 1, в школе учится брат или сестра – 1" ||
			strings.Join(v.Moves, " ") != "Впереди встали дети, которых проверили позже: у них больше прав или раньше время – 1. Отозвали заявления впереди вас: 1." {
			t.Errorf("why it moved: %d, %q, %q", v.Place, v.Ahead, v.Moves)
		}
		if v := r.standing(lost); v.School != "Лицей неизвестный" || v.Place != 0 {
			t.Errorf("%+v", v)
		}
		if shown := r.stands(a); shown.Status != services.StatusInReview || shown.RegisteredOn.IsZero() {
			t.Errorf("%+v", shown)
		}
		if none, err := r.StandingOf(t.Context(), d, services.Ref{ServiceID: 1, Year: 2026, Sequence: 999}); err != nil || none != nil {
			t.Errorf("%+v, %v", none, err)
		}
	})
}

func TestAnUnknownSchoolIsSortedByHand(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newReception(t, d)
		a := r.applies("Потерянный", "Восьмая школа", enrolment.None, here)
		page, err := r.Unsorted(t.Context(), r.officer, "", 0)
		r.ok(err)
		list := page.Items
		if len(list) != 1 || list[0].Asked != "Восьмая школа" || list[0].Actions[0] != enrolment.Sort {
			t.Fatalf("%+v", list)
		}
		_, err = r.Sort(t.Context(), r.stranger, list[0].ID, enrolment.Sorted{SchoolID: r.eight.ID, Version: list[0].Version})
		r.refused("enrolment.not_found", err)
		_, err = r.Sort(t.Context(), r.officer, list[0].ID, enrolment.Sorted{SchoolID: r.eight.ID, Version: list[0].Version})
		r.ok(err)
		row := r.rows(r.eight, 1)["Потерянный"]
		if !row.Resident || row.Sequence != a.Sequence {
			t.Errorf("%+v", row)
		}
	})
}

func TestSchoolsTerritoriesAndDatesAreSetByTheOfficer(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newReception(t, d)
		ctx := t.Context()
		school, err := r.AddSchool(ctx, r.officer, enrolment.SchoolInput{Name: "Гимназия № 56", Code: "izh-56"})
		r.ok(err)
		_, err = r.AddSchool(ctx, r.officer, enrolment.SchoolInput{Name: "гимназия №56"})
		r.refused("enrolment.school_known", err)
		r.ok(r.ChangeSchool(ctx, r.officer, school.ID, enrolment.SchoolInput{Name: "Гимназия № 56 имени Пушкина", Code: "izh-56", Version: 1}))
		r.refused("enrolment.stale", r.ChangeSchool(ctx, r.officer, school.ID, enrolment.SchoolInput{Name: "Гимназия", Version: 1}))

		r.applies("Ребёнок", "izh-56", enrolment.None, there) // the wizard sends the code of the list
		view := enrolment.SchoolView{School: school}
		if r.rows(view, 1)["Ребёнок"].Resident {
			t.Error("no territory is assigned yet")
		}
		line := enrolment.TerritoryInput{ActNumber: "300", ActDate: calendar.MustParse("2026-03-14"), ValidFrom: calendar.MustParse("2026-03-15"), Street: "ул. Ленина", HouseFrom: 1, HouseTo: 0, Side: enrolment.Odd}
		r.ok(r.AssignTerritory(ctx, r.officer, school.ID, line))
		if !r.rows(view, 1)["Ребёнок"].Resident {
			t.Error("who waits for his checks is looked at anew")
		}
		register, err := r.Register(ctx, r.officer, school.ID, 2026, 1)
		r.ok(err)
		r.ok(r.EndTerritory(ctx, r.officer, school.ID, enrolment.TerritoryEnd{LineID: register.Territories[0].ID, Until: calendar.MustParse("2026-03-20")}))
		if r.rows(view, 1)["Ребёнок"].Resident {
			t.Error("the line is over")
		}
		line.HouseFrom, line.HouseTo = 10, 2
		r.refused("enrolment.territory_wrong", r.AssignTerritory(ctx, r.officer, school.ID, line))

		dates := enrolment.CampaignInput{ServiceID: r.service, Year: 2027, Opens1: "2027-04-01T15:00", Closes1: "2027-06-30T18:00", Opens2: "2027-07-06T09:00", Closes2: "2027-09-05T18:00"}
		late := dates
		late.Opens1 = "2027-04-02T15:00"
		_, err = r.AddCampaign(ctx, r.officer, late)
		r.refused("enrolment.dates_wrong", err)
		c, err := r.AddCampaign(ctx, r.officer, dates)
		r.ok(err)
		_, err = r.AddCampaign(ctx, r.officer, dates)
		r.refused("enrolment.campaign_known", err)
		dates.Version, dates.Opens1 = 1, "2027-03-31T15:00"
		r.refused("enrolment.no_campaign", r.ChangeCampaign(ctx, r.stranger, c.ID, dates))
		r.ok(r.ChangeCampaign(ctx, r.officer, c.ID, dates))
		list, err := r.Campaigns(ctx, r.officer)
		r.ok(err)
		if len(list) != 2 || list[0].Local[0] != "2027-03-31T15:00" || list[0].Service != "Первый класс" {
			t.Errorf("%+v", list)
		}
	})
}

func TestChecks(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newReception(t, d)
		a := r.applies("Первый", "Школа № 8", enrolment.Sibling, there)
		row := r.rows(r.eight, 1)["Первый"]
		_, err := r.Demand(t.Context(), r.officer, row.ID, enrolment.Why{Reason: "Покажите свидетельство о рождении брата", Version: row.Version})
		r.ok(err)
		_, err = r.Demand(t.Context(), r.officer, row.ID, enrolment.Why{Reason: "Ещё раз", Version: row.Version})
		r.refused("enrolment.stale", err)
		row = r.rows(r.eight, 1)["Первый"]
		_, err = r.Demand(t.Context(), r.officer, row.ID, enrolment.Why{Reason: "Ещё раз", Version: row.Version})
		r.refused("enrolment.wrong_state", err)
		_, err = r.Refuse(t.Context(), r.officer, row.ID, enrolment.Refusal{Ground: "early", Reason: "  ", Version: row.Version})
		r.refused("enrolment.wrong", err)
		_, err = r.Refuse(t.Context(), r.officer, row.ID, enrolment.Refusal{Ground: "no_places", Reason: "Мест нет", Version: row.Version})
		r.refused("enrolment.by_order", err)
		_, err = r.Refuse(t.Context(), r.officer, row.ID, enrolment.Refusal{Ground: "beauty", Reason: "Так", Version: row.Version})
		r.refused("application.no_ground", err)
		_, err = r.Confirm(t.Context(), r.officer, row.ID, enrolment.Checked{Ground: enrolment.None, Version: row.Version})
		r.refused("enrolment.not_in_stage", err)
		if shown := r.stands(a); shown.Status != services.StatusWaiting || shown.Asked == nil || shown.Asked.Due.Date.String() != "2026-04-08" {
			t.Errorf("the parent is called: %+v", shown)
		}
		_, err = r.Refuse(t.Context(), r.officer, row.ID, enrolment.Refusal{Ground: "early", Reason: "Родство не подтверждено, адрес не закреплён за школой", Version: row.Version})
		r.ok(err)
		if shown := r.stands(a); shown.Status != services.StatusIntakeRefused || shown.Act != "п. 17" {
			t.Errorf("%+v", shown)
		}
		if row = r.rows(r.eight, 1)["Первый"]; row.State != enrolment.Refused || len(row.Actions) != 0 {
			t.Errorf("%+v", row)
		}
	})
}

func TestPlaces(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newReception(t, d)
		places := enrolment.PlacesInput{Year: 2026, Classes: []enrolment.Class{{Name: "1А", Places: 25}, {Name: "1Б", Places: 25}}, Version: 1}
		r.ok(r.SetPlaces(t.Context(), r.officer, r.eight.ID, places))
		r.refused("enrolment.stale", r.SetPlaces(t.Context(), r.officer, r.eight.ID, places))
		places.Year = 2031
		r.refused("enrolment.no_campaign", r.SetPlaces(t.Context(), r.officer, r.eight.ID, places))
	})
}

func TestRegistersAreForOfficersOfTheBody(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newReception(t, d)
		r.applies("Первый", "Школа № 8", enrolment.None, here)
		row := r.rows(r.eight, 1)["Первый"]
		for _, by := range []auth.Actor{r.clerk, r.stranger} {
			_, err := r.Register(t.Context(), by, r.eight.ID, 2026, 1)
			r.refused("enrolment.no_school", err)
			_, err = r.Confirm(t.Context(), by, row.ID, enrolment.Checked{Resident: true, Ground: enrolment.None, Version: row.Version})
			r.refused("enrolment.not_found", err)
			_, err = r.Enrol(t.Context(), by, r.eight.ID, r.orderOf(1))
			r.refused("enrolment.no_school", err)
			r.refused("enrolment.no_school", r.SetPlaces(t.Context(), by, r.eight.ID, enrolment.PlacesInput{Year: 2026, Classes: []enrolment.Class{{Name: "1А", Places: 1}}, Version: 1}))
		}
		_, err := r.Schools(t.Context(), r.clerk)
		r.refused("enrolment.denied", err)
		if list, err := r.Schools(t.Context(), r.stranger); err != nil || len(list) != 0 {
			t.Errorf("%v, %v", list, err)
		}
	})
}

// The backlog of a surge goes into the registers quicker than a thousand a second; the figure is of a busy machine.
func TestABacklogIsRegisteredOnceAndQuickly(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newReception(t, d)
		const n = 3000
		var all sync.WaitGroup
		for i := range n {
			all.Go(func() {
				child := fmt.Sprintf("Ребёнок%d", i)
				in := intake.Submission{ServiceID: r.service, VersionID: r.version, Applicant: 1, Channel: "portal", Subject: child, Place: "Школа № 8",
					Form: fmt.Appendf(nil, `{"child":{"surname":%q,"name":"Аня","snils":%q},"school":"Школа № 8","privilege":"none","address":%q}`, child, child, here)}
				binary.BigEndian.PutUint64(in.Key[8:], uint64(i+1))
				if _, err := r.intake.Submit(t.Context(), in); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		began := time.Now()
		r.ok(r.ReceiveAll(t.Context()))
		r.ok(r.ReceiveAll(t.Context()))
		t.Logf("%.0f applications a second", n/time.Since(began).Seconds())
		if count, err := db.One[int](t.Context(), d, "SELECT count(*) FROM enrolments WHERE resident"); err != nil || count != n {
			t.Errorf("%d of %d, %v", count, n, err)
		}
	})
}
