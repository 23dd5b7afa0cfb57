package services

import (
	"context"
	"errors"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services/catalogue"
	"veche/internal/services/intake"
)

// Keeper is a register of its own that decides about the applications of a service: places are few, so nobody is considered
// alone, and one signed order is the outcome of many (domain.md §6.8, §6.9).
type Keeper string

const (
	Considered    Keeper = "" // by an officer, each application for itself
	Schools       Keeper = "schools"
	Kindergartens Keeper = "kindergartens"
)

// keeps tells whether a register leads a service.
type keeps func(ctx context.Context, r db.Reader, serviceID int64) (bool, error)

// Kept names a register; app does it once, before the program serves.
func (s *Service) Kept(by Keeper, serves keeps) {
	if s.keepers == nil {
		s.keepers = map[Keeper]keeps{}
	}
	s.keepers[by] = serves
}

func (s *Service) keeperOf(ctx context.Context, r db.Reader, serviceID int64) (Keeper, error) {
	for keeper, serves := range s.keepers {
		if yes, err := serves(ctx, r, serviceID); err != nil || yes {
			return keeper, err
		}
	}
	return Considered, nil
}

// standsInRegister puts an application that came for a register there: it is registered by its place in the order, with the
// moment of its acceptance (приказ Минпросвещения № 458 п. 26, № 236 п. 11), and waits for the decision of the register,
// whose terms are its own.
func (m *matter) standsInRegister(keeper Keeper, row intake.Accepted, on calendar.Date) {
	m.Keeper, m.State, m.RegisteredAt, m.RegisteredOn, m.RegisterBy = keeper, InReview, &row.At, on, calendar.Deadline{}
	if step, ok := m.procedure.stepOf(catalogue.Decision); ok {
		m.Step = step.Code
	}
}

// Ref names an application by its place in the order.
type Ref struct {
	ServiceID int64
	Year      int
	Sequence  int64
}

// kept opens an application for its register. While the job of the intake has not made it the register waits and comes again.
func (s *Service) kept(ctx context.Context, tx *db.Tx, ref Ref) (matter, error) {
	a, err := s.ByOrder(ctx, tx, ref.ServiceID, ref.Year, ref.Sequence)
	if errors.Is(err, db.ErrNone) {
		return matter{}, fail.New(fail.Unready, "application.not_received", "application %d of %d-%d is not received yet", ref.Sequence, ref.ServiceID, ref.Year)
	}
	if err != nil {
		return matter{}, err
	}
	return s.open(ctx, tx, auth.System("register"), a.ID)
}

// Given is what a register gives by a signed act.
type Given struct {
	DocumentID int64  // the signed card
	Result     string // code in the pinned version; the first that is no refusal
	Fact       string
	Basis      string
	Officer    string
}

// Enrolled ends an application with what was asked for: the result is in the account at once.
func (s *Service) Enrolled(ctx context.Context, tx *db.Tx, ref Ref, in Given) error {
	m, err := s.kept(ctx, tx, ref)
	if err != nil || m.State == GivenOut {
		return err
	}
	was := m.State
	result, _ := m.procedure.result(in.Result)
	m.Result, m.ResultID, m.DecidedAt, m.Way, m.ClosedAt = result.Code, &in.DocumentID, &tx.Now, ToAccount, nil
	m.Ground, m.GroundWords, m.Reason = "", "", ""
	if err := s.end(ctx, tx, &m, catalogue.Granted); err != nil {
		return err
	}
	if err := s.keep(ctx, tx, &m, Grant, was, line{}); err != nil {
		return err
	}
	m.Issued.V = Issued{At: &tx.Now, Fact: in.Fact, Basis: in.Basis, Officer: in.Officer, Way: ToAccount}
	return s.keep(ctx, tx, &m, Issue, Granted, line{words: in.Fact, detail: m.Issued.V})
}

// Declined is a refusal of a register with its ground in the pinned version.
type Declined struct {
	DocumentID *int64 // the signed card, nil where the refusal stands on none
	Ground     string
	Reason     string
}

// NotEnrolled ends an application with a refusal: of the service, or of the documents where the ground is one of those.
func (s *Service) NotEnrolled(ctx context.Context, tx *db.Tx, ref Ref, in Declined) error {
	m, err := s.kept(ctx, tx, ref)
	if err != nil || m.State.Final() {
		return err
	}
	act, list := Refuse, m.procedure.Passport.RefusalsOf(m.Variant)
	g, err := ground(list, in.Ground)
	if err != nil {
		if g, err = ground(m.procedure.Passport.IntakeRefusalsOf(m.Variant), in.Ground); err != nil {
			return err
		}
		act = TurnAway
	}
	was := m.State
	m.Ground, m.GroundWords, m.Reason, m.ResultID, m.DecidedAt = g.Code, g.Text, in.Reason, in.DocumentID, &tx.Now
	if err := s.end(ctx, tx, &m, catalogue.Refused); err != nil {
		return err
	}
	return s.keep(ctx, tx, &m, act, was, line{words: g.Text, detail: in})
}

// GroundsOf are the grounds on which a register may refuse an application: those of its pinned version.
func (s *Service) GroundsOf(ctx context.Context, r db.Reader, serviceID int64) ([]catalogue.Ground, error) {
	v, err := s.Catalogue.Published(ctx, r, serviceID, s.db.Now())
	if err != nil {
		if fail.KindOf(err) == fail.NotFound {
			return nil, nil
		}
		return nil, err
	}
	return append(append([]catalogue.Ground{}, v.Passport.V.Refusals...), v.Passport.V.IntakeRefusals...), nil
}

// TakenBack ends an application that its applicant has taken back, also after its result: the place is free again.
func (s *Service) TakenBack(ctx context.Context, tx *db.Tx, ref Ref, reason string) error {
	m, err := s.kept(ctx, tx, ref)
	if err != nil || m.State == Cancelled {
		return err
	}
	was := m.State
	m.CancelReason, m.DecidedAt = reason, &tx.Now
	if err := s.end(ctx, tx, &m, catalogue.Lapsed); err != nil {
		return err
	}
	return s.keep(ctx, tx, &m, ConfirmCancel, was, line{words: reason})
}

// Called asks the applicant for what only he has: originals, a visit, an answer to an offer.
func (s *Service) Called(ctx context.Context, tx *db.Tx, ref Ref, words string, due calendar.Deadline) error {
	m, err := s.kept(ctx, tx, ref)
	if err != nil || m.State.Final() {
		return err
	}
	msg := Message{ApplicationID: m.ID, Author: FromOffice, AuthorName: tx.By.Name, Text: words, At: tx.Now, Due: due}
	if tx.By.PersonID != 0 {
		msg.AuthorID = &tx.By.PersonID
	} else {
		// No person wrote it: the register did, in the name of its body.
		body, err := s.Org.Body(ctx, tx, m.BodyID)
		if err != nil {
			return err
		}
		msg.AuthorName = body.Name
	}
	if _, err := db.Insert(ctx, tx, "application_messages", msg); err != nil {
		return err
	}
	was := m.State
	m.State = AwaitingApplicant
	return s.keep(ctx, tx, &m, AskApplicant, was, line{detail: map[string]any{"until": due.Date}})
}

// Heard goes on with an application after its applicant was called.
func (s *Service) Heard(ctx context.Context, tx *db.Tx, ref Ref) error {
	m, err := s.kept(ctx, tx, ref)
	if err != nil || m.State != AwaitingApplicant {
		return err
	}
	m.State = InReview
	return s.keep(ctx, tx, &m, Continue, AwaitingApplicant, line{})
}

// GivenAnew puts a later act of the register in the place of the result: a child who moves to another kindergarten.
func (s *Service) GivenAnew(ctx context.Context, tx *db.Tx, ref Ref, in Given) error {
	m, err := s.kept(ctx, tx, ref)
	if err != nil || m.State != GivenOut {
		return err
	}
	m.ResultID, m.Issued.V = &in.DocumentID, Issued{At: &tx.Now, Fact: in.Fact, Basis: in.Basis, Officer: in.Officer, Way: ToAccount}
	return s.noted(ctx, tx, &m, in.Fact)
}

// Noted tells the applicant of something in the register that is no state of the application, in the account and by a letter.
// Whatever was waited for from him is over.
func (s *Service) Noted(ctx context.Context, tx *db.Tx, ref Ref, words string) error {
	m, err := s.kept(ctx, tx, ref)
	if err != nil {
		return err
	}
	return s.noted(ctx, tx, &m, words)
}

func (s *Service) noted(ctx context.Context, tx *db.Tx, m *matter, words string) error {
	was := m.State
	if m.State == AwaitingApplicant {
		m.State = InReview
	}
	if err := s.keep(ctx, tx, m, Note, was, line{words: words}); err != nil {
		return err
	}
	who, err := s.ApplicantByID(ctx, tx, m.ApplicantID)
	if err != nil || tx.By.PersonID == 0 && !tx.By.System { // he knows what he has done himself
		return err
	}
	return s.letter(ctx, tx, who, Notice{ApplicationID: m.ID, Mark: "note:" + tx.Now.Format(time.RFC3339Nano), Words: "Заявление № " + m.Number + ": " + words})
}
