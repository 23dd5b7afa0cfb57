package cms_test

import (
	"crypto"
	"syscall"
	"testing"
	"time"

	"veche/cms"
	"veche/cms/pki"
	"veche/cms/reason"
	"veche/gost"
)

// BenchmarkBES is the whole check of a document of 10 KB at level CAdES-BES as the server
// does it for an incoming letter: parse, digest, attributes, signature, and the chain of
// two authorities with their lists at hand.
func BenchmarkBES(b *testing.B) {
	for _, kind := range []struct {
		name   string
		newKey func() crypto.Signer
	}{
		{"256-A", gostKey(gost.Curve256A())}, {"256-B", gostKey(gost.Curve256B())}, {"512-A", gostKey(gost.Curve512A())},
		{"ECDSA", ecdsaKey}, {"RSA", rsaKey()},
	} {
		b.Run(kind.name, func(b *testing.B) {
			s := newStand(kind.newKey)
			content := make([]byte, 10_000)
			benchmark(b, s, s.sign(content), content, nil)
		})
		b.Run(kind.name+"-known", func(b *testing.B) {
			s := newStand(kind.newKey)
			content := make([]byte, 10_000)
			known := pki.NewPool(s.person.Certificate)
			known.Precompute()
			benchmark(b, s, s.sign(content), content, known)
		})
	}
}

// BenchmarkLT checks a signature with a time stamp and all evidence within.
func BenchmarkLT(b *testing.B) {
	s := newStand(gostKey(gost.Curve256A()))
	content := make([]byte, 10_000)
	trust := s.trust()
	trust.CRLs = nil
	trust.OCSP = []*pki.OCSPResponse{
		s.answerAbout(s.person.Certificate), s.answerAbout(s.tsa.Key.Certificate),
	}
	trust.CRLs = s.trust().CRLs[1:] // of the root
	o := cms.UpgradeOptions{Options: cms.Options{Trust: trust, At: s.now}, Level: cms.LevelLT, Stamper: s.tsa}
	file, r, err := cms.Upgrade(b.Context(), s.sign(content), cms.Octets(content), o)
	if err != nil || r.Signers[0].Level != cms.LevelLT {
		b.Fatal(err, codes(r))
	}
	b.ReportMetric(float64(len(file)), "octets")
	benchmark(b, s, file, content, nil)
}

func (s *stand) answerAbout(c *pki.Certificate) *pki.OCSPResponse {
	request := must(pki.OCSPRequest{IDs: []pki.CertID{pki.NewCertID(pki.SHA1, c, s.ca.Certificate)}}.Marshal())
	return must(pki.ParseOCSP(s.ocsp.Answer(request)))
}

func benchmark(b *testing.B, s *stand, file, content []byte, known *pki.Pool) {
	trust := s.trust()
	trust.Intermediates = pki.NewPool(s.ca.Certificate)
	trust.Roots.Precompute()
	trust.Intermediates.Precompute()
	b.ReportAllocs()
	began := processorTime()
	for b.Loop() {
		r := must(cms.Verify(b.Context(), file, cms.Octets(content), cms.Options{Trust: trust, At: s.now, Known: known}))
		if r.Verdict != reason.Valid {
			b.Fatal(codes(r))
		}
	}
	b.ReportMetric(float64(b.N)/(processorTime()-began).Seconds(), "documents/s")
}

// processorTime is what the process has used: the clock of a busy machine says little.
func processorTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
