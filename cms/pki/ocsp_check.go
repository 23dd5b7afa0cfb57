package pki

import (
	"bytes"
	"crypto/x509"
	"time"
)

// fromOCSP takes the answers about the certificate that may be relied on.
func (q *query) fromOCSP(responses []*OCSPResponse) (found []evidence) {
	for _, r := range responses {
		for _, a := range r.Answers {
			if a.Status == Unknown || !a.covers(q.told(), r.Produced) || a.ID.Serial.Cmp(q.subject.X509.SerialNumber) != 0 || !a.ID.About(q.issuer) {
				continue
			}
			signer := q.responder(r)
			if signer == nil {
				continue
			}
			fact := RevocationFact{
				Certificate: q.subject.Subject.Short(), Source: "ocsp", Status: Good,
				Issued: a.ThisUpdate, NextUpdate: a.NextUpdate, Signer: signer.Subject.Short(),
			}
			if a.Status == StatusRevoked {
				fact.revoke(a.Revoked)
			}
			found = append(found, evidence{fact: fact, ocsp: r})
		}
	}
	return found
}

// freshness is how long an answer that names no next one is good for.
const freshness = 10 * time.Minute

// covers tells whether the answer says anything about a moment: it is later, or was in
// force then.
func (a OCSPAnswer) covers(at, produced time.Time) bool {
	if !a.ThisUpdate.Before(at) {
		return true
	}
	if a.NextUpdate.IsZero() {
		return !produced.Add(freshness).Before(at)
	}
	return !a.NextUpdate.Before(at)
}

// responder finds who signed the answer and may do so (RFC 6960, section 4.2.2.2): the
// issuer of the certificate, a service to which this issuer has delegated by a
// certificate of its own, or a service that the administrator trusts.
func (q *query) responder(r *OCSPResponse) *Certificate {
	if r.problem != nil {
		return nil
	}
	if r.namedAs(q.issuer) && r.signedBy(q.issuer) {
		return q.issuer
	}
	for _, c := range r.Certificates {
		if r.namedAs(c) && q.delegated(c, r.Produced) && r.signedBy(c) {
			return c
		}
	}
	for _, c := range q.trust.Responders.Certificates() {
		if r.namedAs(c) && r.signedBy(c) {
			return c
		}
	}
	return nil
}

func (r *OCSPResponse) namedAs(c *Certificate) bool {
	if r.responderID != nil {
		return bytes.Equal(r.responderID, SHA1.Sum(c.keyBits()))
	}
	return r.responder == c.subject
}

func (r *OCSPResponse) signedBy(c *Certificate) bool {
	return c.strong(r.algorithm) && c.Check(r.algorithm, r.algorithm.Hash.Sum(r.tbs), r.signature) == nil
}

// delegated checks the certificate of a service: issued by the very key that issued
// the certificate asked about, meant for OCSP, in force when the answer was made, and
// not on a list that is at hand.
func (q *query) delegated(c *Certificate, produced time.Time) bool {
	named := false
	for _, use := range c.X509.ExtKeyUsage {
		named = named || use == x509.ExtKeyUsageOCSPSigning
	}
	inForce := !produced.Before(c.X509.NotBefore) && !produced.After(c.X509.NotAfter) && c.KeyPeriod.Includes(produced)
	if !named || !inForce || len(c.unknown) > 0 || !c.May(OCSPSigning.keyUsage()) {
		return false
	}
	if c.issuer != q.issuer.subject || c.algProblem != nil || !q.issuer.strong(c.algorithm) || c.IssuedBy(q.issuer) != nil {
		return false
	}
	return c.hasExtension(oidOCSPNoCheck) || !q.listed(c, produced)
}

// listed tells whether a list at hand has revoked the service before it answered.
func (q *query) listed(c *Certificate, produced time.Time) bool {
	about := *q
	about.subject, about.at, about.purpose = c, Moment{Proven: produced}, OCSPSigning
	for _, e := range about.fromCRLs(q.trust.CRLs) {
		if e.fact.Status == StatusRevoked && !e.fact.RevokedAt.After(produced) {
			return true
		}
	}
	return false
}
