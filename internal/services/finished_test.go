package services

import (
	"testing"
)

func TestAnApplicationThatEndedIsCountedOnceWhereItEnded(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		finished := func() int64 {
			return must(h.one("SELECT COALESCE(sum(amount), 0) FROM service_visits WHERE service_id = $1 AND milestone = 'finished'", h.service))(t)
		}
		id := h.lodged(plain)
		h.ok(h.Take(t.Context(), h.officer, id))
		if n := finished(); n != 0 {
			t.Fatalf("%d ended before anything was decided", n)
		}
		h.turnsAway(id, RefusalInput{Ground: "i1", Reason: "Нет второй страницы"})
		h.lodged(plain)
		if n := finished(); n != 1 {
			t.Errorf("%d ended, want one", n)
		}
	})
}
