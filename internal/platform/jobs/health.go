package jobs

import (
	"context"
	"fmt"
	"time"

	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Queue is the state of the jobs for the health page.
type Queue struct {
	Waiting   int        `json:"waiting" doc:"Due and not running, at most 1000"`
	Oldest    *time.Time `json:"oldest,omitempty" doc:"Since when the longest waiting one could run"`
	Dead      []Dead     `json:"dead" doc:"Gave up; the newest 100"`
	Schedules []Schedule `json:"schedules"`
}

// Dead is a job that failed for the last time and waits for a person.
type Dead struct {
	ID         int64     `db:"id" json:"id"`
	Kind       string    `db:"kind" json:"kind"`
	Subscriber string    `db:"subscriber" json:"subscriber"`
	Attempts   int       `db:"attempts" json:"attempts"`
	Error      string    `db:"error" json:"error"`
	CreatedAt  time.Time `db:"created_at" json:"created_at"`
	DiedAt     time.Time `db:"due_at" json:"died_at"`
}

// Schedule is the state of work by the clock.
type Schedule struct {
	Name   string     `db:"name" json:"name"`
	NextAt time.Time  `db:"next_at" json:"next_at"`
	RanAt  *time.Time `db:"ran_at" json:"ran_at,omitempty"`
	Error  string     `db:"error" json:"error" doc:"Of the last run"`
}

// Health tells how the queue stands.
func Health(ctx context.Context, r *db.DB) (q Queue, err error) {
	now := r.Now()
	due, err := db.All[struct {
		At time.Time `db:"due_at"`
	}](ctx, r, "SELECT due_at FROM jobs WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at, id LIMIT 1000", now)
	if err != nil {
		return q, fmt.Errorf("look at the queue: %w", err)
	}
	if q.Waiting = len(due); q.Waiting > 0 {
		q.Oldest = &due[0].At
	}
	if q.Dead, err = db.All[Dead](ctx, r, "SELECT id, kind, subscriber, attempts, error, created_at, due_at FROM jobs WHERE state = 'dead' ORDER BY id DESC LIMIT 100"); err != nil {
		return q, fmt.Errorf("look at the dead jobs: %w", err)
	}
	if q.Schedules, err = db.All[Schedule](ctx, r, "SELECT name, next_at, ran_at, error FROM schedules ORDER BY name"); err != nil {
		return q, fmt.Errorf("look at the schedules: %w", err)
	}
	return q, nil
}

// Retry gives a dead job a new life, with all its attempts.
func Retry(ctx context.Context, tx *db.Tx, id int64) error {
	n, err := tx.Exec(ctx, "UPDATE jobs SET state = 'waiting', attempts = 0, due_at = $1 WHERE id = $2 AND state = 'dead'", tx.Now, id)
	if err == nil && n == 0 {
		return fail.New(fail.Conflict, "job.not_dead", "job %d is not dead", id)
	}
	return err
}
