package appeals

import (
	"context"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
)

// RouteView is a route with the names of its people.
type RouteView struct {
	Route
	Shown        Course           `json:"course"`
	SectionTitle string           `json:"section_title" doc:"Of the classifier in force; empty where it is unknown"`
	People       map[int64]string `json:"people" doc:"Short names of everybody named"`
	Ordered      bool             `json:"ordered" doc:"The executive's standing order covers this version"`
	MayOrder     bool             `json:"may_order" doc:"The reader is the executive: he may give the order or take it back"`
}

// StartInput names the route and the version that was shown.
type StartInput struct {
	RouteID int64 `json:"route_id" minimum:"1"`
	Version int64 `json:"version" minimum:"1"`
}

// OrderInput names the version of the route that the executive has read.
type OrderInput struct {
	Version int64 `json:"version" minimum:"1"`
}

func considerationRoutes(a *api.API, s *Service) {
	api.Add(a, api.Get("consideration-routes-list", "/consideration-routes", "Ready routes of consideration of the body by section of the classifier"),
		func(ctx context.Context, by auth.Actor, _ *api.Empty) (*api.Body[api.List[RouteView]], error) {
			list, err := s.RouteViews(ctx, by)
			return api.ListOf(list, ""), err
		})
	saved := func(ctx context.Context, by auth.Actor, id int64, in RouteInput) (*api.Body[RouteView], error) {
		r, err := s.SaveRoute(ctx, by, id, in)
		if err != nil {
			return nil, err
		}
		v, err := s.routeView(ctx, by, r)
		return &api.Body[RouteView]{Body: v}, err
	}
	api.Add(a, api.Post("consideration-routes-create", "/consideration-routes", "Make a route of consideration"),
		func(ctx context.Context, by auth.Actor, in *api.Body[RouteInput]) (*api.Body[RouteView], error) {
			return saved(ctx, by, 0, in.Body)
		})
	api.Add(a, api.Put("consideration-routes-change", "/consideration-routes/{id}", "Make a new version of a route of consideration"),
		func(ctx context.Context, by auth.Actor, in *api.Command[RouteInput]) (*api.Body[RouteView], error) {
			return saved(ctx, by, in.ID, in.Body)
		})
	api.Add(a, api.Post("consideration-routes-order", "/consideration-routes/{id}/order", "Give a standing order: assignments by this version are given in the executive's name"),
		func(ctx context.Context, by auth.Actor, in *api.Command[OrderInput]) (*api.Empty, error) {
			return &api.Empty{}, s.Delegate(ctx, by, in.ID, in.Body.Version)
		})
	api.Add(a, api.Post("consideration-routes-revoke", "/consideration-routes/{id}/revoke", "Take the standing order back"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Empty, error) {
			return &api.Empty{}, s.Undelegate(ctx, by, in.ID)
		})
	api.Add(a, api.Post("appeals-start-route", "/appeals/{id}/route", "Start a ready route: one key makes the resolution with its assignments"),
		func(ctx context.Context, by auth.Actor, in *api.Command[StartInput]) (*api.Body[View], error) {
			return s.answer(ctx, by, in.ID, s.StartRoute(ctx, by, in.ID, in.Body.RouteID, in.Body.Version))
		})
}

// RouteViews lists the routes of the reader's body: those in use for everybody, all for whoever keeps them.
func (s *Service) RouteViews(ctx context.Context, by auth.Actor) ([]RouteView, error) {
	routes, err := routesOf(ctx, s.db, by.BodyID)
	if err != nil {
		return nil, err
	}
	list := []RouteView{}
	for _, r := range routes {
		if !r.Active && mayLead(by) != nil {
			continue
		}
		v, err := s.routeView(ctx, by, r)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}

func (s *Service) routeView(ctx context.Context, by auth.Actor, r Route) (v RouteView, err error) {
	v = RouteView{Route: r, Shown: r.Course.V, People: map[int64]string{}, MayOrder: by.Is(r.Course.V.ExecutiveID)}
	people, err := s.org.Persons(ctx, s.db, r.Course.V.everybody())
	if err != nil {
		return v, err
	}
	for _, e := range people {
		v.People[e.ID] = e.ShortName
	}
	order, err := orderOf(ctx, s.db, r)
	if err != nil {
		return v, err
	}
	v.Ordered = order != nil
	v.SectionTitle, err = s.SectionTitle(ctx, r.Section)
	return v, err
}

// everybody are all people that a course names.
func (c Course) everybody() []int64 {
	ids := []int64{c.ExecutiveID}
	for _, id := range []*int64{c.SignatoryID, c.ControllerID} {
		if id != nil {
			ids = append(ids, *id)
		}
	}
	for _, st := range c.Steps {
		ids = append(append(ids, st.ResponsibleID), st.CoExecutors...)
	}
	return ids
}

// SectionTitle is the title of the node that a section names: codes of nodes are padded with zeros.
func (s *Service) SectionTitle(ctx context.Context, section string) (string, error) {
	if section == "" {
		return "", nil
	}
	return s.ThemeTitle(ctx, padded(section))
}
