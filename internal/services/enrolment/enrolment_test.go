package enrolment_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"testing"
	"time"

	"veche/internal/org"
	"veche/internal/org/orgtest"
	"veche/internal/platform/audit/audittest"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/services/catalogue"
	"veche/internal/services/enrolment"
	"veche/internal/services/intake"
)

// reception is the reception of 2026 into two schools of a city: eight has two places, nine has one.
type reception struct {
	*enrolment.Service
	t                        *testing.T
	d                        *db.DB
	intake                   *intake.Service
	officer, clerk, stranger auth.Actor
	eight, nine              enrolment.SchoolView
	now                      time.Time
	numbers                  int
}

const service = 12

// region has one service with a form of the enrolment.
type region struct{}

const form = `{"schema":{"type":"object","properties":{
	"child":{"type":"object","title":"Ребёнок","properties":{"surname":{"type":"string","title":"Фамилия"},"name":{"type":"string","title":"Имя"},"snils":{"type":"string","title":"СНИЛС"}}},
	"school":{"type":"string","title":"Школа"},"privilege":{"type":"string","title":"Право"},"address":{"type":"string","title":"Адрес"}}},
	"pages":[{"code":"all","title":"Всё","fields":["child","school","privilege","address"]}]}`

func (region) EntryByID(_ context.Context, _ db.Reader, id int64) (catalogue.Entry, error) {
	return catalogue.Entry{ID: id, BodyID: 1}, nil
}

func (region) VersionByID(_ context.Context, _ db.Reader, id int64) (catalogue.Version, error) {
	return catalogue.Version{ID: id, ServiceID: service, Form: form}, nil
}

func (r region) Published(ctx context.Context, d db.Reader, _ int64, _ time.Time) (catalogue.Version, error) {
	return r.VersionByID(ctx, d, 1)
}

func (region) Zone(context.Context, db.Reader, int64) *time.Location { return time.UTC }

var quiet = slog.New(slog.NewTextHandler(io.Discard, nil))

func local(text string) time.Time {
	at, err := time.ParseInLocation("2006-01-02T15:04", text, time.FixedZone("+04", 4*3600))
	if err != nil {
		panic(err)
	}
	return at.UTC()
}

func newReception(t *testing.T, d *db.DB) *reception {
	t.Helper()
	town := orgtest.New(t, d)
	body, other := town.Body("Город"), town.Body("Другой город")
	r := &reception{t: t, d: d, intake: intake.New(d, region{}, region{}, quiet), now: local("2026-04-01T15:00")}
	var lock sync.Mutex
	d.SetClock(func() time.Time { lock.Lock(); defer lock.Unlock(); return r.now })
	unit := town.Unit(body, 0, "Управление образования")
	r.officer = town.Person(body, unit, "Котова Раиса Эдуардовна", "Специалист", org.Enroller)
	r.clerk = town.Person(body, unit, "Егорова Людмила Васильевна", "Делопроизводитель", org.Clerk)
	r.stranger = town.Person(other, town.Unit(other, 0, "Отдел"), "Гусев Илья Фёдорович", "Специалист", org.Enroller)
	r.Service = enrolment.New(d, r.intake, org.New(d, nil), calendar.Russia())
	street := enrolment.Territory{ActNumber: "211", ActDate: calendar.MustParse("2026-03-12"), ValidFrom: calendar.MustParse("2026-03-12"), Street: "ул. Пушкинская", HouseFrom: 1, Side: enrolment.BothSides}
	r.ok(d.Tx(t.Context(), auth.System("test"), func(tx *db.Tx) error {
		_, err := r.Settle(t.Context(), tx, enrolment.Campaign{BodyID: body, ServiceID: service, Year: 2026, Opens1: local("2026-04-01T15:00"),
			Closes1: local("2026-06-30T18:00"), Opens2: local("2026-07-06T09:00"), Closes2: local("2026-09-05T18:00")},
			[]enrolment.Settled{{Name: "Школа № 8", Places: 2, Territory: []enrolment.Territory{street}}, {Name: "Школа № 9", Places: 1}})
		return err
	}))
	schools, err := r.Schools(t.Context(), r.officer)
	r.ok(err)
	r.eight, r.nine = schools[0], schools[1]
	return r
}

func (r *reception) ok(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}

func (r *reception) refused(code string, err error) {
	r.t.Helper()
	if !fail.Is(err, code) {
		r.t.Errorf("%v where %s is expected", err, code)
	}
}

// applies lodges an application for a child and brings it into the register.
func (r *reception) applies(child, school string, ground enrolment.Ground, address string) intake.Accepted {
	r.t.Helper()
	r.numbers++
	in := intake.Submission{ServiceID: service, VersionID: 1, Applicant: int64(len(child)), Channel: "portal", Subject: child + "|" + school, Place: school}
	binary.BigEndian.PutUint64(in.Key[8:], uint64(r.numbers))
	var err error
	in.Form, err = json.Marshal(map[string]any{"child": map[string]string{"surname": child, "name": "Аня", "snils": child}, "school": school, "privilege": ground, "address": address})
	r.ok(err)
	a, err := r.intake.Submit(r.t.Context(), in)
	r.ok(err)
	r.ok(r.ReceiveAll(r.t.Context()))
	return a
}

// rows are the register of a school, by the surname of the child.
func (r *reception) rows(school enrolment.SchoolView, stage enrolment.Stage) map[string]enrolment.Row {
	r.t.Helper()
	view, err := r.Register(r.t.Context(), r.officer, school.ID, 2026, stage)
	r.ok(err)
	byName := map[string]enrolment.Row{}
	for _, row := range view.Rows {
		byName[row.ChildName[:bytes.IndexByte([]byte(row.ChildName), ' ')]] = row
	}
	return byName
}

func (r *reception) confirm(row enrolment.Row) {
	r.t.Helper()
	_, err := r.Confirm(r.t.Context(), r.officer, row.ID, enrolment.Checked{Resident: row.Resident, Ground: row.Claim, Version: row.Version})
	r.ok(err)
}

const (
	here  = "г. Ижевск, ул. Пушкинская, д. 165"
	there = "г. Ижевск, ул. Ленина, д. 1"
)

// Scenario 22 of the domain, from the applications to the order.
func TestEnrol(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newReception(t, d)
		r.applies("Первый", "школа №8", enrolment.None, here)
		r.applies("Второй", "Школа № 8", enrolment.None, here)
		r.now = local("2026-05-14T10:00")
		r.applies("Полицейский", "Школа 8", enrolment.FirstTurn, here)
		r.applies("Полицейский", "Школа № 9", enrolment.FirstTurn, here)

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
		order := enrolment.OrderInput{Year: 2026, Stage: 1}
		r.now = local("2026-06-29T12:00")
		_, err := r.Enrol(t.Context(), r.officer, r.eight.ID, order)
		r.refused("enrolment.too_early", err)
		r.now = local("2026-07-01T09:00")
		_, err = r.Enrol(t.Context(), r.officer, r.nine.ID, order)
		r.refused("enrolment.unchecked", err)
		o, err := r.Enrol(t.Context(), r.officer, r.eight.ID, order)
		r.ok(err)
		if o.Due.Date.String() != "2026-07-03" || len(o.Lines.V) != 3 || o.Lines.V[0].Sequence != 3 || !o.Lines.V[1].Enrolled || o.Lines.V[2].Enrolled || o.Act != "№ 211 от 12.03.2026" {
			t.Errorf("%+v", o)
		}
		rows = r.rows(r.eight, 1)
		if rows["Полицейский"].State != enrolment.Enrolled || rows["Второй"].State != enrolment.NoPlace {
			t.Errorf("%+v", rows)
		}
		pdf, err := r.PDF(t.Context(), r.officer, o.ID)
		if err != nil || !bytes.HasPrefix(pdf, []byte("%PDF")) || bytes.Contains(pdf, []byte("Полицейский")) {
			t.Errorf("the printed order: %v", err)
		}

		// He stands in the register of the other school too, and takes no place of it.
		r.now = local("2026-07-02T09:00")
		twice := r.rows(r.nine, 1)["Полицейский"]
		_, err = r.Confirm(t.Context(), r.officer, twice.ID, enrolment.Checked{Resident: false, Ground: enrolment.FirstTurn, Version: twice.Version})
		r.refused("enrolment.not_in_stage", err)
		_, err = r.Confirm(t.Context(), r.officer, twice.ID, enrolment.Checked{Resident: true, Ground: enrolment.FirstTurn, Version: twice.Version})
		r.ok(err)
		_, err = r.Enrol(t.Context(), r.officer, r.nine.ID, order)
		r.refused("enrolment.nobody", err)
		if row := r.rows(r.nine, 1)["Полицейский"]; !row.Elsewhere || row.Place != 0 {
			t.Errorf("%+v", row)
		}

		// The parent withdraws, and the place goes to a child of stage 2, at once.
		enrolled := r.rows(r.eight, 1)["Полицейский"]
		_, err = r.Withdraw(t.Context(), r.officer, enrolled.ID, enrolment.Why{Reason: "Переезд", Version: enrolled.Version})
		r.ok(err)
		r.now = local("2026-07-06T10:00")
		r.applies("Поздний", "Школа № 8", enrolment.None, there)
		late := r.rows(r.eight, 2)["Поздний"]
		r.confirm(late)
		o, err = r.Enrol(t.Context(), r.officer, r.eight.ID, enrolment.OrderInput{Year: 2026, Stage: 2})
		r.ok(err)
		if o.No != 2 || o.Due.Date.String() != "2026-07-13" || !o.Lines.V[0].Enrolled || o.Lines.V[0].Group != enrolment.GroupOther {
			t.Errorf("%+v", o)
		}
		audittest.Has(t, d, o.Ref(), "enrolment_order.made", "", "")
	})
}

func TestTheParentSeesHisPlaceAndWhy(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newReception(t, d)
		a := r.applies("Первый", "Школа № 8", enrolment.None, here)
		r.applies("Второйребёнок", "Школа № 8", enrolment.Sibling, there)
		r.applies("Потерянный", "Лицей неизвестный", enrolment.None, here)
		for _, row := range r.rows(r.eight, 1) {
			r.confirm(row)
		}
		list, err := r.Standings(t.Context(), d, a.Applicant)
		r.ok(err)
		if len(list) != 1 || list[0].Number != a.Number || list[0].Place != 2 || list[0].Places != 2 ||
			list[0].Why != "Этап 1, группа 4 – закреплённая территория. Внутри группы порядок – по времени приёма. Перед вами 1, свободных мест 2. Приказ издаётся после конца этапа." {
			t.Errorf("%+v", list)
		}
		lost, err := r.Standings(t.Context(), d, int64(len("Потерянный")))
		r.ok(err)
		if len(lost) != 1 || lost[0].School != "Лицей неизвестный" || lost[0].Place != 0 {
			t.Errorf("%+v", lost)
		}
	})
}

func TestChecks(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newReception(t, d)
		r.applies("Первый", "Школа № 8", enrolment.Sibling, there)
		row := r.rows(r.eight, 1)["Первый"]
		_, err := r.Demand(t.Context(), r.officer, row.ID, enrolment.Why{Reason: "Покажите свидетельство о рождении брата", Version: row.Version})
		r.ok(err)
		_, err = r.Demand(t.Context(), r.officer, row.ID, enrolment.Why{Reason: "Ещё раз", Version: row.Version})
		r.refused("enrolment.stale", err)
		row = r.rows(r.eight, 1)["Первый"]
		_, err = r.Demand(t.Context(), r.officer, row.ID, enrolment.Why{Reason: "Ещё раз", Version: row.Version})
		r.refused("enrolment.wrong_state", err)
		_, err = r.Refuse(t.Context(), r.officer, row.ID, enrolment.Why{Reason: "  ", Version: row.Version})
		r.refused("enrolment.wrong", err)
		_, err = r.Confirm(t.Context(), r.officer, row.ID, enrolment.Checked{Ground: enrolment.None, Version: row.Version})
		r.refused("enrolment.not_in_stage", err)
		_, err = r.Refuse(t.Context(), r.officer, row.ID, enrolment.Why{Reason: "Родство не подтверждено, адрес не закреплён за школой", Version: row.Version})
		r.ok(err)
		if row = r.rows(r.eight, 1)["Первый"]; row.State != enrolment.Refused || len(row.Actions) != 0 {
			t.Errorf("%+v", row)
		}
	})
}

func TestPlaces(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newReception(t, d)
		places := enrolment.PlacesInput{Year: 2026, Places: 30, Version: 1}
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
			_, err = r.Enrol(t.Context(), by, r.eight.ID, enrolment.OrderInput{Year: 2026, Stage: 1})
			r.refused("enrolment.no_school", err)
			r.refused("enrolment.no_school", r.SetPlaces(t.Context(), by, r.eight.ID, enrolment.PlacesInput{Year: 2026, Places: 1, Version: 1}))
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
				in := intake.Submission{ServiceID: service, VersionID: 1, Applicant: 1, Channel: "portal", Subject: child, Place: "Школа № 8",
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
