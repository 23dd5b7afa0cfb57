package text

import (
	"strings"
	"unicode/utf8"
)

// Piece is a stretch of text; Hit marks the words that were looked for.
type Piece struct {
	Text string `json:"text"`
	Hit  bool   `json:"hit,omitzero"`
}

// readAtMost bounds how far into a text the words are looked for.
const readAtMost = 256 << 10

// Highlight cuts from the text about width letters in which most of the terms stand, and marks them.
// A text without any of them is shown from its beginning. The pieces are text, not markup.
func Highlight(s string, terms []Term, width int) []Piece {
	found := hits(s, terms)
	start, end := window(s, found, width)
	var pieces []Piece
	if start > 0 {
		pieces = put(pieces, "… ", false)
	}
	at := start
	for _, h := range found {
		if h.start < start || h.end() > end {
			continue
		}
		pieces = put(pieces, s[at:h.start], false)
		pieces = put(pieces, h.text, true)
		at = h.end()
	}
	pieces = put(pieces, s[at:end], false)
	if end < len(s) {
		pieces = put(pieces, " …", false)
	}
	return pieces
}

func put(pieces []Piece, s string, hit bool) []Piece {
	if s == "" {
		return pieces
	}
	if n := len(pieces); n > 0 && !hit && !pieces[n-1].Hit {
		pieces[n-1].Text += s
		return pieces
	}
	return append(pieces, Piece{s, hit})
}

// hit is a word of the text that answers a term of the query.
type hit struct {
	word
	term int
}

func hits(s string, terms []Term) (found []hit) {
	for w := range words(s) {
		if w.start > readAtMost {
			break
		}
		stem := stemOf(w.text)
		for i, t := range terms {
			if stem == t.Text || t.Prefix && strings.HasPrefix(stem, t.Text) {
				found = append(found, hit{w, i})
				break
			}
		}
	}
	return found
}

// window is the stretch that begins shortly before a hit and holds the most different terms.
func window(s string, found []hit, width int) (start, end int) {
	best := 0
	for i, first := range found {
		from := back(s, first.start, width/4)
		to := forward(s, from, width)
		terms := map[int]bool{}
		for _, h := range found[i:] {
			if h.end() > to {
				break
			}
			terms[h.term] = true
		}
		if len(terms) > best {
			best, start = len(terms), from
		}
	}
	return start, forward(s, start, width)
}

// back goes n letters towards the beginning and on to the beginning of a word.
func back(s string, from, n int) int {
	at := from
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
	}
	if at == 0 {
		return 0
	}
	if gap := strings.IndexAny(s[at:from], " \n\t"); gap >= 0 {
		return at + gap + 1
	}
	return at
}

// forward goes n letters on and back to the end of a word.
func forward(s string, at, n int) int {
	start := at
	for ; n > 0 && at < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	if at == len(s) {
		return at
	}
	if gap := strings.LastIndexAny(s[start:at], " \n\t"); gap > 0 {
		return start + gap
	}
	return at
}
