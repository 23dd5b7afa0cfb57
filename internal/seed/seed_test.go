package seed

import (
	"errors"
	"io"
	"slices"
	"testing"
	"time"

	"veche/internal/app"
	"veche/internal/platform/config"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

// settled is a region in a fresh database of the kind.
func settled(t *testing.T, database string, o Options) *app.App {
	t.Helper()
	c := config.Config{Data: t.TempDir(), Database: database, Demo: true, Session: time.Hour, Idle: time.Hour}
	a, err := app.New(t.Context(), c, app.WeakPasswords(), app.LogTo(io.Discard))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	if err := Region(t.Context(), a, o); err != nil {
		t.Fatal(err)
	}
	return a
}

func column[T any](t *testing.T, a *app.App, query string) []T {
	t.Helper()
	list, err := db.All[T](t.Context(), a.DB, query)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestRegion(t *testing.T) {
	saturday := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	for kind, database := range map[string]func() string{
		"sqlite":   func() string { return "" },
		"postgres": func() string { return dbtest.PostgresURL(t) },
	} {
		t.Run(kind, func(t *testing.T) {
			a := settled(t, database(), Options{Documents: 60, Seed: 1, Now: saturday})

			states := column[string](t, a, "SELECT DISTINCT state FROM documents")
			for _, want := range []string{"received", "registered", "with_executive", "resolved", "in_execution", "executed", "filed", "in_approval", "on_signature", "delivered", "returned_to_sender"} {
				if !slices.Contains(states, want) {
					t.Errorf("no card is %s", want)
				}
			}
			waiting := column[string](t, a, "SELECT DISTINCT kind FROM tasks WHERE done_at IS NULL")
			for _, want := range []string{"consider", "execute", "accept_report", "decide_extension", "vote", "sign"} {
				if !slices.Contains(waiting, want) {
					t.Errorf("nobody waits to %s", want)
				}
			}
			if restricted := column[int](t, a, "SELECT count(*) FROM documents WHERE access_mark = 'dsp' AND number <> ''"); restricted[0] == 0 {
				t.Error("no restricted letter")
			}
			requests := column[string](t, a, "SELECT DISTINCT q.state FROM interagency_requests q JOIN bodies b ON b.id = q.body_id WHERE b.short_name LIKE '%ЗАГС%'")
			for _, want := range []string{"answered", "timeout", "resent"} {
				if !slices.Contains(requests, want) {
					t.Errorf("no request of the registry is %s: %v", want, requests)
				}
			}
			if !slices.Contains(requests, "sent") && !slices.Contains(requests, "delivered") {
				t.Errorf("no request waits: %v", requests)
			}
			if bare := column[int64](t, a, "SELECT id FROM interagency_requests WHERE state = 'answered' AND NOT EXISTS (SELECT 1 FROM interagency_answers n WHERE n.request_id = interagency_requests.id)"); len(bare) > 0 {
				t.Errorf("answered without an answer: %v", bare)
			}
			if asked := column[string](t, a, "SELECT DISTINCT state FROM interagency_inquiries"); len(asked) != 2 {
				t.Errorf("requests of others are %v", asked)
			}
			if abroad := column[string](t, a, "SELECT DISTINCT n.state FROM epgu_orders o JOIN applications n ON n.id = o.application_id"); len(abroad) < 3 {
				t.Errorf("applications of the portal are %v", abroad)
			}
			gaps := column[int64](t, a, "SELECT j.id FROM journals j JOIN numbers n ON n.journal_id = j.id GROUP BY j.id, n.year HAVING max(n.seq) <> count(*)")
			if len(gaps) > 0 {
				t.Errorf("journals with gaps: %v", gaps)
			}
			if err := Region(t.Context(), a, Options{}); !errors.Is(err, ErrSettled) {
				t.Errorf("a region was laid over another: %v", err)
			}
			applicationsOfAPortal(t, a)
		})
	}
}

// TestToldBeforeDawn: a story told in the night of a working day ends on the day before; nothing of it waits for its hour.
func TestToldBeforeDawn(t *testing.T) {
	night := time.Date(2026, 11, 22, 21, 0, 0, 0, time.UTC) // Monday 23 November, 01:00 in UTC+4
	a := settled(t, "", Options{Documents: 10, Seed: 1, Now: night})
	waiting, err := db.One[int](t.Context(), a.DB, "SELECT count(*) FROM jobs WHERE due_at > $1", night)
	if err != nil || waiting > 0 {
		t.Errorf("%d jobs wait for their hour, %v", waiting, err)
	}
}

func TestSameSeedSameRegion(t *testing.T) {
	o := Options{Documents: 40, Seed: 7, Now: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)}
	const cards = "SELECT number || ' ' || sender_number || ' ' || summary || ' ' || state FROM documents ORDER BY id"
	one, two := column[string](t, settled(t, "", o), cards), column[string](t, settled(t, "", o), cards)
	if !slices.Equal(one, two) {
		t.Error("the same seed gave another region")
	}
}
