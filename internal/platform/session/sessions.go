package session

import (
	"context"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
)

// List shows the open sessions of the actor's own account, the newest first.
func (s *Service) List(ctx context.Context, by auth.Actor) ([]Session, error) {
	now := s.db.Now()
	list, err := db.All[Session](ctx, s.db, "SELECT "+sessionColumns+` FROM sessions
		WHERE account_id = $1 AND ended_at IS NULL AND ends_at > $2 AND seen_at > $3 ORDER BY id DESC`,
		by.AccountID, now, now.Add(-s.options.Idle))
	for i := range list {
		list[i].Current = list[i].ID == by.SessionID
	}
	return list, err
}

// Current is the session of the request.
func (s *Service) Current(ctx context.Context, by auth.Actor) (Session, error) {
	return s.byID(ctx, s.db, by.SessionID)
}

// End ends one of the actor's own sessions: a computer that he left somewhere.
func (s *Service) End(ctx context.Context, by auth.Actor, id int64) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		one, err := s.byID(ctx, tx, id)
		if err != nil {
			return err
		}
		if one.AccountID != by.AccountID {
			return fail.New(fail.NotFound, "session.absent", "session %d of another account", id)
		}
		return s.end(ctx, tx, one, "session.ended")
	})
}

// keepEnded is how long ended sessions and counts of failures are kept; the audit keeps the acts themselves.
const (
	keepEnded    = 90 * 24 * time.Hour
	keepFailures = 24 * time.Hour
)

// Jobs sweeps out what is over.
func Jobs(w *jobs.Worker, s *Service) {
	w.Every("session.sweep", 6*time.Hour, s.sweep)
}

func (s *Service) sweep(ctx context.Context) error {
	return s.db.Tx(ctx, auth.System("session.sweep"), func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, "DELETE FROM sessions WHERE ends_at < $1", tx.Now.Add(-keepEnded)); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, "DELETE FROM sign_in_failures WHERE last_at < $1", tx.Now.Add(-keepFailures))
		return err
	})
}
