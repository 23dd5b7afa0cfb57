package signing

import (
	"context"
	"errors"
	"fmt"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
)

// Recheck asks to judge a signature that came with a letter of another body.
type Recheck struct {
	SignatureID int64 `json:"signature_id"`
}

func (Recheck) Kind() string { return "signature.recheck" }

// TimeLimit is for long texts and slow services.
func (Recheck) TimeLimit() time.Duration { return 5 * time.Minute }

func (s *Service) onRecheck(ctx context.Context, job Recheck) error {
	sig, err := s.byID(ctx, s.db, job.SignatureID)
	if err != nil {
		return err
	}
	return s.check(ctx, sig)
}

// check judges one signature anew and keeps what was found.
func (s *Service) check(ctx context.Context, sig Signature) error {
	c, err := s.verify(ctx, s.db, sig)
	if err != nil {
		return err
	}
	if err := s.storeNews(ctx, &c); err != nil {
		return err
	}
	return s.db.Tx(ctx, auth.System("signing"), func(tx *db.Tx) error { return s.note(ctx, tx, c) })
}

const (
	watchEvery   = 10 * time.Minute
	watchAtATime = 50             // signatures in a turn: seven thousand a day
	watchAgain   = 24 * time.Hour // a signature is not judged oftener by itself
)

// Watch judges again the signatures whose last check is the oldest: roots change, certificates are revoked, files are
// damaged, and what nobody could tell yesterday may be known today.
func (s *Service) Watch(ctx context.Context) error {
	list, err := db.All[Signature](ctx, s.db, "SELECT "+signatureColumns+` FROM signatures
		WHERE checked_at < $1 OR checked_at IS NULL AND signed_at < $1 ORDER BY checked_at LIMIT $2`, s.db.Now().Add(-watchAgain), watchAtATime)
	if err != nil {
		return err
	}
	var failed []error
	for _, sig := range list {
		if err := s.check(ctx, sig); err != nil { // the others are judged all the same
			failed = append(failed, fmt.Errorf("check signature %d: %w", sig.ID, err))
		}
	}
	return errors.Join(failed...)
}
