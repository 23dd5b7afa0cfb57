package interagency_test

import (
	"testing"

	"veche/internal/interagency"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/tasks"
)

func TestAChangedFormBeginsOnItsDay(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		q := s.ask("income", false)
		was := must(s.Show(t.Context(), s.officer, q.ID))(t).Kind
		today := calendar.DateOf(d.Now(), s.Org.Zone(t.Context(), d, s.body))
		next := was
		next.Name, next.FromDay = "Сведения о доходах за год", today
		next.Fields = append(db.List[interagency.Field]{{Name: "year", Label: "Год", Kind: interagency.Number, Required: true}}, was.Fields...)

		_, err := s.SaveKind(t.Context(), s.integrator, interagency.KindInput{Kind: interagency.Kind{Code: "income", Name: "Двойник", Term: interagency.Working, ToName: "Ф", Letter: "x", FromDay: today}})
		s.refused("interagency.fields_wrong", err)
		early := next
		early.FromDay = was.FromDay
		_, err = s.SaveKind(t.Context(), s.integrator, interagency.KindInput{Kind: early, Replaces: was.ID})
		s.refused("interagency.fields_wrong", err)

		saved := must(s.SaveKind(t.Context(), s.integrator, interagency.KindInput{Kind: next, Replaces: was.ID}))(t)
		if saved.ID == was.ID || saved.Version != 1 {
			t.Errorf("a row of its own: %+v", saved)
		}
		if old := s.card(q.ID).Kind; old.Name != was.Name || old.ToDay != today.AddDays(-1) || len(old.Fields) != 3 {
			t.Errorf("what was asked is read by the old row: %+v", old)
		}
		_, err = s.AskBy(t.Context(), s.officer, interagency.AskInput{Kind: "income", Fields: map[string]string{"snils": goodSNILS}, Send: true})
		s.refused("interagency.fields_wrong", err)
		fresh := must(s.AskBy(t.Context(), s.officer, interagency.AskInput{Kind: "income", Fields: map[string]string{"snils": goodSNILS, "year": "2025"}, Send: true}))(t)
		if fresh.KindID != saved.ID {
			t.Errorf("asked by row %d, want %d", fresh.KindID, saved.ID)
		}
		for _, c := range []struct {
			who   string
			count int
		}{{"officer", 1}, {"integrator", 2}} {
			by := s.officer
			if c.who == "integrator" {
				by = s.integrator
			}
			n := 0
			for _, k := range must(s.Kinds(t.Context(), by))(t) {
				if k.Code == "income" {
					n++
				}
			}
			if n != c.count {
				t.Errorf("the %s sees %d rows of the kind", c.who, n)
			}
		}
	})
}

func TestARequestOfOthersIsWorkInTheInbox(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		s.asks()
		list, _, _ := s.Inquiries(t.Context(), s.officer, interagency.Filter{}, "")
		open := func() []tasks.Task {
			return must(tasks.About(t.Context(), d, tasks.Subject(interagency.InquirySubject, list[0].ID)))(t)
		}
		if all := open(); len(all) != 1 || all[0].Person() != 0 || all[0].Kind != tasks.AnswerInquiry || all[0].DueOn != calendar.DateOf(list[0].DueAt, s.Org.Zone(t.Context(), d, s.body)) {
			t.Fatalf("the whole body is asked: %+v", all)
		}
		_, err := s.Take(t.Context(), s.stranger, list[0].ID)
		s.refused("interagency.inquiry_not_found", err)
		must(s.Take(t.Context(), s.officer, list[0].ID))(t)
		if all := open(); len(all) != 1 || all[0].Person() != s.officer.PersonID {
			t.Fatalf("the officer has taken it: %+v", all)
		}
		must(s.Reply(t.Context(), s.officer, list[0].ID, interagency.ReplyInput{Facts: map[string]string{"address": "г. Ижевск"}}))(t)
		if all := open(); len(all) != 0 {
			t.Errorf("answered: %+v", all)
		}
		_, err = s.Take(t.Context(), s.officer, list[0].ID)
		s.refused("interagency.inquiry_answered", err)
	})
}
