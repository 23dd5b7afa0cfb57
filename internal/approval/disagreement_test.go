package approval_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"veche/internal/approval"
	"veche/internal/platform/api"
	"veche/internal/platform/api/apitest"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
)

func TestARemarkIsAnsweredAndSettled(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		card, first, id := h.started(stage("Отдел", parallel(approval.WaitAll), h.clerks[0], h.clerks[1], h.clerks[2]))
		ok(t, h.vote(h.clerks[0], id, first, approval.AgreedWithRemarks))
		ok(t, h.vote(h.clerks[1], id, first, approval.NotAgreed))
		h.votes(id, first, h.clerks[2])
		rows := h.table(card.ID)
		if len(rows) != 2 || rows[0].Name != h.clerks[0].Name || rows[1].Vote != approval.NotAgreed || rows[0].Outcome != approval.Unanswered {
			t.Fatalf("the table says %+v", rows)
		}
		remark, refusal := rows[0].VisaID, rows[1].VisaID
		for _, c := range []struct {
			name string
			err  error
			code string
		}{
			{"a colleague does not answer", h.Answer(t.Context(), h.clerks[2], remark, approval.AnswerInput{Position: approval.Accepted}), "approval.denied"},
			{"to decline one must say why", h.Answer(t.Context(), h.Author, refusal, approval.AnswerInput{Position: approval.Declined, Text: " "}), "approval.answer_required"},
			{"the author does not settle", h.Settle(t.Context(), h.Author, remark, approval.SettleInput{Settled: true}), "approval.denied"},
			{"no such visa", h.Answer(t.Context(), h.Author, 1<<40, approval.AnswerInput{Position: approval.Accepted}), "approval.visa_not_found"},
		} {
			if !fail.Is(c.err, c.code) {
				t.Errorf("%s: %v, want %s", c.name, c.err, c.code)
			}
		}
		ok(t, h.Answer(t.Context(), h.Author, remark, approval.AnswerInput{Position: approval.Accepted}))
		ok(t, h.Answer(t.Context(), h.Author, refusal, approval.AnswerInput{Position: approval.Declined, Text: "Ссылка есть в абзаце втором"}))
		ok(t, h.Settle(t.Context(), h.clerks[0], remark, approval.SettleInput{Settled: true}))
		ok(t, h.Settle(t.Context(), h.clerks[1], refusal, approval.SettleInput{}))
		rows = h.table(card.ID)
		if rows[0].Outcome != approval.Settled || rows[1].Outcome != approval.Unsettled || rows[1].Position != approval.Declined || rows[1].Answered != h.Author.Name {
			t.Errorf("the table says %+v", rows)
		}
		if len(rows[0].Actions) != 0 || !slices.Equal(rows[1].Actions, []string{"answer"}) {
			t.Errorf("the author is offered %v and %v", rows[0].Actions, rows[1].Actions)
		}
		text := read(t, h.pdf(card.ID))
		for _, words := range []string{"Протокол разногласий", "Учтено", "Отклонено: Ссылка есть в абзаце втором", "Не снято"} {
			if !strings.Contains(text, words) {
				t.Errorf("the sheet does not say %q", words)
			}
		}

		second := h.Version(card.ID, "Вторая редакция со ссылкой")
		ok(t, h.NextCycle(t.Context(), h.Author, id, approval.NextInput{Set: approval.AskObjected}))
		h.votes(id, second, h.clerks[0], h.clerks[1])
		if rows = h.table(card.ID); len(rows) != 2 || rows[1].Outcome != approval.Settled {
			t.Errorf("a later agreement settles: %+v", rows)
		}
	})
}

// pdf is the approval sheet as it is printed now.
func (h *house) pdf(documentID int64) []byte {
	h.t.Helper()
	s := apitest.New(h.t, func(a *api.API) { approval.Routes(a, h.Service) })
	return s.Do(h.t, &h.Author, "GET", "/api/documents/"+strconv.FormatInt(documentID, 10)+"/approval-sheet.pdf", nil).Body
}

func (h *house) table(documentID int64) []approval.Disagreement {
	h.t.Helper()
	card, err := h.Of(h.t.Context(), h.Author, documentID)
	if err != nil {
		h.t.Fatal(err)
	}
	return card.Disagreements
}
