package cms_test

import (
	"context"
	"encoding/hex"
	"errors"
	"io"
	"runtime"
	"testing"

	"veche/cms"
	"veche/cms/pki"
	"veche/cms/reason"
	"veche/gost"
)

// zeros is a file of a length that is nowhere kept.
type zeros struct{ left int64 }

func (z *zeros) Read(b []byte) (int, error) {
	if z.left == 0 {
		return 0, io.EOF
	}
	n := min(int64(len(b)), z.left)
	clear(b[:n])
	z.left -= n
	return int(n), nil
}

// zeros2G is what `head -c 2147483648 /dev/zero | sha256sum` prints.
const zeros2G = "a7c744c13cc101ed66c29f672f92455547889cc586ce6d44fe76ae824958ea51"

// TestALongContentTakesLittleMemory: a content of 2 GB is checked as a stream. ECDSA,
// because SHA-256 takes a second for what takes Streebog a dozen.
func TestALongContentTakesLittleMemory(t *testing.T) {
	s := newStand(ecdsaKey)
	known := cms.Digests(map[pki.Hash][]byte{pki.SHA256: must(hex.DecodeString(zeros2G))})
	file := must(cms.Sign(t.Context(), known, cms.SigningOptions{Time: s.now}, s.person))
	trust := s.trust()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r := must(cms.Verify(t.Context(), file, cms.Stream(&zeros{2 << 30}), cms.Options{Trust: trust, At: s.now}))
	runtime.ReadMemStats(&after)
	if r.Verdict != reason.Valid {
		t.Errorf("%s", codes(r))
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 4<<20 {
		t.Errorf("%d octets of memory", used)
	}
}

func TestAStreamIsTheSameAsItsOctets(t *testing.T) {
	s := newStand(gostKey(gost.Curve512C()))
	content := octets(random(t), 1_000_000)
	file := must(cms.Sign(t.Context(), cms.Stream(&slow{content}), cms.SigningOptions{Time: s.now}, s.person))
	if r := s.verify(t, file, content); r.Verdict != reason.Valid {
		t.Error(codes(r))
	}
	digests := map[pki.Hash][]byte{pki.Streebog512: pki.Streebog512.Sum(content)}
	r := must(cms.Verify(t.Context(), file, cms.Digests(digests), cms.Options{Trust: s.trust(), At: s.now}))
	if r.Verdict != reason.Valid {
		t.Errorf("by the digest: %s", codes(r))
	}
	digests = map[pki.Hash][]byte{pki.Streebog256: pki.Streebog256.Sum(content)}
	r = must(cms.Verify(t.Context(), file, cms.Digests(digests), cms.Options{Trust: s.trust(), At: s.now}))
	if reasons(r) != "indeterminate no_content" {
		t.Errorf("by another digest: %s", reasons(r))
	}
}

// slow gives a content in pieces.
type slow struct{ rest []byte }

func (s *slow) Read(b []byte) (int, error) {
	n := copy(b, s.rest[:min(len(s.rest), 977)])
	s.rest = s.rest[n:]
	if len(s.rest) == 0 {
		return n, io.EOF
	}
	return n, nil
}

func TestReadingMayFailAndStop(t *testing.T) {
	s := newStand(ecdsaKey)
	file := s.sign(letter)
	broken := errors.New("диск")
	_, err := cms.Verify(t.Context(), file, cms.Stream(io.MultiReader(&slow{letter}, failing{broken})), cms.Options{Trust: s.trust()})
	if !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err = cms.Verify(ctx, file, cms.Stream(&zeros{1 << 60}), cms.Options{Trust: s.trust()}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// TestAttributesAreNoContent: the signed attributes of one message presented as the
// content of another, without attributes, would carry the same signature.
func TestAttributesAreNoContent(t *testing.T) {
	s := newStand(gostKey(gost.Curve256A()))
	forged, content := withoutAttributes(s.sign(letter))
	if r := s.verify(t, forged, content); reasons(r) != "invalid malformed no_signing_certificate" {
		t.Errorf("got %s", reasons(r))
	}
}
