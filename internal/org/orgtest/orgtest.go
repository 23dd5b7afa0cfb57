// Package orgtest settles bodies and people for the tests of other subjects. All names are invented.
package orgtest

import (
	"context"
	"fmt"
	"testing"

	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/text"
)

// Town is a small region: one body with a unit, and whom a test adds.
type Town struct {
	Org *org.Service
	db  *db.DB
	t   testing.TB
}

// New makes an empty town in the database.
func New(t testing.TB, d *db.DB) *Town {
	t.Helper()
	return &Town{Org: org.New(d, nil), db: d, t: t}
}

// Body adds an organisation in the time zone of Samara and returns its id.
func (w *Town) Body(shortName string) int64 {
	w.t.Helper()
	return w.insert("bodies", org.Body{Name: shortName, ShortName: shortName, IndexCode: "01", Zone: "Europe/Samara", Active: true, Version: 1})
}

// Unit adds a unit, parent 0 stands for none.
func (w *Town) Unit(body, parent int64, name string) int64 {
	w.t.Helper()
	u := org.Unit{BodyID: body, Name: name, Active: true, Version: 1}
	if parent != 0 {
		u.ParentID = &parent
	}
	return w.insert("units", u)
}

// Head puts a person at the head of a unit.
func (w *Town) Head(unit int64, by auth.Actor) {
	w.t.Helper()
	w.exec("UPDATE units SET head_id = $2 WHERE id = $1", unit, by.PersonID)
}

// Person adds an employee «Surname Name Patronymic» with an account and roles, and returns him as an actor who has
// just given his password.
func (w *Town) Person(body, unit int64, name, post string, roles ...org.Role) auth.Actor {
	w.t.Helper()
	var surname, first, patronymic string
	fmt.Sscan(name, &surname, &first, &patronymic)
	executive := len(roles) > 0 && roles[0] == org.Executive
	postID := w.insert("posts", org.Post{BodyID: body, UnitID: unit, Name: post, Executive: executive, Version: 1})
	short := text.Initials(surname, first, patronymic)
	login := fmt.Sprintf("%s-%d", text.Fold(surname), postID)
	account := w.one(`INSERT INTO accounts (login, login_fold, password, name, created_at, changed_at) VALUES ($1, $1, '', $2, $3, $3) RETURNING id`,
		login, short, w.db.Now())
	id := w.one(`INSERT INTO employees (body_id, unit_id, post_id, account_id, surname, name, patronymic, short_name, name_fold)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
		body, unit, postID, account, surname, first, patronymic, short, text.Fold(name))
	for _, role := range roles {
		w.exec("INSERT INTO employee_roles (employee_id, role) VALUES ($1, $2)", id, role)
	}
	return w.Actor(id)
}

// Assists makes one person an assistant of another and returns him with what he may now.
func (w *Town) Assists(assistant, principal auth.Actor) auth.Actor {
	w.t.Helper()
	w.exec("INSERT INTO assistants (body_id, assistant_id, principal_id) VALUES ($1, $2, $3)", principal.BodyID, assistant.PersonID, principal.PersonID)
	return w.Actor(assistant.PersonID)
}

// Replaces makes one person replace another from yesterday for a month by an order and returns him with what he may now.
func (w *Town) Replaces(deputy, principal auth.Actor, basis string) auth.Actor {
	w.t.Helper()
	today := w.Org.Today(context.Background(), w.db, principal.BodyID, w.db.Now())
	w.Order(deputy, principal, today.AddDays(-1), today.AddDays(30), basis)
	return w.Actor(deputy.PersonID)
}

// Order makes one person replace another between two days.
func (w *Town) Order(deputy, principal auth.Actor, from, to calendar.Date, basis string) {
	w.t.Helper()
	w.exec(`INSERT INTO substitutions (body_id, principal_id, deputy_id, from_day, to_day, basis, scope, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, 'all', $7)`, principal.BodyID, principal.PersonID, deputy.PersonID, from, to, basis, w.db.Now())
}

// Actor is an employee as the next request would see him, with the password given again.
func (w *Town) Actor(employee int64) auth.Actor {
	w.t.Helper()
	by, err := w.Org.ActorOf(context.Background(), w.db, w.one("SELECT account_id FROM employees WHERE id = $1", employee), w.db.Now())
	if err != nil {
		w.t.Fatal(err)
	}
	by.SteppedUp = true
	return by
}

// Day is a date written in a test.
func Day(s string) calendar.Date { return calendar.MustParse(s) }

func (w *Town) insert(table string, row any) (id int64) {
	w.t.Helper()
	w.tx(func(tx *db.Tx) (err error) {
		id, err = db.Insert(context.Background(), tx, table, row)
		return err
	})
	return id
}

func (w *Town) exec(query string, args ...any) {
	w.t.Helper()
	w.tx(func(tx *db.Tx) error {
		_, err := tx.Exec(context.Background(), query, args...)
		return err
	})
}

func (w *Town) one(query string, args ...any) (n int64) {
	w.t.Helper()
	w.tx(func(tx *db.Tx) (err error) {
		n, err = db.One[int64](context.Background(), tx, query, args...)
		return err
	})
	return n
}

func (w *Town) tx(fn func(tx *db.Tx) error) {
	w.t.Helper()
	if err := w.db.Tx(context.Background(), auth.System("test"), fn); err != nil {
		w.t.Fatal(err)
	}
}
