package gost

import (
	"crypto"
	"encoding/asn1"
	"fmt"
	"hash"
)

// Lengths of the digests in octets.
const (
	Size256 = 32
	Size512 = 64
)

// Hash names one of the two hash functions of GOST R 34.11-2012. Package crypto has
// no number for them, so a Hash takes the place of crypto.Hash: it is the
// crypto.SignerOpts to give to PrivateKey.Sign.
type Hash int

const (
	Streebog256 Hash = 1 + iota
	Streebog512
)

// New256 returns a hash.Hash computing the 256-bit digest.
func New256() hash.Hash { return newStreebog(Size256) }

// New512 returns a hash.Hash computing the 512-bit digest.
func New512() hash.Hash { return newStreebog(Size512) }

// Sum256 is the 256-bit digest of the data.
func Sum256(data []byte) (digest [Size256]byte) {
	copy(digest[:], Streebog256.Sum(data))
	return digest
}

// Sum512 is the 512-bit digest of the data.
func Sum512(data []byte) (digest [Size512]byte) {
	copy(digest[:], Streebog512.Sum(data))
	return digest
}

// New returns a running hash. Like crypto.Hash, it panics for an unknown function.
func (h Hash) New() hash.Hash { return newStreebog(h.Size()) }

// Sum is the digest of the data.
func (h Hash) Sum(data []byte) []byte {
	d := newStreebog(h.Size())
	d.Write(data)
	return d.Sum(nil)
}

// Size is the length of the digest in octets.
func (h Hash) Size() int {
	switch h {
	case Streebog256:
		return Size256
	case Streebog512:
		return Size512
	}
	panic(fmt.Sprintf("gost: unknown hash function %d", int(h)))
}

// HashFunc is zero: package crypto has no number for these functions.
func (h Hash) HashFunc() crypto.Hash { return 0 }

func (h Hash) String() string { return fmt.Sprintf("GOST R 34.11-2012 (%d)", 8*h.Size()) }

// OID is id-tc26-gost3411-12-256 or id-tc26-gost3411-12-512.
func (h Hash) OID() asn1.ObjectIdentifier {
	if h.Size() == Size256 {
		return oid(1, 2, 2)
	}
	return oid(1, 2, 3)
}

// SignatureOID is the algorithm "GOST R 34.10-2012 with this digest".
func (h Hash) SignatureOID() asn1.ObjectIdentifier {
	if h.Size() == Size256 {
		return oid(1, 3, 2)
	}
	return oid(1, 3, 3)
}

// KeyOID is the algorithm of the public keys that sign this digest.
func (h Hash) KeyOID() asn1.ObjectIdentifier {
	if h.Size() == Size256 {
		return oid(1, 1, 1)
	}
	return oid(1, 1, 2)
}

// oid is an identifier of the technical committee 26: 1.2.643.7.1 and its arcs.
func oid(arcs ...int) asn1.ObjectIdentifier {
	return append(asn1.ObjectIdentifier{1, 2, 643, 7, 1}, arcs...)
}

// cryptoPro is an identifier of the older arc of the company: 1.2.643.2.2.
func cryptoPro(arcs ...int) asn1.ObjectIdentifier {
	return append(asn1.ObjectIdentifier{1, 2, 643, 2, 2}, arcs...)
}
