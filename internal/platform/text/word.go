package text

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longestWord is how many letters of a word are looked at; what is longer is not language
// (encoded attachments pasted into a letter) and must not fill the index.
const longestWord = 40

// word is a run of letters and digits and its place in the text.
type word struct {
	text  string
	start int // byte offset
}

func (w word) end() int { return w.start + len(w.text) }

// words cuts the text into words as it stands, nothing folded.
func words(s string) iter.Seq[word] {
	return func(yield func(word) bool) {
		start := -1
		for i, r := range s {
			if inWord(r) {
				if start < 0 {
					start = i
				}
				continue
			}
			if start >= 0 && !yield(word{s[start:i], start}) {
				return
			}
			start = -1
		}
		if start >= 0 {
			yield(word{s[start:], start})
		}
	}
}

// inWord also takes the marks that stand over letters and the soft hyphen inside them.
func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '\u00ad'
}

// foldWord brings a word to the form in which it is stemmed.
func foldWord(s string) string {
	latin, cyrillic, n := false, false, 0
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFC.String(clip(s)) {
		if invisible(r) {
			continue
		}
		if n++; n > longestWord {
			break
		}
		r = foldRune(r)
		latin = latin || 'a' <= r && r <= 'z'
		cyrillic = cyrillic || unicode.Is(unicode.Cyrillic, r)
		b.WriteRune(r)
	}
	if latin && cyrillic {
		return strings.Map(toCyrillic, b.String())
	}
	return b.String()
}

// clip bounds the work on a "word" of megabytes.
func clip(s string) string {
	const most = 8 * longestWord
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "")
}

// toCyrillic mends a word in which a scanner or a hasty hand mixed alphabets: «Cовет» with a Latin C.
func toCyrillic(r rune) rune {
	const latin, cyrillic = "abcehkmoptxy", "авсенкмортху"
	if i := strings.IndexRune(latin, r); i >= 0 {
		return []rune(cyrillic)[i]
	}
	return r
}
