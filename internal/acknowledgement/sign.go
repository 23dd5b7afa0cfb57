package acknowledgement

import (
	"context"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/signing"
)

// Expect says what the reader has to sign and whose certificate is expected.
func (s *Service) Expect(ctx context.Context, by auth.Actor, documentID int64, sha256 string) (signing.Prepared, error) {
	_, st, err := s.asked(ctx, by, documentID, sha256)
	if err != nil {
		return signing.Prepared{}, err
	}
	return s.signing.ExpectStatement(ctx, by, st)
}

func (s *Service) asked(ctx context.Context, by auth.Actor, documentID int64, sha256 string) (documents.Document, signing.Statement, error) {
	d, err := s.documents.Open(ctx, s.db, by, documentID)
	if err != nil {
		return d, signing.Statement{}, err
	}
	st, err := s.statement(ctx, s.db, by, d, sha256)
	return d, st, err
}

// Sign takes the reader's signature over his statement. It is judged before anything is written, as every signature is;
// everything but the bytes is asked again inside the transaction.
func (s *Service) Sign(ctx context.Context, by auth.Actor, documentID int64, sha256 string, p signing.Proof) (sig signing.Signature, err error) {
	_, st, err := s.asked(ctx, by, documentID, sha256)
	if err != nil {
		return sig, err
	}
	judged, err := s.signing.JudgeStatement(ctx, by, st, p)
	if err != nil {
		return sig, err
	}
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		d, err := s.documents.OpenLocked(ctx, tx, by, documentID) // load
		if err != nil {
			return err
		}
		if _, err := s.statement(ctx, tx, by, d, sha256); err != nil { // may
			return err
		}
		if sig, err = s.signing.PutStatement(ctx, tx, d, judged); err != nil { // decide, save
			return err
		}
		return s.assignments.Note(ctx, tx, d, map[string]any{"signature": sig.ID, "means": sig.Means, "sha256": sha256, "statement": sig.SHA256,
			"verdict": sig.Verdict, "level": sig.Level, "stand": sig.Stand}) // journal, announce
	})
	return sig, err
}

// StandSign signs with the reader's software key: in a demonstration only.
func (s *Service) StandSign(ctx context.Context, by auth.Actor, documentID int64, sha256 string) (signing.Signature, error) {
	_, st, err := s.asked(ctx, by, documentID, sha256)
	if err != nil {
		return signing.Signature{}, err
	}
	p, err := s.signing.StatementByStand(ctx, by, st)
	if err != nil {
		return signing.Signature{}, err
	}
	return s.Sign(ctx, by, documentID, sha256, p)
}
