package smev

import (
	"context"
	"errors"
)

// Step does once all that can be done now: it collects, handles and delivers. It is not for several goroutines.
func (e *Exchange) Step(ctx context.Context) error {
	_, err := e.Move(ctx)
	return err
}

// Move is Step, and says how many messages have come, were finished or have left. While further messages are collected,
// those that are kept already are handled, one after another, and what follows from each leaves at once: the other side
// has its answer while we work on the next.
func (e *Exchange) Move(ctx context.Context) (moved int, err error) {
	arrived := make(chan struct{}, 1)
	var taken int
	var collecting error
	go func() {
		defer close(arrived)
		taken, collecting = e.collectAll(ctx, func() {
			select {
			case arrived <- struct{}{}:
			default: // the other hand is at work and looks once more
			}
		})
	}()
	var all []error
	for open := true; open; {
		n, err := e.handleAll(ctx)
		moved += n
		all = append(all, err)
		_, open = <-arrived
	}
	n, err := e.handleAll(ctx) // what came last
	return moved + n + taken, errors.Join(append(all, err, collecting)...)
}

// handleAll handles what has come and delivers what follows from it.
func (e *Exchange) handleAll(ctx context.Context) (moved int, err error) {
	finished, handling := e.handleEach(ctx, func() error {
		n, err := e.Deliver(ctx)
		moved += n
		return err
	})
	n, delivering := e.Deliver(ctx)
	return moved + finished + n, errors.Join(handling, delivering)
}
