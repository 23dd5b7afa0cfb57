package services

import (
	"context"
	"strconv"
	"strings"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/text"
)

// Filter narrows the queue; the filters stand in the address of the page, so they name no person.
type Filter struct {
	Queue   string `query:"queue" enum:"mine,open,dispatcher,closed" default:"open" doc:"mine: of the reader; open: of his body; dispatcher: what no line of the table fits; closed: ended, newest first"`
	State   State  `query:"state" maxLength:"30"`
	Service int64  `query:"service" minimum:"0"`
	Overdue bool   `query:"overdue"`
	Number  string `query:"number" maxLength:"60"`

	who string // see Find
}

// Row is a line of the queue.
type Row struct {
	ID           int64          `db:"id" json:"id"`
	Number       string         `db:"number" json:"number"`
	ServiceID    int64          `db:"service_id" json:"service_id"`
	Service      string         `db:"service" json:"service"`
	State        State          `db:"state" json:"state"`
	Channel      Channel        `db:"channel" json:"channel"`
	Kind         ApplicantKind  `db:"kind" json:"-"`
	Surname      string         `db:"surname" json:"-"`
	Name         string         `db:"name" json:"-"`
	Patronymic   string         `db:"patronymic" json:"-"`
	Title        string         `db:"title" json:"-"`
	Applicant    string         `db:"-" json:"applicant"`
	Body         string         `db:"body" json:"body"`
	OfficerID    *int64         `db:"officer_id" json:"officer_id"`
	Officer      string         `db:"officer" json:"officer"`
	AcceptedAt   time.Time      `db:"accepted_at" json:"accepted_at"`
	RegisteredOn calendar.Date  `db:"registered_on" json:"registered_on"`
	DueOn        calendar.Date  `db:"-" json:"due_on" doc:"The next day that presses: of the registration, then of the service"`
	Overdue      bool           `db:"-" json:"overdue"`
	Stopped      bool           `db:"-" json:"stopped" doc:"The clock stands: suspended"`
	CancelAsked  bool           `db:"cancel_asked" json:"cancel_asked"`
	DueSort      string         `db:"due_sort" json:"-"`
	Due          db.JSON[Clock] `db:"due" json:"-"`
	ClosedAt     *time.Time     `db:"closed_at" json:"closed_at"`
}

// Queue is a page of the queue.
type Queue struct {
	Items []Row  `json:"items"`
	Next  string `json:"next" doc:"Where the next page begins; empty behind the last"`
	Count int64  `json:"count" doc:"Of the whole queue, told with its first page; 10 000 at most"`
}

// mostCounted bounds the count of a queue: a longer one is told to be longer, and costs no more.
const mostCounted = 10_000

// List is a page of the queue: next by term first; what has ended, newest first.
func (s *Service) List(ctx context.Context, by auth.Actor, f Filter, after string, limit int) (q Queue, err error) {
	if !by.Can(RightConsider) && !by.Can(RightRoute) && !by.Can(RightComplaints) {
		return q, fail.New(fail.Denied, "application.denied", "person %d considers no applications", by.PersonID)
	}
	if limit == 0 {
		limit = 50
	}
	where, order, args, err := s.conditions(ctx, by, f, after)
	if err != nil {
		return q, err
	}
	if after == "" {
		if q.Count, err = db.One[int64](ctx, s.db, "SELECT count(*) FROM (SELECT 1 FROM applications a WHERE "+where+" LIMIT "+strconv.Itoa(mostCounted)+") AS counted", args...); err != nil {
			return q, err
		}
	}
	q.Items, err = db.All[Row](ctx, s.db, `
		SELECT a.id, a.number, a.service_id, s.short_name AS service, a.state, a.channel, p.kind, p.surname, p.name, p.patronymic, p.title, b.short_name AS body,
		       a.officer_id, COALESCE(e.short_name, '') AS officer, a.accepted_at, a.registered_on, a.due, a.due_sort, a.cancel_asked_at IS NOT NULL AS cancel_asked, a.closed_at
		  FROM applications a JOIN services s ON s.id = a.service_id JOIN applicants p ON p.id = a.applicant_id JOIN bodies b ON b.id = a.body_id
		  LEFT JOIN employees e ON e.id = a.officer_id
		 WHERE `+where+" ORDER BY "+order+" LIMIT "+db.Arg(&args, limit+1), args...)
	if err != nil {
		return q, err
	}
	if len(q.Items) > limit {
		q.Items = q.Items[:limit]
		q.Next = q.Items[limit-1].DueSort + "." + strconv.FormatInt(q.Items[limit-1].ID, 10)
	}
	today := s.Org.Today(ctx, s.db, by.BodyID, s.db.Now())
	for i := range q.Items {
		q.Items[i].describe(today)
	}
	return q, nil
}

func (r *Row) describe(today calendar.Date) {
	r.Applicant = Applicant{Kind: r.Kind, Surname: r.Surname, Name: r.Name, Patronymic: r.Patronymic, Title: r.Title}.ShortName()
	r.Stopped = !r.Due.V.Stopped.IsZero()
	if r.DueSort != never {
		r.DueOn, _ = calendar.Parse(r.DueSort)
	}
	r.Overdue = r.ClosedAt == nil && !r.DueOn.IsZero() && today.After(r.DueOn)
}

// conditions are what the reader may see, narrowed by the filter.
func (s *Service) conditions(ctx context.Context, by auth.Actor, f Filter, after string) (where, order string, args []any, err error) {
	parts := []string{"a.body_id = " + db.Arg(&args, by.BodyID)}
	if !by.Can(RightRoute) && !by.Can(RightComplaints) {
		units := db.In(&args, unitsOf(by))
		parts = append(parts, "(a.unit_id IS NULL OR a.unit_id IN "+units+" OR a.officer_id = "+db.Arg(&args, by.PersonID)+")")
	}
	order = "a.due_sort, a.id"
	switch f.Queue {
	case "mine":
		parts = append(parts, "a.closed_at IS NULL", "a.officer_id = "+db.Arg(&args, by.PersonID))
	case "dispatcher":
		parts = append(parts, "a.closed_at IS NULL", "a.state = 'registered'")
	case "closed":
		parts, order = append(parts, "a.closed_at IS NOT NULL"), "a.id DESC"
	case found:
		parts, order = append(parts, ofApplicant(f.who, &args)), "a.id DESC"
	default:
		parts = append(parts, "a.closed_at IS NULL")
	}
	if f.State != "" {
		parts = append(parts, "a.state = "+db.Arg(&args, f.State))
	}
	if f.Service != 0 {
		parts = append(parts, "a.service_id = "+db.Arg(&args, f.Service))
	}
	if f.Number != "" {
		parts = append(parts, db.Begins(&args, "a.number_key", text.NumberKey(f.Number)))
	}
	if f.Overdue {
		parts = append(parts, "a.due_sort < "+db.Arg(&args, s.Org.Today(ctx, s.db, by.BodyID, s.db.Now()).String()))
	}
	if after != "" {
		due, id, _ := strings.Cut(after, ".")
		last, err := strconv.ParseInt(id, 10, 64)
		if err != nil {
			return "", "", nil, fail.Field("request.invalid", "after", "wrong_format")
		}
		if f.Queue == "closed" || f.Queue == found {
			parts = append(parts, "a.id < "+db.Arg(&args, last))
		} else {
			parts = append(parts, "(a.due_sort, a.id) > ("+db.Arg(&args, due)+", "+db.Arg(&args, last)+")")
		}
	}
	return strings.Join(parts, " AND "), order, args, nil
}

// unitsOf are the units among whose people the actor is, with the units above them.
func unitsOf(by auth.Actor) (list []int64) {
	for _, p := range by.Principals {
		if number, ok := strings.CutPrefix(string(p), "unit:"); ok {
			if id, err := strconv.ParseInt(number, 10, 64); err == nil {
				list = append(list, id)
			}
		}
	}
	return list
}

// ComplaintRow is a line of the list of complaints.
type ComplaintRow struct {
	ID           int64            `db:"id" json:"id"`
	Number       string           `db:"number" json:"number"`
	Application  string           `db:"application" json:"application"`
	Service      string           `db:"service" json:"service"`
	Ground       ComplaintGround  `db:"ground" json:"ground"`
	Against      Against          `db:"against" json:"against" enum:"body,official"`
	State        ComplaintState   `db:"state" json:"state" enum:"received,registered,decided,answered"`
	Outcome      ComplaintOutcome `db:"outcome" json:"outcome" enum:",satisfied,denied"`
	ReceivedAt   time.Time        `db:"received_at" json:"received_at"`
	RegisteredOn calendar.Date    `db:"registered_on" json:"registered_on"`
	DueOn        calendar.Date    `db:"-" json:"due_on" doc:"The next day that presses"`
	Overdue      bool             `db:"-" json:"overdue"`
	DueSort      string           `db:"due_sort" json:"-"`
}

// Complaints lists the complaints on the body, next by term first.
func (s *Service) Complaints(ctx context.Context, by auth.Actor, after string, limit int) (rows []ComplaintRow, next string, err error) {
	if !by.Can(RightComplaints) {
		return nil, "", fail.New(fail.Denied, "complaint.denied", "person %d considers no complaints", by.PersonID)
	}
	args := []any{by.BodyID}
	where := "c.body_id = $1"
	if after != "" {
		due, id, _ := strings.Cut(after, ".")
		last, err := strconv.ParseInt(id, 10, 64)
		if err != nil {
			return nil, "", fail.Field("request.invalid", "after", "wrong_format")
		}
		where += " AND (c.due_sort, c.id) > (" + db.Arg(&args, due) + ", " + db.Arg(&args, last) + ")"
	}
	rows, err = db.All[ComplaintRow](ctx, s.db, `
		SELECT c.id, c.number, COALESCE(a.number, '') AS application, COALESCE(s.short_name, '') AS service, c.ground, c.against, c.state, c.outcome, c.received_at,
		       c.registered_on, c.due_sort
		  FROM service_complaints c LEFT JOIN applications a ON a.id = c.application_id LEFT JOIN services s ON s.id = a.service_id
		 WHERE `+where+" ORDER BY c.due_sort, c.id LIMIT "+db.Arg(&args, limit+1), args...)
	if err != nil {
		return nil, "", err
	}
	if len(rows) > limit {
		rows = rows[:limit]
		next = rows[limit-1].DueSort + "." + strconv.FormatInt(rows[limit-1].ID, 10)
	}
	today := s.Org.Today(ctx, s.db, by.BodyID, s.db.Now())
	for i := range rows {
		if r := &rows[i]; r.DueSort != never {
			r.DueOn, _ = calendar.Parse(r.DueSort)
			r.Overdue = today.After(r.DueOn)
		}
	}
	return rows, next, nil
}
