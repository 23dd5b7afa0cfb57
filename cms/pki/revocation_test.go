package pki_test

import (
	"context"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"math/big"
	"strings"
	"testing"
	"time"

	"veche/cms/pki"
	"veche/cms/reason"
)

// list is a CRL made by the standard library.
func (n *node) list(change func(*x509.RevocationList)) *pki.CRL {
	serio++
	template := &x509.RevocationList{Number: big.NewInt(serio), ThisUpdate: noon.Add(-time.Hour), NextUpdate: noon.Add(24 * time.Hour)}
	if change != nil {
		change(template)
	}
	return must(pki.ParseCRL(must(x509.CreateRevocationList(rand.Reader, template, n.X509, n.key))))
}

func revokes(c *node, at time.Time) func(*x509.RevocationList) {
	return func(l *x509.RevocationList) {
		l.RevokedCertificateEntries = []x509.RevocationListEntry{{SerialNumber: c.X509.SerialNumber, RevocationTime: at}}
	}
}

func critical(arc int, value ...byte) pkix.Extension {
	return pkix.Extension{Id: asn1.ObjectIdentifier{2, 5, 29, arc}, Critical: true, Value: value}
}

func TestListsThatSpeakOfACertificate(t *testing.T) {
	var none *node
	root := none.issue("Корень", authority(nil))
	leaf := root.issue("Лицо", func(c *x509.Certificate) { c.CRLDistributionPoints = []string{"http://a/1"} })
	stranger := none.issue("Корень", authority(nil))
	noList := none.make("Корень", root.key, func(c *x509.Certificate) {
		c.IsCA, c.BasicConstraintsValid, c.KeyUsage = true, true, x509.KeyUsageCertSign
	})
	point := func(address string) []byte {
		name := append([]byte{0x86, byte(len(address))}, address...)
		full := append([]byte{0xa0, byte(len(name))}, name...)
		field := append([]byte{0xa0, byte(len(full))}, full...)
		return append([]byte{0x30, byte(len(field))}, field...)
	}
	extension := func(e pkix.Extension) func(*x509.RevocationList) {
		return func(l *x509.RevocationList) { l.ExtraExtensions = []pkix.Extension{e} }
	}
	for _, c := range []struct {
		name string
		list *pki.CRL
		want string
	}{
		{"an ordinary list", root.list(nil), ""},
		{"of a stranger with the same name", stranger.list(nil), "revocation_unknown "},
		{"that is old", root.list(func(l *x509.RevocationList) { l.ThisUpdate, l.NextUpdate = start, start.AddDate(0, 1, 0) }), "revocation_unknown "},
		{"issued later", root.list(func(l *x509.RevocationList) {
			l.ThisUpdate, l.NextUpdate = noon.AddDate(1, 0, 0), noon.AddDate(2, 0, 0)
		}), ""},
		{"of users only", root.list(extension(critical(28, 0x30, 3, 0x81, 1, 0xff))), ""},
		{"of authorities only", root.list(extension(critical(28, 0x30, 3, 0x82, 1, 0xff))), "revocation_unknown "},
		{"of some reasons only", root.list(extension(critical(28, 0x30, 4, 0x83, 2, 1, 0x40))), "revocation_unknown "},
		{"indirect", root.list(extension(critical(28, 0x30, 3, 0x84, 1, 0xff))), "revocation_unknown "},
		{"of the point in the certificate", root.list(extension(critical(28, point("http://a/1")...))), ""},
		{"of another point", root.list(extension(critical(28, point("http://a/2")...))), "revocation_unknown "},
		{"a delta", root.list(extension(critical(27, 2, 1, 1))), "revocation_unknown "},
		{"with a condition not understood", root.list(extension(critical(99, 5, 0))), "revocation_unknown "},
		{"with the certificate", root.list(revokes(leaf, noon.AddDate(0, -1, 0))), "revoked_before_signing "},
		{"with the certificate since tomorrow", root.list(revokes(leaf, noon.AddDate(0, 0, 1))), "revoked_after_signing "},
		{"whose entry has a condition not understood", root.list(func(l *x509.RevocationList) {
			revokes(root, start)(l)
			l.RevokedCertificateEntries[0].ExtraExtensions = []pkix.Extension{critical(99, 5, 0)}
		}), "revocation_unknown "},
	} {
		t.Run(c.name, func(t *testing.T) {
			trust := only(root)
			trust.Revocation, trust.CRLs = pki.RevocationRequired, []*pki.CRL{c.list}
			if p := check(t, trust, leaf); codes(p) != c.want {
				t.Errorf("got %q, want %q", codes(p), c.want)
			}
		})
	}
	if root.list(nil).SignedBy(noList.Certificate) {
		t.Error("a key that may not sign lists has signed one")
	}
}

// TestACompromisedKeyIsDistrustedSinceItsCompromise, not since the entry was made.
func TestACompromisedKeyIsDistrustedSinceItsCompromise(t *testing.T) {
	var none *node
	root := none.issue("Корень", authority(nil))
	leaf := root.issue("Лицо", nil)
	trust := only(root)
	trust.Revocation = pki.RevocationRequired
	since := must(asn1.MarshalWithParams(noon.AddDate(0, 0, -3), "generalized"))
	trust.CRLs = []*pki.CRL{root.list(func(l *x509.RevocationList) {
		revokes(leaf, noon.AddDate(0, 0, 1))(l)
		l.RevokedCertificateEntries[0].ReasonCode = 1
		l.RevokedCertificateEntries[0].ExtraExtensions = []pkix.Extension{{Id: asn1.ObjectIdentifier{2, 5, 29, 24}, Value: since}}
	})}
	p := check(t, trust, leaf)
	if codes(p) != "revoked_before_signing " || !strings.Contains(p.Revocation[0].Reason, "скомпрометирован") {
		t.Errorf("%q %+v", codes(p), p.Revocation)
	}
}

// TestAnotherKeyOfTheAuthoritySignsTheList, as after a renewal.
func TestAnotherKeyOfTheAuthoritySignsTheList(t *testing.T) {
	var none *node
	root := none.issue("Корень", authority(nil))
	old, renewed := root.issue("УЦ", authority(nil)), root.issue("УЦ", authority(nil))
	leaf := old.issue("Лицо", nil)
	foreign := none.issue("Чужой корень", authority(nil)).issue("УЦ", authority(nil))
	for _, c := range []struct {
		signer *node
		want   string
	}{{renewed, ""}, {foreign, "revocation_unknown "}} {
		trust := only(root)
		trust.Revocation, trust.CRLs = pki.RevocationRequired, []*pki.CRL{c.signer.list(nil), root.list(nil)}
		if p := check(t, trust, leaf, old, c.signer); codes(p) != c.want {
			t.Errorf("got %q, want %q", codes(p), c.want)
		}
	}
}

// answer is an OCSP answer about a certificate.
func answer(service *node, subject, issuer *node, status pki.Status, at time.Time) *pki.OCSPResponse {
	raw := must(pki.IssueOCSP(pki.OCSPTemplate{
		Produced: at,
		Answers: []pki.OCSPAnswer{{
			ID: pki.NewCertID(pki.SHA1, subject.Certificate, issuer.Certificate), Status: status,
			Revoked: pki.Revoked{At: start.AddDate(0, 1, 0)}, ThisUpdate: at, NextUpdate: at.Add(time.Hour),
		}},
	}, service.Certificate, service.key))
	return must(pki.ParseOCSP(raw))
}

func TestWhoMayAnswer(t *testing.T) {
	var none *node
	root := none.issue("Корень", authority(func(c *x509.Certificate) { c.KeyUsage |= x509.KeyUsageDigitalSignature }))
	leaf := root.issue("Лицо", nil)
	serves := func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageOCSPSigning} }
	service := root.issue("OCSP", serves)
	untold := root.issue("OCSP", nil)
	expired := root.issue("OCSP", func(c *x509.Certificate) { serves(c); c.NotAfter = noon.AddDate(0, -1, 0) })
	foreign := none.issue("Корень", authority(nil)).issue("OCSP", serves)
	for _, c := range []struct {
		name   string
		answer *pki.OCSPResponse
		want   string
	}{
		{"the authority itself", answer(root, leaf, root, pki.Good, noon), ""},
		{"a service of the authority", answer(service, leaf, root, pki.Good, noon), ""},
		{"a revoked certificate", answer(service, leaf, root, pki.StatusRevoked, noon), "revoked_before_signing "},
		{"an unknown certificate", answer(service, leaf, root, pki.Unknown, noon), "revocation_unknown "},
		{"about another certificate", answer(service, service, root, pki.Good, noon), "revocation_unknown "},
		{"too old", answer(service, leaf, root, pki.Good, noon.Add(-2*time.Hour)), "revocation_unknown "},
		{"a certificate that is not for OCSP", answer(untold, leaf, root, pki.Good, noon), "revocation_unknown "},
		{"an expired service", answer(expired, leaf, root, pki.Good, noon), "revocation_unknown "},
		{"a service of another authority of this name", answer(foreign, leaf, root, pki.Good, noon), "revocation_unknown "},
		{"the person about himself", answer(leaf, leaf, root, pki.Good, noon), "revocation_unknown "},
	} {
		t.Run(c.name, func(t *testing.T) {
			trust := only(root)
			trust.Revocation, trust.OCSP = pki.RevocationRequired, []*pki.OCSPResponse{c.answer}
			if p := check(t, trust, leaf); codes(p) != c.want {
				t.Errorf("got %q, want %q", codes(p), c.want)
			}
		})
	}
	trust := only(root)
	trust.Revocation, trust.OCSP = pki.RevocationRequired, []*pki.OCSPResponse{answer(foreign, leaf, root, pki.Good, noon)}
	trust.Responders = pki.NewPool(foreign.Certificate)
	if p := check(t, trust, leaf); codes(p) != "" {
		t.Errorf("a service that the administrator trusts: %q", codes(p))
	}
}

func TestARevokedServiceIsNotBelieved(t *testing.T) {
	var none *node
	root := none.issue("Корень", authority(nil))
	leaf := root.issue("Лицо", nil)
	service := root.issue("OCSP", func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageOCSPSigning} })
	trust := only(root)
	trust.Revocation, trust.OCSP = pki.RevocationRequired, []*pki.OCSPResponse{answer(service, leaf, root, pki.Good, noon.Add(time.Minute))}
	if p := check(t, trust, leaf); len(p.OCSP) != 1 {
		t.Fatalf("%q: the service is not believed while it is good", codes(p))
	}
	trust.CRLs = []*pki.CRL{root.list(revokes(service, start.AddDate(0, 1, 0)))}
	if p := check(t, trust, leaf); len(p.OCSP) != 0 || codes(p) != "" {
		t.Errorf("%q, %d answers relied on", codes(p), len(p.OCSP))
	}
}

// shelf is a Fetcher over a map.
type shelf map[string][]byte

func (s shelf) Fetch(_ context.Context, _ pki.Resource, address string, _ []byte) ([]byte, error) {
	if file, ok := s[address]; ok {
		return file, nil
	}
	return nil, errors.New("not there")
}

func TestWhatIsMissingIsFetched(t *testing.T) {
	var none *node
	root := none.issue("Корень", authority(nil))
	ca := root.issue("УЦ", authority(func(c *x509.Certificate) { c.CRLDistributionPoints = []string{"http://root/crl"} }))
	leaf := ca.issue("Лицо", func(c *x509.Certificate) {
		c.IssuingCertificateURL = []string{"http://nowhere/", "http://ca/crt"}
		c.OCSPServer = []string{"http://ca/ocsp"}
		c.CRLDistributionPoints = []string{"http://ca/crl"}
	})
	trust := only(root)
	trust.Revocation = pki.RevocationRequired
	trust.Fetcher = shelf{"http://root/crl": root.list(nil).Raw, "http://ca/crt": ca.Raw(), "http://ca/crl": ca.list(nil).Raw}
	p := check(t, trust, leaf)
	if p.Verdict() != reason.Valid || len(p.Certificates) != 3 || len(p.CRLs) != 2 {
		t.Errorf("%q, %d certificates, %d lists", codes(p), len(p.Certificates), len(p.CRLs))
	}
	trust.Fetcher = nil
	if p := check(t, trust, leaf); codes(p) != "chain_incomplete " {
		t.Errorf("without a fetcher: %q", codes(p))
	}
}
