package services

import (
	"context"
	"slices"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Offered are the services whose applications the actor's body takes or decides.
func (s *Service) Offered(ctx context.Context, by auth.Actor) ([]ServiceChoice, error) {
	if !by.Can(RightConsider) && !by.Can(RightRoute) {
		return nil, fail.New(fail.Denied, "application.denied", "person %d considers no applications", by.PersonID)
	}
	return db.All[ServiceChoice](ctx, s.db, `
		SELECT s.id, s.short_name AS name FROM services s
		 WHERE s.active AND (s.body_id = $1 OR EXISTS (SELECT 1 FROM service_routes r WHERE r.service_id = s.id AND r.body_id = $1))
		   AND EXISTS (SELECT 1 FROM service_versions v WHERE v.service_id = s.id)
		 ORDER BY s.short_name, s.id`, by.BodyID)
}

// EntryForm is the form of a service in force, for a clerk who types what came on paper.
func (s *Service) EntryForm(ctx context.Context, by auth.Actor, serviceID int64) (EntryForm, error) {
	entry, err := s.mayEnter(ctx, by, serviceID)
	if err != nil {
		return EntryForm{}, err
	}
	v, err := s.Catalogue.Published(ctx, s.db, entry.ID, s.db.Now())
	if err != nil {
		return EntryForm{}, err
	}
	f := EntryForm{ServiceID: entry.ID, Name: v.Passport.V.Name, Form: v.Form, Applicants: []string{}}
	for _, a := range v.Passport.V.Applicants {
		if !slices.Contains(f.Applicants, string(a.Kind)) {
			f.Applicants = append(f.Applicants, string(a.Kind))
		}
	}
	return f, nil
}

// Officers are those of the actor's body who consider applications.
func (s *Service) Officers(ctx context.Context, by auth.Actor) ([]Signatory, error) {
	if !by.Can(RightConsider) && !by.Can(RightRoute) {
		return nil, fail.New(fail.Denied, "application.denied", "person %d considers no applications", by.PersonID)
	}
	people, err := s.Org.WithRight(ctx, s.db, by.BodyID, RightConsider)
	list := []Signatory{}
	for _, e := range people {
		list = append(list, Signatory{e.ID, e.ShortName, e.Post})
	}
	return list, err
}

// EnterCorrection writes down a mistake that the applicant tells of on paper or in person.
func (s *Service) EnterCorrection(ctx context.Context, by auth.Actor, id int64, text string) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		m, err := s.open(ctx, tx, by, id)
		if err != nil {
			return err
		}
		if err := m.can(by, Correct); err != nil {
			return err
		}
		return s.AskCorrection(ctx, tx, id, text)
	})
}
