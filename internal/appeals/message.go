package appeals

import (
	"context"
	"strings"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Grounds for leaving a message (сообщение) without consideration on its substance: rules of the platform approved by
// government resolution 1802. They are not those of art. 11, and no letter goes with them: the author reads the reason
// where he wrote.
const (
	MessageAbuse      Ground = "message_abuse"       // insults, threats
	MessageIncitement Ground = "message_incitement"  // calls to unlawful acts
	MessagePersonal   Ground = "message_personal"    // data of third persons without grounds
	MessageSpam       Ground = "message_advertising" // spam, advertising
	MessageNoPlace    Ground = "message_no_place"    // where the problem is cannot be found out
	MessageUnclear    Ground = "message_unclear"     // what it is about cannot be found out
)

// reasons are what the author of a message is told.
var reasons = map[Ground]string{
	MessageAbuse:      "Сообщение содержит оскорбления или угрозы",
	MessageIncitement: "Сообщение содержит призывы к противоправным действиям",
	MessagePersonal:   "Сообщение содержит персональные данные других людей без оснований",
	MessageSpam:       "Сообщение содержит рекламу или рассылку",
	MessageNoPlace:    "Из сообщения нельзя определить место проблемы",
	MessageUnclear:    "Из сообщения нельзя определить суть проблемы",
}

// Reason is what the author of a message is told of its ground; "" for those of art. 11, which have letters.
func (g Ground) Reason() string { return reasons[g] }

// messageDays is how long the consideration of a message may last with all its extensions: what the rules give an
// ordinary topic. An act of the Government may name another one.
const messageDays = 30

// MayProlong says whether the term of a message may be moved to a day: forward, before it has run out, and within the
// days of an ordinary topic. Unlike an appeal it may be moved more than once; the author is told each time.
func MayProlong(a Appeal, registered, until, today calendar.Date) error {
	last := registered.AddDays(messageDays)
	switch {
	case a.AnswerBy.Date.IsZero():
		return fail.New(fail.Conflict, "appeal.not_registered", "message %d has no term yet", a.DocumentID)
	case today.After(a.Due().Date):
		return fail.New(fail.Conflict, "appeal.term_over", "the term of message %d is over", a.DocumentID).With("due_on", a.Due().Date)
	case until.IsZero():
		return fail.Field("appeal.fields_wrong", "until", "required")
	case !until.After(a.Due().Date) || until.After(last):
		return fail.New(fail.Invalid, "appeal.message_term", "message %d cannot last until %s", a.DocumentID, until).With("due_on", a.Due().Date).With("last", last)
	}
	return nil
}

// Prolong moves the term of a message to a day, with the reason. No letter is written: its author is told by the platform.
func (s *Service) Prolong(ctx context.Context, by auth.Actor, documentID int64, until calendar.Date, reason string) error {
	return s.decide(ctx, by, documentID, "prolonged", func(tx *db.Tx, m *matter) (any, error) {
		if m.Kind != Message {
			return nil, fail.Field("appeal.fields_wrong", "until", "unknown")
		}
		if err := MayProlong(m.Appeal, m.since(m.card.RegisteredOn), until, s.org.Today(ctx, tx, m.BodyID, tx.Now)); err != nil {
			return nil, err
		}
		if m.ExtendedWhy = strings.TrimSpace(reason); m.ExtendedWhy == "" {
			return nil, fail.Field("appeal.reason_required", "reason", "required")
		}
		clock, err := s.clockOf(ctx, tx, m.BodyID)
		if err != nil {
			return nil, err
		}
		m.ExtendedTo = clock.Prolonged(m.since(m.card.RegisteredOn), until)
		m.card.DueOn, m.card.DueWhy = m.ExtendedTo.Date, m.ExtendedTo
		return map[string]any{"due_on": m.card.DueOn}, s.followLaw(ctx, tx, m.card)
	})
}
