package tasks

import (
	"context"
	"strings"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/jobs"
)

// Cards is what the inbox asks of the cards themselves.
type Cards interface {
	Get(ctx context.Context, r db.Reader, id int64) (documents.Document, error)
}

// Jobs subscribes the inbox to what happens to cards.
func Jobs(w *jobs.Worker, s *Service, cards Cards) {
	jobs.Handle(w, "tasks", func(ctx context.Context, c documents.Changed) error { return s.onChanged(ctx, cards, c.DocumentID) })
}

// onChanged takes the tasks of a card out of the inboxes where they no longer belong: nobody waits on an annulled or
// withdrawn document, and a document that became restricted is open by name alone (§2.11).
func (s *Service) onChanged(ctx context.Context, cards Cards, documentID int64) error {
	d, err := cards.Get(ctx, s.db, documentID)
	if err != nil {
		return err
	}
	ended := d.State == documents.Annulled || d.State == documents.Withdrawn
	if !ended && d.AccessMark == documents.Open {
		return nil
	}
	open, err := OnDocument(ctx, s.db, documentID)
	if err != nil || len(open) == 0 {
		return err
	}
	return s.db.Tx(ctx, auth.System("tasks"), func(tx *db.Tx) error {
		if ended {
			return CancelDocument(ctx, tx, documentID)
		}
		for _, t := range open {
			if err := t.restrict(ctx, tx); err != nil {
				return err
			}
		}
		return nil
	})
}

// restrict takes a task under the name of its person; what an office had goes to those who deal with restricted documents.
func (t Task) restrict(ctx context.Context, tx *db.Tx) error {
	next := auth.Role(documents.RightDSP, t.BodyID)
	if person := t.Person(); person != 0 {
		next = auth.Named(person)
	}
	if t.Principal == next || strings.HasPrefix(string(t.Principal), "role:"+string(documents.RightDSP)) {
		return nil
	}
	if err := DoneFor(ctx, tx, t.Subject, t.Kind, t.Principal, WasMoved); err != nil {
		return err
	}
	t.Principal = next
	return Put(ctx, tx, t)
}
