package services

import (
	"testing"
)

func TestWhatHasNoLineWaitsForTheDispatcher(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.exec("DELETE FROM service_routes")
		id := h.lodged(`{"why":"для школы","territory":"Ижевск"}`)
		h.ok(h.Take(t.Context(), h.officer, id))
		h.ok(h.Register(t.Context(), h.officer, id))
		before := h.stands(id, Registered)
		rows, _, err := h.List(t.Context(), h.dispatcher, Filter{Queue: "dispatcher"}, "", 0)
		if err != nil || len(rows) != 1 {
			t.Fatal(rows, err)
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
