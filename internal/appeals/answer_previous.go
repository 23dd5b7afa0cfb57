package appeals

import (
	"context"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
)

// mostText bounds what is shown of a text beside another: a person compares pages, not books.
const mostText = 20_000

// Side is one text of a comparison.
type Side struct {
	DocumentID   int64         `json:"document_id"`
	Number       string        `json:"number"`
	RegisteredOn calendar.Date `json:"registered_on"`
	Summary      string        `json:"summary"`
	Text         string        `json:"text" doc:"Empty where the file has no text that a program can read"`
}

// GivenAnswer is an answer given before, with the appeal that it answered.
type GivenAnswer struct {
	Appeal Side  `json:"appeal"`
	Answer *Side `json:"answer,omitempty" doc:"Absent where the appeal had none, or the reader may not see it"`
	Same   *bool `json:"same" doc:"What a clerk decided; absent while nobody has"`
}

// Correspondence is what one looks at before it is ended (art. 11.5): the new appeal beside the answers given before.
type Correspondence struct {
	Now    Side          `json:"now"`
	Before []GivenAnswer `json:"before" doc:"Newest first"`
	Counts int           `json:"counts" doc:"Answers on the same matter"`
	Needed int           `json:"needed" doc:"As many the law wants"`
}

// Previous lays the earlier answers beside the new appeal, as far as the reader may see them.
func (s *Service) Previous(ctx context.Context, by auth.Actor, documentID int64) (v Correspondence, err error) {
	v.Needed, v.Before = consequences[CorrespondenceCeased].Previous, []GivenAnswer{}
	var m matter
	if m.card, err = s.documents.Open(ctx, s.db, by, documentID); err != nil {
		return v, err
	}
	if m, err = s.load(ctx, s.db, m); err != nil {
		return v, err
	}
	if v.Now, err = s.side(ctx, m.card); err != nil {
		return v, err
	}
	list, err := s.earlier(ctx, s.db, by, m)
	if err != nil {
		return v, err
	}
	counted := map[int64]bool{}
	for _, e := range list {
		given, err := s.given(ctx, by, e)
		if err != nil {
			return v, err
		}
		v.Before = append(v.Before, given)
		if e.AnswerID != nil && e.Same != nil && *e.Same {
			counted[*e.AnswerID] = true
		}
	}
	v.Counts = len(counted)
	return v, nil
}

func (s *Service) given(ctx context.Context, by auth.Actor, e Earlier) (GivenAnswer, error) {
	g := GivenAnswer{Same: e.Same}
	was, err := s.documents.Get(ctx, s.db, e.DocumentID)
	if err != nil {
		return g, err
	}
	if g.Appeal, err = s.side(ctx, was); err != nil || e.AnswerID == nil {
		return g, err
	}
	sees, err := s.documents.Sees(ctx, s.db, by, *e.AnswerID)
	if err != nil || !sees {
		return g, err
	}
	answer, err := s.documents.Get(ctx, s.db, *e.AnswerID)
	if err != nil {
		return g, err
	}
	side, err := s.side(ctx, answer)
	g.Answer = &side
	return g, err
}

func (s *Service) side(ctx context.Context, d documents.Document) (Side, error) {
	text, err := s.documents.MainText(ctx, s.db, d.ID, mostText)
	return Side{DocumentID: d.ID, Number: d.Number, RegisteredOn: d.RegisteredOn, Summary: d.Summary, Text: text}, err
}
