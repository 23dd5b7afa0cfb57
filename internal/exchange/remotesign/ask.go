package remotesign

import (
	"context"
	"errors"
	"strconv"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/signing"
)

// ask gives the request to the service. The key makes a repeat harmless: the service answers with what it has.
func (s *Service) ask(ctx context.Context, x RemoteSigning, by auth.Actor) (Status, error) {
	expected, err := s.Signing.Expect(ctx, by, x.DocumentID, x.SHA256)
	if err != nil {
		return Status{}, err
	}
	a := Ask{Signer: signer(expected), Code: x.Code, Form: x.Form, Expires: x.ExpiresAt}
	if a.Document, err = s.document(ctx, x, expected); err != nil {
		return Status{}, err
	}
	if x.Form == FormRaw {
		if a.Sign, a.With, err = s.toSign(ctx, x, a.Signer); err != nil {
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
func signer(p signing.Prepared) Signer {
	return Signer{ID: "person-" + strconv.FormatInt(p.Signer.PersonID, 10), Surname: p.Signer.Surname, Name: p.Signer.Name,
		Patronymic: p.Signer.Patronymic, Post: p.Signer.Post}
}

// document is what the person reads on his phone. The service is no reader of restricted documents (§2.11): of those it
// learns the kind and the size alone.
func (s *Service) document(ctx context.Context, x RemoteSigning, p signing.Prepared) (Document, error) {
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
	return Document{Name: name, Size: p.Size, Digests: []Digest{
		{SHA256, p.Digests.SHA256}, {Streebog256, p.Digests.Streebog256}, {Streebog512, p.Digests.Streebog512}}}, nil
}
