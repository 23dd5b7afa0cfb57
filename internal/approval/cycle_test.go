package approval_test

import (
	"slices"
	"testing"

	"veche/internal/approval"
	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/jobs"
	"veche/internal/platform/jobs/jobstest"
	"veche/internal/signing"
	"veche/internal/tasks"
)

func TestNextCycleAsksThoseWhoObjected(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		card, first, id := h.started(
			stage("Отдел", parallel(approval.WaitAll), h.clerks...),
			stage("Правовой отдел", nil, h.lawyer))
		h.votes(id, first, h.clerks[0])
		ok(t, h.vote(h.clerks[1], id, first, approval.AgreedWithRemarks))
		ok(t, h.vote(h.clerks[2], id, first, approval.NotAgreed))
		ok(t, h.vote(h.clerks[3], id, first, approval.Abstained))
		h.is(card.ID, documents.InRevision, approval.Returned)

		second := h.Version(card.ID, "Вторая редакция")
		ok(t, h.NextCycle(t.Context(), h.Author, id, approval.NextInput{Set: approval.AskObjected}))
		h.waits(h.Author, card.ID)
		want := []string{"kept/agreed", "asked", "asked", "kept/abstained_conflict", "waiting"}
		if got := h.states(card.ID); !slices.Equal(got, want) {
			t.Errorf("visas %v", got)
		}
		view := h.current(card.ID)
		if kept := view.Cycles[1].Visas[0]; kept.VersionNo != 1 || view.Cycles[1].VersionNo != 2 {
			t.Errorf("the kept vote is for version %d", kept.VersionNo)
		}
		refused(t, h.vote(h.clerks[0], id, second, approval.Agreed), "approval.not_your_turn")
		h.votes(id, second, h.clerks[1], h.clerks[2], h.lawyer)
		h.is(card.ID, documents.Approved, approval.Approved)
	})
}

func TestLawyerIsAskedInEveryCycle(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		card, first, id := h.started(stage("Правовой отдел", nil, h.lawyer), stage("Отдел", nil, h.Head))
		h.votes(id, first, h.lawyer)
		ok(t, h.vote(h.Head, id, first, approval.NotAgreed))
		h.Version(card.ID, "Вторая редакция")
		ok(t, h.NextCycle(t.Context(), h.Author, id, approval.NextInput{Set: approval.AskObjected}))
		if got := h.states(card.ID); !slices.Equal(got, []string{"asked", "waiting"}) {
			t.Errorf("visas %v", got)
		}
	})
}

func TestRecallTakesTheTextBack(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		card, v, id := h.started(stage("Отдел", nil, h.Head))
		ok(t, h.Recall(t.Context(), h.Author, id))
		h.is(card.ID, documents.InRevision, approval.Recalled)
		h.waits(h.Head, card.ID)
		refused(t, h.Recall(t.Context(), h.Author, id), "approval.not_running")
		ok(t, h.NextCycle(t.Context(), h.Author, id, approval.NextInput{Set: approval.AskAll}))
		h.votes(id, v, h.Head)
		h.waits(h.Author, card.ID, tasks.SendToSign)
		ok(t, h.Recall(t.Context(), h.Author, id)) // approved, and taken back before signature
		h.waits(h.Author, card.ID)
		h.is(card.ID, documents.InRevision, approval.Approved)
		ok(t, h.Signing.SendToSignature(t.Context(), h.Author, card.ID)) // the same text needs no new approval
	})
}

func TestRefusedSignatureKeepsTheApprovalOfTheSameText(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		card, v, id := h.started(stage("Отдел", nil, h.Head))
		h.votes(id, v, h.Head)
		ok(t, h.Signing.SendToSignature(t.Context(), h.Author, card.ID))
		ok(t, h.Signing.Refuse(t.Context(), h.Minister, card.ID, "Подпишу в понедельник"))
		ok(t, h.Signing.SendToSignature(t.Context(), h.Author, card.ID))
		ok(t, h.Signing.Refuse(t.Context(), h.Minister, card.ID, "Исправьте адрес"))
		next := h.Version(card.ID, "Новый адрес")
		refused(t, h.Signing.SendToSignature(t.Context(), h.Author, card.ID), "signing.approval_needed")
		ok(t, h.NextCycle(t.Context(), h.Author, id, approval.NextInput{Set: approval.AskAll}))
		h.waits(h.Author, card.ID)
		h.votes(id, next, h.Head)
		ok(t, h.Signing.SendToSignature(t.Context(), h.Author, card.ID))
	})
}

func TestDelegatedVisaStaysWithTheChief(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		card, v, id := h.started(stage("Отдел", nil, h.Head))
		to := func(by, e auth.Actor) error {
			return h.Delegate(t.Context(), by, id, approval.DelegateInput{EmployeeID: e.PersonID})
		}
		refused(t, to(h.Head, h.lawyer), "approval.not_subordinate")
		refused(t, to(h.Head, h.Author), "approval.not_subordinate")
		refused(t, to(h.Head, h.Minister), "approval.not_subordinate")
		may, err := h.Subordinates(t.Context(), h.Head, id, 0)
		if names := named(may); err != nil || !slices.Equal(names, []string{"Второв И. И.", "Первов П. И.", "Третьяков О. И.", "Четвергов Я. И."}) {
			t.Errorf("the chief may ask %v, %v", names, err)
		}
		ok(t, to(h.Head, h.clerks[0]))
		h.waits(h.Head, card.ID)
		h.waits(h.clerks[0], card.ID, tasks.Vote)
		refused(t, to(h.Head, h.clerks[1]), "approval.delegated")
		refused(t, to(h.clerks[0], h.clerks[1]), "approval.delegated")
		ok(t, h.vote(h.clerks[0], id, v, approval.NotAgreed)) // an opinion
		h.is(card.ID, documents.InApproval, approval.Running)
		h.waits(h.Head, card.ID, tasks.Vote)
		h.votes(id, v, h.Head)
		h.is(card.ID, documents.Approved, approval.Approved)
	})
}

func named(list []approval.Subordinate) (names []string) {
	for _, e := range list {
		names = append(names, e.Name)
	}
	return names
}

func TestChiefVotesWithoutWaitingForHisSubordinate(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		card, v, id := h.started(stage("Отдел", nil, h.Head), stage("Руководство", nil, h.Deputy))
		ok(t, h.Delegate(t.Context(), h.Head, id, approval.DelegateInput{EmployeeID: h.clerks[0].PersonID}))
		h.votes(id, v, h.Head)
		h.waits(h.clerks[0], card.ID)
		refused(t, h.vote(h.clerks[0], id, v, approval.Agreed), "approval.cancelled")
		h.waits(h.Deputy, card.ID, tasks.Vote)
	})
}

func TestWithdrawnDraftEndsItsApproval(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		card, v, id := h.started(stage("Отдел", nil, h.Head))
		_, err := h.Documents.Withdraw(t.Context(), h.Author, card.ID, "Не нужно")
		ok(t, err)
		w := newWorker(t, h)
		jobstest.Run(t, w)
		h.is(card.ID, documents.Withdrawn, approval.Withdrawn)
		h.waits(h.Head, card.ID)
		refused(t, h.vote(h.Head, id, v, approval.Agreed), "approval.not_running")
	})
}

func newWorker(t *testing.T, h *house) *jobs.Worker {
	t.Helper()
	w := jobs.New(h.DB, quiet)
	approval.Jobs(w, h.Service)
	signing.Jobs(w, h.Signing)
	return w
}

func TestTermsAreWatched(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		h.At("2026-11-23 10:00")
		day := func(required bool) func(*approval.Stage) {
			return func(st *approval.Stage) {
				st.Required, st.Term = required, approval.Term{Amount: 1, Unit: approval.Days}
			}
		}
		card, v, id := h.started(stage("Отдел", day(true), h.Head), stage("Мнение", day(false), h.clerks[0]), stage("Руководство", nil, h.Deputy))
		open, err := tasks.OnDocument(t.Context(), d, card.ID)
		if err != nil || open[0].DueOn.String() != "2026-11-24" {
			t.Errorf("tasks %+v, %v", open, err)
		}
		h.At("2026-11-24 17:00")
		ok(t, h.WatchTerms(t.Context()))
		if h.current(card.ID).Cycles[0].Visas[0].Overdue {
			t.Error("the visa is overdue an hour before its term")
		}
		h.At("2026-11-24 18:01")
		ok(t, h.WatchTerms(t.Context()))
		ok(t, h.WatchTerms(t.Context()))
		h.told(h.Head, "approval.visa_overdue", 1)
		h.told(h.Author, "approval.visa_overdue", 1)
		if !h.current(card.ID).Cycles[0].Visas[0].Overdue {
			t.Error("the visa is not overdue")
		}
		h.waits(h.Head, card.ID, tasks.Vote) // a required visa is waited for
		h.votes(id, v, h.Head)
		h.waits(h.clerks[0], card.ID, tasks.Vote)
		h.At("2026-11-25 18:01")
		ok(t, h.WatchTerms(t.Context()))
		h.waits(h.clerks[0], card.ID) // an opinion that did not come is not
		h.waits(h.Deputy, card.ID, tasks.Vote)
		sheet, err := h.Sheet(t.Context(), h.Author, card.ID)
		if err != nil || !sheet.Rows[0].Late || sheet.Rows[0].LateDays != 0 {
			t.Errorf("sheet %+v, %v", sheet.Rows, err)
		}
	})
}

func TestVisaOfALeavingPersonGoesToAnother(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		card, v, id := h.started(stage("Отдел", nil, h.clerks[0]))
		open, err := tasks.OnDocument(t.Context(), d, card.ID)
		ok(t, err)
		h.Tx(func(tx *db.Tx) error {
			next, err := h.Town.Org.Person(t.Context(), tx, h.clerks[1].PersonID)
			if err != nil {
				return err
			}
			return h.MoveTask(t.Context(), tx, open[0], next)
		})
		h.waits(h.clerks[0], card.ID)
		h.waits(h.clerks[1], card.ID, tasks.Vote)
		refused(t, h.vote(h.clerks[0], id, v, approval.Agreed), "approval.denied")
		h.votes(id, v, h.clerks[1])
		h.is(card.ID, documents.Approved, approval.Approved)
	})
}
