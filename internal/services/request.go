package services

import (
	"context"
	"maps"

	"veche/internal/interagency"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
	"veche/internal/services/catalogue"
)

// Requests is what applications ask of package interagency.
type Requests interface {
	Ask(ctx context.Context, tx *db.Tx, a interagency.Ask) (interagency.Request, error)
	Of(ctx context.Context, r db.Reader, about interagency.Ref) ([]interagency.Request, error)
	Told(ctx context.Context, r db.Reader, about interagency.Ref) ([]interagency.Told, error)
}

// refKind is how requests name what they are about.
const refKind = "application"

func about(a Application) interagency.Ref {
	return interagency.Ref{Kind: refKind, ID: a.ID, Name: a.Number}
}

// AskLine is one request to send.
type AskLine struct {
	Kind   string            `json:"kind" minLength:"1" maxLength:"100"`
	Fields map[string]string `json:"fields"`
}

// AskBodies sends interagency requests, all that are needed at once. The application waits in interagency until the answers
// are there; the officer may go on when their term is over.
func (s *Service) AskBodies(ctx context.Context, by auth.Actor, id int64, lines []AskLine) error {
	return s.act(ctx, by, id, Ask, func(tx *db.Tx, m *matter) (line, error) {
		who, err := s.ApplicantByID(ctx, tx, m.ApplicantID)
		if err != nil {
			return line{}, err
		}
		whose := about(m.Application)
		whose.Who = who.FullName()
		for _, l := range lines {
			a := interagency.Ask{BodyID: m.BodyID, Kind: l.Kind, About: whose, Fields: whole(l.Fields, who.SNILS), Send: true}
			if _, err := s.Requests.Ask(ctx, tx, a); err != nil {
				return line{}, err
			}
		}
		return line{detail: map[string]any{"requests": len(lines)}}, nil
	})
}

// whole puts the applicant's number where the officer has left the last figures of it that he is shown: he need not read a
// number to ask about it.
func whole(fields map[string]string, snils string) map[string]string {
	fields = maps.Clone(fields)
	for name, value := range fields {
		if snils != "" && value == lastFigures(snilsWords(snils)) {
			fields[name] = snilsWords(snils)
		}
	}
	return fields
}

// Proceed goes on with the consideration. Answers that are late are no ground to refuse or to extend (art. 7.1 ч. 6), so
// nothing here looks at them.
func (s *Service) Proceed(ctx context.Context, by auth.Actor, id int64) error {
	return s.act(ctx, by, id, Proceed, func(tx *db.Tx, m *matter) (line, error) {
		return line{inner: true}, s.proceed(ctx, tx, m)
	})
}

// proceed ends the step of interagency requests. Requests sent from the decision, beside the step, end with it.
func (s *Service) proceed(ctx context.Context, tx *db.Tx, m *matter) error {
	step, ok := m.procedure.Variant.Step(m.Step)
	if !ok {
		return fail.New(fail.Conflict, "application.no_step", "no step %q", m.Step)
	}
	if step.Kind == catalogue.Interagency {
		return s.advance(ctx, tx, m, catalogue.Answered)
	}
	m.State = InReview
	return nil
}

// Answered announces an answer to a request about an application.
type Answered struct {
	ApplicationID int64 `json:"application_id"`
	RequestID     int64 `json:"request_id"`
}

func (Answered) Kind() string { return "application.request_answered" }

// RequestAnswered is told by package interagency in the transaction that attaches an answer.
func (s *Service) RequestAnswered(ctx context.Context, tx *db.Tx, q interagency.Request) error {
	if q.AboutKind != refKind {
		return nil
	}
	return jobs.Add(ctx, tx, Answered{ApplicationID: q.AboutID, RequestID: q.ID})
}

// onAnswered goes on by itself when the last answer is there.
func (s *Service) onAnswered(ctx context.Context, job Answered) error {
	return s.db.Tx(ctx, auth.System("interagency"), func(tx *db.Tx) error {
		m, err := s.open(ctx, tx, tx.By, job.ApplicationID)
		if err != nil {
			return err
		}
		list, err := s.Requests.Of(ctx, tx, about(m.Application))
		if err != nil {
			return err
		}
		if m.State != Interagency || !allEnded(list) {
			return nil
		}
		if err := s.proceed(ctx, tx, &m); err != nil {
			return err
		}
		return s.keep(ctx, tx, &m, Proceed, Interagency, line{})
	})
}

func allEnded(list []interagency.Request) bool {
	for _, q := range list {
		if q.State != interagency.Answered && q.State != interagency.Rejected {
			return false
		}
	}
	return len(list) > 0
}
