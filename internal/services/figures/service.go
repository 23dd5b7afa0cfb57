package figures

import (
	"context"
	"time"

	"veche/internal/org"
	"veche/internal/platform/db"
	"veche/internal/platform/jobs"
	"veche/internal/services"
	"veche/internal/services/catalogue"
)

// Service counts applications and shows the figures.
type Service struct {
	db           *db.DB
	org          *org.Service
	catalogue    *catalogue.Service
	applications *services.Service
	busy         func() bool // a surge is at the door
}

// New makes the service; it follows the applications from then on.
func New(d *db.DB, bodies *org.Service, shelf *catalogue.Service, applications *services.Service, busy func() bool) *Service {
	s := &Service{db: d, org: bodies, catalogue: shelf, applications: applications, busy: busy}
	applications.Follow(s)
	return s
}

// rollEvery is how late the figures are on a quiet day.
const rollEvery = 5 * time.Second

// Jobs registers what the figures do by themselves.
func Jobs(w *jobs.Worker, s *Service) {
	w.Every("services.figures", rollEvery, func(ctx context.Context) error { return s.Roll(ctx) })
}
