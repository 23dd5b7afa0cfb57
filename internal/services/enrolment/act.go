package enrolment

import (
	"context"
	"strings"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Checked is what an officer has found out: where the child lives and which ground is proven.
type Checked struct {
	Resident bool   `json:"resident" doc:"Lives on the territory of the school"`
	Ground   Ground `json:"ground" enum:"none,sibling,first,out" doc:"Ground that is proven"`
	Version  int64  `json:"version"`
}

// Confirm ends the checks: the application gets its rank. A child whom stage 1 does not take is refused with the reason;
// he may apply in stage 2 (п. 17).
func (s *Service) Confirm(ctx context.Context, by auth.Actor, id int64, in Checked) (Enrolment, error) {
	return s.act(ctx, by, id, in.Version, Confirm, func(e *Enrolment) error {
		group, ok := GroupOf(e.Stage, in.Ground, in.Resident)
		if !ok {
			return fail.New(fail.Conflict, "enrolment.not_in_stage", "stage %d takes no %s, resident %t", e.Stage, in.Ground, in.Resident)
		}
		e.Resident, e.Ground, e.Group = in.Resident, in.Ground, group
		return nil
	})
}

// Why is a decision that needs a reason.
type Why struct {
	Reason  string `json:"reason" minLength:"1" maxLength:"1000"`
	Version int64  `json:"version"`
}

// Demand calls the parent with the originals.
func (s *Service) Demand(ctx context.Context, by auth.Actor, id int64, in Why) (Enrolment, error) {
	return s.act(ctx, by, id, in.Version, Demand, in.into)
}

// Refuse ends an application that the stage or the age does not allow. That there are no places is told by the order alone.
func (s *Service) Refuse(ctx context.Context, by auth.Actor, id int64, in Why) (Enrolment, error) {
	return s.act(ctx, by, id, in.Version, Refuse, in.into)
}

// Withdraw takes an application back on the request of the parent: the extra schools after one has enrolled the child. A
// place that was given becomes free.
func (s *Service) Withdraw(ctx context.Context, by auth.Actor, id int64, in Why) (Enrolment, error) {
	return s.act(ctx, by, id, in.Version, Withdraw, in.into)
}

func (w Why) into(e *Enrolment) error {
	if e.Reason = strings.TrimSpace(w.Reason); e.Reason == "" {
		return fail.Field("enrolment.wrong", "reason", "required")
	}
	return nil
}

func (s *Service) act(ctx context.Context, by auth.Actor, id, version int64, act Action, decide func(*Enrolment) error) (e Enrolment, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if e, err = s.applicationOf(ctx, tx, by, id); err != nil {
			return err
		}
		if e.Version != version {
			return fail.New(fail.Conflict, "enrolment.stale", "version %d, not %d", e.Version, version)
		}
		if err := e.can(act); err != nil {
			return err
		}
		if err := decide(&e); err != nil {
			return err
		}
		was := e.State
		e.State, e.ChangedAt = rules[act].to, tx.Now
		return s.save(ctx, tx, &e, "enrolment."+string(act), was)
	})
	return e, err
}

func (s *Service) save(ctx context.Context, tx *db.Tx, e *Enrolment, action string, was State) error {
	e.Version++
	if _, err := tx.Exec(ctx, `UPDATE enrolments SET state = $1, reason = $2, resident = $3, ground = $4, grp = $5, order_id = $6, changed_at = $7, version = $8 WHERE id = $9`,
		e.State, e.Reason, e.Resident, e.Ground, e.Group, e.OrderID, e.ChangedAt, e.Version, e.ID); err != nil {
		return err
	}
	return audit.Write(ctx, tx, audit.Entry{Action: action, Object: e.Ref(), From: string(was), To: string(e.State), Detail: map[string]any{"reason": e.Reason}})
}

// PlacesInput says how many children a school takes.
type PlacesInput struct {
	Year    int   `json:"year" minimum:"2020" maximum:"2100"`
	Places  int   `json:"places" minimum:"0" maximum:"2000"`
	Version int64 `json:"version"`
}

// SetPlaces changes the number of places: founders open classes.
func (s *Service) SetPlaces(ctx context.Context, by auth.Actor, schoolID int64, in PlacesInput) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		school, err := s.schoolOf(ctx, tx, by, schoolID)
		if err != nil {
			return err
		}
		if _, err := s.campaignOf(ctx, tx, school.BodyID, in.Year); err != nil {
			return err
		}
		taken, err := s.enrolledIn(ctx, tx, schoolID, in.Year)
		if err != nil {
			return err
		}
		if in.Places < taken {
			return fail.New(fail.Conflict, "enrolment.places_taken", "%d are enrolled", taken).With("taken", taken)
		}
		n, err := tx.Exec(ctx, `INSERT INTO enrolment_places (school_id, year, places) VALUES ($1, $2, $3)
			ON CONFLICT (school_id, year) DO UPDATE SET places = excluded.places, version = enrolment_places.version + 1 WHERE enrolment_places.version = $4`,
			schoolID, in.Year, in.Places, in.Version)
		if err != nil {
			return err
		}
		if n == 0 {
			return fail.New(fail.Conflict, "enrolment.stale", "the places are of another version")
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "school.places", Object: school.Ref(), Detail: map[string]any{"year": in.Year, "places": in.Places}})
	})
}

// enrolledIn counts the places that are given.
func (s *Service) enrolledIn(ctx context.Context, r db.Reader, schoolID int64, year int) (int, error) {
	return db.One[int](ctx, r, "SELECT count(*) FROM enrolments WHERE school_id = $1 AND year = $2 AND state = $3", schoolID, year, Enrolled)
}
