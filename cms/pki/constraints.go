package pki

import (
	"crypto/x509"
	"net"
	"net/netip"
	"strings"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"veche/cms/internal/der"
	"veche/cms/reason"
)

// Kinds of GeneralName (RFC 5280, section 4.2.1.6) that constraints are checked for.
const (
	nameEmail     = 1
	nameDNS       = 2
	nameDirectory = 4
	nameURI       = 6
	nameIP        = 7
)

// constraints are nameConstraints of an authority. Besides the kinds that the standard
// library reads they have directory names: with these the Russian head authority binds
// its subordinates.
type constraints struct {
	permitted []subtree
	excluded  []subtree
}

type subtree struct {
	kind      int
	value     string   // e-mail, DNS, URI
	directory []string // identities of the sets of the name
	network   netip.Prefix
}

func parseConstraints(in []byte) (*constraints, error) {
	malformed := reason.New(reason.Malformed, "nameConstraints")
	s, ok := der.Only(in, tags.SEQUENCE)
	if !ok {
		return nil, malformed
	}
	c := &constraints{}
	for _, list := range []struct {
		tag uint8
		to  *[]subtree
	}{{0, &c.permitted}, {1, &c.excluded}} {
		var subtrees cryptobyte.String
		var present bool
		if !s.ReadOptionalASN1(&subtrees, &present, der.Context(list.tag)) {
			return nil, malformed
		}
		for !subtrees.Empty() {
			one, ok := parseSubtree(&subtrees)
			if !ok {
				return nil, malformed
			}
			*list.to = append(*list.to, one)
		}
	}
	return c, nil
}

func parseSubtree(s *cryptobyte.String) (t subtree, ok bool) {
	var content, value cryptobyte.String
	var tag tags.Tag
	if !s.ReadASN1(&content, tags.SEQUENCE) || !content.ReadAnyASN1(&value, &tag) {
		return t, false
	}
	t.kind = int(tag & 0x1f)
	switch t.kind {
	case nameDirectory:
		sets, err := identities(value)
		t.directory = sets
		return t, err == nil
	case nameIP:
		return t, t.readNetwork(value)
	}
	t.value = strings.ToLower(string(value))
	return t, true
}

func (t *subtree) readNetwork(value []byte) bool {
	if len(value) != 8 && len(value) != 32 {
		return false
	}
	address, _ := netip.AddrFromSlice(value[:len(value)/2])
	ones, bits := net.IPMask(value[len(value)/2:]).Size()
	if bits == 0 {
		return false
	}
	t.network = netip.PrefixFrom(address, ones)
	return true
}

// ownedName is one name of a certificate, of the subject or of its alternatives.
type ownedName struct {
	kind      int
	value     string
	directory []string
	address   netip.Addr
}

// ownedNames are all names of a certificate that constraints apply to.
func ownedNames(c *Certificate) []ownedName {
	var names []ownedName
	if sets, err := identities(c.X509.RawSubject); err == nil && len(sets) > 0 {
		names = append(names, ownedName{kind: nameDirectory, directory: sets})
	}
	for _, d := range c.X509.DNSNames {
		names = append(names, ownedName{kind: nameDNS, value: strings.ToLower(d)})
	}
	emails := c.X509.EmailAddresses
	if e := c.Subject.Get(Email); len(emails) == 0 && e != "" {
		emails = []string{e}
	}
	for _, e := range emails {
		names = append(names, ownedName{kind: nameEmail, value: strings.ToLower(e)})
	}
	for _, u := range c.X509.URIs {
		names = append(names, ownedName{kind: nameURI, value: strings.ToLower(u.Hostname())})
	}
	for _, ip := range c.X509.IPAddresses {
		if a, ok := netip.AddrFromSlice(ip); ok {
			names = append(names, ownedName{kind: nameIP, address: a.Unmap()})
		}
	}
	return append(names, alternativeDirectories(c.X509)...)
}

// alternativeDirectories are the directory names of subjectAltName, which the standard
// library leaves out.
func alternativeDirectories(c *x509.Certificate) (names []ownedName) {
	for _, e := range c.Extensions {
		if e.Id.String() != "2.5.29.17" {
			continue
		}
		s, _ := der.Only(e.Value, tags.SEQUENCE)
		for !s.Empty() {
			var value cryptobyte.String
			var tag tags.Tag
			if !s.ReadAnyASN1(&value, &tag) {
				return names
			}
			if tag == der.Context(nameDirectory) {
				if sets, err := identities(value); err == nil {
					names = append(names, ownedName{kind: nameDirectory, directory: sets})
				}
			}
		}
	}
	return names
}

// check tells which name of a certificate the constraints forbid.
func (c *constraints) check(subject *Certificate) *reason.Finding {
	for _, name := range ownedNames(subject) {
		refused := func() *reason.Finding {
			return reason.New(reason.NameConstraints, "name %q %v", name.value, name.directory).Of(subject.Subject.Short())
		}
		bound, allowed := false, false
		for _, t := range c.permitted {
			if t.kind == name.kind {
				bound = true
				allowed = allowed || t.covers(name)
			}
		}
		if bound && !allowed {
			return refused()
		}
		for _, t := range c.excluded {
			if t.kind == name.kind && t.covers(name) {
				return refused()
			}
		}
	}
	return c.checkKinds(subject)
}

// checkKinds finds constraints of a kind that is not understood.
func (c *constraints) checkKinds(subject *Certificate) *reason.Finding {
	for _, t := range append(c.permitted[:len(c.permitted):len(c.permitted)], c.excluded...) {
		switch t.kind {
		case nameEmail, nameDNS, nameDirectory, nameURI, nameIP:
		default:
			return reason.New(reason.CriticalExtension, "name constraints of kind %d", t.kind).Of(subject.Subject.Short())
		}
	}
	return nil
}

func (t subtree) covers(n ownedName) bool {
	switch t.kind {
	case nameDirectory:
		if len(n.directory) < len(t.directory) {
			return false
		}
		for i, set := range t.directory {
			if n.directory[i] != set {
				return false
			}
		}
		return true
	case nameIP:
		return t.network.Contains(n.address)
	case nameEmail:
		return t.coversEmail(n.value)
	case nameURI:
		return t.coversHost(n.value, strings.HasPrefix(t.value, "."))
	}
	return t.coversHost(n.value, true)
}

func (t subtree) coversEmail(address string) bool {
	if strings.Contains(t.value, "@") {
		return address == t.value
	}
	_, host, _ := strings.Cut(address, "@")
	return t.coversHost(host, strings.HasPrefix(t.value, "."))
}

// coversHost compares a host with the constraint, and with its subdomains where the
// kind of name says so.
func (t subtree) coversHost(host string, subdomains bool) bool {
	domain := strings.TrimPrefix(t.value, ".")
	if host == domain && !strings.HasPrefix(t.value, ".") || domain == "" {
		return true
	}
	return subdomains && strings.HasSuffix(host, "."+domain)
}
