package jobs

import (
	"context"
	"errors"
	"sync"
	"time"
)

// Run runs jobs and schedules until ctx ends; then it gives the running handlers a while to finish.
func (w *Worker) Run(ctx context.Context) error {
	if err := w.announce(ctx); err != nil {
		return err
	}
	working, abandon := context.WithCancel(context.WithoutCancel(ctx))
	defer abandon()
	s := shift{w: w, ctx: working, busy: map[string]bool{}, freed: make(chan struct{}, 1)}
	tick := time.NewTicker(poll)
	defer tick.Stop()
	for {
		if err := s.look(ctx); err != nil && ctx.Err() == nil {
			w.log.ErrorContext(ctx, "jobs not taken", "error", err)
		}
		select {
		case <-ctx.Done():
			release := time.AfterFunc(grace, abandon)
			defer release.Stop()
			s.all.Wait()
			return nil
		case <-tick.C:
		case <-s.freed:
		}
	}
}

// Drain runs every job that is due now, one after another, and those that they add, until none is left. It returns
// the errors of all that failed. For tests and for commands that fill a database.
func (w *Worker) Drain(ctx context.Context) error {
	var failed []error
	for {
		taken, found, err := w.take(ctx, parallel, nil)
		if err != nil || found == 0 {
			return errors.Join(append(failed, err)...)
		}
		for _, j := range taken {
			if err := w.do(ctx, j); err != nil {
				failed = append(failed, err)
			}
		}
	}
}

// shift is what runs now. Jobs with a long time limit take at most half of the places, so that a heap of conversions
// does not hold up the letters.
type shift struct {
	w     *Worker
	ctx   context.Context // of the handlers
	all   sync.WaitGroup
	freed chan struct{} // a place became free

	mu   sync.Mutex
	jobs int
	long int
	busy map[string]bool // schedules that run here
}

// look takes what is due and starts it.
func (s *shift) look(ctx context.Context) error {
	due, err := s.w.due(ctx)
	if err != nil {
		return err
	}
	for _, d := range due {
		s.startSchedule(d)
	}
	for {
		places, without := s.places()
		if places == 0 {
			return nil
		}
		taken, found, err := s.w.take(ctx, places, without)
		if err != nil || found == 0 {
			return err
		}
		for _, j := range taken {
			s.startJob(j)
		}
	}
}

// places tells how many jobs may be taken now, and which kinds not.
func (s *shift) places() (n int, without []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n = parallel - s.jobs
	if room := parallel/2 - s.long; room <= 0 {
		without = s.w.longKinds()
	} else if s.w.longKinds() != nil {
		n = min(n, room)
	}
	return n, without
}

func (s *shift) startJob(j job) {
	long := s.w.long(j.Kind)
	s.count(1, long)
	s.all.Go(func() {
		if err := s.w.do(s.ctx, j); err != nil && s.ctx.Err() != nil {
			s.w.log.WarnContext(s.ctx, "job abandoned", "id", j.ID, "kind", j.Kind, "error", err)
		}
		s.count(-1, long)
		select {
		case s.freed <- struct{}{}:
		default:
		}
	})
}

func (s *shift) count(n int, long bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.jobs += n
	if long {
		s.long += n
	}
}

func (s *shift) startSchedule(d schedule) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.busy[d.name] {
		return
	}
	s.busy[d.name] = true
	s.all.Go(func() {
		if err := s.w.keepTime(s.ctx, d); err != nil {
			s.w.log.ErrorContext(s.ctx, "schedule not kept", "schedule", d.name, "error", err)
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.busy, d.name)
	})
}
