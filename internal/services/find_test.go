package services

import (
	"slices"
	"testing"

	"veche/internal/platform/auth"
	"veche/internal/services/catalogue"
)

// Who calls the office rarely knows a number. He is found by what he says of himself, whether his application stands or has
// ended – and only in the office where it lies.
func TestAnApplicationIsFoundByWhoHasLodgedIt(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		first, second := h.lodged(plain), h.registered()
		for _, who := range []string{"смирнова", "Смирно", "СМИРНОВА  Анна Ильинична", "112-233-445 95", "11223344595"} {
			q := must(h.Find(t.Context(), h.officer, FindInput{who}, "", 1))(t)
			if len(q.Items) != 1 || q.Items[0].ID != second || q.Count != 2 || q.Next == "" {
				t.Errorf("%q finds %+v", who, q)
				continue
			}
			if next := must(h.Find(t.Context(), h.officer, FindInput{who}, q.Next, 1))(t); len(next.Items) != 1 || next.Items[0].ID != first || next.Next != "" {
				t.Errorf("behind the first page of %q stands %+v", who, next)
			}
		}
		for _, who := range []string{"Анна", "Петрова", "112-233-445 00", "7707083893"} {
			if q := must(h.Find(t.Context(), h.officer, FindInput{who}, "", 10))(t); len(q.Items) != 0 {
				t.Errorf("%q finds %+v", who, q.Items)
			}
		}
		if q := must(h.Find(t.Context(), h.cityOfficer, FindInput{"смирнова"}, "", 10))(t); len(q.Items) != 0 {
			t.Errorf("another office sees %+v", q.Items)
		}
		_, err := h.Find(t.Context(), h.officer, FindInput{" \u00a0 "}, "", 10)
		h.refused("request.invalid", err)
	})
}

// Where the regulation knows no ground for a suspension, none is offered: the officer would only come to an empty list.
func TestASuspensionIsOfferedOnlyWhereTheRegulationKnowsAGround(t *testing.T) {
	var m matter
	m.State, m.BodyID, m.by = InReview, 7, auth.Actor{PersonID: 1, BodyID: 7, Rights: []auth.Right{RightConsider}}
	if slices.Contains(m.offered(), Suspend) {
		t.Error("a suspension without grounds is offered")
	}
	m.procedure.Passport.Suspensions = []catalogue.Ground{{Code: "s1"}}
	if !slices.Contains(m.offered(), Suspend) {
		t.Error("a suspension with a ground is not offered")
	}
}
