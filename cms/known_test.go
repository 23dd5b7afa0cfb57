package cms_test

import (
	"testing"

	"veche/cms"
	"veche/cms/pki"
)

// What is known of a key makes a check faster and changes nothing in its outcome.
func TestAKnownSignerIsJudgedLikeAnyOther(t *testing.T) {
	for kind, newKey := range kinds() {
		t.Run(kind, func(t *testing.T) {
			s := newStand(newKey)
			content := []byte("Письмо")
			file := s.sign(content)
			known := pki.NewPool(s.person.Certificate)
			known.Precompute()
			other := newStand(newKey)
			for name, c := range map[string]struct {
				content []byte
				trust   *pki.Trust
			}{
				"right": {content, s.trust()}, "another content": {[]byte("Письмо."), s.trust()}, "an authority nobody trusts": {content, other.trust()},
			} {
				plain := must(cms.Verify(t.Context(), file, cms.Octets(c.content), cms.Options{Trust: c.trust, At: s.now}))
				quick := must(cms.Verify(t.Context(), file, cms.Octets(c.content), cms.Options{Trust: c.trust, At: s.now, Known: known}))
				if plain.Verdict != quick.Verdict || codes(plain) != codes(quick) {
					t.Errorf("%s: %s %s, known: %s %s", name, plain.Verdict, codes(plain), quick.Verdict, codes(quick))
				}
				if signer := quick.Signers[0].Signer(); signer != s.person.Certificate {
					t.Errorf("%s: the known certificate is not the one that was used: %v", name, signer)
				}
			}
		})
	}
}
