package appeals

import (
	"context"

	"veche/internal/documents"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Owed starts the term of the registration: three days (art. 8.2). A message owes its answer from the first moment.
func (s *Service) Owed(ctx context.Context, tx *db.Tx, d *documents.Document) error {
	clock, err := s.clockOf(ctx, tx, d.BodyID)
	if err != nil {
		return err
	}
	m := matter{card: *d}
	if l := lodgedWith(ctx); l != nil {
		m.Appeal = l.appeal(*d)
	}
	d.DueWhy = m.owed(clock, s.org.Today(ctx, tx, d.BodyID, tx.Now))
	d.DueOn = d.DueWhy.Date
	return nil
}

// Arrived makes the appeal of a new card. What a clerk drops on the page is a letter on paper until he says otherwise.
func (s *Service) Arrived(ctx context.Context, tx *db.Tx, d documents.Document) error {
	if l := lodgedWith(ctx); l != nil { // it is enrolled when all that its author has typed is written
		_, err := db.Insert(ctx, tx, "appeals", l.appeal(d))
		return err
	}
	a := Appeal{DocumentID: d.ID, BodyID: d.BodyID, Kind: Application, Form: Written, Origin: Post, Recurrence: First, Version: 1}
	if _, err := db.Insert(ctx, tx, "appeals", a); err != nil {
		return err
	}
	return s.enroll(ctx, tx, d.ID)
}

// whole marks a card that comes with all its author has typed.
type whole struct{}

func (l *Lodged) with(ctx context.Context) context.Context {
	return context.WithValue(ctx, whole{}, l)
}

func lodgedWith(ctx context.Context) *Lodged {
	l, _ := ctx.Value(whole{}).(*Lodged)
	return l
}

// Registered starts the term of the answer. It refuses a card on which the law's minimum is missing: an author and a
// question (art. 7). An author without an address is no error: the law has its ground for such a letter (art. 11.1).
func (s *Service) Registered(ctx context.Context, tx *db.Tx, d *documents.Document) error {
	m, err := s.load(ctx, tx, matter{card: *d})
	if err != nil {
		return err
	}
	if err := s.complete(ctx, tx, m); err != nil {
		return err
	}
	clock, err := s.clockOf(ctx, tx, d.BodyID)
	if err != nil {
		return err
	}
	m.AnswerBy = clock.Answer(m.Appeal, m.since(d.RegisteredOn))
	d.DueOn, d.DueWhy = m.AnswerBy.Date, m.AnswerBy
	return save(ctx, tx, &m.Appeal)
}

// since is the day after which the term of the answer begins: that of the registration (art. 12.1). A message was
// registered where it was written, and its few days run from there (rules of the platform, resolution 1802).
func (m matter) since(registered calendar.Date) calendar.Date {
	if sent := m.card.SenderDate; m.Kind == Message && !sent.IsZero() && sent.Before(registered) {
		return sent
	}
	return registered
}

// owed is what a card owes that has no number yet: the registration (art. 8.2), a message its answer at once.
func (m matter) owed(clock Clock, received calendar.Date) calendar.Deadline {
	if m.Kind == Message {
		return clock.Answer(m.Appeal, m.since(received))
	}
	return clock.Register(received)
}

func (s *Service) complete(ctx context.Context, tx *db.Tx, m matter) error {
	empty := map[string]string{}
	who, err := authors(ctx, tx, m.card.ID)
	if err != nil {
		return err
	}
	if len(who) == 0 {
		empty["authors"] = "required"
	}
	if m.Collective && len(who) == 1 {
		empty["authors"] = "one_author"
	}
	if len(m.questions) == 0 {
		empty["questions"] = "required"
	}
	if len(empty) > 0 {
		return fail.Fields("appeal.incomplete", empty)
	}
	return nil
}
