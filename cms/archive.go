package cms

import (
	"context"
	"encoding/asn1"
	"time"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"veche/cms/internal/der"
	"veche/cms/pki"
	"veche/cms/reason"
)

// archiveStamp is an archive-time-stamp-v3 (EN 319 122-1, section 5.5.3) with what it
// covers.
type archiveStamp struct {
	report *TimeStampReport
	index  hashIndex
}

// hashIndex is ATSHashIndex: digests of the certificates, the evidence and the unsigned
// attributes that an archive time stamp covers.
type hashIndex struct {
	raw          []byte
	first        bool // version 1: whole attributes, not their values
	hash         pki.Hash
	certificates map[string]bool
	revocations  map[string]bool
	attributes   map[string]bool
	signer       *Signer
}

// covers tells whether an unsigned attribute with the value is under the stamp.
func (a archiveStamp) covers(value []byte) bool {
	for _, u := range a.index.signer.Unsigned {
		for _, v := range u.Values {
			if string(v) == string(value) && a.index.holds(u, v) {
				return true
			}
		}
	}
	return false
}

func (x hashIndex) holds(a Attribute, value []byte) bool {
	if x.first {
		return x.attributes[string(x.hash.Sum(a.encoded()))]
	}
	return x.attributes[string(x.hash.Sum(encodedOID(a.Type), value))]
}

func encodedOID(oid asn1.ObjectIdentifier) []byte {
	return der.Must(func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(oid) })
}

// archive checks an archive time stamp of a signer.
func (v *verification) archive(g *Signer, s stamp, at time.Time) archiveStamp {
	a := archiveStamp{}
	problem := func(err error) archiveStamp {
		f := reason.New(reason.TimestampWrong, "%v", err)
		a.report = &TimeStampReport{Kind: StampArchive, Verdict: f.Code.Weight(), Findings: []*reason.Finding{f}}
		return a
	}
	if s.token == nil {
		return problem(s.err)
	}
	index, err := s.token.hashIndex()
	if err != nil {
		return problem(err)
	}
	index.signer = g
	a.index = index
	if err := index.check(v.message, g); err != nil {
		return problem(err)
	}
	a.report = v.token(StampArchive, s, func(h pki.Hash) []byte {
		content := v.contentDigest(h)
		if content == nil {
			return nil
		}
		return v.message.archiveImprint(g, h, content, index.raw)
	}, at)
	return a
}

// hashIndex reads the index from the unsigned attributes of the token.
func (t *TimeStamp) hashIndex() (x hashIndex, err error) {
	unsigned := t.Token.Signers[0].Unsigned
	var old, now []byte
	if old, err = single(unsigned, oidHashIndexV1); err != nil {
		return x, err
	}
	if now, err = single(unsigned, oidHashIndexV3); err != nil {
		return x, err
	}
	switch {
	case now != nil:
		x.raw = now
	case old != nil:
		x.raw, x.first = old, true
	default:
		return x, malformedStamp("no hash index, or one of a version not known")
	}
	s, ok := der.Only(x.raw, tags.SEQUENCE)
	x.hash = pki.SHA256 // the default of version 1
	if !ok {
		return x, malformedStamp("hash index")
	}
	if rest := s; rest.SkipASN1(tags.SEQUENCE) && rest.SkipASN1(tags.SEQUENCE) && rest.SkipASN1(tags.SEQUENCE) && !rest.Empty() {
		id, ok := der.Algorithm(&s)
		if !ok {
			return x, malformedStamp("hash index")
		}
		if x.hash, err = pki.ParseHash(id); err != nil {
			return x, err
		}
	}
	for _, to := range []*map[string]bool{&x.certificates, &x.revocations, &x.attributes} {
		if *to, ok = readDigests(&s); !ok {
			return x, malformedStamp("hash index")
		}
	}
	if !s.Empty() {
		return x, malformedStamp("hash index")
	}
	return x, nil
}

func readDigests(s *cryptobyte.String) (map[string]bool, bool) {
	found := map[string]bool{}
	var list, one cryptobyte.String
	if !s.ReadASN1(&list, tags.SEQUENCE) {
		return nil, false
	}
	for !list.Empty() {
		if !list.ReadASN1(&one, tags.OCTET_STRING) {
			return nil, false
		}
		found[string(one)] = true
	}
	return found, true
}

// check looks for everything in the index in the message: what was stamped must still
// be there. What came later need not be in the index.
func (x hashIndex) check(m *Message, g *Signer) error {
	attributes := map[string]bool{}
	for _, u := range g.Unsigned {
		attributes[string(x.hash.Sum(u.encoded()))] = true
		for _, v := range u.Values {
			attributes[string(x.hash.Sum(encodedOID(u.Type), v))] = true
		}
	}
	for _, part := range []struct {
		what    string
		wanted  map[string]bool
		present map[string]bool
	}{
		{"certificate", x.certificates, x.digests(m.certificates)},
		{"list or answer", x.revocations, x.digests(m.revocations)},
		{"attribute", x.attributes, attributes},
	} {
		for digest := range part.wanted {
			if !part.present[digest] {
				return reason.New(reason.TimestampWrong, "a stamped %s is gone or changed", part.what)
			}
		}
	}
	return nil
}

func (x hashIndex) digests(elements [][]byte) map[string]bool {
	found := map[string]bool{}
	for _, e := range elements {
		found[string(x.hash.Sum(e))] = true
	}
	return found
}

// archiveImprint is the digest that an archive time stamp is over: the type and digest
// of the content, the fields of the signer as they stand, and the index.
func (m *Message) archiveImprint(g *Signer, h pki.Hash, content, index []byte) []byte {
	fields := der.Must(func(b *cryptobyte.Builder) {
		b.AddASN1Int64(int64(g.version))
		b.AddBytes(g.id)
		b.AddBytes(g.rawDigest)
		b.AddBytes(g.rawSigned)
		b.AddBytes(g.rawAlgorithm)
		b.AddASN1OctetString(g.Signature)
	})
	return h.Sum(encodedOID(m.ContentType), content, fields, index)
}

// addArchiveStamp stamps a signer with all that the message holds.
func (m *Message) addArchiveStamp(ctx context.Context, g *Signer, h pki.Hash, content []byte, stamper Stamper) error {
	index := der.Must(func(b *cryptobyte.Builder) {
		b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
			der.AddAlgorithm(b, h.Identifier())
			addDigests(b, h, m.certificates)
			addDigests(b, h, m.revocations)
			var values [][]byte
			for _, u := range g.Unsigned {
				for _, v := range u.Values {
					values = append(values, append(encodedOID(u.Type), v...))
				}
			}
			addDigests(b, h, values)
		})
	})
	token, err := stamper.Stamp(ctx, h, m.archiveImprint(g, h, content, index))
	if err != nil {
		return err
	}
	stamped, err := Parse(token)
	if err != nil {
		return err
	}
	if len(stamped.Signers) != 1 {
		return malformedStamp("frame")
	}
	inner := stamped.Signers[0]
	inner.Unsigned = append(inner.Unsigned, NewAttribute(oidHashIndexV3, index))
	if token, err = stamped.Marshal(); err != nil {
		return err
	}
	g.Unsigned = append(g.Unsigned, NewAttribute(oidArchiveTimeStampV3, token))
	return nil
}

func addDigests(b *cryptobyte.Builder, h pki.Hash, elements [][]byte) {
	b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
		for _, e := range elements {
			b.AddASN1OctetString(h.Sum(e))
		}
	})
}
