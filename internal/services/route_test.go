package services

import (
	"slices"
	"testing"

	"veche/internal/services/catalogue"
	"veche/internal/services/catalogue/starter"
	"veche/internal/services/form"
)

func TestWhatHasNoLineWaitsForTheDispatcher(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.exec("DELETE FROM service_routes")
		id := h.lodged(`{"why":"для школы","territory":"Ижевск"}`)
		h.ok(h.Take(t.Context(), h.officer, id))
		h.ok(h.Register(t.Context(), h.officer, id))
		before := h.stands(id, Registered)
		if q := must(h.List(t.Context(), h.dispatcher, Filter{Queue: "dispatcher"}, "", 0))(t); len(q.Items) != 1 || q.Count != 1 {
			t.Fatal(q)
		}
		h.refused("application.denied", h.Route(t.Context(), h.officer, id, RouteInput{BodyID: h.city}))
		h.ok(h.Route(t.Context(), h.dispatcher, id, RouteInput{BodyID: h.city}))
		after := h.stands(id, Interagency)
		if after.BodyID != h.city || after.Number != before.Number || after.Due.V.Date != before.Due.V.Date || after.OfficerID != nil {
			t.Errorf("routed: %+v", after)
		}
		h.ok(h.HandOver(t.Context(), h.cityOfficer, id, RouteInput{BodyID: h.ministry, Reason: "Не наше"}))
		if back := h.stands(id, Interagency); back.BodyID != h.ministry || back.Due.V.Date != before.Due.V.Date {
			t.Errorf("handed over: %+v", back)
		}
	})
}

func TestTheTableRoutesByTerritory(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.refused("application.routes_denied", h.PutRoute(t.Context(), h.officer, 0, RouteLineInput{ServiceID: h.service, BodyID: h.city, From: day("2026-01-01")}))
		h.refused("application.wrong", h.PutRoute(t.Context(), h.stranger, 0, RouteLineInput{ServiceID: h.service, BodyID: h.city, From: day("2026-01-01")}))
		h.ok(h.PutRoute(t.Context(), h.dispatcher, 0, RouteLineInput{ServiceID: h.service, Territory: "Ижевск", BodyID: h.city, From: day("2026-01-01")}))
		id := h.lodged(`{"why":"для школы","territory":"Ижевск"}`)
		h.ok(h.Register(t.Context(), h.officer, id))
		if a := h.stands(id, Interagency); a.BodyID != h.city || a.IntakeBodyID != h.ministry {
			t.Errorf("routed to %d", a.BodyID)
		}
		lines := must(h.Routes(t.Context(), h.dispatcher))(t)
		if len(lines) != 2 {
			t.Errorf("lines %+v", lines)
		}
	})
}

// The question of the route is chosen by the passport: an address, a school, an object.
func TestTheRouteIsFoundByTheAnswerThatThePassportNames(t *testing.T) {
	for _, c := range []struct{ name, path, answers, line, want string }{
		{"an address", "address", `{"address":{"settlement":"г. Ижевск","district":"","street":"Ленина"}}`, "Ижевск", "г. Ижевск"},
		{"a village of a district", "address", `{"address":{"settlement":"с. Ягул","district":"Завьяловский район"}}`, "Завьяловский район", "с. Ягул, Завьяловский район"},
		{"a school by its code", "school", `{"school":"izh-27"}`, "izh-27", "izh-27"},
		{"an object in a group", "land.address", `{"land":{"address":"г. Глазов, ул. Мира, 1"}}`, "глазов", "г. Глазов, ул. Мира, 1"},
		{"the common answer", "", `{"territory":"Сарапул"}`, "Сарапул", "Сарапул"},
		{"no answer", "address", `{}`, "", ""},
	} {
		got := territoryIn(catalogue.Passport{RouteBy: c.path}, []byte(c.answers))
		if got != c.want || c.line != "" && !isIn(c.line, got) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if isIn("Глазов", "Глазовский район") || isIn("Новая", "Новая Казмаска") != true || isIn("Ижевск", "") {
		t.Error("a territory is found by whole words alone")
	}
}

func TestTheTwelveFinishedServicesKnowTheirQuestion(t *testing.T) {
	routed := 0
	for _, one := range must(starter.Services())(t) {
		if one.Passport.RouteBy == "" {
			continue
		}
		routed++
		f := must(form.Compile([]byte(one.Form)))(t)
		found := slices.ContainsFunc(f.Pages(), func(p form.Page) bool { return askedIn(p.Asks, one.Passport.RouteBy) })
		if !found {
			t.Errorf("%s does not ask %q", one.Slug, one.Passport.RouteBy)
		}
	}
	if routed != 10 { // a taxi permit and a certificate of marriage are given by one body for the whole region
		t.Errorf("%d services are routed by territory", routed)
	}
}

func askedIn(list []form.Question, path string) bool {
	return slices.ContainsFunc(list, func(q form.Question) bool { return q.Path == path || askedIn(q.Asks, path) })
}

func TestALineIsInForceInItsTime(t *testing.T) {
	lines := []RouteLine{
		{ID: 1, BodyID: 1, From: day("2026-01-01")},
		{ID: 2, BodyID: 2, From: day("2026-01-01"), To: day("2026-06-30"), Territory: "Ижевск"},
		{ID: 3, BodyID: 3, From: day("2026-07-01"), Territory: "Ижевск"},
		{ID: 4, BodyID: 4, From: day("2026-01-01"), Territory: "Ижевск", Target: "renew"},
	}
	for _, c := range []struct {
		target, territory, on string
		body                  int64
	}{
		{"", "Сарапул", "2026-05-01", 1}, {"", "г. Ижевск", "2026-06-30", 2}, {"", "г. Ижевск", "2026-07-01", 3},
		{"renew", "г. Ижевск", "2026-07-01", 4}, {"", "г. Ижевск", "2025-12-31", 0},
	} {
		l, _ := lineFor(lines, c.target, c.territory, day(c.on))
		if l.BodyID != c.body {
			t.Errorf("%+v: body %d", c, l.BodyID)
		}
	}
}

func TestTheOfficeWritesDownTheWayOfTheResult(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		id := h.lodged(`{"why":"для школы","result_way":"visit"}`)
		h.ok(h.Take(t.Context(), h.officer, id))
		h.refused("application.others", h.EnterWay(t.Context(), h.second, id, WayInput{Way: ByPost}))
		h.ok(h.EnterWay(t.Context(), h.officer, id, WayInput{Way: ByPost, Place: "Ижевск, Садовая, 8"}))
		h.ok(h.Register(t.Context(), h.officer, id))
		h.ok(h.Proceed(t.Context(), h.officer, id))
		h.decides(id, DecideInput{Outcome: PaperGrant})
		h.signs(id)
		h.stands(id, Granted)
		h.ok(h.EnterWay(t.Context(), h.officer, id, WayInput{Way: ToAccount}))
		h.stands(id, GivenOut)
		h.refused("application.wrong_state", h.EnterWay(t.Context(), h.officer, id, WayInput{Way: ByPost}))
	})
}
