package reports

import (
	"cmp"
	"context"
	"math"
	"slices"
	"time"

	"veche/internal/appeals"
	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/registry"
)

// RightRead lets a person see the reports of his body.
const RightRead auth.Right = "reports.read"

// Service makes reports.
type Service struct {
	db       *db.DB
	org      *org.Service
	registry *registry.Service
	calendar calendar.Calendar
	appeals  *appeals.Service
}

// New makes reports over the database.
func New(d *db.DB, o *org.Service, r *registry.Service, c calendar.Calendar, a *appeals.Service) *Service {
	return &Service{db: d, org: o, registry: r, calendar: c, appeals: a}
}

// Figures is one line of the report on execution discipline (исполнительская дисциплина, §2.10). An assignment belongs
// to the period by its last due date; with a granted extension it is measured against that date and counted in Extended.
type Figures struct {
	Total         int      `json:"total"`
	OnTime        int      `json:"on_time" doc:"Executed, the final report not later than the due date"`
	Late          int      `json:"late" doc:"Executed later"`
	InWork        int      `json:"in_work" doc:"Open, not due yet"`
	Overdue       int      `json:"overdue" doc:"Open and past due"`
	Extended      int      `json:"extended"`
	ExtendedTwice int      `json:"extended_twice" doc:"Of them more than once"`
	Returned      int      `json:"returned" doc:"Returned for rework at least once"`
	Released      int      `json:"released" doc:"Taken off control without execution"`
	ByActing      int      `json:"by_acting" doc:"Given by an acting officer"`
	Discipline    *float64 `json:"discipline" doc:"on_time / (on_time + late + overdue) × 100; absent where nothing was due"`
	MeanDelay     float64  `json:"mean_delay" doc:"Working days, over what was late or is overdue"`
	delay         int
}

// Line is a unit or a person with his figures.
type Line struct {
	UnitID   int64  `json:"unit_id"`
	Unit     string `json:"unit"`
	PersonID int64  `json:"person_id,omitempty"`
	Person   string `json:"person,omitempty"`
	Figures
}

// Discipline is the report of a body for a period.
type Discipline struct {
	From   calendar.Date `json:"from"`
	To     calendar.Date `json:"to"`
	Today  calendar.Date `json:"today"`
	Total  Figures       `json:"total"`
	Units  []Line        `json:"units"`
	People []Line        `json:"people"`
}

// measured is one assignment of one person: of the responsible executor, or of a co-executor with a date of his own.
type measured struct {
	UnitID     int64         `db:"unit_id"`
	Unit       string        `db:"unit"`
	PersonID   int64         `db:"person_id"`
	Person     string        `db:"person"`
	State      string        `db:"state"`
	DueOn      calendar.Date `db:"due_on"`
	Reported   *time.Time    `db:"reported_at"`
	Extensions int           `db:"extensions"`
	Returns    int           `db:"returns"`
	Release    string        `db:"release_kind"`
	ByActing   bool          `db:"by_acting"`
}

const selectMeasured = `
	SELECT a.unit_id, u.name AS unit, a.responsible_id AS person_id, a.responsible_name AS person, a.state, a.due_on, a.reported_at,
	       a.extensions, a.returns, a.release_kind, r.signed_by <> r.author_id AS by_acting
	  FROM assignments a
	  JOIN resolutions r ON r.id = a.resolution_id
	  JOIN units u ON u.id = a.unit_id
	  JOIN documents d ON d.id = a.document_id
	 WHERE a.body_id = $1 AND a.due_on BETWEEN $2 AND $3 AND a.issued_at IS NOT NULL
	   AND (a.state <> 'cancelled' OR a.release_kind <> '') AND (d.access_mark = '' OR `

const selectContributions = `
	UNION ALL
	SELECT e.unit_id, u.name, e.id, e.short_name, CASE WHEN m.contributed_at IS NULL THEN a.state ELSE 'executed' END, m.due_on, m.contributed_at,
	       0, 0, '', false
	  FROM assignment_members m
	  JOIN assignments a ON a.id = m.assignment_id
	  JOIN employees e ON e.id = m.employee_id
	  JOIN units u ON u.id = e.unit_id
	  JOIN documents d ON d.id = a.document_id
	 WHERE a.body_id = $1 AND m.role = 'co_executor' AND m.own_due AND m.due_on BETWEEN $2 AND $3 AND a.issued_at IS NOT NULL
	   AND (a.open OR m.contributed_at IS NOT NULL) AND a.state <> 'cancelled' AND (d.access_mark = '' OR `

// Discipline counts the assignments of the reader's body that were due in the period. The cost grows with the number
// of assignments of the period in one body: about 60,000 rows for a year of the largest office.
func (s *Service) Discipline(ctx context.Context, by auth.Actor, from, to calendar.Date) (Discipline, error) {
	out := Discipline{From: from, To: to, Units: []Line{}, People: []Line{}}
	if !by.Can(RightRead) {
		return out, fail.New(fail.Denied, "reports.denied", "no right to read reports")
	}
	if from.IsZero() || to.IsZero() || to.Before(from) || from.DaysUntil(to) > 3*366 {
		return out, fail.Field("reports.period_wrong", "to", "wrong_period")
	}
	args := []any{by.BodyID, from, to}
	mine := "EXISTS (SELECT 1 FROM access x WHERE x.document_id = d.id AND x.principal IN " + db.In(&args, by.Principals) + "))"
	rows, err := db.All[measured](ctx, s.db, selectMeasured+mine+selectContributions+mine, args...)
	if err != nil {
		return out, err
	}
	zone := s.org.Zone(ctx, s.db, by.BodyID)
	out.Today = calendar.DateOf(s.db.Now(), zone)
	units, people := map[int64]*Line{}, map[[2]int64]*Line{}
	for _, m := range rows {
		unit := entry(units, m.UnitID, Line{UnitID: m.UnitID, Unit: m.Unit})
		person := entry(people, [2]int64{m.UnitID, m.PersonID}, Line{UnitID: m.UnitID, Unit: m.Unit, PersonID: m.PersonID, Person: m.Person})
		for _, f := range []*Figures{&out.Total, &unit.Figures, &person.Figures} {
			f.count(m, out.Today, zone, s.calendar)
		}
	}
	out.Total.finish()
	out.Units, out.People = lines(units), lines(people)
	return out, nil
}

func entry[K comparable](set map[K]*Line, key K, first Line) *Line {
	if set[key] == nil {
		set[key] = &first
	}
	return set[key]
}

// lines puts those who are most behind first.
func lines[K comparable](set map[K]*Line) []Line {
	list := make([]Line, 0, len(set))
	for _, l := range set {
		l.finish()
		list = append(list, *l)
	}
	slices.SortFunc(list, func(a, b Line) int {
		return cmp.Or(cmp.Compare(b.Overdue, a.Overdue), cmp.Compare(b.Late, a.Late), cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Person, b.Person), cmp.Compare(a.PersonID, b.PersonID))
	})
	return list
}

// count puts one assignment where it belongs.
func (f *Figures) count(m measured, today calendar.Date, zone *time.Location, c calendar.Calendar) {
	f.Total++
	if m.Extensions > 0 {
		f.Extended++
	}
	if m.Extensions > 1 {
		f.ExtendedTwice++
	}
	if m.Returns > 0 {
		f.Returned++
	}
	if m.ByActing {
		f.ByActing++
	}
	if m.Release != "" && m.Release != "executed" {
		f.Released++
		return
	}
	ended := today
	if m.Reported != nil { // the date of the final report decides, not that of its acceptance (§2.5)
		ended = calendar.DateOf(*m.Reported, zone)
	}
	late := ended.After(m.DueOn)
	switch {
	case m.State == "executed" && !late:
		f.OnTime++
	case m.State == "executed":
		f.Late++
	case !late:
		f.InWork++
	default:
		f.Overdue++
	}
	if late {
		f.delay += c.WorkingDaysBetween(m.DueOn, ended)
	}
}

// finish computes the shares: discipline % = on_time / (on_time + late + overdue) × 100.
func (f *Figures) finish() {
	if due := f.OnTime + f.Late + f.Overdue; due > 0 {
		share := math.Round(1000*float64(f.OnTime)/float64(due)) / 10
		f.Discipline = &share
	}
	if behind := f.Late + f.Overdue; behind > 0 {
		f.MeanDelay = math.Round(10*float64(f.delay)/float64(behind)) / 10
	}
}
