package jobs

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"veche/internal/platform/db"
)

// Args is the payload of a job: ids, never personal data. Kind is its stable name, e.g. "document.registered".
type Args interface{ Kind() string }

// Limited is met by args whose handlers need another time limit than a minute.
type Limited interface{ TimeLimit() time.Duration }

// Add announces a job; it becomes visible when the transaction commits. What a handler adds stands in the line where its
// own job stood: a matter comes to its end before later ones begin.
func Add(ctx context.Context, tx *db.Tx, a Args) error {
	if d := behind(ctx); d > 0 {
		return AddAt(ctx, tx, tx.Now.Add(d), a)
	}
	at := tx.Now
	if from, follows := ctx.Value(origin{}).(job); follows && from.DueAt.Before(at) {
		at = from.DueAt
	}
	return AddAt(ctx, tx, at, a)
}

// origin is the job that a handler runs for.
type origin struct{}

// heaped reports whether what is added stands behind the jobs of people.
func heaped(ctx context.Context) bool {
	from, _ := ctx.Value(origin{}).(job)
	return from.Behind || behind(ctx) > 0
}

type wait struct{}

// Behind makes Add announce what is added under the context so much later, and behind all other jobs even then. An act on
// thousands of cards lets the jobs of people who wait before their screens go first, and itself comes to its end sooner.
func Behind(ctx context.Context, d time.Duration) context.Context {
	return context.WithValue(ctx, wait{}, d)
}

func behind(ctx context.Context) time.Duration {
	d, _ := ctx.Value(wait{}).(time.Duration)
	return d
}

// AddAt announces a job that is not to run before a moment.
func AddAt(ctx context.Context, tx *db.Tx, at time.Time, a Args) error {
	raw, err := json.Marshal(a)
	if err != nil {
		return fmt.Errorf("encode a job %s: %w", a.Kind(), err)
	}
	row := announcement{a.Kind(), string(raw), at.UTC().Truncate(time.Microsecond), heaped(ctx), tx.Now}
	if _, err := db.Insert(ctx, tx, "jobs", row); err != nil {
		return fmt.Errorf("add a job %s: %w", a.Kind(), err)
	}
	return nil
}

// announcement is a new row of the queue.
type announcement struct {
	Kind      string    `db:"kind"`
	Args      string    `db:"args"`
	DueAt     time.Time `db:"due_at"`
	Behind    bool      `db:"behind"` // those of people
	CreatedAt time.Time `db:"created_at"`
}
