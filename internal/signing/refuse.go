package signing

import (
	"context"

	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/tasks"
)

// Refused is the outcome of a task of the signatory who did not sign.
const Refused tasks.Outcome = "refused"

// Refuse gives the text back to its author with a reason. Approvals stay: the same text may come again (§3.5).
func (s *Service) Refuse(ctx context.Context, by auth.Actor, documentID int64, reason string) error {
	reason, err := required(reason)
	if err != nil {
		return err
	}
	d, err := s.documents.Open(ctx, s.db, by, documentID)
	if err != nil {
		return err
	}
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		d, err := s.documents.OpenLocked(ctx, tx, by, documentID) // load
		if err != nil {
			return err
		}
		o, err := s.order(ctx, tx, d)
		if err != nil {
			return err
		}
		if err := can(by, d, Refuse, o); err != nil { // may
			return err
		}
		v, err := s.current(ctx, tx, d)
		if err != nil {
			return err
		}
		return s.refuse(ctx, tx, &d, v, o.principal(by), reason)
	})
	return s.keepDenial(ctx, by, Refuse, d, err)
}

func (s *Service) refuse(ctx context.Context, tx *db.Tx, d *documents.Document, v documents.Version, p *auth.Person, reason string) error {
	row := Refusal{DocumentID: d.ID, VersionID: v.ID, RefusedBy: tx.By.PersonID, RefusedName: tx.By.Name, Reason: reason, RefusedAt: tx.Now}
	row.RefusedPost, _, row.OnBehalfID = mark(tx.By, p)
	if _, err := db.Insert(ctx, tx, "signature_refusals", row); err != nil {
		return err
	}
	if err := s.documents.Move(ctx, tx, d, documents.SignatureRefused, "document.signature_refused", map[string]any{"version": v.No}); err != nil {
		return err
	}
	entry := audit.Entry{Action: "signature.refused", Object: d.Ref(), OnBehalfOf: p, Detail: map[string]any{"version": v.No, "reason": reason}}
	if err := audit.Write(ctx, tx, entry); err != nil {
		return err
	}
	if err := tasks.Done(ctx, tx, subject(d.ID), tasks.Sign, Refused); err != nil || d.AuthorID == nil {
		return err
	}
	return tasks.Put(ctx, tx, tasks.Task{
		BodyID: d.BodyID, Principal: s.documents.Principal(*d, *d.AuthorID), Kind: tasks.Rework, DocumentID: d.ID, Subject: subject(d.ID),
		Title: reason, FromName: tx.By.Name, DueOn: d.DueOn, Urgent: d.Urgent,
	})
}
