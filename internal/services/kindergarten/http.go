package kindergarten

import (
	"context"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
)

// Done is what an act leaves behind.
type Done struct {
	ID      int64 `json:"id"`
	State   State `json:"state"`
	Version int64 `json:"version"`
}

// Routes are the operations of the queue.
func Routes(a *api.API, s *Service) {
	api.Add(a, api.Get("kindergarten-overview", "/kindergarten-queue", "Queue of the own body: settings, kindergartens, groups, formations"),
		func(ctx context.Context, by auth.Actor, _ *struct{}) (*api.Body[Overview], error) {
			v, err := s.Overview(ctx, by)
			return &api.Body[Overview]{Body: v}, err
		})
	api.Add(a, api.Put("kindergarten-set", "/kindergarten-queue", "Benefits in their order, terms of the answer and of the order"),
		func(ctx context.Context, by auth.Actor, in *api.Body[SettingsInput]) (*struct{}, error) {
			return nil, s.Set(ctx, by, in.Body)
		})
	api.Add(a, api.Post("kindergarten-records-find", "/kindergarten-records/find", "A page of the queue in its order; the reading is journaled"),
		func(ctx context.Context, by auth.Actor, in *api.Body[RecordFilter]) (*api.Body[RecordPage], error) {
			page, err := s.Records(ctx, by, in.Body)
			return &api.Body[RecordPage]{Body: page}, err
		})
	api.Add(a, api.Post("kindergarten-formations-add", "/kindergarten-formations", "Give the free places of a year and write the directions as an order"),
		func(ctx context.Context, by auth.Actor, in *api.Body[FormInput]) (*api.Body[Formation], error) {
			f, err := s.Form(ctx, by, in.Body)
			return &api.Body[Formation]{Body: f}, err
		})
	api.Add(a, api.Post("kindergartens-add", "/kindergartens", "Enter a kindergarten"),
		func(ctx context.Context, by auth.Actor, in *api.Body[GardenInput]) (*api.Body[Kindergarten], error) {
			k, err := s.AddGarden(ctx, by, in.Body)
			return &api.Body[Kindergarten]{Body: k}, err
		})
	api.Add(a, api.Post("kindergartens-group", "/kindergartens/{id}/groups", "Open a group of a school year"),
		func(ctx context.Context, by auth.Actor, in *api.Command[GroupInput]) (*api.Body[Group], error) {
			g, err := s.AddGroup(ctx, by, in.ID, in.Body)
			return &api.Body[Group]{Body: g}, err
		})
	api.Add(a, api.Put("kindergarten-groups-places", "/kindergarten-groups/{id}", "How many children a group takes"),
		func(ctx context.Context, by auth.Actor, in *api.Command[PlacesInput]) (*struct{}, error) {
			return nil, s.SetPlaces(ctx, by, in.ID, in.Body)
		})
	api.Add(a, api.Post("kindergartens-enrol", "/kindergartens/{id}/order", "Write the order of enrolment for all whose contract is signed"),
		func(ctx context.Context, by auth.Actor, in *api.Command[OrderInput]) (*api.Body[OrderView], error) {
			v, err := s.Enrol(ctx, by, in.ID, in.Body)
			return &api.Body[OrderView]{Body: v}, err
		})
	recordRoutes(a, s)
}

func recordRoutes(a *api.API, s *Service) {
	verb(a, Confirm, "End the checks: the child stands in the queue", s.Confirm)
	verb(a, Refuse, "Write the refusal to put the child on record, on a ground of the regulation, and give it to its signatory", s.Refuse)
	verb(a, Change, "Write the wishes anew; of an enrolled child it is a transfer", s.Change)
	verb(a, Contract, "Write down the contract with the parent", s.Contract)
	verb(a, Withdraw, "Take a record back on the request of the parent", s.Withdraw)
}

func verb[T any](a *api.API, act Action, summary string, do func(context.Context, auth.Actor, int64, T) (Record, error)) {
	api.Add(a, api.Post("kindergarten-records-"+string(act), "/kindergarten-records/{id}/"+string(act), summary),
		func(ctx context.Context, by auth.Actor, in *api.Command[T]) (*api.Body[Done], error) {
			r, err := do(ctx, by, in.ID, in.Body)
			return &api.Body[Done]{Body: Done{r.ID, r.State, r.Version}}, err
		})
}
