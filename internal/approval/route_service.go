package approval

import (
	"context"
	"slices"

	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// RouteInput is what an administrator writes of a route.
type RouteInput struct {
	Name     string         `json:"name" minLength:"1" maxLength:"200"`
	Flow     documents.Flow `json:"flow" enum:"outgoing,internal,directive"`
	KindID   *int64         `json:"kind_id,omitempty"`
	Stages   []Stage        `json:"stages" minItems:"1" maxItems:"30"`
	Required bool           `json:"required"`
	ThenSign bool           `json:"then_sign"`
	Active   bool           `json:"active"`
	Version  int64          `json:"version,omitempty" doc:"Of the route that was shown; nothing for a new one"`
}

func routeByID(ctx context.Context, r db.Reader, id int64) (Route, error) {
	route, err := db.One[Route](ctx, r, "SELECT "+routeColumns+" FROM routes WHERE id = $1", id)
	return route, db.Absent(err, "approval.route_not_found", id)
}

// fits reports whether the route may lead this document.
func (r Route) fits(d documents.Document) bool {
	return r.Active && r.BodyID == d.BodyID && r.Flow == d.Flow && (r.KindID == nil || *r.KindID == d.KindID)
}

// Routes lists the routes of the actor's body; those that are out of use are seen by whoever administers them.
func (s *Service) Routes(ctx context.Context, by auth.Actor, flow documents.Flow, kindID int64) ([]Route, error) {
	list, err := db.All[Route](ctx, s.db, "SELECT "+routeColumns+" FROM routes WHERE body_id = $1 ORDER BY flow, name, id", by.BodyID)
	if err != nil {
		return nil, err
	}
	hidden := func(r Route) bool {
		return !r.Active && !by.Can(RightRoutes) || flow != "" && r.Flow != flow ||
			kindID != 0 && r.KindID != nil && *r.KindID != kindID
	}
	return slices.DeleteFunc(list, hidden), nil
}

// SaveRoute makes a route, id 0, or changes one. Approvals that run keep the stages with which they were started.
func (s *Service) SaveRoute(ctx context.Context, by auth.Actor, id int64, in RouteInput) (Route, error) {
	var route Route
	err := s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if !by.Can(RightRoutes) { // may
			return fail.New(fail.Denied, "approval.denied", "needs %s", RightRoutes)
		}
		was, err := s.routeOf(ctx, tx, by, id) // load
		if err != nil {
			return err
		}
		if err := s.checkRoute(ctx, tx, by, in); err != nil {
			return err
		}
		route = Route{ID: id, BodyID: by.BodyID, Name: in.Name, Flow: in.Flow, KindID: in.KindID, Stages: db.JSON[[]Stage]{V: withoutNames(in.Stages)},
			Required: in.Required, ThenSign: in.ThenSign, Active: in.Active, Version: in.Version} // decide
		if err := saveRoute(ctx, tx, &route); err != nil { // save
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "approval.route_saved", Object: route.Ref(), // journal
			Detail: map[string]any{"before": was, "after": in}})
	})
	return route, err
}

func (s *Service) routeOf(ctx context.Context, tx *db.Tx, by auth.Actor, id int64) (*RouteInput, error) {
	if id == 0 {
		return nil, nil
	}
	was, err := routeByID(ctx, tx, id)
	if err == nil && was.BodyID != by.BodyID {
		err = fail.New(fail.NotFound, "approval.route_not_found", "route %d is of another body", id)
	}
	return &RouteInput{Name: was.Name, Flow: was.Flow, KindID: was.KindID, Stages: was.Stages.V, Required: was.Required,
		ThenSign: was.ThenSign, Active: was.Active, Version: was.Version}, err
}

// checkRoute looks that a route is whole, its kind is one of the flow, and all that it names is of the body; who stands
// behind the names is looked up when an approval starts.
func (s *Service) checkRoute(ctx context.Context, tx *db.Tx, by auth.Actor, in RouteInput) error {
	if in.Flow != documents.Outgoing && in.Flow != documents.Internal && in.Flow != documents.Directive {
		return fail.Field("approval.route_wrong", "flow", "unknown")
	}
	if in.KindID != nil {
		kind, err := s.documents.KindByID(ctx, tx, *in.KindID)
		if err != nil && fail.KindOf(err) != fail.NotFound {
			return err
		}
		if err != nil || kind.Flow != in.Flow || kind.BodyID != nil && *kind.BodyID != by.BodyID {
			return fail.Field("approval.route_wrong", "kind_id", "unknown")
		}
	}
	if err := check(in.Stages); err != nil {
		return err
	}
	return s.checkOwn(ctx, tx, by, in.Stages)
}

// checkOwn refuses people, posts and units of other bodies: whom they have is their inner matter.
func (s *Service) checkOwn(ctx context.Context, r db.Reader, by auth.Actor, stages []Stage) error {
	for i, st := range stages {
		for j, p := range st.Participants {
			body, err := s.bodyOf(ctx, r, by, p)
			if fail.KindOf(err) == fail.NotFound || err == nil && body != by.BodyID {
				return nobody(i, j)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// bodyOf tells whose a participant is; roles and the author's head are always one's own.
func (s *Service) bodyOf(ctx context.Context, r db.Reader, by auth.Actor, p Participant) (int64, error) {
	switch p.Kind {
	case ByPerson:
		e, err := s.org.Person(ctx, r, p.ID)
		return e.BodyID, err
	case ByPost:
		post, err := s.org.Post(ctx, r, p.ID)
		return post.BodyID, err
	case ByUnitHead:
		unit, err := s.org.Unit(ctx, r, p.ID)
		return unit.BodyID, err
	}
	return by.BodyID, nil
}

func saveRoute(ctx context.Context, tx *db.Tx, route *Route) error {
	if route.ID == 0 {
		route.Version = 1
		id, err := db.Insert(ctx, tx, "routes", *route)
		route.ID = id
		return err
	}
	n, err := db.Update(ctx, tx, "routes", *route)
	if err == nil && n == 0 {
		err = fail.New(fail.Conflict, "approval.route_stale", "route %d was changed by somebody else", route.ID)
	}
	route.Version++
	return err
}
