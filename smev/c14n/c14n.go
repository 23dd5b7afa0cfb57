package c14n

import (
	"bytes"
	"cmp"
	"io"
	"slices"

	"veche/smev/xmltoken"
)

// Names of the algorithm in XML signatures.
const (
	Exclusive             = "http://www.w3.org/2001/10/xml-exc-c14n#"
	ExclusiveWithComments = "http://www.w3.org/2001/10/xml-exc-c14n#WithComments"
)

// Options of the canonical form.
type Options struct {
	Comments bool
	// Inclusive is the InclusiveNamespaces PrefixList; "" in it is #default. What they stand for is asked of Scope, as a
	// rule Reader.Lookup.
	Inclusive []string
	Scope     func(prefix string) (uri string, ok bool)
}

// Document writes the canonical form of a whole document.
func Document(w io.Writer, document io.Reader, o Options) error {
	r := xmltoken.NewReader(document, xmltoken.Limits{})
	if o.Scope == nil {
		o.Scope = r.Lookup
	}
	return r.Feed(NewWriter(w, o))
}

// flushed is how much is gathered before it is written on.
const flushed = 8 << 10

// Writer writes the canonical form of a document or of one element.
type Writer struct {
	o        Options
	w        io.Writer
	out      []byte
	depth    int
	after    bool // the root has ended
	rendered []rendering
	latest   map[string]int // prefix → its rendering in force, counted from 1
	marks    []int
	pending  []xmltoken.Namespace
	order    []int
}

type rendering struct {
	prefix, uri string
	before      int
}

// NewWriter begins the canonical form.
func NewWriter(w io.Writer, o Options) *Writer {
	return &Writer{o: o, w: w, latest: map[string]int{}}
}

// Token writes the next token of the document or element.
func (c *Writer) Token(t *xmltoken.Token) error {
	switch t.Kind {
	case xmltoken.Start:
		c.start(t)
	case xmltoken.End:
		c.end(t)
	case xmltoken.Text:
		c.out = appendText(c.out, t.Data)
	case xmltoken.Comment:
		if c.o.Comments {
			c.aside("<!--", "", t.Data, "-->")
		}
	case xmltoken.Instruction:
		c.aside("<?", t.Name.Local, t.Data, "?>")
	}
	if len(c.out) < flushed {
		return nil
	}
	return c.flush()
}

// Close writes what is left. The underlying writer is not closed.
func (c *Writer) Close() error { return c.flush() }

func (c *Writer) flush() error {
	_, err := c.w.Write(c.out)
	c.out = c.out[:0]
	return err
}

// aside writes a comment or an instruction; outside the root it has a line of its own (Canonical XML 1.0, section 2.3).
func (c *Writer) aside(open, name string, data []byte, end string) {
	if c.depth == 0 && c.after {
		c.out = append(c.out, '\n')
	}
	c.out = append(append(c.out, open...), name...)
	if name != "" && len(data) > 0 {
		c.out = append(c.out, ' ')
	}
	c.out = append(append(c.out, data...), end...)
	if c.depth == 0 && !c.after {
		c.out = append(c.out, '\n')
	}
}

func (c *Writer) start(t *xmltoken.Token) {
	c.depth++
	c.marks = append(c.marks, len(c.rendered))
	c.pending = c.pending[:0]
	c.need(t.Name.Prefix, t.Name.Space)
	for i := range t.Attributes {
		if n := t.Attributes[i].Name; n.Prefix != "" {
			c.need(n.Prefix, n.Space)
		}
	}
	for _, prefix := range c.o.Inclusive {
		if uri, ok := c.o.Scope(prefix); ok {
			c.need(prefix, uri)
		}
	}
	slices.SortFunc(c.pending, func(a, b xmltoken.Namespace) int { return cmp.Compare(a.Prefix, b.Prefix) })
	c.out = append(c.out, '<')
	c.out = appendName(c.out, t.Name)
	for _, n := range c.pending {
		c.out = append(c.out, " xmlns"...)
		if n.Prefix != "" {
			c.out = append(append(c.out, ':'), n.Prefix...)
		}
		c.out = append(c.out, `="`...)
		c.out = append(appendValue(c.out, []byte(n.URI)), '"')
	}
	c.attributes(t)
	c.out = append(c.out, '>')
}

// need has a namespace declared unless the output has it in force already (section 3 of the recommendation).
func (c *Writer) need(prefix, uri string) {
	if prefix == "xml" {
		return
	}
	at := c.latest[prefix]
	if at > 0 && c.rendered[at-1].uri == uri || at == 0 && prefix == "" && uri == "" {
		return
	}
	c.rendered = append(c.rendered, rendering{prefix, uri, at})
	c.latest[prefix] = len(c.rendered)
	c.pending = append(c.pending, xmltoken.Namespace{Prefix: prefix, URI: uri})
}

// attributes writes them by namespace and local name; those without a namespace come first.
func (c *Writer) attributes(t *xmltoken.Token) {
	c.order = c.order[:0]
	for i := range t.Attributes {
		c.order = append(c.order, i)
	}
	slices.SortFunc(c.order, func(i, j int) int {
		a, b := t.Attributes[i].Name, t.Attributes[j].Name
		return cmp.Or(cmp.Compare(a.Space, b.Space), cmp.Compare(a.Local, b.Local))
	})
	for _, i := range c.order {
		c.out = append(c.out, ' ')
		c.out = appendName(c.out, t.Attributes[i].Name)
		c.out = append(c.out, `="`...)
		c.out = append(appendValue(c.out, t.Attributes[i].Value), '"')
	}
}

func (c *Writer) end(t *xmltoken.Token) {
	c.out = append(c.out, "</"...)
	c.out = append(appendName(c.out, t.Name), '>')
	mark := c.marks[len(c.marks)-1]
	c.marks = c.marks[:len(c.marks)-1]
	for len(c.rendered) > mark {
		last := c.rendered[len(c.rendered)-1]
		c.latest[last.prefix] = last.before
		if last.before == 0 {
			delete(c.latest, last.prefix)
		}
		c.rendered = c.rendered[:len(c.rendered)-1]
	}
	c.depth--
	c.after = c.depth == 0
}

func appendName(out []byte, n xmltoken.Name) []byte {
	if n.Prefix != "" {
		out = append(append(out, n.Prefix...), ':')
	}
	return append(out, n.Local...)
}

func appendText(out, text []byte) []byte {
	for len(text) > 0 {
		i := bytes.IndexAny(text, "&<>\r")
		if i < 0 {
			return append(out, text...)
		}
		out = append(out, text[:i]...)
		switch text[i] {
		case '&':
			out = append(out, "&amp;"...)
		case '<':
			out = append(out, "&lt;"...)
		case '>':
			out = append(out, "&gt;"...)
		default:
			out = append(out, "&#xD;"...)
		}
		text = text[i+1:]
	}
	return out
}

func appendValue(out, value []byte) []byte {
	for _, c := range value {
		switch c {
		case '&':
			out = append(out, "&amp;"...)
		case '<':
			out = append(out, "&lt;"...)
		case '"':
			out = append(out, "&quot;"...)
		case '\t':
			out = append(out, "&#x9;"...)
		case '\n':
			out = append(out, "&#xA;"...)
		case '\r':
			out = append(out, "&#xD;"...)
		default:
			out = append(out, c)
		}
	}
	return out
}
