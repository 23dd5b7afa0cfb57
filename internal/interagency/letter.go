package interagency

import (
	"context"
	"fmt"
	"strings"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// writeLetter makes the draft of the letter by which a request goes where SMEV does not reach. Its signing, registration and
// dispatch are those of every letter; the request follows it.
func (s *Service) writeLetter(ctx context.Context, tx *db.Tx, q *Request, k Kind, signatory *int64) error {
	if q.AuthorID == nil {
		return fail.New(fail.Conflict, "interagency.needs_author", "a letter needs a person who prepares it")
	}
	to, err := s.addressee(ctx, tx, q.BodyID, k)
	if err != nil {
		return err
	}
	form, err := documents.LetterForm(documents.Outgoing, strings.Split(strings.TrimSpace(k.Letter), "\n"))
	if err != nil {
		return err
	}
	letter, err := s.Documents.Write(ctx, tx, documents.Writing{BodyID: q.BodyID, Flow: documents.Outgoing, Kind: "Письмо",
		Summary: "Межведомственный запрос: " + k.Name, FileName: "Межведомственный запрос.docx", AuthorID: *q.AuthorID, SignatoryID: signatory,
		Addressees: []documents.AddresseeLine{{CorrespondentID: to.ID, Channel: to.Channel}}, Form: form, Values: letterValues(k, *q, to)})
	if err != nil {
		return err
	}
	q.LetterID = &letter.ID
	if err := save(ctx, tx, q); err != nil {
		return err
	}
	return write(ctx, tx, "interagency.letter_written", *q, map[string]any{"letter_id": letter.ID})
}

// letterValues are the fields as people write them; what was not filled in leaves nothing.
func letterValues(k Kind, q Request, to documents.Correspondent) map[string]string {
	values := map[string]string{"heading": k.Name, "addressee": strings.TrimSpace(to.Name + "\n" + to.Address)}
	for _, f := range k.Fields {
		v := q.Fields[f.Name]
		if day, err := calendar.Parse(v); f.Kind == Date && err == nil {
			v = day.Russian()
		}
		values[f.Name] = v
	}
	return values
}

// addressee is the other body in the address book of the one that asks.
func (s *Service) addressee(ctx context.Context, tx *db.Tx, bodyID int64, k Kind) (documents.Correspondent, error) {
	if k.ToBodyID != nil {
		return s.Documents.EntryOf(ctx, tx, bodyID, *k.ToBodyID)
	}
	return s.Documents.Organisation(ctx, tx, documents.Correspondent{BodyID: bodyID, Name: k.ToName, Address: k.ToAddress, Email: k.ToEmail})
}

// onCard follows the letter of a request, and takes a registered reply as the answer.
func (s *Service) onCard(ctx context.Context, a documents.Changed) error {
	return s.db.Tx(ctx, system(0), func(tx *db.Tx) error {
		d, err := s.Documents.Get(ctx, tx, a.DocumentID)
		if err != nil {
			return err
		}
		if d.Flow == documents.Outgoing {
			return s.onLetter(ctx, tx, d)
		}
		if d.Flow != documents.Incoming || d.InReplyToID == nil || d.Number == "" {
			return nil
		}
		return s.onReply(ctx, tx, d)
	})
}

func byLetter(ctx context.Context, tx *db.Tx, letterID int64) (Request, bool, error) {
	list, err := db.All[Request](ctx, tx, "SELECT "+requestColumns+" FROM interagency_requests WHERE letter_id = $1"+tx.Words().Lock, letterID)
	if err != nil || len(list) == 0 {
		return Request{}, false, err
	}
	return list[0], true, nil
}

// letterStates are the states of a request by those of its letter.
var letterStates = map[documents.State]State{
	documents.Signed: Signed, documents.Registered: Signed, documents.Dispatching: Signed, documents.Dispatched: Sent, documents.Delivered: Delivered,
	documents.RefusedThere: Rejected, documents.Withdrawn: Rejected, documents.Annulled: Rejected,
}

func (s *Service) onLetter(ctx context.Context, tx *db.Tx, d documents.Document) error {
	q, known, err := byLetter(ctx, tx, d.ID)
	if err != nil || !known || q.State == Answered || q.State == Timeout {
		return err
	}
	next := letterStates[d.State]
	if next == "" || next == q.State {
		return nil
	}
	switch {
	case next == Signed && q.SignedAt == nil:
		q.SignedAt = &tx.Now
	case (next == Sent || next == Delivered) && q.SentAt == nil:
		q.SentAt, q.Attempts = &tx.Now, 1
		s.terms(ctx, tx, &q, tx.Now)
	case next == Rejected:
		q.Problem = short(d.Reason)
	}
	q.State = next
	if err := save(ctx, tx, &q); err != nil {
		return err
	}
	return write(ctx, tx, "interagency."+string(next), q, nil)
}

func (s *Service) onReply(ctx context.Context, tx *db.Tx, d documents.Document) error {
	q, known, err := byLetter(ctx, tx, *d.InReplyToID)
	if err != nil || !known {
		return err
	}
	return s.attachCard(ctx, tx, q, d)
}

// AttachCard takes a registered letter as the answer to a request: what came on paper names no request by itself.
func (s *Service) AttachCard(ctx context.Context, by auth.Actor, id, documentID int64) (Request, error) {
	return s.act(ctx, by, id, func(tx *db.Tx, q *Request, _ Kind) error {
		if !q.State.open() {
			return wrongState(*q)
		}
		d, err := s.Documents.Open(ctx, tx, by, documentID)
		if err != nil {
			return err
		}
		if d.Flow != documents.Incoming || d.Number == "" {
			return fail.Field("interagency.fields_wrong", "document_id", "not_registered")
		}
		if err := s.attachCard(ctx, tx, *q, d); err != nil {
			return err
		}
		*q, err = requestByID(ctx, tx, id, "")
		return err
	})
}

func (s *Service) attachCard(ctx context.Context, tx *db.Tx, q Request, d documents.Document) error {
	return s.attach(ctx, tx, Answer{RequestID: q.ID, MessageID: fmt.Sprintf("letter:%d", d.ID), SendingNo: q.Attempts, DocumentID: &d.ID, Files: db.JSON[[]AttachedFile]{V: []AttachedFile{}}})
}
