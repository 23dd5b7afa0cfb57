package appeals

import (
	"context"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
)

func registerRoutes(a *api.API, s *Service) {
	type listIn struct {
		api.Page
		RegisterFilter
	}
	api.Add(a, api.Get("appeal-register-list", "/appeal-register", "Register of appeals: of the reader's body, or of all for the control department"),
		func(ctx context.Context, by auth.Actor, in *listIn) (*api.Body[RegisterPage], error) {
			p, err := s.Register(ctx, by, in.RegisterFilter, in.After, in.Limit)
			return &api.Body[RegisterPage]{Body: p}, err
		})
	api.Add(a, api.Get("appeal-register-card", "/appeal-register/{id}", "One appeal of the register with its author; the reading is journaled"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[RegisterCard], error) {
			c, err := s.RegisterCard(ctx, by, in.ID)
			return &api.Body[RegisterCard]{Body: c}, err
		})
	api.Add(a, api.Get("appeal-register-places", "/appeal-places", "Places of authors, for the filters"),
		func(ctx context.Context, by auth.Actor, _ *api.Empty) (*api.Body[api.List[Place]], error) {
			list, err := s.Places(ctx, by)
			return api.ListOf(list, ""), err
		})
}
