package epgu

import (
	"context"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
)

// RawText is a message word for word.
type RawText struct {
	Text string `json:"text"`
}

// Routes are the operations of the exchange.
func Routes(a *api.API, s *Service) {
	orderRoutes(a, s)
	ledgerRoutes(a, s)
	setupRoutes(a, s)
}

func orderRoutes(a *api.API, s *Service) {
	type ordersIn struct {
		State  OrderState `query:"state" enum:",stored,sorting,faulty,lodged"`
		Before int64      `query:"before"`
	}
	api.Add(a, api.Get("epgu-orders", "/epgu/orders", "Applications of foreign portals, newest first"),
		func(ctx context.Context, by auth.Actor, in *ordersIn) (*api.Body[api.List[OrderRow]], error) {
			list, err := s.Orders(ctx, by, in.State, in.Before)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Get("epgu-order-raw", "/epgu/orders/{id}/raw", "Content of an application; reading it is an act"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[RawText], error) {
			text, err := s.RawOrder(ctx, by, in.ID)
			return &api.Body[RawText]{Body: RawText{text}}, err
		})
	api.Add(a, api.Put("epgu-order-correct", "/epgu/orders/{id}", "Correct the content of an application that could not be lodged"),
		func(ctx context.Context, by auth.Actor, in *api.Command[CorrectedOrder]) (*api.Empty, error) {
			return nil, s.CorrectOrder(ctx, by, in.ID, in.Body)
		})
	api.Add(a, api.Post("epgu-order-retry", "/epgu/orders/{id}/retry", "Work an application again"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Empty, error) {
			return nil, s.Retry(ctx, by, in.ID)
		})
}

func ledgerRoutes(a *api.API, s *Service) {
	type ledgerIn struct {
		Direction Direction `query:"direction" enum:",in,out"`
		State     LineState `query:"state" enum:",waiting,taken,ready,sent,accepted,refused"`
		Before    int64     `query:"before"`
	}
	api.Add(a, api.Get("epgu-ledger", "/epgu/ledger", "Messages from and to foreign portals, newest first"),
		func(ctx context.Context, by auth.Actor, in *ledgerIn) (*api.Body[api.List[LineRow]], error) {
			list, err := s.Ledger(ctx, by, in.Direction, in.State, in.Before)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Get("epgu-raw", "/epgu/ledger/{id}/raw", "A message word for word; reading it is an act"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[RawText], error) {
			text, err := s.Raw(ctx, by, in.ID)
			return &api.Body[RawText]{Body: RawText{text}}, err
		})
	api.Add(a, api.Put("epgu-correct", "/epgu/ledger/{id}", "Correct a refused message and send it again"),
		func(ctx context.Context, by auth.Actor, in *api.Command[Correction]) (*api.Empty, error) {
			return nil, s.Correct(ctx, by, in.ID, in.Body)
		})
	api.Add(a, api.Post("epgu-resend", "/epgu/ledger/{id}/resend", "Send a refused message again as it is"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Empty, error) {
			return nil, s.Resend(ctx, by, in.ID)
		})
}

func setupRoutes(a *api.API, s *Service) {
	api.Add(a, api.Get("epgu-setup", "/epgu/setup", "Dictionaries and settings of the exchange, and what waits for a person"),
		func(ctx context.Context, by auth.Actor, _ *struct{}) (*api.Body[Setup], error) {
			v, err := s.Show(ctx, by)
			return &api.Body[Setup]{Body: v}, err
		})
	api.Add(a, api.Get("epgu-services", "/epgu/services", "Services that an application of a portal may be mapped onto"),
		func(ctx context.Context, by auth.Actor, _ *struct{}) (*api.Body[api.List[ServiceOption]], error) {
			list, err := s.Services(ctx, by)
			return api.ListOf(list, ""), err
		})
	type fieldsIn struct {
		ServiceID int64 `query:"service_id" required:"true" minimum:"1"`
	}
	api.Add(a, api.Get("epgu-fields", "/epgu/fields", "What the form of a service asks, by the paths of its answers"),
		func(ctx context.Context, by auth.Actor, in *fieldsIn) (*api.Body[api.List[FormField]], error) {
			list, err := s.Fields(ctx, by, in.ServiceID)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Put("epgu-settings", "/epgu/settings", "Set how the exchange names itself"),
		func(ctx context.Context, by auth.Actor, in *api.Body[Settings]) (*api.Empty, error) {
			return nil, s.SaveSettings(ctx, by, in.Body)
		})
	api.Add(a, api.Put("epgu-status", "/epgu/statuses", "Set what portals are told for a status"),
		func(ctx context.Context, by auth.Actor, in *api.Body[StatusInput]) (*api.Empty, error) {
			return nil, s.SaveStatus(ctx, by, in.Body)
		})
	api.Add(a, api.Put("epgu-code", "/epgu/codes", "Add a code of the portals or change its name"),
		func(ctx context.Context, by auth.Actor, in *api.Body[Code]) (*api.Empty, error) {
			return nil, s.SaveCode(ctx, by, in.Body)
		})
	api.Add(a, api.Put("epgu-route", "/epgu/routes", "Make or change a line of the table of services; id 0 makes one"),
		func(ctx context.Context, by auth.Actor, in *api.Body[RouteInput]) (*api.Empty, error) {
			return nil, s.SaveRoute(ctx, by, in.Body)
		})
}
