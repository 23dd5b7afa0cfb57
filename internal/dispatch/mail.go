package dispatch

import (
	"context"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
)

// Letter is what goes out by e-mail.
type Letter struct {
	DeliveryID int64
	From       string // name of the body
	ReplyTo    string // its address
	To         string
	Subject    string
	Text       string
	Files      []documents.File
	Since      time.Time // when it was given to be sent
}

// LetterByMail is the e-mail of a delivery; nil when it has been sent already.
func (s *Service) LetterByMail(ctx context.Context, deliveryID int64) (*Letter, error) {
	v, err := db.One[Delivery](ctx, s.db, "SELECT "+deliveryColumns+" FROM deliveries WHERE id = $1", deliveryID)
	if err != nil || v.State != Waiting {
		return nil, err
	}
	d, err := s.documents.Get(ctx, s.db, v.DocumentID)
	if err != nil {
		return nil, err
	}
	body, err := s.org.Body(ctx, s.db, v.BodyID)
	if err != nil {
		return nil, err
	}
	to, err := db.One[string](ctx, s.db, "SELECT c.email FROM addressees a JOIN correspondents c ON c.id = a.correspondent_id WHERE a.id = $1", v.AddresseeID)
	if err != nil {
		return nil, err
	}
	files, err := s.documents.Outgoing(ctx, s.db, d)
	if err != nil {
		return nil, err
	}
	subject := "№ " + d.Number + " от " + d.RegisteredOn.Russian()
	return &Letter{
		DeliveryID: v.ID, From: body.Name, ReplyTo: body.Email, To: to, Subject: subject,
		Text: body.Name + "\n\nНаправляем письмо " + subject + ". Документ и подпись – во вложении.\n", Files: files, Since: v.CreatedAt,
	}, nil
}

// MailSent notes that the mail server took the letter.
func (s *Service) MailSent(ctx context.Context, deliveryID int64) error {
	return s.mailed(ctx, deliveryID, "delivery.sent", func(v *Delivery, tx *db.Tx) { v.State, v.SentAt = Sent, &tx.Now })
}

// MailFailed notes why it did not, after the last attempt.
func (s *Service) MailFailed(ctx context.Context, deliveryID int64, reason string) error {
	return s.mailed(ctx, deliveryID, "delivery.failed", func(v *Delivery, _ *db.Tx) { v.State, v.Reason = Failed, reason })
}

func (s *Service) mailed(ctx context.Context, deliveryID int64, action string, note func(v *Delivery, tx *db.Tx)) error {
	return s.db.Tx(ctx, auth.System("mail"), func(tx *db.Tx) error {
		v, err := s.lock(ctx, tx, deliveryID)
		if err != nil || v.State != Waiting {
			return err
		}
		note(&v, tx)
		v.Attempts++
		return s.settle(ctx, tx, &v, action)
	})
}
