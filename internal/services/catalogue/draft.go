package catalogue

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Draft is what will be the next version.
type Draft struct {
	ServiceID int64             `db:"service_id"`
	BasedOn   int               `db:"based_on"` // number of the version it was taken from, 0 for a new service
	Passport  db.JSON[Passport] `db:"passport"`
	Form      string            `db:"form"`
	ChangedAt time.Time         `db:"changed_at"`
	ChangedBy string            `db:"changed_by"`
	Version   int64             `db:"version"`
}

// NewService is a service that is not in the catalogue yet.
type NewService struct {
	Code      string `json:"code" minLength:"1" maxLength:"40" doc:"Of the register of services"`
	Slug      string `json:"slug" minLength:"2" maxLength:"80" doc:"Of the address: small Latin letters, figures and hyphens"`
	ShortName string `json:"short_name" minLength:"1" maxLength:"200"`
	Category  string `json:"category" minLength:"1" maxLength:"40"`
}

var slugForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// taken are words of other pages below /services.
var taken = map[string]bool{"search": true, "category": true, "situation": true, "all": true, "preview": true, "apply": true}

func (n NewService) check() error {
	wrong := map[string]string{}
	switch {
	case !slugForm.MatchString(n.Slug):
		wrong["slug"] = "wrong_format"
	case taken[n.Slug]:
		wrong["slug"] = "taken"
	}
	if _, known := categoryName(n.Category); !known {
		wrong["category"] = "required"
	}
	if strings.TrimSpace(n.ShortName) == "" {
		wrong["short_name"] = "required"
	}
	if len(wrong) > 0 {
		return fail.Fields("service.fields_wrong", wrong)
	}
	return nil
}

// mayKeep refuses those who keep no services.
func mayKeep(by auth.Actor) error {
	if by.Can(RightKeep) {
		return nil
	}
	return fail.New(fail.Denied, "service.denied", "the catalogue is kept by the administrator of services")
}

// Own is a service of the actor's body, as the one who keeps it sees it; the services of other bodies are not there for him.
func (s *Service) Own(ctx context.Context, r db.Reader, by auth.Actor, id int64) (Entry, error) {
	if err := mayKeep(by); err != nil {
		return Entry{}, err
	}
	e, err := s.EntryByID(ctx, r, id)
	if err == nil && !by.System && by.BodyID != e.BodyID {
		err = fail.New(fail.NotFound, "service.absent", "service %d is kept by another body", id)
	}
	return e, err
}

// Create puts a service into the catalogue of the actor's body, with an empty passport as its draft.
func (s *Service) Create(ctx context.Context, by auth.Actor, in NewService) (e Entry, err error) {
	e = Entry{BodyID: by.BodyID, Code: strings.TrimSpace(in.Code), Slug: strings.TrimSpace(in.Slug), ShortName: strings.TrimSpace(in.ShortName), Category: in.Category, Active: true}
	e.Name = e.ShortName
	if err := mayKeep(by); err != nil {
		return e, err
	}
	in.Slug = e.Slug
	if err := in.check(); err != nil {
		return e, err
	}
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if e, err = s.Put(ctx, tx, e, blank(e), ""); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "service.created", Object: e.Ref(), Detail: map[string]any{"code": e.Code, "slug": e.Slug}})
	})
	return e, err
}

// blank is the passport with which a new service begins: its lists are empty, not absent.
func blank(e Entry) Passport {
	return Passport{Name: e.Name, ShortName: e.ShortName, Category: e.Category, Level: Municipal, Acts: []Act{}, Applicants: []Applicant{}, Variants: []Variant{},
		Terms: []Term{}, IntakeRefusals: []Ground{}, Refusals: []Ground{}, Results: []Result{}, Channels: []Channel{ByPortal, ByVisit, ByPost}}
}

// Put enters a service with its draft.
func (s *Service) Put(ctx context.Context, tx *db.Tx, e Entry, p Passport, form string) (Entry, error) {
	e.CreatedAt = tx.Now
	id, err := db.Insert(ctx, tx, "services", e)
	if what, broken := tx.Words().IsUnique(err); broken {
		field := "code"
		if strings.Contains(what, "slug") {
			field = "slug"
		}
		return e, fail.Field("service.fields_wrong", field, "taken")
	}
	if err != nil {
		return e, err
	}
	e.ID = id
	return e, putDraft(ctx, tx, e.ID, 0, p, form)
}

// Settle enters a service that is published at once: a region begins with a catalogue.
func (s *Service) Settle(ctx context.Context, tx *db.Tx, e Entry, p Passport, form string, from calendar.Date) (Entry, error) {
	e, err := s.Put(ctx, tx, e, p, form)
	if err != nil {
		return e, err
	}
	d := Draft{ServiceID: e.ID, Passport: db.JSON[Passport]{V: p}, Form: form, Version: 1}
	_, err = s.issue(ctx, tx, e, d, Publication{From: from, Note: "Начальный каталог", Version: 1})
	return e, err
}

func putDraft(ctx context.Context, tx *db.Tx, serviceID int64, basedOn int, p Passport, form string) error {
	_, err := db.Insert(ctx, tx, "service_drafts", Draft{ServiceID: serviceID, BasedOn: basedOn, Passport: db.JSON[Passport]{V: p}, Form: form,
		ChangedAt: tx.Now, ChangedBy: tx.By.Name, Version: 1})
	if _, broken := tx.Words().IsUnique(err); broken {
		return fail.New(fail.Conflict, "service.has_draft", "service %d has a draft already", serviceID)
	}
	return err
}

// DraftOf is the draft of a service, none when everything is published.
func (s *Service) DraftOf(ctx context.Context, r db.Reader, serviceID int64) (Draft, bool, error) {
	d, err := db.One[Draft](ctx, r, "SELECT "+db.Columns[Draft]("")+" FROM service_drafts WHERE service_id = $1", serviceID)
	if errors.Is(err, db.ErrNone) {
		return d, false, nil
	}
	return d, err == nil, err
}

// shown is the draft that the editor saw, with its version; whoever saw an older one is told.
func (s *Service) shown(ctx context.Context, tx *db.Tx, serviceID, version int64) (Draft, error) {
	d, found, err := s.DraftOf(ctx, tx, serviceID)
	if err == nil && (!found || d.Version != version) {
		err = stale(serviceID)
	}
	return d, err
}

// Begin takes a version as a new draft: the one in force, or an old one to which the editor returns.
func (s *Service) Begin(ctx context.Context, by auth.Actor, id int64, number int) error {
	return s.keep(ctx, by, id, "service.draft_begun", func(tx *db.Tx, _ Entry) (any, error) {
		v, err := db.One[Version](ctx, tx, "SELECT "+db.Columns[Version]("")+" FROM service_versions WHERE service_id = $1 AND number = $2", id, number)
		if errors.Is(err, db.ErrNone) {
			return nil, fail.New(fail.NotFound, "service.no_version", "service %d has no version %d", id, number)
		}
		if err != nil {
			return nil, err
		}
		own := v.Form
		if isGeneral(v) {
			own = "" // it goes on following the passport
		}
		return map[string]any{"version": number}, putDraft(ctx, tx, id, number, v.Passport.V, own)
	})
}

// DraftInput is the passport as the editor wrote it, over the version of the draft that was shown to him. Form is left as
// it is when it is absent: the builder of forms saves it by itself.
type DraftInput struct {
	Passport Passport `json:"passport"`
	Form     *string  `json:"form,omitempty" maxLength:"524288"`
	Version  int64    `json:"version" minimum:"1"`
}

// SaveDraft keeps what the editor wrote, finished or not.
func (s *Service) SaveDraft(ctx context.Context, by auth.Actor, id int64, in DraftInput) error {
	return s.keep(ctx, by, id, "service.draft_saved", func(tx *db.Tx, _ Entry) (any, error) {
		d, err := s.shown(ctx, tx, id, in.Version)
		if err != nil {
			return nil, err
		}
		was := d.Passport.V
		d.Passport.V = in.Passport
		if in.Form != nil {
			d.Form = *in.Form
		}
		return map[string]any{"changes": len(Difference(was, in.Passport))}, writeDraft(ctx, tx, d)
	})
}

func writeDraft(ctx context.Context, tx *db.Tx, d Draft) error {
	n, err := tx.Exec(ctx, `UPDATE service_drafts SET passport = $1, form = $2, changed_at = $3, changed_by = $4, version = version + 1
		WHERE service_id = $5 AND version = $6`, d.Passport, d.Form, tx.Now, tx.By.Name, d.ServiceID, d.Version)
	if err == nil && n == 0 {
		err = stale(d.ServiceID)
	}
	return err
}

func stale(id int64) error {
	return fail.New(fail.Conflict, "service.stale", "the draft of service %d was changed by somebody else", id)
}

// Discard throws the draft away; a service that was never published keeps its own.
func (s *Service) Discard(ctx context.Context, by auth.Actor, id, version int64) error {
	return s.keep(ctx, by, id, "service.draft_discarded", func(tx *db.Tx, _ Entry) (any, error) {
		n, err := tx.Exec(ctx, "DELETE FROM service_drafts WHERE service_id = $1 AND version = $2 AND based_on > 0", id, version)
		if err == nil && n == 0 {
			err = stale(id)
		}
		return nil, err
	})
}

// SetActive takes a service from the public list or puts it back. Running applications go on.
func (s *Service) SetActive(ctx context.Context, by auth.Actor, id int64, active bool) error {
	action := "service.opened"
	if !active {
		action = "service.closed"
	}
	return s.keep(ctx, by, id, action, func(tx *db.Tx, _ Entry) (any, error) {
		_, err := tx.Exec(ctx, "UPDATE services SET active = $1 WHERE id = $2", active, id)
		return nil, err
	})
}

// keep is an act on one service: load, may, decide, save, journal.
func (s *Service) keep(ctx context.Context, by auth.Actor, id int64, action string, do func(tx *db.Tx, e Entry) (any, error)) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		e, err := s.Own(ctx, tx, by, id)
		if err != nil {
			return err
		}
		detail, err := do(tx, e)
		if err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: action, Object: e.Ref(), Detail: detail})
	})
}
