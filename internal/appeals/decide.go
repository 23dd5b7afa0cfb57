package appeals

import (
	"context"
	"strings"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Extend lengthens the consideration once, by the law's thirty days, while the first term runs (art. 12.2).
func (s *Service) Extend(ctx context.Context, by auth.Actor, documentID int64, reason string) error {
	return s.decide(ctx, by, documentID, "extended", func(tx *db.Tx, m *matter) (any, error) {
		if err := MayExtend(m.Appeal, s.org.Today(ctx, tx, m.BodyID, tx.Now)); err != nil {
			return nil, err
		}
		if m.ExtendedWhy = strings.TrimSpace(reason); m.ExtendedWhy == "" {
			return nil, fail.Field("appeal.reason_required", "reason", "required")
		}
		clock, err := s.clockOf(ctx, tx, m.BodyID)
		if err != nil {
			return nil, err
		}
		m.ExtendedTo = clock.Extended(m.Appeal, m.card.RegisteredOn)
		m.card.DueOn, m.card.DueWhy = m.ExtendedTo.Date, m.ExtendedTo
		return map[string]any{"due_on": m.card.DueOn}, s.followLaw(ctx, tx, m.card)
	})
}

// LeaveUnanswered ends an appeal on a ground of art. 11: every question that is still open ends with it.
func (s *Service) LeaveUnanswered(ctx context.Context, by auth.Actor, documentID int64, g Ground) error {
	return s.decide(ctx, by, documentID, "left_unanswered", func(tx *db.Tx, m *matter) (any, error) {
		what, known := g.Consequence()
		if !known {
			return nil, fail.Field("appeal.fields_wrong", "ground", "unknown")
		}
		if err := s.enoughAnswers(ctx, tx, m, what); err != nil {
			return nil, err
		}
		clock, err := s.clockOf(ctx, tx, m.BodyID)
		if err != nil {
			return nil, err
		}
		m.Ground = g
		if what.InSeven { // the notice is what is still owed
			m.card.DueWhy = clock.Notice(m.card.RegisteredOn)
			m.card.DueOn = m.card.DueWhy.Date
		}
		return map[string]any{"ground": g}, s.endQuestions(ctx, tx, m, LeftUnanswered)
	})
}

// enoughAnswers refuses to end a correspondence that had none: art. 11.5 asks for answers given several times before.
func (s *Service) enoughAnswers(ctx context.Context, tx *db.Tx, m *matter, what Consequence) error {
	if what.Previous == 0 {
		return nil
	}
	list, err := s.earlier(ctx, tx, tx.By, *m)
	if err != nil {
		return err
	}
	answered := 0
	for _, e := range list {
		if e.Answered && e.Same != nil && *e.Same {
			answered++
		}
	}
	if answered < what.Previous {
		return fail.New(fail.Conflict, "appeal.few_answers", "%d earlier answers", answered).With("count", answered)
	}
	return nil
}

// Withdraw ends an appeal by the will of its author (art. 5).
func (s *Service) Withdraw(ctx context.Context, by auth.Actor, documentID int64, reason string) error {
	return s.office(ctx, by, documentID, "withdrawn", func(tx *db.Tx, m *matter) (any, error) {
		if strings.TrimSpace(reason) == "" {
			return nil, fail.Field("appeal.reason_required", "reason", "required")
		}
		m.WithdrawnAt = &tx.Now
		return nil, s.endQuestions(ctx, tx, m, resultWithdrawn)
	})
}

// Conclude writes the result of a question.
func (s *Service) Conclude(ctx context.Context, by auth.Actor, documentID int64, no int, result Result) error {
	return s.office(ctx, by, documentID, "concluded", func(tx *db.Tx, m *matter) (any, error) {
		switch result {
		case Explained, Supported, MeasuresTaken, NotSupported, Answered:
		default:
			return nil, fail.Field("appeal.fields_wrong", "result", "unknown")
		}
		return map[string]any{"no": no, "result": result}, s.endQuestion(ctx, tx, m, no, result, "")
	})
}

// Forward sends questions to whom they are in competence of (art. 8.3, 8.4). When the last one of ours is sent, the
// card is closed as forwarded.
func (s *Service) Forward(ctx context.Context, by auth.Actor, documentID int64, numbers []int, to int64) error {
	return s.office(ctx, by, documentID, "forwarded", func(tx *db.Tx, m *matter) (any, error) {
		against, err := complainedOf(ctx, tx, m.DocumentID)
		if err != nil {
			return nil, err
		}
		if err := MayForward(m.Appeal, against, to); err != nil {
			return nil, err
		}
		body, err := s.documents.Correspondent(ctx, tx, to)
		if err != nil || body.BodyID != m.BodyID || body.Kind == "person" {
			return nil, fail.Field("appeal.fields_wrong", "to", "unknown")
		}
		for _, no := range numbers {
			if err := s.endQuestion(ctx, tx, m, no, Transferred, body.Name); err != nil {
				return nil, err
			}
		}
		if len(ours(m.questions)) == 0 && m.card.State == documents.Registered {
			return map[string]any{"questions": numbers, "to": to}, s.documents.Move(ctx, tx, &m.card, documents.ForwardedOut, "appeal.forwarded_whole", nil)
		}
		return map[string]any{"questions": numbers, "to": to}, nil
	})
}

// decide runs a decision of the head or of whom he authorised.
func (s *Service) decide(ctx context.Context, by auth.Actor, documentID int64, action string, do func(*db.Tx, *matter) (any, error)) error {
	return s.act(ctx, by, documentID, action, RightDecide, do)
}

// office runs an act of the records office.
func (s *Service) office(ctx context.Context, by auth.Actor, documentID int64, action string, do func(*db.Tx, *matter) (any, error)) error {
	return s.act(ctx, by, documentID, action, documents.RightRegister, do)
}

// act takes the six steps: load, may, decide, save, journal, announce.
func (s *Service) act(ctx context.Context, by auth.Actor, documentID int64, action string, right auth.Right, do func(*db.Tx, *matter) (any, error)) error {
	var m matter
	err := s.db.Tx(ctx, by, func(tx *db.Tx) (err error) {
		if m, err = s.open(ctx, tx, by, documentID); err != nil {
			return err
		}
		if err := m.may(by, right); err != nil {
			return err
		}
		detail, err := do(tx, &m)
		if err != nil {
			return err
		}
		return s.keep(ctx, tx, &m, action, detail)
	})
	return s.denied(ctx, by, m, action, err)
}

// may says whether this person decides about this appeal now.
func (m matter) may(by auth.Actor, right auth.Right) error {
	switch {
	case !by.Can(right) || by.BodyID != m.BodyID:
		return fail.New(fail.Denied, "appeal.denied", "person %d has no right %s", by.PersonID, right)
	case m.AnswerBy.Date.IsZero():
		return fail.New(fail.Conflict, "appeal.not_registered", "appeal %d is not registered", m.DocumentID)
	case m.closed():
		return fail.New(fail.Conflict, "appeal.closed", "appeal %d is closed", m.DocumentID)
	}
	return nil
}

func (s *Service) endQuestion(ctx context.Context, tx *db.Tx, m *matter, no int, result Result, to string) error {
	for i := range m.questions {
		q := &m.questions[i]
		if q.No != no {
			continue
		}
		if !q.Open() {
			return fail.New(fail.Conflict, "appeal.question_closed", "question %d has a result", no).With("no", no)
		}
		q.Result, q.ToBody, q.ResolvedOn = result, to, s.org.Today(ctx, tx, m.BodyID, tx.Now)
		_, err := tx.Exec(ctx, "UPDATE appeal_questions SET result = $1, to_body = $2, resolved_on = $3 WHERE id = $4", q.Result, q.ToBody, q.ResolvedOn, q.ID)
		return err
	}
	return fail.New(fail.NotFound, "appeal.no_question", "appeal %d has no question %d", m.DocumentID, no)
}

func (s *Service) endQuestions(ctx context.Context, tx *db.Tx, m *matter, result Result) error {
	for _, q := range m.questions {
		if !q.Open() {
			continue
		}
		if err := s.endQuestion(ctx, tx, m, q.No, result, ""); err != nil {
			return err
		}
	}
	return nil
}
