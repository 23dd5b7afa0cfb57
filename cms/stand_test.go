package cms_test

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"fmt"
	"sync"
	"testing"
	"time"

	"veche/cms"
	"veche/cms/authority"
	"veche/cms/pki"
	"veche/gost"
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func day(text string) time.Time { return must(time.Parse("2006-01-02", text)) }

// signed is when the documents of the tests are signed, unless a test says otherwise.
var signed = day("2026-06-01")

// stand is an authority with services and a person, all with keys of one kind.
type stand struct {
	root, ca *authority.CA
	ocsp     *authority.Responder
	tsa      *authority.TSA
	person   cms.Key
	now      time.Time
	newKey   func() crypto.Signer
}

func gostKey(c *gost.Curve) func() crypto.Signer {
	return func() crypto.Signer { return must(gost.GenerateKey(c, nil)) }
}

func ecdsaKey() crypto.Signer { return must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader)) }

// rsaKeys are made once: they take long.
var rsaKeys = sync.OnceValue(func() []crypto.Signer {
	keys := make([]crypto.Signer, 5)
	for i := range keys {
		keys[i] = must(rsa.GenerateKey(rand.Reader, 2048))
	}
	return keys
})

func rsaKey() func() crypto.Signer {
	next := 0
	return func() crypto.Signer {
		next++
		return rsaKeys()[(next-1)%5]
	}
}

func name(common string) pki.Name {
	return pki.Name{{Field: pki.Country, Value: "RU"}, {Field: pki.Organization, Value: "Стенд"}, {Field: pki.CommonName, Value: common}}
}

var personName = pki.Name{
	{Field: pki.CommonName, Value: "Правительство области"},
	{Field: pki.Surname, Value: "Воронова"}, {Field: pki.GivenName, Value: "Анна Петровна"},
	{Field: pki.Title, Value: "Министр"}, {Field: pki.Organization, Value: "Правительство области"},
	{Field: pki.Country, Value: "RU"}, {Field: pki.SNILS, Value: "11223344595"},
	{Field: pki.INN, Value: "500100732259"}, {Field: pki.INNLE, Value: "7707083893"}, {Field: pki.OGRN, Value: "1027700132195"},
}

var stampPolicy = []int{1, 2, 643, 100, 999, 1}

func newStand(newKey func() crypto.Signer) *stand {
	s := &stand{now: signed, newKey: newKey}
	clock := func() time.Time { return s.now }
	from, to := day("2026-01-01"), day("2031-01-01")
	s.root = must(authority.NewRoot(name("Корень"), newKey(), from, to))
	s.root.Now = clock
	s.ca = must(s.root.Subordinate(name("УЦ"), newKey(), from, to))
	ocspKey, tsaKey := newKey(), newKey()
	s.ocsp = &authority.Responder{
		CA: s.ca, Key: ocspKey, Lasting: 24 * time.Hour,
		Certificate: must(s.ca.OCSPService(name("Служба OCSP"), ocspKey.Public(), from, to)),
	}
	stampCertificate := must(s.ca.StampService(name("Служба времени"), tsaKey.Public(), from, to))
	s.tsa = &authority.TSA{
		Key:    cms.Key{Private: tsaKey, Certificate: stampCertificate},
		Policy: stampPolicy, Accuracy: time.Second, Now: clock,
	}
	s.person = s.newPerson(day("2027-04-01"))
	return s
}

// newPerson has a certificate of a Russian qualified kind until a day.
func (s *stand) newPerson(until time.Time) cms.Key {
	key := s.newKey()
	kc1 := func() pki.Class { return "КС1" }()
	policy, _ := pki.PolicyOf(kc1)
	certificate := must(s.ca.Person(personName, key.Public(), day("2026-01-01"), until,
		pki.Policies(policy), pki.SignTool("Средство для стенда"), pki.IdentifiedInPerson()))
	return cms.Key{Private: key, Certificate: certificate, Chain: []*pki.Certificate{s.ca.Certificate}}
}

// trust is the root, and lists of both authorities issued now.
func (s *stand) trust() *pki.Trust {
	return &pki.Trust{
		Roots: pki.NewPool(s.root.Certificate),
		CRLs:  []*pki.CRL{must(s.ca.CRL(24 * time.Hour)), must(s.root.CRL(24 * time.Hour))},
	}
}

// sign signs detached at the time of the stand.
func (s *stand) sign(content []byte, keys ...cms.Key) []byte {
	if keys == nil {
		keys = []cms.Key{s.person}
	}
	return must(cms.Sign(context.Background(), cms.Octets(content), cms.SigningOptions{Time: s.now}, keys...))
}

// verify checks as of the time of the stand.
func (s *stand) verify(t testing.TB, file, content []byte) *cms.Report {
	t.Helper()
	return s.verifyWith(t, file, content, s.trust())
}

func (s *stand) verifyWith(t testing.TB, file, content []byte, trust *pki.Trust) *cms.Report {
	t.Helper()
	c := cms.Content{}
	if content != nil {
		c = cms.Octets(content)
	}
	r, err := cms.Verify(t.Context(), file, c, cms.Options{Trust: trust, At: s.now})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// codes are the reasons of a report, for comparing.
func codes(r *cms.Report) string {
	all := ""
	for _, f := range r.Findings {
		all += fmt.Sprintf("%s ", f.Code)
	}
	for _, s := range r.Signers {
		for _, f := range s.Findings {
			all += fmt.Sprintf("%s ", f.Code)
		}
	}
	if all == "" {
		return ""
	}
	return all[:len(all)-1]
}

// kinds of keys that all go through one API.
func kinds() map[string]func() crypto.Signer {
	all := map[string]func() crypto.Signer{"ECDSA": ecdsaKey, "RSA": rsaKey()}
	for _, c := range gost.Curves() {
		all[c.Name()] = gostKey(c)
	}
	return all
}
