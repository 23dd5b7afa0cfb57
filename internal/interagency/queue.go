package interagency

import (
	"context"
	"strconv"
	"strings"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Queue names a part of a list.
type Queue string

// The parts.
const (
	Open    Queue = "open"    // what somebody waits for or has to send: the overdue first, then by term
	Overdue Queue = "overdue" // the overdue alone
	Closed  Queue = "closed"  // what is over, newest first
	All     Queue = "all"     // one behind the other
)

// Lists stand in one order, kept with each row: seconds of the term for what is overdue, of a later age for what waits, and
// backwards for what is over.
const age = 10_000_000_000

func overdueAt(due time.Time) int64   { return due.Unix() }
func waitingTill(due time.Time) int64 { return age + due.Unix() }
func overSince(at time.Time) int64    { return 3*age - at.Unix() }

// queueSort is where a request stands in the list of its body.
func (q Request) queueSort() int64 {
	due := q.CreatedAt
	if q.DueAt != nil {
		due = *q.DueAt
	}
	switch {
	case q.State == Answered || q.State == Rejected:
		if q.AnsweredAt != nil {
			return overSince(*q.AnsweredAt)
		}
		return overSince(q.ChangedAt)
	case q.Overdue:
		return overdueAt(due)
	}
	return waitingTill(due)
}

// queueSort is where a request of others stands in the list of the body that answers.
func (n Inquiry) queueSort() int64 {
	switch {
	case n.State != Received && n.AnsweredAt != nil:
		return overSince(*n.AnsweredAt)
	case n.Overdue:
		return overdueAt(n.DueAt)
	}
	return waitingTill(n.DueAt)
}

// Filter narrows a list. It stands in the address of the page, so it names no person.
type Filter struct {
	Queue Queue  `query:"queue" enum:"open,overdue,closed,all" default:"open" doc:"open: waits, the overdue first; closed: is over, newest first"`
	Kind  string `query:"kind" maxLength:"100" doc:"Code of a kind of request"`
}

// side is one of both lists: whose rows, in which table.
type side struct{ name, table string }

var (
	asked  = side{"request", "interagency_requests"}
	served = side{"inquiry", "interagency_inquiries"}
)

// narrowed is one page of a side: the condition on its rows x, and their order.
type narrowed struct {
	where string
	args  []any
}

const inOrder = " ORDER BY x.queue_sort, x.id"

// page is how many rows a list shows at a time; one more tells that there is a next page.
const page = 50

var limit = " LIMIT " + strconv.Itoa(page+1)

// narrow is what the reader's body has, narrowed by the filter, behind the mark of a page.
func (s *Service) narrow(ctx context.Context, by auth.Actor, f Filter, after string) (n narrowed, err error) {
	parts := []string{"x.body_id = " + db.Arg(&n.args, by.BodyID)} // $1
	from, to := int64(0), int64(3*age)
	switch f.Queue {
	case Overdue:
		to = age
	case Closed:
		from = 2 * age
	case All:
	default:
		to = 2 * age
	}
	parts = append(parts, "x.queue_sort >= "+db.Arg(&n.args, from), "x.queue_sort < "+db.Arg(&n.args, to))
	if f.Kind != "" {
		ids, err := db.All[int64](ctx, s.db, "SELECT id FROM request_kinds WHERE code = $1", f.Kind)
		if err != nil {
			return n, err
		}
		parts = append(parts, "x.kind_id IN "+db.In(&n.args, ids))
	}
	if after != "" {
		at, id, err := mark(after)
		if err != nil {
			return n, err
		}
		parts = append(parts, "(x.queue_sort, x.id) > ("+db.Arg(&n.args, at)+", "+db.Arg(&n.args, id)+")")
	}
	n.where = strings.Join(parts, " AND ")
	return n, nil
}

// mark is the last row of the page before.
func mark(after string) (at, id int64, err error) {
	sort, row, _ := strings.Cut(after, ".")
	at, err = strconv.ParseInt(sort, 10, 64)
	if err == nil {
		id, err = strconv.ParseInt(row, 10, 64)
	}
	if err != nil {
		return 0, 0, fail.Field("request.invalid", "after", "wrong_format")
	}
	return at, id, nil
}

// placed is a row of a list that knows where it stands.
type placed interface{ place() (at, id int64) }

func (r Row) place() (at, id int64)        { return r.QueueSort, r.ID }
func (r InquiryRow) place() (at, id int64) { return r.QueueSort, r.ID }

// cut takes the row too many off a page, and tells where the next one begins.
func cut[T placed](list []T, err error) ([]T, string, error) {
	if err != nil || len(list) <= page {
		return list, "", err
	}
	at, id := list[page-1].place()
	return list[:page], strconv.FormatInt(at, 10) + "." + strconv.FormatInt(id, 10), nil
}
