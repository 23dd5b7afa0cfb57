package text

import "strings"

// Shared marks in each of two texts the passages that stand in the other too: runs of at least so many words, whatever their
// endings, the service words between them and the punctuation. Cost: one pass over each text.
func Shared(a, b string, run int) (left, right []Piece) {
	mine, theirs := stems(a), stems(b)
	return passages(a, mine, runsOf(theirs, run), run), passages(b, theirs, runsOf(mine, run), run)
}

// stem is the stem of a word and where the word stands.
type stem struct {
	text       string
	start, end int
}

func stems(s string) (list []stem) {
	for w := range words(s) {
		if one := stemOf(w.text); one != "" {
			list = append(list, stem{one, w.start, w.end()})
		}
	}
	return list
}

// runsOf is the set of all runs of so many stems.
func runsOf(list []stem, run int) map[string]bool {
	set := map[string]bool{}
	for at := 0; at+run <= len(list); at++ {
		set[keyOf(list[at:at+run])] = true
	}
	return set
}

func keyOf(list []stem) string {
	var b strings.Builder
	for _, one := range list {
		b.WriteString(one.text)
		b.WriteByte(' ')
	}
	return b.String()
}

// passages cuts a text at the borders of what it shares with the other.
func passages(s string, list []stem, known map[string]bool, run int) (pieces []Piece) {
	at := 0
	for i := 0; i+run <= len(list); i++ {
		if !known[keyOf(list[i:i+run])] {
			continue
		}
		last := i + run
		for last < len(list) && known[keyOf(list[last-run+1:last+1])] {
			last++
		}
		pieces = put(pieces, s[at:list[i].start], false)
		pieces = put(pieces, s[list[i].start:list[last-1].end], true)
		at, i = list[last-1].end, last-1
	}
	return put(pieces, s[at:], false)
}
