package dispatch

import (
	"context"

	"veche/internal/documents"
	"veche/internal/platform/api"
	"veche/internal/platform/auth"
)

// RegisterInput names the letters that go into a new register.
type RegisterInput struct {
	Channel    documents.Channel `json:"channel" enum:"post,hand"`
	Deliveries []int64           `json:"deliveries" minItems:"1" maxItems:"500"`
}

// Confirmation is what came back from the post or the courier.
type Confirmation struct {
	Tracking  string `json:"tracking" minLength:"1" maxLength:"200" doc:"Postal identifier, or who took the letter"`
	Delivered bool   `json:"delivered"`
}

// Failure is why a letter came back.
type Failure struct {
	Reason string `json:"reason" minLength:"1" maxLength:"2000"`
}

// RegisterLines is a register with its letters.
type RegisterLines struct {
	Register Register `json:"register"`
	Lines    []Line   `json:"lines"`
}

// Routes are the operations of sending.
func Routes(a *api.API, s *Service) {
	api.Add(a, api.Post("dispatch-send", "/documents/{id}/send", "Send a registered document to its addressees"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[api.List[Delivery]], error) {
			list, err := s.Send(ctx, by, in.ID)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Get("dispatch-deliveries", "/documents/{id}/deliveries", "What became of a sent document"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[api.List[Delivery]], error) {
			list, err := s.Deliveries(ctx, by, in.ID)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Post("dispatch-confirm", "/deliveries/{id}/confirm", "Note the postal identifier or who took the letter"),
		func(ctx context.Context, by auth.Actor, in *api.Command[Confirmation]) (*api.Empty, error) {
			return nil, s.Confirm(ctx, by, in.ID, in.Body.Tracking, in.Body.Delivered)
		})
	api.Add(a, api.Post("dispatch-come-back", "/deliveries/{id}/come-back", "Note that a letter did not reach its addressee"),
		func(ctx context.Context, by auth.Actor, in *api.Command[Failure]) (*api.Empty, error) {
			return nil, s.ComeBack(ctx, by, in.ID, in.Body.Reason)
		})
	registerRoutes(a, s)
}

func registerRoutes(a *api.API, s *Service) {
	type waitingIn struct {
		Channel documents.Channel `query:"channel" enum:"post,hand" required:"true"`
	}
	api.Add(a, api.Get("dispatch-waiting", "/deliveries/waiting", "Letters that wait for a delivery register"),
		func(ctx context.Context, by auth.Actor, in *waitingIn) (*api.Body[api.List[Line]], error) {
			list, err := s.Waiting(ctx, by, in.Channel)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Get("dispatch-registers", "/delivery-registers", "Delivery registers of the body, newest first"),
		func(ctx context.Context, by auth.Actor, _ *struct{}) (*api.Body[api.List[Register]], error) {
			list, err := s.Registers(ctx, by, 100)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Post("dispatch-collect", "/delivery-registers", "Make a register of waiting letters"),
		func(ctx context.Context, by auth.Actor, in *api.Body[RegisterInput]) (*api.Body[Register], error) {
			r, err := s.Collect(ctx, by, in.Body.Channel, in.Body.Deliveries)
			return &api.Body[Register]{Body: r}, err
		})
	api.Add(a, api.Get("dispatch-register", "/delivery-registers/{id}", "A delivery register with its letters"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[RegisterLines], error) {
			r, list, err := s.Lines(ctx, by, in.ID)
			return &api.Body[RegisterLines]{Body: RegisterLines{r, list}}, err
		})
	api.Add(a, api.Post("dispatch-hand-over", "/delivery-registers/{id}/hand-over", "Note that a register left the building"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Empty, error) {
			return nil, s.HandOver(ctx, by, in.ID)
		})
}
