package xmltoken

import "bytes"

// special are the octets at which a piece of text ends.
var special = [256]bool{'<': true, '&': true, '\r': true, '>': true}

// readText tells the next piece of text of an element. Ends of lines become line feeds.
func (r *Reader) readText() (told bool, err error) {
	switch r.buf[r.pos] {
	case '&':
		return true, r.readReference()
	case '\r':
		r.brackets = 0
		if r.have(2) && r.buf[r.pos+1] == '\n' {
			r.pos++
			return false, nil
		}
		r.pos++
		return true, r.tellText([]byte("\n"))
	}
	i := r.pos
	for i < r.good && !special[r.buf[i]] {
		i++
	}
	if i < r.good && r.buf[i] == '>' {
		if r.bracketed(r.buf[r.pos:i]) {
			return false, r.wrong(ErrSyntax, "]]> in a text")
		}
		i++ // an ordinary character otherwise
	}
	piece := r.buf[r.pos:i]
	r.brackets = min(2, r.trailing(piece))
	r.pos = i
	return true, r.tellText(piece)
}

// trailing counts the brackets at the end of the text that a piece ends.
func (r *Reader) trailing(piece []byte) int {
	n := 0
	for n < len(piece) && piece[len(piece)-1-n] == ']' {
		n++
	}
	if n == len(piece) {
		n += r.brackets
	}
	return n
}

func (r *Reader) bracketed(piece []byte) bool { return r.trailing(piece) >= 2 }

func (r *Reader) tellText(piece []byte) error {
	r.token.Kind, r.token.Data = Text, piece
	return nil
}

// readReference tells a character that stands for another.
func (r *Reader) readReference() error {
	r.brackets = 0
	const longest = 32
	for {
		window := r.buf[r.pos:min(r.good, r.pos+longest)]
		if end := bytes.IndexByte(window, ';'); end >= 0 {
			out, err := r.reference(r.scratch[:0], window[1:end])
			if err != nil {
				return err
			}
			r.scratch = out
			r.pos += end + 1
			return r.tellText(out)
		}
		if len(window) == longest || !r.have(len(window)+1) {
			return r.wrong(ErrEntity, "")
		}
	}
}

// readCData tells the next piece of a CDATA section; it ends at the mark, which is not told.
func (r *Reader) readCData() (told bool, err error) {
	const mark = "]]>"
	if !r.have(len(mark)) {
		return false, r.further()
	}
	rest := r.buf[r.pos:r.good]
	if bytes.HasPrefix(rest, []byte(mark)) {
		r.cdata = false
		r.pos += len(mark)
		return false, nil
	}
	if rest[0] == '\r' {
		r.pos++
		if rest[1] == '\n' {
			return false, nil
		}
		return true, r.tellText([]byte("\n"))
	}
	end := len(rest) - len(mark) + 1 // the mark may begin in the last octets
	if i := bytes.Index(rest, []byte(mark)); i >= 0 {
		end = i
	}
	if i := bytes.IndexByte(rest[:end], '\r'); i >= 0 {
		end = i
	}
	for end < len(rest) && end > 0 && rest[end]&0xC0 == 0x80 {
		end-- // whole characters only
	}
	if end == 0 {
		end = wholeRune(rest)
	}
	r.pos += end
	return true, r.tellText(rest[:end])
}
