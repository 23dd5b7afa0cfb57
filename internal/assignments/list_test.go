package assignments

import (
	"strings"
	"testing"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
)

// A list must not read everything that a person ever had to find what he has now.
func TestListsWalkTheOpenAssignmentsAlone(t *testing.T) {
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		for _, c := range []struct {
			by    auth.Actor
			scope Scope
		}{{o.officer, Mine}, {o.minister, IssuedBy}, {o.helper, IssuedBy}, {o.controller, OnControl}, {o.controller, OfBody}} {
			for _, closed := range []bool{false, true} {
				q := listQuery{f: Filter{Scope: c.scope, Closed: closed}, by: c.by, today: day("2026-05-06"), limit: 50}
				page, err := q.page("")
				if err != nil {
					t.Fatal(err)
				}
				if plan := o.plan(page, q.args); !strings.Contains(plan, "open=?") && !strings.Contains(plan, "open = ") {
					t.Errorf("%s, closed %t: %s", c.scope, closed, plan)
				}
			}
		}
	})
}

// plan is how the database would answer a query over tables that are not small.
func (o *office) plan(query string, args []any) (plan string) {
	o.t.Helper()
	o.tx(func(tx *db.Tx) error {
		type step struct {
			ID     int    `db:"id"`
			Parent int    `db:"parent"`
			Unused int    `db:"notused"`
			Detail string `db:"detail"`
		}
		if tx.Words() == db.SQLite {
			steps, err := db.All[step](o.t.Context(), tx, "EXPLAIN QUERY PLAN "+query, args...)
			for _, s := range steps {
				plan += s.Detail + "\n"
			}
			return err
		}
		if _, err := tx.Exec(o.t.Context(), "SET LOCAL enable_seqscan = off"); err != nil {
			return err
		}
		lines, err := db.All[string](o.t.Context(), tx, "EXPLAIN "+query, args...)
		for _, line := range lines {
			if strings.Contains(line, "Index Cond") {
				plan += line + "\n"
			}
		}
		return err
	})
	return plan
}
