package transform

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"veche/smev/xmltoken"
)

// sort puts the attributes in the order of rule 7.
func (w *Writer) sort(t *xmltoken.Token) {
	w.order = w.order[:0]
	for i := range t.Attributes {
		w.order = append(w.order, i)
	}
	slices.SortFunc(w.order, func(i, j int) int {
		a, b := t.Attributes[i].Name, t.Attributes[j].Name
		if (a.Space == "") != (b.Space == "") {
			if a.Space == "" {
				return 1
			}
			return -1
		}
		return cmp.Or(compare(a.Space, b.Space), compare(a.Local, b.Local))
	})
}

// compare orders strings by their UTF-16 units: characters beyond the basic plane come before those from U+E000.
func compare(a, b string) int {
	for a != "" && b != "" {
		x, n := utf8.DecodeRuneInString(a)
		y, m := utf8.DecodeRuneInString(b)
		if x != y {
			return cmp.Compare(unit(x), unit(y))
		}
		a, b = a[n:], b[m:]
	}
	return cmp.Compare(len(a), len(b))
}

// unit places a character among others: those from U+E000 to U+FFFF come after the surrogates of those beyond.
func unit(c rune) rune {
	if c >= 0xE000 && c < 0x10000 {
		return c + 0x110000
	}
	return c
}
