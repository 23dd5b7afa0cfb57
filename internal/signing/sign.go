package signing

import (
	"bytes"
	"context"
	"strings"

	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
	"veche/internal/platform/jobs"
)

// Sign puts the simple signature under the version with this hash: the one the signatory has read.
func (s *Service) Sign(ctx context.Context, by auth.Actor, documentID int64, sha256 string) (Signature, error) {
	return s.put(ctx, by, documentID, sha256, &brought{kind: Simple, act: Sign, Proof: Proof{Means: Password}})
}

// AttachLimit is more than any detached signature with its evidence needs.
const AttachLimit = 4 << 20

// Attach puts a detached CMS, made by the signatory with means of his own, under the version with this hash. It is
// checked before it is accepted: a changed text, a foreign certificate or an authority that nobody here believes refuses
// it with the reason.
func (s *Service) Attach(ctx context.Context, by auth.Actor, documentID int64, sha256 string, p Proof) (Signature, error) {
	return s.put(ctx, by, documentID, sha256, &brought{kind: CMS, act: Attach, Proof: p})
}

// AttachFrom is Attach for those who bring a signature from a service: remote signing, a signer on a server.
func (s *Service) AttachFrom(ctx context.Context, by auth.Actor, documentID int64, sha256 string, cms []byte, means Means) (Signature, error) {
	return s.Attach(ctx, by, documentID, sha256, Proof{Means: means, Name: "Подпись.p7s", Bytes: cms})
}

// brought is what the signer brings, on its way into the tables.
type brought struct {
	Proof
	kind  Kind
	act   Action
	blob  files.Blob
	found Verification
	waits bool // for a time stamp
}

// put checks everything and the bytes outside of the transaction, and everything but the bytes again inside it: the
// store never changes bytes, but the card may have moved meanwhile.
func (s *Service) put(ctx context.Context, by auth.Actor, documentID int64, sha256 string, b *brought) (Signature, error) {
	d, err := s.documents.Open(ctx, s.db, by, documentID)
	if err != nil {
		return Signature{}, err
	}
	if err := s.accept(ctx, by, d, sha256, b); err != nil {
		return Signature{}, s.keepDenial(ctx, by, b.act, d, err)
	}
	var sig Signature
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		d, err := s.documents.OpenLocked(ctx, tx, by, documentID) // load
		if err != nil {
			return err
		}
		v, o, err := s.ready(ctx, tx, by, d, sha256, b.act, b.kind) // may
		if err != nil {
			return err
		}
		sig = newSignature(tx, d, v, o, b)        // decide
		return s.save(ctx, tx, &d, v, o, &sig, b) // save, journal, announce
	})
	return sig, s.keepDenial(ctx, by, b.act, d, err)
}

// accept checks the right, the text and what the signer brings, and stores a CMS with its evidence.
func (s *Service) accept(ctx context.Context, by auth.Actor, d documents.Document, sha256 string, b *brought) error {
	v, _, err := s.ready(ctx, s.db, by, d, sha256, b.act, b.kind)
	if err != nil {
		return err
	}
	if err := s.files.Check(ctx, v.SHA256); err != nil { // damaged bytes are not signed
		return err
	}
	text, err := s.stored(ctx, s.db, v.SHA256)
	if err != nil {
		return err
	}
	demand, err := s.demand(ctx, s.db, d)
	if err != nil {
		return err
	}
	return s.judge(ctx, by, text, demand, b)
}

// judge checks what a person brings over a text against what is asked, adds what proves it later, and stores it.
func (s *Service) judge(ctx context.Context, by auth.Actor, text Text, demand documents.Demand, b *brought) (err error) {
	if b.found, err = s.methods[b.kind].Accept(ctx, by, text, b.Proof); err != nil || b.kind == Simple {
		return err
	}
	if b.found.Signer == nil { // whose it is must be known
		return fail.Field("signing.no_certificate", "file", "invalid_signature")
	}
	if err := b.found.meets(demand); err != nil {
		return err
	}
	if err := s.admitted(ctx, by, b.found); err != nil {
		return err
	}
	if err := s.improve(ctx, text, b); err != nil {
		return err
	}
	if b.blob, err = s.files.Put(ctx, bytes.NewReader(b.Bytes), AttachLimit+improvedLimit); err != nil {
		return err
	}
	return s.storeEvidence(ctx, &b.found)
}

// improve asks for the time stamp at once; where the service does not answer, the signature is taken as it is and a
// job asks again. A signature is no worse for its stamp being late.
func (s *Service) improve(ctx context.Context, text Text, b *brought) error {
	short, cancel := context.WithTimeout(ctx, improveTime)
	defer cancel()
	better, found, err := s.verifier.Improve(short, text, b.Bytes)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case better != nil && (found.Verdict == Valid || b.found.Verdict != Valid && found.acceptable() == nil):
		b.Bytes, b.found = better, found
		return nil
	case err == nil && better == nil && found.Verdict != Invalid: // nobody stamps here
		return nil
	}
	b.waits = true
	return s.judgeAgain(ctx, text, b)
}

// judgeAgain looks once more at a signature that could not be improved: either the stamp does more harm than good, and it
// is taken without, or the signature itself is no longer good – revoked while it was looked at.
func (s *Service) judgeAgain(ctx context.Context, text Text, b *brought) (err error) {
	if b.found, err = s.verifier.Verify(ctx, text, b.Bytes); err != nil {
		return err
	}
	return b.found.acceptable()
}

// ready says whether this person may sign this text in this way now, and who signs it in what order.
func (s *Service) ready(ctx context.Context, r db.Reader, by auth.Actor, d documents.Document, sha256 string, act Action, kind Kind) (v documents.Version, o order, err error) {
	if o, err = s.order(ctx, r, d); err != nil {
		return v, o, err
	}
	if err := can(by, d, act, o); err != nil {
		return v, o, err
	}
	if v, err = s.current(ctx, r, d); err != nil {
		return v, o, err
	}
	if v.SHA256 != sha256 {
		return v, o, fail.New(fail.Conflict, "signing.stale_version", "card %d has a newer text than %s", d.ID, sha256).With("version", v.No)
	}
	demand, err := s.demand(ctx, r, d)
	if err == nil && !enough(demand, kind) {
		err = fail.New(fail.Conflict, "signing.stronger_signature", "kind %d asks for %s", d.KindID, demand)
	}
	return v, o, err
}

// demand is the signature that the kind of the document asks for.
func (s *Service) demand(ctx context.Context, r db.Reader, d documents.Document) (documents.Demand, error) {
	kind, err := s.documents.KindOf(ctx, r, d)
	return kind.SignWith, err
}

func newSignature(tx *db.Tx, d documents.Document, v documents.Version, o order, b *brought) Signature {
	sig := Signature{
		BodyID: d.BodyID, DocumentID: d.ID, VersionID: &v.ID, SHA256: v.SHA256, Kind: b.kind, Purpose: OfDocument, Means: b.Means,
		SignerID: &tx.By.PersonID, SignerName: tx.By.Name, SignedAt: tx.Now, CheckedAt: &tx.Now, Address: tx.By.Address,
		AwaitsStamp: b.waits, Place: o.signed,
	}
	sig.take(b.found)
	sig.SignerPost, sig.Basis, sig.OnBehalfID = mark(tx.By, o.principal(tx.By))
	return sig
}

// take notes what a check found; a certificate that was read once stays.
func (s *Signature) take(v Verification) {
	s.Verdict, s.Reason = v.Verdict, v.Reason
	if v.Level != "" {
		s.Level = v.Level
	}
	if v.Certificate != nil {
		s.Certificate = db.JSON[*Certificate]{V: v.Certificate}
		s.Qualified, s.Stand = v.Qualified, v.Stand || s.Stand
	}
}

func (s *Service) save(ctx context.Context, tx *db.Tx, d *documents.Document, v documents.Version, o order, sig *Signature, b *brought) (err error) {
	if b.kind == CMS {
		file, err := s.documents.AddFileTo(ctx, tx, *d, documents.Signature, signatureName(b.Name), b.blob, "p7s")
		if err != nil {
			return err
		}
		sig.FileID = &file.ID
	}
	if err := s.record(ctx, tx, sig, b); err != nil {
		return err
	}
	entry := audit.Entry{
		Action: "signature.put", Object: d.Ref(), OnBehalfOf: o.principal(tx.By),
		Detail: map[string]any{"signature": sig.ID, "kind": sig.Kind, "means": sig.Means, "version": v.No, "sha256": v.SHA256,
			"verdict": sig.Verdict, "reason": sig.Reason, "level": sig.Level, "certificate": sig.serial(), "stand": sig.Stand},
	}
	if err := audit.Write(ctx, tx, entry); err != nil {
		return err
	}
	if o.signed++; !o.complete() {
		return s.passOn(ctx, tx, *d, o.next())
	}
	return s.finish(ctx, tx, d)
}

// WasPut announces a signature with a certificate.
type WasPut struct {
	SignatureID int64 `json:"signature_id"`
}

func (WasPut) Kind() string { return "signature.put" }

// record inserts a signature with its first check and announces one with a certificate; one whose time stamp is late is
// asked for again.
func (s *Service) record(ctx context.Context, tx *db.Tx, sig *Signature, b *brought) (err error) {
	if err := s.stillOwned(ctx, tx, b.found); err != nil {
		return err
	}
	if sig.ID, err = db.Insert(ctx, tx, "signatures", *sig); err != nil {
		return err
	}
	if err := s.keepCheck(ctx, tx, *sig, b.found, b.blob.SHA256); err != nil {
		return err
	}
	if b.kind == CMS {
		if err := jobs.Add(ctx, tx, WasPut{SignatureID: sig.ID}); err != nil {
			return err
		}
	}
	if !sig.AwaitsStamp {
		return nil
	}
	return jobs.Add(ctx, tx, Improve{SignatureID: sig.ID})
}

// signatureName is the name of a file that came without one.
func signatureName(name string) string {
	if strings.TrimSpace(name) == "" {
		return "Подпись.p7s"
	}
	return name
}

func (s Signature) serial() string {
	if c := s.Certificate.V; c != nil {
		return c.Serial
	}
	return ""
}
