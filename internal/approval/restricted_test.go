package approval_test

import (
	"testing"

	"veche/internal/approval"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/audit"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/tasks"
)

// A restricted draft (ДСП) is open to those who are asked, by name: not to their assistants (§2.11).
func TestRestrictedDraftIsOpenToItsVotersByName(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		h.Author = h.Town.Person(h.Body, h.Department, "Тихонов Марк Львович", "Консультант", org.Restricted)
		secretary := h.Town.Person(h.Body, h.Unit, "Лаптев Роман Ильич", "Делопроизводитель", org.Clerk, org.Restricted)
		card, v := h.Draft(h.Letter, "Для служебного пользования")
		card, err := h.Documents.Restrict(t.Context(), h.Author, card.ID, documents.RestrictInput{Mark: documents.Restricted, CopyNumber: "1", Version: card.Version})
		ok(t, err)
		straight := true
		a, err := h.Start(t.Context(), h.Author, card.ID, approval.StartInput{ThenSign: &straight, Stages: []approval.Stage{stage("Руководство", nil, h.Deputy)}})
		ok(t, err)
		h.waits(h.Deputy, card.ID, tasks.Vote)
		h.votes(a.ID, v, h.Deputy)
		h.waits(h.Minister, card.ID, tasks.Sign)
		h.waits(h.Assistant, card.ID)
		_, err = h.Signing.Sign(t.Context(), h.Assistant, card.ID, v.SHA256)
		refused(t, err, "document.not_found")
		_, err = h.Signing.Sign(t.Context(), h.Minister, card.ID, v.SHA256)
		ok(t, err)
		h.waits(h.Clerk, card.ID)
		h.waits(secretary, card.ID, tasks.Register)
		if _, err := h.Documents.Open(t.Context(), d, h.Clerk, card.ID); fail.KindOf(err) != fail.NotFound {
			t.Errorf("the records office sees a restricted card: %v", err)
		}
		rows, err := audit.List(t.Context(), d, audit.Filter{Object: card.Ref(), Action: "approval.voted"})
		if err != nil || len(rows) != 1 {
			t.Errorf("the audit has %+v, %v", rows, err)
		}
	})
}
