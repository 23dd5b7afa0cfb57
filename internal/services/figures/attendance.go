package figures

import (
	"context"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services/catalogue"
)

// Attendance is how people came to the page of a service and how far they got: visits, forms opened, drafts kept,
// applications sent and ended. The officers who consider the service see it, not its keepers alone.
func (s *Service) Attendance(ctx context.Context, by auth.Actor, serviceID int64, from, to calendar.Date) (a catalogue.Attendance, err error) {
	if _, err := newPeriod(from, to); err != nil {
		return a, err
	}
	body, err := s.bodyOf(ctx, by, 0)
	if err != nil {
		return a, err
	}
	entry, err := s.catalogue.EntryByID(ctx, s.db, serviceID)
	if err != nil {
		return a, err
	}
	if body != 0 && entry.BodyID != body {
		considers, err := db.Exists(ctx, s.db, "SELECT 1 FROM service_routes WHERE service_id = $1 AND body_id = $2", serviceID, body)
		if err != nil {
			return a, err
		}
		if !considers {
			return a, fail.New(fail.NotFound, "service.absent", "body %d has nothing to do with service %d", body, serviceID)
		}
	}
	return s.catalogue.AttendanceOf(ctx, entry, from, to)
}
