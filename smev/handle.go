package smev

import (
	"context"
	"errors"
	"fmt"

	"veche/smev/message"
)

// Handle works on what was collected and says how many messages it has finished. What a handler refuses now is tried
// again later.
func (e *Exchange) Handle(ctx context.Context) (finished int, err error) {
	return e.handleEach(ctx, func() error { return nil })
}

// handleEach is Handle, and does something more after each message.
func (e *Exchange) handleEach(ctx context.Context, then func() error) (finished int, err error) {
	for {
		due, err := e.store.DueIncoming(ctx, e.settings.Now(), batch)
		if err != nil || len(due) == 0 {
			return finished, err
		}
		for _, in := range due {
			if err := ctx.Err(); err != nil {
				return finished, err
			}
			ok, err := e.handle(ctx, in)
			if err != nil {
				return finished, err
			}
			if ok {
				finished++
			}
			if err := then(); err != nil {
				return finished, err
			}
		}
	}
}

// handle works on one message; an error is one of the Store.
func (e *Exchange) handle(ctx context.Context, in *Incoming) (bool, error) {
	answer, err := e.work(ctx, clone(in))
	if err == nil {
		err = e.store.Finish(ctx, in, answer)
		if err == nil && answer != nil {
			e.stir()
		}
		return err == nil, ignoreChanged(err)
	}
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	in.Attempts++
	in.Problem = err.Error()
	in.Next = e.settings.Now().UTC().Add(backoffHandler.after(in.Attempts))
	e.settings.Log.Error("smev handler", "message", in.ID, "attempt", in.Attempts, "error", err)
	return false, ignoreChanged(e.store.SaveIncoming(ctx, in))
}

// work calls the handler and prepares the answer.
func (e *Exchange) work(ctx context.Context, in *Incoming) (*Outgoing, error) {
	if response := in.Received.Response; response != nil {
		if response.Async != nil {
			return nil, e.applyStatus(ctx, response.Async)
		}
		return nil, e.workResponse(ctx, in)
	}
	if cancel := in.Received.Cancel; cancel != nil {
		if e.settings.Cancelled == nil {
			return nil, nil
		}
		return nil, e.settings.Cancelled(ctx, in, cancel.Request)
	}
	if e.settings.Request == nil {
		return nil, fmt.Errorf("smev: nobody handles requests")
	}
	reply, err := e.settings.Request(ctx, in)
	if err != nil || reply == nil {
		return nil, err
	}
	answer, err := e.reply(in, "", reply)
	if err != nil {
		return nil, err
	}
	return answer, e.prepare(ctx, answer)
}

func (e *Exchange) workResponse(ctx context.Context, in *Incoming) error {
	out, err := e.store.Outgoing(ctx, in.Received.Original)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	if e.settings.Response != nil {
		if err := e.settings.Response(ctx, in, out); err != nil {
			return err
		}
	}
	for out != nil {
		if in.Received.Response.Status == nil {
			out.State = Answered
		} else if out.State == Waiting || out.State == Doubtful {
			out.State = Taken
		}
		out.Progress, out.Uncertain, out.Fault, out.Problem = message.ResponseProcessed, false, nil, ""
		if err := e.store.SaveOutgoing(ctx, out); !errors.Is(err, ErrChanged) {
			return err
		}
		if out, err = e.store.Outgoing(ctx, in.Received.Original); err != nil {
			return err
		}
	}
	return nil
}
