package services

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode"

	"veche/internal/platform/text"
	"veche/internal/services/catalogue"
)

// territoryIn is what the answer to the question of the route says of the territory: the words themselves, a school by its
// code, of an address its settlement and district. The passport names the question; without one it is the answer called
// territory.
func territoryIn(p catalogue.Passport, answers []byte) string {
	path := territoryAnswer
	if p.RouteBy != "" {
		path = p.RouteBy
	}
	words, ok := answerIn(answers, path)
	if !ok {
		return ""
	}
	var address struct {
		Settlement string `json:"settlement"`
		District   string `json:"district"`
	}
	if strings.HasPrefix(words, "{") && json.Unmarshal([]byte(words), &address) == nil {
		return strings.Trim(address.Settlement+", "+address.District, ", ")
	}
	return words
}

// isIn reports whether a line of the table names the territory: its words stand in it one after another, so that «Ижевск» is
// found in «г. Ижевск, Индустриальный район», and «Глазов» is not in «Глазовский район».
func isIn(line, territory string) bool {
	asked, words := wordsIn(line), wordsIn(territory)
	for i := range words {
		if i+len(asked) <= len(words) && slices.Equal(words[i:i+len(asked)], asked) {
			return true
		}
	}
	return false
}

func wordsIn(s string) []string {
	return strings.FieldsFunc(text.Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
