package pki

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
	"time"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"veche/cms/internal/der"
	"veche/cms/reason"
)

// OCSPResponse is a basic answer of RFC 6960.
type OCSPResponse struct {
	Raw          []byte // the whole OCSPResponse
	Produced     time.Time
	Answers      []OCSPAnswer
	Nonce        []byte
	Certificates []*Certificate

	tbs         []byte
	signature   []byte
	algorithm   Algorithm
	problem     error
	responder   string // by name
	responderID []byte // or by the SHA-1 of the key
}

// OCSPAnswer is about one certificate.
type OCSPAnswer struct {
	ID         CertID
	Status     Status
	Revoked    Revoked // when the status is «revoked»
	ThisUpdate time.Time
	NextUpdate time.Time // zero if absent: newer word may come at any time
}

// CertID names a certificate in OCSP.
type CertID struct {
	Hash       Hash
	IssuerName []byte // digest of the issuer's name
	IssuerKey  []byte // digest of the issuer's key
	Serial     *big.Int
}

var (
	oidOCSPBasic   = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 48, 1, 1}
	oidOCSPNonce   = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 48, 1, 2}
	oidOCSPNoCheck = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 48, 1, 5}
)

// NewCertID names a certificate of an issuer by one of the hash functions.
func NewCertID(h Hash, subject, issuer *Certificate) CertID {
	return CertID{
		Hash: h, Serial: subject.X509.SerialNumber,
		IssuerName: h.Sum(subject.X509.RawIssuer), IssuerKey: h.Sum(issuer.keyBits()),
	}
}

// keyBits are the octets of the public key without its algorithm.
func (c *Certificate) keyBits() []byte {
	s, _ := der.Only(c.X509.RawSubjectPublicKeyInfo, tags.SEQUENCE) // read when parsed
	var bits asn1.BitString
	s.SkipASN1(tags.SEQUENCE)
	s.ReadASN1BitString(&bits)
	return bits.Bytes
}

func (id CertID) equal(other CertID) bool {
	return id.Hash == other.Hash && id.Serial.Cmp(other.Serial) == 0 &&
		bytes.Equal(id.IssuerName, other.IssuerName) && bytes.Equal(id.IssuerKey, other.IssuerKey)
}

// addTo writes a CertID. The parameters of ordinary hash functions are written as NULL:
// some services compare octets.
func (id CertID) addTo(b *cryptobyte.Builder) {
	algorithm := id.Hash.Identifier()
	if ordinary(id.Hash) {
		algorithm.Parameters = der.Null()
	}
	b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
		der.AddAlgorithm(b, algorithm)
		b.AddASN1OctetString(id.IssuerName)
		b.AddASN1OctetString(id.IssuerKey)
		b.AddASN1BigInt(id.Serial)
	})
}

// readCertID reads a CertID.
func readCertID(s *cryptobyte.String) (id CertID, ok bool) {
	var content, name, key cryptobyte.String
	if !s.ReadASN1(&content, tags.SEQUENCE) {
		return id, false
	}
	algorithm, ok := der.Algorithm(&content)
	id.Serial = new(big.Int)
	if !ok || !content.ReadASN1(&name, tags.OCTET_STRING) || !content.ReadASN1(&key, tags.OCTET_STRING) ||
		!content.ReadASN1Integer(id.Serial) || !content.Empty() {
		return id, false
	}
	id.Hash, _ = ParseHash(algorithm) // one that is not known matches nothing
	id.IssuerName, id.IssuerKey = name, key
	return id, true
}

// OCSPRequest asks about certificates.
type OCSPRequest struct {
	IDs   []CertID
	Nonce []byte
}

// Marshal writes the request, not signed.
func (r OCSPRequest) Marshal() ([]byte, error) {
	return der.Build(func(b *cryptobyte.Builder) {
		b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
					for _, id := range r.IDs {
						b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) { id.addTo(b) })
					}
				})
				if len(r.Nonce) > 0 {
					b.AddASN1(der.Context(2), func(b *cryptobyte.Builder) { addNonce(b, r.Nonce) })
				}
			})
		})
	})
}

func addNonce(b *cryptobyte.Builder, nonce []byte) {
	inner := der.Must(func(b *cryptobyte.Builder) { b.AddASN1OctetString(nonce) })
	addExtensions(b, pkix.Extension{Id: oidOCSPNonce, Value: inner})
}

// ParseOCSPRequest reads a request; a signature on it is passed over.
func ParseOCSPRequest(in []byte) (r OCSPRequest, err error) {
	malformed := reason.New(reason.Malformed, "OCSP request")
	outer, ok := der.Only(in, tags.SEQUENCE)
	var tbs, list cryptobyte.String
	if !ok || !outer.ReadASN1(&tbs, tags.SEQUENCE) || !tbs.SkipOptionalASN1(der.Context(0)) ||
		!tbs.SkipOptionalASN1(der.Context(1)) || !tbs.ReadASN1(&list, tags.SEQUENCE) {
		return r, malformed
	}
	for !list.Empty() {
		var one cryptobyte.String
		if !list.ReadASN1(&one, tags.SEQUENCE) {
			return r, malformed
		}
		id, ok := readCertID(&one)
		if !ok {
			return r, malformed
		}
		r.IDs = append(r.IDs, id)
	}
	r.Nonce, ok = readNonce(&tbs, der.Context(2))
	if !ok {
		return r, malformed
	}
	return r, nil
}

// readNonce finds the nonce among optional extensions under a tag.
func readNonce(s *cryptobyte.String, tag tags.Tag) (nonce []byte, ok bool) {
	var wrapped, extensions cryptobyte.String
	var present bool
	if !s.ReadOptionalASN1(&wrapped, &present, tag) {
		return nil, false
	}
	if !present {
		return nil, true
	}
	if !wrapped.ReadASN1(&extensions, tags.SEQUENCE) || !wrapped.Empty() {
		return nil, false
	}
	ok = eachExtension(extensions, func(oid asn1.ObjectIdentifier, _ bool, value cryptobyte.String) bool {
		if oid.Equal(oidOCSPNonce) {
			nonce = value
			var inner cryptobyte.String
			if v := value; v.ReadASN1(&inner, tags.OCTET_STRING) && v.Empty() {
				nonce = inner
			}
		}
		return true
	})
	return nonce, ok
}

// AskOCSP asks a service about one certificate, with a fresh nonce. An answer without
// the nonce is taken, as most services answer from a store; one with another is not.
func AskOCSP(ctx context.Context, f Fetcher, address string, subject, issuer *Certificate) (*OCSPResponse, error) {
	nonce := make([]byte, 16)
	rand.Read(nonce)
	body, err := OCSPRequest{IDs: []CertID{NewCertID(SHA1, subject, issuer)}, Nonce: nonce}.Marshal()
	if err != nil {
		return nil, err
	}
	answer, err := f.Fetch(ctx, ResourceOCSP, address, body)
	if err != nil {
		return nil, err
	}
	response, err := ParseOCSP(answer)
	if err != nil {
		return nil, err
	}
	if len(response.Nonce) > 0 && !bytes.Equal(response.Nonce, nonce) {
		return nil, reason.New(reason.Malformed, "OCSP: the answer is to another question")
	}
	return response, nil
}
