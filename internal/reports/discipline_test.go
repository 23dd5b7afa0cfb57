package reports

import (
	"context"
	"testing"
	"time"

	"veche/internal/assignments"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/org/orgtest"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/registry"
)

func day(s string) calendar.Date { return calendar.MustParse(s) }

// samara is a moment by the clock of the body.
func samara(s string) *time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, time.FixedZone("Samara", 4*3600))
	if err != nil {
		panic(err)
	}
	t = t.UTC()
	return &t
}

func TestFigures(t *testing.T) {
	today, zone := day("2026-11-23"), time.FixedZone("Samara", 4*3600) // Monday
	due := day("2026-11-18")                                           // Wednesday
	for _, c := range []struct {
		name string
		m    measured
		want Figures
	}{
		{"reported on the last day, five minutes to midnight there", measured{State: "executed", DueOn: due, Reported: samara("2026-11-18 23:55")}, Figures{OnTime: 1}},
		{"reported five minutes after midnight there", measured{State: "executed", DueOn: due, Reported: samara("2026-11-19 00:05")}, Figures{Late: 1, MeanDelay: 1}},
		{"a report in time that waits for acceptance is no blame", measured{State: "report_submitted", DueOn: due, Reported: samara("2026-11-18 10:00")}, Figures{InWork: 1}},
		{"open after the term: Thursday, Friday, Monday", measured{State: "in_progress", DueOn: due}, Figures{Overdue: 1, MeanDelay: 3}},
		{"open before the term", measured{State: "issued", DueOn: day("2026-12-01")}, Figures{InWork: 1}},
		{"on time against the third date, scenario 11", measured{State: "executed", DueOn: due, Reported: samara("2026-11-17 10:00"), Extensions: 2}, Figures{OnTime: 1, Extended: 1, ExtendedTwice: 1}},
		{"taken off control as impossible", measured{State: "in_progress", DueOn: due, Release: "impossible"}, Figures{Released: 1}},
		{"returned once and given by an acting officer", measured{State: "executed", DueOn: due, Reported: samara("2026-11-18 10:00"), Returns: 1, ByActing: true}, Figures{OnTime: 1, Returned: 1, ByActing: 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got Figures
			got.count(c.m, today, zone, calendar.Russia())
			got.finish()
			got.Discipline, got.delay, c.want.Total = nil, 0, 1
			if got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestDisciplineIsAShareOfWhatWasDue(t *testing.T) {
	f := Figures{OnTime: 2, Late: 1, Overdue: 0, InWork: 7}
	f.finish()
	if f.Discipline == nil || *f.Discipline != 66.7 {
		t.Errorf("discipline %v", f.Discipline)
	}
	none := Figures{InWork: 7}
	if none.finish(); none.Discipline != nil {
		t.Error("nothing was due, and still there is a share")
	}
}

// office has a minister, two executors in two units, and assignments.
type office struct {
	*Service
	t                            *testing.T
	db                           *db.DB
	body                         int64
	kind                         int64
	minister, anna, boris, clerk auth.Actor
}

func newOffice(t *testing.T, d *db.DB) *office {
	t.Helper()
	d.SetClock(func() time.Time { return *samara("2026-11-23 12:00") })
	town := orgtest.New(t, d)
	body := town.Body("Минстрой")
	one, two := town.Unit(body, 0, "Отдел жилья"), town.Unit(body, 0, "Отдел дорог")
	o := &office{Service: New(d, town.Org, registry.New(d, town.Org), calendar.Russia(), nil), t: t, db: d, body: body,
		minister: town.Person(body, one, "Орлов Сергей Викторович", "Министр", org.Executive),
		anna:     town.Person(body, one, "Иванова Анна Петровна", "Консультант", org.Executor),
		boris:    town.Person(body, two, "Петров Борис Ильич", "Консультант", org.Executor),
		clerk:    town.Person(body, one, "Васильева Ольга Николаевна", "Делопроизводитель", org.Clerk),
	}
	o.kind = o.insert("kinds", documents.Kind{Flow: documents.Incoming, Name: "Письмо", SignWith: "simple", Active: true})
	return o
}

func (o *office) insert(table string, row any) (id int64) {
	o.t.Helper()
	err := o.db.Tx(context.Background(), auth.System("test"), func(tx *db.Tx) (err error) {
		id, err = db.Insert(context.Background(), tx, table, row)
		return err
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return id
}

func (o *office) issued(to auth.Actor, due string, mark documents.Mark, with func(a *assignments.Assignment)) {
	o.t.Helper()
	at := *samara("2026-11-02 09:00")
	doc := o.insert("documents", documents.Document{BodyID: o.body, Flow: documents.Incoming, KindID: o.kind, State: documents.InExecution, AccessMark: mark, CreatedAt: at, ChangedAt: at, Version: 1})
	resolution := o.insert("resolutions", assignments.Resolution{BodyID: o.body, DocumentID: doc, AuthorID: o.minister.PersonID, PreparedBy: o.minister.PersonID,
		SignedBy: &o.minister.PersonID, State: "signed", SignedAt: &at, CreatedAt: at, Version: 1})
	a := assignments.Assignment{BodyID: o.body, DocumentID: doc, ResolutionID: resolution, Text: "Исполнить", IssuerID: o.minister.PersonID,
		ResponsibleID: to.PersonID, ResponsibleName: to.Name, UnitID: to.UnitID, State: "in_progress", Open: true, DueOn: day(due), IssuedAt: &at, Version: 1}
	with(&a)
	o.insert("assignments", a)
}

func executed(at string) func(a *assignments.Assignment) {
	return func(a *assignments.Assignment) { a.State, a.Open, a.ReportedAt = "executed", false, samara(at) }
}

func open(*assignments.Assignment) {}

func TestDisciplineByUnitAndPerson(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		o.issued(o.anna, "2026-11-10", documents.Open, executed("2026-11-10 18:00"))
		o.issued(o.anna, "2026-11-10", documents.Open, executed("2026-11-12 18:00"))
		o.issued(o.boris, "2026-11-20", documents.Open, open)
		o.issued(o.boris, "2026-12-20", documents.Open, open)       // outside the period
		o.issued(o.boris, "2026-11-20", documents.Restricted, open) // scenario 28: invisible in counts
		got, err := o.Discipline(t.Context(), o.minister, day("2026-11-01"), day("2026-11-30"))
		if err != nil {
			t.Fatal(err)
		}
		if got.Total.Total != 3 || got.Total.OnTime != 1 || got.Total.Late != 1 || got.Total.Overdue != 1 || *got.Total.Discipline != 33.3 {
			t.Errorf("total %+v", got.Total)
		}
		if len(got.Units) != 2 || got.Units[0].Unit != "Отдел дорог" || got.Units[0].Overdue != 1 {
			t.Errorf("units %+v", got.Units)
		}
		if len(got.People) != 2 || got.People[1].Person != "Иванова А. П." || got.People[1].MeanDelay != 2 {
			t.Errorf("people %+v", got.People)
		}
		if _, err := o.Discipline(t.Context(), o.anna, day("2026-11-01"), day("2026-11-30")); !fail.Is(err, "reports.denied") {
			t.Errorf("without the right: %v", err)
		}
		if _, err := o.Discipline(t.Context(), o.clerk, day("2026-11-30"), day("2026-11-01")); !fail.Is(err, "reports.period_wrong") {
			t.Errorf("a period that ends before it begins: %v", err)
		}
	})
}
