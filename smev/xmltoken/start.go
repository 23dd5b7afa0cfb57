package xmltoken

import "bytes"

// readStart reads a start tag or an empty-element tag.
func (r *Reader) readStart() error {
	n, err := r.tagEnd()
	if err != nil {
		return err
	}
	if len(r.stack) == 0 && r.rooted {
		return r.wrong(ErrSyntax, "a second root")
	}
	if len(r.stack) >= r.limits.Depth {
		return r.wrong(ErrLimit, "elements are nested too deep")
	}
	body := r.buf[r.pos+1 : r.pos+n-1]
	empty := len(body) > 0 && body[len(body)-1] == '/'
	if empty {
		body = body[:len(body)-1]
	}
	name, rest := word(body)
	q, err := r.qname(name)
	if err != nil {
		return err
	}
	mark := len(r.bindings)
	r.scratch = r.scratch[:0]
	attributes, namespaces := r.token.Attributes[:0], r.token.Namespaces[:0]
	if len(rest) > 0 {
		if attributes, namespaces, err = r.attributes(rest, attributes, namespaces); err != nil {
			return err
		}
	}
	expanded, err := r.resolve(q, true)
	if err != nil {
		return err
	}
	r.stack = append(r.stack, element{raw: q.raw, name: expanded, mark: mark})
	r.token.Kind, r.token.Name, r.token.Empty, r.token.Depth = Start, expanded, empty, len(r.stack)
	r.token.Attributes, r.token.Namespaces = attributes, namespaces
	r.token.From, r.token.To = r.offset(r.pos), r.offset(r.pos+n)
	r.pos += n
	r.brackets, r.rooted, r.closing = 0, true, empty
	return nil
}

// tagEnd is the length of the tag that begins here; «>» within quotes is not its end.
func (r *Reader) tagEnd() (int, error) {
	quote := byte(0)
	for i := 1; ; {
		for ; r.pos+i < r.good; i++ {
			switch c := r.buf[r.pos+i]; {
			case quote != 0:
				if c == quote {
					quote = 0
				}
			case c == '"' || c == '\'':
				quote = c
			case c == '>':
				return i + 1, nil
			}
		}
		if err := r.further(); err != nil {
			return 0, err
		}
	}
}

// word is what stands before white space, «=» or the end.
func word(b []byte) (w, rest []byte) {
	for i, c := range b {
		if isSpace(c) || c == '=' {
			return b[:i], b[i:]
		}
	}
	return b, nil
}

// attributes reads the attributes of a tag; declarations come into force at once.
func (r *Reader) attributes(b []byte, as []Attribute, ns []Namespace) ([]Attribute, []Namespace, error) {
	for {
		trimmed := bytes.TrimLeft(b, " \t\r\n")
		if len(trimmed) == 0 {
			break
		}
		if len(trimmed) == len(b) {
			return as, ns, r.wrong(ErrSyntax, "no white space before an attribute")
		}
		if len(as)+len(ns) >= r.limits.Attributes {
			return as, ns, r.wrong(ErrLimit, "too many attributes")
		}
		q, value, rest, err := r.attribute(trimmed)
		if err != nil {
			return as, ns, err
		}
		b = rest
		if q.prefix != "xmlns" && q.raw != "xmlns" {
			as = append(as, Attribute{Name: Name{Local: q.local, Prefix: q.prefix}, Value: value})
			continue
		}
		n := Namespace{URI: r.text(value)}
		if q.prefix != "" {
			n.Prefix = q.local
		}
		for _, other := range ns {
			if other.Prefix == n.Prefix {
				return as, ns, r.wrong(ErrDuplicate, q.raw)
			}
		}
		if err := r.declare(n.Prefix, n.URI); err != nil {
			return as, ns, err
		}
		ns = append(ns, n)
	}
	return as, ns, r.distinct(as)
}

// attribute reads one attribute.
func (r *Reader) attribute(b []byte) (q qname, value, rest []byte, err error) {
	name, rest := word(b)
	if q, err = r.qname(name); err != nil {
		return
	}
	rest = bytes.TrimLeft(rest, " \t\r\n")
	if len(rest) == 0 || rest[0] != '=' {
		return q, nil, nil, r.wrong(ErrSyntax, "an attribute without a value")
	}
	rest = bytes.TrimLeft(rest[1:], " \t\r\n")
	if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
		return q, nil, nil, r.wrong(ErrSyntax, "an attribute without quotes")
	}
	raw, rest, found := bytes.Cut(rest[1:], rest[:1])
	if !found {
		return q, nil, nil, r.wrong(ErrSyntax, "an attribute without quotes")
	}
	value, err = r.normalised(raw)
	return q, value, rest, err
}

// plain tells octets that stand for themselves in an attribute.
var plain = func() (t [256]bool) {
	for i := range t {
		t[i] = i != '<' && i != '&' && i != '\t' && i != '\n' && i != '\r'
	}
	return
}()

// normalised is the value of an attribute: literal white space is made spaces, references stay what they stand for
// (XML 1.0, section 3.3.3).
func (r *Reader) normalised(raw []byte) ([]byte, error) {
	i := 0
	for i < len(raw) && plain[raw[i]] {
		i++
	}
	if i == len(raw) {
		return raw, nil
	}
	begin := len(r.scratch)
	out := append(r.scratch, raw[:i]...)
	for ; i < len(raw); i++ {
		switch c := raw[i]; c {
		case '<':
			return nil, r.wrong(ErrSyntax, "< in an attribute")
		case '\r':
			if i+1 < len(raw) && raw[i+1] == '\n' {
				i++
			}
			out = append(out, ' ')
		case '\n', '\t':
			out = append(out, ' ')
		case '&':
			end := bytes.IndexByte(raw[i:], ';')
			if end < 0 {
				return nil, r.wrong(ErrEntity, "")
			}
			var err error
			if out, err = r.reference(out, raw[i+1:i+end]); err != nil {
				return nil, err
			}
			i += end
		default:
			out = append(out, c)
		}
	}
	r.scratch = out
	return out[begin:len(out):len(out)], nil
}

// distinct resolves the prefixes of attributes and refuses two of one name.
func (r *Reader) distinct(as []Attribute) error {
	for i := range as {
		n, err := r.resolve(qname{prefix: as[i].Name.Prefix, local: as[i].Name.Local}, false)
		if err != nil {
			return err
		}
		as[i].Name = n
		for j := range i {
			if as[j].Name.Is(n.Space, n.Local) {
				return r.wrong(ErrDuplicate, n.Local)
			}
		}
	}
	return nil
}
