package text

import (
	"strings"

	"github.com/kljensen/snowball/russian"
)

// StemText holds the stems of the words of the text in their order: the value of a full-text column, indexed by the
// `simple` configuration of PostgreSQL and by FTS5 of SQLite alike. Prepositions and conjunctions are left out; figures
// and foreign words stay as they are.
func StemText(s string) string {
	var b strings.Builder
	for w := range words(s) {
		stem := stemOf(w.text)
		if stem == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(stem)
	}
	return b.String()
}

// stemOf is the stem of a word as it stands in a text, empty for a word that says nothing.
func stemOf(form string) string {
	if len(form) > longestWord*2 {
		return stemFolded(foldWord(form))
	}
	return known.stem(form)
}

func stemFolded(w string) string {
	if service[w] {
		return ""
	}
	if stem, ok := noun(w); ok {
		return stem
	}
	return surname(russian.Stem(w, true))
}

// service words stand in nearly every text; an index without them is smaller and finds the same.
var service = set("а без бы в во для до же за и из или к ко ли на над не ни но о об обо от по под при про с со то у что как")

func set(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}
