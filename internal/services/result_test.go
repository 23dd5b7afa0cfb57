package services

import (
	"strings"
	"testing"

	"veche/internal/documents"
	"veche/internal/platform/db"
	"veche/internal/services/catalogue"
)

func TestFromTheCounterToTheSignedResultInTheAccount(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		id := h.lodged(plain)
		a := h.stands(id, Received)
		if a.RegisterBy.Date.String() != "2026-05-08" || a.Variant != "v" {
			t.Errorf("registration by %s, variant %q", a.RegisterBy.Date, a.Variant)
		}
		h.ok(h.Take(t.Context(), h.officer, id))
		h.ok(h.CheckDocument(t.Context(), h.officer, id, CheckInput{Document: "passport", Verdict: "ok"}))
		h.ok(h.Register(t.Context(), h.officer, id))
		if a = h.stands(id, Interagency); a.Due.V.Date.String() != "2026-05-22" || a.VersionID != h.version {
			t.Errorf("due %s by version %d", a.Due.V.Date, a.VersionID)
		}
		h.ok(h.Proceed(t.Context(), h.officer, id))
		h.decides(id, DecideInput{Outcome: PaperGrant, Text: "Справка выдана для школы."})
		paper := h.signs(id)
		a = h.stands(id, GivenOut)
		if a.ResultID == nil || *a.ResultID != paper || a.Issued.V.Officer != h.head.Name || !strings.Contains(a.Issued.V.Basis, "№ 1 от 07.05.2026") {
			t.Errorf("issued %+v", a.Issued.V)
		}
		if d := must(h.docs.Get(t.Context(), h.db, paper))(t); d.State != documents.Delivered || d.Number != "1" {
			t.Errorf("the decision is %s, number %q", d.State, d.Number)
		}
		h.ok(h.onPaperSigned(t.Context(), PaperSigned{paper})) // a job may come twice
		v := must(h.ShownOf(t.Context(), h.db, id))(t)
		if v.Status != StatusDone || v.Stage != 5 || !v.Final || v.ResultID == nil {
			t.Errorf("shown %+v", v)
		}
		card := must(h.Get(t.Context(), h.officer, id))(t)
		if len(card.Steps) != 5 || card.Steps[4].Outcome != catalogue.Delivered || len(card.Answers) != 1 || card.Checklist[0].Verdict != "ok" {
			t.Errorf("card: steps %+v, answers %+v", card.Steps, card.Answers)
		}
		if len(h.letters) < 2 || !strings.Contains(h.letters[len(h.letters)-1], "Услуга оказана") {
			t.Errorf("letters: %q", h.letters)
		}
	})
}

func TestTheInvitationIsStageFour(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		id := h.lodged(`{"why":"для школы","result_way":"visit"}`)
		h.ok(h.Take(t.Context(), h.officer, id))
		h.ok(h.Register(t.Context(), h.officer, id))
		h.ok(h.Proceed(t.Context(), h.officer, id))
		h.decides(id, DecideInput{Outcome: PaperGrant})
		h.signs(id)
		h.stands(id, Granted)
		h.refused("application.wrong", h.Invite(t.Context(), h.officer, id, InviteInput{Invitation: Invitation{Place: "Окно 4", Hours: "9–17", Until: day("2026-05-01")}}))
		h.ok(h.Invite(t.Context(), h.officer, id, InviteInput{Invitation: Invitation{Place: "Окно 4", Hours: "9–17", Bring: "паспорт", Until: day("2026-06-30")}, Paper: true}))
		if v := must(h.ShownOf(t.Context(), h.db, id))(t); v.Stage != 4 || v.Invitation == nil || v.Invitation.Bring != "паспорт" {
			t.Errorf("shown %+v", v)
		}
		h.ok(h.Issue(t.Context(), h.officer, id, IssueInput{Fact: "Справка выдана на руки", Way: InPerson}))
		if a := h.stands(id, GivenOut); a.Issued.V.Officer != h.officer.Name || a.ClosedAt == nil {
			t.Errorf("issued %+v", a.Issued.V)
		}
	})
}

func TestTheWayOfTheResultChangesUntilItIsIssued(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		id := h.lodged(`{"why":"для школы","result_way":"visit"}`)
		h.ok(h.Register(t.Context(), h.officer, id))
		h.ok(h.Proceed(t.Context(), h.officer, id))
		h.decides(id, DecideInput{Outcome: PaperGrant})
		h.signs(id)
		h.stands(id, Granted)
		h.ok(h.tx(func(tx *db.Tx) error { return h.ChooseWay(t.Context(), tx, id, ToAccount, "") }))
		h.stands(id, GivenOut)
		h.refused("application.wrong_state", h.tx(func(tx *db.Tx) error { return h.ChooseWay(t.Context(), tx, id, ByPost, "") }))
	})
}

func TestAnUnsignedDecisionComesBack(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		id := h.inReview()
		h.decides(id, DecideInput{Outcome: PaperGrant})
		paper := must(h.one("SELECT max(document_id) FROM application_papers WHERE application_id = $1", id))(t)
		h.moves(paper, documents.SignatureRefused)
		h.stands(id, InReview)
		h.decides(id, DecideInput{Outcome: PaperRefusal, Ground: "r1", Reason: "Нет права"})
		h.signs(id)
		h.stands(id, Refused)
	})
}

func TestATypoIsCorrectedByAShortProcedure(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		id := h.inReview()
		h.decides(id, DecideInput{Outcome: PaperGrant})
		first := h.signs(id)
		h.ok(h.EnterCorrection(t.Context(), h.officer, id, "В фамилии ошибка"))
		h.refused("application.correction_waits", h.EnterCorrection(t.Context(), h.officer, id, "Ещё"))
		card := must(h.Get(t.Context(), h.officer, id))(t)
		if len(card.Corrections) != 1 || card.Corrections[0].DueOn.String() != "2026-05-15" {
			t.Fatalf("corrections %+v", card.Corrections)
		}
		shown := func(want CorrectionState, open bool) {
			t.Helper()
			if list := must(h.CorrectionsOf(t.Context(), h.db, id))(t); len(list) != 1 || list[0].State != want || list[0].Open() != open {
				t.Errorf("the applicant is shown %+v, want %s", list, want)
			}
		}
		shown(CorrectionAsked, true)
		h.ok(h.Correct(t.Context(), h.officer, id, CorrectInput{Text: "Читать: Смирнова.", SignatoryID: h.head.PersonID}))
		shown(CorrectionWriting, true)
		second := h.signs(id)
		shown(CorrectionDone, false)
		if a := h.stands(id, GivenOut); second == first || *a.ResultID != second {
			t.Errorf("result %d, first %d, corrected %d", *a.ResultID, first, second)
		}
	})
}
