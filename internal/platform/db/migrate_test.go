package db_test

import (
	"errors"
	"slices"
	"sync"
	"testing"

	"veche/internal/migrations"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

func TestNodesThatStartTogetherMigrateInTurn(t *testing.T) {
	t.Parallel()
	address := dbtest.EmptyPostgresURL(t)
	var failed [6]error
	var all sync.WaitGroup
	for i := range failed {
		all.Go(func() { failed[i] = migrate(t, address) })
	}
	all.Wait()
	if err := errors.Join(failed[:]...); err != nil {
		t.Fatal(err)
	}
}

func migrate(t *testing.T, address string) error {
	d, err := db.Open(t.Context(), address)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Migrate(t.Context(), migrations.Files)
}

func TestNamesAreOrderedByteByByteWhateverTheLocale(t *testing.T) {
	t.Parallel()
	address := dbtest.EmptyPostgresURL(t)
	if err := migrate(t, address); err != nil {
		t.Fatal(err)
	}
	d, err := db.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	names := []string{"иванов сергей", "ивановский петр", "иванова анна"}
	err = d.Tx(t.Context(), auth.System("test"), func(tx *db.Tx) error {
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
	slices.Sort(names)
	if list, err := db.All[string](t.Context(), d, "SELECT name FROM kinds WHERE flow = 'test' ORDER BY name"); err != nil || !slices.Equal(list, names) {
		t.Error(list, err)
	}
	folded, err := db.All[string](t.Context(), d, `
		SELECT table_name FROM information_schema.columns WHERE column_name = 'name_fold' AND collation_name IS DISTINCT FROM 'C'`)
	if err != nil || len(folded) > 0 {
		t.Error("ordered by the locale:", folded, err)
	}
}
