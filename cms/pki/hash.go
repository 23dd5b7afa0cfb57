package pki

import (
	"crypto"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509/pkix"
	"encoding/asn1"
	"hash"

	"veche/cms/internal/der"
	"veche/cms/reason"
	"veche/gost"
)

// Hash is a hash function, national or ordinary.
type Hash int

const (
	SHA1 Hash = 1 + iota // identifies certificates in OCSP; too weak for signatures
	SHA256
	SHA384
	SHA512
	Streebog256
	Streebog512
)

type hashFacts struct {
	name string
	oid  asn1.ObjectIdentifier
	new  func() hash.Hash
	std  crypto.Hash
}

var hashes = map[Hash]hashFacts{
	SHA1:        {"SHA-1", asn1.ObjectIdentifier{1, 3, 14, 3, 2, 26}, sha1.New, crypto.SHA1},
	SHA256:      {"SHA-256", asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}, sha256.New, crypto.SHA256},
	SHA384:      {"SHA-384", asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 2}, sha512.New384, crypto.SHA384},
	SHA512:      {"SHA-512", asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 3}, sha512.New, crypto.SHA512},
	Streebog256: {"ГОСТ Р 34.11-2012 (256)", gost.Streebog256.OID(), gost.New256, 0},
	Streebog512: {"ГОСТ Р 34.11-2012 (512)", gost.Streebog512.OID(), gost.New512, 0},
}

// obsoleteDigests are recognised to be refused by name: MD5 and GOST R 34.11-94.
var obsoleteDigests = []asn1.ObjectIdentifier{{1, 2, 840, 113549, 2, 5}, {1, 2, 643, 2, 2, 9}}

// New returns a running hash; it panics for an unknown function, as crypto.Hash does.
func (h Hash) New() hash.Hash { return hashes[h].new() }

// Size is the length of the digest in octets.
func (h Hash) Size() int { return h.New().Size() }

// OID names the function in messages.
func (h Hash) OID() asn1.ObjectIdentifier { return hashes[h].oid }

func (h Hash) String() string { return hashes[h].name }

// Sum is the digest of some data.
func (h Hash) Sum(data ...[]byte) []byte {
	running := h.New()
	for _, d := range data {
		running.Write(d)
	}
	return running.Sum(nil)
}

// HashFunc makes a Hash a crypto.SignerOpts. It is zero for the national functions.
func (h Hash) HashFunc() crypto.Hash { return hashes[h].std }

// Weak tells that the function does not protect a signature any more.
func (h Hash) Weak() bool { return h == SHA1 }

// Identifier is the AlgorithmIdentifier of the digest, without parameters.
func (h Hash) Identifier() pkix.AlgorithmIdentifier {
	return pkix.AlgorithmIdentifier{Algorithm: h.OID()}
}

// ParseHash recognises the AlgorithmIdentifier of a digest, with NULL or without
// parameters.
func ParseHash(id pkix.AlgorithmIdentifier) (Hash, error) {
	for h, facts := range hashes {
		if id.Algorithm.Equal(facts.oid) && der.SameAlgorithm(id, h.Identifier()) {
			return h, nil
		}
	}
	for _, oid := range obsoleteDigests {
		if id.Algorithm.Equal(oid) {
			return 0, reason.New(reason.WeakAlgorithm, "digest %v", oid)
		}
	}
	return 0, reason.New(reason.UnsupportedAlgorithm, "digest %v", id.Algorithm)
}
