package cards

import (
	"slices"
	"testing"

	"veche/internal/assignments"
	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/audit/audittest"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

func TestCard(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		d.SetClock(monday)
		o := newOffice(t, d)
		letter := o.due(o.registered("О ремонте кровли", "07-15/4821"), calendar.MustParse("2026-11-20"))
		c := must(o.Card(t.Context(), o.clerk, letter.ID))(t)

		t.Run("names stand in place of ids", func(t *testing.T) {
			if c.Kind.Name != "Письмо" || c.Correspondent.Name != "Прокуратура Республики" || c.Addressee.Name != "Орлов С. В." ||
				c.Registrar.Initials != "ОВ" || c.Journal.Name != "Входящие" || c.Number != "01-15/1-Вх" || len(c.Files) != 1 {
				t.Errorf("%+v", c)
			}
		})
		t.Run("the date says why it is that date", func(t *testing.T) {
			if c.Due == nil || c.Due.Why != "назначен 20.11.2026" || c.Due.Basis != "поручение" || c.Overdue {
				t.Errorf("%+v", c.Due)
			}
		})
		t.Run("actions are those of the person", func(t *testing.T) {
			if !slices.Contains(c.Actions, "file_away") {
				t.Errorf("the clerk's actions are %v", c.Actions)
			}
			o.open(letter, auth.Employee(o.officer.PersonID), "assignment:1")
			if got := must(o.Card(t.Context(), o.officer, letter.ID))(t).Actions; !slices.Contains(got, "reply") || slices.Contains(got, "file_away") {
				t.Errorf("the executor's actions are %v", got)
			}
		})
		t.Run("a stranger finds nothing", func(t *testing.T) {
			_, err := o.Card(t.Context(), o.stranger, letter.ID)
			refused(t, err, "document.not_found")
			_, _, err = o.Timeline(t.Context(), o.stranger, letter.ID, "", 50)
			refused(t, err, "document.not_found")
			_, _, err = o.History(t.Context(), o.stranger, letter.ID, "", 50)
			refused(t, err, "document.not_found")
		})
		t.Run("an open card is read without a trace, a restricted one leaves a row in the log", func(t *testing.T) {
			secret := o.classified("Совершенно иное", "9-сек")
			must(o.Card(t.Context(), o.chief, secret.ID))(t)
			audittest.Has(t, d, secret.Ref(), "document.seen", "", "")
			for _, r := range must(audit.History(t.Context(), d, letter.Ref(), 0, 100))(t) {
				if r.Action == "document.seen" {
					t.Error("reading an open card is logged")
				}
			}
		})
	})
}

func TestLinksShowOnlyWhatTheReaderSees(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		letter := o.registered("О ремонте кровли", "1")
		other, secret := o.registered("О субсидиях", "2"), o.classified("О мобилизации", "3")
		o.tx(func(tx *db.Tx) error {
			for _, to := range []int64{other.ID, secret.ID} {
				if err := o.docs.Link(t.Context(), tx, letter.ID, to, documents.Related); err != nil {
					return err
				}
			}
			return nil
		})
		linked := func(by auth.Actor) (list []int64) {
			for _, l := range must(o.Card(t.Context(), by, letter.ID))(t).Links {
				list = append(list, l.ID)
			}
			return list
		}
		if got := linked(o.clerk); !slices.Equal(got, []int64{other.ID}) {
			t.Errorf("the clerk sees %v", got)
		}
		if got := linked(o.chief); !slices.Equal(got, []int64{other.ID, secret.ID}) {
			t.Errorf("the chief clerk sees %v", got)
		}
		t.Run("a reply names the card that it answers, unless its reader may not see that one", func(t *testing.T) {
			reply := documents.Document{BodyID: o.body, Flow: documents.Outgoing, KindID: o.reply, State: documents.Draft, InReplyToID: &secret.ID, CreatedAt: d.Now(), ChangedAt: d.Now(), Version: 1}
			o.tx(func(tx *db.Tx) (err error) {
				reply.ID, err = db.Insert(t.Context(), tx, "documents", reply)
				return err
			})
			o.open(reply, auth.Employee(o.clerk.PersonID), "approval")
			o.open(reply, auth.Employee(o.chief.PersonID), "approval")
			if got := must(o.Card(t.Context(), o.clerk, reply.ID))(t).InReplyTo; got != nil {
				t.Errorf("the clerk reads of %+v", got)
			}
			if got := must(o.Card(t.Context(), o.chief, reply.ID))(t).InReplyTo; got == nil || got.ID != secret.ID {
				t.Errorf("the chief clerk reads of %+v", got)
			}
		})
	})
}

func TestOrdersOnTheCard(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		d.SetClock(monday)
		o := newOffice(t, d)
		letter := o.registered("О ремонте кровли", "1")
		o.open(letter, auth.Employee(o.minister.PersonID), "addressee")
		o.open(letter, auth.Unit(o.minister.UnitID), "unit")
		draft := must(o.assignments.Prepare(t.Context(), o.minister, letter.ID, assignments.DraftInput{AuthorID: o.minister.PersonID,
			Items: []assignments.Item{{Text: "Подготовить ответ", ResponsibleID: o.officer.PersonID, TermCode: "assignment.urgent"}}}))(t)
		course := func() (actions []string) {
			acts, _, err := o.Timeline(t.Context(), o.officer, letter.ID, "", 50)
			for _, a := range must(acts, err)(t) {
				actions = append(actions, a.Action)
			}
			return actions
		}

		t.Run("a draft is nobody's but its author's", func(t *testing.T) {
			if len(must(o.Card(t.Context(), o.minister, letter.ID))(t).Orders.Resolutions) != 1 || len(must(o.Card(t.Context(), o.officer, letter.ID))(t).Orders.Resolutions) != 0 {
				t.Error("the draft is seen, or its author does not see it")
			}
			if slices.Contains(course(), "resolution.prepared") || o.list(o.officer, Filter{}).Items[0].Executor != nil {
				t.Error("the draft shows in the course or in the list")
			}
		})
		t.Run("what is signed stands on the card, in its course, in the list and in the search", func(t *testing.T) {
			must(o.assignments.Sign(t.Context(), o.minister, draft.ID, draft.Version))(t)
			c := must(o.Card(t.Context(), o.officer, letter.ID))(t)
			if c.State != documents.Resolved || len(c.Orders.Resolutions) != 1 || c.Orders.Resolutions[0].Items[0].Responsible.Name != "Сидорова Е. К." {
				t.Errorf("%+v", c.Orders)
			}
			if got := course(); !slices.Contains(got, "resolution.signed") || !slices.Contains(got, "assignment.issued") {
				t.Error(got)
			}
			if r := o.list(o.clerk, Filter{View: InExecution}).Items[0]; r.Executor == nil || r.Executor.Initials != "ЕС" {
				t.Errorf("%+v", r)
			}
			if r := o.list(o.officer, Filter{View: InExecution}).Items[0]; !r.Unread {
				t.Error("the executor has not opened it yet")
			}
			o.work()
			if got := o.search(o.clerk, Query{Text: "сидорова"}); !slices.Equal(got, []int64{letter.ID}) {
				t.Errorf("by the executor: %v", got)
			}
		})
		t.Run("the other body that has its own card of the letter sees nothing of the orders", func(t *testing.T) {
			o.open(letter, auth.Office(o.stranger.BodyID), "copy")
			if c := must(o.Card(t.Context(), o.stranger, letter.ID))(t); len(c.Orders.Resolutions) != 0 {
				t.Errorf("%+v", c.Orders)
			}
			acts, _, err := o.Timeline(t.Context(), o.stranger, letter.ID, "", 50)
			for _, a := range must(acts, err)(t) {
				if a.Object != "document" {
					t.Errorf("%+v", a)
				}
			}
		})
	})
}

func TestTimeline(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		letter := o.registered("О ремонте кровли", "1")
		o.tx(func(tx *db.Tx) error {
			return audit.Write(t.Context(), tx, audit.Entry{Action: "signature.checked", Object: letter.Ref()})
		})
		course := func(after string, limit int) (actions []string, next string) {
			acts, next, err := o.Timeline(t.Context(), o.clerk, letter.ID, after, limit)
			for _, a := range must(acts, err)(t) {
				actions = append(actions, a.Action)
			}
			return actions, next
		}
		if got, next := course("", 50); !slices.Equal(got, []string{"document.register", "document.received"}) || next != "" {
			t.Errorf("%v %q", got, next)
		}
		got, next := course("", 1)
		rest, end := course(next, 1)
		if !slices.Equal(append(got, rest...), []string{"document.register", "document.received"}) || end != "" {
			t.Errorf("pages: %v %v %q", got, rest, end)
		}
		history, _, err := o.History(t.Context(), o.clerk, letter.ID, "", 50)
		if len(must(history, err)(t)) != 3 {
			t.Errorf("the history leaves something out: %+v", history)
		}
		register := history[1]
		if register.Actor != "Васильева О. Н." || register.From != "received" || register.To != "registered" ||
			!slices.Contains(register.Changes, Change{Name: "number", To: "01-15/1-Вх"}) {
			t.Errorf("%+v", register)
		}
	})
}

func TestRestrictedCardsInListsAndCounters(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		o.classified("О мобилизации", "1")
		for name, by := range map[string]auth.Actor{"clerk": o.clerk, "assistant of the reader": o.helper, "executor": o.officer, "stranger": o.stranger} {
			if got := o.list(by, Filter{}); len(got.Items) != 0 || o.count(by, documents.Incoming, OnConsideration) != 0 {
				t.Errorf("the %s sees a restricted card: %+v", name, got)
			}
		}
		for name, by := range map[string]auth.Actor{"chief clerk": o.chief, "addressee": o.minister} {
			if len(o.list(by, Filter{}).Items) != 1 || o.count(by, documents.Incoming, OnConsideration) != 1 {
				t.Errorf("the %s does not see it", name)
			}
		}
	})
}
