package text

import (
	"slices"
	"unicode/utf8"
)

// mostTerms bounds a query; a pasted page is not one.
const mostTerms = 16

// shortestPrefix is how many letters must be typed before a word is completed.
const shortestPrefix = 3

// Term is one word of a query, to be met in the text together with all the others.
type Term struct {
	Text   string `json:"text"`
	Prefix bool   `json:"prefix"` // the word may go on: it is still being typed
}

// Query reads what a person typed into the search line. All words are wanted; quotes and other signs
// only divide them. The last word, while nothing follows it, is taken for the beginning of a word.
func Query(s string) []Term {
	var terms []Term
	for w := range words(s) {
		stem := stemOf(w.text)
		if stem == "" {
			continue
		}
		open := w.end() == len(s) && utf8.RuneCountInString(stem) >= shortestPrefix
		terms = add(terms, Term{stem, open})
		if len(terms) == mostTerms {
			break
		}
	}
	return terms
}

// add leaves out a word that the query has already.
func add(terms []Term, t Term) []Term {
	if slices.ContainsFunc(terms, func(have Term) bool { return have.Text == t.Text }) {
		return terms
	}
	return append(terms, t)
}
