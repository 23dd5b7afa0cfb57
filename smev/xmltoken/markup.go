package xmltoken

import (
	"bytes"
	"strings"
)

// readMarkup reads what begins with «<»; the beginning of CDATA is not told.
func (r *Reader) readMarkup() (told bool, err error) {
	if !r.have(2) {
		return false, r.further()
	}
	switch r.buf[r.pos+1] {
	case '/':
		return true, r.readEnd()
	case '?':
		return true, r.readInstruction()
	case '!':
		return r.readDeclaration()
	}
	return true, r.readStart()
}

// readDeclaration reads a comment or the beginning of CDATA, and refuses a DOCTYPE.
func (r *Reader) readDeclaration() (told bool, err error) {
	const cdata = "<![CDATA["
	if r.have(4) && string(r.buf[r.pos:r.pos+4]) == "<!--" {
		return true, r.readComment()
	}
	if r.have(len(cdata)) && string(r.buf[r.pos:r.pos+len(cdata)]) == cdata {
		if len(r.stack) == 0 {
			return false, r.wrong(ErrSyntax, "text outside the root")
		}
		r.pos += len(cdata)
		r.cdata, r.brackets = true, 0
		return false, nil
	}
	if bytes.HasPrefix(r.buf[r.pos:r.good], []byte("<!D")) {
		return false, r.wrong(ErrDoctype, "")
	}
	return false, r.wrong(ErrSyntax, "a declaration of no known kind")
}

func (r *Reader) readComment() error {
	n, err := r.until("--", 4)
	if err != nil {
		return err
	}
	for r.good-r.pos < n+1 {
		if err := r.further(); err != nil {
			return err
		}
	}
	if r.buf[r.pos+n] != '>' {
		return r.wrong(ErrSyntax, "-- in a comment")
	}
	r.tell(Comment, n+1)
	r.token.Data = r.lines(r.buf[r.pos-n+3 : r.pos-3])
	return nil
}

// tell begins a token of so many octets and goes past them.
func (r *Reader) tell(k Kind, n int) {
	r.token.Kind, r.token.Depth = k, len(r.stack)
	r.token.From, r.token.To = r.offset(r.pos), r.offset(r.pos+n)
	r.pos += n
	r.brackets = 0
}

// lines normalises the ends of lines in a comment or an instruction.
func (r *Reader) lines(b []byte) []byte {
	if bytes.IndexByte(b, '\r') < 0 {
		return b
	}
	out := r.scratch[:0]
	for i, c := range b {
		switch {
		case c != '\r':
			out = append(out, c)
		case i+1 == len(b) || b[i+1] != '\n':
			out = append(out, '\n')
		}
	}
	r.scratch = out
	return out
}

func (r *Reader) readInstruction() error {
	n, err := r.until("?>", 2)
	if err != nil {
		return err
	}
	body := r.buf[r.pos+2 : r.pos+n-2]
	target, data := body, []byte(nil)
	if i := bytes.IndexAny(body, " \t\r\n"); i >= 0 {
		target, data = body[:i], bytes.TrimLeft(body[i:], " \t\r\n")
	}
	if !isNCName(target) || strings.EqualFold(string(target), "xml") {
		return r.wrong(ErrSyntax, "an instruction without a proper name")
	}
	r.tell(Instruction, n)
	r.token.Name = Name{Local: r.text(target)}
	r.token.Data = r.lines(data)
	return nil
}

// readEnd reads an end tag.
func (r *Reader) readEnd() error {
	n, err := r.endLength()
	if err != nil {
		return err
	}
	from := r.offset(r.pos)
	r.pos += n
	r.brackets = 0
	return r.end(from, from+int64(n), false)
}

// endLength is the length of the end tag that begins here, which must be that of the innermost element. As a rule
// nothing but «>» follows its name.
func (r *Reader) endLength() (int, error) {
	if len(r.stack) == 0 {
		return 0, r.wrong(ErrSyntax, "an end tag that ends nothing")
	}
	raw := r.stack[len(r.stack)-1].raw
	n := 2 + len(raw)
	if r.have(n+1) && string(r.buf[r.pos+2:r.pos+n]) == raw {
		if r.buf[r.pos+n] == '>' {
			return n + 1, nil
		}
		all, err := r.until(">", n)
		if err != nil || len(bytes.Trim(r.buf[r.pos+n:r.pos+all-1], " \t\r\n")) == 0 {
			return all, err
		}
	}
	return 0, r.wrong(ErrSyntax, "an end tag that ends nothing")
}

// end tells the end of the innermost element.
func (r *Reader) end(from, to int64, empty bool) error {
	last := &r.stack[len(r.stack)-1]
	r.token.Kind, r.token.Name, r.token.Empty, r.token.Depth = End, last.name, empty, len(r.stack)
	r.token.From, r.token.To = from, to
	r.forget(last.mark)
	r.stack = r.stack[:len(r.stack)-1]
	return nil
}

// begin opens the source and reads the XML declaration, which is not told.
func (r *Reader) begin() (err error) {
	r.begun = true
	if r.src, r.encoding, r.mark, err = open(r.source); err != nil {
		return err
	}
	if !r.have(6) || string(r.buf[r.pos:r.pos+5]) != "<?xml" || !isSpace(r.buf[r.pos+5]) {
		return nil
	}
	n, err := r.until("?>", 5)
	if err != nil {
		return err
	}
	if err := r.xmlDeclaration(r.buf[r.pos+5 : r.pos+n-2]); err != nil {
		return err
	}
	r.pos += n
	return nil
}

// xmlDeclaration checks version, encoding and standalone, in this order (XML 1.0, section 2.8).
func (r *Reader) xmlDeclaration(body []byte) error {
	order := []string{"version", "encoding", "standalone"}
	for len(bytes.TrimLeft(body, " \t\r\n")) > 0 {
		name, value, rest, ok := pseudo(body)
		at := -1
		for i := range order {
			if order[i] == name {
				at = i
			}
		}
		if !ok || at < 0 || at > 0 && order[0] == "version" {
			return r.wrong(ErrSyntax, "the XML declaration")
		}
		order, body = order[at+1:], rest
		switch name {
		case "version":
			if value != "1.0" {
				return r.wrong(ErrSyntax, "another version than 1.0")
			}
		case "encoding":
			if !r.kept(declared[strings.ToLower(value)], value) {
				return r.wrong(ErrEncoding, value)
			}
		case "standalone":
			if value != "yes" && value != "no" {
				return r.wrong(ErrSyntax, "the XML declaration")
			}
		}
	}
	if len(order) == 3 {
		return r.wrong(ErrSyntax, "the XML declaration")
	}
	return nil
}

// kept tells whether a declared encoding is that which the octets are in.
func (r *Reader) kept(e encoding, name string) bool {
	if _, known := declared[strings.ToLower(name)]; !known {
		return false
	}
	if strings.EqualFold(name, "utf-16") {
		return r.encoding == encodingUTF16BE || r.encoding == encodingUTF16LE
	}
	return e == r.encoding
}

// pseudo reads one pair of the declaration, white space before it included.
func pseudo(b []byte) (name, value string, rest []byte, ok bool) {
	trimmed := bytes.TrimLeft(b, " \t\r\n")
	if len(trimmed) == len(b) {
		return "", "", nil, false
	}
	n, after, found := bytes.Cut(trimmed, []byte("="))
	after = bytes.TrimLeft(after, " \t\r\n")
	if !found || len(after) == 0 || after[0] != '"' && after[0] != '\'' {
		return "", "", nil, false
	}
	v, rest, found := bytes.Cut(after[1:], after[:1])
	return string(bytes.TrimRight(n, " \t\r\n")), string(v), rest, found
}
