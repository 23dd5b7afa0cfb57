package catalogue

import (
	"context"
	"errors"
	"time"

	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// EntryByID finds a service.
func (s *Service) EntryByID(ctx context.Context, r db.Reader, id int64) (Entry, error) {
	e, err := db.One[Entry](ctx, r, "SELECT "+db.Columns[Entry]("")+" FROM services WHERE id = $1", id)
	return e, db.Absent(err, "service.absent", id)
}

// EntryBySlug finds the service of an address.
func (s *Service) EntryBySlug(ctx context.Context, r db.Reader, slug string) (Entry, error) {
	return oneEntry(ctx, r, "slug", slug)
}

// EntryByCode finds a service by its code of the register.
func (s *Service) EntryByCode(ctx context.Context, r db.Reader, code string) (Entry, error) {
	return oneEntry(ctx, r, "code", code)
}

func oneEntry(ctx context.Context, r db.Reader, column, value string) (Entry, error) {
	e, err := db.One[Entry](ctx, r, "SELECT "+db.Columns[Entry]("")+" FROM services WHERE "+column+" = $1", value)
	if errors.Is(err, db.ErrNone) {
		return e, fail.New(fail.NotFound, "service.absent", "no service %s", value)
	}
	return e, err
}

// Published is the version in force at a moment, counted by the day of the body that answers for the service: by it an
// application that is registered then is decided (210-ФЗ; domain.md §17, scenario 19).
func (s *Service) Published(ctx context.Context, r db.Reader, serviceID int64, on time.Time) (Version, error) {
	body, err := db.One[int64](ctx, r, "SELECT body_id FROM services WHERE id = $1", serviceID)
	if err != nil {
		return Version{}, db.Absent(err, "service.absent", serviceID)
	}
	day := calendar.DateOf(on, s.bodies.Zone(ctx, r, body))
	id, err := db.One[int64](ctx, r, `
		SELECT id FROM service_versions WHERE service_id = $1 AND from_day <= $2 ORDER BY from_day DESC, number DESC LIMIT 1`, serviceID, day)
	if errors.Is(err, db.ErrNone) {
		return Version{}, fail.New(fail.NotFound, "service.unpublished", "service %d has no version on %s", serviceID, day)
	}
	if err != nil {
		return Version{}, err
	}
	return s.VersionByID(ctx, r, id)
}

// VersionByID is the version that an application has pinned. It is kept in memory: it never changes.
func (s *Service) VersionByID(ctx context.Context, r db.Reader, id int64) (Version, error) {
	if v, found := s.versions.get(id); found {
		return v, nil
	}
	v, err := db.One[Version](ctx, r, "SELECT "+db.Columns[Version]("")+" FROM service_versions WHERE id = $1", id)
	if err != nil {
		return v, db.Absent(err, "service.no_version", id)
	}
	s.versions.put(v)
	return v, nil
}
