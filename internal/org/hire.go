package org

import (
	"context"
	"slices"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/text"
)

// Names are how a person is called.
type Names struct {
	Surname    string `json:"surname" minLength:"1" maxLength:"60"`
	Name       string `json:"name" minLength:"1" maxLength:"60"`
	Patronymic string `json:"patronymic" maxLength:"60"`
}

func (n Names) short() string { return text.Initials(n.Surname, n.Name, n.Patronymic) }
func (n Names) fold() string  { return text.Fold(text.FullName(n.Surname, n.Name, n.Patronymic)) }

// HireInput is a new employee in a post, with an account whose password he changes at the first sign-in.
type HireInput struct {
	Names
	PostID   int64         `json:"post_id" minimum:"1"`
	From     calendar.Date `json:"from_day" format:"date"`
	Basis    string        `json:"basis" maxLength:"200" doc:"Order"`
	Email    string        `json:"email" maxLength:"200"`
	Phone    string        `json:"phone" maxLength:"60"`
	Roles    []Role        `json:"roles"`
	Login    string        `json:"login" minLength:"1" maxLength:"200"`
	Password string        `json:"password" minLength:"1" maxLength:"200"`
}

// Hire takes a person into a post of the actor's body.
func (s *Service) Hire(ctx context.Context, by auth.Actor, in HireInput) (id int64, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		post, err := s.Post(ctx, tx, in.PostID)
		if err != nil {
			return err
		}
		if err := mayEmpower(by, post.BodyID); err != nil {
			return err
		}
		account, err := s.sessions.CreateAccount(ctx, tx, in.Login, in.Password, in.short())
		if err != nil {
			return err
		}
		id, err = s.Settle(ctx, tx, in, account)
		return err
	})
	return id, err
}

// Settle puts a person with an account into a post inside the caller's transaction: Hire and the first administrator.
func (s *Service) Settle(ctx context.Context, tx *db.Tx, in HireInput, account int64) (int64, error) {
	post, err := s.Post(ctx, tx, in.PostID)
	if err != nil {
		return 0, err
	}
	if err := known(in.Roles); err != nil {
		return 0, err
	}
	if in.From.IsZero() {
		in.From = s.Today(ctx, tx, post.BodyID, tx.Now)
	}
	id, err := db.One[int64](ctx, tx, `INSERT INTO employees (body_id, unit_id, post_id, account_id, surname, name, patronymic, short_name, name_fold, email, phone, hired_on)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id`,
		post.BodyID, post.UnitID, post.ID, account, in.Surname, in.Name, in.Patronymic, in.short(), in.fold(), in.Email, in.Phone, in.From)
	if err != nil {
		return 0, err
	}
	if err := s.appoint(ctx, tx, id, post, in.From, in.Basis); err != nil {
		return 0, err
	}
	if err := s.setRoles(ctx, tx, id, in.Roles); err != nil {
		return 0, err
	}
	e, err := s.Person(ctx, tx, id)
	if err != nil {
		return 0, err
	}
	return id, audit.Write(ctx, tx, audit.Entry{Action: "employee.hired", Object: e.Ref(), To: post.Name,
		Detail: map[string]any{"post_id": post.ID, "roles": in.Roles, "basis": in.Basis}})
}

// appoint writes down from when a person holds a post.
func (s *Service) appoint(ctx context.Context, tx *db.Tx, employeeID int64, post Post, from calendar.Date, basis string) error {
	unit, err := s.Unit(ctx, tx, post.UnitID)
	if err != nil {
		return err
	}
	_, err = db.Insert(ctx, tx, "appointments", Appointment{BodyID: post.BodyID, EmployeeID: employeeID, UnitID: unit.ID, PostID: post.ID,
		UnitName: unit.Name, PostName: post.Name, From: from, Basis: basis})
	return err
}

func known(roles []Role) error {
	for _, role := range roles {
		if !slices.Contains(Roles(), role) {
			return fail.Field("org.role_unknown", "roles", "not_in_list")
		}
	}
	return nil
}

func (s *Service) setRoles(ctx context.Context, tx *db.Tx, employeeID int64, roles []Role) error {
	if _, err := tx.Exec(ctx, "DELETE FROM employee_roles WHERE employee_id = $1", employeeID); err != nil {
		return err
	}
	for _, role := range slices.Compact(slices.Sorted(slices.Values(roles))) {
		if _, err := tx.Exec(ctx, "INSERT INTO employee_roles (employee_id, role) VALUES ($1, $2)", employeeID, role); err != nil {
			return err
		}
	}
	return nil
}

// toEmpower loads an employee of the administrator's body for a change of what he may do.
func (s *Service) toEmpower(ctx context.Context, tx *db.Tx, by auth.Actor, id int64) (Employee, error) {
	e, err := s.Person(ctx, tx, id)
	if err != nil {
		return e, err
	}
	if err := s.seen(by, e); err != nil {
		return e, err
	}
	if err := mayEmpower(by, e.BodyID); err != nil {
		return e, err
	}
	if e.Dismissed() {
		return e, fail.New(fail.Conflict, "org.employee.dismissed", "employee %d", id)
	}
	return e, nil
}

// SetRoles replaces the roles of an employee. Nobody gives roles to himself: two people answer for each right.
func (s *Service) SetRoles(ctx context.Context, by auth.Actor, id int64, roles []Role) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		e, err := s.toEmpower(ctx, tx, by, id)
		if err != nil {
			return err
		}
		if by.Is(id) {
			return fail.New(fail.Denied, "org.own_roles", "employee %d", id)
		}
		if err := known(roles); err != nil {
			return err
		}
		was, err := s.RolesOf(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := s.setRoles(ctx, tx, id, roles); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "employee.roles_set", Object: e.Ref(), Detail: map[string]any{"was": was, "roles": roles}})
	})
}

// SetPassword gives a new password to somebody who forgot his; he changes it at the next sign-in.
func (s *Service) SetPassword(ctx context.Context, by auth.Actor, id int64, password string) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		e, err := s.toEmpower(ctx, tx, by, id)
		if err != nil {
			return err
		}
		if e.AccountID == nil {
			return fail.New(fail.Conflict, "org.employee.no_account", "employee %d", id)
		}
		return s.sessions.SetPassword(ctx, tx, *e.AccountID, password)
	})
}

// DescribeInput is what may be corrected of a person; empty names are refused.
type DescribeInput struct {
	Names
	Email   string `json:"email" maxLength:"200"`
	Phone   string `json:"phone" maxLength:"60"`
	Version int64  `json:"version"`
}

// Describe corrects names and addresses: after a marriage, a move to another room.
func (s *Service) Describe(ctx context.Context, by auth.Actor, id int64, in DescribeInput) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		e, err := s.Person(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := s.seen(by, e); err != nil {
			return err
		}
		if err := mayAdminister(by, e.BodyID); err != nil {
			return err
		}
		err = stale(tx.Exec(ctx, `UPDATE employees SET surname = $3, name = $4, patronymic = $5, short_name = $6, name_fold = $7, email = $8, phone = $9,
			version = version + 1 WHERE id = $1 AND version = $2`,
			id, in.Version, in.Surname, in.Name, in.Patronymic, in.short(), in.fold(), in.Email, in.Phone))
		if err != nil {
			return err
		}
		if e.AccountID != nil && s.sessions != nil {
			if err := s.sessions.Rename(ctx, tx, *e.AccountID, in.short()); err != nil {
				return err
			}
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "employee.described", Object: e.Ref(), From: e.ShortName, To: in.short()})
	})
}
