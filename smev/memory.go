package smev

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"sync"
	"time"

	"veche/smev/message"
)

// MemoryStore keeps messages and files in memory: for tests, and for looking at a node by hand.
type MemoryStore struct {
	mu       sync.Mutex
	outgoing map[message.MessageID]*Outgoing // by the present identifier
	earlier  map[message.MessageID]message.MessageID
	keys     map[string]message.MessageID
	pending  map[message.MessageID]bool
	incoming map[message.MessageID]*Incoming
	unworked map[message.MessageID]bool
	files    map[string][]byte

	// record is called with every change before it is made; FolderStore writes it down.
	record func(change) error
}

// change is what one step alters: both sides, when an answer is added as its request is finished.
type change struct {
	Outgoing *Outgoing         `json:"outgoing,omitempty"`
	Replaces message.MessageID `json:"replaces,omitempty"` // the identifier that Outgoing had
	Incoming *Incoming         `json:"incoming,omitempty"`
}

// NewMemoryStore makes an empty store.
func NewMemoryStore() *MemoryStore {
	return &MemoryStore{outgoing: map[message.MessageID]*Outgoing{}, earlier: map[message.MessageID]message.MessageID{}, keys: map[string]message.MessageID{},
		pending: map[message.MessageID]bool{}, incoming: map[message.MessageID]*Incoming{}, unworked: map[message.MessageID]bool{}, files: map[string][]byte{},
		record: func(change) error { return nil }}
}

// apply makes a change; the caller holds the lock.
func (s *MemoryStore) apply(c change) {
	if o := c.Outgoing; o != nil {
		if c.Replaces != "" && c.Replaces != o.ID {
			delete(s.outgoing, c.Replaces)
			delete(s.pending, c.Replaces)
		}
		s.outgoing[o.ID] = o
		for _, id := range o.Earlier {
			s.earlier[id] = o.ID
		}
		if o.Key != "" {
			s.keys[o.Key] = o.ID
		}
		delete(s.pending, o.ID)
		if o.Pending() {
			s.pending[o.ID] = true
		}
	}
	if in := c.Incoming; in != nil {
		s.incoming[in.ID] = in
		delete(s.unworked, in.ID)
		if !in.Handled && in.Refused == "" {
			s.unworked[in.ID] = true
		}
	}
}

func (s *MemoryStore) commit(c change) error {
	if err := s.record(c); err != nil {
		return fmt.Errorf("smev: keep a message: %w", err)
	}
	s.apply(c)
	return nil
}

// clone keeps callers and the store apart.
func clone[T any](v *T) *T {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // only plain fields
	}
	out := new(T)
	if err := json.Unmarshal(text, out); err != nil {
		panic(err)
	}
	return out
}

// AddOutgoing is that of Store.
func (s *MemoryStore) AddOutgoing(_ context.Context, o *Outgoing) (*Outgoing, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if kept := s.sameKey(o); kept != nil {
		return clone(kept), nil
	}
	added := clone(o)
	added.Revision = 1
	if err := s.commit(change{Outgoing: added}); err != nil {
		return nil, err
	}
	return clone(added), nil
}

func (s *MemoryStore) sameKey(o *Outgoing) *Outgoing {
	if id, ok := s.keys[o.Key]; ok && o.Key != "" {
		return s.outgoing[id]
	}
	return nil
}

func (s *MemoryStore) find(id message.MessageID) *Outgoing {
	if o := s.outgoing[id]; o != nil {
		return o
	}
	return s.outgoing[s.earlier[id]]
}

// Outgoing is that of Store.
func (s *MemoryStore) Outgoing(_ context.Context, id message.MessageID) (*Outgoing, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if o := s.find(id); o != nil {
		return clone(o), nil
	}
	return nil, fmt.Errorf("%w: %s", ErrNotFound, id)
}

// DueOutgoing is that of Store.
func (s *MemoryStore) DueOutgoing(_ context.Context, now time.Time, limit int) ([]*Outgoing, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var due []*Outgoing
	for id := range s.pending {
		if o := s.outgoing[id]; !o.Next.After(now) {
			due = append(due, o)
		}
	}
	slices.SortFunc(due, func(a, b *Outgoing) int { return cmp.Or(a.Next.Compare(b.Next), cmp.Compare(a.ID, b.ID)) })
	return clones(due, limit), nil
}

func clones[T any](all []*T, limit int) []*T {
	all = all[:min(limit, len(all))]
	for i := range all {
		all[i] = clone(all[i])
	}
	return all
}

// SaveOutgoing is that of Store.
func (s *MemoryStore) SaveOutgoing(_ context.Context, o *Outgoing) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept := s.find(o.ID)
	for i := len(o.Earlier) - 1; kept == nil && i >= 0; i-- {
		kept = s.find(o.Earlier[i])
	}
	if kept == nil {
		return fmt.Errorf("%w: %s", ErrNotFound, o.ID)
	}
	if kept.Revision != o.Revision {
		return fmt.Errorf("%w: %s", ErrChanged, o.ID)
	}
	saved := clone(o)
	saved.Revision++
	if err := s.commit(change{Outgoing: saved, Replaces: kept.ID}); err != nil {
		return err
	}
	o.Revision++
	return nil
}

// AddIncoming is that of Store.
func (s *MemoryStore) AddIncoming(_ context.Context, in *Incoming) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.incoming[in.ID] != nil {
		return false, nil
	}
	added := clone(in)
	added.Revision = 1
	return true, s.commit(change{Incoming: added})
}

// Incoming is that of Store.
func (s *MemoryStore) Incoming(_ context.Context, id message.MessageID) (*Incoming, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if in := s.incoming[id]; in != nil {
		return clone(in), nil
	}
	return nil, fmt.Errorf("%w: %s", ErrNotFound, id)
}

// DueIncoming is that of Store.
func (s *MemoryStore) DueIncoming(_ context.Context, now time.Time, limit int) ([]*Incoming, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var due []*Incoming
	for id := range s.unworked {
		if in := s.incoming[id]; !in.Next.After(now) {
			due = append(due, in)
		}
	}
	slices.SortFunc(due, func(a, b *Incoming) int { return cmp.Or(a.Arrived.Compare(b.Arrived), cmp.Compare(a.ID, b.ID)) })
	return clones(due, limit), nil
}

// SaveIncoming is that of Store.
func (s *MemoryStore) SaveIncoming(ctx context.Context, in *Incoming) error {
	return s.saveIncoming(in, nil)
}

// Finish is that of Store.
func (s *MemoryStore) Finish(_ context.Context, in *Incoming, answer *Outgoing) error {
	in.Handled = true
	return s.saveIncoming(in, answer)
}

func (s *MemoryStore) saveIncoming(in *Incoming, answer *Outgoing) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept := s.incoming[in.ID]
	if kept == nil {
		return fmt.Errorf("%w: %s", ErrNotFound, in.ID)
	}
	if kept.Revision != in.Revision {
		return fmt.Errorf("%w: %s", ErrChanged, in.ID)
	}
	c := change{Incoming: clone(in)}
	c.Incoming.Revision++
	if answer != nil && s.sameKey(answer) == nil {
		c.Outgoing = clone(answer)
		c.Outgoing.Revision = 1
	}
	if err := s.commit(c); err != nil {
		return err
	}
	in.Revision++
	return nil
}

// PutFile is that of Files.
func (s *MemoryStore) PutFile(_ context.Context, content io.Reader) (string, int64, error) {
	octets, err := io.ReadAll(content)
	if err != nil {
		return "", 0, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	key := strconv.Itoa(len(s.files) + 1)
	s.files[key] = octets
	return key, int64(len(octets)), nil
}

// OpenFile is that of Files.
func (s *MemoryStore) OpenFile(_ context.Context, key string) (io.ReadCloser, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	octets, ok := s.files[key]
	if !ok {
		return nil, fmt.Errorf("smev: there is no file %.80q", key)
	}
	return io.NopCloser(bytes.NewReader(octets)), nil
}
