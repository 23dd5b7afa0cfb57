package session

import (
	"context"
	"crypto/rand"
	"encoding/base64"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// maxSessions of one account; signing in once more ends the oldest.
const maxSessions = 10

// SignIn proves the password and opens a session. It returns the token for the cookie. An unknown login, a disabled
// account and a wrong password take the same time and give the same answer.
func (s *Service) SignIn(ctx context.Context, by auth.Actor, login, password, agent string) (token string, mustChange bool, err error) {
	if err := s.attempt(ctx, by, login); err != nil {
		return "", false, err
	}
	a, err := s.accountByLogin(ctx, s.db, login)
	if err != nil {
		return "", false, err
	}
	stored := s.nobody
	if s.usable(a) {
		stored = a.Password
	}
	right, err := verify(ctx, stored, password)
	if err != nil {
		return "", false, err
	}
	if !right || !s.usable(a) {
		return "", false, s.refuse(ctx, by, a)
	}
	token = newToken()
	by = asAccount(by, *a)
	return token, a.MustChange, s.db.Tx(ctx, by, func(tx *db.Tx) error { return s.open(ctx, tx, *a, login, token, agent) })
}

func (s *Service) refuse(ctx context.Context, by auth.Actor, a *Account) error {
	entry := audit.Entry{Action: "session.sign_in", Object: audit.Ref{Kind: "account"}}
	if a != nil {
		entry.Object = a.Ref()
	}
	return audit.Denied(ctx, s.db, by, entry, fail.New(fail.SignedOut, "session.wrong_credentials", "unknown login or wrong password"))
}

func (s *Service) open(ctx context.Context, tx *db.Tx, a Account, login, token, agent string) error {
	if err := s.forgive(ctx, tx, login, tx.By.Address); err != nil {
		return err
	}
	if err := s.endOldest(ctx, tx, a.ID); err != nil {
		return err
	}
	id, err := db.One[int64](ctx, tx, `INSERT INTO sessions (token, account_id, created_at, seen_at, ends_at, address, agent)
		VALUES ($1, $2, $3, $3, $4, $5, $6) RETURNING id`,
		digest(token), a.ID, tx.Now, tx.Now.Add(s.options.Absolute), tx.By.Address, clip(agent, 200))
	if err != nil {
		return err
	}
	return audit.Write(ctx, tx, audit.Entry{Action: "session.signed_in", Object: audit.Ref{Kind: "session", ID: id, Title: a.Name}})
}

func (s *Service) endOldest(ctx context.Context, tx *db.Tx, accountID int64) error {
	_, err := tx.Exec(ctx, `UPDATE sessions SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL AND id NOT IN (
			SELECT id FROM sessions WHERE account_id = $1 AND ended_at IS NULL ORDER BY id DESC LIMIT $3)`,
		accountID, tx.Now, maxSessions-1)
	return err
}

// SignOut ends the session of a token; one that is over already is not an error.
func (s *Service) SignOut(ctx context.Context, by auth.Actor, token string) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		open, err := db.All[Session](ctx, tx, "SELECT "+sessionColumns+" FROM sessions WHERE token = $1 AND ended_at IS NULL", digest(token))
		if err != nil || len(open) == 0 {
			return err
		}
		a, err := s.account(ctx, tx, open[0].AccountID)
		if err != nil {
			return err
		}
		tx.By = asAccount(tx.By, a)
		return s.end(ctx, tx, open[0], "session.signed_out")
	})
}

func (s *Service) end(ctx context.Context, tx *db.Tx, one Session, action string) error {
	if _, err := tx.Exec(ctx, "UPDATE sessions SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL", one.ID, tx.Now); err != nil {
		return err
	}
	return audit.Write(ctx, tx, audit.Entry{Action: action, Object: one.Ref()})
}

// StepUp takes the password again; for the next minutes weighty acts are allowed.
func (s *Service) StepUp(ctx context.Context, by auth.Actor, password string) (Session, error) {
	a, err := s.account(ctx, s.db, by.AccountID)
	if err != nil {
		return Session{}, err
	}
	if err := s.prove(ctx, by, a, password); err != nil {
		return Session{}, err
	}
	var one Session
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, "UPDATE sessions SET stepped_up_until = $2 WHERE id = $1", by.SessionID, tx.Now.Add(s.options.StepUp)); err != nil {
			return err
		}
		if one, err = s.byID(ctx, tx, by.SessionID); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "session.stepped_up", Object: one.Ref()})
	})
	return one, err
}

// newToken is 256 bits that nobody can guess.
func newToken() string {
	raw := make([]byte, 32)
	rand.Read(raw) // never fails since Go 1.24
	return base64.RawURLEncoding.EncodeToString(raw)
}

func clip(s string, n int) string {
	runes := []rune(s)
	return string(runes[:min(n, len(runes))])
}
