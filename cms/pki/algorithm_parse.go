package pki

import (
	"crypto/x509/pkix"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"veche/cms/internal/der"
	"veche/cms/reason"
	"veche/gost"
)

// ParseAlgorithm recognises the AlgorithmIdentifier of a signature. Where the digest
// is named beside the signature, as in CMS, it is given too: then an algorithm of a
// key alone suffices, and a digest that contradicts the signature is refused. In
// certificates it is zero.
func ParseAlgorithm(id pkix.AlgorithmIdentifier, digest Hash) (Algorithm, error) {
	a, err := recogniseAlgorithm(id, digest)
	if err != nil {
		return Algorithm{}, err
	}
	if digest != 0 && a.Hash != digest {
		return Algorithm{}, reason.New(reason.AlgorithmMismatch, "the signature is of %v, the digest of %v", a.Hash, digest)
	}
	return a, nil
}

func recogniseAlgorithm(id pkix.AlgorithmIdentifier, digest Hash) (Algorithm, error) {
	if h, err := gost.ParseSignatureAlgorithm(id); err == nil {
		return Algorithm{Scheme: GOST, Hash: gostHash(h)}, nil
	}
	for h, oid := range oidRSASign {
		if id.Algorithm.Equal(oid) {
			return Algorithm{Scheme: RSA, Hash: h}, nil
		}
	}
	for h, arc := range ecdsaArcs {
		if n := len(oidECDSA); len(id.Algorithm) == n+1 && id.Algorithm[:n].Equal(oidECDSA) && id.Algorithm[n] == arc {
			return Algorithm{Scheme: ECDSA, Hash: h}, nil
		}
	}
	switch {
	case id.Algorithm.Equal(oidPSS):
		return parsePSS(id.Parameters.FullBytes)
	case id.Algorithm.Equal(oidECSHA1):
		return Algorithm{Scheme: ECDSA, Hash: SHA1}, nil
	case id.Algorithm.Equal(oidRSA) && ordinary(digest):
		return Algorithm{Scheme: RSA, Hash: digest}, nil
	case id.Algorithm.Equal(oidECKey) && ordinary(digest):
		return Algorithm{Scheme: ECDSA, Hash: digest}, nil
	}
	for _, oid := range obsoleteSignatures {
		if id.Algorithm.Equal(oid) {
			return Algorithm{}, reason.New(reason.WeakAlgorithm, "signature %v", oid)
		}
	}
	return Algorithm{}, reason.New(reason.UnsupportedAlgorithm, "signature %v", id.Algorithm)
}

// ordinary tells that RSA and ECDSA sign digests of the function.
func ordinary(h Hash) bool { return h.HashFunc() != 0 }

// parsePSS reads RSASSA-PSS-params (RFC 4055, section 3.1). The mask must be made with
// the hash function of the signature, as everybody does.
func parsePSS(parameters []byte) (Algorithm, error) {
	a := Algorithm{Scheme: PSS, Hash: SHA1, Salt: 20}
	malformed := reason.New(reason.Malformed, "parameters of PSS")
	s, ok := der.Only(parameters, tags.SEQUENCE)
	if !ok {
		return a, malformed
	}
	var hash, mask, salt, trailer cryptobyte.String
	var hasHash, hasMask, hasSalt, hasTrailer bool
	if !s.ReadOptionalASN1(&hash, &hasHash, der.Context(0)) || !s.ReadOptionalASN1(&mask, &hasMask, der.Context(1)) ||
		!s.ReadOptionalASN1(&salt, &hasSalt, der.Context(2)) || !s.ReadOptionalASN1(&trailer, &hasTrailer, der.Context(3)) || !s.Empty() {
		return a, malformed
	}
	maskHash := SHA1
	var err error
	if hasHash {
		if a.Hash, err = readHash(&hash); err != nil {
			return a, err
		}
	}
	if hasMask {
		id, ok := der.Algorithm(&mask)
		if !ok || !id.Algorithm.Equal(oidMGF1) {
			return a, reason.New(reason.UnsupportedAlgorithm, "mask of PSS")
		}
		inner := cryptobyte.String(id.Parameters.FullBytes)
		if maskHash, err = readHash(&inner); err != nil {
			return a, err
		}
	}
	if hasSalt && (!salt.ReadASN1Integer(&a.Salt) || a.Salt < 0 || a.Salt > 512) {
		return a, malformed
	}
	if maskHash != a.Hash || !ordinary(a.Hash) {
		return a, reason.New(reason.UnsupportedAlgorithm, "PSS with two hash functions")
	}
	if field := 1; hasTrailer && (!trailer.ReadASN1Integer(&field) || field != 1) {
		return a, malformed
	}
	return a, nil
}

func readHash(s *cryptobyte.String) (Hash, error) {
	id, ok := der.Algorithm(s)
	if !ok {
		return 0, reason.New(reason.Malformed, "name of a hash function")
	}
	return ParseHash(id)
}
