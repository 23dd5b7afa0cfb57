package text

import (
	"strings"
	"unicode"
)

// Op says what happened to a stretch of text between two versions.
type Op string

const (
	Equal  Op = "equal"
	Insert Op = "insert"
	Delete Op = "delete"
)

// Change is one stretch of the comparison.
type Change struct {
	Op   Op     `json:"op"`
	Text string `json:"text"`
}

// Diff compares two versions of a text: paragraphs first, then the words of the paragraphs that
// differ. What is equal or deleted makes up a, what is equal or inserted makes up b.
//
// It is Myers' algorithm over words. A library was considered (sergi/go-diff): it compares letters,
// so that «утвердить» and «отвергнуть» show as confetti, and words only through a detour by runes.
func Diff(a, b string) []Change {
	before, after := paragraphs(a), paragraphs(b)
	var out merged
	for _, e := range edits(before, after) {
		was, is := before[e.a0:e.a1], after[e.b0:e.b1]
		switch {
		case e.equal:
			out.add(Equal, strings.Join(was, ""))
		case len(was) > 0 && len(is) > 0:
			out.words(strings.Join(was, ""), strings.Join(is, ""))
		default:
			out.add(Delete, strings.Join(was, ""))
			out.add(Insert, strings.Join(is, ""))
		}
	}
	return out.done()
}

// paragraphs keeps the line end with its paragraph.
func paragraphs(s string) []string {
	if s == "" {
		return nil
	}
	lines := strings.SplitAfter(s, "\n")
	if last := len(lines) - 1; lines[last] == "" {
		lines = lines[:last]
	}
	return lines
}

// tokens are words, runs of spaces within a line, and single other signs.
func tokens(s string) []string {
	var list []string
	for len(s) > 0 {
		n := run(s, inWord)
		if n == 0 {
			n = run(s, func(r rune) bool { return unicode.IsSpace(r) && r != '\n' })
		}
		if n == 0 {
			n = run(s, nil)
		}
		list = append(list, s[:n])
		s = s[n:]
	}
	return list
}

// run is the length of the leading runes of a class; of one rune when no class is asked.
func run(s string, class func(rune) bool) int {
	for i, r := range s {
		if class == nil && i > 0 || class != nil && !class(r) {
			return i
		}
	}
	return len(s)
}

// merged collects changes so that they read well: neighbours of one kind are one stretch, a
// deletion stands before its insertion, and a space or comma left between two changes joins them.
type merged struct {
	list          []Change
	was, is, glue strings.Builder
}

func (m *merged) words(was, is string) {
	before, after := tokens(was), tokens(is)
	for _, e := range edits(before, after) {
		if e.equal {
			m.add(Equal, strings.Join(before[e.a0:e.a1], ""))
			continue
		}
		m.add(Delete, strings.Join(before[e.a0:e.a1], ""))
		m.add(Insert, strings.Join(after[e.b0:e.b1], ""))
	}
}

func (m *merged) add(op Op, s string) {
	if s == "" {
		return
	}
	if op == Equal {
		changing := m.was.Len()+m.is.Len() > 0
		if !changing || strings.ContainsFunc(s, func(r rune) bool { return inWord(r) || r == '\n' }) {
			m.flush()
			m.equal(s)
			return
		}
		m.glue.WriteString(s)
		return
	}
	if m.glue.Len() > 0 {
		m.was.WriteString(m.glue.String())
		m.is.WriteString(m.glue.String())
		m.glue.Reset()
	}
	if op == Delete {
		m.was.WriteString(s)
	} else {
		m.is.WriteString(s)
	}
}

// flush writes the change collected so far and the signs after it that turned out to be equal.
func (m *merged) flush() {
	if m.was.Len() > 0 {
		m.list = append(m.list, Change{Delete, m.was.String()})
	}
	if m.is.Len() > 0 {
		m.list = append(m.list, Change{Insert, m.is.String()})
	}
	m.was.Reset()
	m.is.Reset()
	if m.glue.Len() > 0 {
		m.equal(m.glue.String())
		m.glue.Reset()
	}
}

func (m *merged) equal(s string) {
	if n := len(m.list); n > 0 && m.list[n-1].Op == Equal {
		m.list[n-1].Text += s
		return
	}
	m.list = append(m.list, Change{Equal, s})
}

func (m *merged) done() []Change {
	m.flush()
	return m.list
}
