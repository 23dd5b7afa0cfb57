package xmldsig

import (
	"bytes"
	"context"
	"fmt"
	"hash"
	"io"
	"time"

	"veche/cms/pki"
	"veche/cms/reason"
	"veche/smev/c14n"
	"veche/smev/transform"
	"veche/smev/xmltoken"
)

// Expected is a signature that must be there. Both fields are paths of local names: «/Envelope/Body/…» from the root, or
// the end of a path; «*» is any one name. An empty one is any.
type Expected struct {
	Signature string // the element that holds ds:Signature, such as CallerInformationSystemSignature
	Element   string // what it must sign; no other element of the document may have such a path
}

// VerifyOptions of a check.
type VerifyOptions struct {
	Expected   []Expected // empty: whatever signatures there are, at least one
	Trust      *pki.Trust // nil: signatures are checked and certificates are not
	At         time.Time  // as of when to judge certificates; zero is now
	Attachment transform.Attachment
	Known      *pki.Pool                 // of those who sign often: their keys are admitted once, and verify faster after Pool.Precompute
	Keep       int                       // the most octets of a Signature.Signed: 8 MiB if zero, none if negative
	Signed     func(id string) io.Writer // also gets what is signed, before it is known whether it is right; may return nil
	Limits     xmltoken.Limits
}

// Verify checks the signatures of a document. A long one is read twice: first for the signatures, then for what they
// sign. Neither takes more memory for a longer document.
func Verify(ctx context.Context, document io.ReadSeeker, o VerifyOptions) (*Report, error) {
	if o.At.IsZero() {
		o.At = time.Now()
	}
	report := &Report{Checked: o.At.UTC(), Signatures: []*Signature{}, asked: len(o.Expected) > 0}
	if err := report.examine(ctx, document, o); err != nil {
		return nil, fmt.Errorf("xmldsig: %w", err)
	}
	for _, s := range report.Signatures {
		if s.Verdict() == reason.Invalid {
			s.Signed = nil
		}
	}
	return report, nil
}

// examine reads the document and makes the findings.
func (r *Report) examine(ctx context.Context, document io.ReadSeeker, o VerifyOptions) error {
	length, err := document.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = document.Seek(0, io.SeekStart)
	}
	if err != nil {
		return err
	}
	pass := o.pass()
	if length <= shortDocument && o.Signed == nil {
		pass.ahead = &ahead{length: int(length)}
	}
	raws, many, err := scan(ctx, document, pass, o.Limits)
	if err != nil {
		return err
	}
	if many {
		r.Findings = append(r.Findings, found(TooMany, "more than %d", mostSignatures))
	}
	if len(raws) == 0 {
		r.Findings = append(r.Findings, found(NoSignature, ""))
	}
	checks := o.plan(raws, length)
	if !pass.ahead.serve(pass, checks) {
		if _, err := document.Seek(0, io.SeekStart); err != nil {
			return err
		}
		pass = o.pass()
		for _, c := range checks {
			if c.target != nil {
				pass.targets = append(pass.targets, c.target)
			}
		}
		if err := pass.run(ctx, document, o.Limits); err != nil {
			return err
		}
	}
	for _, c := range checks {
		c.judgeDigest()
		c.judgeSignature(ctx, o)
		r.Signatures = append(r.Signatures, c.Signature)
	}
	r.expect(raws, o.Expected, pass.counts)
	return nil
}

// pass is a reading that counts the elements that are expected to be signed.
func (o *VerifyOptions) pass() *digester {
	d := &digester{}
	for _, e := range o.Expected {
		if e.Element != "" {
			d.watched = append(d.watched, e.Element)
		}
	}
	d.counts = make([]int, len(d.watched))
	return d
}

// check is the work on one signature.
type check struct {
	*Signature
	raw          *raw
	claim        claim
	certificates []*pki.Certificate
	target       *target // nil if the form is wrong
}

// plan reads what the Signatures claim, and what is to be digested for them.
func (o *VerifyOptions) plan(raws []*raw, length int64) (checks []*check) {
	keep := o.Keep
	if keep == 0 {
		keep = 8 << 20
	}
	for _, r := range raws {
		c := &check{Signature: &Signature{Path: r.path}, raw: r}
		c.claim, c.certificates = parse(r, c.Signature, o.Known)
		if c.claim.sound {
			g := &target{
				id: c.claim.id, without: -1, hashes: []hash.Hash{c.claim.digest.New()},
				kept:   bounded{most: keep, likely: int(min(length, 1<<30))},
				limits: transform.Options{Attachment: o.Attachment},
			}
			if c.claim.without {
				g.without = r.from
			}
			if o.Signed != nil {
				g.also = o.Signed(g.id)
			}
			c.target = g
		}
		checks = append(checks, c)
	}
	return checks
}

func (c *check) judgeDigest() {
	g := c.target
	if g == nil {
		return
	}
	c.Name, c.Element, c.From, c.To = g.name, g.path, g.from, g.to
	if f, bad := g.finding(); bad {
		c.add(f)
		return
	}
	for _, at := range g.inside {
		if at == c.raw.from && !c.claim.without {
			c.add(found(SignatureInside, ""))
			return
		}
	}
	if !g.equal(c.claim.digested) {
		c.add(found(DigestMismatch, ""))
		return
	}
	c.DigestOK = true
	if !g.kept.over {
		c.Signed = g.kept.data
	}
}

// judgeSignature verifies SignedInfo by one of the certificates, and the certificate by the trust.
func (c *check) judgeSignature(ctx context.Context, o VerifyOptions) {
	if c.claim.signature == 0 || c.raw.info == nil || len(c.certificates) == 0 {
		return
	}
	c.Certificate = c.certificates[0]
	algorithm := pki.Algorithm{Scheme: pki.GOST, Hash: c.claim.signature}
	digest := c.claim.signature.Sum(c.raw.info)
	fitting := false
	for _, certificate := range c.certificates {
		key, err := certificate.Key()
		if err != nil || !fits(key, c.claim.signature) {
			continue
		}
		fitting = true
		if algorithm.Verify(key, digest, c.claim.value) {
			c.Certificate, c.SignatureOK = certificate, true
			break
		}
	}
	switch {
	case c.SignatureOK:
		c.judgeCertificate(ctx, o)
	case !fitting:
		c.add(found(KeyMismatch, ""))
	case c.reformatted(algorithm):
		c.add(found(Reformatted, ""))
	default:
		c.add(found(SignatureWrong, ""))
	}
}

// fits tells whether a key signs digests of a hash function.
func fits(key any, h pki.Hash) bool {
	a, err := pki.AlgorithmFor(key, 0, false)
	return err == nil && a.Scheme == pki.GOST && a.Hash == h
}

// reformatted tells whether a wrong signature would be right without the blank texts of SignedInfo. It stays wrong: this
// only tells a person where to look.
func (c *check) reformatted(a pki.Algorithm) bool {
	var compact bytes.Buffer
	w := c14n.NewWriter(&compact, c14n.Options{})
	err := each(context.Background(), xmltoken.NewReader(bytes.NewReader(c.raw.info), xmltoken.Limits{}),
		func(t *xmltoken.Token) error {
			if t.Kind == xmltoken.Text && len(bytes.Trim(t.Data, " \t\r\n")) == 0 {
				return nil
			}
			return w.Token(t)
		})
	if err != nil || w.Close() != nil || compact.Len() == len(c.raw.info) {
		return false
	}
	key, err := c.Certificate.Key()
	return err == nil && a.Verify(key, c.claim.signature.Sum(compact.Bytes()), c.claim.value)
}

func (c *check) judgeCertificate(ctx context.Context, o VerifyOptions) {
	if o.Trust == nil {
		c.add(found(CertificateUnchecked, ""))
		return
	}
	c.Chain = o.Trust.Check(ctx, c.Certificate, c.certificates, pki.Moment{Proven: o.At}, pki.Signing)
	for _, f := range c.Chain.Findings {
		c.add(of(f))
	}
}
