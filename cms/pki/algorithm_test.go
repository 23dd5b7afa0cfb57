package pki_test

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"testing"

	"veche/cms/pki"
	"veche/cms/reason"
	"veche/gost"
)

func TestParseAlgorithm(t *testing.T) {
	null := asn1.RawValue{FullBytes: []byte{5, 0}, Tag: 5}
	gostKey, gostSign := asn1.ObjectIdentifier{1, 2, 643, 7, 1, 1, 1, 1}, asn1.ObjectIdentifier{1, 2, 643, 7, 1, 1, 3, 2}
	rsaKey := asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}
	for _, c := range []struct {
		name   string
		id     pkix.AlgorithmIdentifier
		digest pki.Hash
		want   pki.Algorithm
		code   reason.Code
	}{
		{"national, by the key", pkix.AlgorithmIdentifier{Algorithm: gostKey}, pki.Streebog256, pki.Algorithm{Scheme: pki.GOST, Hash: pki.Streebog256}, ""},
		{"national, by the key, NULL", pkix.AlgorithmIdentifier{Algorithm: gostKey, Parameters: null}, pki.Streebog256, pki.Algorithm{Scheme: pki.GOST, Hash: pki.Streebog256}, ""},
		{"national, by the signature", pkix.AlgorithmIdentifier{Algorithm: gostSign}, 0, pki.Algorithm{Scheme: pki.GOST, Hash: pki.Streebog256}, ""},
		{"national with a foreign digest", pkix.AlgorithmIdentifier{Algorithm: gostSign}, pki.SHA256, pki.Algorithm{}, reason.AlgorithmMismatch},
		{"national with the longer digest", pkix.AlgorithmIdentifier{Algorithm: gostKey}, pki.Streebog512, pki.Algorithm{}, reason.AlgorithmMismatch},
		{"RSA by the key", pkix.AlgorithmIdentifier{Algorithm: rsaKey, Parameters: null}, pki.SHA512, pki.Algorithm{Scheme: pki.RSA, Hash: pki.SHA512}, ""},
		{"RSA by the key in a certificate", pkix.AlgorithmIdentifier{Algorithm: rsaKey, Parameters: null}, 0, pki.Algorithm{}, reason.UnsupportedAlgorithm},
		{"RSA with a national digest", pkix.AlgorithmIdentifier{Algorithm: rsaKey, Parameters: null}, pki.Streebog256, pki.Algorithm{}, reason.UnsupportedAlgorithm},
		{"GOST R 34.10-2001", pkix.AlgorithmIdentifier{Algorithm: asn1.ObjectIdentifier{1, 2, 643, 2, 2, 3}}, 0, pki.Algorithm{}, reason.WeakAlgorithm},
		{"RSA with MD5", pkix.AlgorithmIdentifier{Algorithm: asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 4}, Parameters: null}, 0, pki.Algorithm{}, reason.WeakAlgorithm},
		{"something", pkix.AlgorithmIdentifier{Algorithm: asn1.ObjectIdentifier{1, 2, 3}}, 0, pki.Algorithm{}, reason.UnsupportedAlgorithm},
		{"PSS without parameters", pkix.AlgorithmIdentifier{Algorithm: asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 10}}, 0, pki.Algorithm{}, reason.Malformed},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := pki.ParseAlgorithm(c.id, c.digest)
			if got != c.want || code(err) != c.code {
				t.Errorf("got %v, %v", got, err)
			}
		})
	}
	for _, old := range []asn1.ObjectIdentifier{{1, 2, 643, 2, 2, 9}, {1, 2, 840, 113549, 2, 5}} {
		if _, err := pki.ParseHash(pkix.AlgorithmIdentifier{Algorithm: old}); code(err) != reason.WeakAlgorithm {
			t.Errorf("digest %v: %v", old, err)
		}
	}
}

func code(err error) reason.Code {
	if f, ok := errors.AsType[*reason.Finding](err); ok {
		return f.Code
	}
	return ""
}

func TestPSSSignsAndIsRead(t *testing.T) {
	key := must(rsa.GenerateKey(rand.Reader, 2048))
	for _, h := range []pki.Hash{pki.SHA256, pki.SHA384, pki.SHA512} {
		a := must(pki.AlgorithmFor(key.Public(), h, true))
		digest := h.Sum([]byte("текст"))
		signature := must(a.Sign(key, digest))
		id := a.Identifier()
		id.Parameters = asn1.RawValue{FullBytes: id.Parameters.FullBytes}
		again := must(pki.ParseAlgorithm(id, h))
		if again != a || !again.Verify(key.Public(), digest, signature) {
			t.Errorf("%v: read as %v", a, again)
		}
		if (pki.Algorithm{Scheme: pki.RSA, Hash: h}).Verify(key.Public(), digest, signature) {
			t.Error("a signature of PSS passes as one of PKCS #1")
		}
	}
}

// TestAKeyVerifiesItsOwnSchemeOnly: a signature named by another scheme than the key's
// is refused, not tried.
func TestAKeyVerifiesItsOwnSchemeOnly(t *testing.T) {
	short := must(gost.GenerateKey(gost.Curve256A(), nil))
	long := must(gost.GenerateKey(gost.Curve512A(), nil))
	digest := pki.Streebog256.Sum([]byte("текст"))
	a := must(pki.AlgorithmFor(short.Public(), 0, false))
	signature := must(a.Sign(short, digest))
	if !a.Verify(short.Public(), digest, signature) {
		t.Fatal("a good signature is refused")
	}
	for _, key := range []crypto.PublicKey{long.Public(), newKey().Public(), nil} {
		if a.Verify(key, digest, signature) {
			t.Errorf("%T verifies it", key)
		}
	}
	if _, err := pki.AlgorithmFor(short.Public(), pki.SHA256, false); code(err) != reason.AlgorithmMismatch {
		t.Errorf("a national key signs SHA-256: %v", err)
	}
}
