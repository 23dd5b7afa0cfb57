package session

import (
	"context"
	"unicode/utf8"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/text"
)

// minPassword is above the six characters of the baseline (domain §12): length is what resists guessing.
const (
	minPassword = 12
	maxPassword = 200
)

// checkPassword refuses what is guessed first. Rules on kinds of characters are left out on purpose: they make
// passwords shorter and notes on monitors longer.
func checkPassword(login, password string) error {
	switch n := utf8.RuneCountInString(password); {
	case n < minPassword:
		return fail.Field("account.weak_password", "password", "too_short").With("min", minPassword)
	case n > maxPassword:
		return fail.Field("account.weak_password", "password", "too_long").With("max", maxPassword)
	case text.Fold(password) == text.Fold(login):
		return fail.Field("account.weak_password", "password", "same_as_login")
	}
	return nil
}

// CreateAccount makes an account whose password is to be changed at the first sign-in.
func (s *Service) CreateAccount(ctx context.Context, tx *db.Tx, login, password, name string) (int64, error) {
	if text.Fold(login) == "" {
		return 0, fail.Field("account.invalid", "login", "required")
	}
	if err := checkPassword(login, password); err != nil {
		return 0, err
	}
	return s.create(ctx, tx, Account{Login: login, Name: name, MustChange: true}, password)
}

// CreateDemoAccount makes an account of the demonstration: its password stands on the sign-in page, and it cannot sign
// in where the program runs without --demo.
func (s *Service) CreateDemoAccount(ctx context.Context, tx *db.Tx, login, password, name string) (int64, error) {
	return s.create(ctx, tx, Account{Login: login, Name: name, DemoHint: password}, password)
}

func (s *Service) create(ctx context.Context, tx *db.Tx, a Account, password string) (int64, error) {
	taken, err := s.accountByLogin(ctx, tx, a.Login)
	if err != nil {
		return 0, err
	}
	if taken != nil {
		return 0, fail.Field("account.login_taken", "login", "taken")
	}
	if a.Password, err = s.options.Hashing.Hash(ctx, password); err != nil {
		return 0, err
	}
	a.LoginFold, a.CreatedAt, a.ChangedAt = text.Fold(a.Login), tx.Now, tx.Now
	a.ID, err = db.Insert(ctx, tx, "accounts", a)
	if _, taken := tx.Words().IsUnique(err); taken { // somebody else at the same moment
		return 0, fail.Field("account.login_taken", "login", "taken")
	}
	if err != nil {
		return 0, err
	}
	return a.ID, audit.Write(ctx, tx, audit.Entry{Action: "account.created", Object: a.Ref()})
}

// SetPassword replaces a forgotten password by one to be changed at the next sign-in and ends all sessions.
func (s *Service) SetPassword(ctx context.Context, tx *db.Tx, accountID int64, password string) error {
	a, err := s.account(ctx, tx, accountID)
	if err != nil {
		return err
	}
	if err := checkPassword(a.Login, password); err != nil {
		return err
	}
	if err := s.keepPassword(ctx, tx, a, password, true); err != nil {
		return err
	}
	return s.EndAll(ctx, tx, accountID)
}

func (s *Service) keepPassword(ctx context.Context, tx *db.Tx, a Account, password string, mustChange bool) error {
	hash, err := s.options.Hashing.Hash(ctx, password)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "UPDATE accounts SET password = $2, must_change = $3, changed_at = $4 WHERE id = $1", a.ID, hash, mustChange, tx.Now); err != nil {
		return err
	}
	return audit.Write(ctx, tx, audit.Entry{Action: "account.password_changed", Object: a.Ref()})
}

// ChangePassword is the person's own change; the other sessions of the account end.
func (s *Service) ChangePassword(ctx context.Context, by auth.Actor, current, next string) error {
	a, err := s.account(ctx, s.db, by.AccountID)
	if err != nil {
		return err
	}
	if err := s.prove(ctx, by, a, current); err != nil {
		return err
	}
	if err := checkPassword(a.Login, next); err != nil {
		return err
	}
	if current == next {
		return fail.Field("account.weak_password", "password", "same_as_before")
	}
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if err := s.keepPassword(ctx, tx, a, next, false); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, "UPDATE sessions SET ended_at = $3 WHERE account_id = $1 AND id <> $2 AND ended_at IS NULL", a.ID, by.SessionID, tx.Now)
		return err
	})
}

// Rename changes the name shown to the person.
func (s *Service) Rename(ctx context.Context, tx *db.Tx, accountID int64, name string) error {
	_, err := tx.Exec(ctx, "UPDATE accounts SET name = $2 WHERE id = $1", accountID, name)
	return err
}

// Disable forbids to sign in and ends all sessions at once.
func (s *Service) Disable(ctx context.Context, tx *db.Tx, accountID int64) error {
	a, err := s.account(ctx, tx, accountID)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "UPDATE accounts SET disabled_at = $2 WHERE id = $1", accountID, tx.Now); err != nil {
		return err
	}
	if err := s.EndAll(ctx, tx, accountID); err != nil {
		return err
	}
	return audit.Write(ctx, tx, audit.Entry{Action: "account.disabled", Object: a.Ref()})
}

// EndAll ends every session of an account; the next request of any of them is refused.
func (s *Service) EndAll(ctx context.Context, tx *db.Tx, accountID int64) error {
	_, err := tx.Exec(ctx, "UPDATE sessions SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL", accountID, tx.Now)
	return err
}

// MustChange reports whether the person has yet to choose his own password.
func (s *Service) MustChange(ctx context.Context, by auth.Actor) (bool, error) {
	a, err := s.account(ctx, s.db, by.AccountID)
	return a.MustChange, err
}

// Enable lets a disabled account sign in again.
func (s *Service) Enable(ctx context.Context, tx *db.Tx, accountID int64) error {
	a, err := s.account(ctx, tx, accountID)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "UPDATE accounts SET disabled_at = NULL WHERE id = $1", accountID); err != nil {
		return err
	}
	return audit.Write(ctx, tx, audit.Entry{Action: "account.enabled", Object: a.Ref()})
}

// State tells how an account signs in.
func (s *Service) State(ctx context.Context, r db.Reader, accountID int64) (login string, disabled bool, err error) {
	a, err := s.account(ctx, r, accountID)
	return a.Login, a.DisabledAt != nil, err
}
