package audit_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/audit/audittest"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
)

var (
	letter = audit.Ref{Kind: "document", ID: 12, Title: "Вх-123"}
	clerk  = auth.Actor{PersonID: 7, BodyID: 2, Name: "Васильева О. Н.", Post: "главный специалист", SessionID: 5, Address: "10.0.0.1", RequestID: "r1"}
)

func TestWrite(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		chief := auth.Person{ID: 3, Name: "Орлов П. С.", Basis: "приказ № 5"}
		err := d.Tx(t.Context(), clerk, func(tx *db.Tx) error {
			return audit.Write(t.Context(), tx, audit.Entry{Action: "document.registered", Object: letter, From: "new", To: "registered",
				OnBehalfOf: &chief, Effect: "номер Вх-123", Detail: map[string]any{"number": "Вх-123"}})
		})
		if err != nil {
			t.Fatal(err)
		}
		audittest.Has(t, d, letter, "document.registered", "new", "registered")
		rows, err := audit.History(t.Context(), d, letter, 0, 10)
		if err != nil || len(rows) != 1 {
			t.Fatal(rows, err)
		}
		r := rows[0]
		if r.ActorName != clerk.Name || r.OnBehalfName != chief.Name || r.Basis != "приказ № 5" || r.Address != "10.0.0.1" || r.Initiator != "user" || r.Result != audit.ResultOK {
			t.Errorf("%+v", r)
		}
		if r.At.Location().String() != "UTC" || !strings.Contains(string(r.Detail.V), "Вх-123") {
			t.Errorf("%+v", r)
		}
	})
}

func TestDenied(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		refusal := fail.New(fail.Denied, "document.not_yours", "no right")
		ctx, hangUp := context.WithCancel(t.Context())
		hangUp()
		err := audit.Denied(ctx, d, clerk, audit.Entry{Action: "document.registered", Object: letter}, refusal)
		if !fail.Is(err, "document.not_yours") || fail.KindOf(err) != fail.Denied {
			t.Fatal(err)
		}
		rows, err := audit.List(t.Context(), d, audit.Filter{ActorID: 7, Action: "document.registered"})
		if err != nil || len(rows) != 1 || rows[0].Result != audit.ResultDenied || rows[0].Effect != "document.not_yours" {
			t.Fatal(rows, err)
		}
	})
}

func TestTheLogIsAppendOnly(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		if err := audit.Seen(t.Context(), d, clerk, letter); err != nil {
			t.Fatal(err)
		}
		for _, statement := range []string{"UPDATE audit SET actor_name = 'x'", "DELETE FROM audit"} {
			err := d.Tx(t.Context(), clerk, func(tx *db.Tx) error {
				_, err := tx.Exec(t.Context(), statement)
				return err
			})
			if err == nil {
				t.Errorf("%s was let through", statement)
			}
		}
		audittest.Has(t, d, letter, "document.seen", "", "")
	})
}

func TestList(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		now := time.Date(2026, 11, 19, 19, 59, 59, 500_000_000, time.UTC) // 23:59:59.5 in Samara
		d.SetClock(func() time.Time { return now })
		for range 4 {
			if err := audit.Seen(t.Context(), d, clerk, letter); err != nil {
				t.Fatal(err)
			}
			now = now.Add(500 * time.Millisecond)
		}
		midnight := time.Date(2026, 11, 20, 0, 0, 0, 0, time.FixedZone("Samara", 4*3600))
		for _, c := range []struct {
			name   string
			filter audit.Filter
			want   []int64
		}{
			{"everything, the newest first", audit.Filter{}, []int64{4, 3, 2, 1}},
			{"a page and the next", audit.Filter{Limit: 2, Before: 4}, []int64{3, 2}},
			{"a day in the reader's zone", audit.Filter{From: midnight}, []int64{4, 3, 2}},
			{"the day before", audit.Filter{Until: midnight}, []int64{1}},
			{"all objects of a kind", audit.Filter{Object: audit.Ref{Kind: "document"}, Limit: 1}, []int64{4}},
			{"another object", audit.Filter{Object: audit.Ref{Kind: "document", ID: 13}}, nil},
			{"another person", audit.Filter{ActorID: 8}, nil},
			{"another body", audit.Filter{BodyID: 3}, nil},
			{"acts that were refused", audit.Filter{Result: audit.ResultDenied}, nil},
			{"acts that were done", audit.Filter{Result: audit.ResultOK, Limit: 1}, []int64{4}},
			{"another action", audit.Filter{Action: "document.registered"}, nil},
		} {
			rows, err := audit.List(t.Context(), d, c.filter)
			if err != nil {
				t.Fatal(err)
			}
			var got []int64
			for _, r := range rows {
				got = append(got, r.ID)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%s: got %v, want %v", c.name, got, c.want)
			}
		}
	})
}

func TestTheKeyIsMadeOnceAndNeverSilentlyReplaced(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys", "audit.key")
	_, first, err := audit.OpenKey(path, "veche.test/audit")
	if err != nil {
		t.Fatal(err)
	}
	if _, again, err := audit.OpenKey(path, "veche.test/audit"); err != nil || again != first {
		t.Fatal(again, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Fatal(info, err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, _, err := audit.OpenKey(path, "veche.test/audit"); err == nil {
		t.Error("a lost key was replaced by another")
	}
}
