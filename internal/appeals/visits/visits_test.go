package visits

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"veche/internal/appeals"
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

// ministry receives citizens on Tuesdays.
type ministry struct {
	*Service
	t                                  *testing.T
	db                                 *db.DB
	docs                               *documents.Service
	clerk, minister, officer, stranger auth.Actor
}

func newMinistry(t *testing.T, d *db.DB) *ministry {
	t.Helper()
	store := must(files.Open(t.TempDir()))(t)
	town := orgtest.New(t, d)
	body, other := town.Body("Минстрой"), town.Body("Минфин")
	unit := town.Unit(body, 0, "Аппарат")
	numbers := registry.New(d, town.Org)
	docs := documents.New(d, store, town.Org, numbers, calendar.Russia())
	m := &ministry{
		Service: New(d, town.Org, docs, appeals.New(d, town.Org, docs, store, calendar.Russia()), calendar.Russia()), t: t, db: d, docs: docs,
		clerk:    town.Person(body, unit, "Васильева Ольга Николаевна", "Делопроизводитель", org.Clerk),
		minister: town.Person(body, unit, "Орлов Сергей Викторович", "Министр", org.Executive),
		officer:  town.Person(body, unit, "Сидорова Елена Кирилловна", "Консультант", org.Executor),
		stranger: town.Person(other, town.Unit(other, 0, "Аппарат"), "Крюков Пётр Ильич", "Делопроизводитель", org.Clerk),
	}
	admin := town.Person(body, unit, "Ларин Игорь Борисович", "Администратор", org.Administrator, org.ChiefClerk)
	must(numbers.SaveJournal(t.Context(), admin, registry.Journal{Name: "Обращения", Flow: "appeal", Template: "ОГ-{seq}", Period: "year", Active: true}))(t)
	m.at("2026-11-24T08:00:00Z") // Tuesday, noon at the place
	return m
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

func (m *ministry) at(moment string) {
	now := must(time.Parse(time.RFC3339, moment))(m.t)
	m.db.SetClock(func() time.Time { return now })
}

func (m *ministry) refused(code string, err error) {
	m.t.Helper()
	if !fail.Is(err, code) {
		m.t.Fatalf("%v, want %s", err, code)
	}
}

// tuesday is a plan for this afternoon.
func (m *ministry) tuesday() PlanInput {
	return PlanInput{OfficialID: m.minister.PersonID, Place: "каб. 105", On: calendar.MustParse("2026-11-24"), Every: Once, Starts: "14:00", Ends: "15:00", Minutes: 20, Online: true}
}

func (m *ministry) planned() Day {
	m.t.Helper()
	return must(m.Plan(m.t.Context(), m.clerk, m.tuesday()))(m.t)[0]
}

var anna = Visitor{Name: "Мельникова  Анна Сергеевна", Address: "г. Воткинск, ул. Речная, д. 18", Topic: "Отопление в подъезде"}

// came is a visitor without an appointment.
func (m *ministry) came(day Day) Visit {
	m.t.Helper()
	return must(m.Book(m.t.Context(), m.clerk, day.ID, BookInput{Visitor: anna}))(m.t)
}

func answer(change ...func(*Reception)) Reception {
	in := Reception{Visitor: anna, Identified: true, Content: "В подъезде нет отопления с октября.", Outcome: Oral, Answer: "Тепло подадут завтра.", Consent: true, Version: 1}
	for _, c := range change {
		c(&in)
	}
	return in
}

func TestAScheduleRepeatsAndLeavesOutDaysOff(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := newMinistry(t, d)
		in := m.tuesday()
		in.Every, in.Until = Month, calendar.MustParse("2027-02-28")
		var days []string
		for _, one := range must(m.Plan(t.Context(), m.clerk, in))(t) {
			days = append(days, one.On.String())
		}
		if want := []string{"2026-11-24", "2026-12-22", "2027-01-26"}; !slices.Equal(days, want) { // 23 February is a day off
			t.Errorf("the fourth Tuesdays: %v", days)
		}
		_, err := m.Plan(t.Context(), m.clerk, m.tuesday())
		m.refused("visit.planned_already", err)
		in.On, in.Every = calendar.MustParse("2026-11-29"), Once
		_, err = m.Plan(t.Context(), m.clerk, in)
		m.refused("visit.no_working_day", err)
		_, err = m.Plan(t.Context(), m.officer, m.tuesday())
		m.refused("visit.denied", err)
	})
}

func TestATimeIsTakenOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := newMinistry(t, d)
		day := m.planned()
		must(m.Book(t.Context(), m.clerk, day.ID, BookInput{At: "14:20", Visitor: anna}))(t)
		_, err := m.Book(t.Context(), m.clerk, day.ID, BookInput{At: "14:20", Visitor: anna})
		m.refused("visit.time_taken", err)
		_, err = m.Book(t.Context(), m.clerk, day.ID, BookInput{At: "14:10", Visitor: anna})
		m.refused("visit.no_time", err)
		sh := must(m.List(t.Context(), m.minister, day.ID))(t)
		if !slices.Equal(sh.Times, []string{"14:00", "14:40"}) || sh.Expected != 1 || sh.Visits[0].Name != "Мельникова Анна Сергеевна" {
			t.Errorf("%+v", sh)
		}
		if err := m.Cancel(t.Context(), m.clerk, sh.Visits[0].ID, "Заболела"); err != nil {
			t.Fatal(err)
		}
		must(m.Book(t.Context(), m.clerk, day.ID, BookInput{At: "14:20", Visitor: anna}))(t)
		m.at("2026-11-24T10:41:00Z") // 14:41
		_, err = m.Book(t.Context(), m.clerk, day.ID, BookInput{At: "14:40", Visitor: anna})
		m.refused("visit.past", err)
	})
}

func TestOnlyThoseWhoReceiveSeeWhoComes(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := newMinistry(t, d)
		day := m.planned()
		v := m.came(day)
		for _, by := range []auth.Actor{m.officer, m.stranger} {
			_, err := m.List(t.Context(), by, day.ID)
			m.refused("visit.no_day", err)
			_, err = m.Open(t.Context(), by, v.ID)
			m.refused("visit.not_found", err)
		}
		if list := must(m.Days(t.Context(), m.officer, day.On, day.On))(t); len(list) != 1 || list[0].Mine {
			t.Errorf("the schedule itself is no secret: %+v", list)
		}
	})
}

func TestTheCardWantsWhatTheLawWants(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := newMinistry(t, d)
		v := m.came(m.planned())
		for _, c := range []struct {
			code   string
			change func(*Reception)
		}{
			{"visit.not_identified", func(in *Reception) { in.Identified = false }},
			{"visit.fields_wrong", func(in *Reception) { in.Content = " " }},
			{"visit.no_consent", func(in *Reception) { in.Consent = false }},
			{"visit.fields_wrong", func(in *Reception) { in.Outcome, in.Answer = Elsewhere, "" }},
			{"visit.no_address", func(in *Reception) { in.Outcome, in.Address = Written, "" }},
			{"visit.no_previous", func(in *Reception) { in.Outcome, in.PreviousID = Refused, 1 }},
			{"document.stale", func(in *Reception) { in.Version = 9 }},
		} {
			_, err := m.Receive(t.Context(), m.minister, v.ID, answer(c.change))
			m.refused(c.code, err)
		}
		v = must(m.Receive(t.Context(), m.minister, v.ID, answer()))(t)
		if v.Number != 1 || v.Year != 2026 || v.State != Received || v.AppealID != nil {
			t.Errorf("%+v", v)
		}
		_, err := m.Receive(t.Context(), m.minister, v.ID, answer())
		m.refused("visit.over", err)
		if pdf := must(m.PDF(t.Context(), m.clerk, v.ID))(t); !bytes.HasPrefix(pdf, []byte("%PDF-")) {
			t.Error("the card is not printed")
		}
	})
}

func TestAWrittenAnswerBeginsWithTheCard(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := newMinistry(t, d)
		day := m.planned()
		for outcome, form := range map[Outcome]appeals.Form{Written: appeals.Oral, Taken: appeals.Written} {
			v := m.came(day)
			v = must(m.Receive(t.Context(), m.clerk, v.ID, answer(func(in *Reception) { in.Outcome, in.Code = outcome, "0005.0005.0056.1149" })))(t)
			a := must(m.appeals.Of(t.Context(), m.clerk, *v.AppealID))(t)
			card := must(m.docs.Get(t.Context(), d, *v.AppealID))(t)
			switch {
			case a.Form != form || a.Origin != appeals.Reception || a.Authors[0].Address != anna.Address || a.Questions[0].Code != "0005.0005.0056.1149":
				t.Errorf("%s: %+v", outcome, a)
			case card.Number == "" || card.Summary != anna.Topic || *card.AddresseeID != m.minister.PersonID:
				t.Errorf("%s: the office's only journal gives the number: %+v", outcome, card)
			}
		}
		v := m.came(day)
		v = must(m.Receive(t.Context(), m.minister, v.ID, answer(func(in *Reception) { in.Outcome = Written })))(t)
		if card := must(m.docs.Get(t.Context(), d, *v.AppealID))(t); card.State != documents.Received {
			t.Errorf("what the minister has taken waits for the clerk: %s", card.State)
		}
	})
}

func TestAVisitAndItsAppealLeadToEachOther(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := newMinistry(t, d)
		day := m.planned()
		v := m.came(day)
		v = must(m.Receive(t.Context(), m.clerk, v.ID, answer(func(in *Reception) { in.Outcome = Written })))(t)
		m.at("2026-11-24T08:00:00Z")
		about := *v.AppealID
		agreed := must(m.Book(t.Context(), m.clerk, day.ID, BookInput{At: "14:20", AboutID: &about, Visitor: anna}))(t)
		list := must(m.OfAppeal(t.Context(), m.clerk, about))(t)
		if len(list) != 2 || list[0].ID != v.ID && list[1].ID != v.ID || !list[0].Mine || list[0].Official != "Орлов С. В." {
			t.Errorf("visits of the appeal: %+v", list)
		}
		card := must(m.Open(t.Context(), m.clerk, agreed.ID))(t)
		if card.AboutID == nil || *card.AboutID != about || card.AboutNo == "" {
			t.Errorf("the visit says %v %q", card.AboutID, card.AboutNo)
		}
		_, err := m.OfAppeal(t.Context(), m.stranger, about)
		m.refused("document.not_found", err)
		absent := about + 1000
		_, err = m.Book(t.Context(), m.clerk, day.ID, BookInput{At: "14:40", AboutID: &absent, Visitor: anna})
		m.refused("document.not_found", err)
	})
}

func TestAQuestionAnsweredBeforeMayBeRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := newMinistry(t, d)
		day := m.planned()
		before := must(m.Receive(t.Context(), m.clerk, m.came(day).ID, answer(func(in *Reception) { in.Outcome = Written })))(t)
		v := m.came(day)
		refuse := answer(func(in *Reception) { in.Outcome, in.PreviousID = Refused, *before.AppealID })
		_, err := m.Receive(t.Context(), m.clerk, v.ID, refuse)
		m.refused("visit.no_previous", err) // it was not answered yet
		m.answered(*before.AppealID)
		if c := must(m.Open(t.Context(), m.clerk, v.ID))(t); len(c.Before) != 1 || c.Before[0].DocumentID != *before.AppealID {
			t.Fatalf("the card offers it: %+v", c.Before)
		}
		v = must(m.Receive(t.Context(), m.clerk, v.ID, refuse))(t)
		if c := must(m.Open(t.Context(), m.clerk, v.ID))(t); c.PreviousNo == "" || v.AppealID != nil {
			t.Errorf("%+v", c)
		}
	})
}

// answered puts a registered answer beside an appeal.
func (m *ministry) answered(appealID int64) {
	m.t.Helper()
	draft := must(m.docs.CreateDraft(m.t.Context(), m.clerk, documents.DraftInput{Flow: documents.Outgoing, KindID: m.letterKind(), Summary: "Ответ"}))(m.t)
	err := m.db.Tx(m.t.Context(), m.clerk, func(tx *db.Tx) error {
		if err := m.docs.Link(m.t.Context(), tx, draft.ID, appealID, documents.Reply); err != nil {
			return err
		}
		_, err := tx.Exec(m.t.Context(), "UPDATE documents SET number = '7', state = 'registered' WHERE id = $1", draft.ID)
		return err
	})
	if err != nil {
		m.t.Fatal(err)
	}
}

func (m *ministry) letterKind() int64 {
	return must(db.One[int64](m.t.Context(), m.db, "SELECT min(id) FROM kinds WHERE flow = 'outgoing'"))(m.t)
}

func TestADayThatIsCalledOffFreesItsVisitors(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := newMinistry(t, d)
		day := m.planned()
		v := must(m.Book(t.Context(), m.clerk, day.ID, BookInput{At: "14:00", Visitor: anna}))(t)
		if err := m.CancelDay(t.Context(), m.clerk, day.ID, "Командировка"); err != nil {
			t.Fatal(err)
		}
		if c := must(m.Open(t.Context(), m.clerk, v.ID))(t); c.State != Cancelled || c.Why != "Командировка" {
			t.Errorf("%+v", c)
		}
		_, err := m.Book(t.Context(), m.clerk, day.ID, BookInput{At: "14:20", Visitor: anna})
		m.refused("visit.day_cancelled", err)
	})
}

func TestSomebodyIsAbsentOnlyAfterHisTime(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := newMinistry(t, d)
		v := must(m.Book(t.Context(), m.clerk, m.planned().ID, BookInput{At: "14:00", Visitor: anna}))(t)
		m.refused("visit.too_early", m.MarkAbsent(t.Context(), m.clerk, v.ID))
		m.at("2026-11-24T10:30:00Z")
		if err := m.MarkAbsent(t.Context(), m.clerk, v.ID); err != nil {
			t.Fatal(err)
		}
	})
}
