package simulator_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"veche/smev"
	"veche/smev/message"
)

// Both systems run by themselves; a request is answered without anybody stepping, and they stop when they are told.
func TestSystemsRunByThemselves(t *testing.T) {
	s := newStand(t)
	ctx, stop := context.WithCancel(t.Context())
	answered := make(chan string, 1)
	ended := make(chan error, 2)
	provider := smev.NewExchange(s.client(message.V12, s.provider), smev.NewMemoryStore(), smev.Settings{Queues: requests, Poll: 20 * time.Millisecond, Now: s.clock.Now,
		Handlers: smev.Handlers{Request: func(context.Context, *smev.Incoming) (*smev.Reply, error) {
			return &smev.Reply{Body: message.Body{Content: answer("да")}}, nil
		}}})
	consumer := smev.NewExchange(s.client(message.V12, s.consumer), smev.NewMemoryStore(), smev.Settings{Queues: responses, Poll: 20 * time.Millisecond, Now: s.clock.Now,
		Handlers: smev.Handlers{Response: func(_ context.Context, _ *smev.Incoming, out *smev.Outgoing) error {
			answered <- out.Key
			return nil
		}}})
	for _, e := range []*smev.Exchange{provider, consumer} {
		go func() { ended <- e.Run(ctx) }()
	}
	if _, err := consumer.Request(t.Context(), "письмо", message.Request{Body: message.Body{Content: query(1)}}, nil, time.Hour); err != nil {
		t.Fatal(err)
	}
	if key := <-answered; key != "письмо" {
		t.Error(key)
	}
	stop()
	for range 2 {
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	}
}

// An interim status is told, and the answer comes later, by another word of the provider.
func TestAnAnswerInTwoSteps(t *testing.T) {
	p := newPair(t)
	var first *smev.Incoming
	p.provider = smev.NewExchange(p.client(message.V13, p.stand.provider), p.theirs, smev.Settings{Queues: requests, Now: p.clock.Now, Handlers: smev.Handlers{
		Request: func(_ context.Context, in *smev.Incoming) (*smev.Reply, error) {
			first = in
			return &smev.Reply{Status: &message.RequestStatus{Code: 7, Description: "в работе"}}, nil
		}}})
	o := p.ask(1)
	p.turn(2)
	if kept := must(p.ours.Outgoing(t.Context(), o.ID)); kept.State != smev.Taken || p.answered["1"] != 1 {
		t.Errorf("%+v", kept)
	}
	for range 2 { // the same word given twice is one
		if _, err := p.provider.Reply(t.Context(), first.ID, "final", smev.Reply{Body: message.Body{Content: answer("да")}}); err != nil {
			t.Fatal(err)
		}
	}
	p.turn(2)
	if kept := must(p.ours.Outgoing(t.Context(), o.ID)); kept.State != smev.Answered || p.answered["1"] != 2 {
		t.Errorf("%+v %v", kept, p.answered)
	}
	if _, err := p.provider.Reply(t.Context(), "nothing", "", smev.Reply{}); !errors.Is(err, smev.ErrNotFound) {
		t.Error(err)
	}
}
