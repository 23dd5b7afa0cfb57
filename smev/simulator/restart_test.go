package simulator_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"testing"
	"time"

	"veche/smev"
	"veche/smev/message"
	"veche/smev/simulator"
)

var errDead = errors.New("the process is dead")

// life ends after some number of steps; a step is half an operation of the store or of the network, so that death comes
// before an operation is done, or after it is done and before anybody hears of it.
type life struct{ steps int }

func (l *life) step() error {
	if l.steps--; l.steps < 0 {
		return errDead
	}
	return nil
}

// around does an operation between two steps.
func around[T any](l *life, do func() (T, error)) (zero T, err error) {
	if err := l.step(); err != nil {
		return zero, err
	}
	v, err := do()
	if err := l.step(); err != nil {
		return zero, err
	}
	return v, err
}

// mortal is a store of a process that dies.
type mortal struct {
	smev.Store
	*life
}

func (m mortal) AddOutgoing(ctx context.Context, o *smev.Outgoing) (*smev.Outgoing, error) {
	return around(m.life, func() (*smev.Outgoing, error) { return m.Store.AddOutgoing(ctx, o) })
}

func (m mortal) SaveOutgoing(ctx context.Context, o *smev.Outgoing) error {
	_, err := around(m.life, func() (any, error) { return nil, m.Store.SaveOutgoing(ctx, o) })
	return err
}

func (m mortal) AddIncoming(ctx context.Context, in *smev.Incoming) (bool, error) {
	return around(m.life, func() (bool, error) { return m.Store.AddIncoming(ctx, in) })
}

func (m mortal) SaveIncoming(ctx context.Context, in *smev.Incoming) error {
	_, err := around(m.life, func() (any, error) { return nil, m.Store.SaveIncoming(ctx, in) })
	return err
}

func (m mortal) Finish(ctx context.Context, in *smev.Incoming, answer *smev.Outgoing) error {
	_, err := around(m.life, func() (any, error) { return nil, m.Store.Finish(ctx, in, answer) })
	return err
}

func (m mortal) PutFile(ctx context.Context, content io.Reader) (string, int64, error) {
	if err := m.step(); err != nil {
		return "", 0, err
	}
	return m.Store.PutFile(ctx, content)
}

// mortalWire loses calls and answers with the process.
type mortalWire struct {
	http.RoundTripper
	*life
}

func (m mortalWire) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := m.step(); err != nil {
		return nil, err
	}
	response, err := m.RoundTripper.RoundTrip(r)
	if dead := m.step(); dead != nil {
		if err == nil {
			response.Body.Close()
		}
		return nil, dead
	}
	return response, err
}

// side is one of the systems, and its store, which outlives it.
type side struct {
	*pair
	store smev.Store
	open  func() smev.Store
	life  *life
	*smev.Exchange
}

// born starts the process anew.
func (s *side) born(r *rand.Rand, provider bool) {
	s.store = s.open()
	s.life = &life{steps: 1 + r.IntN(60)}
	key, settings := s.stand.consumer, smev.Settings{Queues: responses, Now: s.clock.Now, Handlers: smev.Handlers{Response: s.onResponse}}
	if provider {
		key, settings = s.stand.provider, smev.Settings{Queues: requests, Now: s.clock.Now, Handlers: smev.Handlers{Request: s.onRequest}}
	}
	client := s.client(message.V12, key, func(o *smev.Options) { o.Transport = mortalWire{o.Transport, s.life} })
	s.Exchange = smev.NewExchange(client, mortal{s.store, s.life}, settings)
}

func (s *side) dead() bool { return s.life.steps < 0 }

// Both systems die at random points again and again; what a store says has happened, has happened exactly once.
func TestNothingIsLostAndNothingIsTwiceWhoeverDies(t *testing.T) {
	stores := map[string]func(t *testing.T) func() smev.Store{
		"in memory": func(*testing.T) func() smev.Store {
			s := smev.NewMemoryStore()
			return func() smev.Store { return s }
		},
		"in a folder": func(t *testing.T) func() smev.Store {
			dir := t.TempDir()
			var open *smev.FolderStore
			t.Cleanup(func() { open.Close() })
			return func() smev.Store {
				if open != nil {
					if err := open.Close(); err != nil {
						t.Error(err)
					}
				}
				open = must(smev.OpenFolderStore(dir))
				return open
			}
		},
	}
	for name, make := range stores {
		for seed := range uint64(4) {
			t.Run(fmt.Sprintf("%s/%d", name, seed), func(t *testing.T) {
				r := rand.New(rand.NewPCG(seed, 1))
				p := newPair(t)
				for _, m := range []simulator.Mood{simulator.LostAnswer, simulator.LostAck, simulator.Duplicate, simulator.Reorder, simulator.WrongSignature, simulator.Overflow} {
					if err := p.node.Moods.Set(m, r.IntN(3)); err != nil {
						t.Fatal(err)
					}
				}
				us, them := &side{pair: p, open: make(t)}, &side{pair: p, open: make(t)}
				us.born(r, false)
				them.born(r, true)
				liveAndDie(t, p, us, them, r)
			})
		}
	}
}

func liveAndDie(t *testing.T, p *pair, us, them *side, r *rand.Rand) {
	const many = 8
	var given []message.MessageID
	answered := func() (n int) {
		for _, id := range given {
			if o, err := us.store.Outgoing(t.Context(), id); err == nil && o.State == smev.Answered {
				n++
			}
		}
		return n
	}
	deaths := 0
	for range 600 {
		p.ours, p.theirs = us.store, them.store
		if len(given) < many {
			file := put(t, us.store, "f", "файл")
			body := message.Body{Content: query(len(given)), Attachments: []message.Attachment{{ID: "f", MimeType: "text/plain"}}}
			if o, err := us.Request(t.Context(), fmt.Sprint(len(given)), message.Request{Body: body}, []smev.File{file}, 0); err == nil {
				given = append(given, o.ID) // else the caller gives it again, under the same key
			}
		}
		us.Step(t.Context())
		them.Step(t.Context())
		p.clock.pass(7 * time.Minute)
		for i, s := range []*side{us, them} {
			if s.dead() {
				deaths++
				s.born(r, i == 1)
			}
		}
		if answered() == many {
			break
		}
	}
	if n := answered(); n != many || deaths == 0 {
		t.Errorf("%d of %d are answered after %d deaths", n, many, deaths)
	}
	worked := map[string]int{}
	for _, m := range p.node.Messages() {
		if m.Kind == simulator.KindRequest {
			worked[m.Root+string(m.Request.Content)]++
		}
		if m.Kind == simulator.KindResponse {
			worked["answer to "+string(m.Original)]++
		}
	}
	for what, times := range worked {
		if times != 1 {
			t.Errorf("the node has taken %d times: %s", times, what)
		}
	}
	if len(worked) != 2*many {
		t.Errorf("the node has %d messages", len(worked))
	}
}

// The node itself may fall: what it has taken is there again.
func TestTheNodeRemembersWhatItHasTaken(t *testing.T) {
	dir := t.TempDir()
	key := newStand(t).authority.Key(t, "СМЭВ")
	options := simulator.Options{Dir: filepath.Join(dir, "node"), Key: key}
	node := must(simulator.New(options))
	if _, err := simulator.New(options); err == nil {
		t.Error("two nodes share a folder")
	}
	if err := node.Close(); err != nil {
		t.Fatal(err)
	}
	s := newStand(t, func(o *simulator.Options) { *o = simulator.Options{Dir: options.Dir, Key: key, Now: o.Now} })
	c := s.client(message.V13, s.consumer, func(o *smev.Options) { o.Trust = nil })
	r := &message.Request{MessageID: message.NewMessageIDs(nil).Next(), Body: message.Body{Content: query(1), Attachments: []message.Attachment{{ID: "f", MimeType: "text/plain"}}}}
	if _, err := c.SendRequest(t.Context(), r, map[string]smev.Content{"f": {Size: 8, Open: opener("файл")}}); err != nil {
		t.Fatal(err)
	}
	if err := s.node.Close(); err != nil {
		t.Fatal(err)
	}
	s.start(simulator.Options{Dir: options.Dir, Key: key, Now: s.clock.Now})
	again := s.client(message.V13, s.consumer, func(o *smev.Options) { o.Trust = nil })
	if _, err := again.SendRequest(t.Context(), r, map[string]smev.Content{"f": {Size: 8, Open: opener("файл")}}); !errors.Is(err, message.MessageIsAlreadySent) {
		t.Error(err)
	}
	store := smev.NewMemoryStore()
	d, err := s.client(message.V13, s.provider, func(o *smev.Options) { o.Trust = nil }).GetRequest(t.Context(), requests[0].Selector, store)
	if err != nil || d == nil || text(t, store, d.Files[0]) != "файл" {
		t.Errorf("%+v, %v", d, err)
	}
}
