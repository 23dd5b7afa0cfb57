package services

import (
	"strings"
	"testing"

	"veche/internal/documents"
	"veche/internal/platform/db"
)

func TestThreeRefusalsEachWithItsGround(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		intake := h.lodged(plain)
		h.ok(h.Take(t.Context(), h.officer, intake))
		_, err := h.RefuseIntake(t.Context(), h.officer, intake, RefusalInput{Ground: "r1", Reason: "нет"})
		h.refused("application.no_ground", err)
		_, err = h.RefuseIntake(t.Context(), h.officer, intake, RefusalInput{Ground: "i1", Reason: "нет", Missing: []string{"income"}})
		h.refused("application.document_of_bodies", err)
		h.turnsAway(intake, RefusalInput{Ground: "i1", Reason: "Нет паспорта", Missing: []string{"passport"}})
		if v := must(h.ShownOf(t.Context(), h.db, intake))(t); v.Status != StatusIntakeRefused || v.Act != "п. 2.7" {
			t.Errorf("shown %+v", v)
		}

		id := h.inReview()
		_, err = h.Suspend(t.Context(), h.officer, id, SuspendInput{Ground: "i1", Reason: "нет"})
		h.refused("application.no_ground", err)
		in := DecideInput{Outcome: PaperRefusal, Ground: "s1", Reason: "нет", SignatoryID: h.head.PersonID}
		_, err = h.Decide(t.Context(), h.officer, id, in)
		h.refused("application.no_ground", err)
		h.decides(id, DecideInput{Outcome: PaperRefusal, Ground: "r1", Reason: "Доход выше порога", Missing: []string{"passport"}})
		h.signs(id)
		if a := h.stands(id, Refused); a.GroundWords != "Заявитель не имеет права на услугу" || a.Reason != "Доход выше порога" {
			t.Errorf("refused: %q %q", a.GroundWords, a.Reason)
		}
	})
}

// 210-ФЗ ст. 7 ч. 1 п. 4.
func TestALaterRefusalNamesNoNewDocuments(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		first := h.lodged(plain)
		h.turnsAway(first, RefusalInput{Ground: "i1", Reason: "Нет паспорта", Missing: []string{"passport"}})
		again := h.lodged(plain)
		_, err := h.RefuseIntake(t.Context(), h.officer, again, RefusalInput{Ground: "i1", Reason: "Нет фото", Missing: []string{"photo"}})
		h.refused("application.demanded_anew", err)
		h.turnsAway(again, RefusalInput{Ground: "i1", Reason: "Паспорт истёк", Missing: []string{"photo"}, Except: Expired})
		third := h.lodged(plain)
		h.turnsAway(third, RefusalInput{Ground: "i1", Reason: "Снова нет паспорта", Missing: []string{"passport"}})
	})
}

// Scenario 19 of domain.md §17.
func TestASuspensionNeedsAGroundOfThePinnedVersion(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		old := certificate()
		old.Suspensions = nil
		pinned := h.publish(old, "2026-02-01")
		id := h.inReview()
		if a := h.stands(id, InReview); a.VersionID != pinned {
			t.Fatalf("version %d, want %d", a.VersionID, pinned)
		}
		changed := certificate()
		changed.Terms[0].Amount = 3
		h.publish(changed, "2026-05-01") // v2 is in force now, with grounds and a shorter term
		_, err := h.Suspend(t.Context(), h.officer, id, SuspendInput{Ground: "s1", Reason: "противоречия"})
		h.refused("application.no_ground", err)
		if a := h.stands(id, InReview); a.Due.V.Date.String() != "2026-05-22" || a.VersionID != pinned {
			t.Errorf("the new version touched it: due %s, version %d", a.Due.V.Date, a.VersionID)
		}
		next := h.inReview()
		if a := h.stands(next, InReview); a.Due.V.Date.String() != "2026-05-13" {
			t.Errorf("the next one is due %s", a.Due.V.Date)
		}
	})
}

func TestASuspensionStopsTheClock(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		id := h.inReview()
		h.at("2026-05-13")
		h.suspends(id, SuspendInput{Ground: "s1", Reason: "Фамилии различаются"})
		if a := h.stands(id, Suspended); a.DueSort != never {
			t.Errorf("presses on %s while the clock stands", a.DueSort)
		}
		h.at("2026-05-18")
		h.ok(h.Resume(t.Context(), h.officer, id))
		a := h.stands(id, InReview)
		if a.Due.V.Date.String() != "2026-05-27" || !strings.Contains(a.Due.V.Explain(), "приостановлено с 13.05.2026 по 18.05.2026, это 3 рабочих дня") {
			t.Errorf("due %s: %s", a.Due.V.Date, a.Due.V.Explain())
		}
		h.suspends(id, SuspendInput{Ground: "s1", Reason: "Снова"})
		h.at("2026-06-30")
		h.ok(h.Lapse(t.Context()))
		h.stands(id, InReview)
	})
}

// turnsAway refuses to accept, and the officer signs the notice himself.
func (h *house) turnsAway(id int64, in RefusalInput) {
	h.t.Helper()
	paper := must(h.RefuseIntake(h.t.Context(), h.officer, id, in))(h.t)
	if d := must(h.docs.Get(h.t.Context(), h.db, paper))(h.t); d.State != documents.OnSignature || *d.SignatoryID != h.officer.PersonID {
		h.t.Fatalf("the notice is %s with %d", d.State, *d.SignatoryID)
	}
	h.signs(id)
	h.stands(id, IntakeRefused)
}

// suspends does the same with a suspension.
func (h *house) suspends(id int64, in SuspendInput) {
	h.t.Helper()
	must(h.Suspend(h.t.Context(), h.officer, id, in))(h.t)
	h.stands(id, InReview)
	h.signs(id)
	h.stands(id, Suspended)
}

func TestNoticesTakeEffectWithTheirSignature(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		id := h.lodged(plain)
		h.ok(h.Take(t.Context(), h.officer, id))
		paper := must(h.RefuseIntake(t.Context(), h.officer, id, RefusalInput{Ground: "i1", Reason: "Нет паспорта"}))(t)
		if a := h.stands(id, Precheck); a.PaperID == nil || *a.PaperID != paper || a.ResultID != nil {
			t.Errorf("before the signature: %+v", a)
		}
		h.refused("application.paper_lies", h.Register(t.Context(), h.officer, id))
		h.moves(paper, documents.SignatureRefused)
		if a := h.stands(id, Precheck); a.PaperID != nil {
			t.Error("a refused notice still holds the application")
		}
		h.ok(h.Register(t.Context(), h.officer, id))
		h.ok(h.Proceed(t.Context(), h.officer, id))
		h.suspends(id, SuspendInput{Ground: "s1", Reason: "Фамилии различаются"})
		if got := must(h.SignedPapers(t.Context(), h.db, id))(t); len(got) != 1 {
			t.Errorf("papers in the account: %v", got)
		}
		h.ok(h.tx(func(tx *db.Tx) error { return h.AskCancel(t.Context(), tx, id, "") }))
		h.ok(h.Resume(t.Context(), h.officer, id))
		h.decides(id, DecideInput{Outcome: PaperGrant})
		h.ok(h.Cancel(t.Context(), h.officer, id))
		h.signs(id) // too late
		h.stands(id, Cancelled)
	})
}
