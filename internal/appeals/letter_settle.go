package appeals

import (
	"context"
	"slices"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// onRegistered lets a letter take effect on its appeal: before its number a letter says nothing to anybody.
func (s *Service) onRegistered(ctx context.Context, job documents.WasRegistered) error {
	return s.onLetter(ctx, job.DocumentID, func(tx *db.Tx, m *matter, l Letter, d documents.Document) error {
		if l.SettledAt != nil || d.Number == "" || d.State == documents.Annulled {
			return nil // the job came twice, or the letter has ended meanwhile
		}
		if _, err := tx.Exec(ctx, "UPDATE appeal_letters SET settled_at = $1 WHERE document_id = $2", tx.Now, d.ID); err != nil {
			return err
		}
		if err := s.settle(ctx, tx, m, l, d); err != nil {
			return err
		}
		return s.remind(ctx, tx, m, "letter_registered", l)
	})
}

// settle is what the registration of a letter does.
func (s *Service) settle(ctx context.Context, tx *db.Tx, m *matter, l Letter, d documents.Document) error {
	switch l.Kind {
	case LetterAnswer:
		return s.settleAnswer(ctx, tx, m, l)
	case LetterDecision:
		return s.settleDecision(ctx, tx, m, l, d)
	case LetterDocuments:
		return s.settleRequest(ctx, tx, m, d)
	}
	return nil
}

// settleAnswer ends the questions of the appeal and of the duplicates that the answer serves.
func (s *Service) settleAnswer(ctx context.Context, tx *db.Tx, m *matter, l Letter) error {
	lines, err := linesKept(ctx, tx, l.DocumentID)
	if err != nil {
		return err
	}
	if err := s.answerQuestions(ctx, tx, m, l.DocumentID, lines); err != nil {
		return err
	}
	twins, err := served(ctx, tx, m.DocumentID)
	if err != nil {
		return err
	}
	for _, a := range twins {
		twin, err := s.held(ctx, tx, a.DocumentID)
		if err != nil {
			return err
		}
		if twin.open() != nil {
			continue
		}
		if err := s.documents.Link(ctx, tx, l.DocumentID, a.DocumentID, documents.Reply); err != nil {
			return err
		}
		if err := s.answerQuestions(ctx, tx, &twin, l.DocumentID, lines); err != nil {
			return err
		}
		if err := s.remind(ctx, tx, &twin, "letter_registered", l); err != nil {
			return err
		}
	}
	return nil
}

// answerQuestions writes the results of the lines. An answer without lines, typed in the file alone, answers what is open.
func (s *Service) answerQuestions(ctx context.Context, tx *db.Tx, m *matter, letterID int64, lines []AnswerLine) error {
	for i := range m.questions {
		q := &m.questions[i]
		at := slices.IndexFunc(lines, func(l AnswerLine) bool { return l.No == q.No })
		if !q.Open() || at < 0 && len(lines) > 0 {
			continue
		}
		result := Answered
		if at >= 0 {
			result = lines[at].Result
		}
		if err := s.endQuestion(ctx, tx, m, q.No, result, ""); err != nil {
			return err
		}
		q.LetterID = &letterID
		if _, err := tx.Exec(ctx, "UPDATE appeal_questions SET letter_id = $1 WHERE id = $2", letterID, q.ID); err != nil {
			return err
		}
	}
	return nil
}

// settleDecision lets the head's decision to end a correspondence take effect, and writes the notice of it (art. 11.5).
func (s *Service) settleDecision(ctx context.Context, tx *db.Tx, m *matter, l Letter, d documents.Document) error {
	if m.open() != nil {
		return nil
	}
	m.Ground = l.Details.V.Ground
	if err := s.endQuestions(ctx, tx, m, LeftUnanswered); err != nil {
		return err
	}
	notice := l.Details.V
	notice.Decision = d.ID
	return s.notify(ctx, tx, m, letter{kind: LetterGround, form: FormCode(m.Ground), details: notice, author: *d.AuthorID, signed: d.SignatoryID})
}

// notify writes a letter to the author where one can reach him.
func (s *Service) notify(ctx context.Context, tx *db.Tx, m *matter, l letter) error {
	to, err := s.authorsOf(ctx, tx, m.Appeal, l.details.Everyone)
	if err != nil || len(to) == 0 {
		return err
	}
	_, err = s.write(ctx, tx, m, l)
	return err
}

// onAnnulled takes back what an annulled letter has done.
func (s *Service) onAnnulled(ctx context.Context, job documents.WasAnnulled) error {
	return s.onLetter(ctx, job.DocumentID, func(tx *db.Tx, m *matter, l Letter, d documents.Document) error {
		if l.SettledAt == nil {
			return nil
		}
		if _, err := tx.Exec(ctx, "UPDATE appeal_letters SET settled_at = NULL WHERE document_id = $1", d.ID); err != nil {
			return err
		}
		answered, err := db.All[int64](ctx, tx, "SELECT DISTINCT document_id FROM appeal_questions WHERE letter_id = $1 ORDER BY document_id", d.ID)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "UPDATE appeal_questions SET result = '', resolved_on = NULL, letter_id = NULL WHERE letter_id = $1", d.ID); err != nil {
			return err
		}
		if l.Kind == LetterDecision {
			if err := s.reopen(ctx, tx, m); err != nil {
				return err
			}
		}
		for _, id := range answered {
			if id == m.DocumentID {
				continue
			}
			twin, err := s.held(ctx, tx, id)
			if err != nil {
				return err
			}
			if err := s.remind(ctx, tx, &twin, "letter_annulled", l); err != nil {
				return err
			}
		}
		if m.questions, err = questions(ctx, tx, m.DocumentID); err != nil {
			return err
		}
		return s.remind(ctx, tx, m, "letter_annulled", l)
	})
}

// reopen takes off a ground whose decision no longer stands.
func (s *Service) reopen(ctx context.Context, tx *db.Tx, m *matter) error {
	m.Ground = ""
	_, err := tx.Exec(ctx, "UPDATE appeal_questions SET result = '', resolved_on = NULL WHERE document_id = $1 AND result = $2", m.DocumentID, LeftUnanswered)
	return err
}

// onWithdrawn ends what hung on a draft: documents that were never asked for.
func (s *Service) onWithdrawn(ctx context.Context, job documents.WasWithdrawn) error {
	return s.onLetter(ctx, job.DocumentID, func(tx *db.Tx, m *matter, l Letter, d documents.Document) error {
		if _, err := tx.Exec(ctx, "UPDATE documents_requests SET cancelled_at = $1 WHERE letter_id = $2 AND cancelled_at IS NULL", tx.Now, d.ID); err != nil {
			return err
		}
		return s.remind(ctx, tx, m, "letter_withdrawn", l)
	})
}

// onLetter runs what follows a change of a card that is a letter of an appeal; the other cards are nobody's here.
func (s *Service) onLetter(ctx context.Context, documentID int64, do func(*db.Tx, *matter, Letter, documents.Document) error) error {
	return s.db.Tx(ctx, auth.System("appeals"), func(tx *db.Tx) error {
		l, err := letterOf(ctx, tx, documentID)
		if fail.KindOf(err) == fail.NotFound {
			return nil
		}
		if err != nil {
			return err
		}
		m, err := s.held(ctx, tx, l.AppealID)
		if err != nil {
			return err
		}
		d, err := s.documents.Get(ctx, tx, documentID)
		if err != nil {
			return err
		}
		return do(tx, &m, l, d)
	})
}

// held is an appeal whose card is locked, for the subject's own work.
func (s *Service) held(ctx context.Context, tx *db.Tx, documentID int64) (m matter, err error) {
	if m.card, err = s.documents.Lock(ctx, tx, documentID); err != nil {
		return m, err
	}
	return s.load(ctx, tx, m)
}

// remind puts on the card the day of what is still owed, and keeps the appeal.
func (s *Service) remind(ctx context.Context, tx *db.Tx, m *matter, action string, l Letter) error {
	if !m.AnswerBy.Date.IsZero() {
		owed, err := s.owed(ctx, tx, m)
		if err != nil {
			return err
		}
		m.card.DueOn, m.card.DueWhy = owed.Date, owed
	}
	return s.keep(ctx, tx, m, action, map[string]any{"letter": l.DocumentID, "kind": l.Kind})
}

// owed is the day by which the office must still do something by the law, none when all is done.
func (s *Service) owed(ctx context.Context, tx *db.Tx, m *matter) (calendar.Deadline, error) {
	none := calendar.Deadline{}
	switch {
	case m.WithdrawnAt != nil:
		return none, nil
	case m.Ground != "":
		return s.owedNotice(ctx, tx, m)
	case !slices.ContainsFunc(ours(m.questions), Question.Open):
		return none, nil
	}
	return m.Due(), nil
}

// owedNotice is the day by which the author is told why there is no answer.
func (s *Service) owedNotice(ctx context.Context, tx *db.Tx, m *matter) (calendar.Deadline, error) {
	to, err := s.authorsOf(ctx, tx, m.Appeal, false)
	if err != nil {
		return calendar.Deadline{}, err
	}
	notice, err := s.live(ctx, tx, m.DocumentID, LetterGround)
	what, _ := m.Ground.Consequence()
	switch {
	case err != nil || !what.Notice || len(to) == 0 || notice.Number != "":
		return calendar.Deadline{}, err
	case !what.InSeven:
		return m.AnswerBy, nil
	}
	clock, err := s.clockOf(ctx, tx, m.BodyID)
	return clock.Notice(m.card.RegisteredOn), err
}
