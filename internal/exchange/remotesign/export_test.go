package remotesign

import "context"

// EndForgotten is what runs by the clock.
var EndForgotten = func(ctx context.Context, s *Service) error { return s.endForgotten(ctx) }
