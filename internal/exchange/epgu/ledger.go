package epgu

import (
	"context"
	"time"

	"veche/internal/platform/db"
)

// Direction of a message.
type Direction string

// The directions.
const (
	In  Direction = "in"
	Out Direction = "out"
)

// What a message is.
type What string

// The kinds of messages.
const (
	AboutOrder     What = "order"
	AboutCancel    What = "cancel"
	AboutText      What = "text"
	AboutStatus    What = "status"
	CancelResponse What = "cancel_response"
	TextResponse   What = "text_response"
)

// LineState is what became of a message.
type LineState string

// The states.
const (
	Waiting  LineState = "waiting" // in: for its application
	Taken    LineState = "taken"
	Ready    LineState = "ready"
	Sent     LineState = "sent"
	Accepted LineState = "accepted"
	Refused  LineState = "refused"
)

// Line is one message in or out: the row of the ledger.
type Line struct {
	ID             int64     `db:"id"`
	Direction      Direction `db:"direction"`
	What           What      `db:"what"`
	Key            string    `db:"key"`
	Portal         string    `db:"portal"`
	OrderID        string    `db:"order_id"`
	State          LineState `db:"state"`
	Way            Way       `db:"way"`
	Code           string    `db:"code"`
	StatusDate     string    `db:"status_date"`
	Comment        string    `db:"comment"`
	CancelAllowed  bool      `db:"cancel_allowed"`
	MessageAllowed bool      `db:"message_allowed"`
	DocumentID     *int64    `db:"document_id"`
	AnswersTo      string    `db:"answers_to"`
	Error          string    `db:"error"`
	SMEVID         string    `db:"smev_id"`
	Raw            string    `db:"raw"`
	Attempts       int       `db:"attempts"`
	At             time.Time `db:"at"`
	ChangedAt      time.Time `db:"changed_at"`
	Version        int64     `db:"version"`
}

var lineColumns = db.Columns[Line]("")

// enter writes a line once: what has the same key is the same message.
func enter(ctx context.Context, tx *db.Tx, l Line) (added bool, err error) {
	known, err := db.Exists(ctx, tx, "SELECT 1 FROM epgu_ledger WHERE key = $1", l.Key)
	if err != nil || known {
		return false, err
	}
	l.At, l.ChangedAt, l.Version = tx.Now, tx.Now, 1
	_, err = db.Insert(ctx, tx, "epgu_ledger", l)
	return err == nil, err
}

func lineByID(ctx context.Context, r db.Reader, id int64, lock string) (Line, error) {
	l, err := db.One[Line](ctx, r, "SELECT "+lineColumns+" FROM epgu_ledger WHERE id = $1"+lock, id)
	return l, db.Absent(err, "epgu.line_not_found", id)
}

func saveLine(ctx context.Context, tx *db.Tx, l *Line) error {
	l.ChangedAt = tx.Now
	n, err := db.Update(ctx, tx, "epgu_ledger", *l)
	l.Version++
	return stale(n, err)
}

// linesOf are lines about one application, oldest first.
func linesOf(ctx context.Context, r db.Reader, o Order, direction Direction) ([]Line, error) {
	return db.All[Line](ctx, r, "SELECT "+lineColumns+" FROM epgu_ledger WHERE portal = $1 AND order_id = $2 AND direction = $3 ORDER BY id", o.Portal, o.OrderID, direction)
}
