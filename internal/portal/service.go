package portal

import (
	"context"
	"net/url"
	"strings"
	"time"

	"veche/internal/appeals"
	"veche/internal/appeals/visits"
	"veche/internal/dispatch"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/files"
	"veche/internal/platform/notify"
	"veche/internal/services"
	"veche/internal/services/catalogue"
	"veche/internal/services/drafts"
	"veche/internal/services/enrolment"
	"veche/internal/services/intake"
	"veche/internal/services/kindergarten"
	"veche/internal/services/queuelog"
	"veche/internal/signing"
)

// Settings of an installation.
type Settings struct {
	Secure bool        // cookies go over TLS only
	Site   string      // public address, "" where it is not set
	Send   notify.Send // nil: no mail server
	Demo   bool        // the demonstration says so on every page
}

// Subjects are those whose rules the pages show.
type Subjects struct {
	Org          *org.Service
	Documents    *documents.Service
	Appeals      *appeals.Service
	Visits       *visits.Service
	Signing      *signing.Service
	Dispatch     *dispatch.Service
	Files        *files.Store
	Catalogue    *catalogue.Service
	Begun        *drafts.Service // applications that citizens have begun
	Services     *services.Service
	Intake       *intake.Service
	Order        *queuelog.Service // log of the order: receipts are proved by it
	Enrolment    *enrolment.Service
	Kindergarten *kindergarten.Service
}

// Service holds the use cases of citizens.
type Service struct {
	db       *db.DB
	settings Settings
	Subjects
	provider Provider // nil: nobody can be identified, so nobody can write
	themes   themeStems
}

// New makes the service; a nil provider leaves the pages without sign-in.
func New(d *db.DB, subjects Subjects, provider Provider, settings Settings) *Service {
	s := &Service{db: d, Subjects: subjects, provider: provider, settings: settings}
	subjects.Appeals.Follow(s)
	return s
}

// as is the actor of a citizen's act: a name for the log without rights and without a person of the office.
func (v Visitor) as(by auth.Actor) auth.Actor {
	by.Name = "Заявитель"
	if v.Organisation != nil {
		by.Name = "Представитель заявителя"
	}
	return by
}

// callback is the address to which the provider sends the browser back.
func (s *Service) callback(host string, tls bool) string {
	if s.settings.Site != "" {
		return strings.TrimSuffix(s.settings.Site, "/") + enteredPath
	}
	u := url.URL{Scheme: "http", Host: host, Path: enteredPath}
	if tls {
		u.Scheme = "https"
	}
	return u.String()
}

const (
	stay      = 8 * time.Hour // longest stay of a citizen
	idleStay  = 2 * time.Hour // long enough to write a letter and look for its papers
	seenEvery = time.Minute
	wayTime   = 15 * time.Minute // to the provider and back
)

func (s *Service) zone(ctx context.Context, bodyID int64) *time.Location {
	return s.Org.Zone(ctx, s.db, bodyID)
}
