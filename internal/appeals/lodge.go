package appeals

import (
	"context"
	"strings"

	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/text"
)

// Lodged is an appeal that came by itself, with all that its author has typed: nobody types it again.
type Lodged struct {
	BodyID      int64
	Kind        Kind
	Form        Form
	Origin      Origin
	Channel     documents.Channel // by which it came and its answer goes back
	Collective  bool
	Authors     []Author       // the first is the one who is answered
	Questions   []QuestionLine // at least one; the theme may be empty
	Text        string         // what he wrote; kept as the card's main file
	Subject     string
	Files       []documents.Stored
	ForeignNo   string // number at the sender
	ForeignDate calendar.Date
	Unit        string // to whom, as the author named them
	Official    string
	MessageDays int    // term of the topic of a message
	RepeatOf    *int64 // the card of the same matter that its author was not content with

	// Letter is the text as a file, when the caller has stored it before his transaction: an import of thousands does not
	// wait for the disk while it holds the database.
	Letter *documents.Stored
}

// LetterName is how the author's own text is called among the files of a card.
const LetterName = "Обращение.txt"

// Lodge makes the unregistered card in the body's queue, in the caller's transaction.
func (s *Service) Lodge(ctx context.Context, tx *db.Tx, l Lodged) (documents.Document, error) {
	if err := l.check(); err != nil {
		return documents.Document{}, err
	}
	letter, err := s.letterOf(ctx, l)
	if err != nil {
		return documents.Document{}, err
	}
	sender, err := s.documents.Person(ctx, tx, documents.Correspondent{BodyID: l.BodyID, Name: l.Authors[0].Name, Address: l.Authors[0].Address, Email: l.Authors[0].Email})
	if err != nil {
		return documents.Document{}, err
	}
	d := documents.Document{BodyID: l.BodyID, Flow: documents.Appeal, Summary: strings.TrimSpace(l.Subject), Channel: l.Channel,
		CorrespondentID: &sender, SenderNumber: l.ForeignNo, SenderDate: l.ForeignDate}
	if d.AddresseeID, err = s.official(ctx, tx, l); err != nil {
		return d, err
	}
	if err := s.documents.ArriveWith(context.WithValue(ctx, whole{}, true), tx, &d, append([]documents.Stored{letter}, l.Files...)); err != nil {
		return d, err
	}
	return d, s.lodge(ctx, tx, &d, l)
}

// check refuses what the law's minimum is missing in (art. 7); the surname alone is a name.
func (l Lodged) check() error {
	empty := map[string]string{}
	for field, missing := range map[string]bool{
		"authors":   len(l.Authors) == 0,
		"questions": len(l.Questions) == 0,
		"text":      strings.TrimSpace(l.Text) == "",
		"subject":   strings.TrimSpace(l.Subject) == "",
	} {
		if missing {
			empty[field] = "required"
		}
	}
	if len(empty) > 0 {
		return fail.Fields("appeal.incomplete", empty)
	}
	return Accepted(l.Origin, true)
}

func (s *Service) letterOf(ctx context.Context, l Lodged) (documents.Stored, error) {
	if l.Letter != nil {
		return *l.Letter, nil
	}
	return s.documents.StoreText(ctx, LetterName, l.Text)
}

// official is the employee of the body whom the author has named as he is called there; otherwise his words alone stand
// on the card and the clerk directs it.
func (s *Service) official(ctx context.Context, r db.Reader, l Lodged) (*int64, error) {
	name := text.Fold(strings.Join(strings.Fields(l.Official), " "))
	if name == "" {
		return nil, nil
	}
	found, err := db.All[int64](ctx, r, `
		SELECT id FROM employees WHERE body_id = $1 AND name_fold = $2 AND dismissed_at IS NULL ORDER BY id LIMIT 2`, l.BodyID, name)
	if err != nil || len(found) != 1 {
		return nil, err
	}
	return &found[0], nil
}

// lodge writes what the law adds to the new card.
func (s *Service) lodge(ctx context.Context, tx *db.Tx, d *documents.Document, l Lodged) error {
	m := matter{card: *d} // it has no questions yet
	var err error
	if m.Appeal, err = byID(ctx, tx, d.ID); err != nil {
		return err
	}
	m.Kind, m.Form, m.Origin, m.Collective, m.MessageDays = l.Kind, l.Form, l.Origin, l.Collective, l.MessageDays
	m.ToUnit, m.ToOfficial = strings.TrimSpace(l.Unit), strings.TrimSpace(l.Official)
	if m.MainID = l.RepeatOf; l.RepeatOf != nil {
		m.Recurrence = Repeated
		if err := s.documents.Link(ctx, tx, d.ID, *l.RepeatOf, documents.Related); err != nil {
			return err
		}
	}
	if err := s.addAuthors(ctx, tx, m, l.Authors); err != nil {
		return err
	}
	if err := s.addQuestions(ctx, tx, &m, l.Questions); err != nil {
		return err
	}
	if m.Kind == Message {
		if err := s.countAnew(ctx, tx, &m); err != nil {
			return err
		}
	}
	if err := save(ctx, tx, &m.Appeal); err != nil {
		return err
	}
	detail := map[string]any{"kind": l.Kind, "origin": l.Origin, "foreign_no": l.ForeignNo, "questions": len(l.Questions), "files": len(l.Files)}
	if m.Kind == Message { // its term is another one than that with which the card was made
		if err := s.documents.Save(ctx, tx, &m.card, "appeal.lodged", detail); err != nil {
			return err
		}
		*d = m.card
	} else if err := audit.Write(ctx, tx, audit.Entry{Action: "appeal.lodged", Object: d.Ref(), To: string(d.State), Detail: detail}); err != nil {
		return err
	}
	return s.tellFollowers(ctx, tx, d.ID)
}
