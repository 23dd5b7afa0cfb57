package signing

import (
	"context"

	"veche/cms"
	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/fail"
)

// Stand signs with software keys of a demonstration's own authority. They have no legal force, and whatever shows such
// a signature says so.
type Stand interface {
	// Sign makes a detached signature with the key of an employee, who gets one when he first needs it.
	Sign(ctx context.Context, e org.Employee, content cms.Content) ([]byte, error)
}

// StandSign signs with the person's software key on the server: in a demonstration only.
func (s *Service) StandSign(ctx context.Context, by auth.Actor, documentID int64, sha256 string) (Signature, error) {
	d, err := s.documents.Open(ctx, s.db, by, documentID)
	if err != nil {
		return Signature{}, err
	}
	v, _, err := s.ready(ctx, s.db, by, d, sha256, Attach, CMS)
	if err != nil {
		return Signature{}, s.keepDenial(ctx, by, Attach, d, err)
	}
	if s.stand == nil {
		return Signature{}, errNoStand()
	}
	e, err := s.org.Person(ctx, s.db, by.PersonID)
	if err != nil {
		return Signature{}, err
	}
	text, err := s.stored(ctx, s.db, v.SHA256)
	if err != nil {
		return Signature{}, err
	}
	signature, err := s.stand.Sign(ctx, e, cms.Digests(text.Digests))
	if err != nil {
		return Signature{}, err
	}
	return s.AttachFrom(ctx, by, documentID, sha256, signature, StandKey)
}

func errNoStand() error {
	return fail.New(fail.Conflict, "signing.no_stand", "no demonstration: keys are with their owners")
}
