package org_test

import (
	"testing"

	"veche/internal/org"
	"veche/internal/org/orgtest"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
)

func TestTheControlOfTheRegionIsGivenByWhoRunsTheInstallation(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		town := orgtest.New(t, d)
		first, second := town.Body("Минстрой"), town.Body("Правительство")
		admin := town.Person(first, town.Unit(first, 0, "Аппарат"), "Ларин Игорь Борисович", "Администратор", org.Administrator)
		other := town.Person(second, town.Unit(second, 0, "Аппарат"), "Абрамов Юрий Олегович", "Администратор", org.Administrator)
		who := func(want int64) {
			t.Helper()
			if got, err := town.Org.Overseer(t.Context(), d); err != nil || got != want {
				t.Errorf("%d controls, want %d, %v", got, want, err)
			}
		}
		who(first) // while none is named
		if err := town.Org.NameOverseer(t.Context(), other, second); !fail.Is(err, "org.denied") {
			t.Errorf("an administrator elsewhere gave it to himself: %v", err)
		}
		for _, body := range []int64{second, first, second} {
			if err := town.Org.NameOverseer(t.Context(), admin, body); err != nil {
				t.Fatal(err)
			}
			who(body)
		}
	})
}
