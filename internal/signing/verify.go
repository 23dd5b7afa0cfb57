package signing

import (
	"context"
	"encoding/hex"
	"io"

	"veche/cms/pki"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Check is what a look at one signature found now.
type Check struct {
	SignatureID int64        `json:"signature_id"`
	Verdict     Verdict      `json:"verdict" enum:"valid,invalid,indeterminate,unchecked"`
	Trouble     Reason       `json:"trouble" doc:"Code of what is wrong: file.damaged, file.not_found, a reason of the check, or empty"`
	Words       string       `json:"words" doc:"The trouble in Russian"`
	Level       string       `json:"level"`
	Certificate *Certificate `json:"certificate,omitempty"`

	signature Signature
	found     Verification
	proof     string // hash of the detached signature that was read
}

// Verify reads the signed bytes of a card from the disk and judges every signature by them. It changes nothing.
func (s *Service) Verify(ctx context.Context, r db.Reader, documentID int64) ([]Check, error) {
	list, err := db.All[Signature](ctx, r, "SELECT "+signatureColumns+" FROM signatures WHERE document_id = $1 ORDER BY id", documentID)
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

// verify judges one signature by the bytes on the disk; trouble with a file is a finding, not an error.
func (s *Service) verify(ctx context.Context, r db.Reader, sig Signature) (Check, error) {
	found, proof, err := s.look(ctx, r, sig)
	if code := Reason(fail.Code(err)); code == Damaged || code == Missing {
		found, err = Verification{Verdict: Invalid, Reason: code}, nil
	}
	return Check{
		SignatureID: sig.ID, Verdict: found.Verdict, Trouble: found.Reason, Words: found.Reason.Russian(), Level: string(found.Level),
		Certificate: found.Certificate, signature: sig, found: found, proof: proof,
	}, err
}

func (s *Service) look(ctx context.Context, r db.Reader, sig Signature) (Verification, string, error) {
	if err := s.files.Check(ctx, sig.SHA256); err != nil {
		return Verification{}, "", err
	}
	var proof []byte
	var sha string
	if sig.FileID != nil {
		var err error
		if proof, sha, err = s.proof(ctx, r, *sig.FileID); err != nil {
			return Verification{}, sha, err
		}
	}
	found, err := s.methods[sig.Kind].Check(ctx, s.bytes(sig.SHA256), proof)
	return found, sha, err
}

// bytes is a text to be read from the disk: a check of what was kept for long does not rely on digests in a table.
func (s *Service) bytes(sha256 string) Text {
	return Text{Open: func(ctx context.Context) (io.ReadCloser, error) { return s.files.Open(ctx, sha256) }}
}

// stored is a text by the digests that were computed when it was put into the store.
func (s *Service) stored(ctx context.Context, r db.Reader, sha256 string) (Text, error) {
	text := s.bytes(sha256)
	streebog, err := db.All[string](ctx, r, "SELECT streebog256 FROM blobs WHERE sha256 = $1 AND streebog256 <> ''", sha256)
	if err != nil || len(streebog) == 0 {
		return text, err
	}
	text.Digests = map[pki.Hash][]byte{}
	for hash, word := range map[pki.Hash]string{pki.SHA256: sha256, pki.Streebog256: streebog[0]} {
		if text.Digests[hash], err = hex.DecodeString(word); err != nil {
			return text, err
		}
	}
	return text, nil
}

// proof is the stored CMS.
func (s *Service) proof(ctx context.Context, r db.Reader, fileID int64) (raw []byte, sha256 string, err error) {
	file, err := s.documents.FileByID(ctx, r, fileID)
	if err != nil {
		return nil, "", err
	}
	f, err := s.files.Open(ctx, file.SHA256)
	if err != nil {
		return nil, file.SHA256, err
	}
	defer f.Close()
	raw, err = io.ReadAll(io.LimitReader(f, AttachLimit+improvedLimit))
	return raw, file.SHA256, err
}

// Recheck verifies the signatures of a card that the actor sees and keeps what was found with its evidence; checks of
// signatures stand in the audit (§12).
func (s *Service) Recheck(ctx context.Context, by auth.Actor, documentID int64) ([]Check, error) {
	d, err := s.documents.Open(ctx, s.db, by, documentID)
	if err != nil {
		return nil, err
	}
	checks, err := s.Verify(ctx, s.db, documentID)
	if err != nil {
		return nil, err
	}
	for i := range checks {
		if err := s.storeNews(ctx, &checks[i]); err != nil {
			return nil, err
		}
	}
	return checks, s.db.Tx(ctx, by, func(tx *db.Tx) error {
		for _, c := range checks {
			if err := s.note(ctx, tx, c); err != nil {
				return err
			}
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "signature.checked", Object: d.Ref(), Detail: checks})
	})
}

// note writes what a check found on the signature and among the checks.
func (s *Service) note(ctx context.Context, tx *db.Tx, c Check) error {
	sig := c.signature
	sig.take(c.found)
	_, err := tx.Exec(ctx, `
		UPDATE signatures SET verdict = $1, reason = $2, level = $3, certificate = $4, qualified = $5, stand = $6, checked_at = $7 WHERE id = $8`,
		sig.Verdict, sig.Reason, sig.Level, sig.Certificate, sig.Qualified, sig.Stand, tx.Now, sig.ID)
	if err != nil {
		return err
	}
	return s.keepCheck(ctx, tx, sig, c.found, c.proof)
}
