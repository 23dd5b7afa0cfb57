package enrolment

import (
	"context"
	"slices"
	"strings"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services"
	"veche/internal/services/catalogue"
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
	return s.act(ctx, by, id, in.Version, Confirm, func(tx *db.Tx, e *Enrolment) error {
		if e.SchoolID == nil {
			return fail.New(fail.Conflict, "enrolment.no_school_yet", "application %d has no school", id)
		}
		group, ok := GroupOf(e.Stage, in.Ground, in.Resident)
		if !ok {
			return fail.New(fail.Conflict, "enrolment.not_in_stage", "stage %d takes no %s, resident %t", e.Stage, in.Ground, in.Resident)
		}
		e.Resident, e.Ground, e.Group = in.Resident, in.Ground, group
		return s.applications.Heard(ctx, tx, e.place())
	})
}

// Why is a decision that needs a reason.
type Why struct {
	Reason  string `json:"reason" minLength:"1" maxLength:"1000"`
	Version int64  `json:"version"`
}

// originalsDays is how long a parent has for the originals; the reception waits no longer than its own end.
const originalsDays = 5

// Demand calls the parent with the originals: he reads it in his account and gets a letter.
func (s *Service) Demand(ctx context.Context, by auth.Actor, id int64, in Why) (Enrolment, error) {
	return s.act(ctx, by, id, in.Version, Demand, func(tx *db.Tx, e *Enrolment) error {
		if err := in.into(e); err != nil {
			return err
		}
		due := s.calendar.Due(s.org.Today(ctx, tx, e.BodyID, tx.Now), calendar.Term{Amount: originalsDays, Unit: calendar.WorkingDay, Basis: "приказ Минпросвещения № 458 п. 26"})
		return s.applications.Called(ctx, tx, e.place(), e.Reason, due)
	})
}

// Refusal is a refusal with its ground in the regulation.
type Refusal struct {
	Ground  string `json:"ground" minLength:"1" maxLength:"40" doc:"Code of the ground in the regulation"`
	Reason  string `json:"reason" minLength:"1" maxLength:"1000"`
	Version int64  `json:"version"`
}

// Refuse ends an application that the stage or the age does not allow. That there are no places is told by the order alone.
func (s *Service) Refuse(ctx context.Context, by auth.Actor, id int64, in Refusal) (Enrolment, error) {
	return s.act(ctx, by, id, in.Version, Refuse, func(tx *db.Tx, e *Enrolment) error {
		if in.Ground == groundNoPlaces {
			return fail.New(fail.Conflict, "enrolment.by_order", "only an order refuses for places")
		}
		if err := (Why{Reason: in.Reason}).into(e); err != nil {
			return err
		}
		e.Refusal = in.Ground
		return s.applications.NotEnrolled(ctx, tx, e.place(), services.Declined{Ground: in.Ground, Reason: e.Reason})
	})
}

// Grounds are those on which an officer refuses, from the regulation.
func (s *Service) Grounds(ctx context.Context, r db.Reader, serviceID int64) ([]catalogue.Ground, error) {
	list, err := s.applications.GroundsOf(ctx, r, serviceID)
	return slices.DeleteFunc(list, func(g catalogue.Ground) bool { return g.Code == groundNoPlaces }), err
}

// Withdraw takes an application back on the request of the parent: the extra schools after one has enrolled the child. A
// place that was given becomes free.
func (s *Service) Withdraw(ctx context.Context, by auth.Actor, id int64, in Why) (Enrolment, error) {
	return s.act(ctx, by, id, in.Version, Withdraw, func(tx *db.Tx, e *Enrolment) error {
		if err := in.into(e); err != nil {
			return err
		}
		return s.takenBack(ctx, tx, e)
	})
}

func (s *Service) takenBack(ctx context.Context, tx *db.Tx, e *Enrolment) error {
	e.Seat = false
	return s.applications.TakenBack(ctx, tx, e.place(), e.Reason)
}

func (w Why) into(e *Enrolment) error {
	if e.Reason = strings.TrimSpace(w.Reason); e.Reason == "" {
		return fail.Field("enrolment.wrong", "reason", "required")
	}
	return nil
}

// Leave is the parent's own act in his account: he withdraws an extra school, or gives up a place for another one
// (domain.md §6.8). It needs no officer: the register is free to go on at once.
func (s *Service) Leave(ctx context.Context, tx *db.Tx, place services.Ref, reason string) error {
	e, err := db.One[Enrolment](ctx, tx, "SELECT "+enrolmentColumns+" FROM enrolments WHERE service_id = $1 AND year = $2 AND sequence = $3"+tx.Words().Lock,
		place.ServiceID, place.Year, place.Sequence)
	if e, err = absent(e, err, noApplication(place.Sequence)); err != nil {
		return err
	}
	if err := e.can(Withdraw); err != nil {
		return err
	}
	if e.Reason = strings.TrimSpace(reason); e.Reason == "" {
		e.Reason = "По просьбе родителя"
	}
	if err := s.takenBack(ctx, tx, &e); err != nil {
		return err
	}
	was := e.State
	e.State, e.ChangedAt = Withdrawn, tx.Now
	return s.save(ctx, tx, &e, "enrolment.withdraw", was)
}

func (s *Service) act(ctx context.Context, by auth.Actor, id, version int64, act Action, decide func(tx *db.Tx, e *Enrolment) error) (e Enrolment, err error) {
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
		if err := decide(tx, &e); err != nil {
			return err
		}
		was := e.State
		if to := rules[act].to; to != "" {
			e.State = to
		}
		e.ChangedAt = tx.Now
		return s.save(ctx, tx, &e, "enrolment."+string(act), was)
	})
	return e, err
}

// save writes what has become of an application. Whom a window has refused may come again in the next one.
func (s *Service) save(ctx context.Context, tx *db.Tx, e *Enrolment, action string, was State) error {
	if e.State == Refused || e.State == NoPlace || e.State == Withdrawn {
		if err := s.intake.End(ctx, tx, e.ServiceID, e.Year, e.Sequence); err != nil {
			return err
		}
	}
	e.Version++
	if _, err := tx.Exec(ctx, `UPDATE enrolments SET state = $1, reason = $2, resident = $3, ground = $4, grp = $5, order_id = $6, changed_at = $7, version = $8,
		seat = $9, refusal = $10, school_id = $11 WHERE id = $12`,
		e.State, e.Reason, e.Resident, e.Ground, e.Group, e.OrderID, e.ChangedAt, e.Version, e.Seat, e.Refusal, e.SchoolID, e.ID); err != nil {
		return err
	}
	return audit.Write(ctx, tx, audit.Entry{Action: action, Object: e.Ref(), From: string(was), To: string(e.State), Detail: map[string]any{"reason": e.Reason}})
}
