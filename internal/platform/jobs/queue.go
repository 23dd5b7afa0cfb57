package jobs

import (
	"context"
	"fmt"
	"strings"
	"time"

	"veche/internal/platform/db"
)

// job is a row of the queue.
type job struct {
	ID         int64     `db:"id"`
	Kind       string    `db:"kind"`
	Subscriber string    `db:"subscriber"`
	Args       string    `db:"args"`
	Attempts   int       `db:"attempts"`
	Behind     bool      `db:"behind"`
	DueAt      time.Time `db:"due_at"`
	CreatedAt  time.Time `db:"created_at"`
}

// take takes up to n due jobs for this node, those of people first. A job of a node that died is due when its lease has run out.
// Of two takers one is faster: PostgreSQL skips locked rows, SQLite has one writer.
// found counts also those that it looked at and left.
func (w *Worker) take(ctx context.Context, n int, without []string) (taken []job, found int, err error) {
	due, args := "state = 'waiting' AND due_at <= $1", []any{w.db.Now()}
	if len(without) > 0 {
		due += " AND kind NOT IN " + db.In(&args, without)
	}
	// Asked of the readers first: an idle queue does not touch the writer.
	if some, err := db.Exists(ctx, w.db, "SELECT 1 FROM jobs WHERE "+due, args...); err != nil || !some {
		return nil, 0, err
	}
	err = w.db.Tx(ctx, w.by(), func(tx *db.Tx) error {
		taken, found = nil, 0
		rows, err := db.All[job](ctx, tx, "SELECT id, kind, subscriber, args, attempts, behind, due_at, created_at FROM jobs WHERE "+due+
			" ORDER BY behind, due_at, id LIMIT "+db.Arg(&args, n)+tx.Words().SkipLocked, args...)
		if err != nil {
			return err
		}
		found = len(rows)
		for _, j := range rows {
			mine, err := w.handOut(ctx, tx, &j)
			if err != nil {
				return err
			}
			if !mine {
				continue
			}
			j.Attempts++
			if _, err := tx.Exec(ctx, "UPDATE jobs SET subscriber = $1, holder = $2, attempts = $3, due_at = $4 WHERE id = $5",
				j.Subscriber, w.node, j.Attempts, tx.Now.Add(lease), j.ID); err != nil {
				return err
			}
			taken = append(taken, j)
		}
		return nil
	})
	return taken, found, err
}

// handOut turns an announcement into jobs of the subscribers: the first becomes this one, the others are new rows.
// It reports whether there is something for this node to run.
func (w *Worker) handOut(ctx context.Context, tx *db.Tx, j *job) (bool, error) {
	if j.Subscriber != "" {
		_, known := w.handler(j.Kind, j.Subscriber)
		if !known {
			return false, w.pass(ctx, tx, j)
		}
		return true, nil
	}
	subscribers := w.handlers[j.Kind]
	if len(subscribers) == 0 {
		return false, w.pass(ctx, tx, j)
	}
	for _, other := range subscribers[1:] {
		if _, err := tx.Exec(ctx, "INSERT INTO jobs (kind, subscriber, args, due_at, behind, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
			j.Kind, other.subscriber, j.Args, j.DueAt, j.Behind, j.CreatedAt); err != nil {
			return false, err
		}
	}
	j.Subscriber = subscribers[0].subscriber
	return true, nil
}

// pass leaves a job that this node does not know to a newer one, looking ever more rarely, and drops it after a week.
func (w *Worker) pass(ctx context.Context, tx *db.Tx, j *job) error {
	age := tx.Now.Sub(j.CreatedAt)
	if age > unheard {
		w.log.WarnContext(ctx, "job dropped: nobody handles it", "id", j.ID, "kind", j.Kind, "subscriber", j.Subscriber)
		_, err := tx.Exec(ctx, "DELETE FROM jobs WHERE id = $1", j.ID)
		return err
	}
	_, err := tx.Exec(ctx, "UPDATE jobs SET due_at = $1 WHERE id = $2", tx.Now.Add(max(time.Minute, age)), j.ID)
	return err
}

// keep prolongs the lease of a running job until stop is called.
func (w *Worker) keep(ctx context.Context, j job) (stop func()) {
	return every(ctx, prolong, func() {
		err := w.db.Tx(ctx, w.by(), func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, "UPDATE jobs SET due_at = $1 WHERE id = $2 AND holder = $3 AND attempts = $4",
				tx.Now.Add(lease), j.ID, w.node, j.Attempts)
			return err
		})
		if err != nil {
			w.log.WarnContext(ctx, "lease not prolonged", "id", j.ID, "kind", j.Kind, "error", err)
		}
	})
}

// settle writes what became of a job, unless another node has taken it over meanwhile.
func (w *Worker) settle(j job, o outcome) error {
	// Also when the node stops: a settled job must not run again.
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	return w.db.Tx(ctx, w.by(), func(tx *db.Tx) error {
		var args []any
		mine := func() string {
			return " WHERE id = " + db.Arg(&args, j.ID) + " AND holder = " + db.Arg(&args, w.node) + " AND attempts = " + db.Arg(&args, j.Attempts)
		}
		if o.gone {
			_, err := tx.Exec(ctx, "DELETE FROM jobs"+mine(), args...)
			return err
		}
		attempts := j.Attempts
		if o.free {
			attempts--
		}
		set := []string{"holder = ''", "due_at = " + db.Arg(&args, tx.Now.Add(o.after)), "attempts = " + db.Arg(&args, attempts)}
		if o.error != "" {
			set = append(set, "error = "+db.Arg(&args, o.error))
		}
		if o.dead {
			set = append(set, "state = 'dead'")
		}
		if _, err := tx.Exec(ctx, "UPDATE jobs SET "+strings.Join(set, ", ")+mine(), args...); err != nil {
			return fmt.Errorf("settle job %d: %w", j.ID, err)
		}
		return nil
	})
}

// every calls fn each period until stop is called, which waits for a running call.
func every(ctx context.Context, period time.Duration, fn func()) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(period)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				fn()
			}
		}
	}()
	return func() { cancel(); <-done }
}
