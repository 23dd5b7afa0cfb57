package cms

import (
	"context"
	"encoding/asn1"
	"math/big"
	"time"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"veche/cms/internal/der"
	"veche/cms/pki"
	"veche/cms/reason"
)

// StampTemplate is a time stamp to issue.
type StampTemplate struct {
	Policy   asn1.ObjectIdentifier
	Serial   *big.Int
	Time     time.Time
	Accuracy time.Duration // whole seconds; zero is left out
}

// IssueStamp answers a request as a time-stamp service: it makes the token.
func IssueStamp(ctx context.Context, r StampRequest, t StampTemplate, key Key) ([]byte, error) {
	info, err := der.Build(func(b *cryptobyte.Builder) {
		b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1Int64(1)
			b.AddASN1ObjectIdentifier(t.Policy)
			addImprint(b, r.Hash, r.Imprint)
			b.AddASN1BigInt(t.Serial)
			b.AddASN1GeneralizedTime(t.Time.UTC().Truncate(time.Second))
			if t.Accuracy > 0 {
				b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) { b.AddASN1Int64(int64(t.Accuracy / time.Second)) })
			}
			if r.Nonce != nil {
				b.AddASN1BigInt(r.Nonce)
			}
		})
	})
	if err != nil {
		return nil, err
	}
	m := &Message{ContentType: oidTSTInfo, Content: info}
	if err := m.Sign(ctx, Content{}, SigningOptions{Time: t.Time}, key); err != nil {
		return nil, err
	}
	if !r.Certificates {
		m.certificates, m.Certificates = nil, nil
	}
	return m.Marshal()
}

// GrantStamp is a TimeStampResp with a token.
func GrantStamp(token []byte) []byte {
	return der.Must(func(b *cryptobyte.Builder) {
		b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) { b.AddASN1Int64(0) })
			b.AddBytes(token)
		})
	})
}

// StampFailure is PKIFailureInfo of RFC 3161: the number of its bit.
type StampFailure int

const (
	StampBadAlgorithm StampFailure = 0
	StampBadRequest   StampFailure = 2
	StampBadFormat    StampFailure = 5
	StampNoTime       StampFailure = 14
	StampBadPolicy    StampFailure = 15
	StampSystem       StampFailure = 25
)

// RefuseStamp is a TimeStampResp that refuses.
func RefuseStamp(why StampFailure) []byte {
	bits := make([]byte, int(why)/8+1)
	bits[int(why)/8] = 0x80 >> (int(why) % 8)
	value := append([]byte{byte(tags.BIT_STRING), byte(len(bits) + 1), byte(7 - int(why)%8)}, bits...)
	return der.Must(func(b *cryptobyte.Builder) {
		b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1Int64(2)
				b.AddBytes(value)
			})
		})
	})
}

// VerifyTimeStamp checks a token by itself over a content.
func VerifyTimeStamp(ctx context.Context, token []byte, content Content, o Options) (*TimeStampReport, error) {
	t, err := ParseTimeStamp(token)
	if err != nil {
		f := reason.From(err)
		return &TimeStampReport{Kind: StampAlone, Verdict: f.Code.Weight(), Findings: []*reason.Finding{f}}, nil
	}
	d, err := content.digest(ctx, map[pki.Hash]bool{t.Hash: true})
	if err != nil {
		return nil, err
	}
	trust := o.TSA
	if trust == nil {
		trust = o.Trust
	}
	with := withEvidence(trust, t.Token.CRLs, t.Token.OCSP)
	known := append(with.Intermediates.Certificates(), with.Roots.Certificates()...)
	return t.check(ctx, StampAlone, d.digests[t.Hash], with, known, o.moment()), nil
}
