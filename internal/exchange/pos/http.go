package pos

import (
	"context"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
)

// RawText is a message as it went or came.
type RawText struct {
	Text string `json:"text"`
}

// Started is a run that was begun by hand.
type Started struct {
	RunID int64 `json:"run_id"`
	Lines int   `json:"lines"`
}

// Conclusion ends the inner control of a low rating.
type Conclusion struct {
	Conclusion string `json:"conclusion" maxLength:"2000"`
}

// Routes are the operations of the exchange.
func Routes(a *api.API, s *Service) {
	readRoutes(a, s)
	exportRoutes(a, s)
	setupRoutes(a, s)
}

func readRoutes(a *api.API, s *Service) {
	type ledgerIn struct{ LedgerFilter }
	api.Add(a, api.Get("pos-ledger", "/pos/ledger", "Messages to and from the feedback platform, newest first"),
		func(ctx context.Context, by auth.Actor, in *ledgerIn) (*api.Body[api.List[LineRow]], error) {
			list, err := s.Ledger(ctx, by, in.LedgerFilter)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Get("pos-raw", "/pos/ledger/{id}/raw", "A message as it went or came; reading it is an act"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[RawText], error) {
			text, err := s.Raw(ctx, by, in.ID)
			return &api.Body[RawText]{Body: RawText{text}}, err
		})
	type itemsIn struct {
		State ItemState `query:"state" enum:"unflagged,ordered,stored,sorting,faulty,carded" required:"true"`
		After int64     `query:"after"`
	}
	api.Add(a, api.Get("pos-items", "/pos/items", "Items of a state, oldest first"),
		func(ctx context.Context, by auth.Actor, in *itemsIn) (*api.Body[api.List[ItemRow]], error) {
			list, err := s.Items(ctx, by, in.State, in.After)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Get("pos-differences", "/pos/differences", "Items whose status there is not ours"),
		func(ctx context.Context, by auth.Actor, _ *struct{}) (*api.Body[api.List[ItemRow]], error) {
			list, err := s.Differences(ctx, by)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Post("pos-sort", "/pos/items/{id}/sort", "Name the body of an item that nobody knows"),
		func(ctx context.Context, by auth.Actor, in *api.Command[Sorted]) (*api.Empty, error) {
			return nil, s.Sort(ctx, by, in.ID, in.Body)
		})
	api.Add(a, api.Post("pos-retry", "/pos/items/{id}/retry", "Work an item again that could not become a card"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Empty, error) {
			return nil, s.Retry(ctx, by, in.ID)
		})
	api.Add(a, api.Post("pos-correct", "/pos/items/{id}/correct", "Send the statuses again that the platform does not know any more"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Empty, error) {
			return nil, s.Correct(ctx, by, in.ID)
		})
	api.Add(a, api.Get("pos-panel", "/documents/{id}/pos", "The exchange of a card; empty for one that came otherwise"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[api.List[Panel]], error) {
			p, err := s.Of(ctx, by, in.ID)
			list := []Panel{}
			if p != nil {
				list = append(list, *p)
			}
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Post("pos-conclude", "/documents/{id}/pos/conclude", "End the inner control of a low rating"),
		func(ctx context.Context, by auth.Actor, in *api.Command[Conclusion]) (*api.Empty, error) {
			return nil, s.Conclude(ctx, by, in.ID, in.Body.Conclusion)
		})
}

func exportRoutes(a *api.API, s *Service) {
	api.Add(a, api.Post("pos-run", "/pos/runs", "Send what is chosen to the feedback platform now"),
		func(ctx context.Context, by auth.Actor, in *api.Body[Filter]) (*api.Body[Started], error) {
			run, n, err := s.RunNow(ctx, by, in.Body)
			return &api.Body[Started]{Body: Started{run.ID, n}}, err
		})
	api.Add(a, api.Get("pos-runs", "/pos/runs", "Runs of the export, newest first"),
		func(ctx context.Context, by auth.Actor, _ *struct{}) (*api.Body[api.List[RunRow]], error) {
			list, err := s.Runs(ctx, by)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Get("pos-protocol", "/pos/runs/{id}", "Protocol of a run; failed lines stand first"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[api.List[LineRow]], error) {
			list, err := s.Protocol(ctx, by, in.ID)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Post("pos-resend", "/pos/ledger/{id}/resend", "Send a refused line again"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Empty, error) {
			return nil, s.Resend(ctx, by, in.ID)
		})
	type daysIn struct {
		From calendar.Date `query:"from" required:"true"`
		To   calendar.Date `query:"to" required:"true"`
	}
	api.Add(a, api.Get("pos-messages", "/pos/messages", "What became of messages, and how their authors rate it, by body"),
		func(ctx context.Context, by auth.Actor, in *daysIn) (*api.Body[api.List[MessageReport]], error) {
			list, err := s.MessageReports(ctx, by, in.From, in.To)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Get("pos-filters", "/pos/filters", "Saved filters of the body"),
		func(ctx context.Context, by auth.Actor, _ *struct{}) (*api.Body[api.List[SavedFilter]], error) {
			list, err := s.Filters(ctx, by)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Post("pos-save-filter", "/pos/filters", "Keep a filter under its name"),
		func(ctx context.Context, by auth.Actor, in *api.Body[SavedFilter]) (*api.Empty, error) {
			return nil, s.SaveFilter(ctx, by, in.Body)
		})
	api.Add(a, api.Delete("pos-drop-filter", "/pos/filters/{id}", "Forget a saved filter"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Empty, error) {
			return nil, s.DropFilter(ctx, by, in.ID)
		})
}

func setupRoutes(a *api.API, s *Service) {
	api.Add(a, api.Get("pos-setup", "/pos/setup", "Settings of the exchange and what waits for a person"),
		func(ctx context.Context, by auth.Actor, _ *struct{}) (*api.Body[Setup], error) {
			v, err := s.Show(ctx, by)
			return &api.Body[Setup]{Body: v}, err
		})
	api.Add(a, api.Post("pos-ask", "/pos/ask", "Ask the platform for new items now"),
		func(ctx context.Context, by auth.Actor, _ *struct{}) (*api.Empty, error) {
			return nil, s.AskNow(ctx, by)
		})
	api.Add(a, api.Post("pos-compare", "/pos/compare", "Compare statuses with the platform now"),
		func(ctx context.Context, by auth.Actor, _ *struct{}) (*api.Empty, error) {
			return nil, s.CompareNow(ctx, by)
		})
	api.Add(a, api.Put("pos-settings", "/pos/settings", "Set the schedule, the reaction to a low rating and the mapping"),
		func(ctx context.Context, by auth.Actor, in *api.Body[SettingsInput]) (*api.Empty, error) {
			return nil, s.SaveSettings(ctx, by, in.Body)
		})
	api.Add(a, api.Post("pos-body", "/pos/bodies/{id}", "Set how a body exports"),
		func(ctx context.Context, by auth.Actor, in *api.Command[BodyInput]) (*api.Empty, error) {
			return nil, s.SaveBody(ctx, by, in.ID, in.Body)
		})
	api.Add(a, api.Post("pos-route", "/pos/routes", "Make or change a line of the table of bodies"),
		func(ctx context.Context, by auth.Actor, in *api.Body[Route]) (*api.Empty, error) {
			return nil, s.SaveRoute(ctx, by, in.Body)
		})
}
