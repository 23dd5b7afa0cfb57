package signing

import (
	"context"

	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/jobs"
	"veche/internal/tasks"
)

// Jobs subscribes signing to what happens to cards.
func Jobs(w *jobs.Worker, s *Service) {
	jobs.Handle(w, "signing.registered", s.onRegistered)
	jobs.Handle(w, "signing.withdrawn", s.onWithdrawn)
	jobs.Handle(w, "signing.improve", s.onImprove)
	jobs.Handle(w, "signing.recheck", s.onRecheck)
	w.Every("signing.watch", watchEvery, s.Watch)
}

// onRegistered ends the task that finish gave to the records office.
func (s *Service) onRegistered(ctx context.Context, job documents.WasRegistered) error {
	return s.db.Tx(ctx, auth.System("signing"), func(tx *db.Tx) error {
		return tasks.Done(ctx, tx, tasks.Subject("document", job.DocumentID), tasks.Register, tasks.WasDone)
	})
}

// onWithdrawn takes a withdrawn draft from the signatory's queue.
func (s *Service) onWithdrawn(ctx context.Context, job documents.WasWithdrawn) error {
	return s.db.Tx(ctx, auth.System("signing"), func(tx *db.Tx) error {
		return tasks.Cancel(ctx, tx, subject(job.DocumentID))
	})
}

// MoveTask gives the place of a leaving person to another: the signature, the rework after a refusal, or the
// registration of a restricted document, which waits for clerks by name (scenario 29).
func (s *Service) MoveTask(ctx context.Context, tx *db.Tx, t tasks.Task, to org.Employee) error {
	d, err := s.documents.Lock(ctx, tx, t.DocumentID)
	if err != nil {
		return err
	}
	ground := "signature"
	switch t.Kind {
	case tasks.Sign:
		if t.Person() != 0 && d.SignatoryID != nil && t.Person() != *d.SignatoryID {
			_, err = tx.Exec(ctx, "UPDATE cosigners SET employee_id = $1 WHERE document_id = $2 AND employee_id = $3", to.ID, d.ID, t.Person())
		} else {
			d.SignatoryID = &to.ID
		}
	case tasks.Rework:
		d.AuthorID, ground = &to.ID, "author"
	case tasks.Register:
		ground = "office"
	}
	if err != nil {
		return err
	}
	if err := s.documents.Save(ctx, tx, &d, "document.task_moved", map[string]any{"kind": t.Kind, "to": to.ID}); err != nil {
		return err
	}
	if err := s.documents.RevokeFrom(ctx, tx, d.ID, t.Principal, ground); err != nil {
		return err
	}
	if err := s.documents.Grant(ctx, tx, d, s.documents.Principal(d, to.ID), ground); err != nil {
		return err
	}
	return tasks.Pass(ctx, tx, t, to.ID)
}
