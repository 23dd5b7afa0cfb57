package trust

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"time"

	"veche/cms"
	"veche/cms/pki"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Candidate is a certificate of a file before it is trusted: what it says of itself, and why it would be refused.
type Candidate struct {
	SHA256    string    `json:"sha256"`
	Subject   string    `json:"subject"`
	Issuer    string    `json:"issuer"`
	Serial    string    `json:"serial"`
	NotBefore time.Time `json:"not_before"`
	NotAfter  time.Time `json:"not_after"`
	Role      Role      `json:"role" enum:"root,intermediate,tsa,ocsp," doc:"What it would be believed in; empty: nothing"`
	Refusal   string    `json:"refusal" doc:"Code of why it is refused, or empty"`
}

// ReadFile shows what a file of certificates holds, without believing any of it: DER, PEM, or PKCS #7 (p7b).
func (s *Service) ReadFile(ctx context.Context, by auth.Actor, file []byte) ([]Candidate, error) {
	if err := s.see(ctx, s.db, by); err != nil {
		return nil, err
	}
	found, err := parseFile(file)
	if err != nil {
		return nil, err
	}
	list := make([]Candidate, 0, len(found))
	for _, c := range found {
		row := describe(c, roleOf(c), ByAdministrator)
		refusal, err := s.refusal(ctx, s.db, c, s.db.Now())
		if err != nil {
			return nil, err
		}
		list = append(list, Candidate{SHA256: row.SHA256, Subject: row.Subject, Issuer: row.Issuer, Serial: row.Serial,
			NotBefore: row.NotBefore, NotAfter: row.NotAfter, Role: row.Role, Refusal: fail.Code(refusal)})
	}
	return list, nil
}

// parseFile reads certificates in any of the forms in which authorities publish them.
func parseFile(file []byte) ([]*pki.Certificate, error) {
	found, err := pki.ParseCertificates(file)
	if err != nil && !bytes.Contains(file, []byte("BEGIN CERTIFICATE")) {
		if message, wrong := cms.Parse(file); wrong == nil {
			found, err = message.Certificates, nil
		}
	}
	if err != nil || len(found) == 0 {
		return nil, fail.Field("trust.file_unreadable", "file", "wrong_format")
	}
	return found, nil
}

// refusal says why a certificate cannot be added, nil when it can; the second error is a fault.
func (s *Service) refusal(ctx context.Context, r db.Reader, c *pki.Certificate, now time.Time) (refused, fault error) {
	if err := admissible(c, now); err != nil {
		return err, nil
	}
	known, err := db.Exists(ctx, r, "SELECT 1 FROM trusted_certificates WHERE sha256 = $1 AND removed_at IS NULL", c.Fingerprint())
	if known {
		refused = fail.New(fail.Conflict, "trust.certificate_known", "%s is trusted already", c.Fingerprint())
	}
	return refused, err
}

// Addition is a file with the certificates of it that are to be believed, and the ground for it.
type Addition struct {
	File   []byte   `json:"file" minLength:"1" doc:"DER, PEM or PKCS #7 in base64"`
	Choose []string `json:"choose" minItems:"1" maxItems:"100" doc:"SHA-256 of the certificates to trust"`
	Reason string   `json:"reason" minLength:"3" maxLength:"500" doc:"On what ground: where the file came from"`
}

// Add puts certificates of a file on the list.
func (s *Service) Add(ctx context.Context, by auth.Actor, in Addition) ([]Certificate, error) {
	if err := s.change(ctx, s.db, by); err != nil {
		return nil, err
	}
	found, err := parseFile(in.File)
	if err != nil {
		return nil, err
	}
	var added []Certificate
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		added = nil
		if err := s.change(ctx, tx, by); err != nil {
			return err
		}
		for _, sha := range in.Choose {
			at := slices.IndexFunc(found, func(c *pki.Certificate) bool { return c.Fingerprint() == sha })
			if at < 0 {
				return fail.Field("trust.not_in_file", "choose", "not_in_list")
			}
			refused, err := s.refusal(ctx, tx, found[at], tx.Now)
			if err != nil || refused != nil {
				return cmp.Or(err, refused)
			}
			row := describe(found[at], roleOf(found[at]), ByAdministrator)
			row.Reason = in.Reason
			if err := s.insert(ctx, tx, &row); err != nil {
				return err
			}
			added = append(added, row)
		}
		return nil
	})
	return added, err
}

// AddStand makes the demonstration stand's own authority or service believed. Its certificates are marked: what they
// sign has no legal force, and every screen says so. A second time changes nothing.
func (s *Service) AddStand(ctx context.Context, tx *db.Tx, c *pki.Certificate) error {
	refused, err := s.refusal(ctx, tx, c, tx.Now)
	if err != nil || fail.Is(refused, "trust.certificate_known") {
		return err
	}
	if refused != nil {
		return refused
	}
	row := describe(c, roleOf(c), FromStand)
	row.Reason = "Демонстрационный стенд, без юридической силы"
	return s.insert(ctx, tx, &row)
}

func (s *Service) insert(ctx context.Context, tx *db.Tx, row *Certificate) (err error) {
	row.AddedBy, row.AddedAt = tx.By.Name, tx.Now
	if row.ID, err = db.Insert(ctx, tx, "trusted_certificates", *row); err != nil {
		return err
	}
	if err := changed(ctx, tx, certificates); err != nil {
		return err
	}
	return audit.Write(ctx, tx, audit.Entry{Action: "trust.certificate_added", Object: row.Ref(),
		Detail: map[string]any{"sha256": row.SHA256, "role": row.Role, "source": row.Source, "reason": row.Reason}})
}

// Remove takes a certificate off the list for a reason. It stays as history; verdicts that are made from now on do
// without it.
func (s *Service) Remove(ctx context.Context, by auth.Actor, id int64, reason string) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if err := s.change(ctx, tx, by); err != nil {
			return err
		}
		row, err := s.byID(ctx, tx, id)
		if err != nil {
			return err
		}
		if row.RemovedAt != nil {
			return fail.New(fail.Conflict, "trust.certificate_removed", "%d was removed at %v", id, row.RemovedAt)
		}
		row.RemovedAt, row.RemovedBy, row.RemovedReason = &tx.Now, tx.By.Name, reason
		if _, err := db.Update(ctx, tx, "trusted_certificates", row); err != nil {
			return err
		}
		if err := changed(ctx, tx, certificates); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "trust.certificate_removed", Object: row.Ref(),
			Detail: map[string]any{"sha256": row.SHA256, "role": row.Role, "reason": reason}})
	})
}
