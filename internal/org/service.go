package org

import (
	"context"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Accounts is what org needs of sign-in: platform/session meets it.
type Accounts interface {
	// CreateAccount makes an account whose password must be changed at the first sign-in.
	CreateAccount(ctx context.Context, tx *db.Tx, login, password, name string) (int64, error)
	// Disable forbids to sign in and ends all sessions at once.
	Disable(ctx context.Context, tx *db.Tx, accountID int64) error
	// Rename changes the name shown to the person.
	Rename(ctx context.Context, tx *db.Tx, accountID int64, name string) error
}

// OpenTasks tells how many things wait for a principal; tasks meets it in app.
type OpenTasks func(ctx context.Context, r db.Reader, whose auth.Principal) (int, error)

// Service holds the use cases of this subject and the questions that other subjects ask.
type Service struct {
	db       *db.DB
	accounts Accounts
	waiting  OpenTasks
}

// New makes the service.
func New(d *db.DB, accounts Accounts) *Service {
	return &Service{db: d, accounts: accounts, waiting: func(context.Context, db.Reader, auth.Principal) (int, error) { return 0, nil }}
}

// Waiting sets who tells of open tasks; app does it once, before the program serves.
func (s *Service) Waiting(f OpenTasks) { s.waiting = f }

// mayAdminister is the rule of all changes here: the administrator of the body, with the password given again,
// for it is a change of rights (domain §12).
func mayAdminister(by auth.Actor, bodyID int64) error {
	if !by.System && (!by.Can(RightAdmin) || by.BodyID != bodyID) {
		return fail.New(fail.Denied, "org.denied", "needs %s in body %d", RightAdmin, bodyID)
	}
	return nil
}
