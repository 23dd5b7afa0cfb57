package appeals

import (
	"context"
	"strconv"
	"strings"
	"time"

	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// looked bounds a page: so many rows are walked in the order of an index, whatever the filters ask. A page that has not
// filled itself says from where to look further.
const looked = 3000

// RegisterPage is a part of the register.
type RegisterPage struct {
	Items []RegisterRow `json:"items"`
	Next  string        `json:"next" doc:"Key of the next part, empty at the end"`
}

// walkOf is how a view is walked: its condition, its order and the column of its key.
type walkOf struct {
	where  string
	column string
	down   bool
}

var views = map[string]walkOf{
	"all":          {"registered_on <> ''", "registered_on", true},
	"open":         {"open AND registered_on <> ''", "due_on", false},
	"overdue":      {"open AND due_on < $1", "due_on", false},
	"unregistered": {"open AND registered_on = ''", "due_on", false},
}

func (w walkOf) order() string {
	if w.down {
		return " ORDER BY " + w.column + " DESC, document_id DESC"
	}
	return " ORDER BY " + w.column + ", document_id"
}

// responsible is who carries out the first resolution of a card whose questions name nobody.
const responsible = `(SELECT w.short_name FROM assignments g JOIN employees w ON w.id = g.responsible_id
	 WHERE g.document_id = r.document_id AND g.parent_id IS NULL AND g.state NOT IN ('draft', 'cancelled') ORDER BY g.position, g.id LIMIT 1)`

// Register is a page of the register. Cost: at most 3,000 rows by an index (open and due_on, or registered_on, each with
// the body in front when one is chosen), and the names of the rows that are shown.
func (s *Service) Register(ctx context.Context, by auth.Actor, f RegisterFilter, after string, limit int) (RegisterPage, error) {
	page := RegisterPage{Items: []RegisterRow{}}
	body, err := s.Scope(ctx, s.db, by, f.BodyID)
	if err != nil {
		return page, audit.Denied(ctx, s.db, by, audit.Entry{Action: "appeal.register_read", Object: audit.Ref{Kind: "body", ID: f.BodyID}}, err)
	}
	f.BodyID = body
	today := s.org.Today(ctx, s.db, by.BodyID, s.db.Now())
	args := []any{today.String()}
	walk, order, err := f.walk(&args, after)
	if err != nil {
		return page, err
	}
	rows, err := db.All[RegisterRow](ctx, s.db, `
		SELECT r.document_id, r.body_id, b.short_name AS body, r.number, r.registered_on, r.due_on, r.open, r.closed_on, r.kind, r.origin, r.collective,
		       r.recurrence, r.extended, r.ground, r.code, COALESCE(t.title, '') AS theme, COALESCE(e.short_name, `+responsible+`, '') AS executor,
		       COALESCE((SELECT q.result FROM appeal_questions q WHERE q.document_id = r.document_id ORDER BY q.no LIMIT 1), '') AS result,
		       (SELECT count(*) FROM appeal_questions q WHERE q.document_id = r.document_id) AS questions,
		       r.organisation, r.rating
		  FROM (`+walk+" LIMIT "+strconv.Itoa(looked)+`) AS r
		  JOIN bodies b ON b.id = r.body_id
		  LEFT JOIN employees e ON e.id = r.executor_id
		  LEFT JOIN themes t ON t.code = r.code AND t.version_id = `+s.themesInForce(&args)+
		f.asked(&args)+strings.ReplaceAll(order, "document_id", "r.document_id")+" LIMIT "+db.Arg(&args, limit+1), args...)
	if err != nil {
		return page, err
	}
	for i := range rows {
		if rows[i].Open && !rows[i].DueOn.IsZero() {
			left := today.DaysUntil(rows[i].DueOn)
			rows[i].DaysLeft = &left
		}
	}
	if len(rows) > limit {
		page.Items = rows[:limit]
		page.Next = f.key(rows[limit-1])
		return page, nil
	}
	page.Items = rows
	page.Next, err = s.further(ctx, f, today, after)
	return page, err
}

// walk is the part of the register through which a page looks, in the order of an index.
func (f RegisterFilter) walk(args *[]any, after string) (query, order string, err error) {
	w, known := views[f.View]
	if !known {
		w = views["all"]
	}
	where := w.where
	if f.BodyID != 0 {
		where += " AND body_id = " + db.Arg(args, f.BodyID)
	}
	if !f.From.IsZero() {
		where += " AND registered_on >= " + db.Arg(args, f.From.String())
	}
	if !f.To.IsZero() {
		where += " AND registered_on <> '' AND registered_on <= " + db.Arg(args, f.To.String())
	}
	if after != "" {
		day, id, _ := strings.Cut(after, ".")
		n, err := strconv.ParseInt(id, 10, 64)
		if err != nil {
			return "", "", fail.Field("request.invalid", "after", "wrong_format")
		}
		sign := " > "
		if w.down {
			sign = " < "
		}
		where += " AND (" + w.column + ", document_id)" + sign + "(" + db.Arg(args, day) + ", " + db.Arg(args, n) + ")"
	}
	return "SELECT * FROM appeal_register WHERE $1 <> '' AND " + where + w.order(), w.order(), nil
}

func (f RegisterFilter) key(r RegisterRow) string {
	day := r.DueOn
	if w, known := views[f.View]; !known || w.down {
		day = r.RegisteredOn
	}
	return day.String() + "." + strconv.FormatInt(r.DocumentID, 10)
}

// further tells from where to look when the walk was longer than a page may look through.
func (s *Service) further(ctx context.Context, f RegisterFilter, today calendar.Date, after string) (string, error) {
	args := []any{today.String()}
	walk, _, err := f.walk(&args, after)
	if err != nil {
		return "", err
	}
	last, err := db.All[RegisterRow](ctx, s.db, "SELECT document_id, registered_on, due_on FROM ("+walk+" LIMIT 1 OFFSET "+strconv.Itoa(looked-1)+") AS r", args...)
	if err != nil || len(last) == 0 {
		return "", err
	}
	return f.key(last[0]), nil
}

// asked is what is asked of the rows that were walked; $1 is today.
func (f RegisterFilter) asked(args *[]any) string {
	where := []string{}
	equal := func(column, value string) {
		if value != "" {
			where = append(where, "r."+column+" = "+db.Arg(args, value))
		}
	}
	equal("kind", string(f.Kind))
	equal("form", string(f.Form))
	equal("origin", string(f.Origin))
	equal("recurrence", string(f.Recurrence))
	equal("ground", string(f.Ground))
	if marked := marks[f.Mark]; marked != "" {
		where = append(where, marked)
	}
	if kept := Terms[f.Term]; kept != "" {
		where = append(where, kept)
	}
	if f.PlaceID != 0 {
		where = append(where, "r.place_id = "+db.Arg(args, f.PlaceID))
	}
	if f.Rating != 0 {
		where = append(where, "r.rating = "+db.Arg(args, f.Rating))
	}
	question := func(condition string) {
		where = append(where, "EXISTS (SELECT 1 FROM appeal_questions q WHERE q.document_id = r.document_id AND "+condition+")")
	}
	if f.Section != "" {
		question("(q.code = " + db.Arg(args, f.Section) + " OR q.code LIKE " + db.Arg(args, f.Section+".%") + ")")
	}
	switch f.Result {
	case "":
	case "open":
		question("q.result = ''")
	default:
		question("q.result = " + db.Arg(args, f.Result))
	}
	if len(where) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(where, " AND ")
}

var marks = map[string]string{
	"collective": "r.collective", "individual": "NOT r.collective", "extended": "r.extended", "site_visit": "r.site_visit",
	"forwarded": "r.forwarded", "withdrawn": "r.withdrawn", "unanswered": "r.ground <> ''",
	"organisation": "r.organisation", "person": "NOT r.organisation",
}

// Terms are how the term of the law was kept, as conditions on a row r of the register; $1 is today. Figures and lists
// ask the same, so that a figure opens what it has counted.
var Terms = map[string]string{
	"in_time": "NOT r.open AND r.closed_on <= r.due_on",
	"late":    "NOT r.open AND r.closed_on > r.due_on",
	"running": "r.open AND r.due_on >= $1",
	"overdue": "r.open AND r.due_on < $1",
}

// Place is where authors live, as cards write it.
type Place struct {
	ID   int64  `db:"id" json:"id"`
	Name string `db:"name" json:"name"`
}

// RegisterCard is one appeal of the register with its author. Reading it is written into the audit.
type RegisterCard struct {
	DocumentID int64              `json:"document_id"`
	Number     string             `json:"number"`
	Body       string             `json:"body"`
	Summary    string             `json:"summary"`
	ReceivedAt *time.Time         `json:"received_at,omitempty"`
	Answers    []RegisteredAnswer `json:"answers"`
	View
}

// RegisteredAnswer is a letter that answers the appeal.
type RegisteredAnswer struct {
	Number       string        `db:"number" json:"number"`
	RegisteredOn calendar.Date `db:"registered_on" json:"registered_on"`
}

// RegisterCard opens a row of the register: for the control department, and for whoever sees the card itself.
func (s *Service) RegisterCard(ctx context.Context, by auth.Actor, documentID int64) (c RegisterCard, err error) {
	m, body, err := s.enrolled(ctx, by, documentID)
	if err != nil {
		return c, err
	}
	if err := audit.Seen(ctx, s.db, by, m.card.Ref()); err != nil {
		return c, err
	}
	c = RegisterCard{DocumentID: documentID, Number: m.card.Number, Body: body.ShortName, Summary: m.card.Summary, ReceivedAt: m.card.ReceivedAt}
	if c.View, err = s.view(ctx, by, m); err != nil {
		return c, err
	}
	c.Actions, c.Routes = []Action{}, []FittingRoute{}
	c.Answers, err = db.All[RegisteredAnswer](ctx, s.db, `
		SELECT number, registered_on FROM documents WHERE in_reply_to_id = $1 AND number <> '' AND flow = $2 ORDER BY id`, documentID, documents.Outgoing)
	return c, err
}

// enrolled is an appeal that stands in the register and that the reader may open.
func (s *Service) enrolled(ctx context.Context, by auth.Actor, documentID int64) (m matter, body org.Body, err error) {
	id, err := db.One[int64](ctx, s.db, "SELECT body_id FROM appeal_register WHERE document_id = $1", documentID)
	if err != nil {
		return m, body, db.Absent(err, "document.not_found", documentID) // an invisible row and an absent one look alike
	}
	oversees, err := s.oversees(ctx, s.db, by)
	if err != nil {
		return m, body, err
	}
	if oversees {
		m.card, err = s.documents.Get(ctx, s.db, documentID)
	} else {
		m.card, err = s.documents.Open(ctx, s.db, by, documentID)
	}
	if err != nil {
		return m, body, err
	}
	if body, err = s.org.Body(ctx, s.db, id); err != nil {
		return m, body, err
	}
	m, err = s.load(ctx, s.db, m)
	return m, body, err
}

// Places are where the authors of the register live, by name.
func (s *Service) Places(ctx context.Context, by auth.Actor) ([]Place, error) {
	if _, err := s.Scope(ctx, s.db, by, 0); err != nil {
		return nil, err
	}
	return db.All[Place](ctx, s.db, "SELECT id, name FROM appeal_places ORDER BY name LIMIT 1000")
}
