package appeals

import (
	"context"

	"veche/internal/documents"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Arrived makes the appeal of a new card and starts the term of its registration: three days (art. 8.2). What a clerk
// drops on the page is a letter on paper until he says otherwise.
func (s *Service) Arrived(ctx context.Context, tx *db.Tx, d *documents.Document) error {
	clock, err := s.clockOf(ctx, tx, d.BodyID)
	if err != nil {
		return err
	}
	d.DueWhy = clock.Register(s.org.Today(ctx, tx, d.BodyID, tx.Now))
	d.DueOn = d.DueWhy.Date
	_, err = tx.Exec(ctx, `
		INSERT INTO appeals (document_id, body_id, kind, form, origin) VALUES ($1, $2, $3, $4, $5)`,
		d.ID, d.BodyID, Application, Written, Post)
	if err != nil {
		return err
	}
	if later, _ := ctx.Value(whole{}).(bool); later {
		return nil
	}
	return s.enroll(ctx, tx, d.ID)
}

// whole marks a card that comes with all its author has typed: it is enrolled when that is written.
type whole struct{}

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
