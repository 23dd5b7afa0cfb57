package text

import (
	"strings"
	"sync"
)

// known remembers the stems of the forms met last. Raw stemming costs microseconds a word and the
// language has few frequent forms; remembering changes the speed, never the answer.
var known = &memo{most: 100_000}

// memo holds at most two generations of forms: when the young one is full it becomes the old one,
// and forms still in use move over. So its size is bounded whatever is fed to it.
type memo struct {
	mu         sync.RWMutex
	young, old map[string]string
	most       int
}

func (m *memo) stem(form string) string {
	m.mu.RLock()
	stem, ok := m.young[form]
	if !ok {
		stem, ok = m.old[form]
		m.mu.RUnlock()
		if !ok {
			stem = stemFolded(foldWord(form))
		}
		m.remember(form, stem)
		return stem
	}
	m.mu.RUnlock()
	return stem
}

func (m *memo) remember(form, stem string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.young == nil || len(m.young) >= m.most {
		m.young, m.old = make(map[string]string, 1024), m.young
	}
	// The form is a piece of a whole document, which must not be kept for its sake.
	m.young[strings.Clone(form)] = strings.Clone(stem)
}
