package org

import (
	"context"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// TransferInput moves an employee into another post of the body.
type TransferInput struct {
	PostID int64         `json:"post_id" minimum:"1"`
	From   calendar.Date `json:"from_day" format:"date" doc:"First day in the new post"`
	Basis  string        `json:"basis" minLength:"1" maxLength:"200" doc:"Order"`
}

// Transfer puts an employee into another post. What was sent to the old post stays with the post; what was sent to him
// goes with him (§2.9).
func (s *Service) Transfer(ctx context.Context, by auth.Actor, id int64, in TransferInput) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		e, err := s.toEmpower(ctx, tx, by, id)
		if err != nil {
			return err
		}
		post, err := s.Post(ctx, tx, in.PostID)
		if err != nil {
			return err
		}
		if post.BodyID != e.BodyID {
			return db.Absent(db.ErrNone, "org.post.absent", in.PostID)
		}
		if in.From.IsZero() {
			in.From = s.Today(ctx, tx, e.BodyID, tx.Now)
		}
		if _, err := tx.Exec(ctx, "UPDATE employees SET unit_id = $2, post_id = $3, version = version + 1 WHERE id = $1", id, post.UnitID, post.ID); err != nil {
			return err
		}
		if err := s.release(ctx, tx, id, in.From.AddDays(-1), &post.UnitID); err != nil {
			return err
		}
		if err := s.appoint(ctx, tx, id, post, in.From, in.Basis); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "employee.transferred", Object: e.Ref(), From: e.Post, To: post.Name,
			Detail: map[string]any{"was_post_id": e.PostID, "post_id": post.ID, "basis": in.Basis, "from_day": in.From.String()}})
	})
}

// release ends the present appointment and the headship of units other than the one where he stays.
func (s *Service) release(ctx context.Context, tx *db.Tx, id int64, last calendar.Date, stays *int64) error {
	if _, err := tx.Exec(ctx, "UPDATE appointments SET to_day = $2 WHERE employee_id = $1 AND to_day IS NULL", id, last); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, "UPDATE units SET head_id = NULL, version = version + 1 WHERE head_id = $1 AND id <> $2", id, value(stays))
	return err
}

func value(id *int64) int64 {
	if id == nil {
		return 0
	}
	return *id
}

// DismissInput is the order of dismissal.
type DismissInput struct {
	Basis string `json:"basis" minLength:"1" maxLength:"200" doc:"Order"`
}

// Dismissal tells what the dismissed person leaves behind.
type Dismissal struct {
	OpenTasks int `json:"open_tasks" doc:"Things that waited for him: see /employees/{id}/tasks"`
}

// Dismiss ends the work of a person: his sessions end at once, he replaces and helps nobody, heads nothing. His past
// acts keep his name and post; what waited for him is to be given to others.
func (s *Service) Dismiss(ctx context.Context, by auth.Actor, id int64, in DismissInput) (left Dismissal, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		e, err := s.toEmpower(ctx, tx, by, id)
		if err != nil {
			return err
		}
		if by.Is(id) {
			return fail.New(fail.Denied, "org.own_dismissal", "employee %d", id)
		}
		roles, err := s.RolesOf(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := s.leave(ctx, tx, e); err != nil {
			return err
		}
		if err := s.leaving(ctx, tx, id); err != nil {
			return err
		}
		if left.OpenTasks, err = s.waiting(ctx, tx, auth.Employee(id)); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "employee.dismissed", Object: e.Ref(), From: e.Post,
			Detail: map[string]any{"basis": in.Basis, "roles": roles, "open_tasks": left.OpenTasks}})
	})
	return left, err
}

func (s *Service) leave(ctx context.Context, tx *db.Tx, e Employee) error {
	if e.AccountID != nil && s.sessions != nil {
		if err := s.sessions.Disable(ctx, tx, *e.AccountID); err != nil {
			return err
		}
	}
	for _, statement := range []string{
		"UPDATE employees SET dismissed_at = $2, version = version + 1 WHERE id = $1",
		"UPDATE substitutions SET cancelled_at = $2 WHERE cancelled_at IS NULL AND (principal_id = $1 OR deputy_id = $1)",
	} {
		if _, err := tx.Exec(ctx, statement, e.ID, tx.Now); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(ctx, "DELETE FROM assistants WHERE assistant_id = $1 OR principal_id = $1", e.ID); err != nil {
		return err
	}
	if err := s.setRoles(ctx, tx, e.ID, nil); err != nil {
		return err
	}
	return s.release(ctx, tx, e.ID, s.Today(ctx, tx, e.BodyID, tx.Now), nil)
}

// Block forbids an employee to sign in and ends his sessions at once, while somebody finds out what happened. His work
// stays his.
func (s *Service) Block(ctx context.Context, by auth.Actor, id int64) error {
	return s.setBlocked(ctx, by, id, "employee.blocked", s.sessions.Disable)
}

// Unblock lets him sign in again.
func (s *Service) Unblock(ctx context.Context, by auth.Actor, id int64) error {
	return s.setBlocked(ctx, by, id, "employee.unblocked", s.sessions.Enable)
}

func (s *Service) setBlocked(ctx context.Context, by auth.Actor, id int64, action string, set func(context.Context, *db.Tx, int64) error) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		e, err := s.toEmpower(ctx, tx, by, id)
		if err != nil {
			return err
		}
		if by.Is(id) {
			return fail.New(fail.Denied, "org.own_block", "employee %d", id)
		}
		if e.AccountID == nil {
			return fail.New(fail.Conflict, "org.employee.no_account", "employee %d", id)
		}
		if err := set(ctx, tx, *e.AccountID); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: action, Object: e.Ref()})
	})
}
