package signing

import (
	"bytes"
	"context"

	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
)

// Sign puts the simple signature under the version with this hash: the one the signatory has read.
func (s *Service) Sign(ctx context.Context, by auth.Actor, documentID int64, sha256 string) (Signature, error) {
	return s.put(ctx, by, documentID, sha256, proof{kind: Simple, act: Sign})
}

// AttachLimit is more than any detached signature with its evidence needs.
const AttachLimit = 4 << 20

// Attach puts a detached CMS, made elsewhere by the signatory, under the version with this hash.
func (s *Service) Attach(ctx context.Context, by auth.Actor, documentID int64, sha256, name string, cms []byte) (Signature, error) {
	return s.put(ctx, by, documentID, sha256, proof{kind: CMS, act: Attach, name: name, bytes: cms})
}

// proof is what the signer brings.
type proof struct {
	kind  Kind
	act   Action
	name  string
	bytes []byte
	blob  files.Blob
}

// put checks everything and the bytes outside of the transaction, and everything but the bytes again inside it: the
// store never changes bytes, but the card may have moved meanwhile.
func (s *Service) put(ctx context.Context, by auth.Actor, documentID int64, sha256 string, p proof) (Signature, error) {
	d, err := s.documents.Open(ctx, s.db, by, documentID)
	if err != nil {
		return Signature{}, err
	}
	found, err := s.accept(ctx, by, d, sha256, &p)
	if err != nil {
		return Signature{}, s.keepDenial(ctx, by, p.act, d, err)
	}
	var sig Signature
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		d, err := s.documents.OpenLocked(ctx, tx, by, documentID) // load
		if err != nil {
			return err
		}
		v, err := s.ready(ctx, tx, by, d, sha256, p) // may
		if err != nil {
			return err
		}
		sig = newSignature(tx, d, v, p.kind, found) // decide
		return s.save(ctx, tx, &d, v, &sig, p)      // save, journal, announce
	})
	return sig, s.keepDenial(ctx, by, p.act, d, err)
}

// accept checks the right, the text and what the signer brings, and stores a CMS.
func (s *Service) accept(ctx context.Context, by auth.Actor, d documents.Document, sha256 string, p *proof) (Verification, error) {
	if _, err := s.ready(ctx, s.db, by, d, sha256, *p); err != nil {
		return Verification{}, err
	}
	text, err := s.files.Open(ctx, sha256) // damaged bytes are not signed
	if err != nil {
		return Verification{}, err
	}
	defer text.Close()
	found, err := s.methods[p.kind].Accept(ctx, by, text, p.bytes)
	if err != nil || p.bytes == nil {
		return found, err
	}
	p.blob, err = s.files.Put(ctx, bytes.NewReader(p.bytes), AttachLimit)
	return found, err
}

// ready says whether this person may sign this text in this way now.
func (s *Service) ready(ctx context.Context, r db.Reader, by auth.Actor, d documents.Document, sha256 string, p proof) (documents.Version, error) {
	if err := can(by, d, p.act); err != nil {
		return documents.Version{}, err
	}
	v, err := s.current(ctx, r, d)
	if err != nil {
		return v, err
	}
	if v.SHA256 != sha256 {
		return v, fail.New(fail.Conflict, "signing.stale_version", "card %d has a newer text than %s", d.ID, sha256).With("version", v.No)
	}
	demand, err := s.demand(ctx, r, d)
	if err == nil && !demand.MetBy(p.kind) {
		err = fail.New(fail.Conflict, "signing.stronger_signature", "kind %d asks for %s", d.KindID, demand)
	}
	return v, err
}

// demand is the signature that the kind of the document asks for.
func (s *Service) demand(ctx context.Context, r db.Reader, d documents.Document) (Demand, error) {
	kind, err := s.documents.KindByID(ctx, r, d.KindID)
	return Demand(kind.SignWith), err
}

func newSignature(tx *db.Tx, d documents.Document, v documents.Version, kind Kind, found Verification) Signature {
	sig := Signature{
		BodyID: d.BodyID, DocumentID: d.ID, VersionID: &v.ID, SHA256: v.SHA256, Kind: kind,
		SignerID: &tx.By.PersonID, SignerName: tx.By.Name, SignedAt: tx.Now, Verdict: found.Verdict, Address: tx.By.Address,
		Certificate: db.JSON[*Certificate]{V: found.Certificate},
	}
	sig.SignerPost, sig.Basis, sig.OnBehalfID = mark(tx.By, principal(tx.By, d))
	if found.Verdict != Unchecked {
		sig.CheckedAt = &tx.Now
	}
	return sig
}

func (s *Service) save(ctx context.Context, tx *db.Tx, d *documents.Document, v documents.Version, sig *Signature, p proof) error {
	if p.bytes != nil {
		file, err := s.documents.AddFileTo(ctx, tx, *d, documents.Signature, p.name, p.blob, "p7s")
		if err != nil {
			return err
		}
		sig.FileID = &file.ID
	}
	places, err := db.One[int](ctx, tx, "SELECT COUNT(*) FROM signatures WHERE version_id = $1", v.ID)
	if err != nil {
		return err
	}
	sig.Place = places
	if sig.ID, err = db.Insert(ctx, tx, "signatures", *sig); err != nil {
		return err
	}
	entry := audit.Entry{
		Action: "signature.put", Object: d.Ref(), OnBehalfOf: principal(tx.By, *d),
		Detail: map[string]any{"signature": sig.ID, "kind": sig.Kind, "version": v.No, "sha256": v.SHA256, "verdict": sig.Verdict},
	}
	if err := audit.Write(ctx, tx, entry); err != nil {
		return err
	}
	if !isSigned(*d, places+1) {
		return nil
	}
	return s.finish(ctx, tx, d)
}
