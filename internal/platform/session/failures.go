package session

import (
	"context"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/text"
)

const (
	triesPerAddress = 5 // of one account from one address, then the lock
	lockTime        = 15 * time.Minute
	triesEverywhere = 30 // of one account from all addresses, then the brake
	brakeWindow     = time.Hour
	brakePause      = time.Minute // between attempts from addresses the account never used
)

type failures struct {
	Failures    int        `db:"failures"`
	LastAt      time.Time  `db:"last_at"`
	LockedUntil *time.Time `db:"locked_until"`
}

// attempt counts an attempt before the password is looked at, so that many at once are not more than many in turn;
// success takes the count back.
//
// Two counters. Account and address: five failures lock this address out of this account for a quarter of an hour;
// others are not touched. The account from everywhere: after thirty failures in an hour, addresses from which the
// account was never used wait for a minute between attempts of all of them together. A person at his usual place is
// never locked out by a stranger elsewhere.
func (s *Service) attempt(ctx context.Context, by auth.Actor, login string) error {
	who := digest(text.Fold(login))
	var refusal error
	err := s.db.Tx(ctx, by, func(tx *db.Tx) error {
		refusal = nil
		here, err := s.failures(ctx, tx, who, by.Address)
		if err != nil {
			return err
		}
		if here.LockedUntil != nil && tx.Now.Before(*here.LockedUntil) {
			refusal = locked(here.LockedUntil.Sub(tx.Now))
			return nil
		}
		everywhere, err := s.failures(ctx, tx, who, "")
		if err != nil {
			return err
		}
		if wait := brakePause - tx.Now.Sub(everywhere.LastAt); everywhere.Failures >= triesEverywhere && wait > 0 {
			usual, err := s.usual(ctx, tx, login, by.Address)
			if err != nil {
				return err
			}
			if !usual {
				refusal = locked(wait)
				return nil
			}
		}
		if err := s.count(ctx, tx, who, by.Address, here, lockTime, triesPerAddress); err != nil {
			return err
		}
		return s.count(ctx, tx, who, "", everywhere, brakeWindow, 0)
	})
	if err != nil {
		return err
	}
	return refusal
}

// failures reads a counter and holds it until the end of the transaction; one that is not there is made first, for a
// row that does not exist cannot be held.
func (s *Service) failures(ctx context.Context, tx *db.Tx, who, address string) (failures, error) {
	_, err := tx.Exec(ctx, "INSERT INTO sign_in_failures (who, address, failures, last_at) VALUES ($1, $2, 0, $3) ON CONFLICT DO NOTHING", who, address, tx.Now)
	if err != nil {
		return failures{}, err
	}
	return db.One[failures](ctx, tx, "SELECT failures, last_at, locked_until FROM sign_in_failures WHERE who = $1 AND address = $2"+tx.Words().Lock, who, address)
}

// count adds one failure; an old count begins anew, a full one locks (lockAt 0: never).
func (s *Service) count(ctx context.Context, tx *db.Tx, who, address string, f failures, window time.Duration, lockAt int) error {
	if tx.Now.Sub(f.LastAt) > window {
		f = failures{}
	}
	f.Failures++
	f.LockedUntil = nil
	if lockAt > 0 && f.Failures >= lockAt {
		until := tx.Now.Add(lockTime)
		f.LockedUntil, f.Failures = &until, 0
	}
	_, err := tx.Exec(ctx, "UPDATE sign_in_failures SET failures = $3, last_at = $4, locked_until = $5 WHERE who = $1 AND address = $2",
		who, address, f.Failures, tx.Now, f.LockedUntil)
	return err
}

// forgive takes the counts back after the right password.
func (s *Service) forgive(ctx context.Context, tx *db.Tx, login, address string) error {
	who := digest(text.Fold(login))
	if _, err := tx.Exec(ctx, "DELETE FROM sign_in_failures WHERE who = $1 AND address = $2", who, address); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, "UPDATE sign_in_failures SET failures = failures - 1 WHERE who = $1 AND address = '' AND failures > 0", who)
	return err
}

// usual reports whether the account has signed in from the address before.
func (s *Service) usual(ctx context.Context, tx *db.Tx, login, address string) (bool, error) {
	return db.Exists(ctx, tx, "SELECT 1 FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE a.login_fold = $1 AND s.address = $2",
		text.Fold(login), address)
}

func locked(wait time.Duration) error {
	return fail.New(fail.TooMany, "session.locked", "too many failures").With("retry_after", int(wait.Seconds())+1)
}

// prove checks the password of somebody, counting failures as sign-in does.
func (s *Service) prove(ctx context.Context, by auth.Actor, a Account, password string) error {
	if err := s.attempt(ctx, by, a.Login); err != nil {
		return err
	}
	right, err := verify(ctx, a.Password, password)
	if err != nil {
		return err
	}
	if !right {
		refusal := fail.Field("session.wrong_password", "password", "wrong")
		return audit.Denied(ctx, s.db, by, audit.Entry{Action: "session.step_up", Object: a.Ref(), Effect: "session.wrong_password"}, refusal)
	}
	return s.db.Tx(ctx, by, func(tx *db.Tx) error { return s.forgive(ctx, tx, a.Login, by.Address) })
}
