package xmldsig_test

import (
	"bytes"
	"testing"

	"veche/smev/xmldsig"
	"veche/smev/xmltoken"
)

// FuzzVerify: nothing panics, and whatever a signed message is turned into, what is to be used of it is either what was
// signed or nothing.
func FuzzVerify(f *testing.F) {
	s := newStand(f)
	signed := s.sign(f, envelope(`<q xmlns="u:1" b="2" a="1">Здравствуйте &amp; до свидания</q>`), "256")
	report := must(xmldsig.Verify(f.Context(), bytes.NewReader([]byte(signed)), xmldsig.VerifyOptions{Trust: s.trust, At: now, Expected: expected}))(f)
	want := report.Expected[0].Signed
	if want == nil {
		f.Fatal(report.Err())
	}
	f.Add([]byte(signed))
	for _, forged := range forgeries {
		if document := forged.change(signed); len(document) < 10<<10 {
			f.Add([]byte(document))
		}
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		report, err := xmldsig.Verify(t.Context(), bytes.NewReader(in), xmldsig.VerifyOptions{
			Trust: s.trust, At: now, Expected: expected, Limits: xmltoken.Limits{Size: 1 << 20},
		})
		if err != nil || report.Err() != nil {
			return
		}
		if got := report.Expected[0].Signed; !bytes.Equal(got, want) {
			t.Fatalf("a forgery passes: %q", in)
		}
	})
}
