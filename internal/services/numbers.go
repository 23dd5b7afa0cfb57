package services

import (
	"context"
	"strings"
	"unicode"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/services/form"
)

// Numbers are what the card shows by their last figures alone: an officer tells two people apart by them, and needs the
// whole number for a request on paper or at the counter.
type Numbers struct {
	SNILS   string            `json:"snils"`
	Answers map[string]string `json:"answers" doc:"By the path of the question"`
}

// Numbers shows the whole numbers of a person's papers to who sees the application; that somebody has read them is an act
// of its own (152-ФЗ ст. 19).
func (s *Service) Numbers(ctx context.Context, by auth.Actor, id int64) (n Numbers, err error) {
	m, err := s.look(ctx, s.db, by, id)
	if err != nil {
		return n, err
	}
	who, err := s.ApplicantByID(ctx, s.db, m.ApplicantID)
	if err != nil {
		return n, err
	}
	if err := audit.Seen(ctx, s.db, by, audit.Ref{Kind: "applicant_numbers", ID: m.ApplicantID, Title: m.Number}); err != nil {
		return n, err
	}
	n = Numbers{SNILS: snilsWords(who.SNILS), Answers: map[string]string{}}
	version, err := s.Catalogue.VersionByID(ctx, s.db, m.VersionID)
	if err != nil {
		return n, err
	}
	f, err := s.forms.of(version)
	if err != nil {
		return n, err
	}
	for _, page := range f.Answered([]byte(m.Answers)) {
		n.gather(page.Rows)
	}
	return n, nil
}

func (n Numbers) gather(rows []form.Row) {
	for _, r := range rows {
		if r.Number {
			n.Answers[r.Path] = r.Words
		}
		n.gather(r.Rows)
	}
}

// snilsWords writes the number as its certificate does.
func snilsWords(figures string) string {
	if len(figures) != 11 {
		return figures
	}
	return figures[:3] + "-" + figures[3:6] + "-" + figures[6:9] + " " + figures[9:]
}

// shownFigures is how many of the last figures are shown.
const shownFigures = 4

// lastFigures hides the figures of a number but for the last ones; signs between them stay.
func lastFigures(words string) string {
	left := strings.Count(strings.Map(figure, words), "0")
	var out strings.Builder
	for _, r := range words {
		if unicode.IsDigit(r) {
			if left--; left >= shownFigures {
				r = '•'
			}
		}
		out.WriteRune(r)
	}
	return out.String()
}

// figure makes one sign of all figures.
func figure(r rune) rune {
	if unicode.IsDigit(r) {
		return '0'
	}
	return -1
}
