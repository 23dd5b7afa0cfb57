package pos

import (
	"strings"
	"testing"
	"time"

	"veche/internal/appeals"
	"veche/internal/documents"
	"veche/internal/exchange/pos/contract"
	"veche/internal/exchange/pos/simulator"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

func TestAnItemBecomesACardThatNobodyTypes(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		id := s.submit(citizen(), simulator.Upload{Name: "яма.txt", Content: strings.NewReader("снимок")})
		s.round()
		item := s.item(id)
		if item.State != Carded || item.DocumentID == nil || item.Error != "" {
			t.Fatalf("the item is %s: %s", item.State, item.Error)
		}
		card := must(s.docs.Get(t.Context(), d, *item.DocumentID))(t)
		if card.BodyID != s.body || card.Channel != documents.ByPOS || card.Summary != "О ремонте дороги" || card.SenderNumber != id || card.AddresseeID == nil || *card.AddresseeID != s.minister.PersonID {
			t.Errorf("the card: %+v", card)
		}
		v := must(s.Appeals.Of(t.Context(), s.clerk, card.ID))(t)
		if v.Kind != appeals.Complaint || v.Form != appeals.Electronic || v.Authors[0].Name != "Петрова Мария Ивановна" || v.Authors[0].Phone == "" || v.Authors[0].Status != "пенсионер" ||
			v.Questions[0].Code != "0003.0009.0099.0737" || v.ToUnit != "Отдел дорог" {
			t.Errorf("the appeal: %+v", v)
		}
		list := must(s.docs.Files(t.Context(), d, card.ID))(t)
		if len(list) != 2 || list[0].Role != documents.Main || list[1].Name != "яма.txt" {
			t.Errorf("files: %+v", list)
		}
		if n := s.count("SELECT count(*) FROM pos_ledger WHERE direction = 'in' AND state = 'acknowledged'"); n != 1 {
			t.Errorf("%d entries are acknowledged", n)
		}
		s.valid()
	})
}

func TestAnItemWithoutTheFlagNeverMakesACardUntilTheFlagComes(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		id := s.submit(citizen(func(i *contract.Item) { i.SendToEDMS = false }))
		s.round()
		if item := s.item(id); item.State != Unflagged || item.DocumentID != nil || item.Raw != "" {
			t.Errorf("without the flag: %+v", item)
		}
		if n := s.count("SELECT count(*) FROM pos_ledger WHERE direction = 'in'"); n != 1 {
			t.Errorf("counted in the ledger %d times", n)
		}
		for range 2 { // the operator hesitates
			s.ok(s.platform.SendToEDMS(id, true))
			s.ask()
			s.ok(s.platform.SendToEDMS(id, false))
			s.ok(s.platform.SendToEDMS(id, true))
			s.ask()
		}
		if item := s.item(id); item.State != Carded {
			t.Errorf("with the flag: %s", item.State)
		}
		if n := s.count("SELECT count(*) FROM documents"); n != 1 {
			t.Errorf("%d cards", n)
		}
	})
}

func TestAnUnknownBodyWaitsForAPerson(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		id := s.submit(citizen(func(i *contract.Item) { i.Body = contract.Body{Code: "GORZDRAV", Title: "Горздрав"} }))
		s.round()
		item := s.item(id)
		if item.State != Sorting {
			t.Fatalf("the item is %s", item.State)
		}
		s.refused("pos.denied", s.Sort(t.Context(), s.clerk, item.ID, Sorted{BodyID: s.body}))
		s.ok(s.Sort(t.Context(), s.integrator, item.ID, Sorted{BodyID: s.other, Always: true}))
		s.round()
		if item = s.item(id); item.State != Carded || *item.BodyID != s.other {
			t.Errorf("sorted: %s, body %v", item.State, item.BodyID)
		}
		again := s.submit(citizen(func(i *contract.Item) { i.Body = contract.Body{Code: "GORZDRAV", Title: "Горздрав"} }))
		s.ask()
		if item = s.item(again); item.State != Carded || *item.BodyID != s.other {
			t.Errorf("the next one goes there by itself: %s", item.State)
		}
	})
}

// A code of the platform means another body from a day on: the table is effective-dated, and each item goes by the day.
func TestACodeOfThePlatformMeansABodyForATime(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		today := calendar.DateOf(time.Now(), time.UTC)
		was := must(db.One[Route](t.Context(), d, "SELECT * FROM pos_routes WHERE code = 'MINSTROY'"))(t)
		was.ToDay = today.AddDays(-2)
		s.ok(s.SaveRoute(t.Context(), s.integrator, was))
		s.refused("pos.fields_wrong", s.SaveRoute(t.Context(), s.integrator, Route{Code: "MINSTROY", BodyID: s.other, FromDay: today, ToDay: today.AddDays(-1)}))
		s.ok(s.SaveRoute(t.Context(), s.integrator, Route{Code: "MINSTROY", Title: "Минфин", BodyID: s.other, FromDay: today.AddDays(2)}))
		between := s.submit(citizen())
		s.round()
		if item := s.item(between); item.State != Sorting {
			t.Errorf("between the two: %s, body %v", item.State, item.BodyID)
		}
		s.ok(s.SaveRoute(t.Context(), s.integrator, Route{Code: "MINSTROY", Title: "Минфин", BodyID: s.other, FromDay: today.AddDays(-1), ToDay: today.AddDays(1)}))
		now := s.submit(citizen())
		s.ask()
		if item := s.item(now); item.State != Carded || *item.BodyID != s.other {
			t.Errorf("today: %s, body %v", item.State, item.BodyID)
		}
		if item := s.item(between); item.State != Carded || *item.BodyID != s.other {
			t.Errorf("what waited follows: %s, body %v", item.State, item.BodyID)
		}
	})
}

// TestALineOfTheTableIsFollowedOnItsDay: nobody saves it then, and what waits goes its way all the same.
func TestALineOfTheTableIsFollowedOnItsDay(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		day := calendar.DateOf(time.Now(), time.UTC).AddDays(3)
		s.ok(s.SaveRoute(t.Context(), s.integrator, Route{Code: "NEWBODY", Title: "Минфин", BodyID: s.other, FromDay: day}))
		id := s.submit(citizen(func(i *contract.Item) { i.Body.Code = "NEWBODY" }))
		s.round()
		s.ok(s.followBegun(t.Context()))
		s.round()
		if item := s.item(id); item.State != Sorting {
			t.Fatalf("before its day: %s", item.State)
		}
		d.SetClock(func() time.Time { return day.In(time.UTC).Add(time.Minute) })
		s.ok(s.followBegun(t.Context()))
		s.round()
		if item := s.item(id); item.State != Carded || *item.BodyID != s.other {
			t.Errorf("on its day: %s, body %v", item.State, item.BodyID)
		}
	})
}

func TestAFaultyItemIsMendedWithoutASecondCard(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		good, bad := s.submit(citizen()), s.submit(citizen(func(i *contract.Item) { i.Kind = "kind.unheard" }))
		s.round()
		if item := s.item(good); item.State != Carded {
			t.Errorf("its neighbour is %s", item.State)
		}
		item := s.item(bad)
		if item.State != Faulty || item.Error != "pos.kind_unknown" {
			t.Fatalf("%s: %s", item.State, item.Error)
		}
		s.tx(func(tx *db.Tx) error { // the platform has a new word, and the mapping learns it
			_, err := tx.Exec(t.Context(), "UPDATE pos_items SET kind = $1 WHERE id = $2", contract.KindMessage, item.ID)
			return err
		})
		s.ok(s.Retry(t.Context(), s.integrator, item.ID))
		s.ok(s.Retry(t.Context(), s.integrator, item.ID))
		s.round()
		if item = s.item(bad); item.State != Carded || s.count("SELECT count(*) FROM pos_cards WHERE item_id = $1", item.ID) != 1 {
			t.Errorf("mended: %s", item.State)
		}
	})
}
