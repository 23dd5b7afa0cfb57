package pos

import (
	"context"
	"time"

	"veche/internal/platform/db"
)

// Direction of a message.
type Direction string

const (
	In  Direction = "in"
	Out Direction = "out"
)

// What a message is about.
type What string

const (
	AboutItem      What = "item"
	AboutFlag      What = "flag"
	AboutRating    What = "rating"
	AboutWithdrawn What = "withdrawn"
	AboutReopened  What = "reopened"
	AboutStatus    What = "status"
	AboutInterim   What = "interim"
	AboutAnswer    What = "answer"
)

// LineState is what became of a message.
type LineState string

const (
	Taken        LineState = "taken"        // in: durable here
	Acknowledged LineState = "acknowledged" // in: the platform knows that it is
	Ready        LineState = "ready"        // out: waits for a run
	Sent         LineState = "sent"
	Accepted     LineState = "accepted"
	Refused      LineState = "refused"
)

// Line is one message in or out: the row of the ledger.
type Line struct {
	ID         int64     `db:"id"`
	Direction  Direction `db:"direction"`
	What       What      `db:"what"`
	Key        string    `db:"key"`
	ItemID     int64     `db:"item_id"`
	Cycle      int       `db:"cycle"`
	BodyID     *int64    `db:"body_id"`
	DocumentID *int64    `db:"document_id"`
	LetterID   *int64    `db:"letter_id"`
	DeliveryID *int64    `db:"delivery_id"`
	RunID      *int64    `db:"run_id"`
	Status     string    `db:"status"`
	State      LineState `db:"state"`
	Error      string    `db:"error"`
	SMEVID     string    `db:"smev_id"`
	Raw        string    `db:"raw"`
	Attempts   int       `db:"attempts"`
	At         time.Time `db:"at"`
	Batch      string    `db:"batch"`
	Note       string    `db:"note"`
	CreatedAt  time.Time `db:"created_at"`
	ChangedAt  time.Time `db:"changed_at"`
}

var lineColumns = db.Columns[Line]("")

// enter writes a line once: what has the same key is the same message.
func enter(ctx context.Context, tx *db.Tx, l Line) (added bool, err error) {
	l.CreatedAt, l.ChangedAt = tx.Now, tx.Now
	n, err := tx.Exec(ctx, `
		INSERT INTO pos_ledger (direction, what, key, item_id, cycle, body_id, document_id, letter_id, delivery_id, run_id, status, state, error,
		       smev_id, raw, attempts, at, note, created_at, changed_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $19) ON CONFLICT (key) DO NOTHING`,
		l.Direction, l.What, l.Key, l.ItemID, l.Cycle, l.BodyID, l.DocumentID, l.LetterID, l.DeliveryID, l.RunID, l.Status, l.State, l.Error,
		l.SMEVID, l.Raw, l.Attempts, l.At.UTC().Truncate(time.Microsecond), l.Note, l.CreatedAt)
	return n == 1, err
}

func lineByID(ctx context.Context, r db.Reader, id int64, lock string) (Line, error) {
	l, err := db.One[Line](ctx, r, "SELECT "+lineColumns+" FROM pos_ledger WHERE id = $1"+lock, id)
	return l, db.Absent(err, "pos.line_not_found", id)
}

func saveLine(ctx context.Context, tx *db.Tx, l *Line) error {
	l.ChangedAt = tx.Now
	_, err := db.Update(ctx, tx, "pos_ledger", *l)
	return err
}
