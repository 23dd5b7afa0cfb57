package cards

import (
	"time"

	"veche/internal/acknowledgement"
	"veche/internal/approval"
	"veche/internal/assignments"
	"veche/internal/dispatch"
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
	db          *db.DB
	documents   *documents.Service
	org         *org.Service
	registry    *registry.Service
	assignments *assignments.Service
	signing     *signing.Service
	approval    *approval.Service
	readers     *acknowledgement.Service
	dispatch    *dispatch.Service
}

// Subjects are those of which a card is composed.
type Subjects struct {
	Documents   *documents.Service
	Org         *org.Service
	Registry    *registry.Service
	Assignments *assignments.Service
	Signing     *signing.Service
	Approval    *approval.Service
	Readers     *acknowledgement.Service
	Dispatch    *dispatch.Service
}

// New makes cards of the subjects.
func New(d *db.DB, of Subjects) *Service {
	return &Service{db: d, documents: of.Documents, org: of.Org, registry: of.Registry,
		assignments: of.Assignments, signing: of.Signing, approval: of.Approval, readers: of.Readers, dispatch: of.Dispatch}
}

// today is the date at the place of the reader's body.
func (s *Service) today(by auth.Actor) (calendar.Date, error) {
	zone, err := time.LoadLocation(by.Zone)
	return calendar.DateOf(s.db.Now(), zone), err
}
