package pki

import (
	"context"
	"time"

	"veche/cms/reason"
)

// RevocationFact is what is known about one certificate and from where.
type RevocationFact struct {
	Certificate string     `json:"certificate"`
	Source      string     `json:"source"` // "crl", "ocsp" or "" when nothing is known
	Status      Status     `json:"status"`
	Issued      time.Time  `json:"issued,omitzero"` // of the list or answer
	NextUpdate  time.Time  `json:"next_update,omitzero"`
	RevokedAt   *time.Time `json:"revoked_at,omitempty"`
	Reason      string     `json:"reason,omitempty"` // in Russian
	Signer      string     `json:"signer,omitempty"`

	harmless bool // the reason leaves what was signed before as good as it was
}

// Status of a certificate.
type Status string

const (
	Good          Status = "good"
	StatusRevoked Status = "revoked"
	Unknown       Status = "unknown"
)

// checkRevocation asks about every certificate of a path but the anchor. A chain that
// ends short of an anchor is asked about as far as it goes.
func (t *Trust) checkRevocation(ctx context.Context, p *Path, extra []*Certificate, at Moment, purpose Purpose) {
	if t.Revocation == RevocationOff {
		p.find(reason.New(reason.RevocationSkipped, "").Of(p.Certificates[0].Subject.Short()))
		return
	}
	for i, c := range p.Certificates[:len(p.Certificates)-1] {
		q := query{trust: t, ctx: ctx, path: p, extra: extra, subject: c, issuer: p.Certificates[i+1], at: at, purpose: purpose}
		p.find(q.answer())
	}
}

// query is the question whether one certificate was revoked by a moment.
type query struct {
	trust   *Trust
	ctx     context.Context
	path    *Path
	extra   []*Certificate
	subject *Certificate
	issuer  *Certificate
	at      Moment
	purpose Purpose
}

// told is the moment that a list or answer must speak of. Of a time-stamp service it is
// the moment in the token: the evidence gathered then stays good, or else no token
// could be checked later without asking anew.
func (q *query) told() time.Time {
	if q.purpose == TimeStamping {
		return q.at.Claimed
	}
	return q.at.Proven
}

// answer prefers a revocation from any source, then the freshest word that all is
// well; what is at hand comes before what must be fetched.
func (q *query) answer() *reason.Finding {
	facts := q.fromCRLs(q.trust.CRLs)
	facts = append(facts, q.fromOCSP(q.trust.OCSP)...)
	if len(facts) == 0 {
		facts = q.fetch()
	}
	q.path.considered = append(q.path.considered, facts)
	var best *evidence
	for i := range facts {
		if f := &facts[i]; best == nil || f.worse(best) {
			best = f
		}
	}
	if best == nil {
		return q.nothingKnown()
	}
	best.keep(q.path)
	return q.weigh(best.fact)
}

func (q *query) nothingKnown() *reason.Finding {
	name := q.subject.Subject.Short()
	q.path.Revocation = append(q.path.Revocation, RevocationFact{Certificate: name, Status: Unknown})
	if q.trust.Revocation == RevocationIfKnown {
		return reason.New(reason.RevocationSkipped, "nothing is known").Of(name)
	}
	return reason.New(reason.RevocationUnknown, "no list or answer covers %v", q.told()).Of(name)
}

// weigh compares the moment of revocation with that of the signature. When neither a
// stamp nor the signer's own word puts the signature after the revocation, nobody knows.
// The word of a time-stamp service counts, unless its key may be in other hands.
func (q *query) weigh(f RevocationFact) *reason.Finding {
	if f.Status != StatusRevoked {
		return nil
	}
	name, revoked := q.subject.Subject.Short(), *f.RevokedAt
	switch {
	case revoked.After(q.at.Proven) || q.purpose == TimeStamping && revoked.After(q.at.Claimed) && f.harmless:
		return reason.New(reason.RevokedAfterSigning, "%s", f.Source).Of(name).When(revoked)
	case q.at.Claimed.IsZero() || q.at.Claimed.Before(revoked):
		return reason.New(reason.RevokedWithoutTimestamp, "%s, proven moment is %v", f.Source, q.at.Proven).Of(name).When(revoked)
	}
	return reason.New(reason.RevokedBeforeSigning, "%s, signing time %v", f.Source, q.at.Claimed).Of(name).When(revoked)
}

// evidence is a fact with the list or answer it comes from.
type evidence struct {
	fact RevocationFact
	crl  *CRL
	ocsp *OCSPResponse
}

func (e *evidence) worse(than *evidence) bool {
	if a, b := e.fact.Status == StatusRevoked, than.fact.Status == StatusRevoked; a != b {
		return a
	}
	return e.fact.Issued.After(than.fact.Issued)
}

func (e *evidence) keep(p *Path) {
	p.Revocation = append(p.Revocation, e.fact)
	if e.crl != nil {
		p.CRLs = append(p.CRLs, e.crl)
	}
	if e.ocsp != nil {
		p.OCSP = append(p.OCSP, e.ocsp)
	}
}

func (q *query) fromCRLs(lists []*CRL) (found []evidence) {
	for _, list := range lists {
		if !list.speaksOf(q.subject) || !list.covers(q.told()) {
			continue
		}
		signer := q.crlSigner(list)
		if signer == nil {
			continue
		}
		fact := RevocationFact{
			Certificate: q.subject.Subject.Short(), Source: "crl", Status: Good,
			Issued: list.ThisUpdate, NextUpdate: list.NextUpdate, Signer: signer.Subject.Short(),
		}
		if r, ok := list.Find(q.subject.X509.SerialNumber); ok {
			fact.revoke(r)
		}
		found = append(found, evidence{fact: fact, crl: list})
	}
	return found
}

func (f *RevocationFact) revoke(r Revoked) {
	f.Status, f.RevokedAt, f.Reason, f.harmless = StatusRevoked, &r.At, r.Reason.Russian(), r.Reason.harmless()
}

// crlSigner is the issuer of the certificate, or another key of the same authority:
// a certificate with its name, issued under the same anchor.
func (q *query) crlSigner(list *CRL) *Certificate {
	if list.SignedBy(q.issuer) {
		return q.issuer
	}
	for _, pool := range []*Pool{q.trust.Roots, q.trust.Intermediates, NewPool(q.extra...)} {
		for _, candidate := range pool.named(list.issuer) {
			if candidate.Equal(q.issuer) || !list.SignedBy(candidate) {
				continue
			}
			if q.sameAuthority(candidate) {
				return candidate
			}
		}
	}
	return nil
}

// sameAuthority checks the chain of another key of the authority, without asking about
// its revocation in turn, and that it ends where the chain of the certificate does.
func (q *query) sameAuthority(candidate *Certificate) bool {
	without := *q.trust
	without.Revocation, without.Fetcher, without.Policies = RevocationOff, nil, nil
	p := without.Check(q.ctx, candidate, q.extra, q.at, CRLSigning)
	anchor := q.path.Certificates[len(q.path.Certificates)-1]
	return p.Verdict() == reason.Valid && p.Certificates[len(p.Certificates)-1].Equal(anchor)
}

// fetch asks the services that the certificate names: OCSP first, its answer is fresher
// and shorter.
func (q *query) fetch() (found []evidence) {
	if q.trust.Fetcher == nil {
		return nil
	}
	for _, address := range atMost(q.subject.X509.OCSPServer) {
		if answer, err := AskOCSP(q.ctx, q.trust.Fetcher, address, q.subject, q.issuer); err == nil {
			if found = q.fromOCSP([]*OCSPResponse{answer}); len(found) > 0 {
				return found
			}
		}
	}
	for _, address := range atMost(q.subject.X509.CRLDistributionPoints) {
		file, err := q.trust.Fetcher.Fetch(q.ctx, ResourceCRL, address, nil)
		if err != nil {
			continue // the status stays unknown, which is said
		}
		if list, err := ParseCRL(file); err == nil {
			if found = q.fromCRLs([]*CRL{list}); len(found) > 0 {
				return found
			}
		}
	}
	return nil
}

// atMost leaves the first addresses: a stranger's certificate may name thousands.
func atMost(addresses []string) []string { return addresses[:min(len(addresses), maxAddresses)] }
