package services

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"testing"
	"time"

	"veche/internal/approval"
	"veche/internal/dispatch"
	"veche/internal/documents"
	"veche/internal/interagency"
	"veche/internal/org"
	"veche/internal/org/orgtest"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/convert"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
	"veche/internal/platform/jobs"
	"veche/internal/platform/jobs/jobstest"
	"veche/internal/platform/notify"
	"veche/internal/registry"
	"veche/internal/services/catalogue"
	"veche/internal/services/intake"
	"veche/internal/signing"
)

// house is a ministry and a city that provide services.
type house struct {
	*Service
	t                           *testing.T
	db                          *db.DB
	docs                        *documents.Service
	worker                      *jobs.Worker
	letters                     []string
	ministry, city              int64
	officer, second, dispatcher auth.Actor
	head, cityOfficer, stranger auth.Actor
	service                     int64
	version                     int64
	entered                     int
}

const oneField = `{"schema":{"type":"object","properties":{"why":{"type":"string","title":"Зачем нужна справка"},
	"territory":{"type":"string","title":"Где вы живёте"},"result_way":{"type":"string","title":"Как получить результат"}},"required":["why"]},
	"pages":[{"code":"main","title":"Заявление","fields":["why","territory","result_way"]}]}`

func newHouse(t *testing.T, d *db.DB) *house {
	t.Helper()
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	store := must(files.Open(t.TempDir()))(t)
	town := orgtest.New(t, d)
	h := &house{t: t, db: d, ministry: town.Body("Минсоц"), city: town.Body("Город"), worker: jobs.New(d, log)}
	unit, other := town.Unit(h.ministry, 0, "Отдел услуг"), town.Unit(h.city, 0, "Отдел")
	numbers := registry.New(d, town.Org)
	h.docs = documents.New(d, store, town.Org, numbers, calendar.Russia())
	signer := signing.New(d, h.docs, town.Org, store, approval.Gate{}, nil, nil, nil)
	shelf := catalogue.New(d, town.Org)
	door := intake.New(d, shelf, town.Org, log)
	send := func(_ context.Context, to, subject, text string) error {
		h.letters = append(h.letters, to+": "+text)
		return nil
	}
	notices := notify.New(d, town.Org, nil, "")
	asks := interagency.New(d, interagency.Subjects{Documents: h.docs, Org: town.Org, Files: store, Calendar: calendar.Russia(), Notify: notices,
		Dispatch: dispatch.New(d, town.Org, h.docs, signer, nil)}, log)
	h.Service = New(d, Subjects{Org: town.Org, Registry: numbers, Documents: h.docs, Signing: signer, Files: store, Calendar: calendar.Russia(),
		Notify: notices, Catalogue: shelf, Intake: door, Requests: asks, Press: press{}, Send: send})
	asks.Listen(h.Service)
	Jobs(h.worker, h.Service)
	h.officer = town.Person(h.ministry, unit, "Ильина Анна Петровна", "Консультант", org.ServiceOfficer)
	h.second = town.Person(h.ministry, unit, "Котова Вера Ильинична", "Консультант", org.ServiceOfficer)
	h.dispatcher = town.Person(h.ministry, unit, "Львов Олег Иванович", "Начальник отдела", org.ServiceDispatcher)
	h.head = town.Person(h.ministry, unit, "Орлов Сергей Викторович", "Министр", org.Executive)
	h.cityOfficer = town.Person(h.city, other, "Юшков Пётр Ильич", "Специалист", org.ServiceOfficer)
	h.stranger = town.Person(h.city, other, "Зуев Иван Ильич", "Диспетчер", org.ServiceDispatcher)
	admin := town.Person(h.ministry, unit, "Ларин Игорь Борисович", "Администратор", org.Administrator, org.ChiefClerk)
	must(numbers.SaveJournal(t.Context(), admin, registry.Journal{Name: "Исходящие", Flow: "outgoing", Template: "{seq}", Period: "year", Active: true}))(t)
	h.at("2026-05-07")
	h.service = must(h.one("INSERT INTO services (body_id, code, slug, name, short_name, category, created_at) VALUES ($1, 'S1', 's1', 'Выдача справки', 'Справка', 'family', $2) RETURNING id", h.ministry, d.Now()))(t)
	h.version = h.publish(certificate(), "2026-01-01")
	h.exec("INSERT INTO service_routes (service_id, body_id, from_on, put_by, put_at) VALUES ($1, $2, '2026-01-01', 1, $3)", h.service, h.ministry, d.Now())
	return h
}

// press stands for LibreOffice: what it makes differs with the text, and is there at once.
type press struct{}

func (press) ToPDF(_ context.Context, src string, _ convert.Format) (string, error) {
	docx, err := os.ReadFile(src)
	if err != nil {
		return "", err
	}
	made, err := os.CreateTemp("", "paper-*.pdf")
	if err != nil {
		return "", err
	}
	defer made.Close()
	_, err = made.Write(append([]byte("%PDF-1.7\n"), docx...))
	return made.Name(), err
}

// certificate is a service with every kind of step.
func certificate() catalogue.Passport {
	return catalogue.Passport{Name: "Выдача справки", ShortName: "Справка", Level: catalogue.State,
		Applicants: []catalogue.Applicant{{Kind: catalogue.PersonApplicant, Who: "Граждане"}},
		Documents: []catalogue.Document{
			{Code: "passport", Name: "Паспорт", Source: catalogue.FromApplicant}, {Code: "photo", Name: "Фотография", Source: catalogue.FromApplicant},
			{Code: "income", Name: "Сведения о доходах", Source: catalogue.FromInteragency, Request: "income"}},
		Requests: []catalogue.Request{{Kind: "income", What: "Сведения о доходах", From: "ФНС"}},
		Terms: []catalogue.Term{
			{Code: catalogue.TermTotal, Name: "Срок услуги", Amount: 10, Unit: calendar.WorkingDay, From: catalogue.Registered},
			{Code: catalogue.TermExtra, Name: "Ответ заявителя", Amount: 5, Unit: calendar.WorkingDay, From: catalogue.StepBegun},
			{Code: catalogue.TermSuspended, Name: "Приостановление", Amount: 10, Unit: calendar.WorkingDay, From: catalogue.Suspended}},
		IntakeRefusals: []catalogue.Ground{{Code: "i1", Text: "Представлен неполный комплект документов", Act: "п. 2.7"}},
		Suspensions:    []catalogue.Ground{{Code: "s1", Text: "Документы противоречат друг другу", Act: "п. 2.9"}},
		Refusals:       []catalogue.Ground{{Code: "r1", Text: "Заявитель не имеет права на услугу", Act: "п. 2.10"}},
		Results:        []catalogue.Result{{Code: "ok", Name: "Справка", Kind: catalogue.ResultDocument, Carriers: []catalogue.Carrier{catalogue.Electronic, catalogue.Paper}}},
		Variants: []catalogue.Variant{{Code: "v", Name: "Общий", Steps: []catalogue.Step{
			{Code: "check", Kind: catalogue.IntakeCheck, Name: "Приём", Next: []catalogue.Next{{On: catalogue.Accepted, To: "ask"}, {On: catalogue.Refused, To: catalogue.Finish}}},
			{Code: "ask", Kind: catalogue.Interagency, Name: "Запросы", Next: []catalogue.Next{{On: catalogue.Answered, To: "decide"}}},
			{Code: "decide", Kind: catalogue.Decision, Name: "Решение", Next: []catalogue.Next{{On: catalogue.Granted, To: "make"}, {On: catalogue.Refused, To: catalogue.Finish},
				{On: catalogue.Suspends, To: "pause"}, {On: catalogue.AsksMore, To: "more"}}},
			{Code: "pause", Kind: catalogue.Suspension, Name: "Приостановление", Term: catalogue.TermSuspended, Next: []catalogue.Next{{On: catalogue.Resumed, To: "decide"}, {On: catalogue.Lapsed, To: "decide"}}},
			{Code: "more", Kind: catalogue.ExtraInformation, Name: "Запрос сведений", Term: catalogue.TermExtra, Next: []catalogue.Next{{On: catalogue.Brought, To: "decide"}, {On: catalogue.Lapsed, To: "decide"}}},
			{Code: "make", Kind: catalogue.MakeResult, Name: "Результат", Next: []catalogue.Next{{On: catalogue.Signed, To: "issue"}}},
			{Code: "issue", Kind: catalogue.Issue, Name: "Выдача", Next: []catalogue.Next{{On: catalogue.Delivered, To: catalogue.Finish}}},
		}}}}
}

// publish puts a version into force from a day.
func (h *house) publish(p catalogue.Passport, from string) int64 {
	h.t.Helper()
	number := must(h.one("SELECT COALESCE(max(number), 0) + 1 FROM service_versions WHERE service_id = $1", h.service))(h.t)
	return must(h.one("INSERT INTO service_versions (service_id, number, from_day, published_at, published_by, passport, form) VALUES ($1, $2, $3, $4, 'тест', $5, $6) RETURNING id",
		h.service, number, from, h.db.Now(), db.JSON[catalogue.Passport]{V: p}, oneField))(h.t)
}

func (h *house) one(query string, args ...any) (n int64, err error) {
	err = h.db.Tx(h.t.Context(), auth.System("test"), func(tx *db.Tx) error {
		n, err = db.One[int64](h.t.Context(), tx, query, args...)
		return err
	})
	return n, err
}

func (h *house) exec(query string, args ...any) {
	h.t.Helper()
	h.ok(h.tx(func(tx *db.Tx) error {
		_, err := tx.Exec(h.t.Context(), query, args...)
		return err
	}))
}

func (h *house) tx(do func(tx *db.Tx) error) error {
	return h.db.Tx(h.t.Context(), auth.System("test"), do)
}

func (h *house) at(day string) { h.atHour(day, 12) }

// atHour stands at an hour of a day in Samara.
func (h *house) atHour(day string, hour int) {
	now := calendar.MustParse(day).In(time.FixedZone("Samara", 4*3600)).Add(time.Duration(hour) * time.Hour)
	h.db.SetClock(func() time.Time { return now })
}

func (h *house) ok(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) refused(code string, err error) {
	h.t.Helper()
	if !fail.Is(err, code) {
		h.t.Fatalf("%v, want %s", err, code)
	}
}

func must[T any](v T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// lodged is an application of Anna, taken through the door and received.
func (h *house) lodged(answers string) int64 {
	h.t.Helper()
	h.entered++
	out := must(h.Enter(h.t.Context(), h.officer, EntryInput{ServiceID: h.service, Key: fmt.Sprintf("%032x", h.entered), Channel: Visit, Answers: []byte(answers),
		Applicant: ApplicantCard{Kind: Person, SNILS: "112-233-445 95", Surname: "Смирнова", Name: "Анна", Patronymic: "Ильинична", Email: "anna@example.org"}}))(h.t)
	if len(out.Problems) > 0 {
		h.t.Fatal(out.Problems)
	}
	h.ok(h.ReceiveAll(h.t.Context()))
	a := must(h.ByOrder(h.t.Context(), h.db, h.service, out.Accepted.Year, out.Accepted.Sequence))(h.t)
	return a.ID
}

const plain = `{"why":"для школы"}`

// registered is one that lies in its body and waits for requests.
func (h *house) registered() int64 {
	h.t.Helper()
	id := h.lodged(plain)
	h.ok(h.Take(h.t.Context(), h.officer, id))
	h.ok(h.Register(h.t.Context(), h.officer, id))
	return id
}

func (h *house) stands(id int64, want State) Application {
	h.t.Helper()
	a := must(byID(h.t.Context(), h.db, id, ""))(h.t)
	if a.State != want {
		h.t.Fatalf("application %d is %s, want %s", id, a.State, want)
	}
	return a
}

// signs takes the newest paper of an application through its signature.
func (h *house) signs(id int64) int64 {
	h.t.Helper()
	paper := must(h.one("SELECT max(document_id) FROM application_papers WHERE application_id = $1", id))(h.t)
	h.moves(paper, documents.Signed)
	h.runs()
	return paper
}

func (h *house) runs() {
	h.t.Helper()
	jobstest.Run(h.t, h.worker)
}

func (h *house) moves(id int64, to documents.State) {
	h.t.Helper()
	h.ok(h.tx(func(tx *db.Tx) error {
		d, err := h.docs.Lock(h.t.Context(), tx, id)
		if err != nil {
			return err
		}
		return h.docs.Move(h.t.Context(), tx, &d, to, "test.moved", nil)
	}))
}

func each(t *testing.T, test func(t *testing.T, h *house)) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) { test(t, newHouse(t, d)) })
}

func day(s string) calendar.Date { return calendar.MustParse(s) }

func (h *house) inReview() int64 {
	h.t.Helper()
	id := h.registered()
	h.ok(h.Proceed(h.t.Context(), h.officer, id))
	h.stands(id, InReview)
	return id
}

func (h *house) decides(id int64, in DecideInput) {
	h.t.Helper()
	in.SignatoryID = h.head.PersonID
	must(h.Decide(h.t.Context(), h.officer, id, in))(h.t)
	h.stands(id, Decision)
}
