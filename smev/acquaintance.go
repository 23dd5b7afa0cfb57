package smev

import (
	"slices"
	"sync"
	"sync/atomic"

	"veche/cms/pki"
)

// acquaintances are the certificates that answers have been signed with. A node signs all its answers with a few keys;
// the tables of a key that is met for the second time make each further check several times as fast. Only keys of right
// signatures are remembered, and only a few: a table takes up to 1.6 MB.
type acquaintances struct {
	pool atomic.Pointer[pki.Pool]

	mu   sync.Mutex
	once []string // fingerprints of those that were met once
}

const mostAcquaintances = 8

// known is the pool for a check; it is never changed, only replaced.
func (a *acquaintances) known() *pki.Pool { return a.pool.Load() }

// met notes that a certificate has made a right signature.
func (a *acquaintances) met(c *pki.Certificate) {
	if c == nil || a.known().Contains(c) {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	name := c.Fingerprint()
	if !slices.Contains(a.once, name) {
		a.once = newest(append(a.once, name))
		return
	}
	list := slices.Clone(a.known().Certificates())
	if slices.ContainsFunc(list, c.Equal) { // somebody was faster
		return
	}
	pool := pki.NewPool(newest(append(list, c))...)
	pool.Precompute()
	a.pool.Store(pool)
}

// newest drops the oldest of too many.
func newest[T any](list []T) []T {
	return list[max(0, len(list)-mostAcquaintances):]
}
