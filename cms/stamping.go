package cms

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/asn1"
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"veche/cms/internal/der"
	"veche/cms/pki"
	"veche/cms/reason"
)

// Stamper gives time stamps: a service by its address, or one of our own.
type Stamper interface {
	// Stamp returns a token over a digest.
	Stamp(ctx context.Context, h pki.Hash, digest []byte) ([]byte, error)
}

// StampRequest is a TimeStampReq.
type StampRequest struct {
	Hash         pki.Hash
	Imprint      []byte
	Policy       asn1.ObjectIdentifier // nil: as the service likes
	Nonce        *big.Int
	Certificates bool // the service shall enclose its certificate
}

// Marshal writes the request in DER.
func (r StampRequest) Marshal() ([]byte, error) {
	return der.Build(func(b *cryptobyte.Builder) {
		b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1Int64(1)
			addImprint(b, r.Hash, r.Imprint)
			if r.Policy != nil {
				b.AddASN1ObjectIdentifier(r.Policy)
			}
			if r.Nonce != nil {
				b.AddASN1BigInt(r.Nonce)
			}
			if r.Certificates {
				b.AddASN1Boolean(true)
			}
		})
	})
}

func addImprint(b *cryptobyte.Builder, h pki.Hash, digest []byte) {
	b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
		der.AddAlgorithm(b, h.Identifier())
		b.AddASN1OctetString(digest)
	})
}

// ParseStampRequest reads a TimeStampReq. Extensions are refused: none is understood.
func ParseStampRequest(in []byte) (r StampRequest, err error) {
	refused := malformedStamp("request")
	s, ok := der.Only(in, tags.SEQUENCE)
	var version int
	if !ok || !s.ReadASN1Integer(&version) || version != 1 {
		return r, refused
	}
	if r.Hash, r.Imprint, err = readImprint(&s); err != nil {
		return r, err
	}
	if s.PeekASN1Tag(tags.OBJECT_IDENTIFIER) && !s.ReadASN1ObjectIdentifier(&r.Policy) {
		return r, refused
	}
	if s.PeekASN1Tag(tags.INTEGER) {
		r.Nonce = new(big.Int)
		if !s.ReadASN1Integer(r.Nonce) {
			return r, refused
		}
	}
	if s.PeekASN1Tag(tags.BOOLEAN) && !s.ReadASN1Boolean(&r.Certificates) || !s.Empty() {
		return r, refused
	}
	return r, nil
}

// CheckStampResponse takes the token out of a TimeStampResp and checks that it answers
// the request. Who signed it is left to Verify or VerifyTimeStamp.
func CheckStampResponse(response []byte, r StampRequest) ([]byte, error) {
	s, ok := der.Only(response, tags.SEQUENCE)
	var info cryptobyte.String
	var status int
	if !ok || !s.ReadASN1(&info, tags.SEQUENCE) || !info.ReadASN1Integer(&status) {
		return nil, malformedStamp("response")
	}
	if status > 1 { // granted, or granted with changes
		return nil, reason.New(reason.TimestampWrong, "the service refused: status %d, %q", status, []byte(info))
	}
	token, ok := der.Element(&s)
	if !ok || !s.Empty() {
		return nil, malformedStamp("response without a token")
	}
	t, err := ParseTimeStamp(token)
	if err != nil {
		return nil, err
	}
	switch {
	case t.Hash != r.Hash || !bytes.Equal(t.Imprint, r.Imprint):
		return nil, reason.New(reason.TimestampWrong, "the token is over another digest")
	case r.Nonce != nil && (t.Nonce == nil || t.Nonce.Cmp(r.Nonce) != 0):
		return nil, reason.New(reason.TimestampWrong, "the token answers another request")
	case r.Policy != nil && !t.Policy.Equal(r.Policy):
		return nil, reason.New(reason.TimestampWrong, "the token is of policy %v", t.Policy)
	}
	return token, nil
}

// Service is a time-stamp service by its address (RFC 3161, section 3.4).
type Service struct {
	Address string
	Fetcher pki.Fetcher
	Policy  asn1.ObjectIdentifier // nil: as the service likes
}

// Stamp asks the service, with a fresh nonce, and checks that it answers the question.
func (s *Service) Stamp(ctx context.Context, h pki.Hash, digest []byte) ([]byte, error) {
	nonce := make([]byte, 8)
	rand.Read(nonce)
	request := StampRequest{Hash: h, Imprint: digest, Policy: s.Policy, Nonce: new(big.Int).SetBytes(nonce), Certificates: true}
	body, err := request.Marshal()
	if err != nil {
		return nil, err
	}
	response, err := s.Fetcher.Fetch(ctx, pki.ResourceTimeStamp, s.Address, body)
	if err != nil {
		return nil, err
	}
	return CheckStampResponse(response, request)
}
