package gost

import (
	"bytes"
	"crypto"
	"fmt"

	"veche/gost/internal/ec"
)

// PublicKey verifies signatures. It is made by a constructor that checks it: a key
// that exists is a point of its curve and has the order of the base point. It may be
// used by several goroutines.
type PublicKey struct {
	curve  *Curve
	params Params
	raw    []byte // x and y, least significant octet first
	point  ec.Key
}

// NewPublicKey reads the coordinates x and y, each least significant octet first, as
// they stand in certificates (RFC 9215, section 4.3).
func NewPublicKey(c *Curve, raw []byte) (*PublicKey, error) {
	if len(raw) != 2*c.size {
		return nil, fmt.Errorf("gost: public key has %d octets, not %d", len(raw), 2*c.size)
	}
	point, err := c.ec().NewKey(reversed(raw[:c.size]), reversed(raw[c.size:]))
	if err != nil {
		return nil, fmt.Errorf("gost: %w", err)
	}
	return &PublicKey{curve: c, params: c.Params(), raw: bytes.Clone(raw), point: point}, nil
}

// Curve is the curve of the key.
func (k *PublicKey) Curve() *Curve { return k.curve }

// Bytes are the coordinates x and y, each least significant octet first.
func (k *PublicKey) Bytes() []byte { return bytes.Clone(k.raw) }

// Equal reports whether two keys are the same point of the same curve. The names of
// the parameters may differ.
func (k *PublicKey) Equal(other crypto.PublicKey) bool {
	o, ok := other.(*PublicKey)
	return ok && k.curve == o.curve && bytes.Equal(k.raw, o.raw)
}

// Verify reports whether a signature is that of the digest under this key. The digest
// is as the hash function returned it; the signature is s and r, most significant
// octet first, as it stands in certificates and CMS.
func (k *PublicKey) Verify(digest, signature []byte) bool {
	n := k.curve.size
	if len(digest) != n || len(signature) != 2*n {
		return false
	}
	return k.point.Verify(reversed(digest), signature[n:], signature[:n])
}

// VerifyMessage hashes the message and verifies the signature.
func (k *PublicKey) VerifyMessage(message, signature []byte) bool {
	return k.Verify(k.curve.Hash().Sum(message), signature)
}

// Precompute makes a table for the key. Verifications with it are about four times
// as fast, and the table costs as much time as some forty of them. It takes 0.4 MB
// (256 bits) or 1.6 MB (512 bits): for keys that are met often – those of
// certification authorities, time-stamp and OCSP services.
func (k *PublicKey) Precompute() { k.point.Precompute() }

// reversed turns octets of the one order to the other.
func reversed(b []byte) []byte {
	r := make([]byte, len(b))
	for i, v := range b {
		r[len(b)-1-i] = v
	}
	return r
}
