package appeals

import (
	"context"
	"strings"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Requalification makes an appeal of a message, or the other way round. The reason is kept and told to the author.
type Requalification struct {
	Kind        Kind   `json:"kind" enum:"proposal,application,complaint,message"`
	Reason      string `json:"reason" maxLength:"2000"`
	MessageDays int    `json:"message_days,omitempty" minimum:"0" maximum:"10" doc:"Term of the topic of a message"`
}

// Requalify changes what an item is by law; its term is counted anew from the same day of registration. Rules of the
// platform: a message that is an appeal by its sense is considered by 59-ФЗ.
func (s *Service) Requalify(ctx context.Context, by auth.Actor, documentID int64, in Requalification) error {
	var m matter
	err := s.db.Tx(ctx, by, func(tx *db.Tx) (err error) {
		if m, err = s.open(ctx, tx, by, documentID); err != nil {
			return err
		}
		if !by.Can(documents.RightRegister) || by.BodyID != m.BodyID {
			return fail.New(fail.Denied, "appeal.denied", "appeals are requalified by the records office")
		}
		if err := m.requalifiable(); err != nil {
			return err
		}
		if in.Kind.ByLaw() == m.Kind.ByLaw() {
			return fail.Field("appeal.fields_wrong", "kind", "unknown")
		}
		was := m.Kind
		if m.Kind, m.MessageDays, m.Requalified = in.Kind, in.MessageDays, strings.TrimSpace(in.Reason); m.Requalified == "" {
			return fail.Field("appeal.reason_required", "reason", "required")
		}
		if err := s.countAnew(ctx, tx, &m); err != nil {
			return err
		}
		return s.keep(ctx, tx, &m, "requalified", map[string]any{"from": was, "to": m.Kind, "due_on": m.card.DueOn})
	})
	return s.denied(ctx, by, m, "requalified", err)
}

// requalifiable says whether the kind may still change: an extended or closed item keeps the law it was decided by.
func (m matter) requalifiable() error {
	switch {
	case m.closed():
		return fail.New(fail.Conflict, "appeal.closed", "appeal %d is closed", m.DocumentID)
	case !m.ExtendedTo.Date.IsZero():
		return fail.New(fail.Conflict, "appeal.term_counted", "the term of appeal %d was extended", m.DocumentID)
	}
	return nil
}

// countAnew counts the term of the answer by the law of the new kind.
func (s *Service) countAnew(ctx context.Context, tx *db.Tx, m *matter) error {
	clock, err := s.clockOf(ctx, tx, m.BodyID)
	if err != nil {
		return err
	}
	if !m.AnswerBy.Date.IsZero() {
		m.AnswerBy = clock.Answer(m.Appeal, m.since(m.card.RegisteredOn))
		m.card.DueOn, m.card.DueWhy = m.AnswerBy.Date, m.AnswerBy
	} else if m.card.ReceivedAt != nil {
		m.card.DueWhy = m.owed(clock, calendar.DateOf(*m.card.ReceivedAt, s.org.Zone(ctx, tx, m.BodyID)))
		m.card.DueOn = m.card.DueWhy.Date
	}
	return nil
}
