package transform

import (
	"errors"
	"unicode/utf8"
)

// ErrSpace refuses a text that begins with more white space than is kept in memory until a character shows that the
// text counts.
var ErrSpace = errors.New("transform: a text begins with too much white space")

// Measures of rule 9.1, in UTF-16 units.
const (
	short = 11  // the longest text that is written at once
	piece = 512 // of a longer one
)

// held is how much white space at the beginning of a text is kept, in octets.
const held = 4 << 20

// text is one text of the document, that may come in parts.
type text struct {
	to      *Writer
	solid   bool   // has more than white space
	long    bool   // of more than the short length
	head    []byte // the beginning, as long as it is not known to be solid and long
	units   int    // of head, or written so far
	escaped bool   // the last character was escaped
	bracket bool   // the last character was «]»
}

// end writes a short text and forgets a blank one.
func (t *text) end() {
	if t.solid && !t.long {
		t.writeShort()
	}
	*t = text{to: t.to, head: t.head[:0]}
}

func (t *text) Write(p []byte) (int, error) {
	t.write(p)
	if len(t.to.out) >= flushed {
		t.to.flush()
	}
	return len(p), t.to.err
}

func (t *text) write(data []byte) {
	if t.long {
		t.writeLong(data)
		return
	}
	for i := 0; !t.solid && i < len(data); i++ {
		t.solid = data[i] > 0x20
	}
	if len(t.head)+len(data) <= short {
		// Too little to tell; there are no more units than octets.
		t.head = append(t.head, data...)
		return
	}
	if !t.solid {
		if len(t.head)+len(data) > held {
			t.to.err = ErrSpace
			return
		}
		t.head = append(t.head, data...)
		return
	}
	if t.units = units(t.head) + units(data); t.units <= short {
		t.head = append(t.head, data...)
		return
	}
	t.long, t.units = true, 0
	t.writeLong(t.head)
	t.writeLong(data)
	t.head = t.head[:0]
}

// writeShort writes a text of 11 units or less.
func (t *text) writeShort() {
	out := t.to.out
	for i, c := range t.head {
		switch {
		case c == '<':
			out = append(out, "&lt;"...)
		case c == '&':
			out = append(out, "&amp;"...)
		case c == '\r':
			out = append(out, "&#xd;"...)
		case c == '>' && (i == 0 || t.head[i-1] == ']'):
			out = append(out, "&gt;"...)
		default:
			out = append(out, c)
		}
	}
	t.to.out = out
}

var special = [256]bool{'<': true, '&': true, '\r': true, '>': true}

// writeLong writes a part of a text of 12 units or more.
func (t *text) writeLong(data []byte) {
	out := t.to.out
	for len(data) > 0 {
		i := 0
		for i < len(data) && !special[data[i]] {
			i++
		}
		if i > 0 {
			out = append(out, data[:i]...)
			t.units = (t.units + units(data[:i])) % piece
			t.bracket, t.escaped = data[i-1] == ']', false
		}
		if i == len(data) {
			break
		}
		out = t.writeSpecial(out, data[i])
		data = data[i+1:]
	}
	t.to.out = out
}

func (t *text) writeSpecial(out []byte, c byte) []byte {
	escaped := true
	switch {
	case c == '<':
		out = append(out, "&lt;"...)
	case c == '&':
		out = append(out, "&amp;"...)
	case c == '\r':
		out = append(out, "&#xd;"...)
	case t.units%piece == 0 || t.bracket || t.escaped:
		out = append(out, "&gt;"...)
	default:
		out = append(out, '>')
		escaped = false
	}
	t.units = (t.units + 1) % piece
	t.bracket, t.escaped = false, escaped
	return out
}

// units counts the UTF-16 units of whole characters.
func units(b []byte) (n int) {
	for _, c := range b {
		if c < utf8.RuneSelf || c >= 0xC0 {
			n++ // the first octet of a character
		}
		if c >= 0xF0 {
			n++ // beyond the basic plane
		}
	}
	return n
}
