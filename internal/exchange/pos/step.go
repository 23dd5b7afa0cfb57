package pos

import (
	"context"
	"errors"
	"time"
)

// patience is how long Run waits for an answer of the platform before it looks again; after the last wait it leaves the
// rest to its next turn.
var patience = []time.Duration{100 * time.Millisecond, 100 * time.Millisecond, 200 * time.Millisecond, 400 * time.Millisecond,
	400 * time.Millisecond, 800 * time.Millisecond, time.Second}

// Run steps as long as something moves, and a little longer: an answer of the platform is on its way. Cards are made
// beside, while further messages come. It is run by one node at a time.
func (s *Service) Run(ctx context.Context) error {
	if !s.Connected() {
		return nil
	}
	stored, worked := make(chan struct{}, 1), make(chan error, 1)
	go func() {
		var err error
		for range stored {
			err = errors.Join(err, s.Cards(ctx))
		}
		worked <- err
	}()
	err := s.steps(ctx, func() {
		select {
		case stored <- struct{}{}:
		default: // it is at work and looks once more
		}
	})
	close(stored)
	return errors.Join(err, <-worked)
}

func (s *Service) steps(ctx context.Context, arrived func()) error {
	arrived() // what a fall has left
	quiet := len(patience)
	for {
		moved, err := s.step(ctx)
		if err != nil || ctx.Err() != nil {
			return err
		}
		if moved {
			arrived()
			quiet = 0
			continue
		}
		if quiet == len(patience) {
			return nil
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(patience[quiet]):
			quiet++
		}
	}
}

// Step does once all that can be done now: it asks when it is time to, sends, collects and makes cards.
func (s *Service) Step(ctx context.Context) error {
	if !s.Connected() {
		return nil
	}
	_, err := s.step(ctx)
	return errors.Join(err, s.Cards(ctx))
}

// step reports whether a message has come or gone. A node that is away is no error: the next step tries again.
func (s *Service) step(ctx context.Context) (moved bool, err error) {
	errs := []error{s.askForNews(ctx), s.askForStates(ctx), s.runSchedules(ctx)}
	if _, err := s.Export(ctx); err != nil {
		errs = append(errs, err)
	}
	n, err := s.exchange.Move(ctx)
	if err != nil {
		s.log.WarnContext(ctx, "pos exchange", "error", err)
	}
	return n > 0, errors.Join(errs...)
}
