package documents

import (
	"context"

	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

// Clock puts the terms on the cards of a flow. Letters are counted here; citizens' appeals have a law of their own and
// bring their clock (see package appeals).
type Clock interface {
	// Owed sets the term of the registration on a card that is about to be made.
	Owed(ctx context.Context, tx *db.Tx, d *Document) error
	// Arrived adds to a new card what the law wants to know of it.
	Arrived(ctx context.Context, tx *db.Tx, d Document) error
	// Registered sets the term of the answer, or refuses a card that the law does not let be registered so.
	Registered(ctx context.Context, tx *db.Tx, d *Document) error
}

// Count gives a flow its clock; app does it once, before the program serves.
func (s *Service) Count(flow Flow, c Clock) { s.clocks[flow] = c }

func (s *Service) clock(flow Flow) Clock {
	if c, own := s.clocks[flow]; own {
		return c
	}
	return practice{s}
}

// practice is the clock of office practice: registered on the day of receipt or the next working day (Rules of Росархив
// order 71/2019), answered by the statutory term of the kind (§2.1).
type practice struct{ s *Service }

const registration = "doc.register"

func (p practice) Owed(ctx context.Context, tx *db.Tx, d *Document) error {
	if term, ok := calendar.Preset(registration); ok && d.DueOn.IsZero() {
		d.DueWhy = p.s.calendar.Due(p.s.org.Today(ctx, tx, d.BodyID, tx.Now), term)
		d.DueOn = d.DueWhy.Date
	}
	return nil
}

func (practice) Arrived(context.Context, *db.Tx, Document) error { return nil }

func (p practice) Registered(ctx context.Context, tx *db.Tx, d *Document) error {
	if d.DueWhy.Term.Code == registration { // the term of the registration itself is over
		d.DueOn, d.DueWhy = calendar.Date{}, calendar.Deadline{}
	}
	kind, err := p.s.KindByID(ctx, tx, d.KindID)
	if err != nil {
		return err
	}
	if term, ok := calendar.Preset(kind.TermCode); ok && d.DueOn.IsZero() {
		d.DueWhy = p.s.calendar.Due(d.RegisteredOn, term)
		d.DueOn = d.DueWhy.Date
	}
	return nil
}
