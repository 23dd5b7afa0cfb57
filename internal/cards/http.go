package cards

import (
	"context"

	"veche/internal/documents"
	"veche/internal/platform/api"
	"veche/internal/platform/auth"
)

// Routes are the operations that show cards.
func Routes(a *api.API, s *Service) {
	api.Add(a, api.Get("cards-list", "/cards", "Cards of a flow that the reader sees"),
		func(ctx context.Context, by auth.Actor, in *struct {
			api.Page
			Filter
		}) (*api.Body[Page], error) {
			page, err := s.List(ctx, by, in.Filter, in.After, in.Limit)
			return &api.Body[Page]{Body: page}, err
		})
	api.Add(a, api.Get("cards-counters", "/cards/counters", "How many cards each queue of a flow holds, counted no further than a hundred"),
		func(ctx context.Context, by auth.Actor, in *struct {
			Flow documents.Flow `query:"flow" enum:"incoming,outgoing,internal,directive,appeal" required:"true"`
		}) (*api.Body[api.List[Counter]], error) {
			list, err := s.Counters(ctx, by, in.Flow)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Get("cards-get", "/cards/{id}", "One card with its parts and what the reader may do with it"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Card], error) {
			card, err := s.Card(ctx, by, in.ID)
			return &api.Body[Card]{Body: card}, err
		})
	courseRoutes(a, s)
	searchRoutes(a, s)
}

func courseRoutes(a *api.API, s *Service) {
	type courseIn struct {
		api.ID
		api.Page
	}
	api.Add(a, api.Get("cards-timeline", "/cards/{id}/timeline", "Course of a card: what was done with it and with what hangs on it"),
		func(ctx context.Context, by auth.Actor, in *courseIn) (*api.Body[api.List[Act]], error) {
			list, next, err := s.Timeline(ctx, by, in.ID.ID, in.After, in.Limit)
			return api.ListOf(list, next), err
		})
	api.Add(a, api.Get("cards-history", "/cards/{id}/history", "Everything that the log of acts holds of a card"),
		func(ctx context.Context, by auth.Actor, in *courseIn) (*api.Body[api.List[Act]], error) {
			list, next, err := s.History(ctx, by, in.ID.ID, in.After, in.Limit)
			return api.ListOf(list, next), err
		})
}

// Searching reads much; one person must not take the share of the others.
var (
	searchLimit = api.Limit{PerMinute: 120, Burst: 30}
	jumpLimit   = api.Limit{PerMinute: 600, Burst: 60} // a question for every letter typed
)

// JumpInput is what is being typed in the command menu: names do not stand in addresses (architecture §8).
type JumpInput struct {
	Typed string `json:"typed" maxLength:"100"`
}

func searchRoutes(a *api.API, s *Service) {
	api.Add(a, api.Limited(api.Post("cards-search", "/search", "Cards by words, people, numbers and dates"), searchLimit),
		func(ctx context.Context, by auth.Actor, in *api.Body[Query]) (*api.Body[Found], error) {
			found, err := s.Search(ctx, by, in.Body)
			return &api.Body[Found]{Body: found}, err
		})
	api.Add(a, api.Limited(api.Post("cards-jump", "/jump", "What the command menu offers to what is being typed"), jumpLimit),
		func(ctx context.Context, by auth.Actor, in *api.Body[JumpInput]) (*api.Body[Jump], error) {
			jump, err := s.Jump(ctx, by, in.Body.Typed)
			return &api.Body[Jump]{Body: jump}, err
		})
}
