package appeals

import (
	"context"
	"slices"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// AuthorView is what the author of an appeal may see of it (59-ФЗ ст. 5): how it goes, never who considers it or what
// the office writes to itself.
type AuthorView struct {
	DocumentID   int64
	BodyID       int64
	Kind         Kind
	Subject      string
	Status       PortalStatus
	ReceivedAt   time.Time
	Number       string
	RegisteredOn calendar.Date
	AnswerBy     calendar.Deadline // as it was told at the registration; zero before it
	Due          calendar.Deadline // with the extension
	Extended     bool
	Forwarded    []Forwarded
	Ground       Ground
	WithdrawnAt  *time.Time
	TurnedAway   string // reason why it was not registered
	Answers      []documents.Document
	Letters      []documents.Document // notices and interim answers to him, registered
	Open         bool                 // the author may add documents and withdraw
}

// Forwarded is a question that went to another body.
type Forwarded struct {
	To string
	On calendar.Date
}

// ForAuthor reads an appeal for its author. The caller has made sure who he is.
func (s *Service) ForAuthor(ctx context.Context, r db.Reader, documentID int64) (v AuthorView, err error) {
	m, err := s.forAuthor(ctx, r, documentID, s.documents.Get)
	if err != nil {
		return v, err
	}
	answers, err := s.lettersTo(ctx, r, answersOf, documentID)
	if err != nil {
		return v, err
	}
	letters, err := s.lettersTo(ctx, r, noticesOf, documentID)
	v = m.outline(len(answers) > 0)
	v.Answers, v.Letters = answers, letters
	return v, err
}

// outline is how an appeal goes, without its letters.
func (m matter) outline(answered bool) AuthorView {
	sent := m.card.State == documents.Executed || m.card.State == documents.Filed
	v := AuthorView{DocumentID: m.card.ID, BodyID: m.BodyID, Kind: m.Kind, Subject: m.card.Summary, Number: m.card.Number, RegisteredOn: m.card.RegisteredOn,
		AnswerBy: m.AnswerBy, Due: m.Due(), Extended: !m.ExtendedTo.Date.IsZero(), Ground: m.Ground, WithdrawnAt: m.WithdrawnAt, Open: m.openToAuthor()}
	if m.card.ReceivedAt != nil {
		v.ReceivedAt = *m.card.ReceivedAt
	}
	if m.card.State == documents.NotRegistrable || m.card.State == documents.ReturnedToSender {
		v.TurnedAway = m.card.Reason
	}
	for _, q := range m.questions {
		if q.Result == Transferred {
			v.Forwarded = append(v.Forwarded, Forwarded{q.ToBody, q.ResolvedOn})
		}
	}
	v.Status = m.shown(sent || answered && !slices.ContainsFunc(ours(m.questions), Question.Open))
	return v
}

// forAuthor loads the appeal past the rights of the office: an author has none there.
func (s *Service) forAuthor(ctx context.Context, r db.Reader, documentID int64, card func(context.Context, db.Reader, int64) (documents.Document, error)) (m matter, err error) {
	if m.card, err = card(ctx, r, documentID); err != nil {
		return m, err
	}
	return s.load(ctx, r, m)
}

// What an author may open: letters that answer his appeal, and those of other kinds that are written to him. Letters to
// other bodies and the decisions of the head are not among them (art. 6).
const (
	answersOf = "SELECT id FROM documents WHERE in_reply_to_id = $1"
	noticesOf = `SELECT document_id FROM appeal_letters
		WHERE appeal_id = $1 AND kind IN ('interim', 'extension', 'forward_author', 'registration', 'ground', 'invitation')`
)

// lettersTo are the registered letters of a kind. A restricted one is shown to nobody outside (§2.11).
func (s *Service) lettersTo(ctx context.Context, r db.Reader, which string, documentID int64) (list []documents.Document, err error) {
	ids, err := db.All[int64](ctx, r, "SELECT id FROM documents WHERE id IN ("+which+") AND flow = $2 AND number <> '' AND access_mark = '' AND state <> $3 ORDER BY id",
		documentID, documents.Outgoing, documents.Annulled)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		d, err := s.documents.Get(ctx, r, id)
		if err != nil {
			return nil, err
		}
		list = append(list, d)
	}
	return list, nil
}

// openToAuthor reports whether the author may still add documents or ask to stop.
func (m matter) openToAuthor() bool {
	return !m.closed() && m.card.State != documents.Executed
}

// WithdrawByAuthor ends the consideration by the author's own will (ст. 5), before or after the registration. What was
// forwarded or answered stays as it is.
func (s *Service) WithdrawByAuthor(ctx context.Context, tx *db.Tx, documentID int64) error {
	m, err := s.lockForAuthor(ctx, tx, documentID)
	if err != nil {
		return err
	}
	m.WithdrawnAt = &tx.Now
	if err := s.endQuestions(ctx, tx, &m, resultWithdrawn); err != nil {
		return err
	}
	return s.keep(ctx, tx, &m, "withdrawn_by_author", nil)
}

// AddByAuthor puts documents and materials of the author on the card (ст. 5 п. 1).
func (s *Service) AddByAuthor(ctx context.Context, tx *db.Tx, documentID int64, stored []documents.Stored) error {
	m, err := s.lockForAuthor(ctx, tx, documentID)
	if err != nil {
		return err
	}
	for _, f := range stored {
		if _, err := s.documents.AddFileTo(ctx, tx, m.card, documents.Attachment, f.Name, f.Blob, ""); err != nil {
			return err
		}
	}
	return s.keep(ctx, tx, &m, "added_by_author", map[string]any{"files": len(stored)})
}

// Rated keeps what the author thinks of the answer, whichever way he said it; he may think better of it.
func (s *Service) Rated(ctx context.Context, tx *db.Tx, documentID int64, rating int, words string) error {
	if _, err := tx.Exec(ctx, "UPDATE appeals SET rating = $2, rating_text = $3, version = version + 1 WHERE document_id = $1", documentID, rating, words); err != nil {
		return err
	}
	return s.enroll(ctx, tx, documentID)
}

func (s *Service) lockForAuthor(ctx context.Context, tx *db.Tx, documentID int64) (matter, error) {
	lock := func(ctx context.Context, _ db.Reader, id int64) (documents.Document, error) {
		return s.documents.Lock(ctx, tx, id)
	}
	m, err := s.forAuthor(ctx, tx, documentID, lock)
	if err != nil {
		return m, err
	}
	if !m.openToAuthor() {
		return m, fail.New(fail.Conflict, "appeal.closed", "appeal %d is closed", documentID)
	}
	return m, nil
}

// RegisterBy is the last day for giving a number to what was received now (ст. 8 ч. 2).
func (s *Service) RegisterBy(ctx context.Context, r db.Reader, bodyID int64, now time.Time) (calendar.Deadline, error) {
	clock, err := s.clockOf(ctx, r, bodyID)
	if err != nil {
		return calendar.Deadline{}, err
	}
	return clock.Register(s.org.Today(ctx, r, bodyID, now)), nil
}
