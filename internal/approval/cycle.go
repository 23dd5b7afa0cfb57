package approval

import (
	"context"
	"slices"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/tasks"
)

// Recall takes the text back to its author: from those who are asked, or after the approval and before signature.
func (s *Service) Recall(ctx context.Context, by auth.Actor, approvalID int64) error {
	err := s.db.Tx(ctx, by, func(tx *db.Tx) error {
		r, err := s.load(ctx, tx, by, approvalID) // load
		if err != nil {
			return err
		}
		if err := r.canRecall(by); err != nil { // may
			return err
		}
		if r.State == Running {
			if err := s.end(ctx, tx, r, Recalled); err != nil {
				return err
			}
		}
		if err := s.documents.Move(ctx, tx, &r.card, documents.InRevision, "document.recalled_from_approval", r.detail()); err != nil {
			return err
		}
		return tasks.Done(ctx, tx, subject(r.ID), tasks.SendToSign, tasks.WasCancelled)
	})
	return s.keepDenial(ctx, by, ActRecall, approvalID, err)
}

func (r *run) canRecall(by auth.Actor) error {
	if !by.ActsFor(r.InitiatorID) {
		return fail.New(fail.Denied, "approval.denied", "approval %d is not of person %d", r.ID, by.PersonID)
	}
	if r.State == Running && r.card.State == documents.InApproval || r.State == Approved && r.card.State == documents.Approved {
		return nil
	}
	return fail.New(fail.Conflict, "approval.not_running", "approval %d is %s", r.ID, r.State).With("state", string(r.State))
}

// NextInput says who is asked in the next cycle.
type NextInput struct {
	Set Asked `json:"set" enum:"all,objected" doc:"all: for changes of substance; objected: for editorial ones, other votes are kept for their version"`
}

// NextCycle sends the text round again after its revision (§3.3).
func (s *Service) NextCycle(ctx context.Context, by auth.Actor, approvalID int64, in NextInput) error {
	if in.Set != AskAll && in.Set != AskObjected {
		return fail.Field("approval.unknown_set", "set", "unknown")
	}
	err := s.db.Tx(ctx, by, func(tx *db.Tx) error {
		r, err := s.load(ctx, tx, by, approvalID) // load
		if err != nil {
			return err
		}
		last, err := latest(ctx, tx, r.DocumentID)
		if err != nil {
			return err
		}
		if err := r.canGoOn(by, *last); err != nil { // may
			return err
		}
		var before []Visa
		if in.Set == AskObjected {
			before = r.visas
		}
		return s.begin(ctx, tx, r, in.Set, before)
	})
	return s.keepDenial(ctx, by, ActNextCycle, approvalID, err)
}

// canGoOn: the newest approval of the card goes on, by its initiator, when the text is with him again.
func (r *run) canGoOn(by auth.Actor, last Approval) error {
	if !by.ActsFor(r.InitiatorID) {
		return fail.New(fail.Denied, "approval.denied", "approval %d is not of person %d", r.ID, by.PersonID)
	}
	ended := r.State == Returned || r.State == Recalled || r.State == Approved
	if last.ID != r.ID || !ended || !slices.Contains(writing, r.card.State) {
		return fail.New(fail.Conflict, "approval.wrong_state", "no cycle begins: approval %s, card %s", r.State, r.card.State).With("state", string(r.card.State))
	}
	return nil
}
