package tasks

import (
	"context"
	"log/slog"
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
	"veche/internal/platform/jobs"
	"veche/internal/platform/jobs/jobstest"
)

// office is a body with a clerk, an executive with an assistant and a deputy, and somebody else. All names are invented.
type office struct {
	*Service
	t                                        *testing.T
	db                                       *db.DB
	town                                     *orgtest.Town
	body, kind                               int64
	clerk, minister, helper, deputy, another auth.Actor
}

func each(t *testing.T, test func(t *testing.T, o *office)) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		d.SetClock(func() time.Time { return time.Date(2026, 5, 6, 6, 0, 0, 0, time.UTC) })
		town := orgtest.New(t, d)
		body := town.Body("Минстрой")
		unit := town.Unit(body, 0, "Аппарат")
		o := &office{Service: New(d, town.Org, nil), t: t, db: d, town: town, body: body,
			clerk:    town.Person(body, unit, "Васильева Ольга Николаевна", "Делопроизводитель", org.Clerk),
			minister: town.Person(body, unit, "Орлов Сергей Викторович", "Министр", org.Executive),
			another:  town.Person(body, unit, "Кротов Иван Маркович", "Юрист", org.Lawyer)}
		o.helper = town.Assists(town.Person(body, unit, "Титова Инна Андреевна", "Помощник министра"), o.minister)
		o.deputy = town.Replaces(town.Person(body, unit, "Зимин Павел Олегович", "Заместитель министра"), o.minister, "Приказ № 12-л")
		o.tx(func(tx *db.Tx) (err error) {
			o.kind, err = db.Insert(context.Background(), tx, "kinds", documents.Kind{Flow: documents.Incoming, Name: "Письмо", Active: true})
			return err
		})
		test(t, o)
	})
}

func (o *office) tx(fn func(tx *db.Tx) error) {
	o.t.Helper()
	if err := o.db.Tx(context.Background(), o.clerk, fn); err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) document(mark documents.Mark) (id int64) {
	o.t.Helper()
	o.tx(func(tx *db.Tx) (err error) {
		id, err = db.Insert(o.t.Context(), tx, "documents", documents.Document{BodyID: o.body, Flow: documents.Incoming, KindID: o.kind,
			State: documents.Registered, Number: "01-15/7", Summary: "О ремонте кровли", AccessMark: mark, CreatedBy: o.clerk.PersonID,
			CreatedAt: tx.Now, ChangedAt: tx.Now, Version: 1})
		return err
	})
	return id
}

func (o *office) put(t Task) {
	o.t.Helper()
	t.BodyID = o.body
	o.tx(func(tx *db.Tx) error { return Put(o.t.Context(), tx, t) })
}

func (o *office) list(by auth.Actor, f Filter) []Row {
	o.t.Helper()
	rows, _, err := o.List(o.t.Context(), by, f, "", 50)
	if err != nil {
		o.t.Fatal(err)
	}
	return rows
}

func day(s string) calendar.Date { return calendar.MustParse(s) }

func TestTheSameThingIsAskedOnce(t *testing.T) {
	each(t, func(t *testing.T, o *office) {
		task := Task{Principal: auth.Employee(o.minister.PersonID), Kind: Consider, DocumentID: o.document(""), Subject: "consider:1", DueOn: day("2026-05-20")}
		o.put(task)
		task.DueOn, task.Urgent = day("2026-05-08"), true
		o.put(task)
		rows := o.list(o.minister, Filter{})
		if len(rows) != 1 || rows[0].DueOn != day("2026-05-08") || !rows[0].Urgent || rows[0].Number != "01-15/7" || rows[0].DocumentKind != "Письмо" {
			t.Fatalf("the inbox holds %+v", rows)
		}
		o.tx(func(tx *db.Tx) error { return Done(t.Context(), tx, task.Subject, Consider, WasDone) })
		if n := len(o.list(o.minister, Filter{})); n != 0 {
			t.Errorf("%d still wait", n)
		}
		o.put(task) // asked anew after it was done
		if n := len(o.list(o.minister, Filter{})); n != 1 {
			t.Errorf("%d wait, want 1", n)
		}
	})
}

func TestTheInboxMergesAllForWhomOneActs(t *testing.T) {
	each(t, func(t *testing.T, o *office) {
		minister, deputy := auth.Employee(o.minister.PersonID), auth.Employee(o.deputy.PersonID)
		dates := []string{"2026-05-04", "2026-05-08", "2026-05-08", "", "2026-06-01"}
		for i, due := range dates {
			task := Task{Principal: minister, Kind: Consider, DocumentID: o.document(""), Subject: Subject("consider", int64(i))}
			if due != "" {
				task.DueOn = day(due)
			}
			o.put(task)
			task.Principal, task.Kind = deputy, Execute
			o.put(task)
		}
		o.put(Task{Principal: auth.Office(o.body), Kind: Register, DocumentID: o.document(""), Subject: "document:1"})
		var seen []string
		after := ""
		for page := 0; ; page++ {
			rows, next, err := o.List(t.Context(), o.deputy, Filter{}, after, 4)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range rows {
				seen = append(seen, r.DueOn.String())
				if (r.Kind == Consider) != (r.ForID == o.minister.PersonID) {
					t.Errorf("%s is shown as for %q", r.Kind, r.For)
				}
			}
			if after = next; next == "" {
				break
			}
		}
		want := []string{"2026-05-04", "2026-05-04", "2026-05-08", "2026-05-08", "2026-05-08", "2026-05-08", "2026-06-01", "2026-06-01", "", ""}
		if len(seen) != len(want) {
			t.Fatalf("seen %v", seen)
		}
		for i := range want {
			if seen[i] != want[i] {
				t.Errorf("place %d: %q, want %q", i, seen[i], want[i])
			}
		}
		for _, tc := range []struct {
			name string
			by   auth.Actor
			f    Filter
			want int
		}{
			{"the assistant sees the executive's", o.helper, Filter{}, 5},
			{"another sees nothing", o.another, Filter{}, 0},
			{"the office has its own", o.clerk, Filter{}, 1},
			{"by kind", o.deputy, Filter{Kinds: []Kind{Execute}}, 5},
			{"overdue", o.deputy, Filter{Overdue: true}, 2},
			{"on a document", o.deputy, Filter{Document: 1}, 2},
		} {
			if got := o.list(tc.by, tc.f); len(got) != tc.want {
				t.Errorf("%s: %d, want %d", tc.name, len(got), tc.want)
			}
		}
		_, _, err := o.List(t.Context(), o.deputy, Filter{}, "rubbish", 4)
		if !fail.Is(err, "request.invalid") {
			t.Errorf("a broken key: %v", err)
		}
	})
}

func TestCountersStopAtTheBound(t *testing.T) {
	each(t, func(t *testing.T, o *office) {
		document := o.document("")
		o.tx(func(tx *db.Tx) error {
			for i := range int64(Bound + 20) {
				if err := Put(t.Context(), tx, Task{BodyID: o.body, Principal: auth.Employee(o.another.PersonID), Kind: Vote, DocumentID: document,
					Subject: Subject("visa", i), DueOn: day("2026-05-06").AddDays(int(i) - 3)}); err != nil {
					return err
				}
			}
			return nil
		})
		counters, err := o.Counters(t.Context(), o.another)
		if err != nil || len(counters) != 1 || counters[0] != (Counter{Kind: Vote, Open: Bound, Overdue: 3}) {
			t.Errorf("counted %+v, %v", counters, err)
		}
		if n, err := Waiting(t.Context(), o.db, auth.Employee(o.another.PersonID)); n != Bound || err != nil {
			t.Errorf("waiting %d, %v", n, err)
		}
	})
}

func TestSeenByItsPersonOnly(t *testing.T) {
	each(t, func(t *testing.T, o *office) {
		o.put(Task{Principal: auth.Employee(o.minister.PersonID), Kind: Sign, DocumentID: o.document(""), Subject: "document:1"})
		id := o.list(o.minister, Filter{})[0].ID
		if err := o.Seen(t.Context(), o.another, id); !fail.Is(err, "task.not_found") {
			t.Errorf("a stranger: %v", err)
		}
		if err := o.Seen(t.Context(), o.helper, id); err != nil || o.list(o.minister, Filter{})[0].SeenAt != nil {
			t.Errorf("the assistant's look is not the executive's: %v", err)
		}
		if err := o.Seen(t.Context(), o.deputy, id); err != nil || o.list(o.minister, Filter{})[0].SeenAt == nil {
			t.Errorf("the acting officer's is: %v", err)
		}
	})
}

// cards are cards as they stand in the table; one clerk is admitted to restricted ones.
type cards struct{ admitted int64 }

func (cards) Get(ctx context.Context, r db.Reader, id int64) (documents.Document, error) {
	return db.One[documents.Document](ctx, r, "SELECT "+db.Columns[documents.Document]("")+" FROM documents WHERE id = $1", id)
}

func (c cards) Lock(ctx context.Context, tx *db.Tx, id int64) (documents.Document, error) {
	return c.Get(ctx, tx, id)
}

func (c cards) Registrars(_ context.Context, _ db.Reader, bodyID int64, mark documents.Mark) ([]auth.Principal, error) {
	if mark == documents.Restricted {
		return []auth.Principal{auth.Named(c.admitted)}, nil
	}
	return []auth.Principal{auth.Office(bodyID)}, nil
}

// §2.11: a task follows its document under the mark; and nobody waits on an annulled one.
func TestTasksFollowTheirDocument(t *testing.T) {
	each(t, func(t *testing.T, o *office) {
		w := jobs.New(o.db, slog.New(slog.DiscardHandler))
		Jobs(w, o.Service, cards{o.clerk.PersonID})
		id := o.document("")
		o.put(Task{Principal: auth.Employee(o.minister.PersonID), Kind: Consider, DocumentID: id, Subject: "consider:1"})
		o.put(Task{Principal: auth.Office(o.body), Kind: Register, DocumentID: id, Subject: "document:1"})
		set := func(tx *db.Tx, column, value string) error {
			_, err := tx.Exec(t.Context(), "UPDATE documents SET "+column+" = $1 WHERE id = $2", value, id)
			return err
		}
		become := func(column, value string) {
			o.tx(func(tx *db.Tx) error {
				if err := set(tx, column, value); err != nil {
					return err
				}
				return jobs.Add(t.Context(), tx, documents.Changed{DocumentID: id})
			})
			jobstest.Run(t, w)
		}
		become("summary", "О ремонте кровли дома")
		if len(o.list(o.helper, Filter{})) != 1 || len(o.list(o.clerk, Filter{})) != 1 {
			t.Error("a change of the card moves no task")
		}
		o.tx(func(tx *db.Tx) error { return set(tx, "access_mark", "dsp") })
		if len(o.list(o.helper, Filter{})) != 0 || len(o.list(o.clerk, Filter{})) != 0 {
			t.Error("a document is hidden in the moment in which it is restricted, not when its tasks have followed")
		}
		become("access_mark", "dsp")
		if len(o.list(o.minister, Filter{})) != 1 || len(o.list(o.helper, Filter{})) != 0 || len(o.list(o.clerk, Filter{})) != 0 {
			t.Error("a restricted document waits for those on its list alone")
		}
		become("state", string(documents.Annulled))
		if len(o.list(o.minister, Filter{})) != 0 {
			t.Error("nobody waits on an annulled record")
		}
	})
}

func TestATaskPassesToAnotherPerson(t *testing.T) {
	each(t, func(t *testing.T, o *office) {
		admin := o.town.Person(o.body, o.clerk.UnitID, "Чижов Марк Ефимович", "Администратор", org.Administrator)
		elsewhere := o.town.Body("Минздрав")
		foreign := o.town.Person(elsewhere, o.town.Unit(elsewhere, 0, "Отдел"), "Белов Ян Карлович", "Администратор", org.Administrator)
		o.put(Task{Principal: auth.Employee(o.another.PersonID), Kind: Rework, DocumentID: o.document(""), Subject: "approval:1"})
		id := o.list(o.another, Filter{})[0].ID
		if err := o.Move(t.Context(), foreign, id, foreign.PersonID); !fail.Is(err, "task.not_found") {
			t.Errorf("an administrator of another body: %v", err)
		}
		if err := o.Move(t.Context(), admin, id, foreign.PersonID); !fail.Is(err, "task.wrong_person") {
			t.Errorf("to another body: %v", err)
		}
		if err := o.Move(t.Context(), admin, id, o.clerk.PersonID); err != nil {
			t.Fatal(err)
		}
		if len(o.list(o.another, Filter{})) != 0 || len(o.list(o.clerk, Filter{Kinds: []Kind{Rework}})) != 1 {
			t.Error("it waits for the other person now")
		}
	})
}
