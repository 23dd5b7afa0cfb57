package cards

import (
	"time"

	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/registry"
	"veche/internal/signing"
)

// Service reads cards for people.
type Service struct {
	db        *db.DB
	documents *documents.Service
	org       *org.Service
	registry  *registry.Service
	signing   *signing.Service
}

// New takes the subjects of which a card is composed.
func New(d *db.DB, docs *documents.Service, o *org.Service, r *registry.Service, sign *signing.Service) *Service {
	return &Service{db: d, documents: docs, org: o, registry: r, signing: sign}
}

// today is the date at the place of the reader's body.
func (s *Service) today(by auth.Actor) (calendar.Date, error) {
	zone, err := time.LoadLocation(by.Zone)
	return calendar.DateOf(s.db.Now(), zone), err
}
