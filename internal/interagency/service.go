package interagency

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"veche/cms"
	"veche/internal/dispatch"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
	"veche/internal/platform/notify"
	"veche/internal/platform/smevstore"
	"veche/smev"
)

// Subjects are those that requests stand on.
type Subjects struct {
	Documents *documents.Service
	Dispatch  *dispatch.Service
	Org       *org.Service
	Notify    *notify.Service
	Files     *files.Store
	Calendar  calendar.Calendar
}

// Service holds the use cases.
type Service struct {
	Subjects
	db        *db.DB
	log       *slog.Logger
	listeners []Listener

	client *smev.Client
	store  *smevstore.Store
	key    cms.Key // of the information system; signs contents

	stepping sync.Mutex // one step at a time
	joining  sync.Mutex // guards what follows
	exchange *smev.Exchange
	served   string // addresses for which the exchange was made
}

// New makes the service. Without a connection requests are written and wait, and letters go.
func New(d *db.DB, s Subjects, log *slog.Logger) *Service {
	return &Service{Subjects: s, db: d, log: log}
}

// Listen adds a listener; app does it once, before the program serves.
func (s *Service) Listen(l Listener) { s.listeners = append(s.listeners, l) }

// Box is the name of the box of messages.
const Box = "interagency"

// Connect gives requests their way to SMEV; app does it once, before the program serves.
func (s *Service) Connect(client *smev.Client, store *smevstore.Store, key cms.Key) {
	s.client, s.store, s.key = client, store, key
}

// Connected reports whether there is a way to SMEV.
func (s *Service) Connected() bool { return s.client != nil }

// today is the day of the dictionary; a body that is not known yet has no zone of its own.
func (s *Service) today() calendar.Date { return calendar.DateOf(s.db.Now(), time.UTC) }

// system is the subject as an actor in a body.
func system(bodyID int64) auth.Actor {
	by := auth.System("interagency")
	by.BodyID = bodyID
	return by
}

func stale(n int64, err error) error {
	if err == nil && n == 0 {
		return fail.New(fail.Conflict, "interagency.stale", "somebody was faster")
	}
	return err
}

// tell tells the listeners of an answer.
func (s *Service) tell(ctx context.Context, tx *db.Tx, q Request) error {
	for _, l := range s.listeners {
		if err := l.RequestAnswered(ctx, tx, q); err != nil {
			return err
		}
	}
	return nil
}

// terms are both moments of a term that begins now.
func (s *Service) terms(ctx context.Context, r db.Reader, q *Request, from time.Time) {
	zone := s.Org.Zone(ctx, r, q.BodyID)
	due, lapses := q.Term.Ends(from, s.Calendar, zone), q.Term.lapses(from, s.Calendar, zone)
	q.DueAt, q.LapsesAt = &due, &lapses
}
