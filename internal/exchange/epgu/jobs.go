package epgu

import (
	"context"
	"errors"
	"time"

	"veche/internal/platform/db"
	"veche/internal/platform/jobs"
)

// Jobs listens to what happens to applications and keeps the exchange going; step is how often it looks.
func Jobs(w *jobs.Worker, s *Service, step time.Duration) {
	jobs.Handle(w, "epgu", s.work)
	jobs.Handle(w, "epgu", s.show)
	jobs.Handle(w, "epgu", s.look)
	w.Every("epgu.leftovers", 10*time.Minute, s.leftovers)
	if s.Connected() {
		w.Every("epgu.step", step, s.Step)
	}
}

// leftovers works what waits for longer than its job should take: the job may be dead.
func (s *Service) leftovers(ctx context.Context) error {
	list, err := db.All[Order](ctx, s.db, "SELECT "+orderColumns+" FROM epgu_orders WHERE state = 'stored' AND changed_at < $1 ORDER BY id LIMIT 50", s.db.Now().Add(-10*time.Minute))
	for _, o := range list {
		err = errors.Join(err, s.work(ctx, Work{o.Portal, o.OrderID}))
	}
	return err
}
