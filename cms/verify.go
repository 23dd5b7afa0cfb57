package cms

import (
	"context"
	"encoding/hex"
	"time"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"veche/cms/internal/der"
	"veche/cms/pki"
	"veche/cms/reason"
)

// Options of a check.
type Options struct {
	Trust *pki.Trust // for signers, and for time-stamp services unless they have their own
	TSA   *pki.Trust
	At    time.Time // the moment as of which to judge; zero is now
	Known *pki.Pool // of those who sign often: their keys are admitted once, and verify faster after Pool.Precompute
}

// Verify checks a signature file and says what it found. Errors are only those of
// reading the content or of the context; whatever is wrong with the signature is in
// the report. The content need not be given when it is within the file; when it is
// given as well, the two must be equal.
func Verify(ctx context.Context, file []byte, content Content, o Options) (*Report, error) {
	m, err := Parse(file)
	if err != nil {
		r := &Report{At: o.moment(), Signers: []*SignerReport{}, Findings: []*reason.Finding{reason.From(err)}}
		r.conclude()
		return r, nil
	}
	return m.Verify(ctx, content, o)
}

func (o Options) moment() time.Time {
	if o.At.IsZero() {
		return time.Now().UTC().Truncate(time.Second)
	}
	return o.At.UTC()
}

// Verify checks the signatures of a message that was parsed; see the function Verify.
func (m *Message) Verify(ctx context.Context, content Content, o Options) (*Report, error) {
	o.At = o.moment()
	stamps := m.collectStamps()
	given, inside, err := m.readContents(ctx, content, stamps)
	if err != nil {
		return nil, err
	}
	v := newVerification(ctx, m, stamps, o)
	r := &Report{At: o.At, Attached: m.Content != nil, Signers: []*SignerReport{}}
	if len(m.Signers) == 0 {
		r.Findings = append(r.Findings, reason.New(reason.NoSigners, ""))
	}
	v.content = inside
	if inside == nil {
		v.content = given
	} else if given != nil {
		for h, digest := range given.digests {
			if known, ok := inside.digests[h]; ok && string(known) != string(digest) {
				r.Findings = append(r.Findings, reason.New(reason.ContentChanged, "the file holds another content than the one given"))
				break
			}
		}
	}
	if v.content != nil {
		r.Digests = map[string]string{}
		for h, digest := range v.content.digests {
			r.Digests[h.String()] = hex.EncodeToString(digest)
		}
	}
	for i, g := range m.Signers {
		r.Signers = append(r.Signers, v.signer(g, stamps[i]))
		if err := ctx.Err(); err != nil {
			return nil, err // what was not finished is no evidence
		}
	}
	r.conclude()
	return r, nil
}

// readContents digests the content within the message and the one given.
func (m *Message) readContents(ctx context.Context, content Content, stamps []signerStamps) (given, inside *digested, err error) {
	wanted := m.hashes()
	for _, s := range stamps {
		for _, list := range [][]stamp{s.content, s.archive} {
			for _, t := range list {
				if t.token != nil {
					wanted[t.token.Hash] = true
				}
			}
		}
	}
	if m.Content != nil {
		d, err := Octets(m.Content).digest(ctx, wanted)
		if err != nil {
			return nil, nil, err
		}
		inside = &d
	}
	if content.given() {
		d, err := content.digest(ctx, wanted)
		if err != nil {
			return nil, nil, err
		}
		given = &d
	}
	return given, inside, nil
}

// stamp is a time stamp of a signer with the attribute value it was read from.
type stamp struct {
	value []byte
	token *TimeStamp
	err   error
}

type signerStamps struct{ content, signature, archive []stamp }

// collectStamps parses all time stamps of a message.
func (m *Message) collectStamps() []signerStamps {
	all := make([]signerStamps, len(m.Signers))
	for i, g := range m.Signers {
		all[i] = signerStamps{
			content:   parseStamps(valuesOf(g.Signed, oidContentTimeStamp)),
			signature: parseStamps(valuesOf(g.Unsigned, oidSignatureTimeStamp)),
			archive:   parseStamps(valuesOf(g.Unsigned, oidArchiveTimeStampV3)),
		}
	}
	return all
}

// maxStamps of one kind that are looked at.
const maxStamps = 16

func parseStamps(values [][]byte) (list []stamp) {
	for _, v := range values[:min(len(values), maxStamps)] {
		t, err := ParseTimeStamp(v)
		if err != nil {
			t = nil
		}
		list = append(list, stamp{v, t, err})
	}
	return list
}

// verification holds what all signers of a message share.
type verification struct {
	ctx     context.Context
	message *Message
	content *digested
	options Options
	trust   *pki.Trust
	tsa     *pki.Trust
	extra   []*pki.Certificate // all certificates of the message and its tokens
	own     map[any]bool       // lists and answers that the message itself carries
}

// newVerification gathers the certificates and evidence of a message: its own, those of
// its tokens, and the values of CAdES.
func newVerification(ctx context.Context, m *Message, stamps []signerStamps, o Options) *verification {
	v := &verification{ctx: ctx, message: m, options: o, own: map[any]bool{}}
	for _, c := range m.Certificates {
		v.extra = append(v.extra, o.Known.Same(c))
	}
	crls, answers := m.CRLs, m.OCSP
	for i, g := range m.Signers {
		crls, answers = g.revocationValues(crls, answers)
		v.extra = append(v.extra, g.certificateValues()...)
		for _, list := range [][]stamp{stamps[i].content, stamps[i].signature, stamps[i].archive} {
			for _, s := range list {
				if s.token == nil {
					continue
				}
				v.extra = append(v.extra, s.token.Token.Certificates...)
				crls, answers = append(crls, s.token.Token.CRLs...), append(answers, s.token.Token.OCSP...)
				crls, answers = s.token.Token.Signers[0].revocationValues(crls, answers)
			}
		}
	}
	for _, c := range crls {
		v.own[c] = true
	}
	for _, a := range answers {
		v.own[a] = true
	}
	v.trust = withEvidence(o.Trust, crls, answers)
	v.tsa = v.trust
	if o.TSA != nil {
		v.tsa = withEvidence(o.TSA, crls, answers)
	}
	return v
}

func withEvidence(t *pki.Trust, crls []*pki.CRL, answers []*pki.OCSPResponse) *pki.Trust {
	with := pki.Trust{}
	if t != nil {
		with = *t
	}
	with.CRLs = append(with.CRLs[:len(with.CRLs):len(with.CRLs)], crls...)
	with.OCSP = append(with.OCSP[:len(with.OCSP):len(with.OCSP)], answers...)
	return &with
}

// certificateValues are the certificates in certValues of CAdES.
func (g *Signer) certificateValues() (found []*pki.Certificate) {
	for _, value := range valuesOf(g.Unsigned, oidCertValues) {
		list, _ := der.Only(value, tags.SEQUENCE)
		for !list.Empty() {
			one, ok := der.Element(&list)
			if !ok {
				break
			}
			if c, err := pki.ParseCertificate(one); err == nil {
				found = append(found, c)
			}
		}
	}
	return found
}

// revocationValues are the lists and answers in RevocationValues of CAdES, after those
// known.
func (g *Signer) revocationValues(crls []*pki.CRL, answers []*pki.OCSPResponse) ([]*pki.CRL, []*pki.OCSPResponse) {
	for _, value := range valuesOf(g.Unsigned, oidRevocationValues) {
		s, _ := der.Only(value, tags.SEQUENCE)
		eachIn(&s, 0, func(one []byte) {
			if c, err := pki.ParseCRL(one); err == nil {
				crls = append(crls, c)
			}
		})
		eachIn(&s, 1, func(one []byte) {
			if a, err := pki.ParseBasicOCSP(one); err == nil {
				answers = append(answers, a)
			}
		})
	}
	return crls, answers
}

// eachIn visits the elements of an optional SEQUENCE OF under a tag.
func eachIn(s *cryptobyte.String, tag uint8, visit func([]byte)) {
	var wrapped, list cryptobyte.String
	var present bool
	if !s.ReadOptionalASN1(&wrapped, &present, der.Context(tag)) || !present || !wrapped.ReadASN1(&list, tags.SEQUENCE) {
		return
	}
	for !list.Empty() {
		one, ok := der.Element(&list)
		if !ok {
			return
		}
		visit(one)
	}
}

// candidates are the certificates among which a signer's may be: those of the message
// first, then those the caller knows.
func (v *verification) candidates(t *pki.Trust) []*pki.Certificate {
	all := v.extra[:len(v.extra):len(v.extra)]
	all = append(all, t.Intermediates.Certificates()...)
	return append(all, t.Roots.Certificates()...)
}
