package cms_test

import (
	"bytes"
	"testing"

	"veche/cms"
	"veche/cms/pki"
	"veche/cms/reason"
	"veche/gost"
)

// TestEveryFlippedOctetIsNoticed: in a detached signature with the signer's certificate
// alone, changing any octet leads to another verdict than «valid», save in the version
// numbers and the list of digests, which nothing depends on, and the case of letters
// in the name by which the certificate is found: the signature itself names it by digest.
func TestEveryFlippedOctetIsNoticed(t *testing.T) {
	s := newStand(gostKey(gost.Curve256A()))
	s.person.Chain = nil
	trust := s.trust()
	trust.Intermediates = pki.NewPool(s.ca.Certificate)
	file := s.sign(letter)
	source := random(t)
	free := bytes.Index(file, s.person.Certificate.Raw()) // the head is before the certificate
	issuer := s.person.Certificate.X509.RawIssuer
	named := free + len(s.person.Certificate.Raw()) + bytes.Index(file[free+len(s.person.Certificate.Raw()):], issuer)
	passed := 0
	for i := range file {
		changed := bytes.Clone(file)
		changed[i] ^= 1 << (source.Uint64() % 8)
		r := must(cms.Verify(t.Context(), changed, cms.Octets(letter), cms.Options{Trust: trust, At: s.now}))
		if r.Verdict != reason.Valid {
			continue
		}
		if passed++; i > free && !isVersion(file, i) && (i < named || i >= named+len(issuer)) {
			t.Errorf("octet %d of %d, %02x instead of %02x: valid", i, len(file), changed[i], file[i])
		}
	}
	if passed > 30 {
		t.Errorf("%d octets are of no importance", passed)
	}
}

// isVersion tells that an octet is the value of an INTEGER 1: the version of the signer.
func isVersion(file []byte, i int) bool {
	return i >= 2 && file[i-2] == 2 && file[i-1] == 1 && file[i] == 1
}

// TestWhatWeAcceptOpenSSLAccepts: of files with a random octet flipped, those that we
// find valid OpenSSL finds valid too.
func TestWhatWeAcceptOpenSSLAccepts(t *testing.T) {
	s, e := newLiveStand(gostKey(gost.Curve256A())), newEngine(t)
	e.file("content", letter)
	e.pem("root.pem", "CERTIFICATE", s.root.Certificate.Raw())
	e.file("trusted.pem", append(e.read("root.pem"), e.listsPEM(s)...))
	trust := s.trust()
	file := s.stamped(s.sign(letter))
	source := random(t)
	for range 60 {
		changed := bytes.Clone(file)
		at := source.Uint64() % uint64(len(file))
		changed[at] ^= 1 << (source.Uint64() % 8)
		r := must(cms.Verify(t.Context(), changed, cms.Octets(letter), cms.Options{Trust: trust, At: s.now}))
		e.file("sig.p7s", changed)
		said, ok := e.accepts("cms -verify -binary -inform DER -in sig.p7s -content content -CAfile trusted.pem -crl_check_all -cades -out /dev/null")
		if r.Verdict == reason.Valid && !ok {
			t.Errorf("octet %d: we say valid, OpenSSL says %s", at, said)
		}
	}
}
