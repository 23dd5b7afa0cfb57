package intake

import (
	"math"
	"sync"
	"time"

	"veche/internal/platform/fail"
)

// fairness bounds how often one person comes. Who holds a pass is counted as a person and never by his address: a school,
// a library or a mobile operator brings thousands from one. By the address only those are counted who come without a
// valid pass. Each node counts by itself: the bound protects the machine, places do not hang on it.
type fairness[K comparable] struct {
	burst  float64 // times at once
	refill float64 // times a second afterwards

	mu    sync.Mutex
	known map[K]allowance
	swept time.Time
}

type allowance struct {
	left float64
	at   time.Time
}

// A parent of three lodges to three schools each and presses twice; nobody needs more.
func perPerson() fairness[int64] { return fairness[int64]{burst: 20, refill: 0.5} }

// Without a pass nothing is to be had here, so a browser that lost its own may knock a few times.
func perAddress() fairness[string] { return fairness[string]{burst: 60, refill: 1} }

// take counts one knock of somebody.
func (f *fairness[K]) take(who K, now time.Time) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sweep(now)
	a, known := f.known[who]
	if !known {
		a = allowance{left: f.burst, at: now}
	}
	a.left = min(f.burst, a.left+now.Sub(a.at).Seconds()*f.refill)
	a.at = now
	if a.left < 1 {
		f.known[who] = a
		return fail.New(fail.TooMany, "intake.too_many", "more than %v times", f.burst).With("retry_after", int(math.Ceil((1-a.left)/f.refill)))
	}
	a.left--
	f.known[who] = a
	return nil
}

// forgotten is after how long nobody is remembered who came once: his allowance is whole again.
const forgotten = 4 * time.Second

// sweep forgets those whose allowance is whole: ten thousand a second come once and never again.
func (f *fairness[K]) sweep(now time.Time) {
	if f.known == nil {
		f.known = map[K]allowance{}
	}
	if now.Sub(f.swept) < forgotten {
		return
	}
	f.swept = now
	for who, a := range f.known {
		if a.left+now.Sub(a.at).Seconds()*f.refill >= f.burst {
			delete(f.known, who)
		}
	}
}
