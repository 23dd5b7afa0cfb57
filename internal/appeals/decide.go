package appeals

import (
	"context"
	"slices"
	"strings"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Extend lengthens the consideration once, by the law's thirty days, while the first term runs (art. 12.2). The notice of
// it is written in the same act.
func (s *Service) Extend(ctx context.Context, by auth.Actor, documentID int64, reason string) error {
	return s.decide(ctx, by, documentID, "extended", func(tx *db.Tx, m *matter) (any, error) {
		if m.Kind == Message {
			return nil, fail.Field("appeal.fields_wrong", "until", "required")
		}
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
		if err := s.notify(ctx, tx, m, m.begin(by, LetterExtension, formExtension, Details{Reason: m.ExtendedWhy})); err != nil {
			return nil, err
		}
		return map[string]any{"due_on": m.card.DueOn}, s.followLaw(ctx, tx, m.card)
	})
}

// LeaveInput is a ground with what it asks for.
type LeaveInput struct {
	Ground Ground `json:"ground" enum:"no_name_or_address,court_decision,abusive,unreadable,no_substance,correspondence_ceased,answer_published,secret,no_other_body,message_abuse,message_incitement,message_personal,message_advertising,message_no_place,message_unclear"`
	Link   string `json:"link,omitempty" maxLength:"500" doc:"Of the published answer (art. 11.5.1)"`
	Reason string `json:"reason,omitempty" maxLength:"2000" doc:"Why the new appeal brings nothing new (art. 11.5)"`

	AnswerID int64 `json:"answer_id,omitempty" doc:"The answer on the body's own site that the link leads to"`
}

// LeaveUnanswered ends an appeal on a ground of art. 11: every question that is still open ends with it, and the letter
// that the ground demands is written. Where the law wants a signed decision, the act writes its draft, and the ground
// takes effect when the decision has its number.
func (s *Service) LeaveUnanswered(ctx context.Context, by auth.Actor, documentID int64, in LeaveInput) error {
	return s.decide(ctx, by, documentID, "left_unanswered", func(tx *db.Tx, m *matter) (any, error) {
		what, err := m.grounded(in)
		if err != nil {
			return nil, err
		}
		details := Details{Ground: in.Ground, Link: in.Link, Reason: strings.TrimSpace(in.Reason)}
		if details.Previous, err = s.enoughAnswers(ctx, tx, m, what); err != nil {
			return nil, err
		}
		if what.Decision {
			return map[string]any{"ground": in.Ground, "decision": true}, s.decideOnPaper(ctx, tx, m, m.begin(by, LetterDecision, formCeasing, details))
		}
		if err := s.servedBySite(ctx, tx, m, in); err != nil {
			return nil, err
		}
		m.Ground = in.Ground
		if err := s.endQuestions(ctx, tx, m, LeftUnanswered); err != nil {
			return nil, err
		}
		if what.Notice {
			if err := s.notify(ctx, tx, m, m.begin(by, LetterGround, FormCode(in.Ground), details)); err != nil {
				return nil, err
			}
		}
		m.card.DueWhy, err = s.owed(ctx, tx, m) // the notice is what is still owed
		m.card.DueOn = m.card.DueWhy.Date
		return map[string]any{"ground": in.Ground}, err
	})
}

// grounded checks what the ground asks of the one who applies it.
func (m matter) grounded(in LeaveInput) (Consequence, error) {
	what, _ := in.Ground.Consequence()
	switch {
	case !slices.Contains(Grounds(m.Kind), in.Ground):
		return what, fail.Field("appeal.fields_wrong", "ground", "unknown")
	case what.Link && !strings.HasPrefix(in.Link, "https://") && !strings.HasPrefix(in.Link, "http://"):
		return what, fail.Field("appeal.link_required", "link", "required")
	}
	return what, nil
}

// decideOnPaper writes the decision of the head; a second one is not begun while the first is on its way.
func (s *Service) decideOnPaper(ctx context.Context, tx *db.Tx, m *matter, l letter) error {
	running, err := s.live(ctx, tx, m.DocumentID, LetterDecision)
	if err != nil {
		return err
	}
	if running.ID != 0 {
		return fail.New(fail.Conflict, "appeal.decision_under_way", "decision %d is %s", running.ID, running.State)
	}
	_, err = s.write(ctx, tx, m, l)
	return err
}

// enoughAnswers are the answers on which an end of the correspondence stands; it is refused where there were not several:
// art. 11.5 asks for answers given before.
func (s *Service) enoughAnswers(ctx context.Context, tx *db.Tx, m *matter, what Consequence) ([]int64, error) {
	if what.Previous == 0 {
		return nil, nil
	}
	list, err := s.earlier(ctx, tx, tx.By, *m)
	if err != nil {
		return nil, err
	}
	var answers []int64
	for _, e := range slices.Backward(list) { // the oldest first
		if e.AnswerID != nil && e.Same != nil && *e.Same && !slices.Contains(answers, *e.AnswerID) {
			answers = append(answers, *e.AnswerID)
		}
	}
	if len(answers) < what.Previous {
		return nil, fail.New(fail.Conflict, "appeal.few_answers", "%d earlier answers", len(answers)).With("count", len(answers))
	}
	return answers, nil
}

// Withdraw ends an appeal by the will of its author (art. 5).
func (s *Service) Withdraw(ctx context.Context, by auth.Actor, documentID int64, reason string) error {
	return s.office(ctx, by, documentID, "withdrawn", func(tx *db.Tx, m *matter) (any, error) {
		if strings.TrimSpace(reason) == "" {
			return nil, fail.Field("appeal.reason_required", "reason", "required")
		}
		m.WithdrawnAt = &tx.Now
		m.card.DueOn, m.card.DueWhy = calendar.Date{}, calendar.Deadline{}
		return nil, s.endQuestions(ctx, tx, m, resultWithdrawn)
	})
}

// Conclude writes the result of a question.
func (s *Service) Conclude(ctx context.Context, by auth.Actor, documentID int64, no int, result Result) error {
	return s.office(ctx, by, documentID, "concluded", func(tx *db.Tx, m *matter) (any, error) {
		if !result.ofAnswer() {
			return nil, fail.Field("appeal.fields_wrong", "result", "unknown")
		}
		return map[string]any{"no": no, "result": result}, s.endQuestion(ctx, tx, m, no, result, "")
	})
}

// Forward sends questions to whom they are in competence of (art. 8.3, 8.4): the covering letter with the appeal and the
// notice to its author are written in the same act. When the last question of ours is sent, the card is closed as forwarded.
func (s *Service) Forward(ctx context.Context, by auth.Actor, documentID int64, numbers []int, to int64) error {
	return s.office(ctx, by, documentID, "forwarded", func(tx *db.Tx, m *matter) (any, error) {
		against, err := complainedOf(ctx, tx, m.DocumentID)
		if err != nil {
			return nil, err
		}
		if err := MayForward(m.Appeal, against, to); err != nil {
			return nil, err
		}
		if err := s.knownBody(ctx, tx, m.BodyID, to); err != nil {
			return nil, err
		}
		body, err := s.documents.Correspondent(ctx, tx, to)
		if err != nil {
			return nil, err
		}
		for _, no := range numbers {
			if err := s.endQuestion(ctx, tx, m, no, Transferred, body.Name); err != nil {
				return nil, err
			}
		}
		details := Details{To: to, Questions: numbers}
		if _, err := s.write(ctx, tx, m, m.begin(by, LetterForwardBody, formForwardBody, details)); err != nil {
			return nil, err
		}
		if err := s.notify(ctx, tx, m, m.begin(by, LetterForwardAuthor, formForwardAuthor, details)); err != nil {
			return nil, err
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
	if !by.Can(right) || by.BodyID != m.BodyID {
		return fail.New(fail.Denied, "appeal.denied", "person %d has no right %s", by.PersonID, right)
	}
	return m.open()
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
