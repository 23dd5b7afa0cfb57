package pki

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509/pkix"
	"encoding/asn1"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"veche/cms/internal/der"
	"veche/cms/reason"
	"veche/gost"
)

// Scheme is a way to sign.
type Scheme int

const (
	GOST Scheme = 1 + iota // GOST R 34.10-2012
	RSA                    // PKCS #1 v1.5
	PSS
	ECDSA
)

func (s Scheme) String() string {
	return map[Scheme]string{GOST: "ГОСТ Р 34.10-2012", RSA: "RSA", PSS: "RSA-PSS", ECDSA: "ECDSA"}[s]
}

// Algorithm is a scheme with the hash function whose digests it signs.
type Algorithm struct {
	Scheme Scheme
	Hash   Hash
	Salt   int // of PSS, in octets
}

func (a Algorithm) String() string { return a.Scheme.String() + ", " + a.Hash.String() }

// Keys shorter than these are too weak.
const (
	weakestRSA   = 2048
	weakestCurve = 256
)

// AlgorithmFor chooses how a key signs. The hash may be zero: then it is that which
// suits the key. National keys have one hash only.
func AlgorithmFor(key crypto.PublicKey, hash Hash, pss bool) (Algorithm, error) {
	switch k := key.(type) {
	case *gost.PublicKey:
		own := gostHash(k.Curve().Hash())
		if hash != 0 && hash != own {
			return Algorithm{}, reason.New(reason.AlgorithmMismatch, "a key of %v signs digests of %v, not of %v", k.Curve(), own, hash)
		}
		return Algorithm{Scheme: GOST, Hash: own}, nil
	case *rsa.PublicKey:
		if hash == 0 {
			hash = SHA256
		}
		if pss {
			return Algorithm{Scheme: PSS, Hash: hash, Salt: hash.Size()}, nil
		}
		return Algorithm{Scheme: RSA, Hash: hash}, nil
	case *ecdsa.PublicKey:
		if hash == 0 {
			hash = hashOfCurve(k)
		}
		return Algorithm{Scheme: ECDSA, Hash: hash}, nil
	}
	return Algorithm{}, reason.New(reason.UnsupportedAlgorithm, "key %T", key)
}

func hashOfCurve(k *ecdsa.PublicKey) Hash {
	switch bits := k.Curve.Params().BitSize; {
	case bits <= 256:
		return SHA256
	case bits <= 384:
		return SHA384
	}
	return SHA512
}

func gostHash(h gost.Hash) Hash {
	if h == gost.Streebog256 {
		return Streebog256
	}
	return Streebog512
}

// Sign signs a digest. The key may live elsewhere: in a token or a remote service.
func (a Algorithm) Sign(key crypto.Signer, digest []byte) ([]byte, error) {
	var how crypto.SignerOpts = a.Hash
	if a.Scheme == PSS {
		how = &rsa.PSSOptions{SaltLength: a.Salt, Hash: a.Hash.HashFunc()}
	}
	return key.Sign(rand.Reader, digest, how)
}

// Verify reports whether a signature is that of the digest under the key. A key of
// another kind than the scheme verifies nothing.
func (a Algorithm) Verify(key crypto.PublicKey, digest, signature []byte) bool {
	if len(digest) != a.Hash.Size() {
		return false
	}
	switch k := key.(type) {
	case *gost.PublicKey:
		return a.Scheme == GOST && gostHash(k.Curve().Hash()) == a.Hash && k.Verify(digest, signature)
	case *ecdsa.PublicKey:
		return a.Scheme == ECDSA && ecdsa.VerifyASN1(k, digest, signature)
	case *rsa.PublicKey:
		switch a.Scheme {
		case RSA:
			return rsa.VerifyPKCS1v15(k, a.Hash.HashFunc(), digest, signature) == nil
		case PSS:
			return rsa.VerifyPSS(k, a.Hash.HashFunc(), digest, signature, &rsa.PSSOptions{SaltLength: a.Salt}) == nil
		}
	}
	return false
}

// Weak tells that the algorithm with this key protects no more.
func (a Algorithm) Weak(key crypto.PublicKey) bool {
	switch k := key.(type) {
	case *rsa.PublicKey:
		return a.Hash.Weak() || k.N.BitLen() < weakestRSA
	case *ecdsa.PublicKey:
		return a.Hash.Weak() || k.Curve.Params().BitSize < weakestCurve
	}
	return a.Hash.Weak()
}

var (
	oidRSA     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}
	oidPSS     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 10}
	oidMGF1    = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 8}
	oidECKey   = asn1.ObjectIdentifier{1, 2, 840, 10045, 2, 1}
	oidECDSA   = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3} // .2 SHA-256, .3, .4
	oidECSHA1  = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 1}
	oidRSASign = map[Hash]asn1.ObjectIdentifier{
		SHA1:   {1, 2, 840, 113549, 1, 1, 5},
		SHA256: {1, 2, 840, 113549, 1, 1, 11},
		SHA384: {1, 2, 840, 113549, 1, 1, 12},
		SHA512: {1, 2, 840, 113549, 1, 1, 13},
	}
	ecdsaArcs = map[Hash]int{SHA256: 2, SHA384: 3, SHA512: 4}

	// obsoleteSignatures are refused by name: GOST R 34.10-94 and -2001 as keys and
	// signatures, RSA with MD2 and MD5.
	obsoleteSignatures = []asn1.ObjectIdentifier{
		{1, 2, 643, 2, 2, 3}, {1, 2, 643, 2, 2, 4}, {1, 2, 643, 2, 2, 19}, {1, 2, 643, 2, 2, 20},
		{1, 2, 840, 113549, 1, 1, 2}, {1, 2, 840, 113549, 1, 1, 4},
	}
)

// Identifier names the algorithm in certificates, CRLs and answers of services.
func (a Algorithm) Identifier() pkix.AlgorithmIdentifier {
	switch a.Scheme {
	case GOST:
		return a.gost().SignatureAlgorithm()
	case RSA:
		return pkix.AlgorithmIdentifier{Algorithm: oidRSASign[a.Hash], Parameters: der.Null()}
	case PSS:
		return pkix.AlgorithmIdentifier{Algorithm: oidPSS, Parameters: asn1.RawValue{FullBytes: a.pssParameters()}}
	}
	return pkix.AlgorithmIdentifier{Algorithm: append(oidECDSA[:len(oidECDSA):len(oidECDSA)], ecdsaArcs[a.Hash])}
}

// MessageIdentifier names the algorithm in a SignerInfo, where the digest is named
// beside it: national signatures and RSA by the algorithm of the key, as the examples
// of the technical committee 26 and most programs do.
func (a Algorithm) MessageIdentifier() pkix.AlgorithmIdentifier {
	switch a.Scheme {
	case GOST:
		return pkix.AlgorithmIdentifier{Algorithm: a.gost().KeyOID()}
	case RSA:
		return pkix.AlgorithmIdentifier{Algorithm: oidRSA, Parameters: der.Null()}
	}
	return a.Identifier()
}

func (a Algorithm) gost() gost.Hash {
	if a.Hash == Streebog512 {
		return gost.Streebog512
	}
	return gost.Streebog256
}

func (a Algorithm) pssParameters() []byte {
	digest := pkix.AlgorithmIdentifier{Algorithm: a.Hash.OID(), Parameters: der.Null()}
	return der.Must(func(b *cryptobyte.Builder) {
		b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1(der.Context(0), func(b *cryptobyte.Builder) { der.AddAlgorithm(b, digest) })
			b.AddASN1(der.Context(1), func(b *cryptobyte.Builder) {
				inner := der.Must(func(b *cryptobyte.Builder) { der.AddAlgorithm(b, digest) })
				der.AddAlgorithm(b, pkix.AlgorithmIdentifier{Algorithm: oidMGF1, Parameters: asn1.RawValue{FullBytes: inner}})
			})
			b.AddASN1(der.Context(2), func(b *cryptobyte.Builder) { b.AddASN1Int64(int64(a.Salt)) })
		})
	})
}
