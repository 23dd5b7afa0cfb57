package pki

import (
	"crypto"
	"crypto/rand"
	"crypto/x509/pkix"
	"math/big"
	"time"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"veche/cms/internal/der"
)

// Template is a certificate to issue.
type Template struct {
	Serial     *big.Int // nil: a random one of 16 octets
	Subject    Name
	NotBefore  time.Time
	NotAfter   time.Time
	Key        crypto.PublicKey // of the subject
	Extensions []pkix.Extension // see the functions that make them
}

// Issue makes a certificate signed by an authority's key. Without an issuer it is
// self-signed.
func Issue(t Template, issuer *Certificate, key crypto.Signer) (*Certificate, error) {
	algorithm, err := AlgorithmFor(key.Public(), 0, false)
	if err != nil {
		return nil, err
	}
	subject, err := t.Subject.Marshal()
	if err != nil {
		return nil, err
	}
	issuerName := subject
	if issuer != nil {
		issuerName = issuer.X509.RawSubject
	}
	spki, err := MarshalPublicKey(t.Key)
	if err != nil {
		return nil, err
	}
	serial := t.Serial
	if serial == nil {
		serial = RandomSerial()
	}
	tbs, err := der.Build(func(b *cryptobyte.Builder) {
		b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1(der.Context(0), func(b *cryptobyte.Builder) { b.AddASN1Int64(2) })
			b.AddASN1BigInt(serial)
			der.AddAlgorithm(b, algorithm.Identifier())
			b.AddBytes(issuerName)
			b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
				der.AddTime(b, t.NotBefore)
				der.AddTime(b, t.NotAfter)
			})
			b.AddBytes(subject)
			b.AddBytes(spki)
			if len(t.Extensions) > 0 {
				b.AddASN1(der.Context(3), func(b *cryptobyte.Builder) { addExtensions(b, t.Extensions...) })
			}
		})
	})
	if err != nil {
		return nil, err
	}
	signed, err := signStructure(tbs, algorithm, key)
	if err != nil {
		return nil, err
	}
	return ParseCertificate(signed)
}

// RandomSerial is a positive number of 16 octets.
func RandomSerial() *big.Int {
	octets := make([]byte, 16)
	rand.Read(octets)
	octets[0] = octets[0]&0x7f | 0x40
	return new(big.Int).SetBytes(octets)
}

// signStructure signs contents as certificates and lists are signed: SEQUENCE of the
// contents, the algorithm and the signature.
func signStructure(tbs []byte, a Algorithm, key crypto.Signer) ([]byte, error) {
	signature, err := a.Sign(key, a.Hash.Sum(tbs))
	if err != nil {
		return nil, err
	}
	return der.Build(func(b *cryptobyte.Builder) {
		b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddBytes(tbs)
			der.AddAlgorithm(b, a.Identifier())
			b.AddASN1BitString(signature)
		})
	})
}

// addExtensions writes Extensions.
func addExtensions(b *cryptobyte.Builder, list ...pkix.Extension) {
	b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
		for _, e := range list {
			b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1ObjectIdentifier(e.Id)
				if e.Critical {
					b.AddASN1Boolean(true)
				}
				b.AddASN1OctetString(e.Value)
			})
		}
	})
}

// CRLTemplate is a list to issue.
type CRLTemplate struct {
	Number     *big.Int
	ThisUpdate time.Time
	NextUpdate time.Time
	Revoked    []RevokedEntry
}

// RevokedEntry is one revoked certificate of a list.
type RevokedEntry struct {
	Serial *big.Int
	Revoked
}

// IssueCRL makes a list signed by an authority.
func IssueCRL(t CRLTemplate, issuer *Certificate, key crypto.Signer) (*CRL, error) {
	algorithm, err := AlgorithmFor(key.Public(), 0, false)
	if err != nil {
		return nil, err
	}
	tbs, err := der.Build(func(b *cryptobyte.Builder) {
		b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1Int64(1)
			der.AddAlgorithm(b, algorithm.Identifier())
			b.AddBytes(issuer.X509.RawSubject)
			der.AddTime(b, t.ThisUpdate)
			der.AddTime(b, t.NextUpdate)
			if len(t.Revoked) > 0 {
				b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
					for _, r := range t.Revoked {
						r.addTo(b)
					}
				})
			}
			number := der.Must(func(b *cryptobyte.Builder) { b.AddASN1BigInt(t.Number) })
			b.AddASN1(der.Context(0), func(b *cryptobyte.Builder) {
				addExtensions(b, AuthorityKey(issuer), pkix.Extension{Id: oidCRLNumber, Value: number})
			})
		})
	})
	if err != nil {
		return nil, err
	}
	signed, err := signStructure(tbs, algorithm, key)
	if err != nil {
		return nil, err
	}
	return ParseCRL(signed)
}

func (r RevokedEntry) addTo(b *cryptobyte.Builder) {
	b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1BigInt(r.Serial)
		der.AddTime(b, r.At)
		if r.Reason != 0 {
			code := der.Must(func(b *cryptobyte.Builder) { b.AddASN1Enum(int64(r.Reason)) })
			addExtensions(b, pkix.Extension{Id: oidReasonCode, Value: code})
		}
	})
}
