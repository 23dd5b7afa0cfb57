package smev

import (
	"context"
	"errors"
	"fmt"

	"veche/cms/reason"
	"veche/smev/message"
)

// distrusted is how often a message with a wrong signature of SMEV is left for a new delivery before it is refused: what
// was damaged on its way comes right the next time.
const distrusted = 3

// mostAtOnce bounds what is taken from one queue before the others have their turn.
const mostAtOnce = 200

// Collect empties our queues: each message is kept, then confirmed. It says how many new ones there were. A message that
// cannot be taken whole – its file cannot be had now – stays with SMEV and comes again.
func (e *Exchange) Collect(ctx context.Context) (taken int, err error) {
	return e.collectAll(ctx, func() {})
}

// collectAll is Collect, and tells of each message that is kept.
func (e *Exchange) collectAll(ctx context.Context, kept func()) (taken int, err error) {
	var all []error
	for _, q := range e.settings.Queues {
		n, err := e.collect(ctx, q, kept)
		taken += n
		if err != nil {
			all = append(all, fmt.Errorf("%s: %w", q.Operation, err))
		}
	}
	return taken, errors.Join(all...)
}

// mostFailures of single messages do not keep the others of a queue from being taken.
const mostFailures = 5

func (e *Exchange) collect(ctx context.Context, q Queue, kept func()) (taken int, err error) {
	var all []error
	for range mostAtOnce {
		var found, added bool
		if q.Operation == message.GetStatus {
			found, err = e.collectStatus(ctx)
		} else {
			found, added, err = e.collectMessage(ctx, q)
		}
		if added {
			taken++
			kept()
		}
		if err != nil {
			all = append(all, err)
		}
		if !found || len(all) == mostFailures || ctx.Err() != nil {
			break
		}
	}
	return taken, errors.Join(all...)
}

func (e *Exchange) collectMessage(ctx context.Context, q Queue) (found, added bool, err error) {
	s := q.Selector
	s.Timestamp = e.settings.Now()
	var envelope *message.Envelope
	switch q.Operation {
	case message.GetRequest:
		envelope, err = message.WriteGetRequest(e.client.options.Version, s)
	case message.GetResponse:
		envelope, err = message.WriteGetResponse(e.client.options.Version, s)
	default:
		err = fmt.Errorf("%s is not a queue", q.Operation)
	}
	var kept *Incoming
	d, err := e.client.get(ctx, envelope, err, e.store, func(id message.MessageID) (bool, error) {
		kept, err = e.store.Incoming(ctx, id)
		if errors.Is(err, ErrNotFound) {
			return false, nil
		}
		return err == nil && kept.Refused == "", err
	})
	switch {
	case err != nil || d == nil:
		return d != nil, false, err
	case d.Distrust != nil:
		return true, false, e.refuse(ctx, d)
	case kept != nil && kept.Refused == "":
		return true, false, e.client.Ack(ctx, d.ID(), true) // our word was lost the first time
	}
	if added, err = e.keep(ctx, d, kept); err != nil {
		return true, false, err
	}
	e.settings.Log.Info("smev arrival", "message", d.ID(), "new", added)
	// Now, and not before, the message is safe with us.
	return true, added, e.client.Ack(ctx, d.ID(), true)
}

// keep adds a delivery to the store. One that came damaged before, and was put aside, gives way to the sound one.
func (e *Exchange) keep(ctx context.Context, d *Delivery, damaged *Incoming) (bool, error) {
	in := e.incoming(d)
	if damaged == nil {
		return e.store.AddIncoming(ctx, in)
	}
	in.Revision = damaged.Revision
	return true, e.store.SaveIncoming(ctx, in)
}

// incoming is what is kept of a delivery. Passwords of the file store are spent, and are not kept.
func (e *Exchange) incoming(d *Delivery) *Incoming {
	now := e.settings.Now().UTC()
	received := *d.Received
	received.Accounts, received.Parts = nil, nil
	in := &Incoming{ID: d.ID(), Received: &received, Document: d.Document, Files: d.Files, Arrived: now, Next: now}
	if d.Sender != nil {
		in.SenderVerdict = string(d.Sender.Verdict())
		if d.Sender.Certificate != nil && d.Sender.Verdict() != reason.Invalid {
			in.Sender = d.Sender.Certificate.Subject.String()
		}
	}
	return in
}

// refuse leaves a message of which SMEV's signature is wrong for a new delivery, and after a few puts it aside, with the
// evidence, and tells SMEV so.
func (e *Exchange) refuse(ctx context.Context, d *Delivery) error {
	id := d.ID()
	if e.distrust[id]++; e.distrust[id] < distrusted {
		return fmt.Errorf("smev: message %s is not confirmed: %w", id, d.Distrust)
	}
	in := e.incoming(d)
	in.Refused = d.Distrust.Error()
	if _, err := e.store.AddIncoming(ctx, in); err != nil {
		return err
	}
	delete(e.distrust, id)
	e.settings.Log.Warn("smev message refused", "message", id, "why", d.Distrust)
	return e.client.Ack(ctx, id, false)
}

func (e *Exchange) collectStatus(ctx context.Context) (found bool, err error) {
	status, err := e.client.GetStatus(ctx)
	if err != nil || status == nil {
		return false, err
	}
	return true, e.applyStatus(ctx, status)
}

// applyStatus writes into a message of ours what SMEV says of it. A word on a message that is not ours, or that came
// after the last one, changes nothing.
func (e *Exchange) applyStatus(ctx context.Context, s *message.AsyncStatus) error {
	for {
		o, err := e.store.Outgoing(ctx, s.OriginalMessageID)
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		if o.ID != s.OriginalMessageID || o.State == Answered || o.State == Rejected {
			return nil // said of an identifier that the message has no more, or nothing new
		}
		now := e.settings.Now().UTC()
		o.Progress, o.Problem = s.Category, s.Details
		if o.State != Taken {
			o.State, o.TakenAt, o.Uncertain = Taken, now, false // so SMEV has it
		}
		if s.Refused() {
			o.State, o.Fault, o.Next, o.Told = Rejected, s.Fault, now, false
		}
		if err := e.store.SaveOutgoing(ctx, o); !errors.Is(err, ErrChanged) {
			return err
		}
	}
}
