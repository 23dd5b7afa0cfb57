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
	made, err := s.LodgeAll(ctx, tx, []Lodged{l})
	if err != nil {
		return documents.Document{}, err
	}
	return made[0], nil
}

// LodgeAll is Lodge of a heap: what all cards ask for is asked once, and their rows are written together.
func (s *Service) LodgeAll(ctx context.Context, tx *db.Tx, list []Lodged) ([]documents.Document, error) {
	if len(list) > 1 {
		tx.Gather()
	}
	senders := make([]documents.Correspondent, len(list))
	for i, l := range list {
		if err := l.check(); err != nil {
			return nil, err
		}
		first := l.Authors[0]
		senders[i] = documents.Correspondent{BodyID: l.BodyID, Name: first.Name, Address: first.Address, Email: first.Email}
	}
	known, err := s.documents.Persons(ctx, tx, senders)
	if err != nil {
		return nil, err
	}
	made, ids := make([]documents.Document, len(list)), make([]int64, len(list))
	for i := range list {
		if made[i], err = s.lodge(ctx, tx, &list[i], known[i]); err != nil {
			return nil, err
		}
		ids[i] = made[i].ID
	}
	return made, s.tellFollowers(ctx, tx, ids...)
}

// lodge makes the card of one, with what the law adds to it.
func (s *Service) lodge(ctx context.Context, tx *db.Tx, l *Lodged, sender int64) (d documents.Document, err error) {
	letter, err := s.letterOf(ctx, *l)
	if err != nil {
		return d, err
	}
	d = documents.Document{BodyID: l.BodyID, Flow: documents.Appeal, Summary: strings.TrimSpace(l.Subject), Channel: l.Channel,
		CorrespondentID: &sender, SenderNumber: l.ForeignNo, SenderDate: l.ForeignDate}
	if d.AddresseeID, err = s.official(ctx, tx, *l); err != nil {
		return d, err
	}
	if err := s.documents.ArriveWith(l.with(ctx), tx, &d, append([]documents.Stored{letter}, l.Files...)); err != nil {
		return d, err
	}
	if l.RepeatOf != nil {
		if err := s.documents.Link(ctx, tx, d.ID, *l.RepeatOf, documents.Related); err != nil {
			return d, err
		}
	}
	m := matter{Appeal: l.appeal(d), card: d} // it has no questions yet
	if err := s.addAuthors(ctx, tx, m, l.Authors); err != nil {
		return d, err
	}
	if err := s.addQuestions(ctx, tx, &m, l.Questions); err != nil {
		return d, err
	}
	detail := map[string]any{"kind": l.Kind, "origin": l.Origin, "foreign_no": l.ForeignNo, "questions": len(l.Questions), "files": len(l.Files)}
	return d, audit.Write(ctx, tx, audit.Entry{Action: "appeal.lodged", Object: d.Ref(), To: string(d.State), Detail: detail})
}

// appeal is what the law adds to its card.
func (l *Lodged) appeal(d documents.Document) Appeal {
	a := Appeal{DocumentID: d.ID, BodyID: l.BodyID, Kind: l.Kind, Form: l.Form, Origin: l.Origin, Collective: l.Collective, Recurrence: First, MainID: l.RepeatOf,
		MessageDays: l.MessageDays, ToUnit: strings.TrimSpace(l.Unit), ToOfficial: strings.TrimSpace(l.Official), Version: 1}
	if l.RepeatOf != nil {
		a.Recurrence = Repeated
	}
	return a
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
