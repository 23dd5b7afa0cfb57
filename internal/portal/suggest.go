package portal

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	"veche/internal/appeals"
	"veche/internal/platform/db"
	"veche/internal/platform/text"
)

// themeStems remembers the words of one version of the classifier; another version is read anew.
type themeStems struct {
	mu      sync.Mutex
	version int64
	themes  []stemmed[appeals.Theme]
}

// stemmed is something with the stems of its words.
type stemmed[T any] struct {
	value T
	stems []string
}

// Suggestion is what the text seems to be about. It is shown first and never chosen for the author.
type Suggestion struct {
	Bodies []BodyPage
	Topics []appeals.Theme
}

const (
	fewBodies = 2
	fewTopics = 4
)

// Suggest compares the stems of the text with what the bodies answer for and with the titles of the classifier.
func (s *Service) Suggest(ctx context.Context, words string) (found Suggestion, err error) {
	pages, err := s.Pages(ctx)
	if err != nil {
		return found, err
	}
	bodies := make([]stemmed[BodyPage], len(pages))
	for i, p := range pages {
		bodies[i] = stemmed[BodyPage]{p, stemsOf(p.Functions)}
	}
	themes, err := s.classifier(ctx)
	if err != nil {
		return found, err
	}
	stems := stemsOf(words)
	return Suggestion{nearest(bodies, stems, fewBodies), nearest(themes, stems, fewTopics)}, nil
}

func stemsOf(s string) []string { return strings.Fields(text.StemText(s)) }

// classifier are the questions of the classifier in force: only its lowest nodes name a matter.
func (s *Service) classifier(ctx context.Context) ([]stemmed[appeals.Theme], error) {
	version, err := db.One[int64](ctx, s.db, "SELECT COALESCE(MAX(id), 0) FROM theme_versions")
	if err != nil {
		return nil, err
	}
	s.themes.mu.Lock()
	defer s.themes.mu.Unlock()
	if s.themes.version == version {
		return s.themes.themes, nil
	}
	list, err := db.All[appeals.Theme](ctx, s.db, "SELECT code, title, jurisdiction FROM themes WHERE version_id = $1 AND code NOT LIKE '%.0000' ORDER BY code", version)
	if err != nil {
		return nil, err
	}
	s.themes.themes = make([]stemmed[appeals.Theme], len(list))
	for i, t := range list {
		s.themes.themes[i] = stemmed[appeals.Theme]{t, stemsOf(t.Title)}
	}
	s.themes.version = version
	return s.themes.themes, nil
}

// nearest are the few that share the most telling stems with the words: a stem that stands in many of them tells little.
func nearest[T any](all []stemmed[T], words []string, few int) []T {
	typed, among := map[string]bool{}, map[string]int{}
	for _, w := range words {
		typed[w] = true
	}
	for _, one := range all {
		for _, stem := range slices.Compact(slices.Sorted(slices.Values(one.stems))) {
			among[stem]++
		}
	}
	type scored struct {
		value T
		score float64
	}
	var found []scored
	for _, one := range all {
		score := 0.0
		for _, stem := range slices.Compact(slices.Sorted(slices.Values(one.stems))) {
			if typed[stem] && len([]rune(stem)) > 2 {
				score += 1 / float64(among[stem])
			}
		}
		if score > 0 {
			found = append(found, scored{one.value, score})
		}
	}
	slices.SortStableFunc(found, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	list := []T{}
	for _, one := range found[:min(few, len(found))] {
		list = append(list, one.value)
	}
	return list
}

// themeTitle is the name of a code, for the page of answers.
func (s *Service) themeTitle(ctx context.Context, code string) (string, error) {
	if code == "" {
		return "", nil
	}
	list, err := s.classifier(ctx)
	for _, t := range list {
		if t.value.Code == code {
			return t.value.Title, nil
		}
	}
	return "", err
}
