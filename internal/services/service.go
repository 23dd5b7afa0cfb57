package services

import (
	"context"

	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
	"veche/internal/platform/notify"
	"veche/internal/registry"
	"veche/internal/services/catalogue"
	"veche/internal/services/drafts"
	"veche/internal/services/intake"
	"veche/internal/signing"
)

// Subjects are those on which applications stand.
type Subjects struct {
	Org       *org.Service
	Registry  *registry.Service
	Documents *documents.Service
	Signing   *signing.Service
	Files     *files.Store
	Calendar  calendar.Calendar
	Notify    *notify.Service
	Catalogue *catalogue.Service
	Intake    *intake.Service
	Drafts    *drafts.Service
	Requests  Requests    // interagency requests
	Press     Press       // makes PDF/A of the papers
	Send      notify.Send // letters to applicants; nil where there is no mail server
	Site      string      // public address, "" when it is not set
}

// Service holds the use cases of applications.
type Service struct {
	Subjects
	db        *db.DB
	followers []Follower
	forms     formCache
	keepers   map[Keeper]keeps
}

// New takes everything applications need, and listens to the cards of their decisions.
func New(d *db.DB, with Subjects) *Service {
	s := &Service{Subjects: with, db: d}
	with.Documents.Watch(s.paperMoved)
	return s
}

// matter is an application with its pinned procedure, as a use case needs it.
type matter struct {
	Application
	procedure Procedure
	by        auth.Actor
}

// open loads an application that the actor sees and holds its row to the end of the transaction.
func (s *Service) open(ctx context.Context, tx *db.Tx, by auth.Actor, id int64) (matter, error) {
	return s.matterOf(ctx, tx, by, id, tx.Words().Lock)
}

// look is open for who only reads.
func (s *Service) look(ctx context.Context, r db.Reader, by auth.Actor, id int64) (matter, error) {
	return s.matterOf(ctx, r, by, id, "")
}

func (s *Service) matterOf(ctx context.Context, r db.Reader, by auth.Actor, id int64, lock string) (m matter, err error) {
	m.by = by
	if m.Application, err = seenBy(ctx, r, by, id, lock); err != nil {
		return m, err
	}
	m.procedure, err = s.procedure(ctx, r, m.Application)
	return m, err
}

// procedure is that of the version pinned by the application, or chosen so far.
func (s *Service) procedure(ctx context.Context, r db.Reader, a Application) (Procedure, error) {
	v, err := s.Catalogue.VersionByID(ctx, r, a.VersionID)
	if err != nil {
		return Procedure{}, err
	}
	return procedureOf(v, a.Variant)
}

// act runs one verb on one application: load, may, decide – the verb's own part – and keep. A refused right is written into
// the audit: terms of citizens are what inspectors ask about.
func (s *Service) act(ctx context.Context, by auth.Actor, id int64, act Act, decide func(tx *db.Tx, m *matter) (line, error)) error {
	var ref audit.Ref
	err := s.db.Tx(ctx, by, func(tx *db.Tx) error {
		m, err := s.open(ctx, tx, by, id)
		if err != nil {
			return err
		}
		ref = m.Ref()
		if err := m.can(by, act); err != nil {
			return err
		}
		was := m.State
		l, err := decide(tx, &m)
		if err != nil {
			return err
		}
		return s.keep(ctx, tx, &m, act, was, l)
	})
	return s.denied(ctx, by, act, ref, err)
}

// denied writes a refused right into the audit.
func (s *Service) denied(ctx context.Context, by auth.Actor, act Act, ref audit.Ref, err error) error {
	if fail.KindOf(err) != fail.Denied {
		return err
	}
	return audit.Denied(ctx, s.db, by, audit.Entry{Action: "application." + string(act), Object: ref}, err)
}

// line is what the history says of an act.
type line struct {
	words  string // ground, reason, body; shown in the history
	inner  bool   // not for the applicant
	detail any    // for the audit
}

// keep is save + journal + announce.
func (s *Service) keep(ctx context.Context, tx *db.Tx, m *matter, act Act, was State, l line) error {
	if to := rules[act].to; to != "" {
		m.State = to
	}
	if m.State.Final() && m.ClosedAt == nil {
		m.ClosedAt = &tx.Now
		if err := s.Catalogue.CountIn(ctx, tx, m.ServiceID, catalogue.Finished, 1); err != nil {
			return err
		}
	}
	if err := save(ctx, tx, &m.Application); err != nil {
		return err
	}
	if err := s.putTasks(ctx, tx, m.Application); err != nil {
		return err
	}
	e := Event{ApplicationID: m.ID, At: tx.Now, Act: act, From: was, To: m.State, Words: l.words, Public: !l.inner}
	if tx.By.PersonID != 0 {
		e.ByID = &tx.By.PersonID
	}
	if !tx.By.System {
		e.ByName = tx.By.Name // of an applicant: «Заявитель»
	}
	if _, err := db.Insert(ctx, tx, "application_events", e); err != nil {
		return err
	}
	entry := audit.Entry{Action: "application." + string(act), Object: m.Ref(), From: string(was), To: string(m.State), Detail: l.detail}
	if err := audit.Write(ctx, tx, entry); err != nil {
		return err
	}
	return s.tellFollowers(ctx, tx, m.ID)
}

// today is the date at the place of the body that answers for the application.
func (s *Service) today(ctx context.Context, tx *db.Tx, m *matter) calendar.Date {
	return s.Org.Today(ctx, tx, m.BodyID, tx.Now)
}
