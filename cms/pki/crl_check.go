package pki

import (
	"bytes"
	"crypto/x509"
	"math/big"
	"slices"
	"time"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"veche/cms/internal/der"
)

// Find is the entry of a certificate with a serial number.
func (c *CRL) Find(serial *big.Int) (Revoked, bool) {
	encoded := der.Must(func(b *cryptobyte.Builder) { b.AddASN1BigInt(serial) })
	body := cryptobyte.String(encoded)
	var content cryptobyte.String
	body.ReadASN1(&content, tags.INTEGER) // written just now
	r, ok := c.revoked[string(content)]
	return r, ok
}

// Len is the number of entries.
func (c *CRL) Len() int { return len(c.revoked) }

// SignedBy verifies the signature of an issuer, and that it may sign lists. The outcome
// for a key is remembered: lists are long and asked often.
func (c *CRL) SignedBy(issuer *Certificate) bool {
	if c.problem != nil || !issuer.May(x509.KeyUsageCRLSign) || !issuer.strong(c.algorithm) {
		return false
	}
	key := string(issuer.X509.RawSubjectPublicKeyInfo)
	c.mu.Lock()
	defer c.mu.Unlock()
	if known, ok := c.verified[key]; ok {
		return known
	}
	right := issuer.Check(c.algorithm, c.algorithm.Hash.Sum(c.tbs), c.signature) == nil
	if len(c.verified) < maxSignatures {
		c.verified[key] = right
	}
	return right
}

// speaksOf tells whether the list, by its name and scope, covers a certificate.
func (c *CRL) speaksOf(subject *Certificate) bool {
	authority := subject.X509.IsCA
	s := c.scope
	switch {
	case c.issuer != subject.issuer, s.foreign, s.attributes, s.partial, s.users && authority, s.authorities && !authority:
		return false
	case len(s.points) == 0:
		return true
	}
	return slices.ContainsFunc(pointsOf(subject.X509), func(named []byte) bool {
		return slices.ContainsFunc(s.points, func(point []byte) bool { return bytes.Equal(point, named) })
	})
}

// pointsOf are the names of the distribution points in a certificate.
func pointsOf(c *x509.Certificate) (names [][]byte) {
	for _, address := range c.CRLDistributionPoints {
		names = append(names, der.Must(func(b *cryptobyte.Builder) {
			b.AddASN1(der.Primitive(nameURI), func(b *cryptobyte.Builder) { b.AddBytes([]byte(address)) })
		}))
	}
	return names
}

// covers tells whether the list says anything about a moment: it was issued after it,
// or was in force then.
func (c *CRL) covers(at time.Time) bool {
	return !c.ThisUpdate.Before(at) || !c.NextUpdate.IsZero() && !c.NextUpdate.Before(at)
}
