package pki

import (
	"bytes"
	"crypto"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"encoding/hex"
	"math/big"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"veche/cms/internal/der"
	"veche/cms/reason"
	"veche/gost"
)

// Certificate is an X.509 certificate with a key of any kind that this package
// verifies with.
type Certificate struct {
	X509      *x509.Certificate // as the standard library reads it; its Verify knows no national algorithms
	Subject   Name
	Issuer    Name
	KeyPeriod Period // privateKeyUsagePeriod: when the key may sign
	Qualified Qualified

	admit       func() (crypto.PublicKey, error) // reads the key, once
	algorithm   Algorithm
	algProblem  error
	subject     string // identities of the names
	issuer      string
	constraints *constraints
	unknown     []asn1.ObjectIdentifier     // critical extensions
	signed      atomic.Pointer[Certificate] // the issuer whose signature was found right
}

// Period is a span of time; a zero bound is open.
type Period struct {
	NotBefore time.Time `json:"not_before,omitzero"`
	NotAfter  time.Time `json:"not_after,omitzero"`
}

// Includes tells whether a moment lies within.
func (p Period) Includes(t time.Time) bool {
	return (p.NotBefore.IsZero() || !t.Before(p.NotBefore)) && (p.NotAfter.IsZero() || !t.After(p.NotAfter))
}

var (
	oidKeyPeriod       = asn1.ObjectIdentifier{2, 5, 29, 16}
	oidNameConstraints = asn1.ObjectIdentifier{2, 5, 29, 30}
	oidCertificateType = asn1.ObjectIdentifier{1, 2, 643, 100, 114} // identificationKind
	oidSubjectSignTool = asn1.ObjectIdentifier{1, 2, 643, 100, 111}
	oidIssuerSignTool  = asn1.ObjectIdentifier{1, 2, 643, 100, 112}
)

// ParseCertificate reads a certificate in DER. A key or a signature of an algorithm
// that is not known is no error here: it is one where the key or signature is used.
func ParseCertificate(in []byte) (*Certificate, error) {
	parsed, err := x509.ParseCertificate(in)
	if err != nil {
		return nil, reason.New(reason.Malformed, "certificate: %v", err)
	}
	c := &Certificate{X509: parsed}
	if c.Subject, err = ParseName(parsed.RawSubject); err != nil {
		return nil, err
	}
	if c.Issuer, err = ParseName(parsed.RawIssuer); err != nil {
		return nil, err
	}
	c.subject, _ = identity(parsed.RawSubject) // read above
	c.issuer, _ = identity(parsed.RawIssuer)
	c.admit = sync.OnceValues(func() (crypto.PublicKey, error) {
		return ParsePublicKey(parsed.RawSubjectPublicKeyInfo, parsed.PublicKey)
	})
	c.algorithm, c.algProblem = algorithmOf(in)
	if err := c.readExtensions(); err != nil {
		return nil, err
	}
	return c, nil
}

// ParsePublicKey reads a SubjectPublicKeyInfo. A key that the standard library has
// read may be given, else nil.
func ParsePublicKey(spki []byte, known crypto.PublicKey) (crypto.PublicKey, error) {
	if known != nil {
		return known, nil
	}
	if key, err := x509.ParsePKIXPublicKey(spki); err == nil {
		return key, nil
	}
	s, ok := der.Only(spki, tags.SEQUENCE)
	if !ok {
		return nil, reason.New(reason.Malformed, "public key")
	}
	id, ok := der.Algorithm(&s)
	if !ok {
		return nil, reason.New(reason.Malformed, "algorithm of a public key")
	}
	for _, oid := range obsoleteSignatures {
		if id.Algorithm.Equal(oid) {
			return nil, reason.New(reason.WeakAlgorithm, "key %v", oid)
		}
	}
	if !id.Algorithm.Equal(gost.Streebog256.KeyOID()) && !id.Algorithm.Equal(gost.Streebog512.KeyOID()) {
		return nil, reason.New(reason.UnsupportedAlgorithm, "key %v", id.Algorithm)
	}
	key, err := gost.ParsePKIXPublicKey(spki)
	if err != nil {
		return nil, reason.New(reason.Malformed, "public key: %v", err)
	}
	return key, nil
}

// algorithmOf reads how a SIGNED structure (certificate, CRL) is signed.
func algorithmOf(in []byte) (Algorithm, error) {
	s, ok := der.Only(in, tags.SEQUENCE)
	if !ok || !s.SkipASN1(tags.SEQUENCE) {
		return Algorithm{}, reason.New(reason.Malformed, "signed structure")
	}
	id, ok := der.Algorithm(&s)
	if !ok {
		return Algorithm{}, reason.New(reason.Malformed, "algorithm of a signature")
	}
	return ParseAlgorithm(id, 0)
}

func (c *Certificate) readExtensions() error {
	for _, e := range c.X509.Extensions {
		var err error
		switch {
		case e.Id.Equal(oidKeyPeriod):
			c.KeyPeriod, err = parseKeyPeriod(e.Value)
		case e.Id.Equal(oidNameConstraints):
			c.constraints, err = parseConstraints(e.Value)
		}
		if err != nil {
			return err
		}
	}
	c.Qualified = readQualified(c.X509)
	for _, oid := range c.X509.UnhandledCriticalExtensions {
		if !oid.Equal(oidKeyPeriod) && !oid.Equal(oidNameConstraints) && !isQualifiedExtension(oid) {
			c.unknown = append(c.unknown, oid)
		}
	}
	return nil
}

func parseKeyPeriod(in []byte) (p Period, err error) {
	malformed := reason.New(reason.Malformed, "privateKeyUsagePeriod")
	s, ok := der.Only(in, tags.SEQUENCE)
	if !ok {
		return p, malformed
	}
	for _, bound := range []struct {
		tag uint8
		to  *time.Time
	}{{0, &p.NotBefore}, {1, &p.NotAfter}} {
		var text cryptobyte.String
		var present bool
		if !s.ReadOptionalASN1(&text, &present, der.Primitive(bound.tag)) {
			return p, malformed
		}
		if !present {
			continue
		}
		if *bound.to, err = time.Parse("20060102150405Z", string(text)); err != nil {
			return p, malformed
		}
	}
	return p, nil
}

// Key is the public key, or the reason why it cannot be used. To admit a national key
// costs as much as a verification, and is done when the key is first needed.
func (c *Certificate) Key() (crypto.PublicKey, error) { return c.admit() }

// Raw is the certificate in DER.
func (c *Certificate) Raw() []byte { return c.X509.Raw }

// Equal compares certificates octet by octet.
func (c *Certificate) Equal(other *Certificate) bool { return bytes.Equal(c.Raw(), other.Raw()) }

// Fingerprint is the SHA-256 of the certificate in hexadecimal.
func (c *Certificate) Fingerprint() string {
	sum := sha256.Sum256(c.Raw())
	return hex.EncodeToString(sum[:])
}

// Serial is the serial number in hexadecimal.
func (c *Certificate) Serial() string { return hex.EncodeToString(c.X509.SerialNumber.Bytes()) }

// Named tells whether the certificate has the issuer, as an encoded name, and number.
func (c *Certificate) Named(issuer []byte, serial *big.Int) bool {
	if c.X509.SerialNumber.Cmp(serial) != 0 {
		return false
	}
	if bytes.Equal(c.X509.RawIssuer, issuer) {
		return true
	}
	name, err := identity(issuer)
	return err == nil && name == c.issuer
}

// Algorithm is how the issuer has signed the certificate.
func (c *Certificate) Algorithm() (Algorithm, error) { return c.algorithm, c.algProblem }

// Check verifies a signature made by the key of the certificate over a digest.
func (c *Certificate) Check(a Algorithm, digest, signature []byte) error {
	key, err := c.Key()
	if err != nil {
		return err
	}
	if !a.Verify(key, digest, signature) {
		return reason.New(reason.SignatureWrong, "%v", a).Of(c.Subject.Short())
	}
	return nil
}

// IssuedBy verifies the signature of an issuer on the certificate, and nothing else. What was right once stays so, and
// is not counted anew: neither the certificate nor the key of the issuer can change.
func (c *Certificate) IssuedBy(issuer *Certificate) error {
	if c.signed.Load() == issuer {
		return nil
	}
	if c.algProblem != nil {
		return c.algProblem
	}
	key, err := issuer.Key()
	if err != nil {
		return err
	}
	if !c.algorithm.Verify(key, c.algorithm.Hash.Sum(c.X509.RawTBSCertificate), c.X509.Signature) {
		return reason.New(reason.CertificateWrong, "not signed by the key of %v", issuer.Subject.Short()).Of(c.Subject.Short())
	}
	c.signed.Store(issuer)
	return nil
}

// strong tells that a signature of the algorithm by the certificate's key protects.
func (c *Certificate) strong(a Algorithm) bool {
	key, err := c.Key()
	return err == nil && !a.Weak(key)
}

// selfIssued tells that subject and issuer are one name.
func (c *Certificate) selfIssued() bool { return c.subject == c.issuer }

// May tells whether the key may be used in one of the ways; a certificate that names
// no ways leaves it open (RFC 5280, section 4.2.1.3).
func (c *Certificate) May(ways x509.KeyUsage) bool {
	return !c.hasExtension(oidKeyUsage) || c.X509.KeyUsage&ways != 0
}

var oidKeyUsage = asn1.ObjectIdentifier{2, 5, 29, 15}

func (c *Certificate) hasExtension(oid asn1.ObjectIdentifier) bool {
	return slices.ContainsFunc(c.X509.Extensions, func(e pkixExtension) bool { return e.Id.Equal(oid) })
}
