package signing

import (
	"context"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/tasks"
)

// SendToSignature gives the text to the signatory. The author does it: after the approval, or at once where the kind
// of document asks for none, or again after a refusal when the text is the same (§3.5: approvals are kept).
func (s *Service) SendToSignature(ctx context.Context, by auth.Actor, documentID int64) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		d, err := s.documents.OpenLocked(ctx, tx, by, documentID) // load
		if err != nil {
			return err
		}
		if err := can(by, d, Send, order{}); err != nil { // may
			return err
		}
		v, err := s.current(ctx, tx, d)
		if err != nil {
			return err
		}
		if err := s.approvals.Allow(ctx, tx, d, v); err != nil {
			return err
		}
		if err := s.Registrable(ctx, tx, d); err != nil {
			return err
		}
		return s.Send(ctx, tx, &d, v)
	})
}

// Send moves a card whose text may be signed to him whose turn it is inside the caller's transaction.
func (s *Service) Send(ctx context.Context, tx *db.Tx, d *documents.Document, v documents.Version) error {
	return s.send(ctx, tx, d, v, nil)
}

// SendAfter is Send for a text that follows an act: many of them may be signed at once, as what that act brings.
func (s *Service) SendAfter(ctx context.Context, tx *db.Tx, d *documents.Document, v documents.Version, basisID int64) error {
	return s.send(ctx, tx, d, v, &basisID)
}

func (s *Service) send(ctx context.Context, tx *db.Tx, d *documents.Document, v documents.Version, basis *int64) error {
	if d.SignatoryID == nil {
		return fail.Field("signing.no_signatory", "signatory_id", "required")
	}
	o, err := s.order(ctx, tx, *d)
	if err != nil {
		return err
	}
	if err := s.documents.Move(ctx, tx, d, documents.OnSignature, "document.sent_to_signature", map[string]any{"version": v.No, "sha256": v.SHA256}); err != nil {
		return err
	}
	if err := EndRework(ctx, tx, d.ID); err != nil {
		return err
	}
	return s.ask(ctx, tx, *d, o.next(), basis)
}

// EndRework closes what waited for the author of a text, whoever gave it back to him: he has given it on.
func EndRework(ctx context.Context, tx *db.Tx, documentID int64) error {
	open, err := tasks.OnDocument(ctx, tx, documentID)
	if err != nil {
		return err
	}
	for _, t := range open {
		if t.Kind == tasks.Rework || t.Kind == tasks.SendToSign {
			if err := tasks.Done(ctx, tx, t.Subject, t.Kind, tasks.WasDone); err != nil {
				return err
			}
		}
	}
	return nil
}
