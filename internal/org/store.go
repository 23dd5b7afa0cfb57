package org

import (
	"context"
	"errors"
	"fmt"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

const employeeColumns = `e.id, e.body_id, e.unit_id, e.post_id, e.account_id, e.surname, e.name, e.patronymic, e.short_name,
	e.email, e.phone, e.hired_on, e.dismissed_at, e.version,
	p.name AS post, p.executive, u.name AS unit, b.short_name AS body`

const employeeTables = ` FROM employees e
	JOIN posts p ON p.id = e.post_id
	JOIN units u ON u.id = e.unit_id
	JOIN bodies b ON b.id = e.body_id`

// Person is an employee by his id, dismissed ones too.
func (s *Service) Person(ctx context.Context, r db.Reader, id int64) (Employee, error) {
	e, err := db.One[Employee](ctx, r, "SELECT "+employeeColumns+employeeTables+" WHERE e.id = $1", id)
	return e, db.Absent(err, "org.employee.absent", id)
}

// Persons are employees by their ids, in the order of their names.
func (s *Service) Persons(ctx context.Context, r db.Reader, ids []int64) ([]Employee, error) {
	var args []any
	return db.All[Employee](ctx, r, "SELECT "+employeeColumns+employeeTables+" WHERE e.id IN "+db.In(&args, ids)+" ORDER BY e.name_fold", args...)
}

// Body is an organisation by its id.
func (s *Service) Body(ctx context.Context, r db.Reader, id int64) (Body, error) {
	b, err := db.One[Body](ctx, r, "SELECT "+db.Columns[Body]("")+" FROM bodies WHERE id = $1", id)
	return b, db.Absent(err, "org.body.absent", id)
}

// Operator is the body that runs the installation: the first that was settled. Its administrator keeps what all bodies
// share.
func (s *Service) Operator(ctx context.Context, r db.Reader) (int64, error) {
	return db.One[int64](ctx, r, "SELECT COALESCE(MIN(id), 0) FROM bodies")
}

// Operates reports whether the actor runs the installation: an administrator of the operating body.
func (s *Service) Operates(ctx context.Context, by auth.Actor) (bool, error) {
	operator, err := s.Operator(ctx, s.db)
	return by.Can(RightAdmin) && by.BodyID == operator, err
}

// Unit is a unit by its id.
func (s *Service) Unit(ctx context.Context, r db.Reader, id int64) (Unit, error) {
	u, err := db.One[Unit](ctx, r, "SELECT "+db.Columns[Unit]("")+" FROM units WHERE id = $1", id)
	return u, db.Absent(err, "org.unit.absent", id)
}

// Post is a post by its id.
func (s *Service) Post(ctx context.Context, r db.Reader, id int64) (Post, error) {
	p, err := db.One[Post](ctx, r, "SELECT "+db.Columns[Post]("")+" FROM posts WHERE id = $1", id)
	return p, db.Absent(err, "org.post.absent", id)
}

// HeadOf is the employee who heads a unit, or nil.
func (s *Service) HeadOf(ctx context.Context, r db.Reader, unitID int64) (*Employee, error) {
	e, err := db.One[Employee](ctx, r, "SELECT "+employeeColumns+employeeTables+
		" JOIN units head ON head.head_id = e.id WHERE head.id = $1 AND e.dismissed_at IS NULL", unitID)
	if errors.Is(err, db.ErrNone) {
		return nil, nil
	}
	return &e, err
}

// Holder is the employee who holds a post now, or nil.
func (s *Service) Holder(ctx context.Context, r db.Reader, postID int64) (*Employee, error) {
	list, err := db.All[Employee](ctx, r, "SELECT "+employeeColumns+employeeTables+
		" WHERE e.post_id = $1 AND e.dismissed_at IS NULL ORDER BY e.id LIMIT 1", postID)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}

// Zone is where the days of a body are counted. A date that is not known must not become a wrong date in a document,
// so a database that does not answer stops the use case by a panic, which takes the transaction back.
func (s *Service) Zone(ctx context.Context, r db.Reader, bodyID int64) *time.Location {
	names, err := db.Settled[string](ctx, r, "SELECT zone FROM bodies WHERE id = $1", bodyID)
	if err == nil && len(names) == 0 {
		err = db.ErrNone
	}
	if err == nil {
		var zone *time.Location
		if zone, err = time.LoadLocation(names[0]); err == nil {
			return zone
		}
	}
	panic(fmt.Errorf("zone of body %d: %w", bodyID, err))
}

// Today is the date at the place of a body at a moment.
func (s *Service) Today(ctx context.Context, r db.Reader, bodyID int64, now time.Time) calendar.Date {
	return calendar.DateOf(now, s.Zone(ctx, r, bodyID))
}

// Mailbox is the address for notices, "" when there is none or the person has left; notify asks for it.
func (s *Service) Mailbox(ctx context.Context, r db.Reader, employeeID int64) (string, error) {
	e, err := s.Person(ctx, r, employeeID)
	if err != nil || e.Dismissed() {
		return "", err
	}
	return e.Email, nil
}

// WithRole are the employees of a body who have a role now, in the order of their names.
func (s *Service) WithRole(ctx context.Context, r db.Reader, bodyID int64, role Role) ([]Employee, error) {
	return db.All[Employee](ctx, r, "SELECT "+employeeColumns+employeeTables+`
		JOIN employee_roles er ON er.employee_id = e.id
		WHERE e.body_id = $1 AND er.role = $2 AND e.dismissed_at IS NULL ORDER BY e.name_fold, e.id`, bodyID, role)
}
