package batch

import (
	"context"
	"time"

	"veche/internal/platform/db"
	"veche/internal/platform/jobs"
)

// Work signs the next documents of a batch.
type Work struct {
	ID int64 `json:"id"`
}

// Kind of the job.
func (Work) Kind() string { return "signing_batch.work" }

// TimeLimit is more than a stint and a piece of a slow machine.
func (Work) TimeLimit() time.Duration { return 3 * time.Minute }

// Jobs signs the batches whose keys are here.
func Jobs(w *jobs.Worker, s *Service) {
	jobs.Handle(w, "signing_batch", s.work)
	w.Every("signing_batch.forgotten", time.Hour, s.endForgotten)
}

// endForgotten closes batches whose confirmation has run out: a browser that was shut never says so.
func (s *Service) endForgotten(ctx context.Context) error {
	list, err := db.All[Batch](ctx, s.db, "SELECT "+columns+" FROM signing_batches WHERE state = $1 AND begun_at < $2 ORDER BY id LIMIT 200", Running, s.db.Now().Add(-valid))
	if err != nil {
		return err
	}
	for _, b := range list {
		if err := s.close(ctx, b, Stopped); err != nil {
			return err
		}
	}
	return nil
}
