package db_test

import (
	"slices"
	"testing"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

func TestBeginsFindsWhatBeginsAsItIsGiven(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		names := []string{"5%", "5-1", "50", "иванов", "иванов я", "ивановна", "ивану", "яшина", "ящин"}
		err := d.Tx(t.Context(), auth.System("test"), func(tx *db.Tx) error {
			for _, name := range names {
				if _, err := tx.Exec(t.Context(), "INSERT INTO kinds (flow, name) VALUES ('test', $1)", name); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			given string
			want  []string
		}{
			{"иванов", []string{"иванов", "иванов я", "ивановна"}},
			{"иванов ", []string{"иванов я"}},
			{"ящ", []string{"ящин"}},
			{"я", []string{"яшина", "ящин"}},
			{"5%", []string{"5%"}},
			{"5", []string{"5%", "5-1", "50"}},
			{"пет", []string{}},
			{"", names},
		} {
			t.Run("«"+c.given+"»", func(t *testing.T) {
				args := []any{"test"}
				found, err := db.All[string](t.Context(), d, "SELECT name FROM kinds WHERE flow = $1 AND "+db.Begins(&args, "name", c.given)+" ORDER BY name", args...)
				if err != nil || !slices.Equal(found, c.want) {
					t.Fatalf("%q begins %q, want %q, %v", c.given, found, c.want, err)
				}
			})
		}
	})
}
