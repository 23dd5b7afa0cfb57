package cms

import (
	"bytes"
	"crypto/x509/pkix"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"veche/cms/internal/der"
	"veche/cms/pki"
)

// Marshal writes the message in DER. What was read and not changed – signers,
// certificates, evidence – is written octet for octet as it was.
func (m *Message) Marshal() ([]byte, error) {
	return der.Build(func(b *cryptobyte.Builder) {
		b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1ObjectIdentifier(oidSignedData)
			b.AddASN1(der.Context(0), func(b *cryptobyte.Builder) { b.AddASN1(tags.SEQUENCE, m.addTo) })
		})
	})
}

func (m *Message) addTo(b *cryptobyte.Builder) {
	b.AddASN1Int64(int64(m.newVersion()))
	var digests [][]byte
	for _, id := range m.digests {
		digests = append(digests, der.Must(func(b *cryptobyte.Builder) { der.AddAlgorithm(b, id) }))
	}
	der.AddSet(b, tags.SET, digests)
	b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(m.ContentType)
		if m.Content != nil {
			b.AddASN1(der.Context(0), func(b *cryptobyte.Builder) { b.AddASN1OctetString(m.Content) })
		}
	})
	if len(m.certificates) > 0 {
		der.AddSet(b, der.Context(0), m.certificates)
	}
	if len(m.revocations) > 0 {
		der.AddSet(b, der.Context(1), m.revocations)
	}
	signers := make([][]byte, len(m.Signers))
	for i, g := range m.Signers {
		signers[i] = g.marshal()
	}
	der.AddSet(b, tags.SET, signers)
}

// newVersion is the number that RFC 5652, section 5.1, asks for, and not less than the
// one read.
func (m *Message) newVersion() int {
	version := 1
	if !m.ContentType.Equal(oidData) {
		version = 3
	}
	for _, g := range m.Signers {
		version = max(version, g.version)
	}
	for _, r := range m.revocations {
		if r[0] != byte(tags.SEQUENCE) {
			version = 5
		}
	}
	return max(version, m.version)
}

func (g *Signer) marshal() []byte {
	return der.Must(func(b *cryptobyte.Builder) {
		b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1Int64(int64(g.version))
			b.AddBytes(g.id)
			b.AddBytes(g.rawDigest)
			b.AddBytes(g.rawSigned)
			b.AddBytes(g.rawAlgorithm)
			b.AddASN1OctetString(g.Signature)
			if len(g.Unsigned) > 0 {
				der.AddSet(b, der.Context(1), rawAttributes(g.Unsigned))
			}
		})
	})
}

// addDigest lists a digest algorithm among those of the message, once.
func (m *Message) addDigest(id pkix.AlgorithmIdentifier) {
	for _, known := range m.digests {
		if known.Algorithm.Equal(id.Algorithm) {
			return
		}
	}
	m.digests = append(m.digests, id)
}

// AddCertificates encloses certificates, each once.
func (m *Message) AddCertificates(certificates ...*pki.Certificate) {
	for _, c := range certificates {
		if !holds(m.certificates, c.Raw()) {
			m.certificates = append(m.certificates, c.Raw())
			m.Certificates = append(m.Certificates, c)
		}
	}
}

// AddCRLs encloses revocation lists, each once.
func (m *Message) AddCRLs(lists ...*pki.CRL) {
	for _, l := range lists {
		if !holds(m.revocations, l.Raw) {
			m.revocations = append(m.revocations, l.Raw)
			m.CRLs = append(m.CRLs, l)
		}
	}
}

// AddOCSP encloses answers of OCSP (RFC 5940), each once.
func (m *Message) AddOCSP(answers ...*pki.OCSPResponse) {
	for _, a := range answers {
		one := der.Must(func(b *cryptobyte.Builder) {
			b.AddASN1(der.Context(1), func(b *cryptobyte.Builder) {
				b.AddASN1ObjectIdentifier(oidOCSPRevocationInfo)
				b.AddBytes(a.Raw)
			})
		})
		if !holds(m.revocations, one) {
			m.revocations = append(m.revocations, one)
			m.OCSP = append(m.OCSP, a)
		}
	}
}

func holds(list [][]byte, one []byte) bool {
	for _, known := range list {
		if bytes.Equal(known, one) {
			return true
		}
	}
	return false
}
