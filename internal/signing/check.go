package signing

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"veche/cms"
	"veche/internal/platform/db"
)

// KeptCheck is a verdict with what it rests on: a row for each change of either.
type KeptCheck struct {
	ID          int64               `db:"id"`
	SignatureID int64               `db:"signature_id"`
	Verdict     Verdict             `db:"verdict"`
	Reason      Reason              `db:"reason"`
	Level       cms.Level           `db:"level"`
	Proof       string              `db:"proof"`
	Report      string              `db:"report"`
	Words       string              `db:"words"`
	Evidence    db.JSON[[]Evidence] `db:"evidence"`
	CheckedAt   time.Time           `db:"checked_at"`
	ConfirmedAt time.Time           `db:"confirmed_at"`
	CheckedBy   string              `db:"checked_by"`
}

const (
	evidenceLimit = 64 << 20 // a list of revoked certificates of a large authority
	improvedLimit = 96 << 20 // a signature with such a list inside
)

// storeEvidence puts the bytes of what a check rests on into the store of files.
func (s *Service) storeEvidence(ctx context.Context, v *Verification) error {
	for i := range v.Evidence {
		e := &v.Evidence[i]
		blob, err := s.files.Put(ctx, bytes.NewReader(e.bytes), evidenceLimit)
		if err != nil {
			return err
		}
		e.blob, e.SHA256, e.Size = blob, blob.SHA256, blob.Size
	}
	return nil
}

// storeNews stores the evidence of a check that found something else than the one before.
func (s *Service) storeNews(ctx context.Context, c *Check) error {
	last, err := lastCheck(ctx, s.db, c.SignatureID)
	if err != nil || last.says(c.found, c.proof) {
		return err
	}
	return s.storeEvidence(ctx, &c.found)
}

// says reports whether a check found the same.
func (k *KeptCheck) says(v Verification, proof string) bool {
	return k != nil && k.Verdict == v.Verdict && k.Reason == v.Reason && k.Level == v.Level && k.Proof == proof && k.tellsOf(v)
}

// keepCheck writes what a check found. Where it found the same as the one before, that one is confirmed: fresh answers
// of the same services do not fill the table, the first ones stay.
func (s *Service) keepCheck(ctx context.Context, tx *db.Tx, sig Signature, v Verification, proof string) error {
	last, err := lastCheck(ctx, tx, sig.ID)
	if err != nil {
		return err
	}
	if last.says(v, proof) {
		_, err := tx.Exec(ctx, "UPDATE signature_checks SET confirmed_at = $1 WHERE id = $2", tx.Now, last.ID)
		return err
	}
	row := KeptCheck{
		SignatureID: sig.ID, Verdict: v.Verdict, Reason: v.Reason, Level: v.Level, Proof: proof, Words: v.words(sig),
		Evidence: db.JSON[[]Evidence]{V: v.Evidence}, CheckedAt: tx.Now, ConfirmedAt: tx.Now,
	}
	if !tx.By.System {
		row.CheckedBy = tx.By.Name
	}
	if v.Report != nil {
		report, err := json.Marshal(v.Report)
		if err != nil {
			return err
		}
		row.Report = string(report)
	}
	for _, e := range v.Evidence {
		if err := s.files.Keep(ctx, tx, e.blob); err != nil {
			return err
		}
	}
	_, err = db.Insert(ctx, tx, "signature_checks", row)
	return err
}

// words is a report that a clerk understands, of the simple signature too.
func (v Verification) words(sig Signature) string {
	switch {
	case v.Report != nil:
		return strings.TrimSpace(v.Report.Russian() + "\n" + v.Accreditation)
	case v.Reason != "":
		return v.Reason.Russian()
	case v.Verdict == Unchecked:
		return "Подпись ещё не проверена."
	}
	return "Простая электронная подпись: " + sig.SignerName + " подтвердил её паролем. Содержимое документа не изменилось с момента подписания."
}

var checkColumns = db.Columns[KeptCheck]("")

func lastCheck(ctx context.Context, r db.Reader, signatureID int64) (*KeptCheck, error) {
	list, err := db.All[KeptCheck](ctx, r, "SELECT "+checkColumns+" FROM signature_checks WHERE signature_id = $1 ORDER BY id DESC LIMIT 1", signatureID)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}

// checksOf are the verdicts on a signature, the newest first.
func checksOf(ctx context.Context, r db.Reader, signatureID int64) ([]KeptCheck, error) {
	return db.All[KeptCheck](ctx, r, "SELECT "+checkColumns+" FROM signature_checks WHERE signature_id = $1 ORDER BY id DESC LIMIT 50", signatureID)
}

// find looks for a piece of evidence among all checks of a signature.
func (k KeptCheck) find(sha256 string) (Evidence, bool) {
	i := slices.IndexFunc(k.Evidence.V, func(e Evidence) bool { return e.SHA256 == sha256 })
	if i < 0 {
		return Evidence{}, false
	}
	return k.Evidence.V[i], true
}
