package pki

import (
	"crypto/x509"
	"encoding/asn1"
	"maps"

	"veche/cms/reason"
)

const anyPolicy = "2.5.29.32.0"

// policyState is the walk of RFC 5280, section 6.1, from the root down, in the form of
// RFC 9618: instead of a tree, which an ill-willed authority can make grow without
// bound, it keeps for each policy expected below the policies of the first authority
// that it descends from.
type policyState struct {
	origins  map[string]map[string]bool // policy expected next → policies it stands for
	explicit int                        // certificates left until a policy is demanded
	mapping  int                        // … until mappings are ignored
	any      int                        // … until anyPolicy is ignored
}

// checkPolicies walks a chain that begins with the leaf. Wanted policies may be none:
// then only what the authorities demand is checked.
func checkPolicies(chain []*Certificate, wanted []asn1.ObjectIdentifier) *reason.Finding {
	n := len(chain) - 1 // the anchor is not a part of the path
	s := policyState{origins: map[string]map[string]bool{anyPolicy: {anyPolicy: true}}, explicit: n + 1, mapping: n + 1, any: n + 1}
	if len(wanted) > 0 {
		s.explicit = 0
	}
	for i := n - 1; i >= 0; i-- {
		c := chain[i]
		s.descend(c, i > 0 && c.selfIssued())
		if s.explicit == 0 && len(s.origins) == 0 {
			return reason.New(reason.Policy, "no policy is common to the chain").Of(c.Subject.Short())
		}
		if i > 0 {
			s.prepare(c)
		}
	}
	if n == 0 {
		return nil
	}
	leaf := chain[0]
	s.explicit = bound(less(s.explicit), leaf.X509.RequireExplicitPolicy, leaf.X509.RequireExplicitPolicyZero)
	if s.explicit == 0 && len(s.origins) == 0 || !s.meets(wanted) {
		return reason.New(reason.Policy, "none of the policies wanted").Of(leaf.Subject.Short())
	}
	return nil
}

// descend keeps what the policies of a certificate leave of those expected.
func (s *policyState) descend(c *Certificate, selfIssuedAuthority bool) {
	next := map[string]map[string]bool{}
	own := policiesOf(c.X509)
	for p := range own {
		if p == anyPolicy {
			continue
		}
		if from, ok := s.origins[p]; ok {
			next[p] = from
		} else if _, ok := s.origins[anyPolicy]; ok {
			next[p] = map[string]bool{p: true}
		}
	}
	if own[anyPolicy] && (s.any > 0 || selfIssuedAuthority) {
		for p, from := range s.origins {
			if _, ok := next[p]; !ok {
				next[p] = from
			}
		}
	}
	s.origins = next
}

// prepare applies mappings and demands of an authority to the certificates below.
func (s *policyState) prepare(c *Certificate) {
	mapped := maps.Clone(s.origins)
	replaced := map[string]bool{}
	for _, m := range c.X509.PolicyMappings {
		issuer, subject := m.IssuerDomainPolicy.String(), m.SubjectDomainPolicy.String()
		if !replaced[issuer] {
			delete(mapped, issuer)
			replaced[issuer] = true
		}
		from, ok := s.origins[issuer]
		if !ok || s.mapping == 0 {
			continue
		}
		union := maps.Clone(mapped[subject])
		if union == nil {
			union = map[string]bool{}
		}
		maps.Copy(union, from)
		mapped[subject] = union
	}
	s.origins = mapped
	if !c.selfIssued() {
		s.explicit, s.mapping, s.any = less(s.explicit), less(s.mapping), less(s.any)
	}
	s.explicit = bound(s.explicit, c.X509.RequireExplicitPolicy, c.X509.RequireExplicitPolicyZero)
	s.mapping = bound(s.mapping, c.X509.InhibitPolicyMapping, c.X509.InhibitPolicyMappingZero)
	s.any = bound(s.any, c.X509.InhibitAnyPolicy, c.X509.InhibitAnyPolicyZero)
}

// meets tells whether a policy wanted is among those of the chain.
func (s *policyState) meets(wanted []asn1.ObjectIdentifier) bool {
	if len(wanted) == 0 {
		return true
	}
	for _, from := range s.origins {
		for _, w := range wanted {
			if from[w.String()] || from[anyPolicy] {
				return true
			}
		}
	}
	return false
}

func policiesOf(c *x509.Certificate) map[string]bool {
	own := map[string]bool{}
	for _, p := range c.Policies {
		own[p.String()] = true
	}
	return own
}

func less(n int) int { return max(n-1, 0) }

func bound(n, limit int, zero bool) int {
	if limit > 0 || zero {
		return min(n, limit)
	}
	return n
}
