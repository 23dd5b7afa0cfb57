package smev

import (
	"context"
	"errors"
	"fmt"
	"time"

	"veche/smev/message"
)

// batch is how many messages are taken from the Store at a time.
const batch = 50

// Deliver sends what is due, each message once, and says how many SMEV has taken. A refusal is no error of Deliver: it
// stands with its message.
func (e *Exchange) Deliver(ctx context.Context) (taken int, err error) {
	for {
		due, err := e.store.DueOutgoing(ctx, e.settings.Now(), batch)
		if err != nil || len(due) == 0 {
			return taken, err
		}
		for _, o := range due {
			if err := ctx.Err(); err != nil {
				return taken, err
			}
			ok, err := e.deliver(ctx, o)
			if err != nil {
				return taken, err
			}
			if ok {
				taken++
			}
		}
	}
}

// deliver makes one attempt and keeps its outcome.
func (e *Exchange) deliver(ctx context.Context, o *Outgoing) (bool, error) {
	if o.State != Waiting {
		return false, e.tell(ctx, o)
	}
	certain := !o.Uncertain
	if err := e.begin(ctx, o); err != nil {
		return false, ignoreChanged(err)
	}
	err := e.attempt(ctx, o)
	if err != nil && ctx.Err() != nil {
		return false, ctx.Err() // we were stopped, not refused: the attempt stays uncertain, as begin has kept it
	}
	e.conclude(o, certain, err)
	if err := e.store.SaveOutgoing(ctx, o); err != nil {
		return false, ignoreChanged(err)
	}
	e.settings.Log.Info("smev delivery", "message", o.ID, "state", o.State, "attempt", o.Attempts, "problem", o.Problem)
	return o.State == Taken, nil
}

// tell tells the handler of a message that needs a person, until he has heard.
func (e *Exchange) tell(ctx context.Context, o *Outgoing) error {
	var err error
	if e.settings.Rejected != nil {
		err = e.settings.Rejected(ctx, clone(o))
	}
	if err != nil {
		o.Attempts++
		o.Next = e.settings.Now().UTC().Add(backoffHandler.after(o.Attempts))
		e.settings.Log.Error("smev rejected handler", "message", o.ID, "error", err)
	}
	o.Told = err == nil
	return ignoreChanged(e.store.SaveOutgoing(ctx, o))
}

// ignoreChanged leaves a message to the other hand that has changed it: the next round sees it as it is now.
func ignoreChanged(err error) error {
	if errors.Is(err, ErrChanged) {
		return nil
	}
	return err
}

// begin keeps that an attempt is made before it is made: if we fall meanwhile, SMEV may have the message.
func (e *Exchange) begin(ctx context.Context, o *Outgoing) error {
	now := e.settings.Now().UTC()
	if stale := o.ID.Time(); !o.Uncertain && now.Sub(stale) > message.StaleAfter {
		e.renew(o) // SMEV cannot have it, and would refuse it as stale
	}
	if o.Request != nil && o.Life > 0 {
		o.Request.EOL = now.Add(o.Life)
	}
	o.Attempts++
	o.Next = now.Add(backoffFailure.after(o.Attempts))
	o.Uncertain = true
	return e.store.SaveOutgoing(ctx, o)
}

// attempt uploads what goes by the file store, and sends.
func (e *Exchange) attempt(ctx context.Context, o *Outgoing) (err error) {
	contents := map[string]Content{}
	for i := range o.attachments() {
		a := &o.attachments()[i]
		file := o.file(a.ID)
		if file == nil {
			return fmt.Errorf("%w: the attachment %q has no content", ErrUnwritable, a.ID)
		}
		switch {
		case !a.ByReference:
			contents[a.ID] = content(ctx, e.store, *file)
		case !file.Uploaded:
			if err := e.client.Upload(ctx, a, content(ctx, e.store, *file)); err != nil {
				return err
			}
			file.Uploaded = true
		}
	}
	if o.Request != nil {
		_, err = e.client.SendRequest(ctx, o.Request, contents)
	} else {
		_, err = e.client.SendResponse(ctx, o.Response, contents)
	}
	return err
}

// conclude writes the outcome of an attempt into the message. Certain tells that no attempt before it has left us in
// doubt.
func (e *Exchange) conclude(o *Outgoing, certain bool, err error) {
	now := e.settings.Now().UTC()
	if err == nil {
		o.State, o.TakenAt, o.Fault, o.Problem, o.Uncertain = Taken, now, nil, "", false
		return
	}
	result := judge(err, o.Attempts)
	o.Fault, o.Problem = result.fault, result.problem
	o.Uncertain = !certain || result.uncertain
	o.Next = now.Add(result.wait)
	switch result.retry {
	case message.Accepted:
		o.State, o.TakenAt, o.Fault, o.Uncertain = Taken, now, nil, false
	case message.WithNewLife:
		o.Life = max(2*o.Life, firstLife)
	case message.WithNewID:
		if o.Uncertain {
			o.State, o.Next = Doubtful, now // under a new identifier SMEV might deliver it a second time
			return
		}
		e.renew(o)
		if o.Attempts <= staleAttempts {
			o.Next = now
		}
	case message.Never:
		o.State, o.Next = Rejected, now
	}
}

// staleAttempts is how many times a fresh identifier is tried at once: after that the clock of one of us is wrong.
const staleAttempts = 2

// firstLife is the end of life for a message that had none, and was refused for it all the same.
const firstLife = 24 * time.Hour
