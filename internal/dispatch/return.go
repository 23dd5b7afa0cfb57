package dispatch

import (
	"context"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Return asks the exchange of a channel to take an answer back the way its letter came; it ends with Returned or
// ReturnFailed. Every such exchange hears of it and takes what is its own.
type Return struct {
	DeliveryID int64 `json:"delivery_id"`
}

func (Return) Kind() string { return "dispatch.return" }

// Answer is what goes back.
type Answer struct {
	Delivery Delivery
	Letter   documents.Document
	To       documents.Document // the card that is answered
	Files    []documents.File   // the signed version, its attachments and signatures
}

// returnable says whether a letter can leave by the channel by which the card that it answers came.
func (s *Service) returnable(ctx context.Context, r db.Reader, d documents.Document, a documents.Addressee) error {
	_, found, err := s.asked(ctx, r, d, a)
	if err == nil && !found {
		err = fail.New(fail.Invalid, "dispatch.no_way_back", "card %d answers nothing that came by %s", d.ID, a.Channel)
	}
	return err
}

// asked is the card of this addressee, by this channel, that a letter answers, or is about: an interim answer, or a notice,
// is no reply, and goes back all the same the way he wrote.
func (s *Service) asked(ctx context.Context, r db.Reader, d documents.Document, a documents.Addressee) (documents.Document, bool, error) {
	var about []int64
	if d.InReplyToID != nil {
		about = append(about, *d.InReplyToID)
	} else {
		links, err := s.documents.Links(ctx, r, d.ID)
		if err != nil {
			return documents.Document{}, false, err
		}
		for _, l := range links {
			if l.FromID == d.ID && l.Kind == documents.Related {
				about = append(about, l.ToID)
			}
		}
	}
	for _, id := range about {
		card, err := s.documents.Get(ctx, r, id)
		if err != nil {
			return card, false, err
		}
		if card.Channel == a.Channel && card.CorrespondentID != nil && *card.CorrespondentID == a.CorrespondentID {
			return card, true, nil
		}
	}
	return documents.Document{}, false, nil
}

// sendBack sends a registered answer by itself when every addressee is reached the way he wrote: the office registers,
// nobody presses a second button.
func (s *Service) sendBack(ctx context.Context, a documents.WasRegistered) error {
	d, err := s.documents.Get(ctx, s.db, a.DocumentID)
	if err != nil || d.Flow != documents.Outgoing || d.State != documents.Registered {
		return err
	}
	to, err := s.documents.Addressees(ctx, s.db, d.ID)
	if err != nil || len(to) == 0 {
		return err
	}
	for _, one := range to {
		if !one.Channel.Returns() {
			return nil
		}
	}
	_, err = s.Send(ctx, auth.System("dispatch"), d.ID)
	if code := fail.Code(err); code == "dispatch.no_way_back" || code == "document.wrong_state" {
		return nil // the card says what is wrong when the clerk sends it
	}
	return err
}

// AnswerBack is the answer of a delivery of a channel that still waits; nil when it has gone, or is another's.
func (s *Service) AnswerBack(ctx context.Context, r db.Reader, deliveryID int64, channel documents.Channel) (*Answer, error) {
	v, err := db.One[Delivery](ctx, r, "SELECT "+deliveryColumns+" FROM deliveries WHERE id = $1", deliveryID)
	if err != nil || v.State != Waiting || v.Channel != channel {
		return nil, err
	}
	a := Answer{Delivery: v}
	if a.Letter, err = s.documents.Get(ctx, r, v.DocumentID); err != nil {
		return nil, err
	}
	to, err := s.documents.Addressees(ctx, r, v.DocumentID)
	if err != nil {
		return nil, err
	}
	found := false
	for _, one := range to {
		if one.ID == v.AddresseeID {
			if a.To, found, err = s.asked(ctx, r, a.Letter, one); err != nil {
				return nil, err
			}
		}
	}
	if !found {
		return nil, nil // it was sent when it had a way back; the card has lost it since
	}
	a.Files, err = s.documents.Outgoing(ctx, r, a.Letter)
	return &a, err
}

// Returned notes, in the transaction of the exchange, that the answer is with the system that asked.
func (s *Service) Returned(ctx context.Context, tx *db.Tx, deliveryID int64) error {
	return s.returned(ctx, tx, deliveryID, "delivery.delivered", func(v *Delivery) {
		v.State, v.SentAt, v.DeliveredAt, v.Reason = Delivered, &tx.Now, &tx.Now, ""
	})
}

// ReturnFailed notes why it is not; the clerk sends it again.
func (s *Service) ReturnFailed(ctx context.Context, tx *db.Tx, deliveryID int64, reason string) error {
	return s.returned(ctx, tx, deliveryID, "delivery.failed", func(v *Delivery) { v.State, v.Reason = Failed, reason })
}

func (s *Service) returned(ctx context.Context, tx *db.Tx, deliveryID int64, action string, note func(v *Delivery)) error {
	v, err := s.lock(ctx, tx, deliveryID)
	if err != nil || v.State != Waiting {
		return err
	}
	note(&v)
	v.Attempts++
	return s.settle(ctx, tx, &v, action)
}

// SendAgain takes up a failed return once more, in the transaction of the exchange.
func (s *Service) SendAgain(ctx context.Context, tx *db.Tx, documentID int64) error {
	d, err := s.documents.Lock(ctx, tx, documentID)
	if err != nil || d.State != documents.DeliveryFailed {
		return err
	}
	list, err := s.begin(ctx, tx, d)
	if err != nil {
		return err
	}
	if err := s.documents.Move(ctx, tx, &d, documents.Dispatching, "document.sent", map[string]any{"deliveries": len(list)}); err != nil {
		return err
	}
	return s.announce(ctx, tx, list)
}
