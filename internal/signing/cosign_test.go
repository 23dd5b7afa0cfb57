package signing_test

import (
	"slices"
	"testing"

	"veche/internal/documents"
	"veche/internal/platform/audit/audittest"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/signing"
	"veche/internal/tasks"
)

func TestCoauthorsSignOneAfterAnother(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		card, v := m.Draft(m.Order, letterText)
		ok(t, m.Signing.SetCosigners(t.Context(), m.Author, card.ID, []int64{m.Deputy.PersonID, m.Head.PersonID}))
		ok(t, m.Signing.SendToSignature(t.Context(), m.Author, card.ID))
		if got := m.Inbox(m.Deputy, card.ID); len(got) != 0 {
			t.Errorf("the deputy has %v before his turn", got)
		}
		m.Tx(func(tx *db.Tx) error { // he sees the card already on another ground
			return m.Documents.Grant(t.Context(), tx, card, m.Documents.Principal(card, m.Deputy.PersonID), "list")
		})
		_, err := m.Signing.StandSign(t.Context(), m.Deputy, card.ID, v.SHA256)
		refused(t, err, "signing.not_your_turn")
		_, err = m.Signing.StandSign(t.Context(), m.Minister, card.ID, v.SHA256)
		ok(t, err)
		_, err = m.Signing.StandSign(t.Context(), m.Minister, card.ID, v.SHA256)
		refused(t, err, "signing.already_signed")
		if got := m.State(card.ID); got != documents.OnSignature {
			t.Errorf("after one of three the card is %s", got)
		}
		if got := m.Inbox(m.Deputy, card.ID); !slices.Equal(got, []tasks.Kind{tasks.Sign}) {
			t.Errorf("the deputy has %v on his turn", got)
		}
		_, err = m.Signing.StandSign(t.Context(), m.Deputy, card.ID, v.SHA256)
		ok(t, err)
		last, err := m.Signing.StandSign(t.Context(), m.Head, card.ID, v.SHA256)
		ok(t, err)
		if last.Place != 2 || last.SignerPost != "Начальник отдела" {
			t.Errorf("the last signature is %+v", last)
		}
		if got := m.State(card.ID); got != documents.Signed {
			t.Errorf("after three of three the card is %s", got)
		}
		shown, err := m.Signing.Of(t.Context(), m.Author, card.ID)
		if err != nil || len(shown.Stamps) != 3 || shown.Stamps[2].Y >= shown.Stamps[0].Y {
			t.Errorf("stamps %+v, %v", shown.Stamps, err)
		}
		audittest.Has(t, d, card.Ref(), "signing.cosigners_set", "", "")
	})
}

func TestCosignersAreNamedBeforeTheTextIsSigned(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		card, _ := m.Draft(m.Order, letterText)
		cases := []struct {
			name   string
			people []int64
			code   string
		}{
			{"the signatory himself", []int64{m.Minister.PersonID}, "signing.cosigners_wrong"},
			{"one twice", []int64{m.Deputy.PersonID, m.Deputy.PersonID}, "signing.cosigners_wrong"},
			{"nobody known", []int64{1 << 40}, "signing.cosigners_wrong"},
			{"a deputy", []int64{m.Deputy.PersonID}, ""},
			{"nobody any more", nil, ""},
		}
		for _, c := range cases {
			t.Run(c.name, func(t *testing.T) {
				err := m.Signing.SetCosigners(t.Context(), m.Author, card.ID, c.people)
				if c.code == "" {
					ok(t, err)
					return
				}
				refused(t, err, c.code)
			})
		}
		refused(t, m.Signing.SetCosigners(t.Context(), m.Minister, card.ID, nil), "document.not_found")
		ok(t, m.Signing.SendToSignature(t.Context(), m.Author, card.ID))
		refused(t, m.Signing.SetCosigners(t.Context(), m.Minister, card.ID, nil), "signing.denied")
		refused(t, m.Signing.SetCosigners(t.Context(), m.Author, card.ID, nil), "signing.wrong_state")
	})
}

func TestTextRefusedByTheSecondComesBackToHim(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		card, v := m.Draft(m.Order, letterText)
		ok(t, m.Signing.SetCosigners(t.Context(), m.Author, card.ID, []int64{m.Deputy.PersonID}))
		ok(t, m.Signing.SendToSignature(t.Context(), m.Author, card.ID))
		_, err := m.Signing.StandSign(t.Context(), m.Minister, card.ID, v.SHA256)
		ok(t, err)
		ok(t, m.Signing.Refuse(t.Context(), m.Deputy, card.ID, "Уточнить срок"))
		refused(t, m.Signing.SetCosigners(t.Context(), m.Author, card.ID, nil), "signing.partly_signed")
		ok(t, m.Signing.SendToSignature(t.Context(), m.Author, card.ID))
		if got := m.Inbox(m.Minister, card.ID); len(got) != 0 {
			t.Errorf("the minister, who has signed this text, has %v", got)
		}
		_, err = m.Signing.StandSign(t.Context(), m.Deputy, card.ID, v.SHA256)
		ok(t, err)
		of, err := m.Signing.Of(t.Context(), m.Author, card.ID)
		ok(t, err)
		if len(of.Signatories) != 2 || of.Signatories[0] != (signing.Signatory{ID: m.Minister.PersonID, Name: m.Minister.Name, Post: m.Minister.Post, Signed: true}) {
			t.Errorf("signatories %+v", of.Signatories)
		}
	})
}
