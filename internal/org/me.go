package org

import (
	"context"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
)

// Me is what the person who is signed in needs to know of himself.
type Me struct {
	ID             int64         `json:"id"`
	Name           string        `json:"name"`
	Post           string        `json:"post"`
	Unit           string        `json:"unit"`
	Body           MyBody        `json:"body"`
	Roles          []Role        `json:"roles"`
	Rights         []auth.Right  `json:"rights"`
	Acting         []auth.Person `json:"acting" doc:"Whom he replaces now with full power"`
	Assists        []auth.Person `json:"assists" doc:"Whom he helps: prepares and never signs"`
	SteppedUpUntil *time.Time    `json:"stepped_up_until"`
	SessionEndsAt  time.Time     `json:"session_ends_at"`
	IdleSeconds    int           `json:"idle_seconds" doc:"The session ends after this time without use"`
	MustChange     bool          `json:"must_change_password"`
}

// MyBody is the body of the person.
type MyBody struct {
	ID        int64  `json:"id"`
	Name      string `json:"name"`
	ShortName string `json:"short_name"`
	Zone      string `json:"zone"`
	Operator  bool   `json:"operator" doc:"It runs the installation: its administrator keeps what all bodies share"`
	Overseer  bool   `json:"overseer" doc:"It controls the appeals of the whole region"`
}

// Me tells a person about himself.
func (s *Service) Me(ctx context.Context, by auth.Actor) (Me, error) {
	e, err := s.Person(ctx, s.db, by.PersonID)
	if err != nil {
		return Me{}, err
	}
	b, err := s.Body(ctx, s.db, by.BodyID)
	if err != nil {
		return Me{}, err
	}
	roles, err := s.RolesOf(ctx, s.db, by.PersonID)
	if err != nil {
		return Me{}, err
	}
	now, err := s.sessions.Current(ctx, by)
	if err != nil {
		return Me{}, err
	}
	operator, err := s.Operator(ctx, s.db)
	if err != nil {
		return Me{}, err
	}
	overseer, err := s.Overseer(ctx, s.db)
	if err != nil {
		return Me{}, err
	}
	mustChange, err := s.sessions.MustChange(ctx, by)
	return Me{ID: e.ID, Name: e.ShortName, Post: e.Post, Unit: e.Unit,
		Body:  MyBody{ID: b.ID, Name: b.Name, ShortName: b.ShortName, Zone: b.Zone, Operator: b.ID == operator, Overseer: b.ID == overseer},
		Roles: roles, Rights: by.Rights, Acting: filled(by.Acting), Assists: filled(by.Assists),
		SteppedUpUntil: now.SteppedUpUntil, SessionEndsAt: now.EndsAt,
		IdleSeconds: int(s.sessions.Options().Idle.Seconds()), MustChange: mustChange}, err
}

func filled[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// Demonstrator is a person of the demonstration, shown on the sign-in page with his password.
type Demonstrator struct {
	Login    string `db:"login" json:"login"`
	Password string `db:"demo_hint" json:"password"`
	Name     string `db:"short_name" json:"name"`
	Post     string `db:"post" json:"post"`
	Body     string `db:"body" json:"body"`
	ID       int64  `db:"id" json:"-"`
	Roles    []Role `db:"-" json:"roles"`
}

// Demonstrators lists the people of the demonstration; nobody where the program runs without --demo.
func (s *Service) Demonstrators(ctx context.Context) ([]Demonstrator, error) {
	if !s.sessions.Options().Demo {
		return []Demonstrator{}, nil
	}
	list, err := db.All[Demonstrator](ctx, s.db, `SELECT a.login, a.demo_hint, e.short_name, p.name AS post, b.short_name AS body, e.id
		FROM accounts a JOIN employees e ON e.account_id = a.id JOIN posts p ON p.id = e.post_id JOIN bodies b ON b.id = e.body_id
		WHERE a.demo_hint <> '' AND a.disabled_at IS NULL AND e.dismissed_at IS NULL ORDER BY a.id LIMIT 100`)
	if err != nil {
		return nil, err
	}
	var ids []int64
	for _, d := range list {
		ids = append(ids, d.ID)
	}
	var args []any
	roles, err := db.All[struct {
		ID   int64 `db:"employee_id"`
		Role Role  `db:"role"`
	}](ctx, s.db, "SELECT employee_id, role FROM employee_roles WHERE employee_id IN "+db.In(&args, ids)+" ORDER BY role", args...)
	for i := range list {
		list[i].Roles = []Role{}
		for _, r := range roles {
			if r.ID == list[i].ID {
				list[i].Roles = append(list[i].Roles, r.Role)
			}
		}
	}
	return list, err
}
