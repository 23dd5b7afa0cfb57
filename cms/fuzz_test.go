package cms_test

import (
	"bytes"
	"crypto"
	"testing"

	"veche/cms"
	"veche/cms/pki"
	"veche/cms/reason"
	"veche/gost"
)

// sameKeys are the same in every process: workers of the fuzzer get the seeds of
// another.
func sameKeys() func() crypto.Signer {
	next := byte(0)
	return func() crypto.Signer {
		next++
		return must(gost.NewPrivateKey(gost.Curve256A(), bytes.Repeat([]byte{next}, 32)))
	}
}

// FuzzVerify: whatever the file, a check ends, and what is not the message we made (or
// one that says the same) is never valid for the content.
func FuzzVerify(f *testing.F) {
	s := newStand(sameKeys())
	trust := s.trust()
	plain := s.sign(letter)
	f.Add(plain)
	f.Add(s.stamped(plain))
	f.Add(must(cms.Sign(f.Context(), cms.Octets(letter), cms.SigningOptions{Attached: true, Time: s.now}, s.person)))
	o := cms.UpgradeOptions{Options: cms.Options{Trust: trust, At: s.now}, Level: cms.LevelLTA, Stamper: s.tsa}
	archived, _, err := cms.Upgrade(f.Context(), plain, cms.Octets(letter), o)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(archived)
	f.Add([]byte{0x30, 0x80, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02, 0xa0, 0x80})
	other := []byte("Другой документ")
	f.Fuzz(func(t *testing.T, file []byte) {
		r := must(cms.Verify(t.Context(), file, cms.Octets(other), cms.Options{Trust: trust, At: s.now}))
		if r.Verdict == reason.Valid {
			t.Fatalf("a forged signature is valid: %x", file)
		}
		_ = r.Russian()
		m, err := cms.Parse(file)
		if err != nil {
			return
		}
		again, err := m.Marshal()
		if err != nil {
			t.Fatalf("what was read cannot be written: %v", err)
		}
		if twice := must(must(cms.Parse(again)).Marshal()); !bytes.Equal(twice, again) {
			t.Fatalf("written twice, it differs: %x, %x", again, twice)
		}
	})
}

func FuzzTimeStamp(f *testing.F) {
	s := newStand(sameKeys())
	token := must(s.tsa.Stamp(f.Context(), pki.SHA256, pki.SHA256.Sum(letter)))
	f.Add(token)
	f.Fuzz(func(t *testing.T, in []byte) {
		_, _ = cms.ParseTimeStamp(in)
		_, _ = cms.ParseStampRequest(in)
		_, _ = cms.CheckStampResponse(in, cms.StampRequest{})
		_ = s.tsa.Answer(t.Context(), in)
	})
}
