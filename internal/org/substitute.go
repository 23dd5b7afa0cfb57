package org

import (
	"context"
	"strings"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// SubstituteInput is the order of a substitution.
type SubstituteInput struct {
	PrincipalID int64         `json:"principal_id" minimum:"1"`
	DeputyID    int64         `json:"deputy_id" minimum:"1"`
	From        calendar.Date `json:"from_day" format:"date"`
	To          calendar.Date `json:"to_day" format:"date" doc:"Last day"`
	Basis       string        `json:"basis" minLength:"1" maxLength:"200" doc:"Order and its number"`
	Scope       Scope         `json:"scope" enum:"all,copies"`
}

// Substitute lets one employee replace another for a time by an order.
func (s *Service) Substitute(ctx context.Context, by auth.Actor, in SubstituteInput) (order Substitution, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		principal, err := s.toEmpower(ctx, tx, by, in.PrincipalID)
		if err != nil {
			return err
		}
		deputy, err := s.toEmpower(ctx, tx, by, in.DeputyID)
		if err != nil {
			return err
		}
		if err := in.check(s.Today(ctx, tx, principal.BodyID, tx.Now)); err != nil {
			return err
		}
		if err := s.refuseOverlap(ctx, tx, in); err != nil {
			return err
		}
		order = Substitution{BodyID: principal.BodyID, PrincipalID: principal.ID, DeputyID: deputy.ID, From: in.From, To: in.To,
			Basis: strings.TrimSpace(in.Basis), Scope: in.Scope, CreatedAt: tx.Now}
		if order.ID, err = db.Insert(ctx, tx, "substitutions", order); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "substitution.ordered", Object: order.Ref(), From: principal.ShortName, To: deputy.ShortName, Detail: in})
	})
	return order, err
}

func (in SubstituteInput) check(today calendar.Date) error {
	wrong := map[string]string{}
	if strings.TrimSpace(in.Basis) == "" {
		wrong["basis"] = "required"
	}
	if in.From.IsZero() {
		wrong["from_day"] = "required"
	}
	switch {
	case in.To.IsZero():
		wrong["to_day"] = "required"
	case in.To.Before(in.From):
		wrong["to_day"] = "before_start"
	case in.To.Before(today):
		wrong["to_day"] = "past"
	}
	if in.DeputyID == in.PrincipalID {
		wrong["deputy_id"] = "same_person"
	}
	if in.Scope != All && in.Scope != Copies {
		wrong["scope"] = "not_in_list"
	}
	if len(wrong) > 0 {
		return fail.Fields("org.substitution.invalid", wrong)
	}
	return nil
}

// refuseOverlap: for one scope one deputy at a time, and nobody replaces the one who replaces him (§2.9).
func (s *Service) refuseOverlap(ctx context.Context, tx *db.Tx, in SubstituteInput) error {
	// Both rows are held, so that two orders at once, also those of two who would replace each other, are checked in turn.
	if _, err := db.All[int64](ctx, tx, "SELECT id FROM employees WHERE id IN ($1, $2) ORDER BY id"+tx.Words().Lock, in.PrincipalID, in.DeputyID); err != nil {
		return err
	}
	const meets = " AND cancelled_at IS NULL AND from_day <= $2 AND to_day >= $3"
	overlaps, err := db.Exists(ctx, tx, "SELECT 1 FROM substitutions WHERE principal_id = $1"+meets+" AND scope = $4",
		in.PrincipalID, in.To, in.From, in.Scope)
	if err != nil {
		return err
	}
	if overlaps {
		return fail.New(fail.Conflict, "org.substitution.overlap", "employee %d is replaced already", in.PrincipalID)
	}
	circle, err := db.Exists(ctx, tx, "SELECT 1 FROM substitutions WHERE principal_id = $1"+meets+" AND deputy_id = $4",
		in.DeputyID, in.To, in.From, in.PrincipalID)
	if err == nil && circle {
		return fail.New(fail.Conflict, "org.substitution.circle", "employees %d and %d would replace each other", in.PrincipalID, in.DeputyID)
	}
	return err
}

// Cancel ends an order before its time.
func (s *Service) Cancel(ctx context.Context, by auth.Actor, id int64) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		order, err := db.One[Substitution](ctx, tx, "SELECT "+db.Columns[Substitution]("")+" FROM substitutions WHERE id = $1"+tx.Words().Lock, id)
		if err != nil {
			return db.Absent(err, "org.substitution.absent", id)
		}
		if order.BodyID != by.BodyID {
			return db.Absent(db.ErrNone, "org.substitution.absent", id)
		}
		if err := mayEmpower(by, order.BodyID); err != nil {
			return err
		}
		if order.CancelledAt != nil || order.To.Before(s.Today(ctx, tx, order.BodyID, tx.Now)) {
			return fail.New(fail.Conflict, "org.substitution.over", "order %d", id)
		}
		if _, err := tx.Exec(ctx, "UPDATE substitutions SET cancelled_at = $2 WHERE id = $1", id, tx.Now); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "substitution.cancelled", Object: order.Ref()})
	})
}

// SubstitutionRow is an order with the names of both.
type SubstitutionRow struct {
	Substitution
	Principal     string `db:"principal" json:"principal"`
	PrincipalPost string `db:"principal_post" json:"principal_post"`
	Deputy        string `db:"deputy" json:"deputy"`
	DeputyPost    string `db:"deputy_post" json:"deputy_post"`
	Now           bool   `db:"-" json:"in_force" doc:"Holds today"`
}

// Substitutions lists the orders of the actor's body that are not over; everybody may know who replaces whom.
func (s *Service) Substitutions(ctx context.Context, by auth.Actor) ([]SubstitutionRow, error) {
	today := s.Today(ctx, s.db, by.BodyID, s.db.Now())
	list, err := db.All[SubstitutionRow](ctx, s.db, "SELECT "+db.Columns[Substitution]("s")+`, pe.short_name AS principal, pp.name AS principal_post, de.short_name AS deputy, dp.name AS deputy_post
		FROM substitutions s
		JOIN employees pe ON pe.id = s.principal_id JOIN posts pp ON pp.id = pe.post_id
		JOIN employees de ON de.id = s.deputy_id JOIN posts dp ON dp.id = de.post_id
		WHERE s.body_id = $1 AND s.cancelled_at IS NULL AND s.to_day >= $2 ORDER BY s.from_day, s.id`, by.BodyID, today)
	for i := range list {
		list[i].Now = list[i].InForce(today)
	}
	return list, err
}
