package org

import (
	"context"
	"errors"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// First is the administrator of a body who is made from outside, by the one who runs the machine.
type First struct {
	Names
	Login    string
	Password string
	Body     string
	Short    string // of a new body; its name by default
	Zone     string // of a new body
}

// FirstAdministrator makes an administrator of the body, and the body with one unit and one post when it is not there.
func (s *Service) FirstAdministrator(ctx context.Context, in First) error {
	if in.Surname == "" || in.Name == "" || in.Body == "" {
		return fail.New(fail.Invalid, "org.first.invalid", "surname, name and body are needed")
	}
	if _, err := time.LoadLocation(in.Zone); err != nil || in.Zone == "" {
		return fail.Field("org.first.invalid", "zone", "not_in_list")
	}
	return s.db.Tx(ctx, auth.System("veche admin"), func(tx *db.Tx) error {
		body, err := s.bodyNamed(ctx, tx, in)
		if err != nil {
			return err
		}
		post, err := s.adminPost(ctx, tx, body)
		if err != nil {
			return err
		}
		account, err := s.sessions.CreateAccount(ctx, tx, in.Login, in.Password, in.short())
		if err != nil {
			return err
		}
		_, err = s.Settle(ctx, tx, HireInput{Names: in.Names, PostID: post, Roles: []Role{Administrator}}, account)
		return err
	})
}

func (s *Service) bodyNamed(ctx context.Context, tx *db.Tx, in First) (int64, error) {
	id, err := db.One[int64](ctx, tx, "SELECT id FROM bodies WHERE name = $1", in.Body)
	if !errors.Is(err, db.ErrNone) {
		return id, err
	}
	b := Body{Name: in.Body, ShortName: in.Short, Zone: in.Zone, Active: true, Version: 1}
	if b.ShortName == "" {
		b.ShortName = b.Name
	}
	if b.ID, err = db.Insert(ctx, tx, "bodies", b); err != nil {
		return 0, err
	}
	return b.ID, audit.Write(ctx, tx, audit.Entry{Action: "body.created", Object: b.Ref()})
}

// adminPost is the post of the administrator in the body's first unit; both are renamed in the browser.
func (s *Service) adminPost(ctx context.Context, tx *db.Tx, body int64) (int64, error) {
	const name = "Администратор"
	units, err := db.All[int64](ctx, tx, "SELECT id FROM units WHERE body_id = $1 AND parent_id IS NULL ORDER BY position, id LIMIT 1", body)
	if err != nil {
		return 0, err
	}
	if len(units) == 0 {
		unit, err := db.Insert(ctx, tx, "units", Unit{BodyID: body, Name: "Руководство", Active: true, Version: 1})
		if err != nil {
			return 0, err
		}
		units = append(units, unit)
	}
	return db.Insert(ctx, tx, "posts", Post{BodyID: body, UnitID: units[0], Name: name, Version: 1})
}
