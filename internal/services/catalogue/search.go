package catalogue

import (
	"context"
	"slices"
	"strings"

	"veche/internal/platform/text"
)

// weights of the fields in the search: who types a name means that service.
var weights = [4]int{8, 6, 2, 1}

const firstWord, popularity = 4, 2

// Found is what the search gives for what was typed.
type Found struct {
	Services   []Listing
	Situations []Situation // turns of life that the words name
	Read       string      // the words as they were understood, where they were mistyped; "" where they were not
}

// Search finds services by words of their names and of everyday speech, in any form of the word; services that have all
// the words stand first. A word that no service has is taken for a mistyped one: the nearest is looked for instead, and
// the answer says so.
func (s *Service) Search(ctx context.Context, typed string) (Found, error) {
	list, err := s.Public(ctx)
	terms := text.Query(typed)
	if err != nil || len(terms) == 0 {
		return Found{}, err
	}
	found := Found{Services: matches(list, terms), Situations: situationsOf(terms)}
	if len(found.Services) > 0 && !anyStrange(list, terms) {
		return found, nil
	}
	read := mended(list, s.spellings(), typed)
	terms = text.Query(read)
	if better := matches(list, terms); len(better) > 0 && !anyStrange(list, terms) {
		return Found{Services: better, Situations: situationsOf(terms), Read: read}, nil
	}
	return found, nil
}

// matches are the services that have as many of the words as the best of them, the nearest first.
func matches(list []Listing, terms []text.Term) []Listing {
	type hit struct {
		Listing
		score int
	}
	var hits []hit
	for _, l := range list {
		if score := l.score(terms); score > 0 {
			hits = append(hits, hit{l, score})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return b.score - a.score })
	found := make([]Listing, 0, len(hits))
	for _, h := range hits {
		if h.score < hits[0].score/100*100 { // fewer of the words than the best has
			break
		}
		found = append(found, h.Listing)
	}
	return found
}

// anyStrange tells whether one of the words stands in no service at all.
func anyStrange(list []Listing, terms []text.Term) bool {
	return slices.ContainsFunc(terms, func(t text.Term) bool {
		return !slices.ContainsFunc(list, func(l Listing) bool { return l.score([]text.Term{t}) > 0 })
	})
}

// score is a hundred for every word that is met, and what the places say where it is; a name that begins with the word,
// and a service that many look for, go before others.
func (l Listing) score(terms []text.Term) (score int) {
	for _, t := range terms {
		word := sought(t)
		weight := 0
		for i, field := range l.fields {
			if strings.Contains(field, word) {
				weight += weights[i]
			}
		}
		if strings.HasPrefix(l.fields[0], word) {
			weight += firstWord
		}
		if weight > 0 {
			score += 100 + weight
		}
	}
	if score > 0 && l.Passport.Popular {
		score += popularity
	}
	return score
}

// sought is a word as it stands in a field: whole, or the beginning of one that is still typed.
func sought(t text.Term) string {
	if t.Prefix {
		return " " + t.Text
	}
	return " " + t.Text + " "
}

// situationsOf are the turns of life whose names have all the words.
func situationsOf(terms []text.Term) (list []Situation) {
	for _, s := range Situations() {
		field := stems(s.Name, s.Hint)
		if !slices.ContainsFunc(terms, func(t text.Term) bool { return !strings.Contains(field, sought(t)) }) {
			list = append(list, s)
		}
	}
	return list
}
