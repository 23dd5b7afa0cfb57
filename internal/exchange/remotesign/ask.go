package remotesign

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"

	"veche/cms/pki"
	"veche/internal/documents"
	"veche/internal/platform/db"
)

// ask gives the request to the service. The key makes a repeat harmless: the service answers with what it has.
func (s *Service) ask(ctx context.Context, x RemoteSigning) (Status, error) {
	a := Ask{Code: x.Code, Form: x.Form, Expires: x.ExpiresAt}
	var err error
	if a.Signer, err = s.signer(ctx, x.SignerID); err != nil {
		return Status{}, err
	}
	if a.Document, err = s.document(ctx, x); err != nil {
		return Status{}, err
	}
	if x.Form == FormRaw {
		if a.Sign, a.With, err = s.toSign(ctx, x); err != nil {
			return Status{}, err
		}
	}
	status, err := s.client.Start(ctx, x.Key, a)
	if err == nil && (status.Key != x.Key || status.ID == "") {
		err = errWrongAnswer
	}
	return status, err
}

// errWrongAnswer is an answer about something else than was asked.
var errWrongAnswer = errors.New("the signing service answers about another request")

// signer tells the service who has to confirm.
func (s *Service) signer(ctx context.Context, employee int64) (Signer, error) {
	e, err := s.Org.Person(ctx, s.db, employee)
	return Signer{ID: signerID(employee), Surname: e.Surname, Name: e.Name, Patronymic: e.Patronymic, Post: e.Post, Organization: e.Body}, err
}

// signerID names an employee to the service.
func signerID(employee int64) string { return "person-" + strconv.FormatInt(employee, 10) }

// document is what the person reads on his phone. The service is no reader of restricted documents (§2.11): of those it
// learns the kind and the size alone.
func (s *Service) document(ctx context.Context, x RemoteSigning) (Document, error) {
	d, err := s.Documents.Get(ctx, s.db, x.DocumentID)
	if err != nil {
		return Document{}, err
	}
	kind, err := s.Documents.KindByID(ctx, s.db, d.KindID)
	if err != nil {
		return Document{}, err
	}
	name := kind.Name
	if d.AccessMark == documents.Open && d.Summary != "" {
		name += " «" + d.Summary + "»"
	}
	text, err := s.Files.Open(ctx, x.SHA256)
	if err != nil {
		return Document{}, err
	}
	defer text.Close()
	digests, size, err := digestsOf(text)
	return Document{Name: name, Size: size, Digests: digests}, err
}

// offered are the hash functions that keys of signatories need.
var offered = []struct {
	name string
	hash pki.Hash
}{{"sha256", pki.SHA256}, {"streebog256", pki.Streebog256}, {"streebog512", pki.Streebog512}}

func digestsOf(text *os.File) ([]Digest, int64, error) {
	var all []io.Writer
	list := make([]Digest, len(offered))
	for i, o := range offered {
		h := o.hash.New()
		all = append(all, h)
		defer func() { list[i] = Digest{Algorithm: o.name, Value: h.Sum(nil)} }()
	}
	size, err := io.Copy(io.MultiWriter(all...), text)
	if err != nil {
		err = fmt.Errorf("read the text to sign: %w", err)
	}
	return list, size, err
}

// nameOf is the protocol's word for a hash function.
func nameOf(h pki.Hash) (string, error) {
	for _, o := range offered {
		if o.hash == h {
			return o.name, nil
		}
	}
	return "", fmt.Errorf("the protocol has no name for %v", h)
}

// inTx writes one step of a request.
func (s *Service) inTx(ctx context.Context, fn func(tx *db.Tx) error) error {
	return s.db.Tx(ctx, system, fn)
}
