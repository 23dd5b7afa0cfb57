package xmldsig

import (
	"bytes"
	"encoding/base64"
	"strings"

	"veche/cms/pki"
)

// claim is what a Signature says.
type claim struct {
	sound     bool // the reference is allowed in all its parts
	id        string
	without   bool // the Signature itself is left out of what it signs
	digest    pki.Hash
	digested  []byte
	signature pki.Hash
	value     []byte
}

// parser reads a Signature strictly: only the elements that the signatures of SMEV 3 have, each in its place.
type parser struct {
	to    *Signature
	known *pki.Pool
	claim
}

// mostCertificates of one Signature are looked at.
const mostCertificates = 8

// parse reads a Signature; what is wrong is added to the findings.
func parse(r *raw, to *Signature, known *pki.Pool) (claim, []*pki.Certificate) {
	p := &parser{to: to, known: known}
	if r.huge {
		p.malformed("the Signature is too long")
		return p.claim, nil
	}
	parts, ok := p.children(r.root, "SignedInfo", "SignatureValue", "KeyInfo?")
	if !ok {
		return p.claim, nil
	}
	p.signedInfo(parts[0])
	p.value = p.octets(parts[1])
	var certificates []*pki.Certificate
	if parts[2] != nil {
		certificates = p.keyInfo(parts[2])
	}
	if len(certificates) == 0 {
		to.add(found(NoCertificate, ""))
	}
	return p.claim, certificates
}

func (p *parser) malformed(format string, args ...any) { p.to.add(found(Malformed, format, args...)) }

// children are the child elements of an element that has no text beside them. A name with «?» may be absent, which
// leaves nil in its place.
func (p *parser) children(n *node, names ...string) ([]*node, bool) {
	if !p.bare(n) {
		return nil, false
	}
	all := make([]*node, len(names))
	rest := n.children
	for i, name := range names {
		name, optional := strings.CutSuffix(name, "?")
		if len(rest) > 0 && rest[0].name.Is(Space, name) {
			all[i], rest = rest[0], rest[1:]
			continue
		}
		if !optional {
			p.malformed("%s is not at its place in %s", name, n.name.Local)
			return nil, false
		}
	}
	if len(rest) > 0 {
		p.malformed("%s has %s that does not belong there", n.name.Local, rest[0].name.Local)
		return nil, false
	}
	return all, true
}

// bare tells whether an element has no text but white space, and no comments or instructions.
func (p *parser) bare(n *node) bool {
	if n.foreign || len(bytes.Trim(n.text, " \t\r\n")) > 0 {
		p.malformed("%s has a comment, an instruction, a text or a foreign attribute", n.name.Local)
		return false
	}
	return true
}

func (p *parser) signedInfo(n *node) {
	if !p.bare(n) {
		return
	}
	if count(n, "Reference") > 1 {
		p.to.add(found(ManyReferences, "%d references", count(n, "Reference")))
		return
	}
	parts, ok := p.children(n, "CanonicalizationMethod", "SignatureMethod", "Reference")
	if !ok {
		return
	}
	if c := p.algorithm(parts[0]); c != ExclusiveC14N {
		p.to.add(found(Unsupported, "canonicalization %s", c))
	}
	p.to.Algorithm = p.algorithm(parts[1])
	p.signature = p.method(signatureMethods, p.to.Algorithm)
	p.reference(parts[2])
}

func count(n *node, local string) (all int) {
	for _, c := range n.children {
		if c.name.Is(Space, local) {
			all++
		}
	}
	return all
}

// algorithm is the name that an element without parameters gives.
func (p *parser) algorithm(n *node) string {
	if p.bare(n) && len(n.children) > 0 {
		p.to.add(found(Unsupported, "parameters of %s", n.name.Local))
	}
	return n.attributes["Algorithm"]
}

func (p *parser) method(known map[string]pki.Hash, name string) pki.Hash {
	h, ok := known[name]
	switch {
	case ok:
	case weak[name]:
		p.to.add(found(WeakAlgorithm, "%s", name))
	default:
		p.to.add(found(Unsupported, "%s", name))
	}
	return h
}

func (p *parser) reference(n *node) {
	before := len(p.to.Findings)
	defer func() { p.sound = len(p.to.Findings) == before }()
	id, local := strings.CutPrefix(n.attributes["URI"], "#")
	if !local || id == "" || strings.ContainsAny(id, "()") {
		p.to.add(found(ForeignReference, "%s", n.attributes["URI"]))
	} else {
		p.id, p.to.ID = id, id
	}
	parts, ok := p.children(n, "Transforms", "DigestMethod", "DigestValue")
	if !ok {
		return
	}
	p.transforms(parts[0])
	p.digest = p.method(digestMethods, p.algorithm(parts[1]))
	p.digested = p.octets(parts[2])
}

func (p *parser) transforms(n *node) {
	if !p.bare(n) {
		return
	}
	var names []string
	for _, c := range n.children {
		name := p.algorithm(c)
		if !c.name.Is(Space, "Transform") || name != ExclusiveC14N && name != TransformSMEV && name != Enveloped {
			p.to.add(found(ForeignTransform, "%s", name))
			return
		}
		names = append(names, name)
	}
	allowed, without := order(names)
	if !allowed {
		p.to.add(found(TransformOrder, "%s", strings.Join(names, " ")))
	}
	p.without = without
}

// octets decodes base64, in which lines may be broken.
func (p *parser) octets(n *node) []byte {
	if n.foreign || len(n.children) > 0 {
		p.malformed("%s has something beside its value", n.name.Local)
		return nil
	}
	compact := make([]byte, 0, len(n.text))
	for _, c := range n.text {
		if c != ' ' && c != '\t' && c != '\n' && c != '\r' {
			compact = append(compact, c)
		}
	}
	out, err := base64.StdEncoding.Strict().AppendDecode(nil, compact)
	if err != nil {
		p.malformed("%s is not base64", n.name.Local)
		return nil
	}
	return out
}

// keyInfo are the certificates of all X509Data. Other things in KeyInfo are passed over: they decide nothing.
func (p *parser) keyInfo(n *node) (all []*pki.Certificate) {
	for _, data := range n.children {
		if !data.name.Is(Space, "X509Data") {
			continue
		}
		for _, c := range data.children {
			if !c.name.Is(Space, "X509Certificate") || len(all) == mostCertificates {
				continue
			}
			der := p.octets(c)
			if der == nil {
				return nil
			}
			certificate, err := p.certificate(der)
			if err != nil {
				p.malformed("certificate: %v", err)
				return nil
			}
			all = append(all, certificate)
		}
	}
	return all
}

// certificate reads a certificate, or takes the known one that is the same.
func (p *parser) certificate(der []byte) (*pki.Certificate, error) {
	for _, known := range p.known.Certificates() {
		if bytes.Equal(known.Raw(), der) {
			return known, nil
		}
	}
	return pki.ParseCertificate(der)
}
