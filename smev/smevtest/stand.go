package smevtest

import (
	"testing"
	"time"

	"veche/cms"
	"veche/cms/authority"
	"veche/cms/pki"
	"veche/gost"
)

// Stand is an authority and those it trusts.
type Stand struct {
	CA    *authority.CA
	Trust *pki.Trust
}

// NewStand makes an authority whose certificates are in force now and for ten years.
func NewStand(t testing.TB) *Stand {
	t.Helper()
	key, err := gost.GenerateKey(gost.Curve256A(), nil)
	if err != nil {
		t.Fatal(err)
	}
	ca, err := authority.NewRoot(Name("Удостоверяющий центр стенда"), key, time.Now().Add(-time.Hour), time.Now().AddDate(10, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	return &Stand{CA: ca, Trust: &pki.Trust{Roots: pki.NewPool(ca.Certificate), Revocation: pki.RevocationIfKnown}}
}

// Name of a system.
func Name(common string) pki.Name {
	return pki.Name{{Field: pki.Country, Value: "RU"}, {Field: pki.CommonName, Value: common}}
}

// Key of a system with its certificate.
func (s *Stand) Key(t testing.TB, common string) cms.Key {
	t.Helper()
	return s.KeyOn(t, common, gost.Curve256A())
}

// KeyOn is a key on a curve.
func (s *Stand) KeyOn(t testing.TB, common string, c *gost.Curve) cms.Key {
	t.Helper()
	private, err := gost.GenerateKey(c, nil)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := s.CA.Person(Name(common), private.Public(), time.Now().Add(-time.Hour), time.Now().AddDate(1, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	return cms.Key{Private: private, Certificate: certificate}
}
