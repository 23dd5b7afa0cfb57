package approval

import (
	"context"
	"slices"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/tasks"
)

// Vote gives a visa for the version with the hash that the person has read. For other bytes it is refused, however
// late it comes: a vote prepared without a network is sent with the hash of its day (scenarios 6, 30).
func (s *Service) Vote(ctx context.Context, by auth.Actor, approvalID int64, in VoteInput) error {
	if err := in.check(); err != nil {
		return err
	}
	err := s.db.Tx(ctx, by, func(tx *db.Tx) error {
		r, err := s.load(ctx, tx, by, approvalID) // load
		if err != nil {
			return err
		}
		if len(mine(by, r.visas)) == 0 { // may
			return noVisa(by, r.visas)
		}
		if err := s.fresh(ctx, tx, r, in.SHA256); err != nil {
			return err
		}
		v, err := choose(by, r.visas, in.VisaID)
		if err != nil {
			return err
		}
		v.cast(by, in, tx.Now)                    // decide
		if err := r.put(ctx, tx, v); err != nil { // save
			return err
		}
		if err := r.write(ctx, tx, "approval.voted", by.OnBehalfOf(v.EmployeeID), map[string]any{ // journal
			"visa": v.ID, "vote": v.Vote, "version": v.VersionNo, "sha256": v.SHA256, "opinion": v.DelegatedFrom != nil}); err != nil {
			return err
		}
		return s.given(ctx, tx, r, v) // announce
	})
	return s.keepDenial(ctx, by, ActVote, approvalID, err)
}

// fresh refuses a vote for bytes that are not the text of the running cycle.
func (s *Service) fresh(ctx context.Context, tx *db.Tx, r *run, sha256 string) error {
	current, err := s.documents.CurrentVersion(ctx, tx, r.DocumentID)
	if err != nil {
		return err
	}
	if sha256 != current.SHA256 || sha256 != r.cycle.SHA256 {
		return fail.New(fail.Conflict, "approval.stale_version", "approval %d is over another text", r.ID).With("version", current.No)
	}
	if r.State != Running {
		return fail.New(fail.Conflict, "approval.not_running", "approval %d is %s", r.ID, r.State).With("state", string(r.State))
	}
	return nil
}

// given ends the task of a visa and goes on: an opinion goes to the chief, a vote to the stage.
func (s *Service) given(ctx context.Context, tx *db.Tx, r *run, v Visa) error {
	if err := tasks.Done(ctx, tx, visaSubject(v.ID), tasks.Vote, tasks.WasDone); err != nil {
		return err
	}
	if v.DelegatedFrom != nil {
		return s.opinion(ctx, tx, r, v)
	}
	if err := s.cancel(ctx, tx, r, r.asideOf(v)); err != nil { // the chief did not wait
		return err
	}
	return s.advance(ctx, tx, r)
}

// opinion gives the visa back to the chief, with what his subordinate says of the text.
func (s *Service) opinion(ctx context.Context, tx *db.Tx, r *run, v Visa) error {
	i := slices.IndexFunc(r.visas, func(o Visa) bool { return o.ID == *v.DelegatedFrom })
	chief := r.visas[i]
	chief.State = AskedNow
	if err := r.put(ctx, tx, chief); err != nil {
		return err
	}
	if err := s.putTask(ctx, tx, r, chief, r.Stages.V[chief.Stage].Name); err != nil {
		return err
	}
	return save(ctx, tx, &r.Approval)
}

// asideOf are the visas of subordinates who look for the owner of this one.
func (r *run) asideOf(v Visa) []Visa {
	var list []Visa
	for _, o := range r.visas {
		if o.DelegatedFrom != nil && *o.DelegatedFrom == v.ID {
			list = append(list, o)
		}
	}
	return list
}
