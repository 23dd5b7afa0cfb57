package form

import (
	"unicode/utf16"
	"unicode/utf8"

	"veche/internal/platform/calendar"
)

// slot is where one answer stands. Items of a list are frames of slots behind one another in a chain; the first slot of
// a frame is the item itself.
type slot struct {
	start, end  int32 // of the bytes; of a text without its quotes
	first, next int32 // frames: of a list's first item, and of the item after this one; 0 for none
	count       int32 // items
	kind        kind
}

// reading is one pass over answers. Readings are kept and used again.
type reading struct {
	form     *Form
	answers  []byte
	at       int
	today    calendar.Date
	slots    []slot
	scratch  []byte // a text without its escapes
	way      []place
	problems []Problem
}

// place is a list and the number of its item on the way to what is being read.
type place struct {
	list  *field
	index int
}

func (r *reading) begin(f *Form, answers []byte, today calendar.Date) {
	r.form, r.answers, r.at, r.today = f, answers, 0, today
	r.slots, r.way, r.problems = r.slots[:0], r.way[:0], nil
	r.frame(f.root.span)
}

// frame adds empty slots and tells where they begin. The first frame of all begins at 0, so 0 can mean "none" elsewhere.
func (r *reading) frame(span int) int {
	base := len(r.slots)
	for range span {
		r.slots = append(r.slots, slot{})
	}
	return base
}

// scan reads all bytes into slots; false where they are no JSON.
func (r *reading) scan() bool {
	if !r.value(r.form.root, 0, 0) {
		return false
	}
	r.space()
	return r.at == len(r.answers)
}

func (r *reading) space() {
	for r.at < len(r.answers) {
		switch r.answers[r.at] {
		case ' ', '\n', '\r', '\t':
			r.at++
		default:
			return
		}
	}
}

func (r *reading) next() byte {
	r.space()
	if r.at == len(r.answers) {
		return 0
	}
	return r.answers[r.at]
}

// eat takes one byte that must stand here.
func (r *reading) eat(c byte) bool {
	if r.next() != c || c == 0 {
		return false
	}
	r.at++
	return true
}

// value reads what stands here into the field's slot; a nil field is somewhere outside the form and is only passed over.
func (r *reading) value(f *field, base, depth int) bool {
	if depth > 2*mostDepth {
		return false
	}
	var s slot
	switch c := r.next(); {
	case c == '{':
		s.kind = group
		if !r.object(f, base, depth) {
			return false
		}
	case c == '[':
		return r.array(f, base, depth)
	case c == '"':
		var ok bool
		if s, ok = r.text(); !ok {
			return false
		}
	case c == '-' || c >= '0' && c <= '9':
		s = slot{kind: number, start: int32(r.at)}
		if !r.digits() {
			return false
		}
		s.end = int32(r.at)
	case c == 't' && r.literal("true"):
		s.kind = yes
	case c == 'f' && r.literal("false"):
		s.kind = no
	case c == 'n' && r.literal("null"):
		s.kind = null
	default:
		return false
	}
	r.put(f, base, s)
	return true
}

// put keeps the chain that a frame already stands in.
func (r *reading) put(f *field, base int, s slot) {
	if f == nil {
		return
	}
	s.next = r.slots[base+f.slot].next
	r.slots[base+f.slot] = s
}

func (r *reading) literal(w string) bool {
	if len(r.answers)-r.at < len(w) || string(r.answers[r.at:r.at+len(w)]) != w {
		return false
	}
	r.at += len(w)
	return true
}

func (r *reading) object(f *field, base, depth int) bool {
	r.at++
	if r.eat('}') {
		return true
	}
	for turn := 0; ; turn++ {
		if r.next() != '"' {
			return false
		}
		key, ok := r.text()
		if !ok || !r.eat(':') {
			return false
		}
		var child *field
		if f != nil && f.kind == group {
			if child = f.child(r.content(key), turn); child == nil {
				r.unknown(f, key)
			} else if r.slots[base+child.slot].kind != absent {
				return false // a name that stands twice means two things
			}
		}
		if !r.value(child, base, depth+1) {
			return false
		}
		if r.eat(',') {
			continue
		}
		return r.eat('}')
	}
}

// child is the field of the name. Answers mostly come in the order of the form, so the turn-th is tried first.
func (f *field) child(name []byte, turn int) *field {
	if turn < len(f.fields) && f.fields[turn].name == string(name) {
		return f.fields[turn]
	}
	return f.byName[string(name)]
}

func (r *reading) array(f *field, base, depth int) bool {
	r.at++
	s := slot{kind: list}
	var item *field
	if f != nil && f.kind == list {
		item = f.item
	}
	last := 0
	for !r.eat(']') {
		if s.count > 0 && !r.eat(',') {
			return false
		}
		at := 0
		if item != nil {
			if s.count == mostItems {
				item = nil // the rest is passed over; the number alone is wrong enough
			} else if at = r.frame(item.span); last == 0 {
				s.first = int32(at)
			} else {
				r.slots[last].next = int32(at)
			}
		}
		if item != nil {
			last = at
			r.way = append(r.way, place{f, int(s.count)})
		}
		if !r.value(item, at, depth+1) {
			return false
		}
		if item != nil {
			r.way = r.way[:len(r.way)-1]
		}
		s.count++
	}
	r.put(f, base, s)
	return true
}

// text reads a string: UTF-8 without holes, escapes that mean letters.
func (r *reading) text() (slot, bool) {
	r.at++
	s := slot{kind: text, start: int32(r.at)}
	plain := true
	for r.at < len(r.answers) {
		switch c := r.answers[r.at]; {
		case c == '"':
			s.end = int32(r.at)
			r.at++
			return s, plain || utf8.Valid(r.answers[s.start:s.end])
		case c == '\\':
			letter, ok := r.escape()
			if !ok {
				return s, false
			}
			if letter < ' ' && letter != '\n' && letter != '\r' && letter != '\t' {
				s.kind = hostile
			} else if s.kind == text {
				s.kind = escaped
			}
			continue
		case c < ' ':
			return s, false
		case c >= utf8.RuneSelf:
			plain = false
		}
		r.at++
	}
	return s, false
}

// escape reads one escape and tells its letter.
func (r *reading) escape() (rune, bool) {
	if r.at+1 >= len(r.answers) {
		return 0, false
	}
	c := r.answers[r.at+1]
	if c != 'u' {
		r.at += 2
		letter, known := plainEscape(c)
		return letter, known
	}
	first, ok := r.hex()
	if !ok || !utf16.IsSurrogate(first) {
		return first, ok
	}
	if r.at+1 >= len(r.answers) || r.answers[r.at] != '\\' || r.answers[r.at+1] != 'u' {
		return 0, false
	}
	second, ok := r.hex()
	letter := utf16.DecodeRune(first, second)
	return letter, ok && letter != utf8.RuneError
}

func plainEscape(c byte) (rune, bool) {
	switch c {
	case '"', '\\', '/':
		return rune(c), true
	case 'b':
		return '\b', true
	case 'f':
		return '\f', true
	case 'n':
		return '\n', true
	case 'r':
		return '\r', true
	case 't':
		return '\t', true
	}
	return 0, false
}

// hex reads \uXXXX.
func (r *reading) hex() (n rune, ok bool) {
	if r.at+6 > len(r.answers) {
		return 0, false
	}
	for _, c := range r.answers[r.at+2 : r.at+6] {
		switch {
		case c >= '0' && c <= '9':
			n = n<<4 + rune(c-'0')
		case c >= 'a' && c <= 'f':
			n = n<<4 + rune(c-'a'+10)
		case c >= 'A' && c <= 'F':
			n = n<<4 + rune(c-'A'+10)
		default:
			return 0, false
		}
	}
	r.at += 6
	return n, true
}

// digits reads a number as JSON writes it.
func (r *reading) digits() bool {
	r.accept('-')
	if !r.accept('0') && !r.run() {
		return false
	}
	if r.accept('.') && !r.run() {
		return false
	}
	if r.accept('e') || r.accept('E') {
		_ = r.accept('+') || r.accept('-')
		return r.run()
	}
	return true
}

func (r *reading) accept(c byte) bool {
	if r.at < len(r.answers) && r.answers[r.at] == c {
		r.at++
		return true
	}
	return false
}

func (r *reading) run() bool {
	from := r.at
	for r.at < len(r.answers) && r.answers[r.at] >= '0' && r.answers[r.at] <= '9' {
		r.at++
	}
	return r.at > from
}

// content is a text without its escapes. It holds until the next call.
func (r *reading) content(s slot) []byte {
	raw := r.answers[s.start:s.end]
	if s.kind == text {
		return raw
	}
	out := r.scratch[:0]
	at, end := r.at, len(r.answers)
	for r.at = int(s.start); r.at < int(s.end); {
		if c := r.answers[r.at]; c != '\\' {
			out = append(out, c)
			r.at++
			continue
		}
		letter, _ := r.escape() // text has read it already
		out = utf8.AppendRune(out, letter)
	}
	r.at, r.answers, r.scratch = at, r.answers[:end], out
	return out
}
