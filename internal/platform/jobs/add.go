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

// Add announces a job; it becomes visible when the transaction commits.
func Add(ctx context.Context, tx *db.Tx, a Args) error { return AddAt(ctx, tx, tx.Now, a) }

// AddAt announces a job that is not to run before a moment.
func AddAt(ctx context.Context, tx *db.Tx, at time.Time, a Args) error {
	raw, err := json.Marshal(a)
	if err != nil {
		return fmt.Errorf("encode a job %s: %w", a.Kind(), err)
	}
	_, err = tx.Exec(ctx, "INSERT INTO jobs (kind, args, due_at, created_at) VALUES ($1, $2, $3, $4)",
		a.Kind(), string(raw), at.UTC().Truncate(time.Microsecond), tx.Now)
	if err != nil {
		return fmt.Errorf("add a job %s: %w", a.Kind(), err)
	}
	return nil
}
