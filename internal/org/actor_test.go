package org_test

import (
	"slices"
	"testing"
	"time"

	"veche/internal/org"
	"veche/internal/org/orgtest"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

func TestActor(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		town := orgtest.New(t, d)
		ministry := town.Body("Минстрой")
		office := town.Unit(ministry, 0, "Руководство")
		department := town.Unit(ministry, office, "Отдел писем")
		minister := town.Person(ministry, office, "Сурнин Денис Николаевич", "Министр", org.Executive)
		deputy := town.Person(ministry, office, "Ветров Олег Павлович", "Заместитель министра")
		clerk := town.Person(ministry, department, "Васильева Ольга Николаевна", "Делопроизводитель", org.Clerk)
		helper := town.Person(ministry, department, "Лугина Анна Сергеевна", "Помощник", org.Assistant)

		t.Run("sees by himself, his post, his unit and the units above it", func(t *testing.T) {
			for _, p := range []auth.Principal{auth.Employee(clerk.PersonID), auth.Holder(clerk.PostID), auth.Unit(department), auth.Unit(office)} {
				if !slices.Contains(clerk.Principals, p) {
					t.Errorf("%s is missing in %v", p, clerk.Principals)
				}
			}
		})
		t.Run("a clerk is one of the records office, others are not", func(t *testing.T) {
			if !slices.Contains(clerk.Principals, auth.Office(ministry)) || slices.Contains(helper.Principals, auth.Office(ministry)) {
				t.Error(clerk.Principals, helper.Principals)
			}
		})
		t.Run("an assistant helps, sees what the executive sees, and gets none of his rights", func(t *testing.T) {
			helper := town.Assists(helper, minister)
			if !helper.Helps(minister.PersonID) || helper.ActsFor(minister.PersonID) || helper.Can("assignments.issue") {
				t.Errorf("%+v", helper)
			}
			if !slices.Contains(helper.Principals, auth.Employee(minister.PersonID)) {
				t.Error("does not see", helper.Principals)
			}
		})
		t.Run("a deputy acts with the rights of the replaced, by the order", func(t *testing.T) {
			deputy := town.Replaces(deputy, minister, "Приказ № 15-к")
			if !deputy.ActsFor(minister.PersonID) || !deputy.Can("assignments.issue") || deputy.Acting[0].Basis != "Приказ № 15-к" {
				t.Errorf("%+v", deputy)
			}
			second := town.Replaces(town.Person(ministry, department, "Крюков Пётр Ильич", "Начальник отдела"), deputy, "Приказ № 16-к")
			if !second.ActsFor(deputy.PersonID) || second.ActsFor(minister.PersonID) || second.Can("assignments.issue") {
				t.Errorf("the chain is longer than one: %+v", second)
			}
		})
		t.Run("an order begins and ends by the body's own midnight", func(t *testing.T) {
			substitute := town.Person(ministry, office, "Орлов Иван Ильич", "Советник")
			principal := town.Person(ministry, office, "Петрова Инна Львовна", "Советник")
			order := orgtest.Day("2026-03-10")
			town.Order(substitute, principal, order, order, "Приказ № 17-к")
			for _, c := range []struct {
				at   string
				acts bool
			}{
				{"2026-03-09T19:59:59Z", false}, // 23:59:59 in Samara
				{"2026-03-09T20:00:00Z", true},
				{"2026-03-10T19:59:59Z", true},
				{"2026-03-10T20:00:00Z", false},
			} {
				now, _ := time.Parse(time.RFC3339, c.at)
				by, err := town.Org.ActorOf(t.Context(), d, substitute.AccountID, now)
				if err != nil || by.ActsFor(principal.PersonID) != c.acts {
					t.Errorf("%s: %v %v", c.at, by.Acting, err)
				}
			}
		})
	})
}
