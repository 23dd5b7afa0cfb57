package cms

import (
	"crypto/x509/pkix"
	"encoding/asn1"
	"time"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"veche/cms/internal/der"
	"veche/cms/pki"
	"veche/cms/reason"
)

// Content types and attributes.
var (
	oidData       = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}
	oidSignedData = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
	oidTSTInfo    = smime(1, 4)

	oidContentType         = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 3}
	oidMessageDigest       = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 4}
	oidSigningTime         = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 5}
	oidAlgorithmProtection = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 52}
	oidSigningCertificate  = smime(2, 12)
	oidSigningCertV2       = smime(2, 47)
	oidContentTimeStamp    = smime(2, 20)
	oidSignatureTimeStamp  = smime(2, 14)
	oidCertValues          = smime(2, 23)
	oidRevocationValues    = smime(2, 24)
	oidArchiveTimeStampV3  = asn1.ObjectIdentifier{0, 4, 0, 1733, 2, 4}
	oidHashIndexV1         = asn1.ObjectIdentifier{0, 4, 0, 1733, 2, 5}
	oidHashIndexV2         = asn1.ObjectIdentifier{0, 4, 0, 19122, 1, 4}
	oidHashIndexV3         = asn1.ObjectIdentifier{0, 4, 0, 19122, 1, 5}
	oidOCSPRevocationInfo  = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 16, 2}
)

// smime is an identifier of the arc of S/MIME: 1.2.840.113549.1.9.16.
func smime(arcs ...int) asn1.ObjectIdentifier {
	return append(asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16}, arcs...)
}

// Attribute of a signer, signed or not, with its values in DER.
type Attribute struct {
	Type   asn1.ObjectIdentifier
	Values [][]byte
	raw    []byte // as it stands in the file
}

// parseAttributes reads a SET OF Attribute from the content under any tag.
func parseAttributes(s cryptobyte.String) (list []Attribute, ok bool) {
	for !s.Empty() {
		raw, ok := der.Element(&s)
		if !ok {
			return nil, false
		}
		content, ok := der.Only(raw, tags.SEQUENCE)
		a := Attribute{raw: raw}
		var values cryptobyte.String
		if !ok || !content.ReadASN1ObjectIdentifier(&a.Type) || !content.ReadASN1(&values, tags.SET) || !content.Empty() {
			return nil, false
		}
		for !values.Empty() {
			value, ok := der.Element(&values)
			if !ok {
				return nil, false
			}
			a.Values = append(a.Values, value)
		}
		list = append(list, a)
	}
	return list, true
}

// NewAttribute makes an attribute of one value, which is in DER.
func NewAttribute(oid asn1.ObjectIdentifier, value []byte) Attribute {
	return Attribute{Type: oid, Values: [][]byte{value}}
}

// encoded is the attribute as it stands in the file, or in DER if it is new.
func (a Attribute) encoded() []byte {
	if a.raw != nil {
		return a.raw
	}
	return der.Must(func(b *cryptobyte.Builder) {
		b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1ObjectIdentifier(a.Type)
			der.AddSet(b, tags.SET, a.Values)
		})
	})
}

func rawAttributes(list []Attribute) [][]byte {
	raw := make([][]byte, len(list))
	for i, a := range list {
		raw[i] = a.encoded()
	}
	return raw
}

// single is the only value of the only attribute of a type: some may stand once at
// most (RFC 5652, section 11). Absent is not an error.
func single(list []Attribute, oid asn1.ObjectIdentifier) (value []byte, err error) {
	for _, a := range list {
		if !a.Type.Equal(oid) {
			continue
		}
		if value != nil || len(a.Values) != 1 {
			return nil, reason.New(reason.Malformed, "attribute %v stands more than once", oid)
		}
		value = a.Values[0]
	}
	return value, nil
}

// valuesOf are all values of the attributes of a type.
func valuesOf(list []Attribute, oid asn1.ObjectIdentifier) (values [][]byte) {
	for _, a := range list {
		if a.Type.Equal(oid) {
			values = append(values, a.Values...)
		}
	}
	return values
}

func signingTime(t time.Time) []byte {
	return der.Must(func(b *cryptobyte.Builder) { der.AddTime(b, t) })
}

// algorithmProtection is CMSAlgorithmProtection (RFC 6211): the algorithms under the
// signature, so that they cannot be exchanged for others.
func algorithmProtection(digest, signature pkix.AlgorithmIdentifier) []byte {
	return der.Must(func(b *cryptobyte.Builder) {
		b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
			der.AddAlgorithm(b, digest)
			b.AddASN1(der.Context(1), func(b *cryptobyte.Builder) { der.AddAlgorithmContent(b, signature) })
		})
	})
}

// checkProtection compares the protected algorithms with those named outside.
func checkProtection(value []byte, digest, signature pkix.AlgorithmIdentifier) error {
	s, ok := der.Only(value, tags.SEQUENCE)
	if !ok {
		return reason.New(reason.Malformed, "CMSAlgorithmProtection")
	}
	protected, ok := der.Algorithm(&s)
	var content cryptobyte.String
	if !ok || !s.ReadASN1(&content, der.Context(1)) || !s.Empty() {
		return reason.New(reason.Malformed, "CMSAlgorithmProtection")
	}
	inner, ok := der.AlgorithmContent(content)
	if !ok {
		return reason.New(reason.Malformed, "CMSAlgorithmProtection")
	}
	if !der.SameAlgorithm(protected, digest) || !der.SameAlgorithm(inner, signature) {
		return reason.New(reason.AlgorithmMismatch, "protected %v and %v", protected.Algorithm, inner.Algorithm)
	}
	return nil
}

// certificateReference is one ESSCertIDv2 (RFC 5035): the digest of a certificate, and
// its issuer and number.
func certificateReference(h pki.Hash, c *pki.Certificate) []byte {
	return der.Must(func(b *cryptobyte.Builder) {
		b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
			if h != pki.SHA256 { // the default
				der.AddAlgorithm(b, h.Identifier())
			}
			b.AddASN1OctetString(h.Sum(c.Raw()))
			b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
					b.AddASN1(der.Context(4), func(b *cryptobyte.Builder) { b.AddBytes(c.X509.RawIssuer) })
				})
				b.AddASN1BigInt(c.X509.SerialNumber)
			})
		})
	})
}

// signingCertificateV2 names the signer's certificate under the signature.
func signingCertificateV2(h pki.Hash, c *pki.Certificate) []byte {
	reference := certificateReference(h, c)
	return der.Must(func(b *cryptobyte.Builder) {
		b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) { b.AddBytes(reference) })
		})
	})
}

// checkReference compares a certificate with signing-certificate (of version 1, with
// SHA-1, or 2). Only the first reference is about the signer.
func checkReference(value []byte, c *pki.Certificate, fallback pki.Hash) error {
	malformed := reason.New(reason.Malformed, "signing-certificate")
	s, ok := der.Only(value, tags.SEQUENCE)
	var list, first, digest cryptobyte.String
	if !ok || !s.ReadASN1(&list, tags.SEQUENCE) || !list.ReadASN1(&first, tags.SEQUENCE) {
		return malformed
	}
	h := fallback
	if first.PeekASN1Tag(tags.SEQUENCE) {
		id, ok := der.Algorithm(&first)
		if !ok {
			return malformed
		}
		var err error
		if h, err = pki.ParseHash(id); err != nil {
			return err
		}
	}
	if !first.ReadASN1(&digest, tags.OCTET_STRING) {
		return malformed
	}
	if string(digest) != string(h.Sum(c.Raw())) {
		return reason.New(reason.CertificateMismatch, "digest of the certificate by %v", h).Of(c.Subject.Short())
	}
	return nil
}
