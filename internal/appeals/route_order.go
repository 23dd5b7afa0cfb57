package appeals

import (
	"context"

	"veche/internal/assignments"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Delegate is the standing order of the executive of a route: assignments by this very version are given in his name.
// Nobody gives it for him – neither his assistant nor the administrator, who could write himself any resolution so.
func (s *Service) Delegate(ctx context.Context, by auth.Actor, routeID, version int64) error {
	return s.onOrder(ctx, by, routeID, "appeal.order_given", func(tx *db.Tx, r Route) error {
		if r.Version != version {
			return fail.New(fail.Conflict, "document.stale", "route %d is at version %d", r.ID, r.Version)
		}
		if o, err := orderOf(ctx, tx, r); err != nil || o != nil {
			return err
		}
		_, err := db.Insert(ctx, tx, "standing_orders", StandingOrder{BodyID: r.BodyID, RouteID: r.ID, RouteNo: r.Version, ExecutiveID: by.PersonID, GivenAt: tx.Now})
		return err
	})
}

// Undelegate takes the order back; what was given by it stays given.
func (s *Service) Undelegate(ctx context.Context, by auth.Actor, routeID int64) error {
	return s.onOrder(ctx, by, routeID, "appeal.order_revoked", func(tx *db.Tx, r Route) error {
		_, err := tx.Exec(ctx, "UPDATE standing_orders SET revoked_at = $1, revoked_by = $2 WHERE route_id = $3 AND executive_id = $4 AND revoked_at IS NULL",
			tx.Now, by.PersonID, r.ID, by.PersonID)
		return err
	})
}

func (s *Service) onOrder(ctx context.Context, by auth.Actor, routeID int64, action string, do func(tx *db.Tx, r Route) error) error {
	var route Route
	err := s.db.Tx(ctx, by, func(tx *db.Tx) (err error) {
		if route, err = routeByID(ctx, tx, by.BodyID, routeID); err != nil {
			return err
		}
		if !by.Is(route.Course.V.ExecutiveID) || !by.Can(assignments.RightIssue) {
			return fail.New(fail.Denied, "appeal.order_denied", "route %d is not of person %d", routeID, by.PersonID)
		}
		if err := do(tx, route); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: action, Object: route.Ref(), Detail: map[string]any{"version": route.Version}})
	})
	if fail.KindOf(err) == fail.Denied {
		return audit.Denied(ctx, s.db, by, audit.Entry{Action: action, Object: route.Ref()}, err)
	}
	return err
}

// orderOf is the standing order that covers the route now, or nil.
func orderOf(ctx context.Context, r db.Reader, route Route) (*StandingOrder, error) {
	list, err := db.All[StandingOrder](ctx, r, "SELECT "+db.Columns[StandingOrder]("")+` FROM standing_orders
		WHERE route_id = $1 AND route_no = $2 AND revoked_at IS NULL ORDER BY id DESC`, route.ID, route.Version)
	for i, o := range list {
		if o.covers(route) {
			return &list[i], err
		}
	}
	return nil, err
}
