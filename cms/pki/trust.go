package pki

import (
	"context"
	"crypto/x509"
	"encoding/asn1"
	"slices"
	"time"

	"veche/cms/reason"
)

// Trust is what a check may rely on. The zero value trusts nobody. It may be used by
// several goroutines.
type Trust struct {
	Roots         *Pool // the administrator's list; any certificate in it ends a chain
	Intermediates *Pool // candidates to complete chains with; not trusted by themselves
	CRLs          []*CRL
	OCSP          []*OCSPResponse
	Responders    *Pool // OCSP services trusted though no authority has delegated to them
	Revocation    RevocationRule
	Policies      []asn1.ObjectIdentifier // the signer must have one of these, if any are named
	Fetcher       Fetcher                 // nil: nothing is fetched
}

// RevocationRule says what becomes of a certificate about which nothing is known.
type RevocationRule int

const (
	RevocationRequired RevocationRule = iota // it stays unproven
	RevocationIfKnown                        // it passes; evidence that is there counts
	RevocationOff                            // nobody asks
)

// Moment is when a signature was made, as far as it is known.
type Moment struct {
	Proven  time.Time // it existed then at the latest: by a time stamp, or because it is checked then
	Claimed time.Time // what the signer says; zero if nothing
}

// Purpose is what the key of a certificate is used for.
type Purpose int

const (
	Signing Purpose = iota
	TimeStamping
	OCSPSigning
	CRLSigning
)

// Path is a chain of certificates with what was found on it.
type Path struct {
	Certificates []*Certificate // from the signer to the anchor
	Findings     []*reason.Finding
	Revocation   []RevocationFact
	CRLs         []*CRL          // that were relied on
	OCSP         []*OCSPResponse // that were relied on

	considered [][]evidence // of each certificate, all that spoke of it
}

// ProvenBy tells whether the revocation status of every certificate of the path can be
// told from some lists and answers alone.
func (p *Path) ProvenBy(list func(*CRL) bool, answer func(*OCSPResponse) bool) bool {
	if len(p.considered) != len(p.Certificates)-1 {
		return false
	}
	for _, all := range p.considered {
		if !slices.ContainsFunc(all, func(e evidence) bool {
			return e.crl != nil && list(e.crl) || e.ocsp != nil && answer(e.ocsp)
		}) {
			return false
		}
	}
	return true
}

// Verdict is that of the findings.
func (p *Path) Verdict() reason.Verdict { return reason.Weigh(p.Findings) }

func (p *Path) find(f *reason.Finding) {
	if f != nil {
		p.Findings = append(p.Findings, f)
	}
}

// Bounds of the search: a ring of cross-certificates must not keep us busy.
const (
	longestChain  = 10
	maxAddresses  = 4 // of one kind in one certificate
	maxSignatures = 100
	maxChains     = 32
)

// Check finds the best chain from a certificate to an anchor and checks it for a
// purpose at a moment. Candidates are the pools and the extra certificates, such as
// those of the message.
func (t *Trust) Check(ctx context.Context, leaf *Certificate, extra []*Certificate, at Moment, purpose Purpose) *Path {
	s := search{trust: t, ctx: ctx, extra: NewPool(extra...), at: at, purpose: purpose}
	s.extend([]*Certificate{leaf})
	path := s.best
	if len(path.Certificates) > 1 {
		t.checkRevocation(ctx, path, extra, at, purpose)
	}
	return path
}

// search walks all chains, depth first, and keeps the best.
type search struct {
	trust      *Trust
	ctx        context.Context
	extra      *Pool
	at         Moment
	purpose    Purpose
	best       *Path
	signatures int
	chains     int
	fetched    int
}

func (s *search) done() bool {
	return s.ctx.Err() != nil || s.best != nil && len(s.best.Findings) == 0 || s.chains >= maxChains || s.signatures >= maxSignatures
}

// extend tries all issuers of the last certificate of a chain.
func (s *search) extend(chain []*Certificate) {
	last := chain[len(chain)-1]
	if s.trust.Roots.Contains(last) {
		s.offer(chain, nil)
		return
	}
	if len(chain) == longestChain {
		s.offer(chain, reason.New(reason.ChainIncomplete, "longer than %d", longestChain))
		return
	}
	candidates := s.issuers(last)
	var wrong error
	extended := false
	for _, issuer := range candidates {
		if s.done() {
			break
		}
		if contains(chain, issuer) {
			continue
		}
		s.signatures++
		if err := last.IssuedBy(issuer); err != nil {
			wrong = err
			continue
		}
		extended = true
		s.extend(append(chain[:len(chain):len(chain)], issuer))
	}
	if !extended {
		s.offer(chain, s.deadEnd(last, wrong))
	}
}

// deadEnd says why a chain goes no further.
func (s *search) deadEnd(last *Certificate, wrong error) *reason.Finding {
	if last.selfIssued() {
		if last.IssuedBy(last) == nil {
			return reason.New(reason.UntrustedRoot, "sha256 %s", last.Fingerprint()).Of(last.Subject.Short())
		}
	}
	if wrong != nil {
		return reason.From(wrong)
	}
	return reason.New(reason.ChainIncomplete, "no certificate of %v", last.Issuer).Of(last.Issuer.Short())
}

// issuers are the certificates with the name of the issuer: likely ones first; roots
// before others, so that the shortest chain comes first; and those of the caller before
// equal ones of the message, since their keys may have tables.
func (s *search) issuers(c *Certificate) []*Certificate {
	var likely, others []*Certificate
	for _, pool := range []*Pool{s.trust.Roots, s.trust.Intermediates, s.extra} {
		for _, candidate := range pool.named(c.issuer) {
			if slices.ContainsFunc(likely, candidate.Equal) || slices.ContainsFunc(others, candidate.Equal) {
				continue
			}
			if c.namesKeyOf(candidate) {
				likely = append(likely, candidate)
			} else {
				others = append(others, candidate)
			}
		}
	}
	found := append(likely, others...)
	if len(found) == 0 {
		found = s.fetchIssuers(c)
	}
	return found
}

// namesKeyOf tells that the identifier of the authority's key does not contradict.
func (c *Certificate) namesKeyOf(issuer *Certificate) bool {
	a, s := c.X509.AuthorityKeyId, issuer.X509.SubjectKeyId
	return len(a) == 0 || len(s) == 0 || string(a) == string(s)
}

// offer keeps a chain if it is better than the best so far: reached an anchor, fewer
// and lighter findings.
func (s *search) offer(chain []*Certificate, deadEnd *reason.Finding) {
	s.chains++
	p := &Path{Certificates: chain}
	p.find(deadEnd)
	checkRules(p, s.at, s.purpose, s.trust.Policies)
	if s.best == nil || rank(p, deadEnd != nil) < rank(s.best, s.bestIsDead()) {
		s.best = p
	}
}

func (s *search) bestIsDead() bool {
	last := s.best.Certificates[len(s.best.Certificates)-1]
	return !s.trust.Roots.Contains(last)
}

func rank(p *Path, dead bool) int {
	r := len(p.Findings)
	for _, f := range p.Findings {
		if f.Code.Weight() == reason.Invalid {
			r += 100
		}
	}
	if dead {
		r += 10000 - len(p.Certificates)
	}
	return r
}

func contains(chain []*Certificate, c *Certificate) bool {
	for _, known := range chain {
		if known.Equal(c) || known.subject == c.subject && string(known.X509.RawSubjectPublicKeyInfo) == string(c.X509.RawSubjectPublicKeyInfo) {
			return true
		}
	}
	return false
}

// ways of using a key that suit a purpose.
func (p Purpose) keyUsage() x509.KeyUsage {
	if p == CRLSigning {
		return x509.KeyUsageCRLSign
	}
	return x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment
}
