package audit_test

import (
	"strings"
	"testing"

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
		err := audit.Denied(t.Context(), d, clerk, audit.Entry{Action: "document.registered", Object: letter}, refusal)
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
