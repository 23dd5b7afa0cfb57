package appeals

import (
	"context"
	"strings"
	"testing"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

// listener remembers of which appeals it was told.
type listener struct{ told []int64 }

func (l *listener) AppealsChanged(_ context.Context, _ *db.Tx, ids []int64) error {
	l.told = append(l.told, ids...)
	return nil
}

// heard empties what the listener remembers and tells whether it was of this appeal only.
func (l *listener) heard(id int64) bool {
	told := l.told
	l.told = nil
	for _, other := range told {
		if other != id {
			return false
		}
	}
	return len(told) > 0
}

func fromPortal(body int64) Lodged {
	return Lodged{
		BodyID: body, Kind: Complaint, Form: Electronic, Origin: Portal, Channel: documents.ByPOS, Collective: true,
		Authors: []Author{
			{Name: "Петрова Мария Ивановна", Address: "г. Воткинск, ул. Мира, д. 1", Email: "petrova@example.org", Phone: "+7 900 000-00-01", Status: "пенсионер", District: "г. Воткинск"},
			{Name: "Петров Пётр Петрович"},
		},
		Questions: []QuestionLine{{No: 1, Text: "Ремонт дороги", Code: "0003.0009.0099.0737"}, {No: 2, Text: "Освещение улицы"}},
		Text:      "Прошу отремонтировать дорогу и включить фонари.", Subject: "О ремонте дороги",
		ForeignNo: "ПОС-77", ForeignDate: on("2026-10-29"), Unit: "Министерство строительства", Official: "орлов  Сергей Викторович",
	}
}

func (o *reception) lodge(l Lodged) (d documents.Document, err error) {
	err = o.db.Tx(o.t.Context(), auth.System("test"), func(tx *db.Tx) error {
		d, err = o.Lodge(o.t.Context(), tx, l)
		return err
	})
	return d, err
}

func TestAnAppealFromOutsideNeedsNoTyping(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		in := fromPortal(o.clerk.BodyID)
		blob := must(o.files.Put(t.Context(), strings.NewReader("снимок"), 1<<20))(t)
		in.Files = []documents.Stored{{Name: "яма.txt", Blob: blob}}
		card := must(o.lodge(in))(t)
		if card.DueOn != on("2026-11-02") || card.SenderNumber != "ПОС-77" || card.SenderDate != on("2026-10-29") || card.AddresseeID == nil || *card.AddresseeID != o.minister.PersonID {
			t.Errorf("the card: %+v", card)
		}
		files := must(o.docs.Files(t.Context(), d, card.ID))(t)
		if len(files) != 2 || files[0].Role != documents.Main || files[0].Name != LetterName || files[1].Name != "яма.txt" {
			t.Errorf("files: %+v", files)
		}
		v := must(o.Of(t.Context(), o.clerk, card.ID))(t)
		if v.Kind != Complaint || v.Form != Electronic || v.Origin != Portal || !v.Collective || len(v.Authors) != 2 || v.Authors[0].Phone != in.Authors[0].Phone ||
			len(v.Questions) != 2 || v.Questions[0].Code != in.Questions[0].Code || v.ToUnit != in.Unit || v.ToOfficial != in.Official {
			t.Errorf("the appeal: %+v", v)
		}
		registered := must(o.docs.Register(t.Context(), o.clerk, card.ID, documents.RegisterInput{JournalID: o.journal.ID}))(t)
		if registered.Number == "" || registered.DueOn != on("2026-11-27") {
			t.Errorf("registered as it came: %q, answer by %s", registered.Number, registered.DueOn)
		}
	})
}

func TestWhatCameByASystemIsNotRetyped(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		card := must(o.lodge(fromPortal(o.clerk.BodyID)))(t)
		card = must(o.docs.Describe(t.Context(), o.clerk, card.ID, documents.Description{KindID: card.KindID, Summary: "Дорога", CorrespondentID: card.CorrespondentID, Version: card.Version}))(t)
		if card.Channel != documents.ByPOS || card.SenderNumber != "ПОС-77" || card.Summary != "Дорога" {
			t.Errorf("after a correction: %+v", card)
		}
	})
}

func TestAnAppealFromOutsideIsRefusedWithoutTheMinimum(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		for name, spoil := range map[string]func(*Lodged){
			"nobody wrote it":     func(l *Lodged) { l.Authors = nil },
			"it asks nothing":     func(l *Lodged) { l.Questions = nil },
			"it says nothing":     func(l *Lodged) { l.Text = " " },
			"it is about nothing": func(l *Lodged) { l.Subject = "" },
		} {
			in := fromPortal(o.clerk.BodyID)
			spoil(&in)
			if _, err := o.lodge(in); err == nil {
				t.Errorf("lodged although %s", name)
			} else {
				o.refused("appeal.incomplete", err)
			}
		}
		in := fromPortal(o.clerk.BodyID)
		in.Origin = Email
		_, err := o.lodge(in)
		o.refused("appeal.not_by_email", err)
	})
}

func TestAFollowerHearsOfWhatAnAuthorMaySee(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		ear := &listener{}
		o.Follow(ear)
		card := must(o.lodge(fromPortal(o.clerk.BodyID)))(t)
		o.show(card.ID, o.minister)
		heard := func(what string, err error) {
			t.Helper()
			o.ok(err)
			if !ear.heard(card.ID) {
				t.Errorf("not told that it was %s", what)
			}
		}
		heard("lodged", nil)
		_, err := o.docs.Register(t.Context(), o.clerk, card.ID, documents.RegisterInput{JournalID: o.journal.ID})
		heard("registered", err)
		heard("extended", o.Extend(t.Context(), o.minister, card.ID, "Нужен выезд"))
		heard("forwarded", o.Forward(t.Context(), o.clerk, card.ID, []int{2}, o.city.ID))
		heard("concluded", o.Conclude(t.Context(), o.clerk, card.ID, 1, Explained))
		heard("withdrawn", o.Withdraw(t.Context(), o.clerk, card.ID, "Вопрос решён"))
		letter := must(o.docs.ReceiveAs(t.Context(), o.clerk, documents.Incoming, []documents.Stored{{Name: "а.txt", Blob: must(o.files.Put(t.Context(), strings.NewReader("письмо"), 1<<20))(t)}}))(t)
		if ear.heard(letter.ID) {
			t.Error("told of a letter that is no appeal")
		}
	})
}

func TestTheDaysOfAMessageRunFromItsRegistrationOnThePortal(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		in := fromPortal(o.clerk.BodyID)
		in.Kind, in.MessageDays, in.Collective, in.Authors = Message, 6, false, in.Authors[:1]
		card := must(o.lodge(in))(t)
		// Written on 29.10, here on 30.10: the answer is owed, not a registration by the law on appeals.
		v := must(o.Of(t.Context(), o.clerk, card.ID))(t)
		if card.DueOn != on("2026-11-03") || v.Due == nil || v.Due.Date != on("2026-11-03") || len(v.Clock) != 1 || v.Clock[0].Code != termMessage {
			t.Errorf("before the registration: due %s, %+v, %+v", card.DueOn, v.Due, v.Clock)
		}
		_, err := o.ReplyToEmail(t.Context(), o.clerk, card.ID, EmailInput{Name: "Петрова", Email: "petrova@example.org"})
		o.refused("appeal.not_email", err)
		registered := must(o.docs.Register(t.Context(), o.clerk, card.ID, documents.RegisterInput{JournalID: o.journal.ID}))(t)
		if registered.DueOn != on("2026-11-03") {
			t.Errorf("the registration has moved the term to %s", registered.DueOn)
		}
	})
}
