package signing

import (
	"context"

	"veche/internal/documents"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/tasks"
)

// finish ends the signing and gives the card to the records office: sign, register, dispatch, in this order.
func (s *Service) finish(ctx context.Context, tx *db.Tx, d *documents.Document) error {
	if err := s.documents.Move(ctx, tx, d, documents.Signed, "document.signed", nil); err != nil {
		return err
	}
	if err := tasks.Done(ctx, tx, subject(d.ID), tasks.Sign, tasks.WasDone); err != nil {
		return err
	}
	registrars, err := s.documents.Registrars(ctx, tx, d.BodyID, d.AccessMark)
	if err != nil {
		return err
	}
	for _, p := range registrars {
		task := tasks.Task{BodyID: d.BodyID, Principal: p, Kind: tasks.Register, DocumentID: d.ID, Subject: tasks.Subject("document", d.ID),
			FromName: tx.By.Name, DueOn: d.DueOn, Urgent: d.Urgent}
		if err := tasks.Put(ctx, tx, task); err != nil {
			return err
		}
	}
	return nil
}

// Registrable refuses a text that nobody could register once it is signed: a signed document is not taken back.
func (s *Service) Registrable(ctx context.Context, r db.Reader, d documents.Document) error {
	registrars, err := s.documents.Registrars(ctx, r, d.BodyID, d.AccessMark)
	if err == nil && len(registrars) == 0 {
		err = fail.New(fail.Conflict, "signing.nobody_admitted", "no clerk of body %d is admitted to restricted documents", d.BodyID)
	}
	return err
}
