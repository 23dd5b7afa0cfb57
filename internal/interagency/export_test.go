package interagency

import "context"

// Sweep lets a test run what the clock runs.
func (s *Service) Sweep(ctx context.Context) error { return s.sweep(ctx) }
