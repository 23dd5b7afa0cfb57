package documents

import (
	"bytes"
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
	return s.setAddressees(ctx, tx, d.ID, []AddresseeLine{{CorrespondentID: c.ID, Person: incoming.SenderSignatory, Channel: c.Channel}})
}

// letter fills the template of a reply and stores its bytes.
func (s *Service) letter(ctx context.Context, by auth.Actor, incoming Document) (Stored, error) {
	values, err := s.letterValues(ctx, by, incoming)
	if err != nil {
		return Stored{}, err
	}
	var out bytes.Buffer
	if err := fillLetter(&out, values); err != nil {
		return Stored{}, err
	}
	blob, err := s.files.Put(ctx, &out, maxFile)
	return Stored{Name: "Ответ.docx", Blob: blob}, err
}

// letterValues are the fields of the letter template (requisites 05, 08, 12, 15, 17, 22, 25 of GOST R 7.0.97).
func (s *Service) letterValues(ctx context.Context, by auth.Actor, incoming Document) (map[string]string, error) {
	body, err := s.org.Body(ctx, s.db, incoming.BodyID)
	if err != nil {
		return nil, err
	}
	values := map[string]string{
		"body": body.Name, "body_address": body.Address, "body_contacts": strings.Trim(body.Phone+", "+body.Email, ", "),
		"reference": reference(incoming), "heading": incoming.Summary,
		"executor": by.Name, "addressee": "", "signatory_post": "", "signatory": "",
	}
	if incoming.CorrespondentID != nil {
		c, err := s.Correspondent(ctx, s.db, *incoming.CorrespondentID)
		if err != nil {
			return nil, err
		}
		values["addressee"] = strings.TrimSpace(c.Name + "\n" + incoming.SenderSignatory + "\n" + c.Address)
	}
	if incoming.AddresseeID != nil {
		e, err := s.org.Person(ctx, s.db, *incoming.AddresseeID)
		if err != nil {
			return nil, err
		}
		values["signatory_post"], values["signatory"] = e.Post, e.ShortName
	}
	return values, nil
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
