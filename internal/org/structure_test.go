package org_test

import (
	"sync"
	"testing"

	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/session"
)

// What two administrators do at once must not be what each of them alone is refused.
func TestNoCirclesFromTwoActsAtOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		both := func(name string, first, second func() error) {
			t.Helper()
			var results [2]error
			var wait sync.WaitGroup
			wait.Go(func() { results[0] = first() })
			wait.Go(func() { results[1] = second() })
			wait.Wait()
			if (results[0] == nil) == (results[1] == nil) {
				t.Errorf("%s: %v, %v", name, results[0], results[1])
			}
		}
		for i := range 8 {
			day := o.today.AddDays(i)
			replace := func(principal, deputy auth.Actor) func() error {
				return func() error {
					_, err := o.org.Substitute(t.Context(), o.admin, org.SubstituteInput{PrincipalID: principal.PersonID, DeputyID: deputy.PersonID,
						From: day, To: day, Basis: "Приказ № 7-к", Scope: org.All})
					return err
				}
			}
			both("substitution", replace(o.minister, o.clerk), replace(o.clerk, o.minister))
			var units [2]org.Unit
			for n := range units {
				var err error
				if units[n], err = o.org.SaveUnit(t.Context(), o.admin, 0, org.UnitInput{ParentID: &o.unit, Name: "Отдел", Active: true}); err != nil {
					t.Fatal(err)
				}
			}
			put := func(unit, under org.Unit) func() error {
				return func() error {
					_, err := o.org.SaveUnit(t.Context(), o.admin, unit.ID, org.UnitInput{ParentID: &under.ID, Name: "Отдел", Active: true, Version: unit.Version})
					return err
				}
			}
			both("units", put(units[0], units[1]), put(units[1], units[0]))
		}
	})
}

func TestUnits(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		child, err := o.org.SaveUnit(t.Context(), o.admin, 0, org.UnitInput{ParentID: &o.unit, Name: "Отдел", Active: true})
		if err != nil {
			t.Fatal(err)
		}
		_, err = o.org.SaveUnit(t.Context(), o.admin, o.unit, org.UnitInput{ParentID: &child.ID, Name: "Руководство", Active: true, Version: 1})
		refused(t, "under itself", err, "org.unit.invalid")
		_, err = o.org.SaveUnit(t.Context(), o.admin, child.ID, org.UnitInput{ParentID: &o.unit, Name: "Отдел писем", Active: true, Version: 7})
		refused(t, "an old version", err, "org.stale")
		_, err = o.org.SaveUnit(t.Context(), o.clerk, 0, org.UnitInput{Name: "Отдел", Active: true})
		refused(t, "a clerk", err, "org.denied")
	})
}

func TestFirstAdministrator(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		sessions := session.New(d, session.Options{Hashing: session.Weak})
		s := org.New(d, sessions)
		in := org.First{Names: org.Names{Surname: "Иванова", Name: "Анна"}, Login: "root", Password: password, Body: "Минстрой", Zone: "Europe/Samara"}
		if err := s.FirstAdministrator(t.Context(), in); err != nil {
			t.Fatal(err)
		}
		in.Login = "second"
		if err := s.FirstAdministrator(t.Context(), in); err != nil {
			t.Fatal(err)
		}
		bodies, err := s.Bodies(t.Context())
		if err != nil || len(bodies) != 1 {
			t.Error("a second body was made", bodies, err)
		}
		in.Login, in.Zone = "third", "Europe/Nowhere"
		refused(t, "a zone that is not there", s.FirstAdministrator(t.Context(), in), "org.first.invalid")
	})
}
