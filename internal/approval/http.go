package approval

import (
	"context"

	"veche/internal/documents"
	"veche/internal/platform/api"
	"veche/internal/platform/auth"
)

// RouteView is a route with its stages.
type RouteView struct {
	Route
	Stages []Stage `json:"stages"`
}

func (s *Service) routeView(ctx context.Context, r Route, err error) (RouteView, error) {
	if err != nil {
		return RouteView{}, err
	}
	stages, err := s.named(ctx, s.db, r.Stages.V)
	return RouteView{Route: r, Stages: stages}, err
}

// Routes are the operations of approval.
func Routes(a *api.API, s *Service) {
	api.Add(a, api.Get("approval-get", "/documents/{id}/approval", "Approval of a document: current, earlier, cycles and votes"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Card], error) {
			return s.answer(ctx, by, in.ID, nil)
		})
	api.Add(a, api.Post("approval-start", "/documents/{id}/approval", "Begin the approval of a draft by a route or by stages of one's own"),
		func(ctx context.Context, by auth.Actor, in *api.Command[StartInput]) (*api.Body[Card], error) {
			_, err := s.Start(ctx, by, in.ID, in.Body)
			return s.answer(ctx, by, in.ID, err)
		})
	api.Add(a, api.Get("approval-sheet", "/documents/{id}/approval-sheet", "Approval sheet for the screen"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Sheet], error) {
			sheet, err := s.Sheet(ctx, by, in.ID)
			return &api.Body[Sheet]{Body: sheet}, err
		})
	a.Handle("GET /api/documents/{id}/approval-sheet.pdf", s.sheetPDF)
	actRoutes(a, s)
	routeRoutes(a, s)
}

func actRoutes(a *api.API, s *Service) {
	api.Add(a, api.Post("approval-vote", "/approvals/{id}/vote", "Give a visa for the version that was read"),
		func(ctx context.Context, by auth.Actor, in *api.Command[VoteInput]) (*api.Body[Card], error) {
			return s.after(ctx, by, in.ID, s.Vote(ctx, by, in.ID, in.Body))
		})
	api.Add(a, api.Post("approval-delegate", "/approvals/{id}/delegate", "Give a visa to a subordinate to look at"),
		func(ctx context.Context, by auth.Actor, in *api.Command[DelegateInput]) (*api.Body[Card], error) {
			return s.after(ctx, by, in.ID, s.Delegate(ctx, by, in.ID, in.Body))
		})
	type subordinatesIn struct {
		api.ID
		VisaID int64 `query:"visa_id" minimum:"0"`
	}
	api.Add(a, api.Get("approval-subordinates", "/approvals/{id}/subordinates", "To whom the caller may give his visa to look at"),
		func(ctx context.Context, by auth.Actor, in *subordinatesIn) (*api.Body[api.List[Subordinate]], error) {
			list, err := s.Subordinates(ctx, by, in.ID.ID, in.VisaID)
			return api.ListOf(list, ""), err
		})
	remarkRoutes(a, s)
	api.Add(a, api.Post("approval-recall", "/approvals/{id}/recall", "Take the text back from approval"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Card], error) {
			return s.after(ctx, by, in.ID, s.Recall(ctx, by, in.ID))
		})
	api.Add(a, api.Post("approval-next-cycle", "/approvals/{id}/next-cycle", "Send the revised text round again"),
		func(ctx context.Context, by auth.Actor, in *api.Command[NextInput]) (*api.Body[Card], error) {
			return s.after(ctx, by, in.ID, s.NextCycle(ctx, by, in.ID, in.Body))
		})
}

func remarkRoutes(a *api.API, s *Service) {
	api.Add(a, api.Post("approval-answer", "/visas/{id}/answer", "Answer the remark of a visa"),
		func(ctx context.Context, by auth.Actor, in *api.Command[AnswerInput]) (*api.Empty, error) {
			return nil, s.Answer(ctx, by, in.ID, in.Body)
		})
	api.Add(a, api.Post("approval-settle", "/visas/{id}/settle", "Say whether the answer settles one's remark"),
		func(ctx context.Context, by auth.Actor, in *api.Command[SettleInput]) (*api.Empty, error) {
			return nil, s.Settle(ctx, by, in.ID, in.Body)
		})
}

func routeRoutes(a *api.API, s *Service) {
	type listIn struct {
		Flow   documents.Flow `query:"flow" enum:"outgoing,internal,directive"`
		KindID int64          `query:"kind_id" minimum:"0"`
	}
	type changeIn = api.Command[RouteInput]
	api.Add(a, api.Get("routes-list", "/routes", "Routes of approval of the body"),
		func(ctx context.Context, by auth.Actor, in *listIn) (*api.Body[api.List[RouteView]], error) {
			routes, err := s.Routes(ctx, by, in.Flow, in.KindID)
			views := make([]RouteView, len(routes))
			for i, r := range routes {
				if views[i], err = s.routeView(ctx, r, err); err != nil {
					return nil, err
				}
			}
			return api.ListOf(views, ""), err
		})
	save := func(ctx context.Context, by auth.Actor, id int64, in RouteInput) (*api.Body[RouteView], error) {
		r, err := s.SaveRoute(ctx, by, id, in)
		v, err := s.routeView(ctx, r, err)
		return &api.Body[RouteView]{Body: v}, err
	}
	api.Add(a, api.Post("routes-create", "/routes", "Make a route of approval"),
		func(ctx context.Context, by auth.Actor, in *api.Body[RouteInput]) (*api.Body[RouteView], error) {
			return save(ctx, by, 0, in.Body)
		})
	api.Add(a, api.Put("routes-change", "/routes/{id}", "Change a route of approval"),
		func(ctx context.Context, by auth.Actor, in *changeIn) (*api.Body[RouteView], error) {
			return save(ctx, by, in.ID, in.Body)
		})
}

// answer is the approvals of a card as they stand after an act.
func (s *Service) answer(ctx context.Context, by auth.Actor, documentID int64, err error) (*api.Body[Card], error) {
	if err != nil {
		return nil, err
	}
	card, err := s.Of(ctx, by, documentID)
	return &api.Body[Card]{Body: card}, err
}

func (s *Service) after(ctx context.Context, by auth.Actor, approvalID int64, err error) (*api.Body[Card], error) {
	if err != nil {
		return nil, err
	}
	a, err := byID(ctx, s.db, approvalID)
	return s.answer(ctx, by, a.DocumentID, err)
}
