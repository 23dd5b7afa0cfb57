package dispatch

import (
	"context"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// deliver puts the letter into the incoming queue of the other body, in one transaction with the delivery: repeated, it
// finds the card there and does nothing.
func (s *Service) deliver(ctx context.Context, a Deliver) error {
	return s.db.Tx(ctx, auth.System("dispatch"), func(tx *db.Tx) error {
		v, err := s.lock(ctx, tx, a.DeliveryID)
		if err != nil || v.State != Waiting {
			return err
		}
		letter, err := s.documents.Get(ctx, tx, v.DocumentID)
		if err != nil {
			return err
		}
		there, err := s.arrive(ctx, tx, letter, v)
		if err != nil {
			return err
		}
		v.State, v.ToDocumentID, v.SentAt, v.DeliveredAt = Delivered, &there.ID, &tx.Now, &tx.Now
		v.Attempts++
		return s.settle(ctx, tx, &v, "delivery.delivered")
	})
}

// arrive makes the incoming card: requisites, files and signatures are taken over, nothing is retyped.
func (s *Service) arrive(ctx context.Context, tx *db.Tx, letter documents.Document, v Delivery) (documents.Document, error) {
	sender, err := s.documents.EntryOf(ctx, tx, *v.ToBodyID, letter.BodyID)
	if err != nil {
		return documents.Document{}, err
	}
	kind, err := s.kindThere(ctx, tx, *v.ToBodyID, letter.KindID)
	if err != nil {
		return documents.Document{}, err
	}
	signatory, err := s.signatory(ctx, tx, letter)
	if err != nil {
		return documents.Document{}, err
	}
	there := documents.Document{
		BodyID: *v.ToBodyID, Flow: documents.Incoming, KindID: kind, State: documents.Received,
		Summary: letter.Summary, AccessMark: letter.AccessMark, CopyNumber: letter.CopyNumber, Urgent: letter.Urgent,
		CorrespondentID: &sender.ID, SenderNumber: letter.Number, SenderKey: letter.NumberKey, SenderDate: letter.RegisteredOn,
		SenderSignatory: signatory, Channel: documents.ByPlatform, Sheets: letter.Sheets, Attachments: letter.Attachments,
	}
	if there.InReplyToID, err = s.answered(ctx, tx, letter, *v.ToBodyID); err != nil {
		return there, err
	}
	if err := s.documents.Arrive(ctx, tx, &there); err != nil {
		return there, err
	}
	return there, s.carry(ctx, tx, letter, there)
}

// carry copies the files and signatures and links the cards.
func (s *Service) carry(ctx context.Context, tx *db.Tx, letter, there documents.Document) error {
	copied, err := s.documents.CopyFiles(ctx, tx, letter, there)
	if err != nil {
		return err
	}
	if err := s.signing.Carry(ctx, tx, letter.ID, there.ID, copied); err != nil {
		return err
	}
	if there.InReplyToID != nil {
		if err := s.documents.Link(ctx, tx, there.ID, *there.InReplyToID, documents.Reply); err != nil {
			return err
		}
	}
	return s.documents.Link(ctx, tx, there.ID, letter.ID, documents.Copy)
}

// answered finds, for a reply, the letter of the other body that it answers: the one from which the card here came.
func (s *Service) answered(ctx context.Context, tx *db.Tx, letter documents.Document, toBodyID int64) (*int64, error) {
	if letter.InReplyToID == nil {
		return nil, nil
	}
	ids, err := db.All[int64](ctx, tx, `
		SELECT document_id FROM deliveries WHERE to_document_id = $1 AND body_id = $2`, *letter.InReplyToID, toBodyID)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	return &ids[0], nil
}

// kindThere is the incoming kind of the same name in the other body, or its first one.
func (s *Service) kindThere(ctx context.Context, tx *db.Tx, bodyID, kindID int64) (int64, error) {
	kind, err := s.documents.KindByID(ctx, tx, kindID)
	if err != nil {
		return 0, err
	}
	kinds, err := s.documents.Kinds(ctx, tx, bodyID)
	if err != nil {
		return 0, err
	}
	var first int64
	for _, k := range kinds {
		switch {
		case k.Flow != documents.Incoming:
		case k.Name == kind.Name:
			return k.ID, nil
		case first == 0:
			first = k.ID
		}
	}
	if first == 0 {
		return 0, fail.New(fail.Unready, "document.no_kinds", "body %d has no incoming kinds", bodyID)
	}
	return first, nil
}

// signatory is who signed, as the signature says: an acting officer stands there with his own name.
func (s *Service) signatory(ctx context.Context, tx *db.Tx, letter documents.Document) (string, error) {
	names, err := db.All[string](ctx, tx, "SELECT signer_name || ', ' || signer_post FROM signatures WHERE document_id = $1 ORDER BY id LIMIT 1", letter.ID)
	if err != nil || len(names) == 0 {
		return "", err
	}
	return names[0], nil
}

// registeredThere notes the number that the other body gave.
func (s *Service) registeredThere(ctx context.Context, a documents.WasRegistered) error {
	return s.answer(ctx, a.DocumentID, "delivery.registered", func(v *Delivery, there documents.Document) {
		v.State, v.ToNumber, v.ToDate = Registered, there.Number, there.RegisteredOn
	})
}

// refusedThere notes why the other body did not register the letter.
func (s *Service) refusedThere(ctx context.Context, a documents.WasTurnedAway) error {
	return s.answer(ctx, a.DocumentID, "delivery.refused", func(v *Delivery, there documents.Document) {
		v.State, v.Reason = Refused, there.Reason
	})
}

// answer brings what happened to the letter there back to the sender's card.
func (s *Service) answer(ctx context.Context, thereID int64, action string, note func(v *Delivery, there documents.Document)) error {
	return s.db.Tx(ctx, auth.System("dispatch"), func(tx *db.Tx) error {
		ids, err := db.All[int64](ctx, tx, "SELECT id FROM deliveries WHERE to_document_id = $1", thereID)
		if err != nil || len(ids) == 0 {
			return err
		}
		there, err := s.documents.Get(ctx, tx, thereID)
		if err != nil {
			return err
		}
		v, err := s.lock(ctx, tx, ids[0])
		if err != nil || v.State != Delivered {
			return err
		}
		note(&v, there)
		v.AnsweredAt = &tx.Now
		return s.settle(ctx, tx, &v, action)
	})
}
