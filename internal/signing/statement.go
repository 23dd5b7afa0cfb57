package signing

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"slices"

	"veche/cms"
	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
)

// Purpose is what a signature says: that the document is signed, or that its signer has acknowledged it.
type Purpose string

const (
	OfDocument        Purpose = "document"
	OfAcknowledgement Purpose = "acknowledgement"
)

// Statement is a text of its own that a person signs beside a document. It names the document and the hash of the bytes
// that he has read, so that his signature is never taken for one under the document itself.
type Statement struct {
	Name   string // of its file, without the ending
	Text   string
	Demand documents.Demand
}

// statementLimit is more than any statement.
const statementLimit = 64 << 10

// ExpectStatement is what a means of signature needs for a statement; the caller has asked whether the actor may. The
// phone shows documents only, so it is not offered.
func (s *Service) ExpectStatement(ctx context.Context, by auth.Actor, st Statement) (Prepared, error) {
	p, err := s.prepared(ctx, by, st.Demand)
	if err != nil {
		return p, err
	}
	p.Means = slices.DeleteFunc(p.Means, func(m Means) bool { return m == Remote || m == Password })
	sum := sha256.Sum256([]byte(st.Text))
	p.SHA256, p.Name, p.Size = hex.EncodeToString(sum[:]), st.Name+".txt", int64(len(st.Text))
	p.Digests, err = digestsOf(bytes.NewReader([]byte(st.Text)))
	return p, err
}

// StatementByStand signs a statement with the person's software key: in a demonstration only.
func (s *Service) StatementByStand(ctx context.Context, by auth.Actor, st Statement) (Proof, error) {
	if s.stand == nil {
		return Proof{}, errNoStand()
	}
	e, err := s.org.Person(ctx, s.db, by.PersonID)
	if err != nil {
		return Proof{}, err
	}
	signature, err := s.stand.Sign(ctx, e, cms.Octets([]byte(st.Text)))
	return Proof{Means: StandKey, Bytes: signature}, err
}

// Judged is a statement with a signature that has passed every check and waits to be put.
type Judged struct {
	Statement
	blob files.Blob
	b    *brought
}

// JudgeStatement checks a signature over a statement as any other is checked before it is taken, and adds the time stamp.
func (s *Service) JudgeStatement(ctx context.Context, by auth.Actor, st Statement, p Proof) (*Judged, error) {
	if len(p.Bytes) == 0 {
		return nil, fail.Field("signing.no_file", "file", "required")
	}
	blob, err := s.files.Put(ctx, bytes.NewReader([]byte(st.Text)), statementLimit)
	if err != nil {
		return nil, err
	}
	open := func(context.Context) (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader([]byte(st.Text))), nil
	}
	b := &brought{kind: CMS, act: Attach, Proof: p}
	return &Judged{st, blob, b}, s.judge(ctx, by, Text{Open: open}, st.Demand, b)
}

// PutStatement puts a judged statement with its signature on a card inside the caller's transaction.
func (s *Service) PutStatement(ctx context.Context, tx *db.Tx, d documents.Document, j *Judged) (Signature, error) {
	sig := Signature{
		BodyID: d.BodyID, DocumentID: d.ID, SHA256: j.blob.SHA256, Kind: CMS, Purpose: OfAcknowledgement, Means: j.b.Means,
		SignerID: &tx.By.PersonID, SignerName: tx.By.Name, SignerPost: tx.By.Post, SignedAt: tx.Now, CheckedAt: &tx.Now,
		Address: tx.By.Address, AwaitsStamp: j.b.waits,
	}
	sig.take(j.b.found)
	if _, err := s.documents.AddFileTo(ctx, tx, d, documents.Acknowledgement, j.Name+".txt", j.blob, "txt"); err != nil {
		return sig, err
	}
	file, err := s.documents.AddFileTo(ctx, tx, d, documents.Acknowledgement, j.Name+".p7s", j.b.blob, "p7s")
	if err != nil {
		return sig, err
	}
	sig.FileID = &file.ID
	return sig, s.record(ctx, tx, &sig, j.b)
}

// Acknowledgements are the signatures of those who have acknowledged a card, oldest first, with their words.
func (s *Service) Acknowledgements(ctx context.Context, r db.Reader, documentID int64) ([]Put, error) {
	list, err := listed(ctx, r, documentID, OfAcknowledgement)
	puts := make([]Put, 0, len(list))
	for _, sig := range list {
		puts = append(puts, Put{sig, sig.inWords()})
	}
	return puts, err
}

// listed are the signatures of one purpose on a card, oldest first.
func listed(ctx context.Context, r db.Reader, documentID int64, p Purpose) ([]Signature, error) {
	return db.All[Signature](ctx, r, "SELECT "+signatureColumns+" FROM signatures WHERE document_id = $1 AND purpose = $2 ORDER BY id", documentID, p)
}
