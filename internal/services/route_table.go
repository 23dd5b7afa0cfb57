package services

import (
	"context"
	"slices"
	"strings"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services/catalogue"
)

// RouteLineInput is a line of the table of routes as it is typed.
type RouteLineInput struct {
	ServiceID int64         `json:"service_id" minimum:"1"`
	Target    string        `json:"target,omitempty" maxLength:"40"`
	Territory string        `json:"territory,omitempty" maxLength:"200"`
	BodyID    int64         `json:"body_id" minimum:"1"`
	UnitID    *int64        `json:"unit_id,omitempty"`
	From      calendar.Date `json:"from"`
	To        calendar.Date `json:"to,omitempty"`
	Basis     string        `json:"basis,omitempty" maxLength:"300"`
	Version   int64         `json:"version,omitempty" doc:"Of the line that is changed; 0 for a new one"`
}

// RouteShown is a line with its names.
type RouteShown struct {
	RouteLine
	Service string `db:"service" json:"service"`
	Body    string `db:"body" json:"body"`
	Unit    string `db:"unit" json:"unit"`
}

// Routes lists the table for those who keep it: of the services of their body.
func (s *Service) Routes(ctx context.Context, by auth.Actor) ([]RouteShown, error) {
	if !by.Can(RightRoute) {
		return nil, fail.New(fail.Denied, "application.routes_denied", "the table is the dispatcher's")
	}
	return db.All[RouteShown](ctx, s.db, "SELECT "+db.Columns[RouteLine]("r")+`, s.short_name AS service, b.short_name AS body, COALESCE(u.name, '') AS unit
		  FROM service_routes r JOIN services s ON s.id = r.service_id JOIN bodies b ON b.id = r.body_id LEFT JOIN units u ON u.id = r.unit_id
		 WHERE s.body_id = $1 OR r.body_id = $1 ORDER BY s.short_name, r.territory, r.target, r.from_on DESC, r.id`, by.BodyID)
}

// PutRoute enters a line, or changes one: id 0 is a new one.
func (s *Service) PutRoute(ctx context.Context, by auth.Actor, id int64, in RouteLineInput) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		entry, err := s.mayRoute(ctx, tx, by, id, in.ServiceID)
		if err != nil {
			return err
		}
		l := RouteLine{ID: id, ServiceID: in.ServiceID, Target: in.Target, Territory: strings.TrimSpace(in.Territory), BodyID: in.BodyID, UnitID: in.UnitID,
			From: in.From, To: in.To, Basis: strings.TrimSpace(in.Basis), PutBy: by.PersonID, PutAt: tx.Now, Version: max(in.Version, 1)}
		if err := s.checkRoute(ctx, tx, l); err != nil {
			return err
		}
		if id == 0 {
			l.ID, err = db.Insert(ctx, tx, "service_routes", l)
		} else {
			var n int64
			if n, err = db.Update(ctx, tx, "service_routes", l); err == nil && n == 0 {
				err = fail.New(fail.Conflict, "application.stale", "route %d was changed by somebody else", id)
			}
		}
		if err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "service_route.put", Object: audit.Ref{Kind: "service_route", ID: l.ID, Title: entry.ShortName}, Detail: in})
	})
}

// mayRouteAtAll is asked first: to whom the table is closed, it does not tell which lines there are.
func mayRouteAtAll(by auth.Actor) error {
	if !by.Can(RightRoute) {
		return fail.New(fail.Denied, "application.routes_denied", "the table is the dispatcher's")
	}
	return nil
}

// mayRoute says whether this person may change a line: of a service of his body alone.
func (s *Service) mayRoute(ctx context.Context, tx *db.Tx, by auth.Actor, id, service int64) (entry catalogue.Entry, err error) {
	if err := mayRouteAtAll(by); err != nil {
		return entry, err
	}
	if id != 0 {
		was, err := db.One[RouteLine](ctx, tx, "SELECT "+routeColumns+" FROM service_routes WHERE id = $1"+tx.Words().Lock, id)
		if err != nil {
			return entry, db.Absent(err, "application.no_route", id)
		}
		if of, err := s.Catalogue.EntryByID(ctx, tx, was.ServiceID); err != nil || of.BodyID != by.BodyID && !by.System {
			return entry, fail.New(fail.NotFound, "application.no_route", "route %d of another body", id)
		}
	}
	if entry, err = s.Catalogue.EntryByID(ctx, tx, service); err == nil && entry.BodyID != by.BodyID && !by.System {
		err = fail.Field("application.wrong", "service_id", "unknown")
	}
	return entry, err
}

func (s *Service) checkRoute(ctx context.Context, tx *db.Tx, l RouteLine) error {
	wrong := map[string]string{}
	if b, err := s.Org.Body(ctx, tx, l.BodyID); err != nil || !b.Active {
		wrong["body_id"] = "unknown"
	}
	if l.UnitID != nil {
		if u, err := s.Org.Unit(ctx, tx, *l.UnitID); err != nil || u.BodyID != l.BodyID {
			wrong["unit_id"] = "unknown"
		}
	}
	if l.From.IsZero() {
		wrong["from"] = "required"
	}
	if !l.To.IsZero() && l.To.Before(l.From) {
		wrong["to"] = "wrong_period"
	}
	if l.Target != "" {
		v, err := s.Catalogue.Published(ctx, tx, l.ServiceID, tx.Now)
		if err != nil || !slices.ContainsFunc(v.Passport.V.Targets, func(t catalogue.Target) bool { return t.Code == l.Target }) {
			wrong["target"] = "unknown"
		}
	}
	if len(wrong) > 0 {
		return fail.Fields("application.wrong", wrong)
	}
	return nil
}

// EndRoute takes a line away; what it has routed stays where it is.
func (s *Service) EndRoute(ctx context.Context, by auth.Actor, id int64) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if err := mayRouteAtAll(by); err != nil {
			return err
		}
		l, err := db.One[RouteLine](ctx, tx, "SELECT "+routeColumns+" FROM service_routes WHERE id = $1", id)
		if err != nil {
			return db.Absent(err, "application.no_route", id)
		}
		entry, err := s.mayRoute(ctx, tx, by, id, l.ServiceID)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "DELETE FROM service_routes WHERE id = $1", id); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "service_route.ended", Object: audit.Ref{Kind: "service_route", ID: id, Title: entry.ShortName}, Detail: l})
	})
}
