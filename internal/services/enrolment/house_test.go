package enrolment_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"io"
	"log/slog"
	"sync"
	"testing"
	"time"

	"veche/internal/approval"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/org/orgtest"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
	"veche/internal/platform/jobs"
	"veche/internal/platform/jobs/jobstest"
	"veche/internal/platform/notify"
	"veche/internal/registry"
	"veche/internal/services"
	"veche/internal/services/catalogue"
	"veche/internal/services/directive"
	"veche/internal/services/enrolment"
	"veche/internal/services/intake"
	"veche/internal/signing"
)

// reception is the reception of 2026 into two schools of a city: eight has two places, nine has one.
type reception struct {
	*enrolment.Service
	t                        *testing.T
	d                        *db.DB
	intake                   *intake.Service
	officer, clerk, stranger auth.Actor
	eight, nine              enrolment.SchoolView
	head                     auth.Actor
	service, version         int64
	applicant                int64
	docs                     *documents.Service
	applications             *services.Service
	worker                   *jobs.Worker
	now                      time.Time
	numbers                  int
}

const form = `{"schema":{"type":"object","properties":{
	"child":{"type":"object","title":"Ребёнок","properties":{"surname":{"type":"string","title":"Фамилия"},"name":{"type":"string","title":"Имя"},"snils":{"type":"string","title":"СНИЛС"}}},
	"school":{"type":"string","title":"Школа"},"privilege":{"type":"string","title":"Право"},"address":{"type":"string","title":"Адрес"}}},
	"pages":[{"code":"all","title":"Всё","fields":["child","school","privilege","address"]}]}`

// firstClass is the regulation of the service.
func firstClass() catalogue.Passport {
	return catalogue.Passport{Name: "Запись в первый класс", ShortName: "Первый класс",
		Order: &catalogue.Order{Zone: "Europe/Samara", Subject: []string{"child.snils", "school"}, Place: []string{"school"}},
		Refusals: []catalogue.Ground{{Code: "no_places", Text: "В школе нет свободных мест", Act: "273-ФЗ, ст. 67, ч. 4", Cure: "Обратитесь в другую школу."},
			{Code: "age", Text: "Возраст не подходит", Act: "273-ФЗ, ст. 67, ч. 1"}},
		IntakeRefusals: []catalogue.Ground{{Code: "early", Text: "Заявление подано до открытия приёма", Act: "п. 17"}},
		Results:        []catalogue.Result{{Code: "granted", Name: "Приказ о зачислении", Kind: catalogue.ResultFact, Carriers: []catalogue.Carrier{catalogue.Electronic}}},
		Variants: []catalogue.Variant{{Code: "v", Name: "Общий", Steps: []catalogue.Step{
			{Code: "check", Kind: catalogue.IntakeCheck, Name: "Приём", Next: []catalogue.Next{{On: catalogue.Accepted, To: "decide"}, {On: catalogue.Refused, To: catalogue.Finish}}},
			{Code: "decide", Kind: catalogue.Decision, Name: "Решение", Next: []catalogue.Next{{On: catalogue.Granted, To: catalogue.Finish}, {On: catalogue.Refused, To: catalogue.Finish}}}}}}}
}

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
	r := &reception{t: t, d: d, now: local("2026-04-01T15:00"), worker: jobs.New(d, quiet)}
	var lock sync.Mutex
	d.SetClock(func() time.Time { lock.Lock(); defer lock.Unlock(); return r.now })
	unit := town.Unit(body, 0, "Управление образования")
	r.officer = town.Person(body, unit, "Котова Раиса Эдуардовна", "Специалист", org.Enroller)
	r.clerk = town.Person(body, unit, "Егорова Людмила Васильевна", "Делопроизводитель", org.Clerk)
	r.head = town.Person(body, unit, "Виноградов Пётр Алексеевич", "Глава города", org.Executive)
	r.stranger = town.Person(other, town.Unit(other, 0, "Отдел"), "Гусев Илья Фёдорович", "Специалист", org.Enroller)
	r.built(town, body, unit)
	street := enrolment.Territory{ActNumber: "211", ActDate: calendar.MustParse("2026-03-12"), ValidFrom: calendar.MustParse("2026-03-12"), Street: "ул. Пушкинская", HouseFrom: 1, Side: enrolment.BothSides}
	r.ok(d.Tx(t.Context(), auth.System("test"), func(tx *db.Tx) error {
		_, err := r.Settle(t.Context(), tx, enrolment.Campaign{BodyID: body, ServiceID: r.service, Year: 2026, Dates: enrolment.Dates{Opens1: local("2026-04-01T15:00"),
			Closes1: local("2026-06-30T18:00"), Opens2: local("2026-07-06T09:00"), Closes2: local("2026-09-05T18:00")}},
			[]enrolment.Settled{{Name: "Школа № 8", Places: 2, Territory: []enrolment.Territory{street}}, {Name: "Школа № 9", Places: 1}})
		return err
	}))
	schools, err := r.Schools(t.Context(), r.officer)
	r.ok(err)
	r.eight, r.nine = schools[0], schools[1]
	return r
}

// built makes the house behind the registers: cards, signing, applications and their service.
func (r *reception) built(town *orgtest.Town, body, unit int64) {
	r.t.Helper()
	store, err := files.Open(r.t.TempDir())
	r.ok(err)
	numbers := registry.New(r.d, town.Org)
	r.docs = documents.New(r.d, store, town.Org, numbers, calendar.Russia())
	signer := signing.New(r.d, r.docs, town.Org, store, approval.Gate{}, nil, nil, nil)
	shelf := catalogue.New(r.d, town.Org)
	r.intake = intake.New(r.d, shelf, town.Org, quiet)
	r.applications = services.New(r.d, services.Subjects{Org: town.Org, Registry: numbers, Documents: r.docs, Signing: signer, Files: store, Calendar: calendar.Russia(),
		Notify: notify.New(r.d, town.Org, nil, ""), Catalogue: shelf, Intake: r.intake})
	acts := directive.New(r.d, town.Org, r.docs, signer, numbers)
	r.Service = enrolment.New(r.d, r.intake, town.Org, calendar.Russia(), r.applications, acts)
	directive.Jobs(r.worker, acts)
	enrolment.Jobs(r.worker, r.Service)
	admin := town.Person(body, unit, "Ларин Игорь Борисович", "Администратор", org.Administrator, org.ChiefClerk)
	_, err = numbers.SaveJournal(r.t.Context(), admin, registry.Journal{Name: "Приказы", Flow: "directive", Template: "{seq}-п", Period: "year", Active: true})
	r.ok(err)
	r.ok(r.d.Tx(r.t.Context(), auth.System("test"), func(tx *db.Tx) error {
		parent, err := r.applications.ApplicantFor(r.t.Context(), tx, services.ApplicantCard{Kind: services.Person, SNILS: "112-233-445 95", Surname: "Смирнова", Name: "Анна"})
		if err != nil {
			return err
		}
		r.applicant = parent.ID
		if r.service, err = db.One[int64](r.t.Context(), tx, "INSERT INTO services (body_id, code, slug, name, short_name, category, created_at) VALUES ($1, 'S1', 's1', 'Первый класс', 'Первый класс', 'family', $2) RETURNING id", body, tx.Now); err != nil {
			return err
		}
		r.version, err = db.One[int64](r.t.Context(), tx, "INSERT INTO service_versions (service_id, number, from_day, published_at, published_by, passport, form) VALUES ($1, 1, '2026-01-01', $2, 'тест', $3, $4) RETURNING id",
			r.service, tx.Now, db.JSON[catalogue.Passport]{V: firstClass()}, form)
		return err
	}))
}

// signs takes the card of an order through its signature, and lets it take effect.
func (r *reception) signs(o enrolment.Order) {
	r.t.Helper()
	r.moves(o, documents.Signed)
	jobstest.Run(r.t, r.worker)
}

func (r *reception) moves(o enrolment.Order, to documents.State) {
	r.t.Helper()
	r.ok(r.d.Tx(r.t.Context(), auth.System("test"), func(tx *db.Tx) error {
		card, err := r.docs.Lock(r.t.Context(), tx, *o.DocumentID)
		if err != nil {
			return err
		}
		return r.docs.Move(r.t.Context(), tx, &card, to, "test.moved", nil)
	}))
}

// stands is the application of an accepted row as its applicant sees it.
func (r *reception) stands(a intake.Accepted) services.Shown {
	r.t.Helper()
	row, err := r.applications.ByOrder(r.t.Context(), r.d, a.ServiceID, a.Year, a.Sequence)
	r.ok(err)
	shown, err := r.applications.Show(r.t.Context(), r.d, row)
	r.ok(err)
	return shown
}

func (r *reception) standing(a intake.Accepted) enrolment.Standing {
	r.t.Helper()
	v, err := r.StandingOf(r.t.Context(), r.d, placeOf(a))
	r.ok(err)
	if v == nil {
		r.t.Fatalf("%s stands in no register", a.Number)
	}
	return *v
}

func (r *reception) orderOf(stage enrolment.Stage) enrolment.OrderInput {
	return enrolment.OrderInput{Year: 2026, Stage: stage, SignatoryID: r.head.PersonID}
}

func placeOf(a intake.Accepted) services.Ref {
	return services.Ref{ServiceID: a.ServiceID, Year: a.Year, Sequence: a.Sequence}
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
	a, err := r.comes(child, school, ground, address)
	r.ok(err)
	r.ok(r.applications.ReceiveAll(r.t.Context()))
	r.ok(r.ReceiveAll(r.t.Context()))
	return a
}

// comes to the door with an application for a child.
func (r *reception) comes(child, school string, ground enrolment.Ground, address string) (intake.Accepted, error) {
	r.t.Helper()
	r.numbers++
	in := intake.Submission{ServiceID: r.service, VersionID: r.version, Applicant: r.applicant, Channel: "portal"}
	binary.BigEndian.PutUint64(in.Key[8:], uint64(r.numbers))
	var err error
	in.Form, err = json.Marshal(map[string]any{"child": map[string]string{"surname": child, "name": "Аня", "snils": child}, "school": school, "privilege": ground, "address": address})
	r.ok(err)
	return r.intake.Submit(r.t.Context(), in)
}

// rows are the register of a school, by the surname of the child.
func (r *reception) rows(school enrolment.SchoolView, stage enrolment.Stage) map[string]enrolment.Row {
	r.t.Helper()
	page, err := r.Rows(r.t.Context(), r.officer, school.ID, enrolment.RowFilter{Year: 2026, Stage: stage})
	r.ok(err)
	byName := map[string]enrolment.Row{}
	for _, row := range page.Items {
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
