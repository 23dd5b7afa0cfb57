package remotesign

import (
	"context"
	"time"

	"veche/internal/platform/jobs"
)

// Work brings a request one step further.
type Work struct {
	ID int64 `json:"id"`
}

// Kind of the job.
func (Work) Kind() string { return "remote_signing.work" }

// Withdraw tells the service that a request is over.
type Withdraw struct {
	ID int64 `json:"id"`
}

// Kind of the job.
func (Withdraw) Kind() string { return "remote_signing.withdraw" }

// Jobs works the requests.
func Jobs(w *jobs.Worker, s *Service) {
	jobs.Handle(w, "remote_signing", s.work)
	jobs.Handle(w, "remote_signing", s.withdraw)
	w.Every("remote_signing.forgotten", 10*time.Minute, s.endForgotten)
}

// endForgotten ends what waits though its term was over an hour ago: a job that died leaves nothing waiting for ever.
func (s *Service) endForgotten(ctx context.Context) error {
	list, err := forgotten(ctx, s.db, s.db.Now().Add(-time.Hour))
	if err != nil {
		return err
	}
	for _, x := range list {
		if err := s.finish(ctx, x, TimedOut, troubleTimedOut, ""); err != nil {
			return err
		}
	}
	return nil
}
