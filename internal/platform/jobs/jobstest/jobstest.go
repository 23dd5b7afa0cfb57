// Package jobstest asks in tests which jobs wait, and runs them.
package jobstest

import (
	"encoding/json"
	"testing"

	"veche/internal/platform/db"
	"veche/internal/platform/jobs"
)

// Has fails the test unless this job waits.
func Has(t testing.TB, d *db.DB, a jobs.Args) {
	t.Helper()
	raw, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	waiting, err := db.All[string](t.Context(), d, "SELECT args FROM jobs WHERE kind = $1 AND state = 'waiting' ORDER BY id", a.Kind())
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range waiting {
		if w == string(raw) {
			return
		}
	}
	t.Errorf("no job %s %s waits; of this kind wait %q", a.Kind(), raw, waiting)
}

// Run runs everything that waits now and what it adds until nothing is left, and fails the test on an error.
// Announcements that nobody handles in this worker stay.
func Run(t testing.TB, w *jobs.Worker) {
	t.Helper()
	if err := w.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
}
