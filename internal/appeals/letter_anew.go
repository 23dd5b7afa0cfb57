package appeals

import (
	"context"
	"slices"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// WriteAnew writes a letter of an act once more, when its draft was withdrawn or its record annulled: the act stands, and
// the law still wants its letter to leave.
func (s *Service) WriteAnew(ctx context.Context, by auth.Actor, documentID, letterID int64) (d documents.Document, err error) {
	var m matter
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if m, err = s.open(ctx, tx, by, documentID); err != nil {
			return err
		}
		if !m.mayAnew(by) {
			return fail.New(fail.Denied, "appeal.denied", "letters of acts are written by the office or who decides")
		}
		list, err := s.letters(ctx, tx, by, m.Appeal)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(list, func(l LetterView) bool { return l.DocumentID == letterID && l.Void })
		if at < 0 {
			return fail.New(fail.Conflict, "appeal.letter_stands", "letter %d need not be written anew", letterID)
		}
		was := list[at]
		if d, err = s.write(ctx, tx, &m, m.begin(by, was.Kind, was.Form, was.Details.V)); err != nil {
			return err
		}
		return s.keep(ctx, tx, &m, "letter_anew", map[string]any{"letter": d.ID, "was": letterID})
	})
	return d, s.denied(ctx, by, m, "letter_anew", err)
}

// mayAnew reports whether the person sees to the letters of acts in this body.
func (m matter) mayAnew(by auth.Actor) bool {
	return by.BodyID == m.BodyID && (by.Can(documents.RightRegister) || by.Can(RightDecide))
}
