package poa

import (
	"bytes"
	"context"
	"errors"
	"io"
	"time"

	"veche/cms"
	"veche/cms/pki"
	"veche/cms/reason"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/checkdigit"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
	"veche/internal/registry"
	"veche/internal/signing"
)

// Service keeps powers of attorney beside signatures.
type Service struct {
	db        *db.DB
	org       *org.Service
	documents *documents.Service
	signing   *signing.Service
	files     *files.Store
	trust     signing.Trust
	kept      Kept
}

// Kept are the powers of attorney that are kept of people, once for all their signatures.
type Kept interface {
	// PowerBehind is the one behind a signature that an employee puts now with a certificate of this subject; no file
	// where none is needed.
	PowerBehind(ctx context.Context, r db.Reader, employeeID int64, owner pki.Name) (name string, file, proof []byte, err error)
}

// New needs the signatures, the files, and whom to believe about the principal's own signature.
func New(d *db.DB, o *org.Service, docs *documents.Service, s *signing.Service, f *files.Store, t signing.Trust, k Kept) *Service {
	return &Service{db: d, org: o, documents: docs, signing: s, files: f, trust: t, kept: k}
}

// Row is a power of attorney beside a signature.
type Row struct {
	ID          int64              `db:"id"`
	SignatureID int64              `db:"signature_id"`
	DocumentID  int64              `db:"document_id"`
	Name        string             `db:"name"`
	SHA256      string             `db:"sha256"`
	Proof       string             `db:"proof"`
	Number      string             `db:"number"`
	Power       db.JSON[Power]     `db:"power"`
	Verdict     reason.Verdict     `db:"verdict"`
	Findings    db.JSON[[]Finding] `db:"findings"`
	CheckedAt   time.Time          `db:"checked_at"`
	AttachedBy  string             `db:"attached_by"`
	AttachedAt  time.Time          `db:"attached_at"`
	ReplacedAt  *time.Time         `db:"replaced_at"`
}

// Ref names it in the audit.
func (r Row) Ref() audit.Ref {
	return audit.Ref{Kind: "power_of_attorney", ID: r.ID, Title: r.Number}
}

var rowColumns = db.Columns[Row]("")

// may: the signer brings his own; of a signature that came from elsewhere the records office does.
func may(by auth.Actor, sig signing.Signature) error {
	if by.System || by.Can(registry.RightRegister) || sig.SignerID != nil && by.Is(*sig.SignerID) {
		return nil
	}
	return fail.New(fail.Denied, "poa.denied", "person %d has not put signature %d", by.PersonID, sig.ID)
}

// Attach puts a power of attorney beside a signature and checks it. The proof is the principal's detached CMS under the
// file, or nothing. One that stood there before is replaced and kept.
func (s *Service) Attach(ctx context.Context, by auth.Actor, signatureID int64, name string, file, proof []byte) (Row, error) {
	sig, err := s.signing.ByID(ctx, by, signatureID)
	if err != nil {
		return Row{}, err
	}
	if err := may(by, sig); err != nil {
		return Row{}, err
	}
	power, err := Read(file)
	if err != nil {
		return Row{}, err
	}
	findings, err := s.judge(ctx, sig, power, file, proof)
	if err != nil {
		return Row{}, err
	}
	row := Row{SignatureID: sig.ID, DocumentID: sig.DocumentID, Name: name, Number: power.Number, Verdict: Verdict(findings)}
	row.Power.V, row.Findings.V = power, findings
	blobs, err := s.store(ctx, &row, file, proof)
	if err != nil {
		return Row{}, err
	}
	return row, s.db.Tx(ctx, by, func(tx *db.Tx) error { return s.save(ctx, tx, &row, blobs) })
}

func (s *Service) store(ctx context.Context, row *Row, file, proof []byte) ([]files.Blob, error) {
	blob, err := s.files.Put(ctx, bytes.NewReader(file), Limit)
	if err != nil {
		return nil, err
	}
	row.SHA256 = blob.SHA256
	if len(proof) == 0 {
		return []files.Blob{blob}, nil
	}
	second, err := s.files.Put(ctx, bytes.NewReader(proof), signing.AttachLimit)
	row.Proof = second.SHA256
	return []files.Blob{blob, second}, err
}

func (s *Service) save(ctx context.Context, tx *db.Tx, row *Row, blobs []files.Blob) error {
	d, err := s.documents.OpenLocked(ctx, tx, tx.By, row.DocumentID)
	if err != nil {
		return err
	}
	for _, blob := range blobs {
		if err := s.files.Keep(ctx, tx, blob); err != nil {
			return err
		}
	}
	_, err = tx.Exec(ctx, "UPDATE powers_of_attorney SET replaced_at = $2 WHERE signature_id = $1 AND replaced_at IS NULL", row.SignatureID, tx.Now)
	if err != nil {
		return err
	}
	row.ID, row.CheckedAt, row.AttachedBy, row.AttachedAt = 0, tx.Now, tx.By.Name, tx.Now
	if row.ID, err = db.Insert(ctx, tx, "powers_of_attorney", *row); err != nil {
		return err
	}
	return audit.Write(ctx, tx, audit.Entry{Action: "poa.attached", Object: d.Ref(),
		Detail: map[string]any{"signature": row.SignatureID, "number": row.Number, "sha256": row.SHA256, "verdict": row.Verdict}})
}

// judge holds a power of attorney against the signature as it stands.
func (s *Service) judge(ctx context.Context, sig signing.Signature, p Power, file, proof []byte) ([]Finding, error) {
	owner, err := s.owner(ctx, sig)
	if err != nil {
		return nil, err
	}
	facts := Facts{Owner: owner, Signed: s.day(ctx, sig)}
	if sig.SignerID != nil { // one of ours has signed, for this body
		body, err := s.org.Body(ctx, s.db, sig.BodyID)
		if err != nil {
			return nil, err
		}
		facts.Body = &Party{Name: body.Name, INN: checkdigit.Figures(body.INN), OGRN: checkdigit.Figures(body.OGRN)}
	}
	if len(proof) > 0 {
		if facts.Proof, err = Prove(ctx, s.db, s.trust, file, proof); err != nil {
			return nil, err
		}
	}
	return p.Check(facts), nil
}

// Prove checks the principal's signature under the file of a power of attorney.
func Prove(ctx context.Context, d *db.DB, whom signing.Trust, file, proof []byte) (*cms.Report, error) {
	trust, err := whom.Trust(ctx, d)
	if err != nil {
		return nil, err
	}
	if trust.Fetcher, err = whom.Fetcher(ctx, d); err != nil {
		return nil, err
	}
	return cms.Verify(ctx, proof, cms.Octets(file), cms.Options{Trust: &trust, At: d.Now()})
}

// owner is the subject of the certificate with which the signature was made.
func (s *Service) owner(ctx context.Context, sig signing.Signature) (pki.Name, error) {
	if sig.FileID == nil {
		return nil, fail.New(fail.Conflict, "poa.simple_signature", "signature %d has no certificate", sig.ID)
	}
	file, err := s.documents.FileByID(ctx, s.db, *sig.FileID)
	if err != nil {
		return nil, err
	}
	raw, err := s.read(ctx, file.SHA256)
	if err != nil {
		return nil, err
	}
	message, err := cms.Parse(raw)
	if err != nil {
		return nil, fail.New(fail.Conflict, "poa.simple_signature", "signature %d is unreadable: %v", sig.ID, err)
	}
	for _, c := range message.Certificates {
		if sig.Certificate.V != nil && c.Fingerprint() == sig.Certificate.V.SHA256 {
			return c.Subject, nil
		}
	}
	return nil, fail.New(fail.Conflict, "poa.simple_signature", "the certificate of signature %d is not in it", sig.ID)
}

// day is that of the signature where the body is.
func (s *Service) day(ctx context.Context, sig signing.Signature) calendar.Date {
	return s.org.Today(ctx, s.db, sig.BodyID, sig.SignedAt)
}

func (s *Service) read(ctx context.Context, sha string) ([]byte, error) {
	f, err := s.files.Open(ctx, sha)
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(f)
	return raw, errors.Join(err, f.Close())
}

// Of is the powers of attorney that stand beside the signatures of a card.
func (s *Service) Of(ctx context.Context, by auth.Actor, documentID int64) ([]View, error) {
	if _, err := s.documents.Open(ctx, s.db, by, documentID); err != nil {
		return nil, err
	}
	rows, err := db.All[Row](ctx, s.db, "SELECT "+rowColumns+" FROM powers_of_attorney WHERE document_id = $1 AND replaced_at IS NULL ORDER BY id", documentID)
	list := make([]View, 0, len(rows))
	for _, row := range rows {
		list = append(list, row.view())
	}
	return list, err
}

// byID is one that the actor sees.
func (s *Service) byID(ctx context.Context, by auth.Actor, id int64) (Row, error) {
	row, err := db.One[Row](ctx, s.db, "SELECT "+rowColumns+" FROM powers_of_attorney WHERE id = $1", id)
	if err != nil {
		return row, db.Absent(err, "poa.absent", id)
	}
	if _, err := s.documents.Open(ctx, s.db, by, row.DocumentID); fail.KindOf(err) == fail.NotFound {
		return row, fail.New(fail.NotFound, "poa.absent", "the card of %d is not visible", id)
	} else if err != nil {
		return row, err
	}
	return row, nil
}

// Recheck judges one again: the list of trusted authorities may be another, and so may the certificate's standing.
func (s *Service) Recheck(ctx context.Context, by auth.Actor, id int64) (Row, error) {
	row, err := s.byID(ctx, by, id)
	if err != nil {
		return row, err
	}
	sig, err := s.signing.ByID(ctx, by, row.SignatureID)
	if err != nil {
		return row, err
	}
	file, err := s.read(ctx, row.SHA256)
	if err != nil {
		return row, err
	}
	var proof []byte
	if row.Proof != "" {
		if proof, err = s.read(ctx, row.Proof); err != nil {
			return row, err
		}
	}
	findings, err := s.judge(ctx, sig, row.Power.V, file, proof)
	if err != nil {
		return row, err
	}
	row.Findings.V, row.Verdict = findings, Verdict(findings)
	return row, s.db.Tx(ctx, by, func(tx *db.Tx) error {
		row.CheckedAt = tx.Now
		if _, err := db.Update(ctx, tx, "powers_of_attorney", row); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "poa.checked", Object: row.Ref(), Detail: map[string]any{"verdict": row.Verdict}})
	})
}
