package appeals

import (
	"context"
	"strconv"
	"strings"

	"veche/internal/org"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// RouteInput is what an administrator writes of a route.
type RouteInput struct {
	Section string `json:"section" maxLength:"24"`
	Name    string `json:"name" minLength:"1" maxLength:"200"`
	Active  bool   `json:"active"`
	Course  Course `json:"course"`
	Version int64  `json:"version,omitempty" doc:"Of the route that was shown; nothing for a new one"`
}

const routeColumns = "r.id, r.body_id, r.section, r.name, r.active, r.version, v.course"

const routeTables = " FROM consideration_routes r JOIN consideration_route_versions v ON v.route_id = r.id AND v.no = r.version"

// routesOf are the routes of a body, the widest sections first.
func routesOf(ctx context.Context, r db.Reader, bodyID int64) ([]Route, error) {
	return db.All[Route](ctx, r, "SELECT "+routeColumns+routeTables+" WHERE r.body_id = $1 ORDER BY r.section, r.id", bodyID)
}

func routeByID(ctx context.Context, r db.Reader, bodyID, id int64) (Route, error) {
	route, err := db.One[Route](ctx, r, "SELECT "+routeColumns+routeTables+" WHERE r.id = $1 AND r.body_id = $2", id, bodyID)
	return route, db.Absent(err, "appeal.route_not_found", id)
}

// mayLead: the administrator of the body, and whoever keeps its routes of approval.
func mayLead(by auth.Actor) error {
	if by.Can(org.RightAdmin) || by.Can("approval.route") {
		return nil
	}
	return fail.New(fail.Denied, "appeal.routes_denied", "person %d does not keep routes", by.PersonID)
}

// SaveRoute makes a route, id 0, or a new version of one. A standing order holds for the version it was given for: after
// a change the executive orders anew.
func (s *Service) SaveRoute(ctx context.Context, by auth.Actor, id int64, in RouteInput) (route Route, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if err := mayLead(by); err != nil {
			return err
		}
		if id != 0 {
			was, err := routeByID(ctx, tx, by.BodyID, id)
			if err != nil {
				return err
			}
			if was.Version != in.Version {
				return fail.New(fail.Conflict, "document.stale", "route %d is at version %d", id, was.Version)
			}
		}
		if err := s.checkRoute(ctx, tx, by.BodyID, id, in); err != nil {
			return err
		}
		route = Route{ID: id, BodyID: by.BodyID, Section: in.Section, Name: strings.TrimSpace(in.Name), Active: in.Active, Version: in.Version + 1, Course: db.JSON[Course]{V: in.Course}}
		if err := putRoute(ctx, tx, &route); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "appeal.route_saved", Object: route.Ref(), Detail: map[string]any{"version": route.Version, "section": route.Section, "course": in.Course}})
	})
	return route, err
}

// putRoute writes the route and its new version; the old one stays.
func putRoute(ctx context.Context, tx *db.Tx, r *Route) (err error) {
	if r.ID == 0 {
		r.ID, err = db.One[int64](ctx, tx, `
			INSERT INTO consideration_routes (body_id, section, name, active, version) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
			r.BodyID, r.Section, r.Name, r.Active, r.Version)
	} else {
		var n int64
		n, err = tx.Exec(ctx, "UPDATE consideration_routes SET section = $1, name = $2, active = $3, version = $4 WHERE id = $5 AND version = $6",
			r.Section, r.Name, r.Active, r.Version, r.ID, r.Version-1)
		if err == nil && n == 0 {
			err = fail.New(fail.Conflict, "document.stale", "route %d was changed by somebody else", r.ID)
		}
	}
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		INSERT INTO consideration_route_versions (route_id, no, course, changed_by, changed_name, changed_at) VALUES ($1, $2, $3, $4, $5, $6)`,
		r.ID, r.Version, r.Course, tx.By.PersonID, tx.By.Name, tx.Now)
	return err
}

// checkRoute looks that the section is one, that no other route in use has it, that everybody named works in the body,
// and that no step is longer than the body's own term of an answer.
func (s *Service) checkRoute(ctx context.Context, tx *db.Tx, bodyID, id int64, in RouteInput) error {
	if err := CheckSection(in.Section); err != nil {
		return err
	}
	taken, err := db.Exists(ctx, tx, "SELECT 1 FROM consideration_routes WHERE body_id = $1 AND section = $2 AND active AND id <> $3", bodyID, in.Section, id)
	if err != nil {
		return err
	}
	if taken && in.Active {
		return fail.Field("appeal.route_taken", "section", "repeated")
	}
	if err := s.checkPeople(ctx, tx, bodyID, in.Course); err != nil {
		return err
	}
	clock, err := s.clockOf(ctx, tx, bodyID)
	if err != nil {
		return err
	}
	most := clock.terms[termAnswer].Amount
	for i, st := range in.Course.Steps {
		if st.Days < 1 || st.Days > most {
			return fail.Field("appeal.route_term", stepField(i, "days"), "too_large").With("days", most)
		}
		if strings.TrimSpace(st.Text) == "" {
			return fail.Field("appeal.route_wrong", stepField(i, "text"), "required")
		}
	}
	return nil
}

func stepField(i int, field string) string { return "course.steps[" + strconv.Itoa(i) + "]." + field }

func (s *Service) checkPeople(ctx context.Context, r db.Reader, bodyID int64, c Course) error {
	type name struct {
		id    int64
		field string
	}
	named := []name{{c.ExecutiveID, "course.executive_id"}}
	optional := func(id *int64, field string) {
		if id != nil {
			named = append(named, name{*id, field})
		}
	}
	optional(c.SignatoryID, "course.signatory_id")
	optional(c.ControllerID, "course.controller_id")
	for i, st := range c.Steps {
		optional(&st.ResponsibleID, stepField(i, "responsible_id"))
		for _, co := range st.CoExecutors {
			optional(&co, stepField(i, "co_executors"))
		}
	}
	for _, n := range named {
		e, err := s.org.Person(ctx, r, n.id)
		if err != nil && fail.KindOf(err) != fail.NotFound {
			return err
		}
		if err != nil || e.BodyID != bodyID || e.Dismissed() {
			return fail.Field("appeal.route_wrong", n.field, "unknown")
		}
	}
	return nil
}
