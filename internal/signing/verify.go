package signing

import (
	"context"
	"io"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Check is what a look at one signature found now.
type Check struct {
	SignatureID int64        `json:"signature_id"`
	Verdict     Verdict      `json:"verdict" enum:"valid,invalid,unchecked"`
	Trouble     string       `json:"trouble" doc:"Code of what is wrong: file.damaged, file.not_found, or empty"`
	Certificate *Certificate `json:"certificate,omitempty"`
}

// Verify reads the signed bytes of a card from the disk and judges every signature by them. It changes nothing.
func (s *Service) Verify(ctx context.Context, r db.Reader, documentID int64) ([]Check, error) {
	list, err := s.List(ctx, r, documentID)
	if err != nil {
		return nil, err
	}
	checks := make([]Check, 0, len(list))
	for _, sig := range list {
		check, err := s.verify(ctx, r, sig)
		if err != nil {
			return nil, err
		}
		checks = append(checks, check)
	}
	return checks, nil
}

func (s *Service) verify(ctx context.Context, r db.Reader, sig Signature) (Check, error) {
	text, err := s.files.Open(ctx, sig.SHA256) // compares the hash
	if code := fail.Code(err); code != "" {
		return Check{SignatureID: sig.ID, Verdict: Invalid, Trouble: code}, nil
	}
	if err != nil {
		return Check{}, err
	}
	defer text.Close()
	var proof []byte
	if sig.FileID != nil {
		if proof, err = s.proof(ctx, r, *sig.FileID); err != nil {
			if code := fail.Code(err); code != "" {
				return Check{SignatureID: sig.ID, Verdict: Invalid, Trouble: code}, nil
			}
			return Check{}, err
		}
	}
	found, err := s.methods[sig.Kind].Check(ctx, text, proof)
	return Check{SignatureID: sig.ID, Verdict: found.Verdict, Certificate: found.Certificate}, err
}

// proof is the stored CMS.
func (s *Service) proof(ctx context.Context, r db.Reader, fileID int64) ([]byte, error) {
	file, err := s.documents.FileByID(ctx, r, fileID)
	if err != nil {
		return nil, err
	}
	f, err := s.files.Open(ctx, file.SHA256)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, AttachLimit))
}

// Recheck verifies the signatures of a card that the actor sees and keeps what was found with the time of the check;
// checks of signatures stand in the audit (§12).
func (s *Service) Recheck(ctx context.Context, by auth.Actor, documentID int64) ([]Check, error) {
	d, err := s.documents.Open(ctx, s.db, by, documentID)
	if err != nil {
		return nil, err
	}
	checks, err := s.Verify(ctx, s.db, documentID)
	if err != nil {
		return nil, err
	}
	return checks, s.db.Tx(ctx, by, func(tx *db.Tx) error {
		for _, c := range checks {
			if err := keepCheck(ctx, tx, c); err != nil {
				return err
			}
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "signature.checked", Object: d.Ref(), Detail: checks})
	})
}

// keepCheck writes a verdict; a certificate that was read once stays.
func keepCheck(ctx context.Context, tx *db.Tx, c Check) error {
	_, err := tx.Exec(ctx, "UPDATE signatures SET verdict = $1, checked_at = $2 WHERE id = $3", c.Verdict, tx.Now, c.SignatureID)
	if err != nil || c.Certificate == nil {
		return err
	}
	_, err = tx.Exec(ctx, "UPDATE signatures SET certificate = $1 WHERE id = $2", db.JSON[*Certificate]{V: c.Certificate}, c.SignatureID)
	return err
}
