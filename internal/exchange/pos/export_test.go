package pos

import (
	"slices"
	"strings"
	"testing"
	"time"

	"veche/internal/appeals"
	"veche/internal/documents"
	"veche/internal/exchange/pos/contract"
	"veche/internal/exchange/pos/simulator"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/signing"
	node "veche/smev/simulator"
)

// carded is a citizen's item that has become a card here.
func (s *stand) carded(i contract.Item, uploads ...simulator.Upload) (id string, card int64) {
	s.t.Helper()
	id = s.submit(i, uploads...)
	s.ask()
	item := s.item(id)
	if item.DocumentID == nil {
		s.t.Fatalf("item %s is %s: %s", id, item.State, item.Error)
	}
	return id, *item.DocumentID
}

// register registers a card as it came: nobody types anything.
func (s *stand) register(card int64) {
	s.t.Helper()
	must(s.docs.Register(s.t.Context(), s.clerk, card, documents.RegisterInput{JournalID: s.journal.ID}))(s.t)
}

// consider puts the card before the executive, as a resolution does.
func (s *stand) consider(card int64) {
	s.t.Helper()
	s.tx(func(tx *db.Tx) error {
		d, err := s.docs.Lock(s.t.Context(), tx, card)
		if err != nil {
			return err
		}
		if err := s.docs.Grant(s.t.Context(), tx, d, auth.Employee(s.officer.PersonID), "test"); err != nil {
			return err
		}
		if err := s.docs.Grant(s.t.Context(), tx, d, auth.Employee(s.minister.PersonID), "test"); err != nil {
			return err
		}
		return s.docs.Move(s.t.Context(), tx, &d, documents.WithExecutive, "test", nil)
	})
}

// answer is a signed and registered answer to a card; it is not sent by anybody.
func (s *stand) answer(card int64) documents.Document {
	s.t.Helper()
	ctx := s.t.Context()
	return s.signed(must(s.Appeals.Answer(ctx, s.officer, card, appeals.AnswerInput{Lines: []appeals.AnswerLine{{No: 1, Result: appeals.Explained, Text: "Дорога отремонтирована."}}}))(s.t))
}

// signed is a letter with its signature and number.
func (s *stand) signed(d documents.Document) documents.Document {
	s.t.Helper()
	ctx := s.t.Context()
	s.tx(func(tx *db.Tx) error {
		d = must(s.docs.Lock(ctx, tx, d.ID))(s.t)
		if err := s.docs.Move(ctx, tx, &d, documents.OnSignature, "test", nil); err != nil {
			return err
		}
		v := must(s.docs.CurrentVersion(ctx, tx, d.ID))(s.t)
		if _, err := s.docs.AddFileTo(ctx, tx, d, documents.Signature, "Ответ.txt.p7s", must(s.files.Put(ctx, strings.NewReader("подпись"), 1<<20))(s.t), "p7s"); err != nil {
			return err
		}
		if _, err := db.Insert(ctx, tx, "signatures", signing.Signature{BodyID: d.BodyID, DocumentID: d.ID, VersionID: &v.ID, SHA256: v.SHA256, Kind: signing.Simple, Place: 1,
			SignerID: &s.minister.PersonID, SignerName: s.minister.Name, SignerPost: s.minister.Post, SignedAt: tx.Now, Verdict: signing.Valid}); err != nil {
			return err
		}
		return s.docs.Move(ctx, tx, &d, documents.Signed, "test", nil)
	})
	return must(s.docs.Register(ctx, s.clerk, d.ID, documents.RegisterInput{JournalID: s.outgoing.ID}))(s.t)
}

func statuses(i simulator.Item) (list []string) {
	for _, step := range i.Steps {
		list = append(list, step.Status)
	}
	return list
}

// The circle of the second source text: citizen → ПОС → card → resolution → answer → ПОС → rating.
func TestTheWholeCircle(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		id, card := s.carded(citizen())
		s.register(card)
		s.consider(card)
		s.round()
		if got := s.there(id); got.Status != contract.StatusUnderReview || got.Number == "" || got.DueOn == "" || !got.Steps[0].Notified {
			t.Errorf("under review: %+v", got)
		}
		letter := s.answer(card)
		s.round()
		got := s.there(id)
		if got.Status != contract.StatusConsidered || len(got.Answers) != 1 {
			t.Fatalf("answered: %s, %d answers", got.Status, len(got.Answers))
		}
		want := []string{contract.StatusArrived, contract.StatusRegistered, contract.StatusDirected, contract.StatusUnderReview, contract.StatusConsidered}
		if !slices.Equal(statuses(got), want) {
			t.Errorf("statuses: %v", statuses(got))
		}
		a := got.Answers[0]
		if !a.Final || a.Number != letter.Number || a.Result != contract.ResultExplained || len(a.Files) != 2 || a.Files[0].Role != contract.RoleLetter || a.Files[1].Role != contract.RoleSignature || a.Signatory == "" {
			t.Errorf("the answer: %+v", a)
		}
		if state := must(s.docs.Get(t.Context(), d, letter.ID))(t).State; state != documents.Delivered {
			t.Errorf("the letter is %s", state)
		}
		s.ok(s.platform.Rate(id, 5, "Спасибо"))
		s.ask()
		if item := s.item(id); item.Rating == nil || *item.Rating != 5 || item.Theirs != contract.StatusConsidered {
			t.Errorf("rated: %+v", item)
		}
		s.round()
		if n := s.count("SELECT count(*) FROM pos_ledger WHERE direction = 'out' AND state <> 'accepted'"); n != 0 {
			t.Errorf("%d lines are not accepted", n)
		}
		s.valid()
	})
}

func TestAStatusGoesOnceAndTheTwoReadingsOfDirected(t *testing.T) {
	for _, c := range []struct {
		status   string
		directed Directed
		want     int
	}{
		{contract.StatusArrived, AsStep, 1},
		{contract.StatusRegistered, AsStep, 2},
		{contract.StatusDirected, AsStep, 3},
		{contract.StatusDirected, AsCompetence, 3},
		{contract.StatusUnderReview, AsStep, 4},
		{contract.StatusUnderReview, AsCompetence, 3},
		{contract.StatusConsidered, AsStep, 5},
		{contract.StatusConsidered, AsCompetence, 4},
		{contract.StatusNoAnswer, AsStep, 3},
	} {
		way := steps(c.status, c.directed)
		if len(way) != c.want || way[len(way)-1] != c.status {
			t.Errorf("%s, %s: %v", c.status, c.directed, way)
		}
	}
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		id, card := s.carded(citizen())
		s.register(card)
		for range 3 {
			s.ok(s.show(t.Context(), Show{card}))
			s.round()
		}
		got := s.there(id)
		for key, times := range got.Taken {
			if times != 1 {
				t.Errorf("%s went %d times", key, times)
			}
		}
		if !slices.Equal(statuses(got), []string{contract.StatusArrived, contract.StatusRegistered}) {
			t.Errorf("%v", statuses(got))
		}
	})
}

func TestAnswersTakeEffectOnceOnABadDay(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		s.rough = true
		for mood, times := range map[node.Mood]int{node.LostAck: 3, node.Duplicate: 5, node.Reorder: 5} {
			s.ok(s.node.Moods.Set(mood, times))
		}
		var ids []string
		for range 4 {
			id, card := s.carded(citizen())
			s.register(card)
			s.consider(card)
			s.answer(card)
			ids = append(ids, id)
		}
		for range 4 {
			s.round()
		}
		for _, id := range ids {
			if got := s.there(id); len(got.Answers) != 1 || got.Status != contract.StatusConsidered {
				t.Errorf("%s: %d answers, %s", id, len(got.Answers), got.Status)
			}
		}
	})
}

func TestARefusedLineIsMendedAndSentAgain(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		id, card := s.carded(citizen())
		failed := s.misspelt(id, card)
		s.refused("pos.line_not_found", s.Resend(t.Context(), s.anyone, failed))
		s.ok(s.Resend(t.Context(), s.clerk, failed))
		s.round()
		if s.there(id).Status != contract.StatusRegistered || s.count("SELECT count(*) FROM pos_ledger WHERE state = 'refused'") != 0 {
			t.Errorf("sent again: %s", s.there(id).Status)
		}
	})
}

func TestABodyExportsByHandWhatIsChosen(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		s.tx(func(tx *db.Tx) error {
			_, err := db.Insert(t.Context(), tx, "pos_bodies", BodySettings{BodyID: s.body, Mode: ByHand, EveryMinutes: 60, Directed: AsCompetence, Version: 1})
			return err
		})
		first, one := s.carded(citizen())
		second, two := s.carded(citizen(func(i *contract.Item) {
			i.Authors[0].District, i.Authors[0].Address = "Глазовский район", "с. Парзи"
		}))
		s.register(one)
		s.register(two)
		s.round()
		if n := len(s.there(first).Steps); n != 0 {
			t.Errorf("%d statuses left by themselves", n)
		}
		today := calendar.DateOf(time.Now(), time.UTC)
		for _, f := range []Filter{{Kind: "message"}, {Place: "Сарапул"}, {JournalID: s.journal.ID + 1}, {UnitID: s.clerk.UnitID + 1000}, {Theme: "0005"},
			{Status: contract.StatusConsidered}, {From: today.AddDays(3)}, {To: today.AddDays(-3)}} {
			_, _, err := s.RunNow(t.Context(), s.clerk, f)
			s.refused("pos.nothing_to_send", err)
		}
		run, n, err := s.RunNow(t.Context(), s.clerk, Filter{Place: "глазовский", Kind: "complaint", Theme: "0003", JournalID: s.journal.ID, UnitID: s.clerk.UnitID,
			From: today.AddDays(-3), To: today.AddDays(3)})
		if err != nil || n != 2 || run.Mode != ByHand {
			t.Fatalf("%d lines, %v", n, err)
		}
		s.round()
		if s.there(second).Status != contract.StatusRegistered || len(s.there(first).Steps) != 0 || s.there(second).Steps[0].Notified {
			t.Errorf("%s, %s", s.there(first).Status, s.there(second).Status)
		}
		if _, _, err := s.RunNow(t.Context(), s.clerk, Filter{Documents: []int64{one}}); err != nil {
			t.Error(err)
		}
		s.round()
		if s.there(first).Status != contract.StatusRegistered {
			t.Error("the chosen card did not leave")
		}
	})
}

func TestALowRatingIsLookedAtOrBeginsANewCycle(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		id, card := s.carded(citizen())
		s.register(card)
		s.ok(s.platform.Rate(id, 1, "Яма на месте"))
		s.ask()
		if n := s.count("SELECT count(*) FROM pos_reviews WHERE closed_at IS NULL"); n != 1 {
			t.Fatalf("%d reviews", n)
		}
		if n := s.count("SELECT count(*) FROM notices WHERE code = 'pos.low_rating'"); n == 0 {
			t.Error("nobody is told")
		}
		s.refused("pos.conclusion_required", s.Conclude(t.Context(), s.clerk, card, " "))
		s.ok(s.Conclude(t.Context(), s.clerk, card, "Выехали, устранили"))
		s.round()
		if steps := s.there(id).Steps; steps[len(steps)-1].Reason != "Выехали, устранили" {
			t.Errorf("the platform is told: %+v", steps)
		}
		s.tx(func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), "UPDATE pos_settings SET reopening = 'cycle' WHERE id = 1")
			return err
		})
		s.ok(s.platform.Rate(id, 2, "Яма снова"))
		s.ask()
		s.round()
		item := s.item(id)
		if item.Cycle != 2 || item.State != Carded || *item.DocumentID == card {
			t.Fatalf("cycle %d, %s, card %d", item.Cycle, item.State, *item.DocumentID)
		}
		v := must(s.Appeals.Of(t.Context(), s.clerk, *item.DocumentID))(t)
		if v.Recurrence != appeals.Repeated || v.MainID == nil || *v.MainID != card {
			t.Errorf("the new card: %s of %v", v.Recurrence, v.MainID)
		}
		if got := s.there(id); got.Data.Cycle != 2 || got.Status != contract.StatusArrived {
			t.Errorf("there: cycle %d, %s", got.Data.Cycle, got.Status)
		}
	})
}

func TestARequalifiedMessageGetsTheOtherClockAndItsAuthorIsTold(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		id, card := s.carded(citizen(func(i *contract.Item) { i.Kind, i.TermDays = contract.KindMessage, 3 }))
		s.register(card)
		s.round()
		short := must(s.docs.Get(t.Context(), d, card))(t).DueOn
		s.refused("appeal.reason_required", s.Appeals.Requalify(t.Context(), s.clerk, card, appeals.Requalification{Kind: appeals.Complaint}))
		s.ok(s.Appeals.Requalify(t.Context(), s.clerk, card, appeals.Requalification{Kind: appeals.Complaint, Reason: "Обжалуются действия органа"}))
		s.round()
		if long := must(s.docs.Get(t.Context(), d, card))(t).DueOn; !long.After(short) {
			t.Errorf("%s, then %s", short, long)
		}
		steps := s.there(id).Steps
		if !slices.ContainsFunc(steps, func(one simulator.Step) bool {
			return one.Reason == "Обжалуются действия органа"
		}) {
			t.Errorf("the author is not told: %+v", steps)
		}
		if there := s.there(id).Data; there.Kind != contract.KindComplaint || there.TermDays != 0 {
			t.Errorf("the platform still says: %s, %d days", there.Kind, there.TermDays)
		}
		other, _ := s.carded(citizen())
		s.round()
		all := must(s.Ledger(t.Context(), s.integrator, LedgerFilter{}))(t)
		one := must(s.Ledger(t.Context(), s.integrator, LedgerFilter{Direction: Out, Number: other}))(t)
		if len(one) != 1 || one[0].Number != other || one[0].Ours != contract.StatusArrived || one[0].Theirs != contract.StatusArrived || len(all) <= len(one) {
			t.Errorf("the way of one item: %+v of %d lines", one, len(all))
		}
	})
}

func TestReconciliationShowsWhereTheStatusesDiffer(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		id, card := s.carded(citizen())
		s.register(card)
		s.round()
		s.tx(func(tx *db.Tx) error { // as after a copy of theirs was restored
			_, err := tx.Exec(t.Context(), "UPDATE pos_items SET shown = $1", contract.StatusUnderReview)
			return err
		})
		s.ok(s.CompareNow(t.Context(), s.integrator))
		s.round()
		list := must(s.Differences(t.Context(), s.integrator))(t)
		if len(list) != 1 || list[0].ForeignID != id || list[0].Theirs != contract.StatusRegistered || list[0].Ours != contract.StatusUnderReview {
			t.Errorf("%+v", list)
		}
	})
}

func TestAStatusThatThePlatformHasLostIsSentAgainWithoutANewCard(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		id, card := s.carded(citizen())
		s.register(card)
		s.round()
		item := s.item(id)
		s.refused("pos.not_behind", s.Correct(t.Context(), s.integrator, item.ID))
		s.ok(s.platform.LoseStatus(id))
		if now := s.there(id); now.Status != contract.StatusArrived {
			t.Fatalf("there it is %s", now.Status)
		}
		s.ok(s.CompareNow(t.Context(), s.integrator))
		s.round()
		if list := must(s.Differences(t.Context(), s.integrator))(t); len(list) != 1 || list[0].Theirs != contract.StatusArrived || list[0].Ours != contract.StatusRegistered {
			t.Fatalf("%+v", list)
		}
		s.refused("pos.denied", s.Correct(t.Context(), s.clerk, item.ID))
		cards := s.count("SELECT count(*) FROM documents")
		s.ok(s.Correct(t.Context(), s.integrator, item.ID))
		s.refused("pos.still_sent", s.Correct(t.Context(), s.integrator, item.ID))
		s.round()
		if now := s.there(id); now.Status != contract.StatusRegistered || now.Number == "" {
			t.Errorf("there it is %s, number %q", now.Status, now.Number)
		}
		if list := must(s.Differences(t.Context(), s.integrator))(t); len(list) != 0 || s.item(id).Theirs != contract.StatusRegistered {
			t.Errorf("still different: %+v", list)
		}
		if s.count("SELECT count(*) FROM documents") != cards || s.count("SELECT count(*) FROM pos_ledger WHERE direction = 'out' AND what = 'status'") != 2 {
			t.Error("a card or a line too many")
		}
	})
}
