package documents

import (
	"context"

	"veche/internal/org"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/files"
	"veche/internal/platform/jobs"
	"veche/internal/registry"
)

// Service holds the use cases of registration cards.
type Service struct {
	db       *db.DB
	files    *files.Store
	org      *org.Service
	registry *registry.Service
	calendar calendar.Calendar
	openWork OpenWork
	clocks   map[Flow]Clock
	watchers []Watcher
}

// Watcher is told of a saved card in the same transaction; from is the state it had. It decides nothing about the card.
type Watcher func(ctx context.Context, tx *db.Tx, from State, d Document) error

// Watch adds a watcher; app does it once, before the program serves.
func (s *Service) Watch(w Watcher) { s.watchers = append(s.watchers, w) }

// OpenWork tells how much of what was ordered about a card is not carried out; assignments meets it in app.
type OpenWork func(ctx context.Context, r db.Reader, documentID int64) (int, error)

// New takes everything the cards need.
func New(d *db.DB, f *files.Store, o *org.Service, r *registry.Service, c calendar.Calendar) *Service {
	return &Service{db: d, files: f, org: o, registry: r, calendar: c, clocks: map[Flow]Clock{},
		openWork: func(context.Context, db.Reader, int64) (int, error) { return 0, nil }}
}

// Unfinished sets who tells of open work; app does it once, before the program serves.
func (s *Service) Unfinished(f OpenWork) { s.openWork = f }

// Get loads a card without asking who looks: for the subjects' own decisions, never for an answer to a person.
func (s *Service) Get(ctx context.Context, r db.Reader, id int64) (Document, error) {
	return byID(ctx, r, id, "")
}

// Lock is Get that holds the row to the end of the transaction.
func (s *Service) Lock(ctx context.Context, tx *db.Tx, id int64) (Document, error) {
	return byID(ctx, tx, id, tx.Words().Lock)
}

// Changed announces that something about a card happened; search and lists of others listen.
type Changed struct {
	DocumentID int64 `json:"document_id"`
}

func (Changed) Kind() string { return "document.changed" }

// Move takes the card into another state inside the caller's transaction and writes the act into the audit.
func (s *Service) Move(ctx context.Context, tx *db.Tx, d *Document, to State, action string, detail any) error {
	if err := d.canMove(to); err != nil {
		return err
	}
	from := d.State
	d.State = to
	if to == Signed { // the office registers and sends what is signed
		if err := s.OpenToOffice(ctx, tx, *d); err != nil {
			return err
		}
	}
	return s.keep(ctx, tx, d, from, action, detail)
}

// Save writes changed fields of the card without moving it.
func (s *Service) Save(ctx context.Context, tx *db.Tx, d *Document, action string, detail any) error {
	return s.keep(ctx, tx, d, d.State, action, detail)
}

// keep is save + journal + announce.
func (s *Service) keep(ctx context.Context, tx *db.Tx, d *Document, from State, action string, detail any) error {
	if err := save(ctx, tx, d); err != nil {
		return err
	}
	if err := describeAccess(ctx, tx, *d); err != nil {
		return err
	}
	return s.tell(ctx, tx, d, from, action, detail)
}

// tell is journal + announce of a card that is saved.
func (s *Service) tell(ctx context.Context, tx *db.Tx, d *Document, from State, action string, detail any) error {
	entry := audit.Entry{Action: action, Object: d.Ref(), From: string(from), To: string(d.State), Detail: detail}
	if d.AuthorID != nil {
		entry.OnBehalfOf = tx.By.OnBehalfOf(*d.AuthorID)
	}
	if err := audit.Write(ctx, tx, entry); err != nil {
		return err
	}
	for _, w := range s.watchers {
		if err := w(ctx, tx, from, *d); err != nil {
			return err
		}
	}
	return jobs.Add(ctx, tx, Changed{d.ID})
}

// act runs one verb on one card: load, may, decide – the verb's own part – and keep.
func (s *Service) act(ctx context.Context, by auth.Actor, id int64, act Action, decide func(tx *db.Tx, d *Document) (detail any, err error)) (Document, error) {
	var d Document
	err := s.db.Tx(ctx, by, func(tx *db.Tx) error {
		var err error
		if d, err = s.OpenLocked(ctx, tx, by, id); err != nil {
			return err
		}
		if err := d.can(by, act); err != nil {
			return err
		}
		from := d.State
		detail, err := decide(tx, &d)
		if err != nil {
			return err
		}
		return s.keep(ctx, tx, &d, from, "document."+string(act), detail)
	})
	return d, err
}
