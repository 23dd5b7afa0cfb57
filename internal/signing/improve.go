package signing

import (
	"bytes"
	"context"
	"errors"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
	"veche/internal/platform/jobs"
)

// Improve asks for the time stamp of a signature that was taken without one.
type Improve struct {
	SignatureID int64 `json:"signature_id"`
}

func (Improve) Kind() string { return "signature.improve" }

// TimeLimit is for services of time stamps and revocation that answer slowly.
func (Improve) TimeLimit() time.Duration { return 2 * time.Minute }

// askAgain is the pause after a service did not answer.
const askAgain = 5 * time.Minute

// onImprove brings a stored signature to the level that proves it later. While the services do not answer, it comes
// back; a signature that cannot be improved any more is left to the checks.
func (s *Service) onImprove(ctx context.Context, job Improve) error {
	sig, err := s.byID(ctx, s.db, job.SignatureID)
	if err != nil || !sig.AwaitsStamp || sig.FileID == nil {
		return err
	}
	proof, sha, err := s.proof(ctx, s.db, *sig.FileID)
	if fail.KindOf(err) == fail.NotFound || fail.Is(err, string(Damaged)) {
		return jobs.Cancel(err)
	}
	if err != nil {
		return err
	}
	better, found, err := s.verifier.Improve(ctx, s.bytes(sig.SHA256), proof)
	if err != nil || sig.Verdict == Valid && better != nil && found.Verdict != Valid {
		return errors.Join(ctx.Err(), jobs.Snooze(askAgain))
	}
	if better == nil { // proven wrong by now, or nobody stamps here any more: the check says so
		return s.check(ctx, sig)
	}
	blob, err := s.files.Put(ctx, bytes.NewReader(better), AttachLimit+improvedLimit)
	if err != nil {
		return err
	}
	if err := s.storeEvidence(ctx, &found); err != nil {
		return err
	}
	return s.db.Tx(ctx, auth.System("signing"), func(tx *db.Tx) error {
		return s.replace(ctx, tx, sig, sha, blob, found)
	})
}

// replace puts the improved signature in the place of the one that came: the same signature with more that proves it.
// The bytes that came stay in the store, named in the audit.
func (s *Service) replace(ctx context.Context, tx *db.Tx, sig Signature, was string, blob files.Blob, found Verification) error {
	d, err := s.documents.Lock(ctx, tx, sig.DocumentID)
	if err != nil {
		return err
	}
	if err := s.documents.ReplaceSignature(ctx, tx, *sig.FileID, was, blob); err != nil {
		return err
	}
	sig.take(found)
	if _, err := tx.Exec(ctx, "UPDATE signatures SET awaits_stamp = false WHERE id = $1", sig.ID); err != nil {
		return err
	}
	if err := s.note(ctx, tx, Check{signature: sig, found: found, proof: blob.SHA256}); err != nil {
		return err
	}
	return audit.Write(ctx, tx, audit.Entry{Action: "signature.improved", Object: d.Ref(),
		Detail: map[string]any{"signature": sig.ID, "level": sig.Level, "verdict": sig.Verdict, "from": was, "to": blob.SHA256}})
}
