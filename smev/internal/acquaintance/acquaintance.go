package acquaintance

import (
	"slices"
	"sync"
	"sync/atomic"

	"veche/cms/pki"
)

const (
	// Most certificates are remembered: a table takes up to 1.6 MB.
	Most = 8
	// worth is how often somebody must have signed before his table takes the place of another: to make one costs as much
	// as some forty checks.
	worth = 64
	// soon is enough while there is room: a node signs all its answers with a few keys.
	soon = 2
	// strangers are counted, so many at a time.
	strangers = 256
)

// Signers are certificates that right signatures have been made with. The zero value knows nobody; it may be used by
// several goroutines.
type Signers struct {
	pool atomic.Pointer[pki.Pool]

	mu  sync.Mutex
	met map[string]int // how often, by fingerprint, of those who are not in the pool
}

// Known is the pool for a check; it is never changed, only replaced.
func (s *Signers) Known() *pki.Pool { return s.pool.Load() }

// Met notes that a certificate has made a right signature.
func (s *Signers) Met(c *pki.Certificate) {
	if c == nil || s.Known().Contains(c) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	list := s.Known().Certificates()
	if slices.ContainsFunc(list, c.Equal) || !s.worthy(c.Fingerprint(), len(list) < Most) {
		return
	}
	list = append(slices.Clone(list), c)
	pool := pki.NewPool(list[max(0, len(list)-Most):]...)
	pool.Precompute()
	s.pool.Store(pool)
}

// worthy counts, and tells whether it is time for a table.
func (s *Signers) worthy(name string, room bool) bool {
	if s.met == nil || len(s.met) == strangers {
		s.met = map[string]int{name: s.met[name]}
	}
	s.met[name]++
	if n := s.met[name]; n < soon || n < worth && !room {
		return false
	}
	delete(s.met, name)
	return true
}
