package dispatch

import (
	"testing"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs/jobstest"
)

// asked is a letter of a citizen that another system has brought.
func (r *region) asked(channel documents.Channel) documents.Document {
	r.t.Helper()
	var d documents.Document
	r.tx(func(tx *db.Tx) error {
		who, err := r.docs.Person(r.t.Context(), tx, documents.Correspondent{BodyID: r.ministry, Name: "Петрова Мария Ивановна"})
		if err != nil {
			return err
		}
		letter, err := r.docs.StoreText(r.t.Context(), "письмо.txt", "Прошу ответить.")
		if err != nil {
			return err
		}
		d = documents.Document{BodyID: r.ministry, Flow: documents.Incoming, Channel: channel, Summary: "О дороге", CorrespondentID: &who}
		return r.docs.ArriveWith(r.t.Context(), tx, &d, []documents.Stored{letter})
	})
	return d
}

// answered is a registered answer to it by a channel.
func (r *region) answered(to documents.Document, channel documents.Channel) documents.Document {
	r.t.Helper()
	line := documents.AddresseeLine{CorrespondentID: *to.CorrespondentID, Channel: channel}
	d := r.registered("ответ "+string(channel), line)
	r.tx(func(tx *db.Tx) error {
		_, err := tx.Exec(r.t.Context(), "UPDATE documents SET in_reply_to_id = $1 WHERE id = $2", to.ID, d.ID)
		return err
	})
	return d
}

func TestAnAnswerGoesBackByItselfTheWayTheLetterCame(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newRegion(t, d)
		asked := r.asked(documents.ByPOS)
		letter := r.answered(asked, documents.ByPOS)
		jobstest.Run(t, r.worker)
		v := r.only(letter.ID)
		jobstest.Has(t, d, Return{v.ID})
		if a := must(r.AnswerBack(t.Context(), d, v.ID, documents.ByCabinet))(t); a != nil {
			t.Error("another channel takes it")
		}
		a := must(r.AnswerBack(t.Context(), d, v.ID, documents.ByPOS))(t)
		if a == nil || a.To.ID != asked.ID || a.Letter.ID != letter.ID || len(a.Files) != 1 {
			t.Fatalf("the answer: %+v", a)
		}
		r.tx(func(tx *db.Tx) error { return r.ReturnFailed(t.Context(), tx, v.ID, "pos.refused") })
		if state := r.card(letter.ID).State; state != documents.DeliveryFailed {
			t.Errorf("refused there: %s", state)
		}
		must(r.Send(t.Context(), r.clerk, letter.ID))(t)
		r.tx(func(tx *db.Tx) error { return r.Returned(t.Context(), tx, v.ID) })
		r.tx(func(tx *db.Tx) error { return r.ReturnFailed(t.Context(), tx, v.ID, "late word") })
		if card, one := r.card(letter.ID), r.only(letter.ID); card.State != documents.Delivered || one.State != Delivered || one.Attempts != 2 {
			t.Errorf("the card %s, the delivery %+v", card.State, one)
		}
	})
}

func TestAnAnswerIsNotSentByItselfWhereSomebodyMustChoose(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newRegion(t, d)
		byPost := r.answered(r.asked(documents.ByPost), documents.ByPost)
		astray := r.answered(r.asked(documents.ByPost), documents.ByPOS)
		jobstest.Run(t, r.worker)
		for _, id := range []int64{byPost.ID, astray.ID} {
			if list := must(r.deliveries(t.Context(), d, id))(t); len(list) != 0 {
				t.Errorf("%d deliveries of a letter that waits for the clerk", len(list))
			}
		}
		if _, err := r.Send(t.Context(), r.clerk, astray.ID); !fail.Is(err, "dispatch.no_way_back") {
			t.Errorf("sent astray: %v", err)
		}
		if _, err := r.Send(t.Context(), auth.System("test"), byPost.ID); err != nil {
			t.Error(err)
		}
	})
}
