package pki

import (
	"crypto"
	"time"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"veche/cms/internal/der"
)

// OCSPStatus of a whole response that carries no answers (RFC 6960, section 4.2.1).
type OCSPStatus int

const (
	OCSPMalformed    OCSPStatus = 1
	OCSPInternal     OCSPStatus = 2
	OCSPTryLater     OCSPStatus = 3
	OCSPUnauthorized OCSPStatus = 6
)

// RefuseOCSP is a response without answers.
func RefuseOCSP(s OCSPStatus) []byte {
	return der.Must(func(b *cryptobyte.Builder) {
		b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) { b.AddASN1Enum(int64(s)) })
	})
}

// OCSPTemplate is a response to issue.
type OCSPTemplate struct {
	Produced time.Time
	Answers  []OCSPAnswer
	Nonce    []byte
}

// IssueOCSP signs answers as a service, whose certificate it encloses.
func IssueOCSP(t OCSPTemplate, service *Certificate, key crypto.Signer) ([]byte, error) {
	algorithm, err := AlgorithmFor(key.Public(), 0, false)
	if err != nil {
		return nil, err
	}
	tbs, err := der.Build(func(b *cryptobyte.Builder) {
		b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1(der.Context(2), func(b *cryptobyte.Builder) { b.AddASN1OctetString(SHA1.Sum(service.keyBits())) })
			b.AddASN1GeneralizedTime(t.Produced.UTC().Truncate(time.Second))
			b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
				for _, a := range t.Answers {
					a.addTo(b)
				}
			})
			if len(t.Nonce) > 0 {
				b.AddASN1(der.Context(1), func(b *cryptobyte.Builder) { addNonce(b, t.Nonce) })
			}
		})
	})
	if err != nil {
		return nil, err
	}
	signature, err := algorithm.Sign(key, algorithm.Hash.Sum(tbs))
	if err != nil {
		return nil, err
	}
	basic, err := der.Build(func(b *cryptobyte.Builder) {
		b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddBytes(tbs)
			der.AddAlgorithm(b, algorithm.Identifier())
			b.AddASN1BitString(signature)
			b.AddASN1(der.Context(0), func(b *cryptobyte.Builder) {
				b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) { b.AddBytes(service.Raw()) })
			})
		})
	})
	if err != nil {
		return nil, err
	}
	return wrapBasic(basic), nil
}

func (a OCSPAnswer) addTo(b *cryptobyte.Builder) {
	b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
		a.ID.addTo(b)
		switch a.Status {
		case Good:
			b.AddASN1(der.Primitive(0), func(*cryptobyte.Builder) {})
		case StatusRevoked:
			b.AddASN1(der.Context(1), func(b *cryptobyte.Builder) {
				b.AddASN1GeneralizedTime(a.Revoked.At.UTC())
				b.AddASN1(der.Context(0), func(b *cryptobyte.Builder) { b.AddASN1Enum(int64(a.Revoked.Reason)) })
			})
		default:
			b.AddASN1(der.Primitive(2), func(*cryptobyte.Builder) {})
		}
		b.AddASN1GeneralizedTime(a.ThisUpdate.UTC())
		if !a.NextUpdate.IsZero() {
			b.AddASN1(der.Context(0), func(b *cryptobyte.Builder) { b.AddASN1GeneralizedTime(a.NextUpdate.UTC()) })
		}
	})
}

// About tells whether the name is of a certificate of the issuer.
func (id CertID) About(issuer *Certificate) bool {
	if id.Hash == 0 {
		return false
	}
	return id.equal(CertID{
		Hash: id.Hash, Serial: id.Serial,
		IssuerName: id.Hash.Sum(issuer.X509.RawSubject), IssuerKey: id.Hash.Sum(issuer.keyBits()),
	})
}
