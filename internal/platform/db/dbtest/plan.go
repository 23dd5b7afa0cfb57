package dbtest

import (
	"regexp"
	"strings"
	"testing"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
)

var mark = regexp.MustCompile(`\$\d+`)

// Plan is how the database would read a query over tables that are not small, whatever stands in its marks: the words of EXPLAIN.
func Plan(t *testing.T, d *db.DB, query string) string {
	t.Helper()
	type step struct {
		ID     int    `db:"id"`
		Parent int    `db:"parent"`
		Unused int    `db:"notused"`
		Detail string `db:"detail"`
	}
	seen := map[string]bool{}
	for _, m := range mark.FindAllString(query, -1) {
		seen[m] = true
	}
	nulls := strings.TrimSuffix(strings.Repeat("NULL, ", len(seen)), ", ")
	var lines []string
	err := d.Tx(t.Context(), auth.System("test"), func(tx *db.Tx) (err error) {
		if tx.Words().Name == db.SQLite.Name {
			steps, err := db.All[step](t.Context(), tx, "EXPLAIN QUERY PLAN "+query, make([]any, len(seen))...)
			for _, s := range steps {
				lines = append(lines, s.Detail)
			}
			return err
		}
		for _, statement := range []string{"SET LOCAL enable_seqscan = off", "SET LOCAL plan_cache_mode = force_generic_plan", "PREPARE planned AS " + query} {
			if _, err := tx.Exec(t.Context(), statement); err != nil {
				return err
			}
		}
		if lines, err = db.All[string](t.Context(), tx, "EXPLAIN EXECUTE planned ("+nulls+")"); err != nil {
			return err
		}
		_, err = tx.Exec(t.Context(), "DEALLOCATE planned")
		return err
	})
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return strings.Join(lines, "\n")
}
