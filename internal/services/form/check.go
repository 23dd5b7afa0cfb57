package form

import (
	"unicode/utf8"

	"veche/internal/platform/calendar"
)

// mostProblems are told at once; who has more begins with these.
const mostProblems = 100

// Check reads an applicant's answers in one pass and says what is wrong, in the order of the pages; nil when all is
// right. Today is the day at the place of the body: terms of age are counted from it.
//
// It never keeps the bytes and allocates nothing when all is right.
func (f *Form) Check(answers []byte, today calendar.Date) []Problem {
	return f.check(answers, today, nil)
}

// check reads and judges; right is told of answers in which nothing is wrong, while they are read.
func (f *Form) check(answers []byte, today calendar.Date, right func(*reading)) []Problem {
	if len(answers) > mostBytes {
		return []Problem{{Code: "large", Text: sentences["large"]}}
	}
	r := f.spare.Get().(*reading)
	defer f.spare.Put(r)
	r.begin(f, answers, today)
	if !r.scan() || r.slots[0].kind != group {
		r.answers = nil
		return []Problem{{Code: "broken", Text: sentences["broken"]}}
	}
	r.group(f.root, 0)
	if len(r.problems) == 0 && right != nil {
		right(r)
	}
	r.answers = nil // somebody else's bytes are not kept with what is used again
	return r.problems
}

// group looks at the fields of a group in the order in which they are asked.
func (r *reading) group(f *field, base int) {
	for _, child := range f.fields {
		s := &r.slots[base+child.slot]
		if child.when == nil || child.when.holds(r, base) {
			r.field(child, base)
			continue
		}
		if s.kind != absent {
			r.problem("hidden", child)
			clear(r.slots[base+child.slot : base+child.slot+child.span]) // what is not asked decides nothing
		}
	}
}

func (r *reading) field(f *field, base int) {
	s := r.slots[base+f.slot]
	switch {
	case s.kind == absent && !f.insists():
	case f.kind == list && s.kind == list && !f.insists() && r.onlyEmpty(f, s):
		r.slots[base+f.slot] = slot{} // nothing was written, so it decides nothing
	case f.kind == group && (s.kind == group || s.kind == absent):
		before := len(r.problems)
		r.group(f, base)
		if s.kind == absent && len(r.problems) == before {
			r.problem("required", f)
		}
	case s.kind == absent:
		r.problem("required", f)
	case f.kind == list && s.kind == list:
		r.list(f, s)
	default:
		if code := r.leaf(f, s); code != "" {
			r.problem(code, f)
		}
	}
}

// insists tells whether a field must be answered. A list in which there may be nothing is answered by leaving it alone.
func (f *field) insists() bool { return f.required && (f.kind != list || f.few > 0) }

// onlyEmpty tells whether a list holds no more than records into which nothing was written.
func (r *reading) onlyEmpty(f *field, s slot) bool {
	for at := s.first; at != 0; at = r.slots[at].next {
		if f.item.kind != group || r.slots[at].kind != group {
			return false
		}
		for _, child := range f.item.fields {
			if r.slots[int(at)+child.slot].kind != absent {
				return false
			}
		}
	}
	return s.first != 0 || s.count == 0
}

func (r *reading) list(f *field, s slot) {
	count := int(s.count)
	switch {
	case count == 0 && f.few > 0:
		r.problem("required", f)
		return
	case count < f.few:
		r.problem("few", f)
	case count > f.many:
		r.problem("many", f)
		return
	}
	index := 0
	for at := s.first; at != 0; at = r.slots[at].next {
		r.way = append(r.way, place{f, index})
		if f.unique && r.stoodBefore(f.item, s.first, at) {
			r.problem("repeated", f.item)
		} else {
			r.field(f.item, int(at))
		}
		r.way = r.way[:len(r.way)-1]
		index++
	}
}

// stoodBefore tells whether an item of the chain before this one is the same choice.
func (r *reading) stoodBefore(item *field, first, at int32) bool {
	mine := r.choice(item, at)
	for ; mine >= 0 && first != at; first = r.slots[first].next {
		if r.choice(item, first) == mine {
			return true
		}
	}
	return false
}

// choice is the number of the choice in the slot, -1 for what is none.
func (r *reading) choice(f *field, at int32) int {
	s := r.slots[at]
	if s.kind != text && s.kind != escaped {
		return -1
	}
	if n, known := f.choices[string(r.content(s))]; known {
		return n
	}
	return -1
}

// leaf is the code of what is wrong with one answer, "" for nothing.
func (r *reading) leaf(f *field, s slot) string {
	switch f.kind {
	case text:
		switch s.kind {
		case text, escaped:
			return f.wrongText(r.content(s), r.today)
		case hostile:
			return "characters"
		}
	case boolean:
		if s.kind == yes || s.kind == no && !f.agree {
			return ""
		}
		if s.kind == no {
			return "required"
		}
	case number, integer:
		if s.kind == number {
			return r.wrongNumber(f, s)
		}
	}
	return "type"
}

func (r *reading) wrongNumber(f *field, s slot) string {
	n, ok := r.number(s)
	switch {
	case !ok || f.kind == integer && n != float64(int64(n)):
		return "type"
	case f.low != nil && n < *f.low:
		return "min"
	case f.high != nil && n > *f.high:
		return "max"
	}
	return ""
}

func (f *field) wrongText(answer []byte, today calendar.Date) string {
	if blank(answer) {
		return "required"
	}
	if f.choices != nil {
		if _, known := f.choices[string(answer)]; !known {
			return "choice"
		}
		return ""
	}
	// A text of so many bytes has no more letters than bytes: mostly there is nothing to count.
	if f.shortest > 1 || len(answer) > f.longest {
		switch n := utf8.RuneCount(answer); {
		case n < f.shortest:
			return "short"
		case n > f.longest:
			return "long"
		}
	}
	switch {
	case f.format != nil && !f.format.right(answer):
		return f.format.code
	case f.pattern != nil && !f.pattern.Match(answer):
		return "pattern"
	case f.earliest != nil && dayOf(answer).Before(f.earliest.on(today)):
		return "early"
	case f.latest != nil && dayOf(answer).After(f.latest.on(today)):
		return "late"
	}
	return ""
}

// blank is what a person sees as nothing.
func blank(b []byte) bool {
	for len(b) > 0 {
		switch {
		case b[0] == ' ' || b[0] == '\n' || b[0] == '\r' || b[0] == '\t':
			b = b[1:]
		case len(b) > 1 && b[0] == 0xC2 && b[1] == 0xA0:
			b = b[2:]
		default:
			return false
		}
	}
	return true
}
