package examine

import (
	"os"
	"regexp"
	"testing"
)

// TestActsHaveTheWordsOfTheCard compares the words for acts with those that the card shows.
func TestActsHaveTheWordsOfTheCard(t *testing.T) {
	raw, err := os.ReadFile("../../../web/src/i18n/ru/cards.ts")
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for _, act := range regexp.MustCompile(`(?m)^  '((?:document|approval|signature|delivery)\.[a-z_]+)': '([^']+)',`).FindAllStringSubmatch(string(raw), -1) {
		names[act[1]] = act[2]
	}
	for code, words := range acts {
		if names[code] != words {
			t.Errorf("%s is called %q, on the card %q", code, words, names[code])
		}
	}
}
