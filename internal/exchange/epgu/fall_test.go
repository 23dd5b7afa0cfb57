package epgu

import (
	"context"
	"testing"

	"veche/internal/exchange/epgu/contract"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

// A fall at any moment leaves work that is begun: it is done again from its beginning, and takes effect once.
func TestAFallBetweenAnActAndItsNoteChangesNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		s.mapped(ByReply)
		id := s.submit()
		s.ok(s.portal.Step(t.Context()))
		s.ok(s.Step(t.Context())) // kept and confirmed; the job has not run
		o := s.order(id)
		route, known, err := routeOf(t.Context(), d, o.Namespace, o.Code, calendar.MustParse("2026-11-22"))
		form, unread := contract.ReadForm([]byte(o.Raw))
		if err != nil || !known || unread != nil {
			t.Fatal(err, known, unread)
		}
		for range 2 { // the desk has it, and we fell before we wrote that down
			l := must(route.lodging(*form.Order, nil))(t)
			l.Key = o.key()
			must(s.desk.Lodge(t.Context(), l))(t)
		}
		s.round()
		if s.count("SELECT count(*) FROM test_desk") != 1 || s.order(id).State != Lodged {
			t.Fatalf("%+v", s.order(id))
		}

		s.desk.status, s.desk.changed = "registered", 7
		s.tx(func(tx *db.Tx) error { return s.ApplicationChanged(context.Background(), tx, 1) })
		s.ok(s.worker.Drain(t.Context()))
		line := must(db.One[Line](t.Context(), d, "SELECT "+lineColumns+" FROM epgu_ledger WHERE state = 'ready'"))(t)
		exchange := must(s.Service.join(t.Context()))(t)
		for range 2 { // the message is kept, and we fell before the line said so
			if _, _, err := s.send(t.Context(), exchange, line); err != nil {
				t.Fatal(err)
			}
		}
		s.round()
		if got := s.codes(id); got != "2 1" {
			t.Errorf("the portal has %q", got)
		}
	})
}
