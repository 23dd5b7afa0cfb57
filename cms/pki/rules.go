package pki

import (
	"crypto/x509"
	"encoding/asn1"

	"veche/cms/reason"
)

// checkRules applies RFC 5280, section 6, to a chain at a moment.
func checkRules(p *Path, at Moment, purpose Purpose, policies []asn1.ObjectIdentifier) {
	chain := p.Certificates
	for i, c := range chain {
		p.find(checkValidity(c, at))
		if i+1 < len(chain) {
			p.find(checkStrength(c, chain[i+1]))
		}
		if len(c.unknown) > 0 {
			p.find(reason.New(reason.CriticalExtension, "%v", c.unknown).Of(c.Subject.Short()))
		}
		if i > 0 {
			checkAuthority(p, i)
		}
	}
	checkOwner(p, at, purpose)
	if purpose != Signing {
		policies = nil
	}
	p.find(checkPolicies(chain, policies))
}

// checkValidity compares the period of a certificate with the moment. A moment that is
// proven only from above – «not later than» – cannot prove that a signature came too
// late, so an expired certificate leaves the matter open unless the signer himself
// names a later moment.
func checkValidity(c *Certificate, at Moment) *reason.Finding {
	from, to := c.X509.NotBefore, c.X509.NotAfter
	switch {
	case at.Proven.Before(from):
		return reason.New(reason.NotYetValid, "valid from %v, signed not later than %v", from, at.Proven).Of(c.Subject.Short()).When(from)
	case !at.Proven.After(to):
		return nil
	case at.Claimed.After(to):
		return reason.New(reason.ExpiredBeforeSigning, "signing time %v", at.Claimed).Of(c.Subject.Short()).When(to)
	}
	return reason.New(reason.ExpiredWithoutTimestamp, "proven moment is %v", at.Proven).Of(c.Subject.Short()).When(to)
}

// checkStrength looks at the algorithm of the issuer's signature.
func checkStrength(c, issuer *Certificate) *reason.Finding {
	if c.algProblem == nil && !issuer.strong(c.algorithm) {
		return reason.New(reason.WeakAlgorithm, "%v", c.algorithm).Of(c.Subject.Short())
	}
	return nil
}

// checkAuthority checks that certificate number i of a chain may issue those below.
func checkAuthority(p *Path, i int) {
	c := p.Certificates[i]
	name := c.Subject.Short()
	if !c.X509.BasicConstraintsValid || !c.X509.IsCA {
		p.find(reason.New(reason.NotCA, "basicConstraints").Of(name))
	}
	if !c.May(x509.KeyUsageCertSign) {
		p.find(reason.New(reason.KeyUsage, "keyCertSign is absent").Of(name))
	}
	below := 0
	for _, other := range p.Certificates[1:i] {
		if !other.selfIssued() {
			below++
		}
	}
	if limit := c.X509.MaxPathLen; (limit > 0 || c.X509.MaxPathLenZero) && below > limit {
		p.find(reason.New(reason.PathLength, "%d authorities below, at most %d", below, limit).Of(name))
	}
	if c.constraints == nil {
		return
	}
	for j, other := range p.Certificates[:i] {
		if j == 0 || !other.selfIssued() {
			p.find(c.constraints.check(other))
		}
	}
}

// checkOwner checks that the key of the leaf may be used for the purpose then.
func checkOwner(p *Path, at Moment, purpose Purpose) {
	c := p.Certificates[0]
	name := c.Subject.Short()
	if _, err := c.Key(); err != nil {
		p.find(reason.From(err).Of(name))
	}
	if !c.May(purpose.keyUsage()) {
		p.find(reason.New(reason.KeyUsage, "key usage %b", c.X509.KeyUsage).Of(name))
	}
	if purpose == TimeStamping && !c.onlyStamps() {
		p.find(reason.New(reason.ExtendedKeyUsage, "timeStamping must be critical and alone").Of(name))
	}
	for i, authority := range p.Certificates {
		if !authority.servesFor(purpose) {
			p.find(reason.New(reason.ExtendedKeyUsage, "certificate %d of the chain", i).Of(authority.Subject.Short()))
		}
	}
	p.find(checkKeyPeriod(c, at))
}

// checkKeyPeriod compares privateKeyUsagePeriod with the moment, as checkValidity does
// with the period of the certificate.
func checkKeyPeriod(c *Certificate, at Moment) *reason.Finding {
	name, period := c.Subject.Short(), c.KeyPeriod
	switch {
	case period.Includes(at.Proven):
		return nil
	case at.Proven.Before(period.NotBefore):
		return reason.New(reason.KeyPeriod, "signed not later than %v", at.Proven).Of(name).When(period.NotBefore)
	case at.Claimed.After(period.NotAfter):
		return reason.New(reason.KeyPeriod, "signing time %v", at.Claimed).Of(name).When(period.NotAfter)
	}
	return reason.New(reason.KeyExpiredWithout, "proven moment is %v", at.Proven).Of(name).When(period.NotAfter)
}

var oidExtendedKeyUsage = asn1.ObjectIdentifier{2, 5, 29, 37}

// onlyStamps is the demand of RFC 3161, section 2.3.
func (c *Certificate) onlyStamps() bool {
	for _, e := range c.X509.Extensions {
		if e.Id.Equal(oidExtendedKeyUsage) {
			uses := c.X509.ExtKeyUsage
			return e.Critical && len(uses) == 1 && uses[0] == x509.ExtKeyUsageTimeStamping && len(c.X509.UnknownExtKeyUsage) == 0
		}
	}
	return false
}

// servesFor tells whether extended usages, where there are any, admit the purpose. No
// usage is set aside for signing documents: Russian authorities name many of their own.
func (c *Certificate) servesFor(purpose Purpose) bool {
	var wanted x509.ExtKeyUsage
	switch purpose {
	case TimeStamping:
		wanted = x509.ExtKeyUsageTimeStamping
	case OCSPSigning:
		wanted = x509.ExtKeyUsageOCSPSigning
	default:
		return true
	}
	if len(c.X509.ExtKeyUsage)+len(c.X509.UnknownExtKeyUsage) == 0 {
		return true
	}
	for _, use := range c.X509.ExtKeyUsage {
		if use == wanted || use == x509.ExtKeyUsageAny {
			return true
		}
	}
	return false
}
