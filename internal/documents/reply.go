package documents

import (
	"context"
	"fmt"
	"strings"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
)

// StartReply makes an outgoing draft in answer to an incoming card: addressee, «На № … от …», signatory and the text
// of the template are there; the author writes only the answer.
func (s *Service) StartReply(ctx context.Context, by auth.Actor, incomingID int64) (Document, error) {
	var d Document
	incoming, err := s.Open(ctx, s.db, by, incomingID)
	if err != nil {
		return d, err
	}
	if err := incoming.can(by, StartReply); err != nil {
		return d, err
	}
	letter, err := s.letter(ctx, by, incoming)
	if err != nil {
		return d, err
	}
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		incoming, err := s.OpenLocked(ctx, tx, by, incomingID) // the card may have moved while the letter was written
		if err != nil {
			return err
		}
		if err := incoming.can(by, StartReply); err != nil {
			return err
		}
		kind, err := s.firstKind(ctx, tx, by.BodyID, Outgoing)
		if err != nil {
			return err
		}
		d = Document{
			BodyID: by.BodyID, Flow: Outgoing, KindID: kind, Summary: incoming.Summary, AccessMark: incoming.AccessMark,
			SignatoryID: incoming.AddresseeID, InReplyToID: &incoming.ID,
		}
		if err := s.draft(ctx, tx, &d); err != nil {
			return err
		}
		if err := s.answerTo(ctx, tx, d, incoming); err != nil {
			return err
		}
		_, err = s.addVersion(ctx, tx, d, letter, "")
		return err
	})
	return d, err
}

// answerTo copies the sender as the addressee and links the cards.
func (s *Service) answerTo(ctx context.Context, tx *db.Tx, d, incoming Document) error {
	if err := s.Link(ctx, tx, d.ID, incoming.ID, Reply); err != nil {
		return err
	}
	if incoming.CorrespondentID == nil {
		return nil
	}
	c, err := s.Correspondent(ctx, tx, *incoming.CorrespondentID)
	if err != nil {
		return err
	}
	channel := c.Channel
	if incoming.Channel.Returns() {
		channel = incoming.Channel
	}
	return s.setAddressees(ctx, tx, d.ID, []AddresseeLine{{CorrespondentID: c.ID, Person: incoming.SenderSignatory, Channel: channel}})
}

// letter begins the text of a reply.
func (s *Service) letter(ctx context.Context, by auth.Actor, incoming Document) (Stored, error) {
	o := opening{flow: Outgoing, heading: incoming.Summary, reference: reference(incoming), text: "Текст ответа.", signatoryID: incoming.AddresseeID}
	if incoming.CorrespondentID != nil {
		c, err := s.Correspondent(ctx, s.db, *incoming.CorrespondentID)
		if err != nil {
			return Stored{}, err
		}
		o.addressee = strings.TrimSpace(c.Name + "\n" + incoming.SenderSignatory + "\n" + c.Address)
	}
	return s.open(ctx, by, "Ответ.docx", o)
}

// reference is requisite 12: what the letter answers.
func reference(incoming Document) string {
	if incoming.SenderNumber == "" {
		return ""
	}
	if incoming.SenderDate.IsZero() {
		return "На № " + incoming.SenderNumber
	}
	return fmt.Sprintf("На № %s от %s", incoming.SenderNumber, incoming.SenderDate.Russian())
}
