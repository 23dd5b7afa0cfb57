package interagency

import (
	"context"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
)

// Rights of this subject; org gives them to roles.
const (
	// RightAsk lets a person ask other bodies and answer what others ask his body.
	RightAsk auth.Right = "interagency.ask"
	// RightManage keeps the dictionary of kinds.
	RightManage auth.Right = "interagency.manage"
)

// State of a request of ours.
type State string

// The states.
const (
	Draft     State = "draft"
	Signed    State = "signed" // its content does not change any more
	Sent      State = "sent"
	Delivered State = "delivered"
	Answered  State = "answered"
	Rejected  State = "rejected"
	Timeout   State = "timeout" // the term has passed; an answer is still taken
	Resent    State = "resent"
)

// open reports whether an answer is waited for.
func (s State) open() bool { return s == Sent || s == Delivered || s == Timeout || s == Resent }

// Channel is the way of a request.
type Channel string

// The channels.
const (
	BySMEV   Channel = "smev"
	ByLetter Channel = "letter"
)

// Ref names what a request is about: a row of another subject, by the subject's own word. This package never reads it.
type Ref struct {
	Kind string `json:"kind" maxLength:"50"`
	ID   int64  `json:"id"`
	Name string `json:"-"` // its number, for people; needed when something is asked
	Who  string `json:"-"` // whose matter it is; the same
}

// Request of ours to another body: the row of the table.
type Request struct {
	ID         int64          `db:"id" json:"id"`
	BodyID     int64          `db:"body_id" json:"body_id"`
	KindID     int64          `db:"kind_id" json:"kind_id"`
	AboutKind  string         `db:"about_kind" json:"about_kind"`
	AboutID    int64          `db:"about_id" json:"about_id"`
	AboutName  string         `db:"about_name" json:"about_name" doc:"Number of what it is asked for"`
	AboutKey   string         `db:"about_key" json:"-"`
	AboutWho   string         `db:"about_who" json:"about_who" doc:"Person or organisation whose matter it is"`
	State      State          `db:"state" json:"state" enum:"draft,signed,sent,delivered,answered,rejected,timeout,resent"`
	Channel    Channel        `db:"channel" json:"channel" enum:"smev,letter"`
	Term       Term           `db:"term" json:"term" enum:"realtime,electronic,working"`
	Fields     db.Map[string] `db:"fields" json:"fields"`
	Content    string         `db:"content" json:"-"`
	Signature  string         `db:"signature" json:"-"`
	LetterID   *int64         `db:"letter_id" json:"letter_id"`
	AuthorID   *int64         `db:"author_id" json:"author_id"`
	AuthorName string         `db:"author_name" json:"author_name"`
	Wanted     int            `db:"wanted" json:"-"`
	Attempts   int            `db:"attempts" json:"attempts" doc:"How often it was sent"`
	Problem    string         `db:"problem" json:"problem"`
	CreatedAt  time.Time      `db:"created_at" json:"created_at"`
	SignedAt   *time.Time     `db:"signed_at" json:"signed_at"`
	SentAt     *time.Time     `db:"sent_at" json:"sent_at"`
	DueAt      *time.Time     `db:"due_at" json:"due_at"`
	LapsesAt   *time.Time     `db:"lapses_at" json:"-"`
	Overdue    bool           `db:"overdue" json:"overdue"`
	AnsweredAt *time.Time     `db:"answered_at" json:"answered_at"`
	ChangedAt  time.Time      `db:"changed_at" json:"changed_at"`
	QueueSort  int64          `db:"queue_sort" json:"-"`
	Version    int64          `db:"version" json:"version"`
}

// About is what the request was asked for.
func (q Request) About() Ref { return Ref{q.AboutKind, q.AboutID, q.AboutName, q.AboutWho} }

// Listener is told of every answer or refusal in the transaction that attaches it, late ones too; it inserts a job.
type Listener interface {
	RequestAnswered(ctx context.Context, tx *db.Tx, q Request) error
}

var requestColumns = db.Columns[Request]("")

func requestByID(ctx context.Context, r db.Reader, id int64, lock string) (Request, error) {
	q, err := db.One[Request](ctx, r, "SELECT "+requestColumns+" FROM interagency_requests WHERE id = $1"+lock, id)
	return q, db.Absent(err, "interagency.request_not_found", id)
}

func save(ctx context.Context, tx *db.Tx, q *Request) error {
	q.ChangedAt = tx.Now
	q.QueueSort = q.queueSort()
	n, err := db.Update(ctx, tx, "interagency_requests", *q)
	q.Version++
	return stale(n, err)
}

// Of are the requests about one object, in the order in which they were asked.
func (s *Service) Of(ctx context.Context, r db.Reader, about Ref) ([]Request, error) {
	return db.All[Request](ctx, r, "SELECT "+requestColumns+" FROM interagency_requests WHERE about_kind = $1 AND about_id = $2 ORDER BY id", about.Kind, about.ID)
}
