package cms

import (
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"veche/cms/internal/der"
	"veche/cms/pki"
	"veche/cms/reason"
)

// Message is a SignedData of RFC 5652: signatures of one content, with certificates
// and evidence.
type Message struct {
	ContentType  asn1.ObjectIdentifier
	Content      []byte // nil when the content is kept apart
	Signers      []*Signer
	Certificates []*pki.Certificate
	CRLs         []*pki.CRL
	OCSP         []*pki.OCSPResponse

	version      int
	digests      []pkix.AlgorithmIdentifier
	certificates [][]byte // CertificateChoices as they stand, understood or not
	revocations  [][]byte // RevocationInfoChoice as they stand
}

// Signer is one SignerInfo.
type Signer struct {
	Signed    []Attribute
	Unsigned  []Attribute
	Signature []byte

	version      int
	id           []byte // SignerIdentifier as it stands
	issuer       []byte // the name and number in it
	serial       *big.Int
	keyID        []byte // or the identifier of the key
	digest       pkix.AlgorithmIdentifier
	algorithm    pkix.AlgorithmIdentifier
	rawDigest    []byte
	rawAlgorithm []byte
	rawSigned    []byte // signed attributes with their tag [0]
}

// Bounds of one message.
const (
	maxSigners      = 64
	maxCertificates = 1000
)

// Parse reads a message in DER, BER, PEM or base64.
func Parse(file []byte) (*Message, error) {
	in, err := decode(file)
	if err != nil {
		return nil, err
	}
	return parseMessage(in)
}

func malformed(part string) error { return reason.New(reason.Malformed, "CMS: %s", part) }

func parseMessage(in []byte) (*Message, error) {
	outer, ok := der.Only(in, tags.SEQUENCE)
	var kind asn1.ObjectIdentifier
	var wrapped, s cryptobyte.String
	if !ok || !outer.ReadASN1ObjectIdentifier(&kind) {
		return nil, malformed("frame")
	}
	if !kind.Equal(oidSignedData) {
		return nil, reason.New(reason.Malformed, "CMS: content %v is not SignedData", kind)
	}
	if !outer.ReadASN1(&wrapped, der.Context(0)) || !outer.Empty() || !wrapped.ReadASN1(&s, tags.SEQUENCE) || !wrapped.Empty() {
		return nil, malformed("frame")
	}
	m := &Message{}
	for _, part := range []func(*cryptobyte.String) error{
		m.parseHead, m.parseContent, m.parseCertificates, m.parseRevocations, m.parseSigners,
	} {
		if err := part(&s); err != nil {
			return nil, err
		}
	}
	if !s.Empty() {
		return nil, malformed("data after the signers")
	}
	return m, nil
}

func (m *Message) parseHead(s *cryptobyte.String) error {
	var digests cryptobyte.String
	if !s.ReadASN1Integer(&m.version) || !s.ReadASN1(&digests, tags.SET) {
		return malformed("version")
	}
	for !digests.Empty() {
		id, ok := der.Algorithm(&digests)
		if !ok {
			return malformed("digest algorithms")
		}
		m.digests = append(m.digests, id)
	}
	return nil
}

func (m *Message) parseContent(s *cryptobyte.String) error {
	var info, wrapped, content cryptobyte.String
	var present bool
	if !s.ReadASN1(&info, tags.SEQUENCE) || !info.ReadASN1ObjectIdentifier(&m.ContentType) ||
		!info.ReadOptionalASN1(&wrapped, &present, der.Context(0)) || !info.Empty() {
		return malformed("content")
	}
	if !present {
		return nil
	}
	// PKCS #7 allowed other types than an octet string here: their content octets are signed.
	var tag tags.Tag
	if !wrapped.ReadAnyASN1(&content, &tag) || !wrapped.Empty() || m.ContentType.Equal(oidData) && tag != tags.OCTET_STRING {
		return malformed("content")
	}
	if m.Content = content; m.Content == nil {
		m.Content = []byte{} // there, though empty
	}
	return nil
}

func (m *Message) parseCertificates(s *cryptobyte.String) error {
	var list cryptobyte.String
	var present bool
	if !s.ReadOptionalASN1(&list, &present, der.Context(0)) {
		return malformed("certificates")
	}
	for !list.Empty() {
		one, ok := der.Element(&list)
		if !ok || len(m.certificates) == maxCertificates {
			return malformed("certificates")
		}
		m.certificates = append(m.certificates, one)
		if one[0] != byte(tags.SEQUENCE) {
			continue // attribute certificates and other kinds are kept, not used
		}
		if c, err := pki.ParseCertificate(one); err == nil {
			m.Certificates = append(m.Certificates, c)
		} // a certificate that cannot be read is missed where it is needed
	}
	return nil
}

func (m *Message) parseRevocations(s *cryptobyte.String) error {
	var list cryptobyte.String
	var present bool
	if !s.ReadOptionalASN1(&list, &present, der.Context(1)) {
		return malformed("revocation information")
	}
	for !list.Empty() {
		one, ok := der.Element(&list)
		if !ok {
			return malformed("revocation information")
		}
		m.revocations = append(m.revocations, one)
		m.readRevocation(one)
	}
	return nil
}

// readRevocation understands lists, and answers of OCSP as RFC 5940 encloses them.
// What cannot be read is missed where it is needed.
func (m *Message) readRevocation(one []byte) {
	if one[0] == byte(tags.SEQUENCE) {
		if list, err := pki.ParseCRL(one); err == nil {
			m.CRLs = append(m.CRLs, list)
		}
		return
	}
	other, ok := der.Only(one, der.Context(1))
	var format asn1.ObjectIdentifier
	if !ok || !other.ReadASN1ObjectIdentifier(&format) || !format.Equal(oidOCSPRevocationInfo) {
		return
	}
	if answer, err := pki.ParseOCSP(other); err == nil {
		m.OCSP = append(m.OCSP, answer)
	}
}

func (m *Message) parseSigners(s *cryptobyte.String) error {
	var list cryptobyte.String
	if !s.ReadASN1(&list, tags.SET) {
		return malformed("signers")
	}
	for !list.Empty() {
		var content cryptobyte.String
		if len(m.Signers) == maxSigners || !list.ReadASN1(&content, tags.SEQUENCE) {
			return malformed("signers")
		}
		signer, err := parseSigner(content)
		if err != nil {
			return err
		}
		m.Signers = append(m.Signers, signer)
	}
	return nil
}

func parseSigner(s cryptobyte.String) (*Signer, error) {
	g := &Signer{}
	var ok bool
	if !s.ReadASN1Integer(&g.version) {
		return nil, malformed("version of a signer")
	}
	if g.id, ok = der.Element(&s); !ok || !g.parseID() {
		return nil, malformed("identifier of a signer")
	}
	if g.rawDigest, g.digest, ok = readAlgorithm(&s); !ok {
		return nil, malformed("digest of a signer")
	}
	if s.PeekASN1Tag(der.Context(0)) {
		g.rawSigned, ok = der.Element(&s)
		attributes, _ := der.Only(g.rawSigned, der.Context(0))
		if g.Signed, ok = parseAttributes(attributes); !ok {
			return nil, malformed("signed attributes")
		}
	}
	if g.rawAlgorithm, g.algorithm, ok = readAlgorithm(&s); !ok {
		return nil, malformed("algorithm of a signer")
	}
	var signature, unsigned cryptobyte.String
	var present bool
	if !s.ReadASN1(&signature, tags.OCTET_STRING) || !s.ReadOptionalASN1(&unsigned, &present, der.Context(1)) || !s.Empty() {
		return nil, malformed("signature")
	}
	g.Signature = signature
	if g.Unsigned, ok = parseAttributes(unsigned); !ok {
		return nil, malformed("unsigned attributes")
	}
	return g, nil
}

// readAlgorithm reads an AlgorithmIdentifier and keeps its octets.
func readAlgorithm(s *cryptobyte.String) (raw []byte, id pkix.AlgorithmIdentifier, ok bool) {
	if raw, ok = der.Element(s); !ok {
		return nil, id, false
	}
	again := cryptobyte.String(raw)
	id, ok = der.Algorithm(&again)
	return raw, id, ok
}

// parseID reads IssuerAndSerialNumber or the identifier of a key, the latter also in
// pieces, which the conversion from BER cannot see under its tag.
func (g *Signer) parseID() bool {
	s := cryptobyte.String(g.id)
	var content, piece cryptobyte.String
	switch tags.Tag(g.id[0]) {
	case tags.SEQUENCE:
		var ok bool
		if !s.ReadASN1(&content, tags.SEQUENCE) {
			return false
		}
		g.serial = new(big.Int)
		g.issuer, ok = der.Element(&content)
		return ok && content.ReadASN1Integer(g.serial) && content.Empty()
	case der.Primitive(0):
		if !s.ReadASN1(&content, der.Primitive(0)) {
			return false
		}
		g.keyID = content
		return true
	case der.Context(0):
		if !s.ReadASN1(&content, der.Context(0)) {
			return false
		}
		for !content.Empty() {
			if !content.ReadASN1(&piece, tags.OCTET_STRING) {
				return false
			}
			g.keyID = append(g.keyID, piece...)
		}
		return true
	}
	return false
}
