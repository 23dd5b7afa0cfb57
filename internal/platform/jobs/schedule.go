package jobs

import (
	"context"
	"fmt"
	"time"

	"veche/internal/platform/db"
)

// schedule is work by the clock.
type schedule struct {
	name  string
	first func(now time.Time) time.Time // when it is not known yet
	next  func(now time.Time) time.Time
	run   func(ctx context.Context) error
}

// Every runs fn once in a period on one node, the first time at once.
func (w *Worker) Every(name string, each time.Duration, fn func(ctx context.Context) error) {
	w.plan(schedule{name: name, run: fn,
		first: func(now time.Time) time.Time { return now },
		next:  func(now time.Time) time.Time { return now.Add(each) }})
}

func (w *Worker) plan(s schedule) {
	for _, other := range w.schedules {
		if other.name == s.name {
			panic("jobs: " + s.name + " is scheduled twice")
		}
	}
	w.schedules = append(w.schedules, s)
}

// announce makes the rows of schedules that are new.
func (w *Worker) announce(ctx context.Context) error {
	return w.db.Tx(ctx, w.by(), func(tx *db.Tx) error {
		for _, s := range w.schedules {
			if _, err := tx.Exec(ctx, "INSERT INTO schedules (name, next_at, held_until) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING",
				s.name, s.first(tx.Now), tx.Now); err != nil {
				return fmt.Errorf("announce the schedule %s: %w", s.name, err)
			}
		}
		return nil
	})
}

// due names the schedules whose time has come and that no node holds.
func (w *Worker) due(ctx context.Context) ([]schedule, error) {
	names, err := db.All[string](ctx, w.db, "SELECT name FROM schedules WHERE next_at <= $1 AND held_until <= $1", w.db.Now())
	if err != nil {
		return nil, fmt.Errorf("look at the schedules: %w", err)
	}
	var list []schedule
	for _, name := range names {
		for _, s := range w.schedules {
			if s.name == name {
				list = append(list, s)
			}
		}
	}
	return list, nil
}

// hold takes the lease of a schedule, or prolongs it.
func (w *Worker) hold(ctx context.Context, s schedule) (held bool, err error) {
	err = w.db.Tx(ctx, w.by(), func(tx *db.Tx) error {
		n, err := tx.Exec(ctx, "UPDATE schedules SET holder = $1, held_until = $2 WHERE name = $3 AND next_at <= $4 AND (held_until <= $4 OR holder = $1)",
			w.node, tx.Now.Add(lease), s.name, tx.Now)
		held = n == 1
		return err
	})
	return held, err
}

// keepTime runs a schedule whose time has come, if no other node is faster.
func (w *Worker) keepTime(ctx context.Context, s schedule) error {
	held, err := w.hold(ctx, s)
	if err != nil || !held {
		return err
	}
	stop := every(ctx, prolong, func() {
		if _, err := w.hold(ctx, s); err != nil {
			w.log.WarnContext(ctx, "lease not prolonged", "schedule", s.name, "error", err)
		}
	})
	err = safely(ctx, time.Hour, s.run)
	stop()
	trouble := ""
	if err != nil {
		trouble = brief(err)
		w.log.WarnContext(ctx, "schedule failed", "schedule", s.name, "error", err)
	}
	ctx = context.WithoutCancel(ctx) // also when the node stops
	return w.db.Tx(ctx, w.by(), func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE schedules SET holder = '', held_until = $1, next_at = $2, ran_at = $1, error = $3 WHERE name = $4 AND holder = $5",
			tx.Now, s.next(tx.Now), trouble, s.name, w.node)
		return err
	})
}
