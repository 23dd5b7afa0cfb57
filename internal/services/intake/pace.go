package intake

import (
	"math"
	"sync"
	"time"
)

// pace is how many applications a second have been committed of late: by it the door tells when to come again.
type pace struct {
	mu        sync.Mutex
	perSecond float64
	since     time.Time
	count     int
}

// span is the time over which it is counted.
const span = time.Second

// leastPace is believed until something is known: the slowest disk commits more.
const leastPace = 200

func (p *pace) committed(n int, now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if passed := now.Sub(p.since); passed > span {
		if p.count > 0 && passed < 10*span {
			p.perSecond = float64(p.count) / passed.Seconds()
		}
		p.since, p.count = now, 0
	}
	p.count += n
}

func (p *pace) delay(waiting int) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return time.Duration(float64(waiting) / max(p.perSecond, leastPace) * float64(time.Second))
}

// recent is the pace of the last second or two, 0 where nothing comes.
func (p *pace) recent(now time.Time) float64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	if now.Sub(p.since) > 2*span {
		return 0
	}
	return p.perSecond
}

// seconds is the delay as Retry-After says it.
func (p *pace) seconds(waiting int) int { return max(1, int(math.Ceil(p.delay(waiting).Seconds()))) }
