package appeals

import (
	"strings"
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
	"veche/internal/platform/files"
	"veche/internal/registry"
)

// reception is a ministry that gets citizens' letters.
type reception struct {
	*Service
	t                                *testing.T
	db                               *db.DB
	docs                             *documents.Service
	files                            *files.Store
	numbers                          *registry.Service
	clerk, minister, admin, stranger auth.Actor
	officer                          auth.Actor
	journal                          registry.Journal
	city                             documents.Correspondent
}

func newReception(t *testing.T, d *db.DB) *reception {
	t.Helper()
	store := must(files.Open(t.TempDir()))(t)
	town := orgtest.New(t, d)
	body, other := town.Body("Минстрой"), town.Body("Минфин")
	unit := town.Unit(body, 0, "Аппарат")
	numbers := registry.New(d, town.Org)
	docs := documents.New(d, store, town.Org, numbers, calendar.Russia())
	o := &reception{
		Service: New(d, town.Org, docs, store, calendar.Russia()), t: t, db: d, docs: docs, files: store, numbers: numbers,
		clerk:    town.Person(body, unit, "Васильева Ольга Николаевна", "Делопроизводитель", org.Clerk),
		minister: town.Person(body, unit, "Орлов Сергей Викторович", "Министр", org.Executive),
		officer:  town.Person(body, unit, "Сидорова Елена Кирилловна", "Консультант", org.Executor),
		admin:    town.Person(body, unit, "Ларин Игорь Борисович", "Администратор", org.Administrator, org.ChiefClerk),
		stranger: town.Person(other, town.Unit(other, 0, "Аппарат"), "Крюков Пётр Ильич", "Делопроизводитель", org.Clerk),
	}
	o.journal = must(numbers.SaveJournal(t.Context(), o.admin, registry.Journal{Name: "Обращения граждан", Flow: "appeal", Template: "ОГ-{seq}", Period: "year", Active: true}))(t)
	o.city = must(docs.SaveCorrespondent(t.Context(), o.clerk, documents.Correspondent{Kind: "organisation", Name: "Администрация города", Channel: documents.ByPost}))(t)
	o.at("2026-10-30")
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

func (o *reception) ok(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

func (o *reception) refused(code string, err error) {
	o.t.Helper()
	if !fail.Is(err, code) {
		o.t.Fatalf("%v, want %s", err, code)
	}
}

// at stands at noon of a day.
func (o *reception) at(day string) {
	noon := must(time.Parse(time.RFC3339, day+"T08:00:00Z"))(o.t)
	o.db.SetClock(func() time.Time { return noon })
}

// arrived is a letter on paper with its authors and questions on the card.
func (o *reception) arrived(in Description) int64 {
	o.t.Helper()
	blob := must(o.files.Put(o.t.Context(), strings.NewReader("Прошу отремонтировать дорогу. "+o.db.Now().String()), 1<<20))(o.t)
	d := must(o.docs.ReceiveAs(o.t.Context(), o.clerk, documents.Appeal, []documents.Stored{{Name: "письмо.txt", Blob: blob}}))(o.t)
	in.Version = must(o.Of(o.t.Context(), o.clerk, d.ID))(o.t).Version
	o.ok(o.Describe(o.t.Context(), o.clerk, d.ID, in))
	return d.ID
}

func (o *reception) registered(in Description) int64 {
	o.t.Helper()
	id := o.arrived(in)
	must(o.register(id))(o.t)
	return id
}

func (o *reception) register(id int64) (documents.Document, error) {
	d, err := o.docs.Get(o.t.Context(), o.db, id)
	if err != nil {
		return d, err
	}
	card := documents.Description{KindID: d.KindID, Summary: "О ремонте дороги", CorrespondentID: d.CorrespondentID, Version: d.Version}
	return o.docs.Register(o.t.Context(), o.clerk, id, documents.RegisterInput{JournalID: o.journal.ID, Card: &card})
}

func complaint(authors ...string) Description {
	d := Description{Kind: Complaint, Form: Written, Origin: Post, Questions: []QuestionLine{{No: 1, Code: "0003.0009.0099.0737", Text: "Ремонт дороги"}}}
	for _, name := range authors {
		d.Authors = append(d.Authors, Author{Name: name, Address: "г. Воткинск, ул. Мира, д. 1"})
	}
	return d
}

// Scenarios 12 and 13.
func TestAnAppealIsRegisteredAnsweredAndExtendedByTheLaw(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		id := o.arrived(complaint("Петрова Мария Ивановна"))
		if card := must(o.docs.Get(t.Context(), d, id))(t); card.DueOn != on("2026-11-02") {
			t.Errorf("register by %s", card.DueOn)
		}
		o.at("2026-11-02")
		if card := must(o.register(id))(t); card.DueOn != on("2026-12-02") || card.Number != "ОГ-1" {
			t.Errorf("№ %s, answer by %s", card.Number, card.DueOn)
		}
		o.refused("appeal.denied", o.Extend(t.Context(), o.clerk, id, "Нужен выезд на место"))
		o.show(id, o.minister)
		o.refused("appeal.reason_required", o.Extend(t.Context(), o.minister, id, " "))
	})
}

func TestAnAppealOpenToTheHeadIsExtendedOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		o.at("2026-11-02")
		id, late := o.registered(complaint("Петрова Мария Ивановна")), o.registered(complaint("Иванов Иван Иванович"))
		for _, one := range []int64{id, late} {
			o.show(one, o.minister)
		}
		o.ok(o.Extend(t.Context(), o.minister, id, "Нужен выезд на место"))
		if card := must(o.docs.Get(t.Context(), d, id))(t); card.DueOn != on("2026-12-30") {
			t.Errorf("extended to %s", card.DueOn)
		}
		o.refused("appeal.extended_already", o.Extend(t.Context(), o.minister, id, "Ещё раз"))
		o.at("2026-12-03")
		o.refused("appeal.term_over", o.Extend(t.Context(), o.minister, late, "Поздно"))
	})
}

// show lets somebody see a card, as a resolution or a consideration would.
func (o *reception) show(id int64, who auth.Actor) {
	o.t.Helper()
	o.ok(o.db.Tx(o.t.Context(), auth.System("test"), func(tx *db.Tx) error {
		d, err := o.docs.Lock(o.t.Context(), tx, id)
		if err != nil {
			return err
		}
		return o.docs.Grant(o.t.Context(), tx, d, auth.Employee(who.PersonID), "test")
	}))
}

// Scenario 14.
func TestAComplaintIsNotSentToTheBodyComplainedOf(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		in := complaint("Петрова Мария Ивановна")
		in.ComplainedOf = []int64{o.city.ID}
		id := o.registered(in)
		o.refused("appeal.complained_of", o.Forward(t.Context(), o.clerk, id, []int{1}, o.city.ID))
		if v := must(o.Of(t.Context(), o.clerk, id))(t); !v.Questions[0].Open() {
			t.Error("the question went there all the same")
		}
	})
}

// Scenario 15.
func TestOneQuestionIsForwardedAndTheOtherAnswered(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		in := complaint("Петрова Мария Ивановна", "Петров Пётр Петрович")
		in.Collective = true
		in.Questions = append(in.Questions, QuestionLine{No: 2, Text: "Освещение улицы", ExecutorID: &o.officer.PersonID})
		id := o.registered(in)
		o.ok(o.Forward(t.Context(), o.clerk, id, []int{1}, o.city.ID))
		o.refused("appeal.question_closed", o.Conclude(t.Context(), o.clerk, id, 1, Explained))
		v := must(o.Of(t.Context(), o.clerk, id))(t)
		if v.Status != PortalUnderReview || v.Questions[0].Federal.Name != "Transferred" || v.Questions[1].Federal.Name != "InWork" {
			t.Errorf("%s: %+v", v.Status, v.Questions)
		}
		o.ok(o.Conclude(t.Context(), o.clerk, id, 2, Explained))
		if v = must(o.Of(t.Context(), o.clerk, id))(t); v.Status != PortalUnderReview || v.Questions[1].Federal.Name != "Explained" {
			t.Errorf("before the answer is sent: %s, %+v", v.Status, v.Questions[1])
		}
	})
}

func TestAnAppealWhoseQuestionsAllGoElsewhereIsClosedAsForwarded(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		id := o.registered(complaint("Петрова Мария Ивановна"))
		o.ok(o.Forward(t.Context(), o.clerk, id, []int{1}, o.city.ID))
		if card := must(o.docs.Get(t.Context(), d, id))(t); card.State != documents.ForwardedOut {
			t.Errorf("the card is %s", card.State)
		}
		o.refused("appeal.closed", o.Withdraw(t.Context(), o.clerk, id, "Передумала"))
	})
}

func TestTheGroundsOfArticle11(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		first, second, third := o.registered(complaint("Петрова Мария Ивановна")), o.registered(complaint("Петрова  Мария Ивановна")), o.registered(complaint("ПЕТРОВА МАРИЯ ИВАНОВНА"))
		o.show(third, o.minister)
		if v := must(o.Of(t.Context(), o.clerk, third))(t); len(v.Earlier) != 2 {
			t.Fatalf("earlier appeals of the same author: %+v", v.Earlier)
		}
		o.refused("appeal.few_answers", o.LeaveUnanswered(t.Context(), o.minister, third, LeaveInput{Ground: CorrespondenceCeased}))
		o.ok(o.Compare(t.Context(), o.clerk, third, Comparison{EarlierID: second, Same: true, Recurrence: Repeated}))
		o.ok(o.Compare(t.Context(), o.clerk, third, Comparison{EarlierID: first}))
		v := must(o.Of(t.Context(), o.clerk, third))(t)
		if v.Recurrence != Repeated || *v.MainID != second || v.Earlier[1].Same == nil || *v.Earlier[1].Same {
			t.Errorf("decided: %s of %v, %+v", v.Recurrence, v.MainID, v.Earlier)
		}
		o.refused("appeal.fields_wrong", o.LeaveUnanswered(t.Context(), o.minister, third, LeaveInput{Ground: "boring"}))
		o.ok(o.LeaveUnanswered(t.Context(), o.minister, third, LeaveInput{Ground: NoSubstance}))
		card := must(o.docs.Get(t.Context(), d, third))(t)
		if v = must(o.Of(t.Context(), o.clerk, third))(t); v.Status != PortalConsideredUnanswered || card.DueOn != on("2026-11-06") {
			t.Errorf("%s, the author is told by %s", v.Status, card.DueOn)
		}
		o.refused("appeal.closed", o.Extend(t.Context(), o.minister, third, "Ещё подумать"))
	})
}

func TestWhatIsMissingOnAnAppealIsNamed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		blank := o.arrived(Description{Kind: Application, Form: Written, Origin: Post, Questions: []QuestionLine{{No: 1, Text: "Вопрос"}}})
		_, err := o.register(blank)
		o.refused("document.incomplete", err)
		alone := complaint("Петрова Мария Ивановна")
		alone.Collective = true
		_, err = o.register(o.arrived(alone))
		o.refused("appeal.incomplete", err)
		quiet := complaint("Петрова Мария Ивановна")
		quiet.Questions = nil
		_, err = o.register(o.arrived(quiet))
		o.refused("appeal.incomplete", err)
		wrong := complaint("Петрова Мария Ивановна")
		id := o.registered(wrong)
		wrong.Origin, wrong.Version = Website, must(o.Of(t.Context(), o.clerk, id))(t).Version
		o.refused("appeal.term_counted", o.Describe(t.Context(), o.clerk, id, wrong))
		wrong.Origin, wrong.Version = Post, 1
		o.refused("document.stale", o.Describe(t.Context(), o.clerk, id, wrong))
	})
}

func TestStrangersSeeNoAppeal(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		id := o.registered(complaint("Петрова Мария Ивановна"))
		_, err := o.Of(t.Context(), o.stranger, id)
		o.refused("document.not_found", err)
		o.refused("document.not_found", o.Forward(t.Context(), o.stranger, id, []int{1}, o.city.ID))
		o.show(id, o.officer)
		o.refused("appeal.denied", o.Withdraw(t.Context(), o.officer, id, "Автор просил"))
		o.refused("appeal.denied", o.Describe(t.Context(), o.officer, id, complaint("Петрова Мария Ивановна")))
	})
}
