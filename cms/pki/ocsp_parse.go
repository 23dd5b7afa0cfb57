package pki

import (
	"encoding/asn1"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"veche/cms/internal/der"
	"veche/cms/reason"
)

func malformedOCSP(part string) error { return reason.New(reason.Malformed, "OCSP: %s", part) }

// ParseOCSP reads an OCSPResponse that carries a basic answer. Another status than
// «successful» is an error.
func ParseOCSP(in []byte) (*OCSPResponse, error) {
	s, ok := der.Only(in, tags.SEQUENCE)
	var status int
	if !ok || !s.ReadASN1Enum(&status) {
		return nil, malformedOCSP("frame")
	}
	if status != 0 {
		return nil, reason.New(reason.RevocationUnknown, "OCSP status %d", status)
	}
	var wrapped, bytes, basic cryptobyte.String
	var kind asn1.ObjectIdentifier
	if !s.ReadASN1(&wrapped, der.Context(0)) || !wrapped.ReadASN1(&bytes, tags.SEQUENCE) ||
		!bytes.ReadASN1ObjectIdentifier(&kind) || !bytes.ReadASN1(&basic, tags.OCTET_STRING) {
		return nil, malformedOCSP("frame")
	}
	if !kind.Equal(oidOCSPBasic) {
		return nil, reason.New(reason.UnsupportedAlgorithm, "OCSP answer %v", kind)
	}
	r, err := ParseBasicOCSP(basic)
	if err != nil {
		return nil, err
	}
	r.Raw = in
	return r, nil
}

// ParseBasicOCSP reads a BasicOCSPResponse, as RevocationValues of CAdES carry it.
func ParseBasicOCSP(in []byte) (*OCSPResponse, error) {
	s, ok := der.Only(in, tags.SEQUENCE)
	if !ok {
		return nil, malformedOCSP("basic")
	}
	r := &OCSPResponse{}
	if r.tbs, ok = der.Element(&s); !ok {
		return nil, malformedOCSP("contents")
	}
	id, ok := der.Algorithm(&s)
	if !ok || !s.ReadASN1BitStringAsBytes(&r.signature) {
		return nil, malformedOCSP("signature")
	}
	r.algorithm, r.problem = ParseAlgorithm(id, 0)
	if err := r.parseCertificates(s); err != nil {
		return nil, err
	}
	content, ok := der.Only(r.tbs, tags.SEQUENCE)
	if !ok {
		return nil, malformedOCSP("contents")
	}
	r.Raw = wrapBasic(in)
	return r, r.parseContent(content)
}

// wrapBasic makes a whole OCSPResponse of the basic answer.
func wrapBasic(basic []byte) []byte {
	return der.Must(func(b *cryptobyte.Builder) {
		b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1Enum(0)
			b.AddASN1(der.Context(0), func(b *cryptobyte.Builder) {
				b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
					b.AddASN1ObjectIdentifier(oidOCSPBasic)
					b.AddASN1OctetString(basic)
				})
			})
		})
	})
}

func (r *OCSPResponse) parseCertificates(s cryptobyte.String) error {
	if s.Empty() {
		return nil
	}
	var wrapped, list cryptobyte.String
	if !s.ReadASN1(&wrapped, der.Context(0)) || !s.Empty() || !wrapped.ReadASN1(&list, tags.SEQUENCE) {
		return malformedOCSP("certificates")
	}
	for !list.Empty() {
		one, ok := der.Element(&list)
		if !ok {
			return malformedOCSP("certificates")
		}
		c, err := ParseCertificate(one)
		if err != nil {
			return err
		}
		r.Certificates = append(r.Certificates, c)
	}
	return nil
}

func (r *OCSPResponse) parseContent(s cryptobyte.String) error {
	var version, who, list cryptobyte.String
	var present bool
	var tag tags.Tag
	if !s.ReadOptionalASN1(&version, &present, der.Context(0)) || !s.ReadAnyASN1(&who, &tag) {
		return malformedOCSP("responder")
	}
	switch tag {
	case der.Context(1):
		name, err := identity(who)
		if err != nil {
			return err
		}
		r.responder = name
	case der.Context(2):
		var id cryptobyte.String
		if !who.ReadASN1(&id, tags.OCTET_STRING) {
			return malformedOCSP("responder")
		}
		r.responderID = id
	default:
		return malformedOCSP("responder")
	}
	var ok bool
	if r.Produced, ok = der.Time(&s); !ok || !s.ReadASN1(&list, tags.SEQUENCE) {
		return malformedOCSP("producedAt")
	}
	for !list.Empty() {
		answer, ok := parseAnswer(&list)
		if !ok {
			return malformedOCSP("answer")
		}
		r.Answers = append(r.Answers, answer)
	}
	if r.Nonce, ok = readNonce(&s, der.Context(1)); !ok {
		return malformedOCSP("extensions")
	}
	return nil
}

func parseAnswer(list *cryptobyte.String) (a OCSPAnswer, ok bool) {
	var content, state, next cryptobyte.String
	var tag tags.Tag
	if !list.ReadASN1(&content, tags.SEQUENCE) {
		return a, false
	}
	if a.ID, ok = readCertID(&content); !ok || !content.ReadAnyASN1(&state, &tag) {
		return a, false
	}
	switch tag {
	case der.Primitive(0):
		a.Status = Good
	case der.Context(1):
		a.Status = StatusRevoked
		if a.Revoked, ok = parseRevokedInfo(state); !ok {
			return a, false
		}
	case der.Primitive(2):
		a.Status = Unknown
	default:
		return a, false
	}
	if a.ThisUpdate, ok = der.Time(&content); !ok {
		return a, false
	}
	var present bool
	if !content.ReadOptionalASN1(&next, &present, der.Context(0)) {
		return a, false
	}
	if present {
		a.NextUpdate, ok = der.Time(&next)
	}
	return a, ok
}

func parseRevokedInfo(s cryptobyte.String) (r Revoked, ok bool) {
	if r.At, ok = der.Time(&s); !ok {
		return r, false
	}
	var why cryptobyte.String
	var present bool
	if !s.ReadOptionalASN1(&why, &present, der.Context(0)) {
		return r, false
	}
	var code int
	if present && !why.ReadASN1Enum(&code) {
		return r, false
	}
	r.Reason = RevocationReason(code)
	return r, true
}
