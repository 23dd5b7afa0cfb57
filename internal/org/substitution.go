package org

import (
	"context"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

// Scope is how much of the principal's power passes to the deputy.
type Scope string

const (
	All    Scope = "all"    // considers, approves and signs in his place
	Copies Scope = "copies" // sees what he sees, does nothing in his place
)

// Substitution is an order by which one employee replaces another for a time (§2.9).
type Substitution struct {
	ID          int64         `db:"id" json:"id"`
	BodyID      int64         `db:"body_id" json:"body_id"`
	PrincipalID int64         `db:"principal_id" json:"principal_id"`
	DeputyID    int64         `db:"deputy_id" json:"deputy_id"`
	From        calendar.Date `db:"from_day" json:"from_day"`
	To          calendar.Date `db:"to_day" json:"to_day"`
	Basis       string        `db:"basis" json:"basis" doc:"Order and its number"`
	Scope       Scope         `db:"scope" json:"scope" enum:"all,copies"`
	CreatedAt   time.Time     `db:"created_at" json:"created_at"`
	CancelledAt *time.Time    `db:"cancelled_at" json:"cancelled_at"`
}

// Ref names the order in the audit.
func (s Substitution) Ref() audit.Ref {
	return audit.Ref{Kind: "substitution", ID: s.ID, Title: s.Basis}
}

// InForce reports whether the order holds on the day.
func (s Substitution) InForce(day calendar.Date) bool {
	return s.CancelledAt == nil && !day.Before(s.From) && !day.After(s.To)
}

// Deputy is who replaces an employee with full power on the day, and by which order; nil when nobody does.
func (s *Service) Deputy(ctx context.Context, r db.Reader, employeeID int64, day calendar.Date) (deputy *Employee, basis string, err error) {
	list, err := db.All[Substitution](ctx, r, "SELECT "+db.Columns[Substitution]("")+` FROM substitutions
		WHERE principal_id = $1 AND scope = $2 AND cancelled_at IS NULL AND from_day <= $3 AND to_day >= $3 ORDER BY id LIMIT 1`,
		employeeID, All, day)
	if err != nil || len(list) == 0 {
		return nil, "", err
	}
	e, err := s.Person(ctx, r, list[0].DeputyID)
	return &e, list[0].Basis, err
}
