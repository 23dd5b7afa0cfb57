package cards

import (
	"slices"
	"testing"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

// monday is a working day in the middle of a month, noon in Samara.
func monday() time.Time { return time.Date(2026, 11, 16, 8, 0, 0, 0, time.UTC) }

func TestList(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		d.SetClock(monday)
		o := newOffice(t, d)
		first, second, third := o.registered("О ремонте кровли", "1-а"), o.registered("О субсидиях", "2-б"), o.received("новое")

		t.Run("the records office sees every card of its body, the newest first", func(t *testing.T) {
			if got := ids(o.list(o.clerk, Filter{}).Items); !slices.Equal(got, []int64{third.ID, second.ID, first.ID}) {
				t.Error(got)
			}
		})
		t.Run("a card open on three grounds is one row", func(t *testing.T) {
			o.open(first, auth.Employee(o.clerk.PersonID), "addressee")
			o.open(first, auth.Unit(o.clerk.UnitID), "unit")
			if got := ids(o.list(o.clerk, Filter{}).Items); !slices.Equal(got, []int64{third.ID, second.ID, first.ID}) {
				t.Error(got)
			}
			if got := o.count(o.clerk, documents.Incoming, OnConsideration); got != 2 {
				t.Errorf("%d on consideration, want 2", got)
			}
		})
		t.Run("a stranger and a person without a ground see nothing", func(t *testing.T) {
			for _, by := range []auth.Actor{o.stranger, o.town.Person(o.body, o.town.Unit(o.body, 0, "Отдел"), "Лугина Анна Сергеевна", "Советник")} {
				if got := o.list(by, Filter{}); len(got.Items) != 0 || got.Next != "" {
					t.Errorf("%+v", got)
				}
			}
		})
		t.Run("views, states, kinds and years narrow", func(t *testing.T) {
			for _, c := range []struct {
				name string
				f    Filter
				want []int64
			}{
				{"to register", Filter{View: ToRegister}, []int64{third.ID}},
				{"on consideration", Filter{View: OnConsideration}, []int64{second.ID, first.ID}},
				{"a state outside the view", Filter{View: ToRegister, States: []documents.State{documents.Registered}}, []int64{}},
				{"a state", Filter{States: []documents.State{documents.Registered}}, []int64{second.ID, first.ID}},
				{"another kind", Filter{KindID: o.reply}, []int64{}},
				{"the year", Filter{Year: 2026}, []int64{third.ID, second.ID, first.ID}},
				{"another year", Filter{Year: 2025}, []int64{}},
				{"another flow", Filter{Flow: documents.Outgoing}, []int64{}},
			} {
				if got := ids(o.list(o.clerk, c.f).Items); !slices.Equal(got, c.want) {
					t.Errorf("%s: %v, want %v", c.name, got, c.want)
				}
			}
		})
		t.Run("a row says what the list shows", func(t *testing.T) {
			r := o.list(o.clerk, Filter{View: OnConsideration}).Items[1]
			if r.Number != "01-15/1-Вх" || r.Correspondent != "Прокуратура Республики" || r.Kind != "Письмо" || r.Files != 1 || r.Summary != "О ремонте кровли" {
				t.Errorf("%+v", r)
			}
		})
		t.Run("an unknown view is refused", func(t *testing.T) {
			_, err := o.List(t.Context(), o.clerk, Filter{Flow: documents.Incoming, View: Sent}, "", 50)
			refused(t, err, "request.invalid")
			_, err = o.List(t.Context(), o.clerk, Filter{Flow: documents.Incoming}, "x", 50)
			refused(t, err, "request.invalid")
		})
	})
}

func TestListByDue(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		d.SetClock(monday)
		o := newOffice(t, d)
		today := calendar.MustParse("2026-11-16")
		none := o.registered("без срока", "0")
		sunday := o.due(o.registered("на неделе", "1"), today.AddDays(6))
		late := o.due(o.registered("просрочено", "2"), today.AddDays(-3))
		now := o.due(o.registered("сегодня", "3"), today)
		next := o.due(o.registered("через неделю", "4"), today.AddDays(7))
		done := o.due(o.registered("исполнено поздно", "5"), today.AddDays(-1))
		for _, to := range []documents.State{documents.InExecution, documents.Executed} {
			done = o.move(done, to)
		}
		for _, c := range []struct {
			name string
			f    Filter
			want []int64
		}{
			{"overdue", Filter{View: Overdue}, []int64{late.ID}},
			{"due today", Filter{Due: "today"}, []int64{now.ID}},
			{"due this week", Filter{Due: "week", Order: "due"}, []int64{now.ID, sunday.ID}},
			{"in the order of dates, without a date last", Filter{View: OnConsideration, Order: "due"}, []int64{late.ID, now.ID, sunday.ID, next.ID, none.ID}},
		} {
			t.Run(c.name, func(t *testing.T) {
				page := o.list(o.clerk, c.f)
				if got := ids(page.Items); !slices.Equal(got, c.want) || page.Bounded {
					t.Errorf("%v bounded %v, want %v", got, page.Bounded, c.want)
				}
			})
		}
		t.Run("pages by date have no gaps", func(t *testing.T) {
			var got []int64
			for after := ""; ; {
				page := must(o.List(t.Context(), o.clerk, Filter{Flow: documents.Incoming, View: OnConsideration, Order: "due"}, after, 2))(t)
				got = append(got, ids(page.Items)...)
				if after = page.Next; after == "" {
					break
				}
			}
			if !slices.Equal(got, []int64{late.ID, now.ID, sunday.ID, next.ID, none.ID}) {
				t.Error(got)
			}
		})
		t.Run("what is executed is not overdue", func(t *testing.T) {
			if o.count(o.clerk, documents.Incoming, Overdue) != 1 || o.list(o.clerk, Filter{View: ForFiling}).Items[0].Overdue {
				t.Error("an executed card counts as overdue")
			}
		})
	})
}

func TestPagesWhileCardsArrive(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		want := []int64{}
		for range 7 {
			d := o.received("письмо")
			o.open(d, auth.Employee(o.clerk.PersonID), "addressee")
			want = append([]int64{d.ID}, want...)
		}
		var got []int64
		for after := ""; ; {
			page := must(o.List(t.Context(), o.clerk, Filter{Flow: documents.Incoming}, after, 3))(t)
			got = append(got, ids(page.Items)...)
			o.received("ещё одно")
			if after = page.Next; after == "" {
				break
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
	})
}

func TestDraftsAreTheAuthorsOwn(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		mine := must(o.docs.CreateDraft(t.Context(), o.officer, documents.DraftInput{Flow: documents.Outgoing, KindID: o.reply, Summary: "Ответ"}))(t)
		foreign := must(o.docs.CreateDraft(t.Context(), o.minister, documents.DraftInput{Flow: documents.Outgoing, KindID: o.reply, Summary: "Чужой"}))(t)
		o.open(foreign, auth.Employee(o.officer.PersonID), "approval")
		page := o.list(o.officer, Filter{Flow: documents.Outgoing, View: Drafts})
		if got := ids(page.Items); !slices.Equal(got, []int64{mine.ID}) || page.Items[0].Executor.Initials != "ЕС" {
			t.Errorf("%+v", page)
		}
		if got := o.count(o.officer, documents.Outgoing, Drafts); got != 1 {
			t.Errorf("%d drafts", got)
		}
		acting := o.town.Replaces(o.officer, o.minister, "Приказ № 15-к")
		if got := ids(o.list(acting, Filter{Flow: documents.Outgoing, View: Drafts}).Items); !slices.Equal(got, []int64{foreign.ID, mine.ID}) {
			t.Errorf("an acting officer has the drafts of the replaced too: %v", got)
		}
	})
}
