package cards

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

// Filter chooses a list. It stands in the address of the page, so it names no person and no text.
type Filter struct {
	Flow   documents.Flow    `query:"flow" enum:"incoming,outgoing,internal,directive,appeal" required:"true"`
	View   View              `query:"view" default:"all" doc:"Queue of the flow: to_register, on_consideration, in_execution, for_filing, overdue, drafts, in_approval, on_signature, to_dispatch, sent, registered, all"`
	KindID int64             `query:"kind" minimum:"0"`
	Year   int               `query:"year" minimum:"0" maximum:"9999"`
	States []documents.State `query:"state,explode" maxItems:"12" doc:"Repeated: state=registered&state=resolved"`
	Due    string            `query:"due" enum:"overdue,today,week" doc:"Overdue, due today, due from today to the end of the week"`
	Order  string            `query:"order" enum:"newest,due" default:"newest"`
}

// bound is how many of the newest cards of each principal and state are looked at when a filter or an order is not
// among the columns of access.
const bound = 3000

// Page is a part of a list.
type Page struct {
	Items   []Row  `json:"items"`
	Next    string `json:"next" doc:"Key of the next page, empty at the end"`
	Bounded bool   `json:"bounded" doc:"There is more than was looked at: narrow the list to be sure to see everything"`
}

// List is a page of the cards that the actor sees.
func (s *Service) List(ctx context.Context, by auth.Actor, f Filter, after string, limit int) (Page, error) {
	today, err := s.today(by)
	if err != nil {
		return Page{}, err
	}
	p, err := plan(by, f, today)
	if err != nil {
		return Page{}, err
	}
	if err := p.goOn(after); err != nil {
		return Page{}, err
	}
	page, err := s.page(ctx, p, limit)
	if err != nil {
		return Page{}, err
	}
	return page, s.complete(ctx, by, today, page.Items)
}

// selection is a list as it will be read: the walk and what is asked of the cards it finds.
type selection struct {
	walk
	byDue     bool
	mine      []int64 // authors, when only their cards are wanted
	dueFrom   calendar.Date
	dueTo     calendar.Date
	dueBefore calendar.Date
	afterDue  string
	afterID   int64
}

func plan(by auth.Actor, f Filter, today calendar.Date) (selection, error) {
	if f.View == "" {
		f.View = All
	}
	q, ok := queueOf(f.Flow, f.View)
	if !ok {
		return selection{}, fail.Field("request.invalid", "view", "not_in_list")
	}
	p := selection{byDue: f.Order == "due", walk: walk{principals: by.Principals, bodyID: by.BodyID, flow: f.Flow, kindID: f.KindID, year: f.Year}}
	p.states = slices.Clone(q.states)
	if q.mine {
		p.principals, p.mine = persons(by), people(by)
	}
	p.dueWithin(f.Due, q.overdue, today)
	if p.dated() && len(p.states) == 0 {
		p.states = slices.Clone(unfinished[f.Flow])
	}
	if len(f.States) > 0 {
		p.narrow(f.States)
	}
	return p, nil
}

func (p *selection) dueWithin(due string, overdue bool, today calendar.Date) {
	if overdue || due == "overdue" {
		p.dueBefore = today
	}
	switch due {
	case "today":
		p.dueFrom, p.dueTo = today, today
	case "week":
		p.dueFrom, p.dueTo = today, today.AddDays((7-int(today.Weekday()))%7)
	}
}

func (p *selection) dated() bool { return !p.dueBefore.IsZero() || !p.dueTo.IsZero() }

// narrow keeps the wanted states; where none is left, nobody's cards are walked.
func (p *selection) narrow(states []documents.State) {
	if len(p.states) == 0 {
		p.states = states
		return
	}
	p.states = slices.DeleteFunc(p.states, func(state documents.State) bool { return !slices.Contains(states, state) })
	if len(p.states) == 0 {
		p.principals = nil
	}
}

// goOn reads the key of a page: the id of the last card, behind its date where the order is by date.
func (p *selection) goOn(after string) (err error) {
	if after == "" {
		return nil
	}
	if !p.byDue {
		p.before, err = keyID(after)
		return err
	}
	due, id, _ := strings.Cut(after, ".")
	p.afterDue = due
	p.afterID, err = keyID(id)
	return err
}

// keyID reads the id in the key of a page.
func keyID(key string) (int64, error) {
	id, err := strconv.ParseInt(key, 10, 64)
	if err != nil || id < 1 {
		return 0, fail.Field("request.invalid", "after", "wrong_format")
	}
	return id, nil
}

// outside reports whether the cards themselves must be asked, beyond the columns of access.
func (p selection) outside() bool { return p.byDue || p.mine != nil || p.dated() }

// never sorts a card without a date behind all others.
const never = "9999-12-31"

func (s *Service) page(ctx context.Context, p selection, limit int) (Page, error) {
	p.limit = limit + 1
	if p.outside() {
		p.limit = bound
	}
	if err := s.begin(ctx, &p.walk); err != nil {
		return Page{}, err
	}
	args := []any{}
	found := "SELECT DISTINCT document_id FROM (" + p.query(&args) + ") AS found"
	if !p.outside() {
		found += " ORDER BY document_id DESC LIMIT " + db.Arg(&args, limit+1)
	}
	order := " ORDER BY d.id DESC"
	if p.byDue {
		order = " ORDER BY COALESCE(d.due_on, '" + never + "'), d.id"
	}
	rows, err := db.All[Row](ctx, s.db, "SELECT "+rowColumns+" FROM ("+found+") AS page JOIN documents d ON d.id = page.document_id"+rowTables+
		p.asked(&args)+order+" LIMIT "+db.Arg(&args, limit+1), args...)
	if err != nil {
		return Page{}, err
	}
	page := Page{Items: rows}
	if len(rows) > limit {
		page.Items = rows[:limit]
		page.Next = rows[limit-1].key(p.byDue)
	}
	if p.outside() {
		page.Bounded, err = s.hasMore(ctx, p.walk)
	}
	return page, err
}

// asked is the condition on the cards that were found.
func (p selection) asked(args *[]any) string {
	where := ""
	if p.mine != nil {
		where += " AND d.author_id IN " + db.In(args, p.mine)
	}
	if !p.dueBefore.IsZero() {
		where += " AND d.due_on < " + db.Arg(args, p.dueBefore.String())
	}
	if !p.dueTo.IsZero() {
		where += " AND d.due_on >= " + db.Arg(args, p.dueFrom.String()) + " AND d.due_on <= " + db.Arg(args, p.dueTo.String())
	}
	if p.byDue && p.afterID != 0 {
		where += " AND (COALESCE(d.due_on, '" + never + "'), d.id) > (" + db.Arg(args, p.afterDue) + ", " + db.Arg(args, p.afterID) + ")"
	}
	if where == "" {
		return ""
	}
	return " WHERE " + strings.TrimPrefix(where, " AND ")
}

// hasMore reports whether some walk was longer than the bound.
func (s *Service) hasMore(ctx context.Context, w walk) (bool, error) {
	w.limit, w.skip = 1, bound
	args := []any{}
	return db.Exists(ctx, s.db, w.query(&args), args...)
}

// Row is one line of a list.
type Row struct {
	ID            int64           `db:"id" json:"id"`
	Flow          documents.Flow  `db:"flow" json:"flow" enum:"incoming,outgoing,internal,directive,appeal"`
	State         documents.State `db:"state" json:"state"`
	Number        string          `db:"number" json:"number" doc:"Empty before registration"`
	RegisteredOn  calendar.Date   `db:"registered_on" json:"registered_on"`
	KindID        int64           `db:"kind_id" json:"kind_id"`
	Kind          string          `db:"kind" json:"kind"`
	Correspondent string          `db:"correspondent" json:"correspondent" doc:"Sender of an incoming document, first addressee of another; an employee where it is internal"`
	Addressees    int             `db:"-" json:"addressees" doc:"How many addressees a created document has"`
	SenderNumber  string          `db:"sender_number" json:"sender_number"`
	Summary       string          `db:"summary" json:"summary"`
	DueOn         calendar.Date   `db:"due_on" json:"due_on"`
	Overdue       bool            `db:"-" json:"overdue"`
	Urgent        bool            `db:"urgent" json:"urgent"`
	AccessMark    documents.Mark  `db:"access_mark" json:"access_mark" enum:",dsp"`
	Files         int             `db:"files" json:"files" doc:"The document and its attachments"`
	Executor      *Person         `db:"-" json:"executor,omitempty" doc:"Responsible executor of the first assignment; author of a created document"`
	ReceivedAt    *time.Time      `db:"received_at" json:"received_at,omitempty"`
	CreatedAt     time.Time       `db:"created_at" json:"created_at"`
	Unread        bool            `db:"-" json:"unread" doc:"Something on this card waits for the reader himself and he has not opened it"`
	Delivery      *Delivered      `db:"-" json:"delivery,omitempty" doc:"Of an outgoing document that is being sent"`
	AuthorID      *int64          `db:"author_id" json:"-"`
	AddresseeID   *int64          `db:"addressee_id" json:"-"`
}

// Delivered tells how far the sending of a document is.
type Delivered struct {
	All     int `json:"all" doc:"Addressees to whom it is sent"`
	Arrived int `json:"arrived" doc:"Delivered, or registered by the addressee"`
	Failed  int `json:"failed" doc:"Refused or not delivered"`
}

func (r Row) key(byDue bool) string {
	id := strconv.FormatInt(r.ID, 10)
	if !byDue {
		return id
	}
	if r.DueOn.IsZero() {
		return never + "." + id
	}
	return r.DueOn.String() + "." + id
}
