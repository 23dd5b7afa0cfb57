package simulator

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"veche/internal/interagency"
	"veche/smev"
	"veche/smev/message"
)

// Manner is how the agency answers.
type Manner string

// The manners.
const (
	Rightly Manner = "rightly"
	Wrongly Manner = "wrongly" // something that is no answer to what was asked
	Refuses Manner = "refuses" // NO_DATA
	Never   Manner = "never"
)

// Conduct is how the agency answers from now on.
type Conduct struct {
	Manner Manner        `json:"manner"`
	Delay  time.Duration `json:"delay"`
}

// Asked is a request that came to the agency.
type Asked struct {
	ID      message.MessageID  `json:"id"`
	Kind    string             `json:"kind"`
	Name    string             `json:"name"`
	Facts   []interagency.Fact `json:"facts"`
	At      time.Time          `json:"at"`
	Due     time.Time          `json:"due"` // when the agency answers, as it behaved when it was asked
	Manner  Manner             `json:"manner"`
	Replied time.Time          `json:"replied,omitzero"`
}

// Sent is a request that the agency has sent, and what came back.
type Sent struct {
	ID      message.MessageID  `json:"id"`
	Name    string             `json:"name"`
	At      time.Time          `json:"at"`
	Facts   []interagency.Fact `json:"facts,omitempty"`
	Files   []string           `json:"files,omitempty"`
	Verdict string             `json:"verdict,omitempty"`
	Refused string             `json:"refused,omitempty"`
	Times   int                `json:"times,omitempty"` // answers; more than one would be a fault
}

// Options of an agency.
type Options struct {
	Dir    string // of what it keeps; "": in memory only
	Client *smev.Client
	Store  smev.Store
	// Kinds are those that it knows: it answers whoever asks one that nobody serves, and may ask the others.
	Kinds func(ctx context.Context) ([]interagency.Kind, error)
	Now   func() time.Time
}

// Agency is the other body.
type Agency struct {
	options Options

	stepping sync.Mutex
	exchange *smev.Exchange
	known    string

	mu    sync.Mutex
	state state
}

type state struct {
	Conduct Conduct  `json:"conduct"`
	Asked   []*Asked `json:"asked"`
	Sent    []*Sent  `json:"sent"`
}

// New opens an agency.
func New(o Options) (*Agency, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	a := &Agency{options: o, state: state{Conduct: Conduct{Manner: Rightly}}}
	if o.Dir == "" {
		return a, nil
	}
	text, err := os.ReadFile(a.path())
	if errors.Is(err, fs.ErrNotExist) {
		return a, os.MkdirAll(o.Dir, 0o700)
	}
	if err != nil {
		return nil, fmt.Errorf("simulator: %w", err)
	}
	return a, json.Unmarshal(text, &a.state)
}

func (a *Agency) path() string { return filepath.Join(a.options.Dir, "agency.json") }

// keep writes the state whole; the caller holds the lock.
func (a *Agency) keep() error {
	if a.options.Dir == "" {
		return nil
	}
	text, err := json.Marshal(a.state)
	if err != nil {
		return err
	}
	if err := os.WriteFile(a.path()+".new", text, 0o600); err != nil {
		return err
	}
	return os.Rename(a.path()+".new", a.path())
}

// Behave changes how the agency answers what comes from now on.
func (a *Agency) Behave(c Conduct) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.state.Conduct = c
	return a.keep()
}

// Look is what the agency has got and sent, newest first.
func (a *Agency) Look() (Conduct, []Asked, []Sent) {
	a.mu.Lock()
	defer a.mu.Unlock()
	asked, sent := []Asked{}, []Sent{}
	for _, v := range slices.Backward(a.state.Asked) {
		asked = append(asked, *v)
	}
	for _, v := range slices.Backward(a.state.Sent) {
		sent = append(sent, *v)
	}
	return a.state.Conduct, asked, sent
}

// Step does once all that can be done now.
func (a *Agency) Step(ctx context.Context) error {
	a.stepping.Lock()
	defer a.stepping.Unlock()
	exchange, err := a.join(ctx)
	if err != nil {
		return err
	}
	return errors.Join(exchange.Step(ctx), a.replyDue(ctx, exchange))
}

// join is the exchange that listens to what the agency answers.
func (a *Agency) join(ctx context.Context) (*smev.Exchange, error) {
	kinds, err := a.options.Kinds(ctx)
	if err != nil {
		return nil, err
	}
	queues := []smev.Queue{{Operation: message.GetResponse}, {Operation: message.GetStatus}}
	var names []string
	for _, k := range kinds {
		if k.Namespace == "" || k.ServedBy != nil || !k.Active {
			continue
		}
		names = append(names, k.Namespace+" "+k.Root)
		queues = append(queues, smev.Queue{Operation: message.GetRequest, Selector: message.Selector{NamespaceURI: k.Namespace, RootElement: k.Root}})
	}
	if known := strings.Join(names, "\n"); a.exchange == nil || known != a.known {
		a.known = known
		a.exchange = smev.NewExchange(a.options.Client, a.options.Store, smev.Settings{Queues: queues, Now: a.options.Now,
			Handlers: smev.Handlers{Request: a.asked, Response: a.heard, Rejected: a.refused}})
	}
	return a.exchange, nil
}

// asked takes a request and answers it at once where it behaves so.
func (a *Agency) asked(ctx context.Context, in *smev.Incoming) (*smev.Reply, error) {
	k, err := a.kindOf(ctx, in.Received.Request.Content)
	if err != nil {
		return nil, err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	v := a.find(in.ID)
	if v == nil {
		now := a.options.Now().UTC()
		v = &Asked{ID: in.ID, Kind: k.Code, Name: k.Name, At: now, Due: now.Add(a.state.Conduct.Delay), Manner: a.state.Conduct.Manner}
		if v.Facts, err = interagency.Facts(in.Received.Request.Content, k.Fields); err != nil {
			v.Facts = []interagency.Fact{}
		}
		a.state.Asked = append(a.state.Asked, v)
	}
	if v.Manner == Never || v.Due.After(a.options.Now()) {
		return nil, a.keep()
	}
	v.Replied = a.options.Now().UTC()
	reply, err := a.reply(ctx, k, *v)
	return &reply, errors.Join(err, a.keep())
}

func (a *Agency) find(id message.MessageID) *Asked {
	for _, v := range a.state.Asked {
		if v.ID == id {
			return v
		}
	}
	return nil
}

// replyDue answers what has waited long enough.
func (a *Agency) replyDue(ctx context.Context, exchange *smev.Exchange) error {
	for _, v := range a.due() {
		k, err := a.kindByCode(ctx, v.Kind)
		if err != nil {
			return err
		}
		reply, err := a.reply(ctx, k, v)
		if err != nil {
			return err
		}
		if _, err := exchange.Reply(ctx, v.ID, "late", reply); err != nil {
			return err
		}
		a.mu.Lock()
		a.find(v.ID).Replied = a.options.Now().UTC()
		err = a.keep()
		a.mu.Unlock()
		if err != nil {
			return err
		}
	}
	return nil
}

func (a *Agency) due() (list []Asked) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, v := range a.state.Asked {
		if v.Replied.IsZero() && v.Manner != Never && !v.Due.After(a.options.Now()) {
			list = append(list, *v)
		}
	}
	return list
}

// Answer lets the agency answer what it would have answered later or never.
func (a *Agency) Answer(id message.MessageID) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	v := a.find(id)
	if v == nil || !v.Replied.IsZero() {
		return fmt.Errorf("simulator: nothing to answer: %s", id)
	}
	v.Manner, v.Due = Rightly, a.options.Now().UTC()
	return a.keep()
}
