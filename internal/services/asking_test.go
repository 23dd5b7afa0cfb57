package services

import (
	"strings"
	"testing"

	"veche/internal/interagency"
	"veche/internal/platform/db"
)

// Scenario 18 of domain.md §17.
func TestALateInteragencyAnswerMovesNothing(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.exec("DELETE FROM request_kinds")
		h.exec(`INSERT INTO request_kinds (code, name, term, fields, answer, to_name, letter, namespace, root, answer_root, active, version)
			VALUES ('income', 'Доходы', 'electronic', '[]', '[]', 'ФНС', 'Просим сообщить', 'urn:income', 'Request', 'Response', $1, 1)`, true)
		id := h.registered()
		due := h.stands(id, Interagency).Due.V.Date
		h.ok(h.AskBodies(t.Context(), h.officer, id, []AskLine{{Kind: "income", Fields: map[string]string{}}}))
		list := must(h.Requests.Of(t.Context(), h.db, interagency.Ref{Kind: "application", ID: id}))(t)
		if len(list) != 1 || list[0].AboutID != id {
			t.Fatalf("requests %+v", list)
		}
		h.at("2026-05-13") // 48 hours are long over
		if a := h.stands(id, Interagency); a.Due.V.Date != due {
			t.Errorf("due %s, was %s", a.Due.V.Date, due)
		}
		h.ok(h.Proceed(t.Context(), h.officer, id)) // a late answer is no ground to wait
		if a := h.stands(id, InReview); a.Due.V.Date != due {
			t.Errorf("due %s, was %s", a.Due.V.Date, due)
		}
		late := list[0]
		late.State = interagency.Answered
		h.ok(h.tx(func(tx *db.Tx) error { return h.RequestAnswered(t.Context(), tx, late) }))
		h.runs()
		if a := h.stands(id, InReview); a.Due.V.Date != due {
			t.Errorf("the late answer moved it to %s", a.Due.V.Date)
		}
	})
}

func TestTheApplicantIsAskedAndBrings(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		id := h.inReview()
		h.refused("application.document_of_bodies", h.AskApplicant(t.Context(), h.officer, id, AskApplicantInput{Text: "Справку", Documents: []string{"income"}}))
		h.ok(h.AskApplicant(t.Context(), h.officer, id, AskApplicantInput{Text: "Пришлите фото", Documents: []string{"photo"}}))
		a := h.stands(id, AwaitingApplicant)
		if a.Due.V.Date.String() != "2026-05-22" || !a.Due.V.Stopped.IsZero() {
			t.Errorf("asking the applicant stopped the clock: %+v", a.Due.V)
		}
		if v := must(h.ShownOf(t.Context(), h.db, id))(t); v.Asked == nil || v.Asked.Due.Date.String() != "2026-05-15" {
			t.Errorf("shown %+v", v.Asked)
		}
		h.ok(h.tx(func(tx *db.Tx) error {
			return h.Reply(t.Context(), tx, id, "Вот", []Attached{{Document: "photo", Name: "фото.jpg", SHA256: strings.Repeat("a", 64), Size: 3}})
		}))
		h.stands(id, InReview)
		if card := must(h.Get(t.Context(), h.officer, id))(t); len(card.Messages) != 2 || len(card.Checklist[1].Files) != 1 {
			t.Errorf("messages %+v, checklist %+v", card.Messages, card.Checklist)
		}
	})
}

func TestTheApplicantWithdraws(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		id := h.inReview()
		h.refused("application.not_asked", h.Cancel(t.Context(), h.officer, id))
		h.ok(h.tx(func(tx *db.Tx) error { return h.AskCancel(t.Context(), tx, id, "Передумала") }))
		h.ok(h.DeclineCancel(t.Context(), h.officer, id, "Справка уже готова"))
		h.ok(h.EnterCancel(t.Context(), h.officer, id, "Заявление на бумаге"))
		h.ok(h.Cancel(t.Context(), h.officer, id))
		h.stands(id, Cancelled)
		h.refused("application.wrong_state", h.tx(func(tx *db.Tx) error { return h.AskCancel(t.Context(), tx, id, "") }))
	})
}
