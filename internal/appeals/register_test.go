package appeals

import (
	"testing"

	"veche/internal/org"
	"veche/internal/org/orgtest"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

// overseer is the region's control department: a role that works in the operating body alone.
func (o *reception) overseer(of auth.Actor) auth.Actor {
	o.t.Helper()
	return orgtest.New(o.t, o.db).Person(of.BodyID, of.UnitID, "Надзоров Пётр Петрович", "Главный советник", org.Overseer)
}

func (o *reception) rows(by auth.Actor, f RegisterFilter) []RegisterRow {
	o.t.Helper()
	return must(o.Register(o.t.Context(), by, f, "", 50))(o.t).Items
}

func TestTheRegisterFollowsEachCard(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		eye := o.overseer(o.clerk)
		in := complaint("Петрова Мария Ивановна")
		in.Authors[0].District = "г. Воткинск"
		id := o.arrived(in)
		if r := o.rows(eye, RegisterFilter{View: "unregistered"}); len(r) != 1 || r[0].DueOn != on("2026-11-02") || *r[0].DaysLeft != 3 {
			t.Fatalf("before its number: %+v", r)
		}
		o.at("2026-11-02")
		must(o.register(id))(t)
		r := o.rows(eye, RegisterFilter{View: "open", Section: "0003.0009", Kind: Complaint, PlaceID: 1})
		if len(r) != 1 || r[0].Number != "ОГ-1" || r[0].DueOn != on("2026-12-02") || r[0].Body != "Минстрой" {
			t.Fatalf("registered: %+v", r)
		}
		o.at("2026-12-03")
		if r = o.rows(eye, RegisterFilter{View: "overdue"}); len(r) != 1 || *r[0].DaysLeft != -1 {
			t.Fatalf("past the term: %+v", r)
		}
		o.ok(o.Conclude(t.Context(), o.clerk, id, 1, Explained))
		if len(o.rows(eye, RegisterFilter{View: "overdue"})) != 0 || len(o.rows(eye, RegisterFilter{Term: "late", Result: Explained})) != 1 {
			t.Error("the result is not in the register")
		}
		if len(o.rows(eye, RegisterFilter{Section: "0003.00"})) != 0 {
			t.Error("half a group of figures is a section")
		}
	})
}

func TestTheRegisterIsReadByTheControlDepartmentAloneOverAllBodies(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		o.at("2026-11-02")
		id := o.registered(complaint("Петрова Мария Ивановна"))
		eye, foreign := o.overseer(o.clerk), o.overseer(o.stranger)
		for _, who := range []auth.Actor{eye, o.clerk} {
			if len(o.rows(who, RegisterFilter{})) != 1 {
				t.Errorf("%s does not see the register", who.Name)
			}
		}
		for _, who := range []auth.Actor{foreign, o.stranger} {
			if len(o.rows(who, RegisterFilter{})) != 0 {
				t.Errorf("%s sees a foreign register", who.Name)
			}
			_, err := o.Register(t.Context(), who, RegisterFilter{BodyID: o.clerk.BodyID}, "", 10)
			o.refused("appeal.oversee_denied", err)
			_, err = o.RegisterCard(t.Context(), who, id)
			o.refused("document.not_found", err)
		}
		_, err := o.Register(t.Context(), o.officer, RegisterFilter{}, "", 10)
		o.refused("appeal.oversee_denied", err)
		if c := must(o.RegisterCard(t.Context(), eye, id))(t); len(c.Authors) != 1 || len(c.Actions) != 0 {
			t.Errorf("%+v", c)
		}
		if o.count("audit", "action = 'document.seen'") == 0 && o.count("audit", "action LIKE '%seen%'") == 0 {
			t.Error("reading of an author is not written down")
		}
	})
}

func TestPagesOfTheRegisterMeetWithoutGapOrDouble(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		o.at("2026-11-02")
		for _, name := range []string{"Первый Иван", "Второй Иван", "Третий Иван", "Четвёртый Иван", "Пятый Иван"} {
			o.registered(complaint(name))
		}
		for _, view := range []string{"all", "open"} {
			seen, after := map[int64]bool{}, ""
			for range 3 {
				page := must(o.Register(t.Context(), o.clerk, RegisterFilter{View: view}, after, 2))(t)
				for _, r := range page.Items {
					if seen[r.DocumentID] {
						t.Errorf("%s: twice %d", view, r.DocumentID)
					}
					seen[r.DocumentID] = true
				}
				after = page.Next
			}
			if len(seen) != 5 || after != "" {
				t.Errorf("%s: %d rows, then %q", view, len(seen), after)
			}
		}
	})
}
