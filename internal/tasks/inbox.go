package tasks

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Filter narrows the inbox; the filters stand in the address of the page, so they name no person.
type Filter struct {
	Kinds    []Kind `query:"kind,explode" maxItems:"20" doc:"Only these kinds; repeated: kind=sign&kind=vote"`
	Overdue  bool   `query:"overdue" doc:"Only what should have been done before today"`
	Document int64  `query:"document" minimum:"0" doc:"Only what waits on this document"`
}

// Row is one line of the inbox: the task with what the list shows of its document.
type Row struct {
	ID            int64           `db:"id" json:"id"`
	Kind          Kind            `db:"kind" json:"kind"`
	Subject       string          `db:"subject" json:"subject" doc:"What it is about: assignment:12, approval:3"`
	Title         string          `db:"title" json:"title"`
	From          string          `db:"from_name" json:"from" doc:"Who waits"`
	DueOn         calendar.Date   `db:"due_on" json:"due_on"`
	Overdue       bool            `db:"-" json:"overdue"`
	Urgent        bool            `db:"urgent" json:"urgent"`
	CreatedAt     time.Time       `db:"created_at" json:"created_at"`
	SeenAt        *time.Time      `db:"seen_at" json:"seen_at,omitempty"`
	ForID         int64           `db:"-" json:"for_id,omitempty" doc:"Whose task it is, when the reader replaces him or helps him"`
	For           string          `db:"-" json:"for,omitempty"`
	DocumentID    int64           `db:"document_id" json:"document_id" doc:"0 where the task is about something without a registration card"`
	Flow          documents.Flow  `db:"flow" json:"flow"`
	State         documents.State `db:"state" json:"state"`
	Number        string          `db:"number" json:"number"`
	RegisteredOn  calendar.Date   `db:"registered_on" json:"registered_on"`
	Summary       string          `db:"summary" json:"summary"`
	Restricted    bool            `db:"restricted" json:"restricted"`
	DocumentKind  string          `db:"document_kind" json:"document_kind"`
	Correspondent string          `db:"correspondent" json:"correspondent" doc:"Sender of an incoming document"`
	Principal     auth.Principal  `db:"principal" json:"-"`
	DueSort       string          `db:"due_sort" json:"-"`
}

// List is a page of the inbox of all principals of the actor: the most pressing first, next is the key of the next page.
// A document that has just been restricted is hidden at once from those who are not named, before its tasks follow it.
func (s *Service) List(ctx context.Context, by auth.Actor, f Filter, after string, limit int) (rows []Row, next string, err error) {
	today, err := s.today(by)
	if err != nil {
		return nil, "", err
	}
	keys, err := s.waited(ctx, by)
	if err != nil || len(keys) == 0 {
		return nil, "", err
	}
	newest, args, err := f.newest(keys, today, after, limit+1)
	if err != nil {
		return nil, "", err
	}
	rows, err = db.All[Row](ctx, s.db, `
		SELECT t.id, t.kind, t.subject, t.title, t.from_name, t.due_on, t.urgent, t.created_at, t.seen_at, COALESCE(t.document_id, 0) AS document_id,
		       t.principal, t.due_sort, COALESCE(d.flow, '') AS flow, COALESCE(d.state, '') AS state, COALESCE(d.number, '') AS number,
		       d.registered_on, COALESCE(d.summary, '') AS summary, COALESCE(d.access_mark, '') <> '' AS restricted,
		       COALESCE(k.name, '') AS document_kind, COALESCE(c.name, '') AS correspondent
		  FROM (`+newest+`) AS page
		  JOIN tasks t ON t.id = page.id
		  LEFT JOIN documents d ON d.id = t.document_id
		  LEFT JOIN kinds k ON k.id = d.kind_id
		  LEFT JOIN correspondents c ON c.id = d.correspondent_id
		 WHERE COALESCE(d.access_mark, '') = '' OR t.principal LIKE 'named:%'
		 ORDER BY t.due_sort, t.id LIMIT `+db.Arg(&args, limit+1), args...)
	if err != nil {
		return nil, "", err
	}
	if len(rows) > limit {
		rows = rows[:limit]
		next = rows[limit-1].DueSort + "." + strconv.FormatInt(rows[limit-1].ID, 10)
	}
	for i := range rows {
		rows[i].describe(by, today)
	}
	return rows, next, nil
}

// waited are those keys of the actor for which anything is open. Most of a person's thirteen keys open nothing, and each
// that stands in a question costs the planner of the database more than its answer. The question is put so that nothing
// but the index of the open ones can answer it, however small the table was when it was last looked at.
func (s *Service) waited(ctx context.Context, by auth.Actor) ([]auth.Principal, error) {
	mine := principals(by)
	if len(mine) == 0 {
		return nil, nil
	}
	var args []any
	return db.All[auth.Principal](ctx, s.db, "WITH keys (principal) AS ("+db.Values(&args, mine)+`) SELECT principal FROM keys
		WHERE (SELECT MIN(due_sort) FROM tasks WHERE principal = keys.principal AND done_at IS NULL) IS NOT NULL ORDER BY principal`, args...)
}

// newest merges the first tasks of every principal: each is one walk over the index of the open ones (architecture §3).
func (f Filter) newest(keys []auth.Principal, today calendar.Date, after string, limit int) (query string, args []any, err error) {
	more, err := f.conditions(&args, today, after)
	if err != nil {
		return "", nil, err
	}
	count := db.Arg(&args, limit)
	var parts []string
	for i, p := range keys {
		parts = append(parts, "SELECT id FROM (SELECT id FROM tasks WHERE principal = "+db.Arg(&args, p)+" AND done_at IS NULL"+more+
			" ORDER BY due_sort, id LIMIT "+count+") AS p"+strconv.Itoa(i))
	}
	return strings.Join(parts, " UNION ALL "), args, nil
}

func (f Filter) conditions(args *[]any, today calendar.Date, after string) (string, error) {
	var b strings.Builder
	if len(f.Kinds) > 0 {
		b.WriteString(" AND kind IN " + db.In(args, f.Kinds))
	}
	if f.Overdue {
		b.WriteString(" AND due_sort < " + db.Arg(args, today.String()))
	}
	if f.Document != 0 {
		b.WriteString(" AND document_id = " + db.Arg(args, f.Document))
	}
	if after != "" {
		due, id, _ := strings.Cut(after, ".")
		last, err := strconv.ParseInt(id, 10, 64)
		if err != nil {
			return "", fail.Field("request.invalid", "after", "wrong_format")
		}
		b.WriteString(" AND (due_sort, id) > (" + db.Arg(args, due) + ", " + db.Arg(args, last) + ")")
	}
	return b.String(), nil
}

// principals are the keys of the actor, each once.
func principals(by auth.Actor) []auth.Principal {
	return slices.Compact(slices.Sorted(slices.Values(by.Principals)))
}

func (r *Row) describe(by auth.Actor, today calendar.Date) {
	r.Overdue = !r.DueOn.IsZero() && r.DueOn.Before(today)
	person := Task{Principal: r.Principal}.Person()
	if p := by.OnBehalfOf(person); person != 0 && p != nil {
		r.ForID, r.For = p.ID, p.Name
	}
}

// today is the date at the place of the reader's body.
func (s *Service) today(by auth.Actor) (calendar.Date, error) {
	zone, err := time.LoadLocation(by.Zone)
	return calendar.DateOf(s.db.Now(), zone), err
}
