package transform

import (
	"io"
	"strconv"

	"veche/smev/xmltoken"
)

// Algorithm is the name of the transform in a signature.
const Algorithm = "urn://smev-gov-ru/xmldsig/transform"

// XOPSpace is the namespace of xop:Include (XML-binary Optimized Packaging, W3C 2005).
const XOPSpace = "http://www.w3.org/2004/08/xop/include"

// Attachment opens the octets that an xop:Include refers to, by its href: «cid:…», not unescaped.
type Attachment func(href string) (io.ReadCloser, error)

// Options of the transform.
type Options struct {
	Attachment Attachment      // nil: xop:Include is an element like others
	Limits     xmltoken.Limits // of Document
}

// Document writes a whole document transformed.
func Document(w io.Writer, document io.Reader, o Options) error {
	return xmltoken.NewReader(document, o.Limits).Feed(NewWriter(w, o))
}

// flushed is how much is gathered before it is written on.
const flushed = 8 << 10

// Writer transforms a document or one element that it is fed with as tokens, from its Start to its End.
//
// Texts follow rule 9.1, which describes a writer that works on UTF-16 in two ways. A text of 11 units or less is
// written at once: «>» is escaped where it is the first character or stands after «]». A longer one is written in
// pieces of 512 units: «>» is escaped where it is the first of a piece, stands after «]», or right after an escaped
// character. «<», «&» and carriage returns are escaped always. Attributes follow rule 9.2.
//
// The guide names «<», «&» and «>» as the escaped characters after which «>» is escaped too. The program that it
// describes (Woodstox, a test compares with it) does so after a carriage return as well, and so does this one: signatures
// are checked by the program.
type Writer struct {
	o       Options
	w       io.Writer
	out     []byte
	scopes  []scope
	latest  map[string]int // namespace → its scope in force, counted from 1
	stack   []open
	last    int // number of the last prefix
	text    text
	include int // depth within an xop:Include
	order   []int
	err     error
}

// scope is a namespace that the output has declared.
type scope struct {
	uri    string
	prefix string
}

// open is an element of the output that has begun.
type open struct {
	prefix, local string
	mark          int // scopes before it
}

// NewWriter begins a transform.
func NewWriter(w io.Writer, o Options) *Writer {
	t := &Writer{o: o, w: w, latest: map[string]int{}}
	t.text.to = t
	return t
}

// Token transforms the next token.
func (w *Writer) Token(t *xmltoken.Token) error {
	if w.err != nil {
		return w.err
	}
	if w.include > 0 {
		w.err = w.within(t)
		return w.err
	}
	switch t.Kind {
	case xmltoken.Text:
		w.text.write(t.Data)
	case xmltoken.Instruction:
		w.text.end()
	case xmltoken.Start:
		if w.o.Attachment != nil && t.Name.Is(XOPSpace, "Include") {
			w.include = 1
			w.attach(t)
			break
		}
		w.text.end()
		w.start(t)
	case xmltoken.End:
		w.text.end()
		w.end()
	}
	if len(w.out) >= flushed {
		w.flush()
	}
	return w.err
}

// Close writes what is left. The underlying writer is not closed.
func (w *Writer) Close() error {
	w.text.end()
	w.flush()
	return w.err
}

func (w *Writer) flush() {
	if w.err == nil {
		_, w.err = w.w.Write(w.out)
	}
	w.out = w.out[:0]
}

func (w *Writer) start(t *xmltoken.Token) {
	mark := len(w.scopes)
	prefix := w.prefix(t.Name)
	w.sort(t)
	w.out = append(w.out, '<')
	w.out = appendName(w.out, prefix, t.Name.Local)
	for _, i := range w.order {
		w.prefix(t.Attributes[i].Name)
	}
	for _, s := range w.scopes[mark:] {
		w.out = append(append(append(w.out, " xmlns:"...), s.prefix...), `="`...)
		w.out = append(appendValue(w.out, []byte(s.uri)), '"')
	}
	for _, i := range w.order {
		a := t.Attributes[i]
		w.out = append(w.out, ' ')
		w.out = appendName(w.out, w.prefix(a.Name), a.Name.Local)
		w.out = append(appendValue(append(w.out, `="`...), a.Value), '"')
	}
	w.out = append(w.out, '>')
	w.stack = append(w.stack, open{prefix, t.Name.Local, mark})
}

// prefix is that of the output for a namespace, declared anew if it is not in scope (rules 5 and 6).
func (w *Writer) prefix(n xmltoken.Name) string {
	switch n.Space {
	case "":
		return ""
	case xmltoken.XMLSpace:
		return "xml"
	}
	if at := w.latest[n.Space]; at > 0 {
		return w.scopes[at-1].prefix
	}
	w.last++
	w.scopes = append(w.scopes, scope{n.Space, "ns" + strconv.Itoa(w.last)})
	w.latest[n.Space] = len(w.scopes)
	return w.scopes[len(w.scopes)-1].prefix
}

func (w *Writer) end() {
	last := w.stack[len(w.stack)-1]
	w.stack = w.stack[:len(w.stack)-1]
	w.out = append(w.out, "</"...)
	w.out = append(appendName(w.out, last.prefix, last.local), '>')
	for len(w.scopes) > last.mark {
		delete(w.latest, w.scopes[len(w.scopes)-1].uri)
		w.scopes = w.scopes[:len(w.scopes)-1]
	}
}

func appendName(out []byte, prefix, local string) []byte {
	if prefix != "" {
		out = append(append(out, prefix...), ':')
	}
	return append(out, local...)
}

// appendValue writes the value of an attribute by rule 9.2.
func appendValue(out, value []byte) []byte {
	for _, c := range value {
		switch c {
		case '<':
			out = append(out, "&lt;"...)
		case '&':
			out = append(out, "&amp;"...)
		case '"':
			out = append(out, "&quot;"...)
		case '\r':
			out = append(out, "&#xd;"...)
		case '\n':
			out = append(out, "&#xa;"...)
		case '\t':
			out = append(out, "&#x9;"...)
		default:
			out = append(out, c)
		}
	}
	return out
}
