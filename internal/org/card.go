package org

import (
	"context"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Card is an employee as his colleagues see him; what he may is for the administrator.
type Card struct {
	Employee
	Roles        []Role        `json:"roles"`
	Rights       []auth.Right  `json:"rights" doc:"What the roles give; for the administrator"`
	Appointments []Appointment `json:"appointments" doc:"Posts held, the newest first"`
	Deputy       *auth.Person  `json:"deputy" doc:"Who replaces him today with full power"`
	Login        string        `json:"login" doc:"For the administrator"`
	Blocked      bool          `json:"blocked" doc:"May not sign in; for the administrator"`
}

// seen hides staff of other bodies: only executives are known outside.
func (s *Service) seen(by auth.Actor, e Employee) error {
	if by.System || e.BodyID == by.BodyID || e.Executive && !e.Dismissed() {
		return nil
	}
	return fail.New(fail.NotFound, "org.employee.absent", "employee %d of another body", e.ID)
}

// Card shows one employee.
func (s *Service) Card(ctx context.Context, by auth.Actor, id int64) (c Card, err error) {
	if c.Employee, err = s.Person(ctx, s.db, id); err != nil {
		return c, err
	}
	if err = s.seen(by, c.Employee); err != nil {
		return c, err
	}
	c.Roles, c.Rights, c.Appointments = []Role{}, []auth.Right{}, []Appointment{}
	if c.BodyID != by.BodyID {
		return c, nil
	}
	deputy, basis, err := s.Deputy(ctx, s.db, id, s.Today(ctx, s.db, c.BodyID, s.db.Now()))
	if err != nil {
		return c, err
	}
	if deputy != nil {
		c.Deputy = &auth.Person{ID: deputy.ID, Name: deputy.ShortName, Post: deputy.Post, Basis: basis}
	}
	if c.Appointments, err = db.All[Appointment](ctx, s.db, "SELECT "+db.Columns[Appointment]("")+" FROM appointments WHERE employee_id = $1 ORDER BY from_day DESC, id DESC", id); err != nil {
		return c, err
	}
	if !by.Can(RightAdmin) && !by.Can(RightAudit) && !by.Is(id) {
		return c, nil
	}
	if c.Roles, err = s.RolesOf(ctx, s.db, id); err != nil {
		return c, err
	}
	if !c.Dismissed() {
		c.Rights = RightsOf(c.Roles)
	}
	if c.AccountID != nil && s.sessions != nil {
		c.Login, c.Blocked, err = s.sessions.State(ctx, s.db, *c.AccountID)
	}
	return c, err
}
