package tasks

import (
	"context"
	"slices"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/jobs"
)

// Cards is what the inbox asks of the cards themselves.
type Cards interface {
	Get(ctx context.Context, r db.Reader, id int64) (documents.Document, error)
	Lock(ctx context.Context, tx *db.Tx, id int64) (documents.Document, error)
	Registrars(ctx context.Context, r db.Reader, bodyID int64, mark documents.Mark) ([]auth.Principal, error)
}

// Jobs subscribes the inbox to what happens to cards.
func Jobs(w *jobs.Worker, s *Service, cards Cards) {
	jobs.Handle(w, "tasks", func(ctx context.Context, c documents.Changed) error { return s.onChanged(ctx, cards, c.DocumentID) })
}

// ended are the states in which nobody waits for anything any more.
var ended = []documents.State{documents.Annulled, documents.Withdrawn}

// onChanged keeps the inboxes in step with a card: nobody waits on an annulled or withdrawn document, a document that
// became restricted is open by name alone (§2.11), and the records office has what the state asks of it.
func (s *Service) onChanged(ctx context.Context, cards Cards, documentID int64) error {
	d, err := cards.Get(ctx, s.db, documentID)
	if err != nil {
		return err
	}
	if !slices.Contains(ended, d.State) && d.AccessMark == documents.Open {
		if asked, err := s.officeAsked(ctx, s.db, cards, d); err != nil || asked {
			return err
		}
	}
	return s.db.Tx(ctx, auth.System("tasks"), func(tx *db.Tx) error {
		d, err := cards.Lock(ctx, tx, documentID) // as it stands now
		if err != nil {
			return err
		}
		if slices.Contains(ended, d.State) {
			return CancelDocument(ctx, tx, documentID)
		}
		if err := restrictAll(ctx, tx, d); err != nil {
			return err
		}
		return askOffice(ctx, tx, cards, d)
	})
}

// restrictAll takes the tasks of a restricted document under the names of their people.
func restrictAll(ctx context.Context, tx *db.Tx, d documents.Document) error {
	if d.AccessMark == documents.Open {
		return nil
	}
	open, err := OnDocument(ctx, tx, d.ID)
	if err != nil {
		return err
	}
	for _, t := range open {
		if err := t.restrict(ctx, tx); err != nil {
			return err
		}
	}
	return nil
}

// restrict takes a task under the name of its person. What an office had ends: its clerks who are on the list find the
// card in the queue of its state.
func (t Task) restrict(ctx context.Context, tx *db.Tx) error {
	person := t.Person()
	if person != 0 && t.Principal == auth.Named(person) {
		return nil
	}
	if person == 0 {
		return DoneFor(ctx, tx, t.Subject, t.Kind, t.Principal, WasCancelled)
	}
	if err := DoneFor(ctx, tx, t.Subject, t.Kind, t.Principal, WasMoved); err != nil {
		return err
	}
	t.Principal = auth.Named(person)
	return Put(ctx, tx, t)
}
