package assignments

import (
	"context"

	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/tasks"
)

// Cancel takes an assignment back with its parts. When nothing else was ordered, the document is before its executive
// again, so that it is not lost.
func (s *Service) Cancel(ctx context.Context, by auth.Actor, id int64, why string) (Node, error) {
	return s.act(ctx, by, id, Cancel, func(tx *db.Tx, d *documents.Document, n *Node) (any, error) {
		why, err := reason(why, "reason")
		if err != nil {
			return nil, err
		}
		if err := s.close(ctx, tx, n, why); err != nil {
			return nil, err
		}
		return map[string]any{"reason": why}, s.backToExecutive(ctx, tx, d, n.Assignment)
	})
}

// close ends an assignment without execution, and the open parts below it.
func (s *Service) close(ctx context.Context, tx *db.Tx, n *Node, why string) error {
	parts, err := openChildren(ctx, tx, n.ID)
	if err != nil {
		return err
	}
	for _, part := range parts {
		child, err := nodeByID(ctx, tx, part.ID)
		if err != nil {
			return err
		}
		from := child.State
		if err := s.close(ctx, tx, &child, why); err != nil {
			return err
		}
		if err := update(ctx, tx, &child.Assignment); err != nil {
			return err
		}
		if err := audit.Write(ctx, tx, audit.Entry{Action: "assignment.cancel", Object: child.Ref(), From: string(from), To: string(child.State),
			Detail: map[string]any{"reason": why, "with": n.ID}}); err != nil {
			return err
		}
	}
	n.State, n.EndedAt, n.EndReason, n.OpenChildren, n.Extension = Cancelled, &tx.Now, why, 0, settled(n.Extension)
	if err := tasks.Cancel(ctx, tx, subject(n.Assignment)); err != nil {
		return err
	}
	return s.documents.Revoke(ctx, tx, n.DocumentID, ground(n.Assignment))
}

func (s *Service) backToExecutive(ctx context.Context, tx *db.Tx, d *documents.Document, cancelled Assignment) error {
	if !d.Flow.Considered() || cancelled.ParentID != nil {
		return nil
	}
	all, err := onDocument(ctx, tx, d.ID)
	if err != nil {
		return err
	}
	for _, a := range all {
		if a.ID != cancelled.ID && (a.State.open() || a.State == Executed) {
			return nil
		}
	}
	if err := s.documents.Grant(ctx, tx, *d, auth.Employee(cancelled.IssuerID), "executive"); err != nil {
		return err
	}
	if err := s.askToConsider(ctx, tx, *d, cancelled.IssuerID); err != nil || d.State != documents.Resolved {
		return err
	}
	return s.documents.Move(ctx, tx, d, documents.WithExecutive, "document.resolution_cancelled", nil)
}

// ReopenInput is why an executed assignment goes on.
type ReopenInput struct {
	Reason string        `json:"reason" minLength:"1" maxLength:"4000"`
	DueOn  calendar.Date `json:"due_on,omitempty" doc:"Another term; without it the term stays"`
}

// Reopen gives an executed assignment back to work, by its issuer only; it is on control again if it ever was.
func (s *Service) Reopen(ctx context.Context, by auth.Actor, id int64, in ReopenInput) (Node, error) {
	return s.act(ctx, by, id, Reopen, func(tx *db.Tx, d *documents.Document, n *Node) (any, error) {
		why, err := reason(in.Reason, "reason")
		if err != nil {
			return nil, err
		}
		detail := map[string]any{"reason": why, "reported_at": n.ReportedAt, "released_at": n.ReleasedAt, "overridden": n.Overridden}
		n.ReportedAt, n.EndedAt, n.Overridden, n.ProposedBy, n.ProposedAt = nil, nil, false, nil, nil
		n.ReleasedAt, n.ReleasedBy, n.ReleasedName, n.ReleaseKind, n.ReleaseBasis = nil, nil, "", "", ""
		if !in.DueOn.IsZero() {
			if err := s.setTerm(ctx, tx, *d, n, in.DueOn, why); err != nil {
				return nil, err
			}
		}
		if err := tasks.Cancel(ctx, tx, subject(n.Assignment)); err != nil {
			return nil, err
		}
		if err := s.put(ctx, tx, *d, n.Assignment, tasks.Execute, n.ResponsibleID, n.IssuerName, n.DueOn); err != nil {
			return nil, err
		}
		return detail, s.watch(ctx, tx, *d, n.Assignment)
	})
}
