package services

import (
	"context"
	"slices"
	"strings"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services/catalogue"
)

// AskApplicantInput is what the applicant is asked for.
type AskApplicantInput struct {
	Text      string   `json:"text" minLength:"1" maxLength:"4000"`
	Documents []string `json:"documents,omitempty" maxItems:"40" doc:"Codes of documents of the passport"`
	Except    Except   `json:"except,omitempty" enum:",law_changed,applicant_error,expired,official_error"`
}

// AskApplicant asks the applicant for what only he has. The clock of the service goes on: it stops in a suspension alone.
func (s *Service) AskApplicant(ctx context.Context, by auth.Actor, id int64, in AskApplicantInput) error {
	return s.act(ctx, by, id, AskApplicant, func(tx *db.Tx, m *matter) (line, error) {
		if err := s.nothingNew(ctx, tx, m, in.Documents, in.Except); err != nil {
			return line{}, err
		}
		if err := s.advance(ctx, tx, m, catalogue.AsksMore); err != nil {
			return line{}, err
		}
		msg := Message{ApplicationID: m.ID, Author: FromOffice, AuthorID: &by.PersonID, AuthorName: by.Name, Text: in.Text, At: tx.Now}
		msg.Asks.V = in.Documents
		if term, ok := m.procedure.Passport.TermOf(catalogue.TermExtra, m.Variant); ok {
			msg.Due = s.Calendar.Due(s.today(ctx, tx, m), term.Calendar())
		}
		_, err := db.Insert(ctx, tx, "application_messages", msg)
		return line{detail: map[string]any{"documents": in.Documents, "until": msg.Due.Date}}, err
	})
}

// Continue goes on with the consideration: the applicant brought what was asked, or the officer waits no longer.
func (s *Service) Continue(ctx context.Context, by auth.Actor, id int64, brought bool) error {
	on := catalogue.Lapsed
	if brought {
		on = catalogue.Brought
	}
	return s.act(ctx, by, id, Continue, func(tx *db.Tx, m *matter) (line, error) {
		return line{detail: map[string]any{"outcome": on}}, s.advance(ctx, tx, m, on)
	})
}

// SuspendInput is a suspension with its ground from the closed list of the pinned version.
type SuspendInput struct {
	Ground string `json:"ground" minLength:"1" maxLength:"40"`
	Reason string `json:"reason" minLength:"1" maxLength:"2000"`

	SignatoryID int64 `json:"signatory_id,omitempty" doc:"Who signs the notice; the officer himself where nobody is named"`
}

// Suspension is one suspension of an application: the row of the table.
type Suspension struct {
	ID            int64             `db:"id"`
	ApplicationID int64             `db:"application_id"`
	Ground        string            `db:"ground"`
	GroundWords   string            `db:"ground_words"`
	Reason        string            `db:"reason"`
	From          calendar.Date     `db:"from_on"`
	Until         calendar.Deadline `db:"until_on"`
	To            calendar.Date     `db:"to_on"`
	ByID          int64             `db:"by_id"`
}

// Suspend writes the notice of a suspension: the second of the three refusals, which is no refusal yet. Without a ground in
// the version that the application has pinned it is impossible, and so it is where the regulation of that version knows no
// suspension (210-ФЗ ст. 12 ч. 4 п. 9; scenario 19). The clock stands from the day of the signature.
func (s *Service) Suspend(ctx context.Context, by auth.Actor, id int64, in SuspendInput) (documentID int64, err error) {
	paper := PaperInput{Kind: PaperSuspension, Ground: in.Ground, Reason: in.Reason, SignatoryID: in.SignatoryID}
	return s.withPaper(ctx, by, id, Suspend, paper, lies)
}

// heldUntil is the longest that a suspension which begins on a day may last.
func (s *Service) heldUntil(m *matter, on calendar.Date) (until calendar.Deadline) {
	if term, ok := m.procedure.Passport.TermOf(catalogue.TermSuspended, m.Variant); ok {
		until = s.Calendar.Due(on, term.Calendar())
	}
	return until
}

// stopped is the signature of a suspension.
func (s *Service) stopped(ctx context.Context, tx *db.Tx, m *matter, p Paper) error {
	if m.State != InReview { // withdrawn meanwhile
		return nil
	}
	g, err := ground(m.procedure.Passport.SuspensionsOf(m.Variant), p.Ground)
	if err != nil {
		return err
	}
	was, today := m.State, s.today(ctx, tx, m)
	if err := s.advance(ctx, tx, m, catalogue.Suspends); err != nil {
		return err
	}
	card, err := s.Documents.Get(ctx, tx, p.DocumentID)
	if err != nil {
		return err
	}
	row := Suspension{ApplicationID: m.ID, Ground: g.Code, GroundWords: g.Text, Reason: p.Reason, From: today, Until: s.heldUntil(m, today), ByID: *card.AuthorID}
	m.Due.V = m.Due.V.Stop(today)
	if _, err := db.Insert(ctx, tx, "application_suspensions", row); err != nil {
		return err
	}
	if err := s.keep(ctx, tx, m, Stop, was, line{words: g.Text, detail: map[string]any{"ground": g.Code, "until": row.Until.Date}}); err != nil {
		return err
	}
	return s.handOut(ctx, tx, m.Way, p.DocumentID)
}

// Resume lets the clock go on from the day on which the cause is gone.
func (s *Service) Resume(ctx context.Context, by auth.Actor, id int64) error {
	return s.act(ctx, by, id, Resume, func(tx *db.Tx, m *matter) (line, error) {
		return line{}, s.resume(ctx, tx, m, catalogue.Resumed)
	})
}

func (s *Service) resume(ctx context.Context, tx *db.Tx, m *matter, on catalogue.Outcome) error {
	if err := s.advance(ctx, tx, m, on); err != nil {
		return err
	}
	today := s.today(ctx, tx, m)
	m.Due.V = m.Due.V.Go(s.Calendar, today)
	_, err := tx.Exec(ctx, "UPDATE application_suspensions SET to_on = $1 WHERE application_id = $2 AND to_on IS NULL", today, m.ID)
	return err
}

// suspensions lists the suspensions of an application, oldest first.
func suspensions(ctx context.Context, r db.Reader, id int64) ([]Suspension, error) {
	return db.All[Suspension](ctx, r, "SELECT "+db.Columns[Suspension]("")+" FROM application_suspensions WHERE application_id = $1 ORDER BY id", id)
}

// Lapse ends suspensions and waitings whose own term is over: the clock does not stand for ever.
func (s *Service) Lapse(ctx context.Context) error {
	over, err := db.All[lapsing](ctx, s.db, `
		SELECT a.id, a.state, COALESCE(st.due, '') AS due FROM applications a
		  JOIN application_steps st ON st.application_id = a.id AND st.step = a.step AND st.ended_at IS NULL
		 WHERE a.closed_at IS NULL AND a.state IN ('suspended', 'awaiting_applicant') AND st.due IS NOT NULL ORDER BY a.id LIMIT 5000`)
	if err != nil {
		return err
	}
	for _, l := range over {
		if err := s.lapse(ctx, l); err != nil {
			return err
		}
	}
	return nil
}

type lapsing struct {
	ID    int64             `db:"id"`
	State State             `db:"state"`
	Due   calendar.Deadline `db:"due"`
}

func (s *Service) lapse(ctx context.Context, l lapsing) error {
	act := map[State]Act{Suspended: Resume, AwaitingApplicant: Continue}[l.State]
	return s.db.Tx(ctx, auth.System("services.lapse"), func(tx *db.Tx) error {
		m, err := s.open(ctx, tx, tx.By, l.ID)
		if err != nil || m.State != l.State || !s.today(ctx, tx, &m).After(l.Due.Date) {
			return err
		}
		was := m.State
		if was == Suspended {
			err = s.resume(ctx, tx, &m, catalogue.Lapsed)
		} else {
			err = s.advance(ctx, tx, &m, catalogue.Lapsed)
		}
		if err != nil {
			return err
		}
		return s.keep(ctx, tx, &m, act, was, line{words: "Срок истёк", detail: map[string]any{"until": l.Due.Date}})
	})
}

// AskCancel is the applicant's own wish to withdraw; reason may be empty. The officer confirms it, unless the decision is
// already signed.
func (s *Service) AskCancel(ctx context.Context, tx *db.Tx, id int64, reason string) error {
	m, err := s.open(ctx, tx, auth.System("applicant"), id)
	if err != nil {
		return err
	}
	if !slices.Contains(rules[AskCancel].from, m.State) {
		return fail.New(fail.Conflict, "application.wrong_state", "application %d is %s", id, m.State).With("state", string(m.State))
	}
	if m.CancelAskedAt != nil {
		return nil
	}
	m.CancelAskedAt, m.CancelReason = &tx.Now, strings.TrimSpace(reason)
	return s.keep(ctx, tx, &m, AskCancel, m.State, line{words: m.CancelReason})
}

// Cancel confirms the wish of the applicant to withdraw. What was asked on paper is entered and confirmed in one act.
func (s *Service) Cancel(ctx context.Context, by auth.Actor, id int64) error {
	return s.act(ctx, by, id, ConfirmCancel, func(tx *db.Tx, m *matter) (line, error) {
		if !m.Due.V.Stopped.IsZero() {
			m.Due.V = m.Due.V.Go(s.Calendar, s.today(ctx, tx, m))
		}
		m.DecidedAt = &tx.Now
		return line{words: m.CancelReason}, s.end(ctx, tx, m, catalogue.Lapsed)
	})
}

// DeclineCancel goes on with the application: the result was already under way.
func (s *Service) DeclineCancel(ctx context.Context, by auth.Actor, id int64, reason string) error {
	return s.act(ctx, by, id, DeclineCancel, func(_ *db.Tx, m *matter) (line, error) {
		m.CancelAskedAt, m.CancelReason = nil, ""
		return line{words: reason}, nil
	})
}

// EnterCancel writes down a withdrawal that came on paper or in person.
func (s *Service) EnterCancel(ctx context.Context, by auth.Actor, id int64, reason string) error {
	err := s.db.Tx(ctx, by, func(tx *db.Tx) error {
		m, err := s.open(ctx, tx, by, id)
		if err != nil {
			return err
		}
		if by.BodyID != m.BodyID || !by.Can(RightConsider) || !m.heldBy(by) {
			return fail.New(fail.Denied, "application.denied", "application %d is not with person %d", id, by.PersonID)
		}
		return s.AskCancel(ctx, tx, id, reason)
	})
	return err
}
