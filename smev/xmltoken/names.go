package xmltoken

import "bytes"

// Names and namespaces repeat: so many different ones of each kind are kept, of no more than so many octets.
const (
	keptNames = 2048
	keptSize  = 256
)

// qname is a name as it is written, and its halves.
type qname struct {
	raw, prefix, local string
}

type binding struct {
	prefix, uri string
	before      int // the binding of the same prefix that it hides, counted from 1
}

func (r *Reader) qname(b []byte) (qname, error) {
	if q, ok := r.names[string(b)]; ok {
		return q, nil
	}
	prefix, local, colon := bytes.Cut(b, []byte(":"))
	if !colon {
		prefix, local = nil, b
	}
	if !isNCName(local) || colon && !isNCName(prefix) {
		return qname{}, r.wrong(ErrSyntax, "not a name")
	}
	raw := string(b)
	q := qname{raw: raw, local: raw}
	if colon {
		q.prefix, q.local = raw[:len(prefix)], raw[len(prefix)+1:]
	}
	if len(r.names) < keptNames && len(raw) <= keptSize {
		r.names[raw] = q
	}
	return q, nil
}

// text is a string of octets, the same one for the same octets.
func (r *Reader) text(b []byte) string {
	if s, ok := r.texts[string(b)]; ok {
		return s
	}
	s := string(b)
	if len(r.texts) < keptNames && len(s) <= keptSize {
		r.texts[s] = s
	}
	return s
}

// declare binds a prefix within the element being read (Namespaces in XML 1.0, sections 3 and 5).
func (r *Reader) declare(prefix, uri string) error {
	switch {
	case prefix == "xml" && uri == XMLSpace:
		return nil
	case prefix == "xml", prefix == "xmlns", uri == XMLSpace, uri == XMLNSSpace:
		return r.wrong(ErrSyntax, "a reserved prefix or namespace is declared")
	case prefix != "" && uri == "":
		return r.wrong(ErrSyntax, "a prefix is declared for no namespace")
	case len(r.bindings) >= r.limits.Namespaces:
		return r.wrong(ErrLimit, "too many namespaces")
	}
	r.bindings = append(r.bindings, binding{prefix, uri, r.latest[prefix]})
	r.latest[prefix] = len(r.bindings)
	return nil
}

// forget ends the bindings of an element.
func (r *Reader) forget(mark int) {
	for len(r.bindings) > mark {
		last := r.bindings[len(r.bindings)-1]
		if last.before == 0 {
			delete(r.latest, last.prefix)
		} else {
			r.latest[last.prefix] = last.before
		}
		r.bindings = r.bindings[:len(r.bindings)-1]
	}
}

func (r *Reader) resolve(q qname, element bool) (Name, error) {
	n := Name{Local: q.local, Prefix: q.prefix}
	if q.prefix == "" && !element {
		return n, nil // an attribute without a prefix has no namespace (section 6.2)
	}
	uri, ok := r.Lookup(q.prefix)
	if !ok {
		return n, r.wrong(ErrSyntax, "prefix "+q.prefix+" is not declared")
	}
	n.Space = uri
	return n, nil
}
