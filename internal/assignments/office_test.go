package assignments

import (
	"context"
	"testing"
	"time"

	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/org/orgtest"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/registry"
	"veche/internal/tasks"
)

// office is a ministry at work: a records office, a minister with an assistant, a department with a head and people.
// All names are invented.
type office struct {
	*Service
	t      *testing.T
	db     *db.DB
	docs   *documents.Service
	inbox  *tasks.Service
	town   *orgtest.Town
	said   *said
	body   int64
	people int64 // department
	kind   int64

	clerk, minister, helper, deputy, head, officer, second, third, controller, admin, stranger auth.Actor
}

// said is what the notifier was asked to say.
type said struct{ list []word }

type word struct {
	employee int64
	code     string
	params   map[string]any
}

func (s *said) Notify(_ context.Context, _ *db.Tx, employee int64, code, _ string, params map[string]any) error {
	s.list = append(s.list, word{employee, code, params})
	return nil
}

func newOffice(t *testing.T, d *db.DB, day string) *office {
	t.Helper()
	town, heard := orgtest.New(t, d), &said{}
	body := town.Body("Минстрой")
	top := town.Unit(body, 0, "Аппарат")
	people := town.Unit(body, top, "Отдел жилья")
	docs := documents.New(d, nil, town.Org, registry.New(d, town.Org), calendar.Russia())
	s := New(d, town.Org, docs, calendar.Russia(), heard, Settings{})
	o := &office{Service: s, t: t, db: d, docs: docs, inbox: tasks.New(d, town.Org, s.Movers()), town: town, said: heard, body: body, people: people}
	o.today(day)
	o.clerk = town.Person(body, top, "Васильева Ольга Николаевна", "Делопроизводитель", org.Clerk)
	o.minister = town.Person(body, top, "Орлов Сергей Викторович", "Министр", org.Executive)
	o.deputy = town.Person(body, top, "Зимин Павел Олегович", "Заместитель министра", org.Executive)
	o.helper = town.Assists(town.Person(body, top, "Титова Инна Андреевна", "Помощник министра", org.Assistant), o.minister)
	o.controller = town.Person(body, top, "Рябов Лев Ильич", "Контролёр", org.Controller)
	o.admin = town.Person(body, top, "Чижов Марк Ефимович", "Администратор", org.Administrator)
	o.head = town.Person(body, people, "Громова Нина Павловна", "Начальник отдела", org.Executor)
	o.officer = town.Person(body, people, "Сидорова Елена Кирилловна", "Консультант", org.Executor)
	o.second = town.Person(body, people, "Панин Егор Львович", "Специалист", org.Executor)
	o.third = town.Person(body, people, "Лосев Антон Юрьевич", "Специалист", org.Executor)
	o.stranger = town.Person(body, top, "Кротов Иван Маркович", "Юрист", org.Lawyer)
	town.Head(people, o.head)
	o.tx(func(tx *db.Tx) (err error) {
		o.kind, err = db.Insert(context.Background(), tx, "kinds", documents.Kind{Flow: documents.Incoming, Name: "Письмо", Active: true})
		return err
	})
	return o
}

// each runs a test in a fresh office of both databases; the day begins at ten in the morning there.
func each(t *testing.T, day string, test func(t *testing.T, o *office)) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) { test(t, newOffice(t, d, day)) })
}

// today lets the day begin; the people are asked anew who they are, for orders of substitution run by days.
func (o *office) today(day string) {
	at := calendar.MustParse(day).In(time.UTC).Add(6 * time.Hour)
	o.db.SetClock(func() time.Time { return at })
}

func (o *office) tx(fn func(tx *db.Tx) error) {
	o.t.Helper()
	if err := o.db.Tx(context.Background(), auth.System("test"), fn); err != nil {
		o.t.Fatal(err)
	}
}

// registered is an incoming letter with a number.
func (o *office) registered(with ...func(*documents.Document)) documents.Document {
	o.t.Helper()
	d := documents.Document{BodyID: o.body, Flow: documents.Incoming, KindID: o.kind, State: documents.Registered, Number: "01-15/7", Year: 2026,
		Summary: "О ремонте кровли", CreatedBy: o.clerk.PersonID, CreatedAt: o.db.Now(), ChangedAt: o.db.Now(), Version: 1}
	for _, w := range with {
		w(&d)
	}
	o.tx(func(tx *db.Tx) (err error) {
		if d.ID, err = db.Insert(o.t.Context(), tx, "documents", d); err != nil {
			return err
		}
		if err := o.docs.Grant(o.t.Context(), tx, d, auth.Employee(o.clerk.PersonID), "list"); err != nil {
			return err
		}
		return o.docs.Grant(o.t.Context(), tx, d, auth.Office(o.body), "office")
	})
	return d
}

// file is a file of the card, its bytes are elsewhere.
func (o *office) file(d documents.Document, role documents.FileRole) (id int64) {
	o.t.Helper()
	o.tx(func(tx *db.Tx) (err error) {
		id, err = db.Insert(o.t.Context(), tx, "document_files", documents.File{DocumentID: d.ID, Role: role, Name: "скан.pdf", Kind: "pdf",
			SHA256: "0", TextState: "none", CreatedAt: tx.Now})
		return err
	})
	return id
}

func restricted(d *documents.Document) { d.AccessMark = documents.Restricted }

// sent is a letter that lies before the minister.
func (o *office) sent(with ...func(*documents.Document)) documents.Document {
	o.t.Helper()
	d := o.registered(with...)
	return must(o.SendToExecutive(o.t.Context(), o.clerk, d.ID, SendInput{ExecutiveID: o.minister.PersonID}))(o.t)
}

// item is an assignment for the officer.
func (o *office) item(with ...func(*Item)) Item {
	i := Item{Text: "Подготовить ответ", ResponsibleID: o.officer.PersonID}
	for _, w := range with {
		w(&i)
	}
	return i
}

func (o *office) draft(items ...Item) DraftInput {
	return DraftInput{AuthorID: o.minister.PersonID, Items: items}
}

// issued signs a resolution of the minister on a fresh letter and returns its first assignment.
func (o *office) issued(with ...func(*Item)) Assignment {
	o.t.Helper()
	return o.issuedOn(o.sent(), with...)
}

func (o *office) issuedOn(d documents.Document, with ...func(*Item)) Assignment {
	o.t.Helper()
	res := must(o.Prepare(o.t.Context(), o.minister, d.ID, o.draft(o.item(with...))))(o.t)
	must(o.Sign(o.t.Context(), o.minister, res.ID, res.Version))(o.t)
	return must(inResolution(o.t.Context(), o.db, res.ID))(o.t)[0]
}

func onControl(o *office) func(*Item) {
	return func(i *Item) { i.Control, i.ControllerID = Ordinary, &o.controller.PersonID }
}

func (o *office) again(a Assignment) Assignment {
	o.t.Helper()
	return must(byID(o.t.Context(), o.db, a.ID))(o.t)
}

func (o *office) card(id int64) documents.Document {
	o.t.Helper()
	return must(o.docs.Get(o.t.Context(), o.db, id))(o.t)
}

// waits lists the kinds of what waits for a person.
func (o *office) waits(by auth.Actor) map[tasks.Kind]int {
	o.t.Helper()
	rows, _, err := o.inbox.List(o.t.Context(), o.town.Actor(by.PersonID), tasks.Filter{}, "", 100)
	if err != nil {
		o.t.Fatal(err)
	}
	kinds := map[tasks.Kind]int{}
	for _, r := range rows {
		kinds[r.Kind]++
	}
	return kinds
}

// pair is the minister and his acting officer.
func (o *office) pair(i int) auth.Actor { return []auth.Actor{o.minister, o.deputy}[i] }

func (o *office) state(a Assignment, want State) {
	o.t.Helper()
	if got := o.again(a).State; got != want {
		o.t.Errorf("the assignment is %s, want %s", got, want)
	}
}

func (o *office) cardIs(id int64, want documents.State) {
	o.t.Helper()
	if got := o.card(id).State; got != want {
		o.t.Errorf("the card is %s, want %s", got, want)
	}
}

func day(s string) calendar.Date { return calendar.MustParse(s) }

func must[T any](v T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func refused(t *testing.T, err error, code string) {
	t.Helper()
	if !fail.Is(err, code) {
		t.Errorf("got %v, want %s", err, code)
	}
}

// refusedResult drops the value of a call that must be refused.
func refusedResult[T any](_ T, err error) func(t *testing.T, code string) {
	return func(t *testing.T, code string) {
		t.Helper()
		refused(t, err, code)
	}
}
