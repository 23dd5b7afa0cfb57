package trust

import (
	"context"
	"time"

	"veche/internal/platform/jobs"
)

const refreshEvery = 15 * time.Minute

// Jobs keeps the lists of revoked certificates new by the clock.
func Jobs(w *jobs.Worker, s *Service) {
	jobs.Handle(w, "trust.refresh", func(ctx context.Context, _ Due) error { return s.Refresh(ctx) })
	w.Every("trust.refresh", refreshEvery, s.Refresh)
}
