package assignments

import (
	"context"
	"strings"

	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/tasks"
)

// ReleaseInput is on what ground an assignment leaves the control.
type ReleaseInput struct {
	Kind  ReleaseKind `json:"kind" enum:"executed,transferred,impossible,consolidated"`
	Basis string      `json:"basis,omitempty" maxLength:"4000" doc:"Required unless executed"`
}

// Release takes an assignment off the control; date, person and basis stay (§2.5). Executed is what was accepted, or
// what a sent reply answers, which this act then accepts. The other grounds end the assignment without execution.
func (s *Service) Release(ctx context.Context, by auth.Actor, id int64, in ReleaseInput) (Node, error) {
	return s.act(ctx, by, id, Release, func(tx *db.Tx, d *documents.Document, n *Node) (any, error) {
		in.Basis = strings.TrimSpace(in.Basis)
		if err := s.endBy(ctx, tx, *d, n, in); err != nil {
			return nil, err
		}
		n.release(tx, in.Kind, in.Basis)
		for _, kind := range []tasks.Kind{tasks.Release, tasks.Control} {
			if err := tasks.Done(ctx, tx, subject(n.Assignment), kind, tasks.WasDone); err != nil {
				return nil, err
			}
		}
		return map[string]any{"kind": in.Kind, "basis": in.Basis}, nil
	})
}

// endBy brings the assignment to its end as the ground of the release demands.
func (s *Service) endBy(ctx context.Context, tx *db.Tx, d documents.Document, n *Node, in ReleaseInput) error {
	switch {
	case in.Kind == ReleaseExecuted && n.State == Executed:
		return nil
	case in.Kind == ReleaseExecuted:
		if n.ProposedBy == nil {
			return fail.New(fail.Conflict, "assignment.not_executed", "nobody accepted a report and no reply was sent")
		}
		if err := childrenEnded(*n); err != nil {
			return err
		}
		return s.accepted(ctx, tx, d, n)
	case n.State == Executed:
		return fail.New(fail.Conflict, "assignment.wrong_state", "it is executed already").With("state", string(n.State))
	case in.Basis == "":
		return fail.Field("assignment.incomplete", "basis", "required")
	}
	return s.close(ctx, tx, n, in.Basis)
}

func (n *Node) release(tx *db.Tx, kind ReleaseKind, basis string) {
	n.ReleasedAt, n.ReleasedBy, n.ReleasedName = &tx.Now, &tx.By.PersonID, tx.By.Name
	n.ReleaseKind, n.ReleaseBasis = kind, basis
}

// ProposeRelease notes that a reply to the document was sent: whoever watches the assignments may now take them off the
// control. It never closes one silently. Called in the transaction that sends the reply.
func (s *Service) ProposeRelease(ctx context.Context, tx *db.Tx, documentID, replyID int64) error {
	d, err := s.documents.Lock(ctx, tx, documentID)
	if err != nil {
		return err
	}
	all, err := onDocument(ctx, tx, d.ID)
	if err != nil {
		return err
	}
	for _, a := range all {
		waits := a.State.open() || a.State == Executed && a.Controlled()
		if a.ParentID != nil || !waits || a.ProposedBy != nil {
			continue
		}
		if err := s.propose(ctx, tx, d, a, replyID); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) propose(ctx context.Context, tx *db.Tx, d documents.Document, a Assignment, replyID int64) error {
	a.ProposedBy, a.ProposedAt = &replyID, &tx.Now
	if err := update(ctx, tx, &a); err != nil {
		return err
	}
	if err := audit.Write(ctx, tx, audit.Entry{Action: "assignment.release_proposed", Object: a.Ref(), From: string(a.State), To: string(a.State),
		Detail: map[string]any{"reply_id": replyID}}); err != nil {
		return err
	}
	if a.Controlled() {
		return s.put(ctx, tx, d, a, tasks.Release, a.Watcher(), a.ResponsibleName, a.DueOn)
	}
	return s.put(ctx, tx, d, a, tasks.AcceptReport, a.IssuerID, a.ResponsibleName, a.DueOn)
}
