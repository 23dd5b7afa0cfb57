package org

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// capacity is one employee in whose name an account may act: himself, a principal whom he replaces, an executive
// whom he helps.
type capacity struct {
	How   string        `db:"how"` // self | all | copies | assists
	Basis string        `db:"basis"`
	From  calendar.Date `db:"from_day"`
	To    calendar.Date `db:"to_day"`
	ID    int64         `db:"id"`
	Body  int64         `db:"body_id"`
	Unit  int64         `db:"unit_id"`
	Post  int64         `db:"post_id"`
	Name  string        `db:"short_name"`
	Title string        `db:"title"`
	Zone  string        `db:"zone"`
	Roles string        `db:"roles"`
}

func (c capacity) person() auth.Person {
	return auth.Person{ID: c.ID, Name: c.Name, Post: c.Title, Basis: c.Basis}
}

func (c capacity) roles() []Role {
	var list []Role
	for word := range strings.SplitSeq(c.Roles, ",") {
		if word != "" {
			list = append(list, Role(word))
		}
	}
	return list
}

const capacitiesQuery = `WITH me AS (SELECT id FROM employees WHERE account_id = $1 AND dismissed_at IS NULL),
	capacities (how, basis, from_day, to_day, employee_id) AS (
		SELECT 'self', '', NULL, NULL, id FROM me
		UNION ALL
		SELECT s.scope, s.basis, s.from_day, s.to_day, s.principal_id FROM substitutions s JOIN me ON me.id = s.deputy_id
		WHERE s.cancelled_at IS NULL AND s.to_day >= $2 AND s.from_day <= $3
		UNION ALL
		SELECT 'assists', '', NULL, NULL, a.principal_id FROM assistants a JOIN me ON me.id = a.assistant_id
	)
	SELECT c.how, c.basis, c.from_day, c.to_day, e.id, e.body_id, e.unit_id, e.post_id, e.short_name, p.name AS title, b.zone,
		COALESCE((SELECT string_agg(role, ',') FROM employee_roles WHERE employee_id = e.id), '') AS roles
	FROM capacities c
	JOIN employees e ON e.id = c.employee_id
	JOIN posts p ON p.id = e.post_id
	JOIN bodies b ON b.id = e.body_id
	ORDER BY e.id`

// ActorOf tells for whom an account may act at the moment. Two queries by indexes; nothing is kept between requests.
func (s *Service) ActorOf(ctx context.Context, r db.Reader, accountID int64, now time.Time) (auth.Actor, error) {
	day := calendar.DateOf(now, time.UTC) // the body's own day is next to it; chosen exactly below
	list, err := db.All[capacity](ctx, r, capacitiesQuery, accountID, day.AddDays(-1), day.AddDays(1))
	if err != nil {
		return auth.Actor{}, err
	}
	self := slices.IndexFunc(list, func(c capacity) bool { return c.How == "self" })
	if self < 0 {
		return auth.Actor{}, fail.New(fail.Denied, "session.no_employee", "account %d is no employee's", accountID)
	}
	me := list[self]
	list = slices.DeleteFunc(list, func(c capacity) bool { return !c.holds(now) })
	above, err := unitsAbove(ctx, r, list)
	if err != nil {
		return auth.Actor{}, err
	}
	return actor(accountID, me, list, above), nil
}

// holds chooses the orders in force on the day at the body's own place.
func (c capacity) holds(now time.Time) bool {
	if c.From.IsZero() {
		return true
	}
	zone, err := time.LoadLocation(c.Zone)
	if err != nil {
		return false
	}
	return Substitution{From: c.From, To: c.To}.InForce(calendar.DateOf(now, zone))
}

func actor(accountID int64, me capacity, list []capacity, above map[int64][]int64) auth.Actor {
	a := auth.Actor{AccountID: accountID, PersonID: me.ID, BodyID: me.Body, UnitID: me.Unit, PostID: me.Post,
		Name: me.Name, Post: me.Title, Zone: me.Zone, Rights: RightsOf(me.roles())}
	// Restricted documents are open by name (§2.11): never through an assistant, and to an acting officer only if he is
	// admitted to such documents himself.
	admitted := a.Can(rightRestricted)
	for _, c := range list {
		rights := a.Rights
		switch c.How {
		case string(All):
			rights = rightsForDeputy(c.roles())
			a.Acting = append(a.Acting, c.person())
			a.Rights = append(a.Rights, rights...)
		case string(Copies):
			rights = rightsForDeputy(c.roles())
		case "assists":
			rights = rightsForDeputy(c.roles())
			a.Assists = append(a.Assists, c.person())
		}
		a.Principals = append(a.Principals, c.principals(rights, above[c.Unit])...)
		if c.ID == me.ID || c.How == string(All) && admitted {
			a.Principals = append(a.Principals, auth.Named(c.ID))
		}
	}
	slices.Sort(a.Rights)
	a.Rights = slices.Compact(a.Rights)
	slices.Sort(a.Principals)
	a.Principals = slices.Compact(a.Principals)
	return a
}

// principals are the keys under which this capacity sees documents.
func (c capacity) principals(rights []auth.Right, units []int64) []auth.Principal {
	list := []auth.Principal{auth.Employee(c.ID), auth.Holder(c.Post)}
	for _, unit := range units {
		list = append(list, auth.Unit(unit))
	}
	for _, right := range rights {
		if right == rightReadOffice {
			list = append(list, auth.Office(c.Body))
		}
		list = append(list, auth.Role(right, c.Body))
	}
	return list
}

// rightRestricted admits a person to restricted documents; documents declares it.
const rightRestricted auth.Right = "documents.dsp"

// rightReadOffice makes a person one of the records office; documents declares it.
const rightReadOffice auth.Right = "documents.read_office"

type unitAbove struct {
	Start int64 `db:"start"`
	Unit  int64 `db:"unit"`
}

// unitsAbove gives each unit of the capacities with all units above it.
func unitsAbove(ctx context.Context, r db.Reader, list []capacity) (map[int64][]int64, error) {
	var units []int64
	for _, c := range list {
		units = append(units, c.Unit)
	}
	var args []any
	rows, err := db.All[unitAbove](ctx, r, `WITH RECURSIVE up (start, unit, parent) AS (
			SELECT id, id, parent_id FROM units WHERE id IN `+db.In(&args, units)+`
			UNION
			SELECT up.start, u.id, u.parent_id FROM units u JOIN up ON u.id = up.parent
		) SELECT start, unit FROM up`, args...)
	above := map[int64][]int64{}
	for _, row := range rows {
		above[row.Start] = append(above[row.Start], row.Unit)
	}
	return above, err
}

// Rights are what an employee may do by his own roles.
func (s *Service) Rights(ctx context.Context, r db.Reader, employeeID int64) ([]auth.Right, error) {
	roles, err := s.RolesOf(ctx, r, employeeID)
	return RightsOf(roles), err
}

// RolesOf lists the roles of an employee.
func (s *Service) RolesOf(ctx context.Context, r db.Reader, employeeID int64) ([]Role, error) {
	list, err := db.All[Role](ctx, r, "SELECT role FROM employee_roles WHERE employee_id = $1 ORDER BY role", employeeID)
	if errors.Is(err, db.ErrNone) {
		return nil, nil
	}
	return list, err
}

// WithRight are the employees of a body whose own roles give them the right, e.g. the clerks.
func (s *Service) WithRight(ctx context.Context, r db.Reader, bodyID int64, right auth.Right) ([]Employee, error) {
	var roles []Role
	for role, list := range rights {
		if slices.Contains(list, right) {
			roles = append(roles, role)
		}
	}
	args := []any{bodyID}
	return db.All[Employee](ctx, r, "SELECT "+employeeColumns+employeeTables+` WHERE e.body_id = $1 AND e.dismissed_at IS NULL
		AND EXISTS (SELECT 1 FROM employee_roles er WHERE er.employee_id = e.id AND er.role IN `+db.In(&args, roles)+`)
		ORDER BY e.name_fold`, args...)
}
