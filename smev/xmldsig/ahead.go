package xmldsig

import (
	"slices"

	"veche/smev/xmltoken"
)

// Signatures stand behind what they sign, so that a document is read twice. Of one that is short, what may be signed is
// transformed while the signatures are looked for, and there is nothing to read it again for, as a rule.
const (
	shortDocument = 1 << 20
	aheadElements = 4  // that have an Id
	aheadIDs      = 64 // that are remembered
)

// ahead is what the first pass has transformed before it knew what is signed.
type ahead struct {
	length int      // of the document
	seen   []string // values of all attributes that may be Ids
	over   bool     // there are more
}

// see takes note of an attribute that may be an Id, and begins to transform an element that has one.
func (a *ahead) see(d *digester, t *xmltoken.Token, attribute *xmltoken.Attribute) {
	if len(a.seen) == aheadIDs {
		a.over = true
		return
	}
	id := string(attribute.Value)
	first := !slices.Contains(a.seen, id)
	a.seen = append(a.seen, id)
	if first && attribute.Name.Is("", "Id") && len(d.targets) < aheadElements {
		g := &target{id: id, without: -1, kept: bounded{most: a.length, likely: a.length}}
		g.begin(t, string(d.path.text))
		d.targets = append(d.targets, g)
	}
}

// serve gives each check its target if all of them have been transformed as they must be; else they are left as they
// are, and the document has to be read again.
func (a *ahead) serve(d *digester, checks []*check) bool {
	if a == nil || a.over {
		return false
	}
	served := make([]*target, len(checks))
	for i, c := range checks {
		if c.target == nil {
			continue
		}
		at := slices.IndexFunc(d.targets, func(g *target) bool { return g.id == c.target.id })
		if at < 0 {
			if slices.Contains(a.seen, c.target.id) {
				return false
			}
			served[i] = c.target // there is no such element
			continue
		}
		g := *d.targets[at]
		if g.kept.over || g.include || g.failed != nil || c.claim.without && slices.Contains(g.inside, c.raw.from) {
			return false
		}
		g.met = 0
		for _, id := range a.seen {
			if id == g.id {
				g.met++
			}
		}
		g.hashes, g.kept.most = c.target.hashes, c.target.kept.most
		served[i] = &g
	}
	for i, g := range served {
		if g == nil || g.out == nil {
			continue
		}
		g.hashes[0].Write(g.kept.data)
		if len(g.kept.data) > g.kept.most {
			g.kept = bounded{over: true}
		}
		checks[i].target = g
	}
	return true
}
