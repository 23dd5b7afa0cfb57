package db_test

import (
	"errors"
	"fmt"
	"testing"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

type leaf struct {
	ID   int64  `db:"id"`
	Name string `db:"name"`
}

type seed struct {
	LeafID int64 `db:"leaf_id"`
	No     int   `db:"no"`
}

func TestGatheredRowsAreThereForWhoeverAsks(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ok := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		by := auth.System("test")
		ok(d.Tx(t.Context(), by, func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), "CREATE TABLE leaves (id "+map[string]string{
				db.Postgres.Name: "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY", db.SQLite.Name: "INTEGER PRIMARY KEY AUTOINCREMENT",
			}[d.Dialect.Name]+", name text NOT NULL)")
			if err == nil {
				_, err = tx.Exec(t.Context(), "CREATE TABLE seeds (leaf_id bigint NOT NULL REFERENCES leaves, no integer NOT NULL, PRIMARY KEY (leaf_id, no))")
			}
			return err
		}))
		count := func(r db.Reader, query string) int {
			t.Helper()
			n, err := db.One[int](t.Context(), r, query)
			ok(err)
			return n
		}
		grow := func(tx *db.Tx, n int) error {
			for i := range n {
				id, err := db.Insert(t.Context(), tx, "leaves", leaf{Name: fmt.Sprint(i)})
				if err != nil {
					return err
				}
				for range 2 { // the same seed twice is one
					if err := db.InsertNew(t.Context(), tx, "seeds", "leaf_id, no", seed{id, 1}); err != nil {
						return err
					}
				}
			}
			return nil
		}
		ok(d.Tx(t.Context(), by, func(tx *db.Tx) error {
			tx.Gather()
			if err := grow(tx, 73); err != nil {
				return err
			}
			if n := count(tx, "SELECT count(*) FROM seeds JOIN leaves ON id = leaf_id"); n != 73 {
				t.Errorf("the transaction sees %d of 73 rows", n)
			}
			if err := grow(tx, 8); err != nil {
				return err
			}
			n, err := tx.Exec(t.Context(), "UPDATE leaves SET name = 'green'")
			if n != 81 {
				t.Errorf("%d rows of 81 are changed", n)
			}
			return errors.Join(err, grow(tx, 61))
		}))
		if n := count(d, "SELECT count(*) FROM seeds JOIN leaves ON id = leaf_id"); n != 142 {
			t.Errorf("%d of 142 rows are there after the commit", n)
		}
		fall := errors.New("fall")
		if err := d.Tx(t.Context(), by, func(tx *db.Tx) error {
			tx.Gather()
			return errors.Join(grow(tx, 5), fall)
		}); !errors.Is(err, fall) {
			t.Error(err)
		}
		if err := d.Tx(t.Context(), by, func(tx *db.Tx) error {
			tx.Gather()
			_, err := db.Insert(t.Context(), tx, "seeds", seed{-1, 1})
			return err
		}); err == nil {
			t.Error("a row without its parent was committed")
		}
		if n := count(d, "SELECT count(*) FROM leaves"); n != 142 {
			t.Errorf("%d leaves after two falls, 142 are wanted", n)
		}
	})
}
