package org

import (
	"context"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/session"
)

// OpenTasks tells how many things wait for a principal; tasks meets it in app.
type OpenTasks func(ctx context.Context, r db.Reader, whose auth.Principal) (int, error)

// Leaving makes tasks of what a person who leaves has begun, so that it can be given to others; tasks meets it in app.
type Leaving func(ctx context.Context, tx *db.Tx, employeeID int64) error

// Service holds the use cases of this subject and the questions that other subjects ask.
type Service struct {
	db       *db.DB
	sessions *session.Service
	waiting  OpenTasks
	leaving  Leaving
}

// New makes the service.
func New(d *db.DB, sessions *session.Service) *Service {
	return &Service{db: d, sessions: sessions,
		waiting: func(context.Context, db.Reader, auth.Principal) (int, error) { return 0, nil },
		leaving: func(context.Context, *db.Tx, int64) error { return nil }}
}

// Waiting sets who tells of open tasks; app does it once, before the program serves.
func (s *Service) Waiting(f OpenTasks) { s.waiting = f }

// Leaves sets who takes stock of what a leaving person has begun; app does it once, before the program serves.
func (s *Service) Leaves(f Leaving) { s.leaving = f }

// mayAdminister: the administrator works in his own body only.
func mayAdminister(by auth.Actor, bodyID int64) error {
	if !by.System && (!by.Can(RightAdmin) || by.BodyID != bodyID) {
		return fail.New(fail.Denied, "org.denied", "needs %s in body %d", RightAdmin, bodyID)
	}
	return nil
}

// mayEmpower is for acts that change what somebody may do: they need the password given again (domain §12).
func mayEmpower(by auth.Actor, bodyID int64) error {
	if err := mayAdminister(by, bodyID); err != nil {
		return err
	}
	return api.NeedStepUp(by)
}

// stale turns "no row changed" into a refusal: somebody else was faster.
func stale(n int64, err error) error {
	if err == nil && n == 0 {
		return fail.New(fail.Conflict, "org.stale", "changed by somebody else")
	}
	return err
}
