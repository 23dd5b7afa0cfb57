package signingtest

import (
	"context"
	"errors"
	"sync/atomic"

	"veche/cms"
	"veche/cms/pki"
	"veche/internal/platform/auth"
)

// Stamper is the service of time stamps of the stand, which can be down.
type Stamper struct {
	cms.Stamper
	Down atomic.Bool
}

// Stamp answers unless the service is down.
func (s *Stamper) Stamp(ctx context.Context, h pki.Hash, digest []byte) ([]byte, error) {
	if s.Down.Load() {
		return nil, errors.New("the service of time stamps does not answer")
	}
	return s.Stamper.Stamp(ctx, h, digest)
}

// Key is the software key of a person.
func (m *Ministry) Key(by auth.Actor) cms.Key {
	m.T.Helper()
	e, err := m.Town.Org.Person(context.Background(), m.DB, by.PersonID)
	if err != nil {
		m.T.Fatal(err)
	}
	key, err := m.Stand.Key(e)
	if err != nil {
		m.T.Fatal(err)
	}
	return key
}

// CMS is a detached signature of a person over a content, as his own program would make it.
func (m *Ministry) CMS(by auth.Actor, content string) []byte {
	m.T.Helper()
	raw, err := cms.Sign(context.Background(), cms.Octets([]byte(content)), cms.SigningOptions{Time: m.DB.Now()}, m.Key(by))
	if err != nil {
		m.T.Fatal(err)
	}
	return raw
}
