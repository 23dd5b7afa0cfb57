package documents

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"veche/internal/org"
	"veche/internal/org/orgtest"
	"veche/internal/platform/audit/audittest"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/convert"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
	"veche/internal/platform/jobs/jobstest"
	"veche/internal/registry"
)

// office is a ministry with a records office, an executive with an assistant, and an executor.
type office struct {
	*Service
	t                                       *testing.T
	db                                      *db.DB
	town                                    *orgtest.Town
	body                                    int64
	clerk, chief, minister, helper, officer auth.Actor
	incoming, outgoing, restricted          registry.Journal
	letter, reply                           int64 // kinds
	prosecutor                              Correspondent
}

func newOffice(t *testing.T, d *db.DB) *office {
	t.Helper()
	store, err := files.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	town := orgtest.New(t, d)
	body := town.Body("Минстрой")
	unit := town.Unit(body, 0, "Аппарат")
	numbers := registry.New(d, town.Org)
	o := &office{
		Service: New(d, store, town.Org, numbers, calendar.Russia()), t: t, db: d, town: town, body: body,
		clerk:    town.Person(body, unit, "Васильева Ольга Николаевна", "Делопроизводитель", org.Clerk),
		chief:    town.Person(body, unit, "Громова Нина Павловна", "Начальник отдела", org.ChiefClerk, org.Restricted, org.Administrator),
		minister: town.Person(body, unit, "Орлов Сергей Викторович", "Министр", org.Executive),
		officer:  town.Person(body, unit, "Сидорова Елена Кирилловна", "Консультант", org.Executor),
	}
	o.helper = town.Assists(town.Person(body, unit, "Титова Инна Андреевна", "Помощник министра", org.Assistant), o.minister)
	o.letter, o.reply = o.kind(Incoming, "Запрос прокурора", "reply.prosecutor_request"), o.kind(Outgoing, "Письмо", "")
	o.incoming = o.journal(numbers, "incoming", "01-15/{seq}", "")
	o.outgoing = o.journal(numbers, "outgoing", "{index}-{file}/{seq}", "")
	o.restricted = o.journal(numbers, "incoming", "{seq}дсп", "dsp")
	o.prosecutor = must(o.SaveCorrespondent(t.Context(), o.clerk, Correspondent{Kind: "organisation", Name: "Прокуратура Республики", Channel: ByPost}))(t)
	return o
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

func (o *office) kind(flow Flow, name, term string) (id int64) {
	o.tx(func(tx *db.Tx) (err error) {
		id, err = db.Insert(o.t.Context(), tx, "kinds", Kind{Flow: flow, Name: name, TermCode: term, SignWith: "simple", Active: true})
		return err
	})
	return id
}

func (o *office) journal(s *registry.Service, flow, template, mark string) registry.Journal {
	return must(s.SaveJournal(o.t.Context(), o.chief, registry.Journal{Name: flow + mark, Flow: flow, Template: template, Period: "year", AccessMark: mark, Active: true}))(o.t)
}

func (o *office) tx(fn func(tx *db.Tx) error) {
	o.t.Helper()
	if err := o.db.Tx(context.Background(), auth.System("test"), fn); err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) stored(name, content string) Stored {
	o.t.Helper()
	blob := must(o.files.Put(o.t.Context(), strings.NewReader(content), maxFile))(o.t)
	return Stored{Name: name, Blob: blob}
}

// received is a fresh incoming card.
func (o *office) received(content string) Document {
	o.t.Helper()
	return must(o.Receive(o.t.Context(), o.clerk, []Stored{o.stored("письмо.txt", content)}))(o.t)
}

func (o *office) card(d Document) *Description {
	return &Description{
		KindID: o.letter, Summary: "О соблюдении жилищного законодательства", CorrespondentID: &o.prosecutor.ID,
		SenderNumber: "07-15/4821", SenderDate: calendar.MustParse("2026-11-18"), Channel: ByPost, AddresseeID: &o.minister.PersonID, Version: d.Version,
	}
}

func (o *office) registered(content string) Document {
	o.t.Helper()
	d := o.received(content)
	return must(o.Register(o.t.Context(), o.clerk, d.ID, RegisterInput{JournalID: o.incoming.ID, Card: o.card(d)}))(o.t)
}

func refused(t *testing.T, err error, code string) {
	t.Helper()
	if !fail.Is(err, code) {
		t.Errorf("got %v, want %s", err, code)
	}
}

func TestArrivalAndRegistration(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		d.SetClock(func() time.Time { return time.Date(2026, 11, 20, 13, 0, 0, 0, time.UTC) }) // Friday 17:00 in Samara

		fresh := o.received("письмо")
		if fresh.State != Received || fresh.DueOn.String() != "2026-11-23" {
			t.Errorf("registration is due the next working day, got %s %s", fresh.State, fresh.DueOn)
		}
		_, err := o.Register(t.Context(), o.clerk, fresh.ID, RegisterInput{JournalID: o.incoming.ID})
		refused(t, err, "document.incomplete")
		_, err = o.Register(t.Context(), o.officer, fresh.ID, RegisterInput{JournalID: o.incoming.ID, Card: o.card(fresh)})
		refused(t, err, "document.not_found")
		_, err = o.Register(t.Context(), o.clerk, fresh.ID, RegisterInput{JournalID: o.outgoing.ID, Card: o.card(fresh)})
		refused(t, err, "document.journal_wrong")

		done := must(o.Register(t.Context(), o.clerk, fresh.ID, RegisterInput{JournalID: o.incoming.ID, Card: o.card(fresh)}))(t)
		if done.Number != "01-15/1" || done.RegisteredOn.String() != "2026-11-20" || done.State != Registered {
			t.Errorf("registered as %q on %s, %s", done.Number, done.RegisteredOn, done.State)
		}
		audittest.Has(t, d, done.Ref(), "document.register", string(Received), string(Registered))
		jobstest.Has(t, d, WasRegistered{done.ID})
		_, err = o.Register(t.Context(), o.clerk, fresh.ID, RegisterInput{JournalID: o.incoming.ID})
		refused(t, err, "document.wrong_state")
	})
}

func TestStatutoryTermOfTheKindIsPutOnTheCardWithItsReason(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		term, known := calendar.Preset("reply.prosecutor_request")
		if !known {
			t.Fatal("the calendar has no term for a prosecutor's request")
		}
		d.SetClock(func() time.Time { return time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC) })
		fresh := o.received("запрос")
		fresh = must(o.Describe(t.Context(), o.clerk, fresh.ID, *o.card(fresh)))(t)
		done := must(o.Register(t.Context(), o.clerk, fresh.ID, RegisterInput{JournalID: o.incoming.ID}))(t)
		want := calendar.Russia().Due(done.RegisteredOn, term)
		if done.DueOn != want.Date || done.DueWhy.Term.Code != term.Code {
			t.Errorf("due %s because of %q, want %s", done.DueOn, done.DueWhy.Explain(), want.Date)
		}
	})
}

func TestTwoClerksOnOneCard(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		fresh := o.received("письмо")
		var wait sync.WaitGroup
		results := make([]error, 2)
		for i, by := range []auth.Actor{o.clerk, o.chief} {
			wait.Go(func() {
				_, results[i] = o.Register(context.Background(), by, fresh.ID, RegisterInput{JournalID: o.incoming.ID, Card: o.card(fresh)})
			})
		}
		wait.Wait()
		won := 0
		for _, err := range results {
			if err == nil {
				won++
			} else if code := fail.Code(err); code != "document.wrong_state" && code != "document.stale" {
				t.Errorf("the slower clerk got %v", err)
			}
		}
		if won != 1 {
			t.Errorf("%d clerks registered one letter", won)
		}
		if next := o.registered("следующее"); next.Number != "01-15/2" {
			t.Errorf("the refused registration consumed a number: %s", next.Number)
		}
	})
}

func TestDuplicates(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		first := o.registered("одно и то же")
		again := o.received("одно и то же")
		found := must(o.Duplicates(t.Context(), o.clerk, again.ID, 0, "", calendar.Date{}))(t)
		if len(found) != 1 || found[0].ID != first.ID || found[0].Same != "bytes" {
			t.Errorf("the same bytes: %+v", found)
		}
		other := o.received("другой текст")
		found = must(o.Duplicates(t.Context(), o.clerk, other.ID, o.prosecutor.ID, "07–15 / 4821", calendar.MustParse("2026-11-18")))(t)
		if len(found) != 1 || found[0].ID != first.ID || found[0].Same != "requisites" {
			t.Errorf("the same sender, number and date: %+v", found)
		}
		_, err := o.Duplicates(t.Context(), o.officer, other.ID, o.prosecutor.ID, "07-15/4821", calendar.Date{})
		refused(t, err, "document.not_found")
	})
}

func TestRestrictedDocumentIsOpenByNameAlone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		fresh := o.received("секретно почти")
		_, err := o.Restrict(t.Context(), o.clerk, fresh.ID, RestrictInput{Mark: Restricted, Version: fresh.Version})
		refused(t, err, "document.denied")
		marked := must(o.Restrict(t.Context(), o.chief, fresh.ID, RestrictInput{Mark: Restricted, CopyNumber: "1", Readers: []int64{o.minister.PersonID}, Version: fresh.Version}))(t)
		for name, c := range map[string]struct {
			by   auth.Actor
			sees bool
		}{
			"who set the mark": {o.chief, true}, "a named reader": {o.minister, true},
			"a clerk of the office": {o.clerk, false}, "the assistant of a reader": {o.helper, false}, "a stranger": {o.officer, false},
		} {
			if sees := must(o.Sees(t.Context(), d, o.town.Actor(c.by.PersonID), marked.ID))(t); sees != c.sees {
				t.Errorf("%s: sees %v", name, sees)
			}
		}
		// The same letter comes once more: the clerk must not learn of the restricted one.
		again := o.received("секретно почти")
		if found := must(o.Duplicates(t.Context(), o.clerk, again.ID, 0, "", calendar.Date{}))(t); len(found) != 0 {
			t.Errorf("scenario 28: a duplicate betrays the restricted card: %+v", found)
		}
		_, err = o.Register(t.Context(), o.chief, marked.ID, RegisterInput{JournalID: o.incoming.ID, Card: o.card(marked)})
		refused(t, err, "document.journal_wrong")
		done := must(o.Register(t.Context(), o.chief, marked.ID, RegisterInput{JournalID: o.restricted.ID, Card: o.card(marked)}))(t)
		if done.Number != "1дсп" {
			t.Errorf("number %s", done.Number)
		}
	})
}

func TestReplyBeginsFilledFromTheIncomingCard(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		in := o.registered("запрос")
		o.tx(func(tx *db.Tx) error {
			return o.Grant(t.Context(), tx, in, auth.Employee(o.officer.PersonID), "assignment:1")
		})
		out := must(o.StartReply(t.Context(), o.officer, in.ID))(t)
		if out.State != Draft || *out.InReplyToID != in.ID || out.Summary != in.Summary || *out.SignatoryID != o.minister.PersonID {
			t.Errorf("draft %+v", out)
		}
		to := must(o.Addressees(t.Context(), d, out.ID))(t)
		if len(to) != 1 || to[0].CorrespondentID != o.prosecutor.ID || to[0].Channel != ByPost {
			t.Errorf("addressees %+v", to)
		}
		links := must(o.Links(t.Context(), d, in.ID))(t)
		if len(links) != 1 || links[0].FromID != out.ID || links[0].Kind != Reply {
			t.Errorf("links %+v", links)
		}
		v := must(o.CurrentVersion(t.Context(), d, out.ID))(t)
		text := must(convert.Tools{}.Text(t.Context(), o.files.Path(v.SHA256), convert.DOCX))(t)
		for _, want := range []string{"На № 07-15/4821 от 18.11.2026", "Прокуратура Республики", "О соблюдении жилищного законодательства", "Министр", "Орлов С. В."} {
			if !strings.Contains(text, want) {
				t.Errorf("the letter lacks %q:\n%s", want, text)
			}
		}
	})
}

func TestAnnulment(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		in := o.registered("ошибочно")
		_, err := o.Annul(t.Context(), o.clerk, in.ID, "ошибка")
		refused(t, err, "document.denied")
		_, err = o.Annul(t.Context(), o.chief, in.ID, " ")
		refused(t, err, "document.reason_required")
		done := must(o.Annul(t.Context(), o.chief, in.ID, "зарегистрировано дважды"))(t)
		if done.State != Annulled || done.Number != in.Number {
			t.Errorf("annulled card %+v", done)
		}
		if next := o.registered("следующее"); next.Number != "01-15/2" {
			t.Errorf("the annulled number was given again: %s", next.Number)
		}
	})
}

func TestCorrespondentsAreFoundAsOneTypes(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		for _, name := range []string{"Министерство финансов", "ООО «Ёлочка»", "Администрация города", "100%_гарантия"} {
			must(o.SaveCorrespondent(t.Context(), o.clerk, Correspondent{Kind: "organisation", Name: name, Channel: ByPost}))(t)
		}
		for typed, want := range map[string]string{"елоч": "ООО «Ёлочка»", "фин мин": "Министерство финансов", "ПРОК": "Прокуратура Республики", "100%": "100%_гарантия"} {
			found := must(o.Correspondents(t.Context(), o.clerk, typed, 5))(t)
			if len(found) != 1 || found[0].Name != want {
				t.Errorf("%q finds %+v", typed, found)
			}
		}
		if found := must(o.Correspondents(t.Context(), o.clerk, "%_", 50))(t); len(found) != 5 {
			t.Errorf("marks alone do not narrow the book: %+v", found)
		}
	})
}

func TestKindsOfAnotherBodyAreUnknownHere(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		other := o.town.Body("Минздрав")
		var theirs [2]int64
		o.tx(func(tx *db.Tx) (err error) {
			for i, flow := range []Flow{Incoming, Outgoing} {
				if theirs[i], err = db.Insert(t.Context(), tx, "kinds", Kind{BodyID: &other, Flow: flow, Name: "Своё", SignWith: "simple", Active: true}); err != nil {
					return err
				}
			}
			return nil
		})
		in := o.received("запрос")
		card := o.card(in)
		card.KindID = theirs[0]
		_, err := o.Describe(t.Context(), o.clerk, in.ID, *card)
		refused(t, err, "document.fields_wrong")
		_, err = o.CreateDraft(t.Context(), o.officer, DraftInput{Flow: Outgoing, KindID: theirs[1], Summary: "Письмо"})
		refused(t, err, "document.fields_wrong")
	})
}

func TestACardIsNotFiledOverOpenWork(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		open := 1
		o.Unfinished(func(context.Context, db.Reader, int64) (int, error) { return open, nil })
		file := must(registry.New(d, o.town.Org).SaveCaseFile(t.Context(), o.chief, registry.CaseFile{Year: 2026, IndexCode: "01-05", Title: "Переписка"}))(t)
		in := o.registered("запрос")
		_, err := o.FileAway(t.Context(), o.clerk, in.ID, file.ID)
		refused(t, err, "document.assignments_open")
		open = 0
		if filed := must(o.FileAway(t.Context(), o.clerk, in.ID, file.ID))(t); filed.State != Filed {
			t.Errorf("the card is %s", filed.State)
		}
	})
}

func TestAReplyNamedByHandIsLinkedToItsLetter(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		in, second := o.registered("запрос"), o.registered("повторный запрос")
		draft := must(o.CreateDraft(t.Context(), o.clerk, DraftInput{Flow: Outgoing, KindID: o.reply, Summary: "Ответ"}))(t)
		for _, c := range []struct {
			to   *int64
			want []int
		}{{&in.ID, []int{1, 0}}, {&second.ID, []int{0, 1}}, {&second.ID, []int{0, 1}}, {nil, []int{0, 0}}} {
			draft = must(o.Describe(t.Context(), o.clerk, draft.ID, Description{KindID: o.reply, Summary: "Ответ", InReplyToID: c.to, Version: draft.Version}))(t)
			for i, id := range []int64{in.ID, second.ID} {
				if links := must(o.Links(t.Context(), d, id))(t); len(links) != c.want[i] {
					t.Errorf("letter %d has the links %+v", id, links)
				}
			}
		}
	})
}
