package xmltoken

import (
	"bytes"
	"errors"
	"io"
)

// Sizes of the buffer: at the beginning, and the largest that is kept for another document.
const (
	firstBuffer = 16 << 10
	keptBuffer  = 64 << 10
)

// Reader reads one document. It is not for several goroutines.
type Reader struct {
	limits   Limits
	source   io.Reader
	src      io.Reader // source as UTF-8
	encoding encoding

	buf    []byte // buf[pos:good] is vetted and not yet read; what follows is the beginning of a character
	pos    int
	good   int
	base   int64 // offset of buf[0] in the document
	mark   int64 // octets of the byte order mark
	failed error // of src, told when all before it is read

	token   Token
	scratch []byte
	names   map[string]qname
	texts   map[string]string

	stack    []element
	bindings []binding
	latest   map[string]int // prefix → its binding in force, counted from 1

	begun    bool // past the XML declaration
	rooted   bool // the root has begun
	cdata    bool
	brackets int  // literal «]» at the end of the text so far, up to 2
	closing  bool // an End is due for the empty-element tag just told
	over     error
}

type element struct {
	raw  string
	name Name
	mark int // bindings before it
}

// NewReader reads a document from r.
func NewReader(r io.Reader, l Limits) *Reader {
	out := &Reader{names: map[string]qname{}, texts: map[string]string{}, latest: map[string]int{}}
	out.Reset(r, l)
	return out
}

// Reset begins another document; the memory is used again, and so are names that both documents have.
func (r *Reader) Reset(document io.Reader, l Limits) {
	clear(r.latest)
	*r = Reader{
		limits: l.filled(), source: document, buf: r.buf[:0], scratch: r.scratch[:0],
		names: r.names, texts: r.texts, latest: r.latest, stack: r.stack[:0], bindings: r.bindings[:0],
		token: Token{Attributes: r.token.Attributes[:0], Namespaces: r.token.Namespaces[:0]},
	}
	if cap(r.buf) > keptBuffer {
		r.buf, r.scratch = nil, nil
	}
}

// Next is the next token. At the end of a well-formed document the error is io.EOF; any other error is final, and is a
// *SyntaxError unless it is that of the underlying reader. From and To of a token tell the octets of its markup in the
// document; for a document in another encoding than UTF-8 they count those of its UTF-8 form.
func (r *Reader) Next() (*Token, error) {
	if r.over != nil {
		return nil, r.over
	}
	err := r.next()
	if err != nil {
		r.over = err
		return nil, err
	}
	return &r.token, nil
}

func (r *Reader) next() error {
	if !r.begun {
		if err := r.begin(); err != nil {
			return err
		}
	}
	if r.closing {
		r.closing = false
		return r.end(r.token.From, r.token.To, true)
	}
	for {
		if r.cdata {
			if told, err := r.readCData(); told || err != nil {
				return err
			}
			continue
		}
		if r.pos == r.good && !r.more() {
			return r.finish()
		}
		if r.buf[r.pos] == '<' {
			told, err := r.readMarkup()
			if told || err != nil {
				return err
			}
			continue
		}
		if len(r.stack) == 0 {
			if !isSpace(r.buf[r.pos]) {
				return r.wrong(ErrSyntax, "text outside the root")
			}
			r.pos++
			continue
		}
		if told, err := r.readText(); told || err != nil {
			return err
		}
	}
}

// finish judges the end of the octets.
func (r *Reader) finish() error {
	switch {
	case !errors.Is(r.failed, io.EOF):
		return r.failed
	case r.good < len(r.buf):
		return r.wrong(ErrEncoding, "half a character at the end")
	case !r.rooted:
		return r.wrong(ErrSyntax, "no root element")
	case len(r.stack) > 0 || r.cdata:
		return r.wrong(ErrSyntax, "the document breaks off")
	}
	return io.EOF
}

func (r *Reader) wrong(why error, detail string) error {
	return &SyntaxError{Why: why, Detail: detail, Offset: r.offset(r.pos)}
}

func (r *Reader) offset(at int) int64 { return r.mark + r.base + int64(at) }

// more gets further octets behind those not read yet and tells whether there are any. It moves the buffer: slices of
// it that were taken before are void.
func (r *Reader) more() bool {
	if r.failed != nil {
		return false
	}
	if r.pos > 0 {
		n := copy(r.buf, r.buf[r.pos:])
		r.buf = r.buf[:n]
		r.base += int64(r.pos)
		r.good -= r.pos
		r.pos = 0
	}
	if len(r.buf) == cap(r.buf) {
		if len(r.buf) > r.limits.Markup {
			r.failed = r.wrong(ErrLimit, "a tag or comment is too long")
			return false
		}
		r.buf = append(make([]byte, 0, max(firstBuffer, 2*cap(r.buf))), r.buf...)
	}
	before := r.good
	for idle := 0; r.good == before && r.failed == nil; idle++ {
		n, err := r.src.Read(r.buf[len(r.buf):cap(r.buf)])
		r.buf = r.buf[:len(r.buf)+n]
		if r.failed = err; n == 0 && err == nil && idle == 100 {
			r.failed = io.ErrNoProgress
		}
		if r.base+int64(len(r.buf)) > r.limits.Size {
			r.failed = &SyntaxError{Why: ErrLimit, Detail: "the document is too long", Offset: r.limits.Size}
		}
		r.vet()
	}
	return r.good > before
}

// vet admits the whole characters of what has been read.
func (r *Reader) vet() {
	n, bad := vetted(r.buf[r.good:])
	r.good += n
	if !bad {
		return
	}
	detail := "a character that XML does not allow"
	if c := r.buf[r.good]; c >= 0x80 && c != 0xEF && c != 0xED {
		detail = "octets that are not of the encoding"
	}
	r.failed = &SyntaxError{Why: ErrEncoding, Detail: detail, Offset: r.offset(r.good)}
	r.buf = r.buf[:r.good]
}

// have makes n octets available from the place of reading, if the document has as many.
func (r *Reader) have(n int) bool {
	for r.good-r.pos < n {
		if !r.more() {
			return false
		}
	}
	return true
}

// until makes all octets available up to the end of a mark, and returns how many they are. from are octets known not
// to begin it.
func (r *Reader) until(mark string, from int) (int, error) {
	for {
		if i := bytes.Index(r.buf[min(r.pos+from, r.good):r.good], []byte(mark)); i >= 0 {
			return from + i + len(mark), nil
		}
		from = max(from, r.good-r.pos-len(mark)+1)
		if err := r.further(); err != nil {
			return 0, err
		}
	}
}

// further gets more octets of a markup that is not whole yet.
func (r *Reader) further() error {
	if r.good-r.pos > r.limits.Markup {
		return r.wrong(ErrLimit, "a tag or comment is too long")
	}
	if r.more() {
		return nil
	}
	if err := r.failed; !errors.Is(err, io.EOF) {
		return err
	}
	return r.wrong(ErrSyntax, "the document breaks off")
}

// Path are the names of the elements that are open, the root first. After a Start the last is its own; after an End it
// is not there any more. The slice is appended to dst.
func (r *Reader) Path(dst []Name) []Name {
	for i := range r.stack {
		dst = append(dst, r.stack[i].name)
	}
	return dst
}

// Lookup is the namespace that a prefix stands for after a Start or within an element; the empty prefix is the default
// one.
func (r *Reader) Lookup(prefix string) (uri string, ok bool) {
	switch prefix {
	case "xml":
		return XMLSpace, true
	case "xmlns":
		return "", false
	}
	at := r.latest[prefix]
	if at == 0 {
		return "", prefix == ""
	}
	return r.bindings[at-1].uri, true
}

// UTF8 tells whether the octets of the document are themselves UTF-8, so that From and To count them. It is known after
// the first token.
func (r *Reader) UTF8() bool { return r.encoding == encodingUTF8 }
