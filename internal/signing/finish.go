package signing

import (
	"context"
	"slices"

	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
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
	registrars, err := s.registrars(ctx, tx, *d)
	if err != nil {
		return err
	}
	for _, p := range registrars {
		if err := s.documents.Grant(ctx, tx, *d, p, "office"); err != nil {
			return err
		}
		task := tasks.Task{BodyID: d.BodyID, Principal: p, Kind: tasks.Register, DocumentID: d.ID, Subject: tasks.Subject("document", d.ID),
			FromName: tx.By.Name, DueOn: d.DueOn, Urgent: d.Urgent}
		if err := tasks.Put(ctx, tx, task); err != nil {
			return err
		}
	}
	return nil
}

// registrars are the records office, or, for a restricted document, those of it who are admitted to such documents,
// by name (§2.11).
func (s *Service) registrars(ctx context.Context, r db.Reader, d documents.Document) ([]auth.Principal, error) {
	if d.AccessMark != documents.Restricted {
		return []auth.Principal{auth.Office(d.BodyID)}, nil
	}
	clerks, err := s.org.WithRight(ctx, r, d.BodyID, documents.RightRegister)
	if err != nil {
		return nil, err
	}
	admitted, err := s.org.WithRight(ctx, r, d.BodyID, documents.RightDSP)
	var list []auth.Principal
	for _, clerk := range clerks {
		if slices.ContainsFunc(admitted, func(e org.Employee) bool { return e.ID == clerk.ID }) {
			list = append(list, auth.Named(clerk.ID))
		}
	}
	return list, err
}
