package api

import (
	"fmt"
	"math"
	"sync"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/fail"
)

// Limit bounds the calls of one operation by one account from one address, so that nobody can use up another's share.
// The zero Limit does not bound. Each node counts by itself: the bound protects the machine, rights do not hang on it.
type Limit struct {
	PerMinute int
	Burst     int // calls at once; 0: PerMinute
}

// limiter holds a bucket of tokens per operation, account and address.
type limiter struct {
	now     func() time.Time
	mu      sync.Mutex
	buckets map[string]bucket
	swept   time.Time
}

type bucket struct {
	tokens float64
	at     time.Time
}

// forgetAfter is longer than any bucket takes to fill.
const forgetAfter = 10 * time.Minute

func newLimiter(now func() time.Time) *limiter {
	return &limiter{now: now, buckets: map[string]bucket{}, swept: now()}
}

func (l *limiter) take(operation string, by auth.Actor, limit Limit) error {
	if limit.PerMinute == 0 {
		return nil
	}
	if limit.Burst == 0 {
		limit.Burst = limit.PerMinute
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	l.sweep(now)
	key := fmt.Sprintf("%s|%d|%s", operation, by.AccountID, by.Address)
	b, known := l.buckets[key]
	if !known {
		b = bucket{tokens: float64(limit.Burst), at: now}
	}
	perSecond := float64(limit.PerMinute) / 60
	b.tokens = min(float64(limit.Burst), b.tokens+now.Sub(b.at).Seconds()*perSecond)
	b.at = now
	if b.tokens < 1 {
		l.buckets[key] = b
		wait := int(math.Ceil((1 - b.tokens) / perSecond))
		return fail.New(fail.TooMany, "request.too_many", "%s more than %d times a minute", operation, limit.PerMinute).With("retry_after", wait)
	}
	b.tokens--
	l.buckets[key] = b
	return nil
}

func (l *limiter) sweep(now time.Time) {
	if now.Sub(l.swept) < forgetAfter {
		return
	}
	l.swept = now
	for key, b := range l.buckets {
		if now.Sub(b.at) > forgetAfter {
			delete(l.buckets, key)
		}
	}
}
