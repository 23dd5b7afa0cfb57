package pki_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"net/url"
	"strings"
	"testing"
	"time"

	"veche/cms/pki"
	"veche/cms/reason"
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

var (
	start = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	noon  = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	serio int64
)

// node is a certificate with its key, made by the standard library: another hand than
// the one under test.
type node struct {
	*pki.Certificate
	key *ecdsa.PrivateKey
}

func newKey() *ecdsa.PrivateKey { return must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader)) }

// make issues a certificate under a parent, or self-signed, after a change to the
// usual template.
func (parent *node) make(common string, key *ecdsa.PrivateKey, change func(*x509.Certificate)) *node {
	serio++
	template := &x509.Certificate{
		SerialNumber: big.NewInt(serio), Subject: pkix.Name{CommonName: common},
		NotBefore: start, NotAfter: start.AddDate(5, 0, 0), KeyUsage: x509.KeyUsageDigitalSignature,
	}
	if change != nil {
		change(template)
	}
	issuer, signer := template, key
	if parent != nil {
		issuer, signer = parent.X509, parent.key
	}
	raw := must(x509.CreateCertificate(rand.Reader, template, issuer, key.Public(), signer))
	return &node{must(pki.ParseCertificate(raw)), key}
}

func (parent *node) issue(common string, change func(*x509.Certificate)) *node {
	return parent.make(common, newKey(), change)
}

func authority(more func(*x509.Certificate)) func(*x509.Certificate) {
	return func(c *x509.Certificate) {
		c.IsCA, c.BasicConstraintsValid = true, true
		c.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageCRLSign
		if more != nil {
			more(c)
		}
	}
}

func check(t *testing.T, trust *pki.Trust, leaf *node, extra ...*node) *pki.Path {
	t.Helper()
	var known []*pki.Certificate
	for _, n := range extra {
		known = append(known, n.Certificate)
	}
	return trust.Check(t.Context(), leaf.Certificate, known, pki.Moment{Proven: noon, Claimed: noon}, pki.Signing)
}

func codes(p *pki.Path) (all string) {
	for _, f := range p.Findings {
		if f.Code != reason.RevocationSkipped {
			all += string(f.Code) + " "
		}
	}
	return all
}

func only(roots ...*node) *pki.Trust {
	t := &pki.Trust{Roots: pki.NewPool(), Revocation: pki.RevocationOff}
	for _, r := range roots {
		t.Roots.Add(r.Certificate)
	}
	return t
}

func TestTheRightAuthorityOfTwoWithOneNameIsFound(t *testing.T) {
	var none *node
	root := none.issue("Корень", authority(nil))
	first := root.issue("УЦ", authority(nil))
	second := root.issue("УЦ", authority(nil))
	for _, ca := range []*node{first, second} {
		p := check(t, only(root), ca.issue("Лицо", nil), first, second)
		if codes(p) != "" || !p.Certificates[1].Equal(ca.Certificate) {
			t.Errorf("%s: %d certificates", codes(p), len(p.Certificates))
		}
	}
}

func TestAGoodChainIsFoundBesideABadOne(t *testing.T) {
	var none *node
	key := newKey()
	root := none.issue("Корень", authority(nil))
	expired := root.make("УЦ", key, authority(func(c *x509.Certificate) { c.NotAfter = start.AddDate(0, 1, 0) }))
	renewed := root.make("УЦ", key, authority(nil))
	leaf := renewed.issue("Лицо", nil)
	for _, order := range [][]*node{{expired, renewed}, {renewed, expired}} {
		if p := check(t, only(root), leaf, order...); codes(p) != "" {
			t.Error(codes(p))
		}
	}
	if p := check(t, only(root), leaf, expired); codes(p) != "expired_before_signing " {
		t.Error(codes(p))
	}
}

func TestARingOfCrossCertificatesEnds(t *testing.T) {
	var none *node
	keys := []*ecdsa.PrivateKey{newKey(), newKey(), newKey(), newKey()}
	names := []string{"А", "Б", "В", "Г"}
	var all []*node
	for i, k := range keys {
		self := none.make(names[i], k, authority(nil))
		for j := range keys {
			for range 3 {
				all = append(all, self.make(names[j], keys[j], authority(nil)))
			}
		}
	}
	leaf := all[0].issue("Лицо", nil)
	root := none.issue("Чужой корень", authority(nil))
	began := time.Now()
	p := check(t, only(root), leaf, all...)
	if p.Verdict() != reason.Indeterminate {
		t.Error(codes(p))
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("the search took %v", took)
	}
}

func TestNamesMatchWhateverTheTypesOfStrings(t *testing.T) {
	var none *node
	raw := func(tag byte, text string) []byte {
		value := append([]byte{tag, byte(len(text))}, text...)
		pair := append([]byte{0x06, 3, 0x55, 4, 3}, value...)
		set := append([]byte{0x31, byte(len(pair) + 2), 0x30, byte(len(pair))}, pair...)
		return append([]byte{0x30, byte(len(set))}, set...)
	}
	key := newKey()
	root := none.make("", key, authority(func(c *x509.Certificate) { c.RawSubject = raw(0x0c, "Test  CA") }))
	printable := none.make("", key, authority(func(c *x509.Certificate) { c.RawSubject = raw(0x13, "test ca") }))
	leaf := printable.issue("Лицо", nil)
	if p := check(t, only(root), leaf); codes(p) != "" {
		t.Error(codes(p))
	}
}

func TestNameConstraints(t *testing.T) {
	var none *node
	root := none.issue("Корень", authority(nil))
	_, ten, _ := net.ParseCIDR("10.0.0.0/8")
	bound := root.issue("УЦ", authority(func(c *x509.Certificate) {
		c.PermittedDNSDomainsCritical = true
		c.PermittedDNSDomains = []string{"oblast.example"}
		c.ExcludedDNSDomains = []string{"closed.oblast.example"}
		c.PermittedEmailAddresses = []string{"oblast.example"}
		c.PermittedIPRanges = []*net.IPNet{ten}
		c.PermittedURIDomains = []string{".oblast.example"}
	}))
	for _, c := range []struct {
		name    string
		change  func(*x509.Certificate)
		refused bool
	}{
		{"a host of the domain", func(c *x509.Certificate) { c.DNSNames = []string{"www.oblast.example"} }, false},
		{"the domain itself", func(c *x509.Certificate) { c.DNSNames = []string{"OBLAST.example"} }, false},
		{"another domain", func(c *x509.Certificate) { c.DNSNames = []string{"example.org"} }, true},
		{"a domain that only ends alike", func(c *x509.Certificate) { c.DNSNames = []string{"notoblast.example"} }, true},
		{"an excluded domain", func(c *x509.Certificate) { c.DNSNames = []string{"a.closed.oblast.example"} }, true},
		{"one good and one bad", func(c *x509.Certificate) { c.DNSNames = []string{"a.oblast.example", "b.org"} }, true},
		{"an address of the host", func(c *x509.Certificate) { c.EmailAddresses = []string{"a@oblast.example"} }, false},
		{"an address of a host below", func(c *x509.Certificate) { c.EmailAddresses = []string{"a@mail.oblast.example"} }, true},
		{"an IP within", func(c *x509.Certificate) { c.IPAddresses = []net.IP{net.IPv4(10, 1, 2, 3)} }, false},
		{"an IP without", func(c *x509.Certificate) { c.IPAddresses = []net.IP{net.IPv4(11, 1, 2, 3)} }, true},
		{"a URI below", func(c *x509.Certificate) { c.URIs = []*url.URL{must(url.Parse("http://x.oblast.example/a"))} }, false},
		{"a URI of another", func(c *x509.Certificate) { c.URIs = []*url.URL{must(url.Parse("http://example.org/a"))} }, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			leaf := bound.issue("Лицо", c.change)
			p := check(t, only(root), leaf, bound)
			if refused := codes(p) == "name_constraints "; refused != c.refused || !refused && codes(p) != "" {
				t.Errorf("got %q", codes(p))
			}
			if strings.Contains(c.name, "host below") {
				return // RFC 5280 admits the host only; the standard library also those below
			}
			// The standard library judges the same.
			roots, between := x509.NewCertPool(), x509.NewCertPool()
			roots.AddCert(root.X509)
			between.AddCert(bound.X509)
			_, err := leaf.X509.Verify(x509.VerifyOptions{Roots: roots, Intermediates: between, CurrentTime: noon, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}})
			if (err != nil) != c.refused {
				t.Errorf("the standard library says %v", err)
			}
		})
	}
}

func TestDirectoryNameConstraints(t *testing.T) {
	var none *node
	root := none.issue("Корень", authority(nil))
	bound := must(pki.PermittedNames([]pki.Name{{{Field: pki.Country, Value: "RU"}, {Field: pki.Organization, Value: "Правительство"}}}, nil, nil))
	ca := root.issue("УЦ", authority(func(c *x509.Certificate) { c.ExtraExtensions = []pkix.Extension{bound} }))
	for _, c := range []struct {
		subject pki.Name
		refused bool
	}{
		{pki.Name{{Field: pki.Country, Value: "RU"}, {Field: pki.Organization, Value: "Правительство"}, {Field: pki.CommonName, Value: "Лицо"}}, false},
		{pki.Name{{Field: pki.Country, Value: "RU"}, {Field: pki.Organization, Value: "ПРАВИТЕЛЬСТВО"}}, false},
		{pki.Name{{Field: pki.Country, Value: "RU"}, {Field: pki.Organization, Value: "Завод"}}, true},
		{pki.Name{{Field: pki.Country, Value: "RU"}}, true},
	} {
		leaf := ca.issue("", func(x *x509.Certificate) { x.RawSubject = must(c.subject.Marshal()) })
		if p := check(t, only(root), leaf, ca); (codes(p) == "name_constraints ") != c.refused || !c.refused && codes(p) != "" {
			t.Errorf("%v: %q", c.subject, codes(p))
		}
	}
}

func TestPathLengthCountsNoSelfIssuedAuthorities(t *testing.T) {
	var none *node
	root := none.issue("Корень", authority(nil))
	one := root.issue("УЦ", authority(func(c *x509.Certificate) { c.MaxPathLen, c.MaxPathLenZero = 0, true }))
	rolled := one.issue("УЦ", authority(nil))
	if p := check(t, only(root), rolled.issue("Лицо", nil), one, rolled); codes(p) != "" {
		t.Error(codes(p))
	}
	deeper := one.issue("Другой УЦ", authority(nil))
	if p := check(t, only(root), deeper.issue("Лицо", nil), one, deeper); codes(p) != "path_length " {
		t.Error(codes(p))
	}
}

// TestAThousandFalseIssuersAreNotTriedOnAndOn: a message may carry any number of
// certificates with the name of the issuer.
func TestAThousandFalseIssuersAreNotTriedOnAndOn(t *testing.T) {
	var none *node
	root := none.issue("Корень", authority(nil))
	var crowd []*node
	key := newKey()
	for range 300 {
		crowd = append(crowd, none.make("УЦ", key, authority(nil)))
	}
	leaf := root.issue("УЦ", authority(nil)).issue("Лицо", nil)
	if p := check(t, only(root), leaf, crowd...); p.Verdict() == reason.Valid {
		t.Error("a chain is found among false issuers")
	}
}

// A signature that was found right once is not counted anew; that of anybody else is.
func TestARightIssuerIsRememberedAndAFalseOneIsNot(t *testing.T) {
	root := (*node)(nil).issue("УЦ", authority(nil))
	double := (*node)(nil).issue("УЦ", authority(nil))
	leaf := root.issue("Лицо", nil)
	for range 2 {
		if err := leaf.IssuedBy(root.Certificate); err != nil {
			t.Error(err)
		}
		if err := leaf.IssuedBy(double.Certificate); err == nil {
			t.Error("an authority of the same name passes")
		}
		if err := leaf.IssuedBy(must(pki.ParseCertificate(root.Raw()))); err != nil {
			t.Errorf("the same authority, read again: %v", err)
		}
		if err := leaf.IssuedBy(leaf.Certificate); err == nil {
			t.Error("the leaf has issued itself")
		}
	}
}
