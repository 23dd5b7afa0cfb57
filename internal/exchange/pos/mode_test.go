package pos

import (
	"slices"
	"testing"
	"time"

	"veche/internal/appeals"
	"veche/internal/exchange/pos/contract"
	"veche/internal/exchange/pos/simulator"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

func (s *stand) mode(v BodyInput) {
	s.t.Helper()
	if v.EveryMinutes == 0 {
		v.EveryMinutes = 60
	}
	if v.Directed == "" {
		v.Directed = AsStep
	}
	s.ok(s.SaveBody(s.t.Context(), s.integrator, s.body, v))
}

func TestABodyExportsByItsSchedule(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		now := time.Now()
		d.SetClock(func() time.Time { return now })
		s.mode(BodyInput{Mode: BySchedule, EveryMinutes: 120, Filter: Filter{Kind: "complaint"}})
		first, card := s.carded(citizen())
		second, _ := s.carded(citizen(func(i *contract.Item) { i.Kind = contract.KindProposal }))
		now = now.Add(121 * time.Minute)
		s.round()
		if got := s.there(first).Steps; len(got) != 1 || got[0].Status != contract.StatusArrived {
			t.Fatalf("what waited left with the schedule: %+v", got)
		}
		if got := s.there(second).Steps; len(got) != 0 {
			t.Errorf("the filter keeps proposals back: %+v", got)
		}
		s.register(card)
		now = now.Add(119 * time.Minute)
		s.round()
		if got := statuses(s.there(first)); len(got) != 1 {
			t.Errorf("before its time: %v", got)
		}
		now = now.Add(2 * time.Minute)
		s.round()
		if got := statuses(s.there(first)); !slices.Equal(got, []string{contract.StatusArrived, contract.StatusRegistered}) {
			t.Errorf("in its time: %v", got)
		}
		runs := must(s.Runs(t.Context(), s.clerk))(t)
		if len(runs) != 2 || runs[0].Mode != BySchedule || runs[0].Lines != 1 || runs[0].Accepted != 1 || runs[0].By != "" {
			t.Errorf("the protocols: %+v", runs)
		}
	})
}

func TestAnAnswerIsFinishedInLKOWhereTheBodyOrTheItemSaysSo(t *testing.T) {
	for _, c := range []struct {
		name       string
		body, item bool
		hidden     bool
	}{{"neither", false, false, false}, {"the body", true, false, true}, {"the item", false, true, true}} {
		t.Run(c.name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				s := newStand(t, d)
				s.mode(BodyInput{Mode: AtOnce, LKO: c.body})
				id, card := s.carded(citizen(func(i *contract.Item) { i.ProcessInLKO = c.item }))
				s.register(card)
				s.consider(card)
				s.answer(card)
				s.round()
				got := s.there(id)
				if len(got.Answers) != 1 || (len(got.Visible()) == 0) != c.hidden || got.Waiting() != c.hidden {
					t.Fatalf("the citizen sees %d of %d answers", len(got.Visible()), len(got.Answers))
				}
				s.ok(s.platform.Release(id))
				if got = s.there(id); len(got.Visible()) != 1 || !got.Rateable() {
					t.Error("the operator let it go, and the citizen does not see it")
				}
			})
		})
	}
}

func TestAnInterimAnswerLeavesTheItemUnderReview(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		id, card := s.carded(citizen())
		s.register(card)
		s.consider(card)
		s.signed(must(s.Appeals.Interim(t.Context(), s.officer, card, appeals.InterimInput{Text: "Выезд назначен на среду."}))(t))
		s.round()
		got := s.there(id)
		if len(got.Answers) != 1 || got.Answers[0].Final || got.Answers[0].Result != "" || got.Status != contract.StatusUnderReview || got.Rateable() {
			t.Fatalf("after the interim answer: %s, %+v", got.Status, got.Answers)
		}
		s.answer(card)
		s.round()
		if got = s.there(id); len(got.Answers) != 2 || !got.Answers[1].Final || got.Status != contract.StatusConsidered {
			t.Errorf("after the final answer: %s, %+v", got.Status, got.Answers)
		}
		s.valid()
	})
}

func TestAMessageHasItsOwnTermGroundsAndFigures(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		message := func(i *contract.Item) { i.Kind, i.TermDays = contract.KindMessage, 5 }
		moved, one := s.carded(citizen(message))
		left, two := s.carded(citizen(message))
		answered, three := s.carded(citizen(message))
		for _, card := range []int64{one, two, three} {
			s.register(card)
			s.consider(card)
		}
		s.round()
		day := must(s.docs.Get(t.Context(), d, one))(t)
		s.refused("appeal.message_term", s.Appeals.Prolong(t.Context(), s.minister, one, day.DueOn, "Нужен выезд"))
		s.refused("appeal.message_term", s.Appeals.Prolong(t.Context(), s.minister, one, day.RegisteredOn.AddDays(31), "Нужен выезд"))
		s.ok(s.Appeals.Prolong(t.Context(), s.minister, one, day.RegisteredOn.AddDays(12), "Нужен выезд"))
		s.round()
		s.ok(s.Appeals.Prolong(t.Context(), s.minister, one, day.RegisteredOn.AddDays(20), "Ждём материалы"))
		s.refused("appeal.fields_wrong", s.Appeals.LeaveUnanswered(t.Context(), s.minister, two, appeals.LeaveInput{Ground: appeals.NoSubstance}))
		s.ok(s.Appeals.LeaveUnanswered(t.Context(), s.minister, two, appeals.LeaveInput{Ground: appeals.MessageNoPlace}))
		s.answer(three)
		s.round()
		s.ok(s.platform.Rate(answered, 5, "Спасибо"))
		s.ask()

		if now := must(s.docs.Get(t.Context(), d, one))(t).DueOn; now != day.RegisteredOn.AddDays(20) {
			t.Errorf("the term: %s", now)
		}
		told := func(id, why string) {
			t.Helper()
			if steps := s.there(id).Steps; !slices.ContainsFunc(steps, func(one simulator.Step) bool { return one.Reason == why }) {
				t.Errorf("the author is not told %q: %+v", why, steps)
			}
		}
		told(moved, "Нужен выезд")
		told(moved, "Ждём материалы")
		told(left, appeals.MessageNoPlace.Reason())
		if got := s.there(left).Status; got != contract.StatusNoAnswer {
			t.Errorf("left: %s", got)
		}
		if n := s.count("SELECT count(*) FROM appeal_letters WHERE kind IN ('ground', 'extension')"); n != 0 {
			t.Errorf("%d letters of the law on appeals were written for messages", n)
		}
		list := must(s.MessageReports(t.Context(), s.clerk, day.RegisteredOn, day.RegisteredOn))(t)
		want := MessageReport{BodyID: s.body, Body: list[0].Body, Received: 3, Open: 1, InTime: 2, Prolonged: 1, Left: 1, Rated: 1, Content: 1}
		if len(list) != 1 || list[0] != want {
			t.Errorf("the figures: %+v", list)
		}
		_, err := s.MessageReports(t.Context(), s.clerk, day.RegisteredOn, calendar.Date{})
		s.refused("pos.fields_wrong", err)
		_, err = s.MessageReports(t.Context(), s.officer, day.RegisteredOn, day.RegisteredOn)
		s.refused("pos.denied", err)
	})
}
