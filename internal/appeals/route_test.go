package appeals

import (
	"context"
	"testing"

	"veche/internal/assignments"
	"veche/internal/documents"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

func TestTheLongestSectionLeads(t *testing.T) {
	routes := []Route{{ID: 1, Section: "", Active: true}, {ID: 2, Section: "0003", Active: true}, {ID: 3, Section: "0003.0009", Active: true},
		{ID: 4, Section: "0003.0009.0099", Active: false}}
	for code, want := range map[string]int64{"0003.0009.0099.0737": 3, "0003.0001.0001.0001": 2, "0005.0005.0056.1149": 1, "": 1, "0003.0009.0000.0000": 3} {
		if r := leads(routes, code); r == nil || r.ID != want {
			t.Errorf("%q is led by %+v, want %d", code, r, want)
		}
	}
	if leads(routes[1:], "0005.0005.0056.1149") != nil {
		t.Error("a route of another section leads")
	}
}

func TestSectionsAreBeginningsOfCodes(t *testing.T) {
	for section, right := range map[string]bool{"": true, "0005": true, "0005.0005": true, "0005.0005.0056.1149": true,
		"5": false, "0005.": false, "0000": false, "0005.0000": false, "0005.0005.0000.0000": false} {
		if (CheckSection(section) == nil) != right {
			t.Errorf("%q: %v", section, CheckSection(section))
		}
	}
}

func TestAStepNeverPassesTheLaw(t *testing.T) {
	c, law, reg := calendar.Russia(), on("2026-12-02"), on("2026-11-02")
	for _, one := range []struct {
		days  int
		today string
		want  string
	}{{10, "2026-11-02", "2026-11-12"}, {30, "2026-11-02", "2026-12-02"}, {31, "2026-11-02", "2026-12-02"}, {6, "2026-11-02", "2026-11-06"}, {5, "2026-11-20", "2026-11-20"}} {
		if got := (RouteStep{Days: one.days}).due(c, reg, law, on(one.today)); got != on(one.want) {
			t.Errorf("%d days seen on %s: %s, want %s", one.days, one.today, got, one.want)
		}
	}
}

// silent is told of what happens and says it to nobody.
type silent struct{ codes []string }

func (n *silent) Notify(_ context.Context, _ *db.Tx, _ int64, code, _ string, _ map[string]any) error {
	n.codes = append(n.codes, code)
	return nil
}

// led is a reception whose appeals go by routes.
func (o *reception) led() *silent {
	told := &silent{}
	o.Lead(assignments.New(o.db, o.org, o.docs, calendar.Russia(), told, assignments.Settings{}))
	return told
}

func (o *reception) course() Course {
	return Course{ExecutiveID: o.minister.PersonID, Steps: []RouteStep{{Text: "Проверить с выездом, подготовить ответ.", ResponsibleID: o.officer.PersonID, Days: 10}}}
}

func (o *reception) route(section string) Route {
	o.t.Helper()
	return must(o.SaveRoute(o.t.Context(), o.admin, 0, RouteInput{Section: section, Name: "Дороги", Active: true, Course: o.course()}))(o.t)
}

func TestARouteOfAClerkIsADraftUntilTheExecutiveHasOrderedIt(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		told := o.led()
		o.at("2026-11-02")
		route := o.route("0003.0009")
		first := o.registered(complaint("Петрова Мария Ивановна"))
		v := must(o.Of(t.Context(), o.clerk, first))(t)
		if len(v.Routes) != 1 || v.Routes[0].How != StartDraft || v.Routes[0].Steps[0].DueOn != on("2026-11-12") {
			t.Fatalf("proposed %+v", v.Routes)
		}
		o.ok(o.StartRoute(t.Context(), o.clerk, first, route.ID, 1))
		if card := must(o.docs.Get(t.Context(), d, first))(t); card.State != documents.WithExecutive || o.count("resolutions", "state = 'draft'") != 1 || o.count("assignments", "open") != 0 {
			t.Errorf("the card is %s", card.State)
		}
		o.refused("appeal.route_unfit", o.StartRoute(t.Context(), o.clerk, first, route.ID, 1))

		o.refused("appeal.order_denied", o.Delegate(t.Context(), o.clerk, route.ID, 1))
		o.ok(o.Delegate(t.Context(), o.minister, route.ID, 1))
		second := o.registered(complaint("Иванов Иван Иванович"))
		if v = must(o.Of(t.Context(), o.clerk, second))(t); v.Routes[0].How != StartByOrder {
			t.Fatalf("after the order: %s", v.Routes[0].How)
		}
		o.ok(o.StartRoute(t.Context(), o.clerk, second, route.ID, 1))
		if o.count("assignments", "open") != 1 || len(told.codes) != 1 || told.codes[0] != "resolution.issued_by_order" {
			t.Errorf("given: %d, told: %v", o.count("assignments", "open"), told.codes)
		}
		o.ok(o.Undelegate(t.Context(), o.minister, route.ID))
		if v = must(o.Of(t.Context(), o.clerk, o.registered(complaint("Сомова Анна Петровна"))))(t); v.Routes[0].How != StartDraft {
			t.Errorf("after the order was taken back: %s", v.Routes[0].How)
		}
	})
}

func TestAChangedRouteNeedsAnotherOrder(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		o.led()
		o.at("2026-11-02")
		route := o.route("")
		o.ok(o.Delegate(t.Context(), o.minister, route.ID, 1))
		in := RouteInput{Section: "", Name: "Все", Active: true, Course: o.course(), Version: 1}
		in.Course.Steps[0].ResponsibleID = o.clerk.PersonID
		must(o.SaveRoute(t.Context(), o.admin, route.ID, in))(t)
		id := o.registered(complaint("Петрова Мария Ивановна"))
		if v := must(o.Of(t.Context(), o.clerk, id))(t); v.Routes[0].How != StartDraft || v.Routes[0].Version != 2 {
			t.Errorf("the order covers a version that its giver has not read: %+v", v.Routes[0])
		}
		o.refused("document.stale", o.Delegate(t.Context(), o.minister, route.ID, 1))
		o.refused("document.stale", o.StartRoute(t.Context(), o.clerk, id, route.ID, 1))
		_, err := o.SaveRoute(t.Context(), o.admin, route.ID, in)
		o.refused("document.stale", err)
		if o.count("consideration_route_versions", "route_id > 0") != 2 {
			t.Error("an old version is lost")
		}
	})
}

func TestTheExecutiveStartsARouteByHisOwnHandAndTheExecutorTakesTheQuestion(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		o.led()
		o.at("2026-11-02")
		route := o.route("0003")
		id := o.registered(complaint("Петрова Мария Ивановна"))
		o.show(id, o.minister)
		o.ok(o.StartRoute(t.Context(), o.minister, id, route.ID, 1))
		if rows := o.rows(o.clerk, RegisterFilter{}); len(rows) != 1 || rows[0].Executor != "Сидорова Е. К." {
			t.Errorf("the register names who carries the resolution out: %+v", rows)
		}
		if v := must(o.Of(t.Context(), o.clerk, id))(t); v.Status != PortalUnderReview {
			t.Errorf("an appeal before its executors is %s on the card", v.Status)
		}
		given := must(db.One[int64](t.Context(), d, "SELECT id FROM assignments WHERE document_id = $1 AND open", id))(t)
		must(o.assignments.Take(t.Context(), o.officer, given))(t)
		v := must(o.Of(t.Context(), o.clerk, id))(t)
		if v.Questions[0].ExecutorID == nil || *v.Questions[0].ExecutorID != o.officer.PersonID || v.Status != PortalUnderReview {
			t.Errorf("%s, %+v", v.Status, v.Questions[0])
		}
		if who := must(o.RouteSignatory(t.Context(), d, id))(t); who == nil || *who != o.minister.PersonID {
			t.Errorf("the answer is signed by %v", who)
		}
		o.ok(o.Extend(t.Context(), o.minister, id, "Нужен выезд на место"))
	})
}

func TestAnAssignmentThatEndsWithTheLawMovesWithTheLawAlone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		o.led()
		o.at("2026-11-02")
		in := RouteInput{Name: "Весь срок", Active: true, Course: o.course()}
		in.Course.Steps[0].Days = 30
		route := must(o.SaveRoute(t.Context(), o.admin, 0, in))(t)
		id := o.registered(complaint("Петрова Мария Ивановна"))
		o.show(id, o.minister)
		o.ok(o.StartRoute(t.Context(), o.minister, id, route.ID, 1))
		given := must(db.One[int64](t.Context(), d, "SELECT id FROM assignments WHERE document_id = $1", id))(t)
		_, err := o.assignments.AskExtension(t.Context(), o.officer, given, assignments.AskInput{DueOn: on("2026-12-20"), Reason: "Не успеть"})
		o.refused("assignment.statutory", err)
		o.ok(o.Extend(t.Context(), o.minister, id, "Нужен выезд на место"))
		if due := must(db.One[string](t.Context(), d, "SELECT due_on FROM assignments WHERE id = $1", given))(t); due != "2026-12-30" {
			t.Errorf("the assignment ends on %s", due)
		}
	})
}

func TestWhoKeepsRoutes(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		o.led()
		in := RouteInput{Section: "0003", Name: "Дороги", Active: true, Course: o.course()}
		_, err := o.SaveRoute(t.Context(), o.clerk, 0, in)
		o.refused("appeal.routes_denied", err)
		must(o.SaveRoute(t.Context(), o.admin, 0, in))(t)
		_, err = o.SaveRoute(t.Context(), o.admin, 0, in)
		o.refused("appeal.route_taken", err)
		wrong := in
		wrong.Section, wrong.Course = "0004", o.course()
		wrong.Course.Steps[0].Days = 31
		_, err = o.SaveRoute(t.Context(), o.admin, 0, wrong)
		o.refused("appeal.route_term", err)
		wrong.Course = o.course()
		wrong.Course.ExecutiveID = o.stranger.PersonID
		_, err = o.SaveRoute(t.Context(), o.admin, 0, wrong)
		o.refused("appeal.route_wrong", err)
		o.refused("appeal.route_not_found", o.Delegate(t.Context(), o.stranger, 1, 1))
	})
}

func (o *reception) count(table, where string) int64 {
	o.t.Helper()
	return must(db.One[int64](o.t.Context(), o.db, "SELECT count(*) FROM "+table+" WHERE "+where))(o.t)
}
