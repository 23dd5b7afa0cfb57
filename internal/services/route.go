package services

import (
	"cmp"
	"context"
	"slices"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services/catalogue"
	"veche/internal/tasks"
)

// RouteLine is a line of the table of routes: which body answers for a service, by target and territory, in which time.
type RouteLine struct {
	ID        int64         `db:"id" json:"id"`
	ServiceID int64         `db:"service_id" json:"service_id"`
	Target    string        `db:"target" json:"target" doc:"Code of the target; empty: every one"`
	Territory string        `db:"territory" json:"territory" doc:"Empty: every one"`
	BodyID    int64         `db:"body_id" json:"body_id"`
	UnitID    *int64        `db:"unit_id" json:"unit_id"`
	From      calendar.Date `db:"from_on" json:"from"`
	To        calendar.Date `db:"to_on" json:"to"`
	Basis     string        `db:"basis" json:"basis"`
	PutBy     int64         `db:"put_by" json:"-"`
	PutAt     time.Time     `db:"put_at" json:"-"`
	Version   int64         `db:"version" json:"version"`
}

var routeColumns = db.Columns[RouteLine]("")

// fits reports whether the line is for a target and a territory on a day.
func (l RouteLine) fits(target, territory string, on calendar.Date) bool {
	return (l.Target == "" || l.Target == target) && (l.Territory == "" || isIn(l.Territory, territory)) &&
		!on.Before(l.From) && (l.To.IsZero() || !on.After(l.To))
}

// says is how much the line says: one that names the territory goes before one that names the target.
func (l RouteLine) says() int {
	n := 0
	if l.Territory != "" {
		n += 2
	}
	if l.Target != "" {
		n++
	}
	return n
}

// lineFor is the line of the table that says most; none where no line fits.
func lineFor(lines []RouteLine, target, territory string, on calendar.Date) (RouteLine, bool) {
	fitting := slices.DeleteFunc(slices.Clone(lines), func(l RouteLine) bool { return !l.fits(target, territory, on) })
	if len(fitting) == 0 {
		return RouteLine{}, false
	}
	return slices.MaxFunc(fitting, func(a, b RouteLine) int {
		return cmp.Or(cmp.Compare(a.says(), b.says()), a.From.Compare(b.From), cmp.Compare(a.ID, b.ID))
	}), true
}

// routeByTable takes a registered application to the responsible body; what has no line waits for the dispatcher.
func (s *Service) routeByTable(ctx context.Context, id int64) error {
	return s.db.Tx(ctx, auth.System("services.routes"), func(tx *db.Tx) error {
		m, err := s.open(ctx, tx, tx.By, id)
		if err != nil || m.State != Registered {
			return err
		}
		lines, err := db.All[RouteLine](ctx, tx, "SELECT "+routeColumns+" FROM service_routes WHERE service_id = $1", m.ServiceID)
		if err != nil {
			return err
		}
		l, found := lineFor(lines, m.procedure.Variant.Target, m.Territory, s.today(ctx, tx, &m))
		if !found {
			return nil
		}
		return s.goTo(ctx, tx, &m, Route, l.BodyID, l.UnitID, "")
	})
}

// RouteInput names the body, and the unit where one is known.
type RouteInput struct {
	BodyID int64  `json:"body_id" minimum:"1"`
	UnitID *int64 `json:"unit_id,omitempty"`
	Reason string `json:"reason,omitempty" maxLength:"500"`
}

// Route gives an application without a line of the table to a body: the dispatcher decides.
func (s *Service) Route(ctx context.Context, by auth.Actor, id int64, in RouteInput) error {
	return s.toBody(ctx, by, id, Route, in)
}

// HandOver gives an application to another body. Number and clock stay as they are.
func (s *Service) HandOver(ctx context.Context, by auth.Actor, id int64, in RouteInput) error {
	return s.toBody(ctx, by, id, HandOver, in)
}

func (s *Service) toBody(ctx context.Context, by auth.Actor, id int64, act Act, in RouteInput) error {
	return s.act(ctx, by, id, act, func(tx *db.Tx, m *matter) (line, error) {
		if act == HandOver && in.Reason == "" {
			return line{}, fail.Field("application.wrong", "reason", "required")
		}
		return s.arrive(ctx, tx, m, in.BodyID, in.UnitID, in.Reason)
	})
}

func (s *Service) goTo(ctx context.Context, tx *db.Tx, m *matter, act Act, body int64, unit *int64, reason string) error {
	was := m.State
	l, err := s.arrive(ctx, tx, m, body, unit, reason)
	if err != nil {
		return err
	}
	return s.keep(ctx, tx, m, act, was, l)
}

// arrive puts the application into the queue of a body. A registered one begins its next step there.
func (s *Service) arrive(ctx context.Context, tx *db.Tx, m *matter, bodyID int64, unit *int64, reason string) (line, error) {
	body, err := s.Org.Body(ctx, tx, bodyID)
	if err != nil || !body.Active {
		return line{}, fail.Field("application.wrong", "body_id", "unknown")
	}
	if unit != nil {
		if u, err := s.Org.Unit(ctx, tx, *unit); err != nil || u.BodyID != bodyID {
			return line{}, fail.Field("application.wrong", "unit_id", "unknown")
		}
	}
	if bodyID != m.BodyID || unit != nil {
		if err := tasks.Cancel(ctx, tx, subject(m.ID)); err != nil {
			return line{}, err
		}
	}
	if bodyID != m.BodyID {
		m.OfficerID = nil
	}
	m.BodyID, m.UnitID = bodyID, unit
	words := body.Name
	if reason != "" {
		words += ": " + reason
	}
	if m.State == Registered {
		step, ok := m.procedure.Variant.Step(m.Step)
		if !ok {
			return line{}, fail.New(fail.Conflict, "application.no_step", "no step %q", m.Step)
		}
		if step.Kind == catalogue.Interagency && len(m.procedure.Passport.RequestsOf(m.Variant)) == 0 {
			next, err := m.procedure.Leads(step.Code, catalogue.Answered)
			if err != nil {
				return line{}, err
			}
			step = next
		}
		m.State = stateOf[step.Kind]
		if err := s.begin(ctx, tx, m, step); err != nil {
			return line{}, err
		}
	}
	return line{words: words, detail: map[string]any{"body": bodyID, "unit": unit}}, nil
}

// Assign gives the application to an officer of the body; a colleague takes it over for himself so.
func (s *Service) Assign(ctx context.Context, by auth.Actor, id, officer int64) error {
	return s.act(ctx, by, id, Assign, func(tx *db.Tx, m *matter) (line, error) {
		list, err := s.Org.WithRight(ctx, tx, m.BodyID, RightConsider)
		if err != nil {
			return line{}, err
		}
		for _, e := range list {
			if e.ID == officer {
				m.OfficerID = &officer
				return line{words: e.ShortName, inner: true}, nil
			}
		}
		return line{}, fail.Field("application.wrong", "officer_id", "unknown")
	})
}
