package appeals

import (
	"context"
	"strings"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// InterimInput is what the author is told on the way.
type InterimInput struct {
	Text string `json:"text" minLength:"1" maxLength:"10000"`
}

// Interim writes an interim answer: how the matter stands. The term of the law goes on, no question ends.
func (s *Service) Interim(ctx context.Context, by auth.Actor, documentID int64, in InterimInput) (documents.Document, error) {
	text := strings.TrimSpace(in.Text)
	if text == "" {
		return documents.Document{}, fail.Field("appeal.reason_required", "text", "required")
	}
	return s.tell(ctx, by, documentID, "interim_drafted", LetterInterim, formInterim, Details{Text: text})
}

// TellRegistered writes the notice of the registration with the number and the term: expected by who wrote electronically.
func (s *Service) TellRegistered(ctx context.Context, by auth.Actor, documentID int64) (documents.Document, error) {
	return s.tell(ctx, by, documentID, "registration_notice_drafted", LetterNoticed, formRegistered, Details{})
}

// tell writes a letter to the author that changes nothing in his appeal.
func (s *Service) tell(ctx context.Context, by auth.Actor, documentID int64, action string, kind LetterKind, code FormCode, details Details) (documents.Document, error) {
	return s.writes(ctx, by, documentID, action, func(tx *db.Tx, m *matter) (documents.Document, map[string]any, error) {
		return s.toAuthor(ctx, tx, m, m.begin(by, kind, code, details))
	})
}

// toAuthor writes a letter that its author must be able to get.
func (s *Service) toAuthor(ctx context.Context, tx *db.Tx, m *matter, l letter) (d documents.Document, detail map[string]any, err error) {
	to, err := s.authorsOf(ctx, tx, m.Appeal, false)
	if err != nil {
		return d, nil, err
	}
	if len(to) == 0 {
		return d, nil, fail.New(fail.Conflict, "appeal.unreachable", "no address of the author of appeal %d", m.DocumentID)
	}
	d, err = s.write(ctx, tx, m, l)
	return d, map[string]any{"letter": d.ID}, err
}
