package assignments

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Scope says whose assignments the list shows.
type Scope string

const (
	Mine      Scope = "mine"    // the reader executes or helps to execute
	IssuedBy  Scope = "issued"  // the reader gave them
	OnControl Scope = "control" // the reader watches them
	OfUnit    Scope = "unit"    // of the units that the reader heads, with those below
	OfBody    Scope = "body"    // all controlled ones of the body, for a controller
)

// Filter narrows the list «Поручения и контроль».
type Filter struct {
	Scope   Scope   `query:"scope" enum:"mine,issued,control,unit,body" default:"mine"`
	States  []State `query:"state,explode" maxItems:"10" doc:"Only these states; repeated: state=issued&state=in_progress"`
	Closed  bool    `query:"closed" doc:"The ended ones, newest first, instead of the open ones"`
	Overdue bool    `query:"overdue"`
	DueIn   int     `query:"due_in" minimum:"0" maximum:"366" doc:"Due within so many days from today"`
	Control Control `query:"control" enum:"none,ordinary,special" doc:"Only with this control"`
	Who     int64   `query:"who" minimum:"0" doc:"Only those of this responsible executor"`
}

// Row is one line of the list.
type Row struct {
	ID            int64         `db:"id" json:"id"`
	DocumentID    int64         `db:"document_id" json:"document_id"`
	ParentID      *int64        `db:"parent_id" json:"parent_id,omitempty"`
	Number        string        `db:"number" json:"number"`
	RegisteredOn  calendar.Date `db:"registered_on" json:"registered_on"`
	Summary       string        `db:"summary" json:"summary"`
	Restricted    bool          `db:"restricted" json:"restricted"`
	Correspondent string        `db:"correspondent" json:"correspondent"`
	Text          string        `db:"text" json:"text"`
	State         State         `db:"state" json:"state"`
	DueOn         calendar.Date `db:"due_on" json:"due_on"`
	FirstDueOn    calendar.Date `db:"first_due_on" json:"first_due_on"`
	Overdue       bool          `db:"-" json:"overdue"`
	DaysLeft      int           `db:"-" json:"days_left" doc:"Working days to the due date, negative after it; only while it is open"`
	IssuerID      int64         `db:"issuer_id" json:"issuer_id"`
	Issuer        string        `db:"issuer_name" json:"issuer"`
	ResponsibleID int64         `db:"responsible_id" json:"responsible_id"`
	Responsible   string        `db:"responsible_name" json:"responsible"`
	Controller    string        `db:"controller_name" json:"controller"`
	Control       Control       `db:"control" json:"control"`
	Released      bool          `db:"released" json:"released"`
	Proposed      bool          `db:"proposed" json:"release_proposed" doc:"A sent reply proposes the release"`
	Urgent        bool          `db:"urgent" json:"urgent"`
	Statutory     bool          `db:"statutory" json:"statutory"`
	Extension     Extension     `db:"extension" json:"extension,omitempty"`
	Extensions    int           `db:"extensions" json:"extensions"`
	ReportedAt    *time.Time    `db:"reported_at" json:"reported_at,omitempty"`
}

// List is a page of assignments of documents that the reader may see: the open ones by due date, the ended ones from
// the newest due date back. next is the key of the next page.
func (s *Service) List(ctx context.Context, by auth.Actor, f Filter, after string, limit int) (rows []Row, next string, err error) {
	zone, err := time.LoadLocation(by.Zone)
	if err != nil {
		return nil, "", fmt.Errorf("zone of the reader: %w", err)
	}
	today := calendar.DateOf(s.db.Now(), zone)
	q := listQuery{f: f, by: by, today: today, limit: limit + 1}
	page, err := q.page(after)
	if err != nil || page == "" {
		return nil, "", err
	}
	rows, err = db.All[Row](ctx, s.db, `
		SELECT a.id, a.document_id, a.parent_id, d.number, d.registered_on, d.summary, d.access_mark <> '' AS restricted,
		       COALESCE(c.name, '') AS correspondent, a.text, a.state, a.due_on, a.first_due_on, a.issuer_id, a.issuer_name,
		       a.responsible_id, a.responsible_name, a.controller_name, a.control, a.released_at IS NOT NULL AS released,
		       a.proposed_by IS NOT NULL AS proposed, a.urgent, a.statutory, a.extension, a.extensions, a.reported_at
		  FROM (`+page+`) AS page
		  JOIN assignments a ON a.id = page.id
		  JOIN documents d ON d.id = a.document_id
		  LEFT JOIN correspondents c ON c.id = d.correspondent_id
		 ORDER BY `+q.order("a.")+" LIMIT "+db.Arg(&q.args, limit+1), q.args...)
	if err != nil {
		return nil, "", err
	}
	if len(rows) > limit {
		rows = rows[:limit]
		next = rows[limit-1].DueOn.String() + "." + strconv.FormatInt(rows[limit-1].ID, 10)
	}
	for i := range rows {
		r := &rows[i]
		r.Overdue = Assignment{State: r.State, DueOn: r.DueOn, ReportedAt: r.ReportedAt}.Overdue(today, zone)
		if r.State.open() {
			r.DaysLeft = s.calendar.WorkingDaysBetween(today, r.DueOn)
		}
	}
	return rows, next, nil
}

// listQuery builds the page: one limited walk over an index for each way in which the reader comes to an assignment.
type listQuery struct {
	f     Filter
	by    auth.Actor
	today calendar.Date
	limit int
	args  []any
}

func (q *listQuery) page(after string) (string, error) {
	more, err := q.conditions(after)
	if err != nil {
		return "", err
	}
	count := db.Arg(&q.args, q.limit)
	var parts []string
	for i, from := range q.ways() {
		parts = append(parts, "SELECT id FROM (SELECT a.id FROM "+from+more+" ORDER BY "+q.order("a.")+" LIMIT "+count+") AS p"+strconv.Itoa(i))
	}
	return strings.Join(parts, " UNION "), nil // UNION: one may execute one part and help with it too
}

// people are the marks of those in whose name the reader acts.
func (q *listQuery) people() (marks []string) {
	list := []int64{q.by.PersonID}
	for _, p := range slices.Concat(q.by.Acting, q.by.Assists) {
		list = append(list, p.ID)
	}
	slices.Sort(list)
	for _, id := range slices.Compact(list) {
		marks = append(marks, db.Arg(&q.args, id))
	}
	return marks
}

// ways are the walks, each in the order of its index: one for every person in whose name the reader asks.
func (q *listQuery) ways() (list []string) {
	switch q.f.Scope {
	case OfUnit:
		return []string{`assignments a WHERE a.unit_id IN (WITH RECURSIVE mine (id) AS (
			SELECT id FROM units WHERE head_id IN (` + strings.Join(q.people(), ", ") + `)
			UNION SELECT u.id FROM units u JOIN mine ON u.parent_id = mine.id) SELECT id FROM mine)`}
	case OfBody:
		if !q.by.Can(RightControl) {
			return nil
		}
		return []string{"assignments a WHERE a.body_id = " + db.Arg(&q.args, q.by.BodyID) + " AND a.control <> 'none'"}
	}
	for _, person := range q.people() {
		switch q.f.Scope {
		case IssuedBy:
			list = append(list, "assignments a WHERE a.issuer_id = "+person)
		case OnControl:
			list = append(list, "assignments a WHERE a.controller_id = "+person+" AND a.control <> 'none'")
		default:
			list = append(list, "assignments a WHERE a.responsible_id = "+person,
				"assignment_members m JOIN assignments a ON a.id = m.assignment_id WHERE m.role = 'co_executor' AND m.employee_id = "+person)
		}
	}
	return list
}

// conditions hold for every way; each row is also looked up in what the reader may see, so that a restricted document
// shows itself to nobody through a head or a controller (§2.11).
func (q *listQuery) conditions(after string) (string, error) {
	var b strings.Builder
	open, beyond := "a.open = true", ">" // = true: SQLite walks no index by a bare boolean
	if q.f.Closed {
		open, beyond = "a.open = false AND a.state <> 'draft'", "<"
	}
	b.WriteString(" AND " + open + " AND EXISTS (SELECT 1 FROM access x WHERE x.document_id = a.document_id AND x.principal IN " +
		db.In(&q.args, q.by.Principals) + ")")
	if len(q.f.States) > 0 {
		b.WriteString(" AND a.state IN " + db.In(&q.args, q.f.States))
	}
	if q.f.Overdue {
		b.WriteString(" AND a.due_on < " + db.Arg(&q.args, q.today) + " AND a.reported_at IS NULL")
	}
	if q.f.DueIn > 0 {
		b.WriteString(" AND a.due_on >= " + db.Arg(&q.args, q.today) + " AND a.due_on <= " + db.Arg(&q.args, q.today.AddDays(q.f.DueIn)))
	}
	if q.f.Control != "" {
		b.WriteString(" AND a.control = " + db.Arg(&q.args, q.f.Control))
	}
	if q.f.Who != 0 {
		b.WriteString(" AND a.responsible_id = " + db.Arg(&q.args, q.f.Who))
	}
	if after == "" {
		return b.String(), nil
	}
	due, id, _ := strings.Cut(after, ".")
	last, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return "", fail.Field("request.invalid", "after", "wrong_format")
	}
	b.WriteString(" AND (a.due_on, a.id) " + beyond + " (" + db.Arg(&q.args, due) + ", " + db.Arg(&q.args, last) + ")")
	return b.String(), nil
}

func (q *listQuery) order(alias string) string {
	if q.f.Closed {
		return alias + "due_on DESC, " + alias + "id DESC"
	}
	return alias + "due_on, " + alias + "id"
}
