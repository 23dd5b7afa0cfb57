package pki

import (
	"bytes"
	"encoding/asn1"
	"encoding/pem"
	"math/big"
	"sync"
	"time"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"veche/cms/internal/der"
	"veche/cms/reason"
)

// CRL is a certificate revocation list. It may be used by several goroutines, and is
// best kept: the signature of its issuer is verified once.
type CRL struct {
	Raw        []byte
	Issuer     Name
	ThisUpdate time.Time
	NextUpdate time.Time // zero if absent
	Number     *big.Int  // nil if absent

	tbs       []byte
	signature []byte
	algorithm Algorithm
	problem   error // of the algorithm
	issuer    string
	scope     scope
	revoked   map[string]Revoked

	mu       sync.Mutex
	verified map[string]bool // by key
}

// Revoked is an entry of a CRL or an answer of OCSP.
type Revoked struct {
	At     time.Time
	Reason RevocationReason
}

// RevocationReason is CRLReason of RFC 5280, section 5.3.1.
type RevocationReason int

// Russian is the reason in words.
func (r RevocationReason) Russian() string {
	words := map[RevocationReason]string{
		0: "причина не указана", 1: "ключ скомпрометирован", 2: "ключ удостоверяющего центра скомпрометирован",
		3: "изменились сведения о владельце", 4: "сертификат заменён", 5: "полномочия или работа прекращены",
		6: "действие приостановлено", 8: "действие возобновлено", 9: "право отозвано", 10: "ключ службы скомпрометирован",
	}
	if w, ok := words[r]; ok {
		return w
	}
	return words[0]
}

const keyCompromise RevocationReason = 1

// harmless tells that the key was never in other hands: tokens of a time-stamp service
// that are older than its revocation stay good (RFC 3161, section 4). Where no reason is
// named they do not.
func (r RevocationReason) harmless() bool { return r >= 3 && r <= 5 }

// scope is issuingDistributionPoint: which certificates a list speaks of.
type scope struct {
	users, authorities, attributes bool // only these
	partial                        bool // some reasons only
	foreign                        bool // other issuers too, a delta, or a condition not understood
	points                         [][]byte
}

var (
	oidCRLNumber    = asn1.ObjectIdentifier{2, 5, 29, 20}
	oidReasonCode   = asn1.ObjectIdentifier{2, 5, 29, 21}
	oidInvalidity   = asn1.ObjectIdentifier{2, 5, 29, 24}
	oidDelta        = asn1.ObjectIdentifier{2, 5, 29, 27}
	oidDistribution = asn1.ObjectIdentifier{2, 5, 29, 28}
	oidAuthorityKey = asn1.ObjectIdentifier{2, 5, 29, 35}
)

// ParseCRL reads a list in DER or PEM.
func ParseCRL(file []byte) (*CRL, error) {
	if bytes.HasPrefix(bytes.TrimSpace(file), []byte("-----BEGIN")) {
		block, _ := pem.Decode(file)
		if block == nil {
			return nil, reason.New(reason.Malformed, "PEM of a CRL")
		}
		file = block.Bytes
	}
	c := &CRL{Raw: file, revoked: map[string]Revoked{}, verified: map[string]bool{}}
	s, ok := der.Only(file, tags.SEQUENCE)
	if !ok {
		return nil, malformedCRL("frame")
	}
	if c.tbs, ok = der.Element(&s); !ok {
		return nil, malformedCRL("contents")
	}
	outer, ok := der.Algorithm(&s)
	if !ok || !s.ReadASN1BitStringAsBytes(&c.signature) || !s.Empty() {
		return nil, malformedCRL("signature")
	}
	c.algorithm, c.problem = ParseAlgorithm(outer, 0)
	content, ok := der.Only(c.tbs, tags.SEQUENCE)
	if !ok {
		return nil, malformedCRL("contents")
	}
	var version int
	if content.PeekASN1Tag(tags.INTEGER) && (!content.ReadASN1Integer(&version) || version != 1) {
		return nil, malformedCRL("version")
	}
	inner, ok := der.Algorithm(&content)
	if !ok || !der.SameAlgorithm(inner, outer) {
		return nil, malformedCRL("algorithm")
	}
	return c, c.parseContent(content)
}

func malformedCRL(part string) error { return reason.New(reason.Malformed, "CRL: %s", part) }

func (c *CRL) parseContent(s cryptobyte.String) (err error) {
	issuer, ok := der.Element(&s)
	if !ok {
		return malformedCRL("issuer")
	}
	if c.Issuer, err = ParseName(issuer); err != nil {
		return err
	}
	c.issuer, _ = identity(issuer) // read above
	if c.ThisUpdate, ok = der.Time(&s); !ok {
		return malformedCRL("thisUpdate")
	}
	if s.PeekASN1Tag(tags.UTCTime) || s.PeekASN1Tag(tags.GeneralizedTime) {
		if c.NextUpdate, ok = der.Time(&s); !ok {
			return malformedCRL("nextUpdate")
		}
	}
	if s.PeekASN1Tag(tags.SEQUENCE) {
		var entries cryptobyte.String
		if !s.ReadASN1(&entries, tags.SEQUENCE) {
			return malformedCRL("entries")
		}
		for !entries.Empty() {
			if !c.parseEntry(&entries) {
				return malformedCRL("entry")
			}
		}
	}
	if s.Empty() {
		return nil
	}
	var wrapped, extensions cryptobyte.String
	if !s.ReadASN1(&wrapped, der.Context(0)) || !s.Empty() || !wrapped.ReadASN1(&extensions, tags.SEQUENCE) || !wrapped.Empty() {
		return malformedCRL("extensions")
	}
	return c.parseExtensions(extensions)
}

// parseEntry reads one revoked certificate. The moment of a compromised key is the one
// since when it is suspected, if the list says so.
func (c *CRL) parseEntry(entries *cryptobyte.String) bool {
	var entry, serial cryptobyte.String
	if !entries.ReadASN1(&entry, tags.SEQUENCE) || !entry.ReadASN1(&serial, tags.INTEGER) {
		return false
	}
	at, ok := der.Time(&entry)
	if !ok {
		return false
	}
	r := Revoked{At: at}
	var extensions cryptobyte.String
	if !entry.Empty() && (!entry.ReadASN1(&extensions, tags.SEQUENCE) || !entry.Empty()) {
		return false
	}
	var invalid time.Time
	ok = eachExtension(extensions, func(oid asn1.ObjectIdentifier, critical bool, value cryptobyte.String) bool {
		switch {
		case oid.Equal(oidReasonCode):
			var code int
			ok := value.ReadASN1Enum(&code)
			r.Reason = RevocationReason(code)
			return ok
		case oid.Equal(oidInvalidity):
			var ok bool
			invalid, ok = der.Time(&value)
			return ok
		}
		c.scope.foreign = c.scope.foreign || critical
		return true
	})
	if r.Reason == keyCompromise && !invalid.IsZero() && invalid.Before(r.At) {
		r.At = invalid
	}
	c.revoked[string(serial)] = r
	return ok
}

// eachExtension visits extensions; the visitor says whether one is well formed.
func eachExtension(s cryptobyte.String, visit func(asn1.ObjectIdentifier, bool, cryptobyte.String) bool) bool {
	for !s.Empty() {
		var one, value cryptobyte.String
		var oid asn1.ObjectIdentifier
		critical := false
		if !s.ReadASN1(&one, tags.SEQUENCE) || !one.ReadASN1ObjectIdentifier(&oid) {
			return false
		}
		if one.PeekASN1Tag(tags.BOOLEAN) && !one.ReadASN1Boolean(&critical) {
			return false
		}
		if !one.ReadASN1(&value, tags.OCTET_STRING) || !one.Empty() || !visit(oid, critical, value) {
			return false
		}
	}
	return true
}

func (c *CRL) parseExtensions(s cryptobyte.String) error {
	ok := eachExtension(s, func(oid asn1.ObjectIdentifier, critical bool, value cryptobyte.String) bool {
		switch {
		case oid.Equal(oidCRLNumber):
			c.Number = new(big.Int)
			return value.ReadASN1Integer(c.Number)
		case oid.Equal(oidDistribution):
			return c.scope.parse(value)
		case oid.Equal(oidDelta):
			c.scope.foreign = true
		default:
			c.scope.foreign = c.scope.foreign || critical
		}
		return true
	})
	if !ok {
		return malformedCRL("extension")
	}
	return nil
}

// parse reads IssuingDistributionPoint (RFC 5280, section 5.2.5).
func (p *scope) parse(value cryptobyte.String) bool {
	content, ok := der.Only(value, tags.SEQUENCE)
	if !ok {
		return false
	}
	for !content.Empty() {
		var field cryptobyte.String
		var tag tags.Tag
		if !content.ReadAnyASN1(&field, &tag) {
			return false
		}
		yes := len(field) == 1 && field[0] != 0
		switch tag {
		case der.Context(0):
			p.points = pointNames(field)
		case der.Primitive(1):
			p.users = yes
		case der.Primitive(2):
			p.authorities = yes
		case der.Primitive(3), der.Context(3):
			p.partial = true
		case der.Primitive(4):
			p.foreign = p.foreign || yes
		case der.Primitive(5):
			p.attributes = yes
		default:
			return false
		}
	}
	return true
}

// pointNames are the elements of a DistributionPointName: full names one by one.
func pointNames(field cryptobyte.String) (names [][]byte) {
	var full cryptobyte.String
	if !field.ReadASN1(&full, der.Context(0)) {
		return [][]byte{field} // relative to the issuer: compared as it stands
	}
	for !full.Empty() {
		name, ok := der.Element(&full)
		if !ok {
			return names
		}
		names = append(names, name)
	}
	return names
}
