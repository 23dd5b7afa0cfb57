package catalogue

import (
	"slices"
	"strings"
	"unicode"

	"veche/internal/platform/text"
)

// spelling is a word of the catalogue as it stands there, and its stem.
type spelling struct{ stem, word []rune }

// spellingsOf are the words by which services can be found: of their names and of everyday speech.
func spellingsOf(list []Listing) (words []spelling) {
	known := map[string]bool{}
	for _, l := range list {
		for _, word := range strings.FieldsFunc(strings.Join(append(slices.Clone(l.Passport.Keywords), l.Passport.ShortName, l.Passport.Name), " "), notOfWord) {
			word = strings.ToLower(word)
			if stem := []rune(text.StemText(word)); len(stem) >= shortestMended && !known[word] {
				known[word] = true
				words = append(words, spelling{stem, []rune(word)})
			}
		}
	}
	return words
}

func notOfWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

func (s *Service) spellings() []spelling {
	s.index.mu.Lock()
	defer s.index.mu.Unlock()
	return s.index.words
}

// Short words have too many neighbours to guess; in a long one two letters may be wrong; of a word that is still typed so
// much must be there.
const (
	shortestMended = 4
	longWord       = 8
	longBeginning  = 6
)

// mended puts the nearest word of the catalogue in the place of each that no service has. Cost: one pass over the words of
// the catalogue for each strange word, of which a query has few.
func mended(list []Listing, words []spelling, typed string) string {
	if !strings.ContainsFunc(typed, isRussian) {
		typed = inRussian(typed)
	}
	fields := strings.FieldsFunc(typed, notOfWord)
	for i, word := range fields {
		if !anyStrange(list, text.Query(word)) {
			continue
		}
		if near := nearest(words, word); near != "" {
			fields[i] = near
		}
	}
	return strings.Join(fields, " ")
}

func isRussian(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }

// nearest is the word whose stem differs least from that of the typed one, in the form that differs least; "" where none is
// near.
func nearest(words []spelling, typed string) string {
	stem, whole := []rune(text.StemText(typed)), []rune(strings.ToLower(typed))
	if len(stem) < shortestMended {
		return ""
	}
	least, form := 2, 0
	if len(stem) >= longWord {
		least = 3
	}
	var best []rune
	for _, w := range words {
		d := distance(stem, w.stem, least+1)
		if n := len(stem); n >= longBeginning && n < len(w.stem) { // the word may not be typed to its end
			d = min(d, distance(stem, w.stem[:n], least+1))
		}
		if d > least || best == nil && d == least {
			continue
		}
		if other := distance(whole, w.word, len(whole)); d < least || other < form {
			least, form, best = d, other, w.word
		}
	}
	return string(best)
}

// distance counts the letters that are missing, needless, wrong or changed with their neighbour, up to a limit.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			wrong := last[j-1]
			if a[i-1] != b[j-1] {
				wrong++
			}
			row[j] = min(wrong, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		if slices.Min(row) >= limit {
			return limit
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

// keys of the two layouts of a Russian keyboard, in one order.
var latinKeys, russianKeys = []rune("`qwertyuiop[]asdfghjkl;'zxcvbnm,."), []rune("ёйцукенгшщзхъфывапролджэячсмитьбю")

// inRussian is a word typed without changing the layout: «gjcj,bt» is «пособие».
func inRussian(s string) string {
	return strings.Map(func(r rune) rune {
		if at := slices.Index(latinKeys, unicode.ToLower(r)); at >= 0 {
			return russianKeys[at]
		}
		return r
	}, s)
}
