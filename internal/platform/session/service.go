package session

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/text"
)

// Service holds accounts and sessions.
type Service struct {
	db      *db.DB
	options Options
	nobody  string // a hash that no password meets, for unknown logins
}

// New makes the service.
func New(d *db.DB, o Options) *Service {
	o = o.filled()
	return &Service{db: d, options: o, nobody: o.Hashing.hash("")}
}

// Options tells how long things last.
func (s *Service) Options() Options { return s.options }

// digest is how secrets and typed logins are kept.
func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

func (s *Service) accountByLogin(ctx context.Context, r db.Reader, login string) (*Account, error) {
	a, err := db.One[Account](ctx, r, "SELECT "+accountColumns+" FROM accounts WHERE login_fold = $1", text.Fold(login))
	if errors.Is(err, db.ErrNone) {
		return nil, nil
	}
	return &a, err
}

func (s *Service) account(ctx context.Context, r db.Reader, id int64) (Account, error) {
	a, err := db.One[Account](ctx, r, "SELECT "+accountColumns+" FROM accounts WHERE id = $1", id)
	if errors.Is(err, db.ErrNone) {
		return a, fail.New(fail.NotFound, "account.absent", "id %d", id)
	}
	return a, err
}

// usable reports whether the account may sign in here: one of the demonstration only in a demonstration.
func (s *Service) usable(a *Account) bool {
	return a != nil && a.DisabledAt == nil && (a.DemoHint == "" || s.options.Demo)
}

func (s *Service) byID(ctx context.Context, r db.Reader, id int64) (Session, error) {
	found, err := db.One[Session](ctx, r, "SELECT "+sessionColumns+" FROM sessions WHERE id = $1", id)
	if errors.Is(err, db.ErrNone) {
		return found, fail.New(fail.NotFound, "session.absent", "id %d", id)
	}
	return found, err
}

// asAccount is the actor of an act by somebody who is not yet or no more signed in.
func asAccount(by auth.Actor, a Account) auth.Actor {
	by.AccountID, by.Name = a.ID, a.Name
	return by
}
