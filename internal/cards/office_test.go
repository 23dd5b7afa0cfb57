package cards

import (
	"context"
	"strings"
	"testing"

	"veche/internal/acknowledgement"
	"veche/internal/approval"
	"veche/internal/assignments"
	"veche/internal/dispatch"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/org/orgtest"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
	"veche/internal/registry"
	"veche/internal/signing"
)

// office is a ministry with its records office, an executive with an assistant and an executor; stranger works in
// another body.
type office struct {
	*Service
	t                                                 testing.TB
	db                                                *db.DB
	docs                                              *documents.Service
	files                                             *files.Store
	town                                              *orgtest.Town
	body                                              int64
	clerk, chief, minister, helper, officer, stranger auth.Actor
	incoming, restricted                              registry.Journal
	letter, reply                                     int64 // kinds
	prosecutor                                        documents.Correspondent
}

func newOffice(t testing.TB, d *db.DB) *office {
	t.Helper()
	store := must(files.Open(t.TempDir()))(t)
	town := orgtest.New(t, d)
	body, other := town.Body("Минстрой"), town.Body("Минфин")
	unit := town.Unit(body, 0, "Аппарат")
	numbers := registry.New(d, town.Org)
	docs := documents.New(d, store, town.Org, numbers, calendar.Russia())
	o := &office{
		Service: New(d, subjects(d, docs, town.Org, numbers, store)), t: t, db: d, docs: docs, files: store, town: town, body: body,
		clerk:    town.Person(body, unit, "Васильева Ольга Николаевна", "Делопроизводитель", org.Clerk),
		chief:    town.Person(body, unit, "Громова Нина Павловна", "Начальник отдела", org.ChiefClerk, org.Restricted, org.Administrator),
		minister: town.Person(body, unit, "Орлов Сергей Викторович", "Министр", org.Executive),
		officer:  town.Person(body, unit, "Сидорова Елена Кирилловна", "Консультант", org.Executor),
		stranger: town.Person(other, town.Unit(other, 0, "Аппарат"), "Крюков Пётр Ильич", "Делопроизводитель", org.Clerk),
	}
	o.helper = town.Assists(town.Person(body, unit, "Титова Инна Андреевна", "Помощник министра", org.Assistant), o.minister)
	o.letter, o.reply = o.kind(documents.Incoming, "Письмо"), o.kind(documents.Outgoing, "Ответ")
	o.incoming = must(numbers.SaveJournal(t.Context(), o.chief, registry.Journal{Name: "Входящие", Flow: "incoming", Template: "01-15/{seq}-Вх", Period: "year", Active: true}))(t)
	o.restricted = must(numbers.SaveJournal(t.Context(), o.chief, registry.Journal{Name: "Входящие ДСП", Flow: "incoming", Template: "{seq}дсп", Period: "year", AccessMark: "dsp", Active: true}))(t)
	o.prosecutor = must(docs.SaveCorrespondent(t.Context(), o.clerk, documents.Correspondent{Kind: "organisation", Name: "Прокуратура Республики", Channel: documents.ByPost}))(t)
	return o
}

// approved stands for a body that approves nothing before signature.
type approved struct{}

func (approved) Allow(context.Context, db.Reader, documents.Document, documents.Version) error {
	return nil
}

// silent stands for notices, which no test here reads.
type silent struct{}

func (silent) Notify(context.Context, *db.Tx, int64, string, string, map[string]any) error {
	return nil
}

func must[T any](v T, err error) func(t testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func (o *office) kind(flow documents.Flow, name string) (id int64) {
	o.tx(func(tx *db.Tx) (err error) {
		id, err = db.Insert(o.t.Context(), tx, "kinds", documents.Kind{Flow: flow, Name: name, SignWith: "simple", Active: true})
		return err
	})
	return id
}

func (o *office) tx(fn func(tx *db.Tx) error) {
	o.t.Helper()
	if err := o.db.Tx(context.Background(), auth.System("test"), fn); err != nil {
		o.t.Fatal(err)
	}
}

// received is a fresh incoming card with one file.
func (o *office) received(content string) documents.Document {
	o.t.Helper()
	blob := must(o.files.Put(o.t.Context(), strings.NewReader(content), 1<<20))(o.t)
	return must(o.docs.Receive(o.t.Context(), o.clerk, []documents.Stored{{Name: "письмо.txt", Blob: blob}}))(o.t)
}

func (o *office) describe(d documents.Document, summary, number string) *documents.Description {
	return &documents.Description{
		KindID: o.letter, Summary: summary, CorrespondentID: &o.prosecutor.ID, SenderNumber: number, SenderDate: calendar.MustParse("2026-03-12"),
		SenderSignatory: "Ветров О. П.", Channel: documents.ByPost, AddresseeID: &o.minister.PersonID, Version: d.Version,
	}
}

// registered is an incoming card with its number.
func (o *office) registered(summary, senderNumber string) documents.Document {
	o.t.Helper()
	d := o.received(summary + senderNumber)
	return must(o.docs.Register(o.t.Context(), o.clerk, d.ID, documents.RegisterInput{JournalID: o.incoming.ID, Card: o.describe(d, summary, senderNumber)}))(o.t)
}

// classified is a registered incoming card open by name to the chief clerk and the minister alone.
func (o *office) classified(summary, senderNumber string) documents.Document {
	o.t.Helper()
	d := o.received(summary + senderNumber)
	d = must(o.docs.Describe(o.t.Context(), o.clerk, d.ID, *o.describe(d, summary, senderNumber)))(o.t)
	d = must(o.docs.Restrict(o.t.Context(), o.chief, d.ID, documents.RestrictInput{Mark: documents.Restricted, CopyNumber: "1", Version: d.Version}))(o.t)
	return must(o.docs.Register(o.t.Context(), o.chief, d.ID, documents.RegisterInput{JournalID: o.restricted.ID}))(o.t)
}

// open gives a person access to a card on one more ground.
func (o *office) open(d documents.Document, p auth.Principal, ground string) {
	o.t.Helper()
	o.tx(func(tx *db.Tx) error { return o.docs.Grant(o.t.Context(), tx, d, p, ground) })
}

// move takes a card into another state.
func (o *office) move(d documents.Document, to documents.State) documents.Document {
	o.t.Helper()
	o.tx(func(tx *db.Tx) error { return o.docs.Move(o.t.Context(), tx, &d, to, "document.moved", nil) })
	return d
}

// due sets the due date of a card.
func (o *office) due(d documents.Document, day calendar.Date) documents.Document {
	o.t.Helper()
	d.DueOn, d.DueWhy = day, calendar.Russia().Appoint(d.RegisteredOn, day, "поручение")
	o.tx(func(tx *db.Tx) error { return o.docs.Save(o.t.Context(), tx, &d, "document.due", nil) })
	return d
}

func (o *office) list(by auth.Actor, f Filter) Page {
	o.t.Helper()
	if f.Flow == "" {
		f.Flow = documents.Incoming
	}
	return must(o.List(o.t.Context(), by, f, "", 50))(o.t)
}

func (o *office) count(by auth.Actor, flow documents.Flow, view View) int {
	o.t.Helper()
	for _, c := range must(o.Counters(o.t.Context(), by, flow))(o.t) {
		if c.View == view {
			return c.Count
		}
	}
	o.t.Fatalf("no counter of %s", view)
	return 0
}

func ids(rows []Row) []int64 {
	list := []int64{}
	for _, r := range rows {
		list = append(list, r.ID)
	}
	return list
}

func refused(t testing.TB, err error, code string) {
	t.Helper()
	if !fail.Is(err, code) {
		t.Errorf("got %v, want %s", err, code)
	}
}

// subjects are made as in the whole program.
func subjects(d *db.DB, docs *documents.Service, o *org.Service, numbers *registry.Service, store *files.Store) Subjects {
	sign := signing.New(d, docs, o, store, approved{}, nil, nil, nil)
	orders := assignments.New(d, o, docs, calendar.Russia(), silent{}, assignments.Settings{})
	return Subjects{
		Documents: docs, Org: o, Registry: numbers, Assignments: orders, Signing: sign,
		Approval: approval.New(d, docs, o, sign, store, nil, calendar.Russia()), Dispatch: dispatch.New(d, o, docs, sign, orders), Readers: acknowledgement.New(d, docs, o, orders, sign),
	}
}
