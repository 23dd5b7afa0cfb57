package cms_test

import (
	"crypto"
	"encoding/asn1"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"veche/cms"
	"veche/cms/pki"
	"veche/cms/reason"
	"veche/gost"
)

// keysForPeer are the kinds of keys that the peer knows: every curve under its
// preferred name and, where it has one, its CryptoPro name; RSA; ECDSA.
func keysForPeer() map[string]func() crypto.Signer {
	all := kinds()
	for _, c := range gost.Curves() {
		for _, oid := range c.OIDs()[1:] {
			all[c.Name()+" as "+oid.String()] = cryptoProKey(c, oid)
		}
	}
	return all
}

func cryptoProKey(c *gost.Curve, oid asn1.ObjectIdentifier) func() crypto.Signer {
	params := must(c.ParamsFor(oid))
	return func() crypto.Signer { return must(must(gost.GenerateKey(c, nil)).WithParams(params)) }
}

// newLiveStand is a stand whose time is now, since the peer has no other.
func newLiveStand(newKey func() crypto.Signer) *stand {
	s := newStand(newKey)
	s.now = time.Now().UTC().Truncate(time.Second)
	return s
}

// TestOpenSSLAccepts everything that we make: chains, lists, signatures of all levels
// with one and two signers, time stamps, answers of OCSP; and refuses the changed ones
// as we do.
func TestOpenSSLAccepts(t *testing.T) {
	source := random(t)
	for kind, newKey := range keysForPeer() {
		content := octets(source, 100_000)
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s, e := newLiveStand(newKey), newEngine(t)
			e.file("content", content)
			e.pem("root.pem", "CERTIFICATE", s.root.Certificate.Raw())
			e.pem("ca.pem", "CERTIFICATE", s.ca.Certificate.Raw())
			e.pem("person.pem", "CERTIFICATE", s.person.Certificate.Raw())
			e.peerVerifiesChain(s)
			e.peerVerifiesMessages(s, content)
			e.peerVerifiesStamp(s, content)
			e.peerVerifiesOCSP(s)
		})
	}
}

func (e *engine) peerVerifiesChain(s *stand) {
	e.t.Helper()
	trusted := append(e.read("root.pem"), e.listsPEM(s)...)
	e.file("trusted.pem", trusted)
	verify := "verify -x509_strict -crl_check_all -CAfile trusted.pem -untrusted ca.pem person.pem"
	e.run(verify)
	raw := append([]byte{}, s.person.Certificate.Raw()...)
	raw[len(raw)-1] ^= 1
	e.pem("forged.pem", "CERTIFICATE", raw)
	if out, ok := e.accepts("verify -CAfile root.pem -untrusted ca.pem forged.pem"); ok {
		e.t.Errorf("OpenSSL accepts a forged certificate: %s", out)
	}
	if forged := must(pki.ParseCertificate(raw)); forged.IssuedBy(s.ca.Certificate) == nil {
		e.t.Error("we accept a forged certificate")
	}
}

func (e *engine) listsPEM(s *stand) []byte {
	trust := s.trust()
	e.pem("lists.pem", "X509 CRL", trust.CRLs[0].Raw, trust.CRLs[1].Raw)
	return e.read("lists.pem")
}

func (e *engine) peerVerifiesMessages(s *stand, content []byte) {
	e.t.Helper()
	ctx := e.t.Context()
	second := s.newPerson(day("2031-01-01"))
	o := cms.SigningOptions{Time: s.now}
	verify := "cms -verify -binary -inform DER -in sig.p7s -CAfile trusted.pem -crl_check_all -cades -out out"
	attached := o
	attached.Attached = true
	e.file("sig.p7s", must(cms.Sign(ctx, cms.Octets(content), attached, s.person)))
	e.run(verify)
	if string(e.read("out")) != string(content) {
		e.t.Error("another content comes out")
	}
	file := must(cms.Sign(ctx, cms.Octets(content), o, s.person, second))
	e.file("sig.p7s", file)
	e.run(verify + " -content content")
	for _, level := range []cms.Level{cms.LevelT, cms.LevelLT, cms.LevelLTA} {
		up := cms.UpgradeOptions{Options: cms.Options{Trust: s.trust(), At: s.now}, Level: level, Stamper: s.tsa}
		out, r, err := cms.Upgrade(ctx, file, cms.Octets(content), up)
		if err != nil || r.Verdict != reason.Valid {
			e.t.Fatalf("%s: %v %s", level, err, codes(r))
		}
		e.file("sig.p7s", out)
		e.run(verify + " -content content")
	}
	e.file("changed", append(content[:len(content)-1:len(content)-1], content[len(content)-1]^1))
	if said, ok := e.accepts(verify + " -content changed"); ok {
		e.t.Errorf("OpenSSL accepts a changed content: %s", said)
	}
}

// peerVerifiesStamp: the peer asks our time-stamp service and checks its answer.
func (e *engine) peerVerifiesStamp(s *stand, content []byte) {
	e.t.Helper()
	for _, md := range []string{"sha256", "md_gost12_256", "md_gost12_512"} {
		e.run("ts -query -data content -cert -out q.tsq -" + md)
		e.file("r.tsr", s.tsa.Answer(e.t.Context(), e.read("q.tsq")))
		e.run("ts -verify -queryfile q.tsq -in r.tsr -CAfile root.pem -untrusted ca.pem")
	}
	e.run("ts -verify -data content -in r.tsr -CAfile root.pem -untrusted ca.pem")
	e.file("changed", append(content[:len(content)-1:len(content)-1], content[len(content)-1]^1))
	if out, ok := e.accepts("ts -verify -data changed -in r.tsr -CAfile root.pem -untrusted ca.pem"); ok {
		e.t.Errorf("OpenSSL accepts a stamp of another content: %s", out)
	}
}

// peerVerifiesOCSP: the peer asks our service over HTTP, before and after a revocation.
func (e *engine) peerVerifiesOCSP(s *stand) {
	e.t.Helper()
	server := httptest.NewServer(http.Handler(s.ocsp))
	defer server.Close()
	ask := "ocsp -issuer ca.pem -cert person.pem -CAfile root.pem -verify_other ca.pem -url " + server.URL
	if out := e.run(ask); !contains(out, "person.pem: good") || !contains(out, "Response verify OK") {
		e.t.Errorf("OCSP: %s", out)
	}
	s.ca.Revoke(s.person.Certificate.X509.SerialNumber, s.now, 1)
	if out := e.run(ask); !contains(out, "person.pem: revoked") || !contains(out, "keyCompromise") {
		e.t.Errorf("OCSP after the revocation: %s", out)
	}
	e.file("trusted.pem", append(e.read("root.pem"), e.listsPEM(s)...))
	if out, ok := e.accepts("verify -crl_check -CAfile trusted.pem -untrusted ca.pem person.pem"); ok {
		e.t.Errorf("OpenSSL accepts a certificate on our list: %s", out)
	}
}
