package assignments

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/jobs"
	"veche/internal/platform/jobs/jobstest"
	"veche/internal/tasks"
)

func (o *office) rows(by auth.Actor, f Filter) []Row {
	o.t.Helper()
	rows, _, err := o.List(o.t.Context(), by, f, "", 50)
	if err != nil {
		o.t.Fatal(err)
	}
	return rows
}

// Scenario 28.
func TestRestrictedDocumentIsForThoseOnTheListAlone(t *testing.T) {
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		d := o.sent(restricted)
		if o.waits(o.minister)[tasks.Consider] != 1 || len(o.waits(o.helper)) != 0 {
			t.Fatal("the minister sees it, his assistant does not")
		}
		a := o.issuedOn(d, onControl(o))
		o.today("2026-07-01")
		if o.waits(o.officer)[tasks.Execute] != 1 || len(o.rows(o.officer, Filter{Scope: Mine, Overdue: true})) != 1 {
			t.Error("the executor is on the list")
		}
		office := o.town.Person(o.body, o.people, "Юдина Вера Глебовна", "Контролёр отдела", "controller")
		for name, by := range map[string]auth.Actor{"assistant": o.helper, "stranger": o.stranger, "head": o.head, "other controller": office, "deputy": o.deputy} {
			if counters := must(o.inbox.Counters(t.Context(), by))(t); len(counters) != 0 {
				t.Errorf("%s is told of %v", name, counters)
			}
			for _, scope := range []Scope{Mine, IssuedBy, OnControl, OfUnit, OfBody} {
				if n := len(o.rows(by, Filter{Scope: scope})); n != 0 {
					t.Errorf("%s sees %d rows of %s", name, n, scope)
				}
			}
			refusedResult(o.Tree(t.Context(), by, d.ID))(t, "document.not_found")
			refusedResult(o.Cancel(t.Context(), by, a.ID, "проба"))(t, "assignment.not_found")
		}
		o.remindOn("2026-07-01")
		for _, w := range o.said.list {
			if w.params["number"] != nil || w.employee == o.head.PersonID {
				t.Errorf("it was told: %+v", w)
			}
		}
		if rows := must(o.inbox.Leaving(t.Context(), o.admin, o.officer.PersonID))(t); len(rows) != 0 {
			t.Errorf("the administrator sees %v", rows)
		}
	})
}

// Scenario 29.
func TestWorkOfADismissedPersonIsGivenToOthers(t *testing.T) {
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		a := o.issued(onControl(o))
		b := o.issued(func(i *Item) {
			i.ResponsibleID = o.third.PersonID
			i.CoExecutors = []CoExecution{{EmployeeID: o.officer.PersonID}}
		})
		must(o.Take(t.Context(), o.officer, a.ID))(t)
		o.tx(func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), "UPDATE employees SET dismissed_at = $1 WHERE id = $2", tx.Now, o.officer.PersonID)
			return err
		})
		_, err := o.inbox.Leaving(t.Context(), o.second, o.officer.PersonID)
		refused(t, err, "task.denied")
		open := must(o.inbox.Leaving(t.Context(), o.admin, o.officer.PersonID))(t)
		if len(open) != 2 {
			t.Fatalf("open are %+v", open)
		}
		refused(t, o.inbox.Move(t.Context(), o.admin, open[0].ID, o.officer.PersonID), "task.wrong_person")
		refused(t, o.inbox.Move(t.Context(), o.second, open[0].ID, o.second.PersonID), "task.not_found")
		for _, task := range open {
			if err := o.inbox.Move(t.Context(), o.admin, task.ID, o.second.PersonID); err != nil {
				t.Fatal(err)
			}
		}
		refused(t, o.inbox.Move(t.Context(), o.admin, open[0].ID, o.third.PersonID), "task.done")
		got := o.waits(o.second)
		if got[tasks.Execute] != 1 || got[tasks.Contribute] != 1 {
			t.Errorf("for the successor waits %v", got)
		}
		if now := o.again(a); now.ResponsibleID != o.second.PersonID || now.State != InProgress || now.DueOn != a.DueOn {
			t.Errorf("the assignment is %+v", now)
		}
		must(o.Contribute(t.Context(), o.second, b.ID, "Материалы"))(t)
		must(o.Report(t.Context(), o.second, a.ID, final("Исполнено")))(t)
		_, err = o.docs.Open(t.Context(), o.db, o.officer, a.DocumentID)
		refused(t, err, "document.not_found")
	})
}

func TestADocumentBeforeAnExecutiveWhoLeavesGoesToAnother(t *testing.T) {
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		d := o.sent()
		open := must(o.inbox.Leaving(t.Context(), o.admin, o.minister.PersonID))(t)
		if err := o.inbox.Move(t.Context(), o.admin, open[0].ID, o.deputy.PersonID); err != nil {
			t.Fatal(err)
		}
		_, err := o.docs.Open(t.Context(), o.db, o.town.Actor(o.minister.PersonID), d.ID)
		refused(t, err, "document.not_found") // the ground on which he saw it is another's now
		in := o.draft(o.item())
		in.AuthorID = o.deputy.PersonID
		res := must(o.Prepare(t.Context(), o.deputy, d.ID, in))(t)
		must(o.Sign(t.Context(), o.deputy, res.ID, res.Version))(t)
		if len(o.waits(o.deputy))+len(o.waits(o.minister)) != 0 {
			t.Error("it is considered")
		}
	})
}

func TestListsAndTheirPages(t *testing.T) {
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		var all []Assignment
		for _, due := range []string{"2026-05-08", "2026-05-12", "2026-05-12", "2026-06-10"} {
			all = append(all, o.issued(onControl(o), func(i *Item) { i.DueOn = day(due) }))
		}
		o.issued(func(i *Item) {
			i.ResponsibleID = o.third.PersonID
			i.CoExecutors = []CoExecution{{EmployeeID: o.officer.PersonID}}
		})
		o.today("2026-05-12")
		for _, tc := range []struct {
			name string
			by   auth.Actor
			f    Filter
			want int
		}{
			{"mine, with those I help in", o.officer, Filter{Scope: Mine}, 5},
			{"overdue", o.officer, Filter{Scope: Mine, Overdue: true}, 1},
			{"due in three days", o.officer, Filter{Scope: Mine, DueIn: 3}, 2},
			{"issued by me", o.minister, Filter{Scope: IssuedBy}, 5},
			{"issued by whom I help", o.helper, Filter{Scope: IssuedBy}, 5},
			{"on my control", o.controller, Filter{Scope: OnControl}, 4},
			{"of my unit", o.head, Filter{Scope: OfUnit}, 5},
			{"of no unit of mine", o.officer, Filter{Scope: OfUnit}, 0},
			{"of the body, for a controller", o.controller, Filter{Scope: OfBody}, 4},
			{"of the body, for others nothing", o.head, Filter{Scope: OfBody}, 0},
			{"by state", o.officer, Filter{Scope: Mine, States: []State{InProgress}}, 0},
			{"ended ones", o.officer, Filter{Scope: Mine, Closed: true}, 0},
		} {
			if got := o.rows(tc.by, tc.f); len(got) != tc.want {
				t.Errorf("%s: %d rows, want %d", tc.name, len(got), tc.want)
			}
		}
		var seen []int64
		after := ""
		for {
			rows, next, err := o.List(t.Context(), o.controller, Filter{Scope: OnControl}, after, 3)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range rows {
				seen = append(seen, r.ID)
			}
			if after = next; next == "" {
				break
			}
		}
		if len(seen) != 4 || seen[0] != all[0].ID || seen[3] != all[3].ID {
			t.Errorf("paged as %v", seen)
		}
		if r := o.rows(o.officer, Filter{Scope: Mine})[0]; !r.Overdue || r.DaysLeft != -1 || r.Number == "" {
			t.Errorf("the first row is %+v", r)
		}
		_, _, err := o.List(t.Context(), o.officer, Filter{Scope: Mine}, "nonsense", 3)
		refused(t, err, "request.invalid")
	})
}

// remindOn lets the morning of a day come and its reminders go out.
func (o *office) remindOn(date string) {
	o.t.Helper()
	o.today(date)
	w := jobs.New(o.db, slog.New(slog.DiscardHandler))
	Jobs(w, o.Service)
	tasks.Jobs(w, o.inbox, o.docs)
	if err := o.remind(o.t.Context()); err != nil {
		o.t.Fatal(err)
	}
	jobstest.Run(o.t, w)
}

func TestReminders(t *testing.T) {
	each(t, "2026-05-05", func(t *testing.T, o *office) {
		o.issued(func(i *Item) {
			i.DueOn = day("2026-05-20")
			i.CoExecutors = []CoExecution{{EmployeeID: o.second.PersonID}}
		})
		for _, tc := range []struct{ date, want string }{ // working days before 20.05, to the executor and the co-executor
			{"2026-05-05", "10 10"}, {"2026-05-06", ""}, {"2026-05-09", ""}, {"2026-05-13", "5 5"}, {"2026-05-15", "3 3"},
			{"2026-05-19", "1 1"}, {"2026-05-20", "0 0"}, {"2026-05-21", "head"}, {"2026-05-22", "head"},
		} {
			o.said.list = nil
			o.remindOn(tc.date)
			o.remindOn(tc.date) // the schedule runs many times a day
			var got []string
			for _, w := range o.said.list {
				switch {
				case w.code == "assignment.overdue_summary" && w.employee == o.head.PersonID && w.params["count"] == 1:
					got = append(got, "head")
				case w.code == "assignment.reminder" && w.params["number"] == "01-15/7":
					got = append(got, fmt.Sprint(w.params["working_days"]))
				}
			}
			if said := strings.Join(got, " "); said != tc.want {
				t.Errorf("%s: said %q, want %q", tc.date, said, tc.want)
			}
		}
		o.said.list = nil
		o.db.SetClock(func() time.Time { return day("2026-05-25").In(time.UTC) }) // four in the morning there
		if err := o.remind(t.Context()); err != nil || len(o.said.list) != 0 {
			t.Errorf("nobody is woken: %v %v", err, o.said.list)
		}
	})
}

func TestAnnulledRecordStopsItsAssignments(t *testing.T) {
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		a := o.issued(onControl(o))
		o.tx(func(tx *db.Tx) error {
			d := must(o.docs.Lock(t.Context(), tx, a.DocumentID))(t)
			return o.docs.Move(t.Context(), tx, &d, documents.Annulled, "document.annul", nil)
		})
		refusedResult(o.Take(t.Context(), o.officer, a.ID))(t, "document.wrong_state")
		o.remindOn("2026-05-07")
		o.state(a, Cancelled)
		if len(o.waits(o.officer))+len(o.waits(o.controller)) != 0 {
			t.Error("nothing waits on an annulled record")
		}
	})
}
