package appeals

import (
	"context"

	"veche/internal/assignments"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
)

// RightDecide is the right of the head and of whom he authorises: to extend the term, to leave an appeal without an
// answer, to end a correspondence (art. 11, 12).
const RightDecide auth.Right = "appeals.decide"

// Service holds the use cases of appeals.
type Service struct {
	db        *db.DB
	org       *org.Service
	documents *documents.Service
	files     *files.Store
	calendar  calendar.Calendar
	followers []Follower

	assignments *assignments.Service // who gives the resolutions of routes, see Lead
}

// New takes everything appeals need, and becomes the clock of their cards.
func New(d *db.DB, o *org.Service, docs *documents.Service, f *files.Store, c calendar.Calendar) *Service {
	s := &Service{db: d, org: o, documents: docs, files: f, calendar: c}
	docs.Count(documents.Appeal, s)
	docs.Watch(s.cardSaved)
	return s
}

// clockOf counts by the terms of a body.
func (s *Service) clockOf(ctx context.Context, r db.Reader, bodyID int64) (Clock, error) {
	own, err := assignments.Terms(ctx, r, bodyID)
	return NewClock(s.calendar, own), err
}

// matter is an appeal with its card and its questions, as a use case needs them.
type matter struct {
	Appeal
	card      documents.Document
	questions []Question
}

// open loads an appeal that the actor sees; lock holds its card to the end of the transaction.
func (s *Service) open(ctx context.Context, tx *db.Tx, by auth.Actor, documentID int64) (m matter, err error) {
	if m.card, err = s.documents.OpenLocked(ctx, tx, by, documentID); err != nil {
		return m, err
	}
	return s.load(ctx, tx, m)
}

func (s *Service) load(ctx context.Context, r db.Reader, m matter) (_ matter, err error) {
	if m.Appeal, err = byID(ctx, r, m.card.ID); err != nil {
		return m, err
	}
	m.questions, err = questions(ctx, r, m.card.ID)
	return m, err
}

// keep saves the appeal and its card and writes the act into the audit.
func (s *Service) keep(ctx context.Context, tx *db.Tx, m *matter, action string, detail any) error {
	if err := save(ctx, tx, &m.Appeal); err != nil {
		return err
	}
	return s.documents.Save(ctx, tx, &m.card, "appeal."+action, detail)
}

// denied writes a refused decision into the audit: terms of citizens are what inspectors ask about.
func (s *Service) denied(ctx context.Context, by auth.Actor, m matter, action string, err error) error {
	if fail.KindOf(err) != fail.Denied {
		return err
	}
	return audit.Denied(ctx, s.db, by, audit.Entry{Action: "appeal." + action, Object: m.card.Ref()}, err)
}
