package form

import (
	"strconv"
	"strings"

	"veche/internal/platform/calendar"
)

// Value is one answer, by its path: "child.snils", "schools.0.code". A text is given without its escapes, a number as it
// was written, a tick as "true" or "false". What is absent, a group, a list or no answers at all give false. The answers
// are those that Check has passed.
func (f *Form) Value(answers []byte, path string) (string, bool) {
	r := f.spare.Get().(*reading)
	defer f.spare.Put(r)
	if r.begin(f, answers, calendar.Date{}); !r.scan() {
		return "", false
	}
	value, ok := r.follow(path)
	r.answers = nil
	return value, ok
}

// Values are several answers at the price of one reading; an answer that is not there is "".
func (f *Form) Values(answers []byte, paths ...string) []string {
	r := f.spare.Get().(*reading)
	defer f.spare.Put(r)
	out := make([]string, len(paths))
	if r.begin(f, answers, calendar.Date{}); r.scan() {
		for i, path := range paths {
			out[i], _ = r.follow(path)
		}
	}
	r.answers = nil
	return out
}

// Take checks the answers and, when all is right, gives several of them: the door of the intake reads a form once.
func (f *Form) Take(answers []byte, today calendar.Date, paths ...string) ([]string, []Problem) {
	var out []string
	problems := f.check(answers, today, func(r *reading) {
		out = make([]string, len(paths))
		for i, path := range paths {
			out[i], _ = r.follow(path)
		}
	})
	return out, problems
}

// Words are several answers as a person reads them: a choice by its title, not by its code.
func (f *Form) Words(answers []byte, paths ...string) []string {
	r := f.spare.Get().(*reading)
	defer f.spare.Put(r)
	out := make([]string, len(paths))
	if r.begin(f, answers, calendar.Date{}); r.scan() {
		for i, path := range paths {
			if at, slot, found := r.find(path); found {
				out[i] = at.words(r.worded(slot))
			}
		}
	}
	r.answers = nil
	return out
}

func (r *reading) follow(path string) (string, bool) {
	_, slot, found := r.find(path)
	if !found {
		return "", false
	}
	return r.word(slot)
}

// find goes down a path to the question and its answer.
func (r *reading) find(path string) (*field, slot, bool) {
	at, base := r.form.root, 0
	for path != "" {
		var step string
		step, path, _ = strings.Cut(path, ".")
		switch at.kind {
		case group:
			if at = at.byName[step]; at == nil {
				return nil, slot{}, false
			}
		case list:
			n, err := strconv.Atoi(step)
			if base = r.item(r.slots[base+at.slot], n); err != nil || base == 0 {
				return nil, slot{}, false
			}
			at = at.item
		default:
			return nil, slot{}, false
		}
	}
	return at, r.slots[base+at.slot], true
}

// item is where the frame of the n-th item begins; 0 where the list is shorter.
func (r *reading) item(s slot, n int) int {
	at := int(s.first)
	for ; n > 0 && at != 0; n-- {
		at = int(r.slots[at].next)
	}
	if n < 0 {
		return 0
	}
	return at
}

// word is the answer of a slot as text.
func (r *reading) word(s slot) (string, bool) {
	switch s.kind {
	case text, escaped:
		return string(r.content(s)), true
	case number:
		return string(r.answers[s.start:s.end]), true
	case yes:
		return "true", true
	case no:
		return "false", true
	}
	return "", false
}
