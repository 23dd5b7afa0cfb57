package db_test

import (
	"testing"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

// TestGuardedRowsStandOrFallTogether: behind a guard that finds its row everything is written, behind one that does not
// nothing is, and a row that stands there already takes the others and the guard back.
func TestGuardedRowsStandOrFallTogether(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		by := auth.System("test")
		beside, err := d.Beside(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if beside != d {
			defer beside.Close()
		}
		err = d.Tx(t.Context(), by, func(tx *db.Tx) error {
			for _, text := range []string{"CREATE TABLE guards (id bigint PRIMARY KEY, n bigint NOT NULL)", "INSERT INTO guards VALUES (1, 0)",
				"CREATE TABLE named (name text PRIMARY KEY, n bigint NOT NULL)", "CREATE TABLE listed (n bigint PRIMARY KEY)"} {
				if _, err := tx.Exec(t.Context(), text); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		enter := func(from, to int64, numbers ...int64) (bool, error) {
			counts := []int64{to}
			return beside.InsertGuarded(t.Context(), by,
				db.Guard{Update: "UPDATE guards SET n = $1 WHERE id = $2 AND n = $3", Args: []any{to, 1, from}},
				db.Rows{Table: "named", Key: []string{"name"}, Columns: []db.Column{{Name: "name", Values: []string{"school"}}, {Name: "n", Values: counts}}},
				db.Rows{Table: "listed", Columns: []db.Column{{Name: "n", Values: numbers}}})
		}
		for _, c := range []struct {
			what     string
			from, to int64
			numbers  []int64
			done     bool
			twice    bool
			stands   int64 // at the end, in all three
		}{
			{"the counter is known", 0, 2, []int64{1, 2}, true, false, 2},
			{"another has come between", 0, 2, []int64{1, 2}, false, false, 2},
			{"a number stands there already", 2, 4, []int64{3, 1}, false, true, 2},
			{"it goes on", 2, 4, []int64{3, 4}, true, false, 4},
		} {
			done, err := enter(c.from, c.to, c.numbers...)
			if _, twice := d.Dialect.IsUnique(err); done != c.done || twice != c.twice || err != nil && !twice {
				t.Fatalf("%s: %v %v", c.what, done, err)
			}
			for _, query := range []string{"SELECT n FROM guards", "SELECT n FROM named", "SELECT count(*) FROM listed"} {
				if n, err := db.One[int64](t.Context(), d, query); err != nil || n != c.stands {
					t.Fatalf("%s: %s is %d %v", c.what, query, n, err)
				}
			}
		}
	})
}
