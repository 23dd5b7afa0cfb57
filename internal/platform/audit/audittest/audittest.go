// Package audittest asks in tests what the log of acts holds.
package audittest

import (
	"testing"

	"veche/internal/platform/audit"
	"veche/internal/platform/db"
)

// Has fails the test unless the log holds this act on the object with these states before and after.
func Has(t testing.TB, d *db.DB, object audit.Ref, action, from, to string) {
	t.Helper()
	rows, err := audit.History(t.Context(), d, object, 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if r.Action == action && r.FromState == from && r.ToState == to {
			return
		}
	}
	t.Errorf("the log has no %s of %s %d from %q to %q; it has:", action, object.Kind, object.ID, from, to)
	for _, r := range rows {
		t.Logf("  %s from %q to %q (%s)", r.Action, r.FromState, r.ToState, r.Result)
	}
}
