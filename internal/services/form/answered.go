package form

import (
	"bytes"
	"strconv"
	"strings"

	"veche/internal/platform/calendar"
)

// Section is one page of a form with the answers in words: for the page «проверьте ответы», the officer's card and print.
type Section struct {
	Code  string
	Title string
	Rows  []Row
}

// Row is one answer. A group and an item of a list have rows of their own instead of words.
type Row struct {
	Path  string
	Title string
	Words string
	Rows  []Row

	Number bool // of a person's own paper: who reads it says so (152-ФЗ ст. 19)
}

// Answered puts the answers into words, in the order of the pages; what was not answered is left out, and so is a page
// without answers. The answers are those that Check has passed.
func (f *Form) Answered(answers []byte) []Section {
	r := f.spare.Get().(*reading)
	defer f.spare.Put(r)
	var out []Section
	if r.begin(f, answers, calendar.Date{}); r.scan() {
		for _, p := range f.pages {
			section := Section{Code: p.Code, Title: p.Title}
			for _, q := range p.Asks {
				section.Rows = append(section.Rows, r.rows(f.root.byName[q.Path], 0)...)
			}
			if len(section.Rows) > 0 {
				out = append(out, section)
			}
		}
	}
	r.answers = nil
	return out
}

// Uploads are the codes of the files that the answers name, each once.
func (f *Form) Uploads(answers []byte) []string {
	r := f.spare.Get().(*reading)
	defer f.spare.Put(r)
	var codes []string
	if r.begin(f, answers, calendar.Date{}); r.scan() {
		r.uploads(f.root, 0, &codes)
	}
	r.answers = nil
	return codes
}

func (r *reading) uploads(f *field, base int, codes *[]string) {
	s := r.slots[base+f.slot]
	switch {
	case f.kind == group:
		for _, child := range f.fields {
			r.uploads(child, base, codes)
		}
	case f.kind == list:
		for at := s.first; at != 0; at = r.slots[at].next {
			r.uploads(f.item, int(at), codes)
		}
	case f.format == formats["upload"] && s.kind != absent:
		*codes = append(*codes, string(r.content(s)))
	}
}

// rows are what a field adds to its group: one row, or none without an answer.
func (r *reading) rows(f *field, base int) []Row {
	s := r.slots[base+f.slot]
	row := Row{Path: r.path(f.path), Title: f.title}
	switch {
	case s.kind == absent:
		return nil
	case f.kind == group && s.kind == group:
		for _, child := range f.fields {
			row.Rows = append(row.Rows, r.rows(child, base)...)
		}
	case f.kind == list && f.item.kind == group && f.widget != "file":
		index := 0
		for at := s.first; at != 0; at = r.slots[at].next {
			r.way = append(r.way, place{f, index})
			if item := r.rows(f.item, int(at)); item != nil {
				item[0].Title += " " + strconv.Itoa(index+1)
				row.Rows = append(row.Rows, item...)
			}
			r.way = r.way[:len(r.way)-1]
			index++
		}
	case f.kind == list:
		row.Words = strings.Join(r.listed(f, s), ", ")
	default:
		row.Words, row.Number = f.words(r.worded(s)), f.format == formats["snils"] || f.format == formats["passport"]
	}
	if row.Words == "" && len(row.Rows) == 0 {
		return nil
	}
	return []Row{row}
}

// listed are the words of each item: choices by their titles, files by their names.
func (r *reading) listed(f *field, s slot) []string {
	var words []string
	for at := s.first; at != 0; at = r.slots[at].next {
		if f.item.kind != group {
			words = append(words, f.item.words(r.worded(r.slots[at])))
		} else if name := f.item.byName["name"]; name != nil {
			words = append(words, r.worded(r.slots[int(at)+name.slot]))
		}
	}
	return words
}

func (r *reading) worded(s slot) string {
	word, _ := r.word(s)
	return word
}

// words are an answer as a person writes it.
func (f *field) words(answer string) string {
	switch {
	case f.choices != nil:
		if n, known := f.choices[answer]; known {
			return f.labels[n]
		}
	case f.kind == boolean:
		return map[string]string{"true": "Да", "false": "Нет"}[answer]
	case f.format == formats["date"]:
		return dayOf([]byte(answer)).Russian()
	case f.format == formats["phone"] && len(answer) == 12:
		return masked("+9 999 999-99-99", answer)
	case f.format == formats["snils"]:
		return masked("999-999-999 99", answer)
	case f.format == formats["passport"]:
		return masked("99 99 999999", answer)
	case f.mask != "":
		return masked(f.mask, answer)
	case f.kind == number || f.kind == integer:
		return strings.TrimSpace(strings.ReplaceAll(answer, ".", ",") + " " + f.unit)
	}
	return answer
}

// masked decorates an answer: 9 and A stand for its signs in turn, a sign of the mask that is in the answer too is taken
// once. What does not fill the mask is left as it is.
func masked(mask, answer string) string {
	var out bytes.Buffer
	rest := []rune(answer)
	for _, m := range mask {
		switch {
		case len(rest) == 0:
			return answer
		case m == '9' || m == 'A':
			out.WriteRune(rest[0])
			rest = rest[1:]
		default:
			if out.WriteRune(m); rest[0] == m {
				rest = rest[1:]
			}
		}
	}
	if len(rest) > 0 {
		return answer
	}
	return out.String()
}
