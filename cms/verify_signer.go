package cms

import (
	"slices"
	"time"

	"veche/cms/pki"
	"veche/cms/reason"
)

// signer checks one signature: first what it says of the content, then since when it
// exists, then whether the certificate was good at that time.
func (v *verification) signer(g *Signer, stamps signerStamps) *SignerReport {
	e := v.message.examine(g, v.content, v.candidates(v.trust))
	r := &SignerReport{signer: g, Level: LevelCMS, Findings: e.findings, Checks: e.checks}
	if e.algorithm != (pki.Algorithm{}) {
		r.Algorithm = e.algorithm.String()
	}
	if !e.claimed.IsZero() {
		r.Claimed = &e.claimed
	}
	if e.referenced {
		r.Level = LevelBES
	} else if e.certificate != nil && len(valuesOf(g.Signed, oidSigningCertV2))+len(valuesOf(g.Signed, oidSigningCertificate)) == 0 {
		r.find(reason.New(reason.NoSigningCertificate, ""))
	}
	proven, stamped := v.stamps(r, stamps)
	if stamped {
		r.Proven = &proven
	}
	if e.certificate != nil {
		v.chain(r, e.certificate, pki.Moment{Proven: proven, Claimed: e.claimed})
	}
	v.raiseLevel(r)
	r.Verdict = reason.Weigh(r.Findings)
	return r
}

// chain checks the certificate of the signer at the moment of the signature.
func (v *verification) chain(r *SignerReport, c *pki.Certificate, at pki.Moment) {
	r.Certificate = describe(c)
	r.path = v.trust.Check(v.ctx, c, v.extra, at, pki.Signing)
	r.Findings = append(r.Findings, r.path.Findings...)
	r.Revocation = r.path.Revocation
	for _, authority := range r.path.Certificates[1:] {
		r.Chain = append(r.Chain, describe(authority))
	}
	anchor := r.path.Certificates[len(r.path.Certificates)-1]
	r.step(StepChain, r.path.Verdict() == reason.Valid, anchor.Subject.Short(), &at.Proven)
}

// stamps checks the time stamps of a signature, the newest archive ones first, since
// each proves that what it covers existed when it was made. It returns the earliest
// moment at which the signature is known to have existed.
func (v *verification) stamps(r *SignerReport, stamps signerStamps) (proven time.Time, stamped bool) {
	proven = v.options.At
	var archives []archiveStamp
	for _, s := range newestFirst(stamps.archive) {
		a := v.archive(r.signer, s, v.existed(archives, s.value))
		r.addStamp(StepArchive, a.report)
		if a.report.Verdict == reason.Valid {
			archives = append(archives, a)
			proven, stamped = earlier(proven, a.report.Time), true
		}
	}
	for _, s := range stamps.signature {
		report := v.token(StampSignature, s, func(h pki.Hash) []byte { return h.Sum(r.signer.Signature) }, v.existed(archives, s.value))
		r.addStamp(StepTimeStamp, report)
		if report.Verdict == reason.Valid {
			proven, stamped = earlier(proven, report.Time), true
		}
	}
	for _, s := range stamps.content {
		report := v.token(StampContent, s, func(h pki.Hash) []byte { return v.contentDigest(h) }, proven)
		r.addStamp(StepTimeStamp, report)
	}
	return proven, stamped
}

func (v *verification) contentDigest(h pki.Hash) []byte {
	if v.content == nil {
		return nil
	}
	return v.content.digests[h]
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// newestFirst sorts tokens; those that cannot be read come last.
func newestFirst(list []stamp) []stamp {
	moment := func(s stamp) time.Time {
		if s.token == nil {
			return time.Time{}
		}
		return s.token.Time
	}
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b stamp) int { return moment(b).Compare(moment(a)) })
	return sorted
}

// existed is the earliest moment at which an attribute is known to have existed: that
// of an archive stamp over it, else that of the check.
func (v *verification) existed(archives []archiveStamp, value []byte) time.Time {
	at := v.options.At
	for _, a := range archives {
		if a.covers(value) {
			at = earlier(at, a.report.Time)
		}
	}
	return at
}

// token checks a time stamp over a digest.
func (v *verification) token(kind StampKind, s stamp, digest func(pki.Hash) []byte, at time.Time) *TimeStampReport {
	if s.token == nil {
		f := reason.New(reason.TimestampWrong, "%v", s.err)
		return &TimeStampReport{Kind: kind, Verdict: f.Code.Weight(), Findings: []*reason.Finding{f}}
	}
	return s.token.check(v.ctx, kind, digest(s.token.Hash), v.tsa, v.extra, at)
}

// addStamp takes the report of a time stamp into that of the signer. A token that is
// wrong weighs on the signature; one of a service that is not confirmed is merely not
// relied on.
func (r *SignerReport) addStamp(what Step, t *TimeStampReport) {
	r.TimeStamps = append(r.TimeStamps, t)
	with := ""
	if t.Service != nil {
		with = t.Service.Subject.Short()
	}
	r.step(what, t.Verdict == reason.Valid, with, &t.Time)
	if t.Verdict == reason.Valid {
		return
	}
	if wrong := t.broken(); wrong != nil {
		r.find(wrong)
		return
	}
	r.find(reason.New(reason.TimestampUntrusted, "%v", t.Findings[0]).Of(with).When(t.Time))
}

// raiseLevel finds the level that the good stamps and the enclosed evidence make.
func (v *verification) raiseLevel(r *SignerReport) {
	good := func(kind StampKind) bool {
		return slices.ContainsFunc(r.TimeStamps, func(t *TimeStampReport) bool { return t.Kind == kind && t.Verdict == reason.Valid })
	}
	if r.Level != LevelBES || !good(StampSignature) {
		return
	}
	r.Level = LevelT
	if r.path == nil || !v.enclosed(r.path) {
		return
	}
	for _, t := range r.TimeStamps {
		if t.Kind == StampSignature && t.Verdict == reason.Valid && !v.enclosed(t.path) {
			return
		}
	}
	r.Level = LevelLT
	if good(StampArchive) {
		r.Level = LevelLTA
	}
}

// enclosed tells that a path can be proven with nothing but the message and its anchor.
func (v *verification) enclosed(p *pki.Path) bool {
	for _, c := range p.Certificates[:len(p.Certificates)-1] {
		if !slices.ContainsFunc(v.extra, c.Equal) {
			return false
		}
	}
	return p.ProvenBy(func(c *pki.CRL) bool { return v.own[c] }, func(a *pki.OCSPResponse) bool { return v.own[a] })
}
