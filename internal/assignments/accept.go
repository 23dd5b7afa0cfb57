package assignments

import (
	"context"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/tasks"
)

// AcceptInput is the issuer's word on a final report.
type AcceptInput struct {
	Override bool `json:"override,omitempty" doc:"Although parts are open or no report is there; the mark stays"`
	Release  bool `json:"release,omitempty" doc:"And off the control in the same act"`
}

// Accept says that the assignment is executed. Open parts forbid it unless the issuer overrides (scenario 10).
func (s *Service) Accept(ctx context.Context, by auth.Actor, id int64, in AcceptInput) (Node, error) {
	act := Accept
	if in.Override {
		act = Override
	}
	return s.act(ctx, by, id, act, func(tx *db.Tx, d *documents.Document, n *Node) (any, error) {
		n.Overridden = in.Override
		if err := s.accepted(ctx, tx, *d, n); err != nil {
			return nil, err
		}
		if in.Release && n.Controlled() {
			n.release(tx, ReleaseExecuted, "")
			return map[string]any{"released": true}, tasks.Done(ctx, tx, subject(n.Assignment), tasks.Release, tasks.WasDone)
		}
		return nil, nil
	})
}

// accepted closes the execution. A sent reply stands for a final report that was not written: its day is the day of
// execution (§2.5).
func (s *Service) accepted(ctx context.Context, tx *db.Tx, d documents.Document, n *Node) error {
	switch {
	case n.ReportedAt != nil:
	case n.ProposedBy != nil:
		n.ReportedAt = n.ProposedAt
		if err := s.replyReports(ctx, tx, *n); err != nil {
			return err
		}
	default:
		n.ReportedAt = &tx.Now
	}
	n.State, n.EndedAt, n.Extension = Executed, &tx.Now, settled(n.Extension)
	if err := s.judge(ctx, tx, *n, "accepted", ""); err != nil {
		return err
	}
	if err := s.endTasks(ctx, tx, *n); err != nil {
		return err
	}
	if !n.Controlled() {
		return nil
	}
	return s.put(ctx, tx, d, n.Assignment, tasks.Release, n.Watcher(), n.IssuerName, n.DueOn)
}

// settled: a request that nobody decided falls with the end of the assignment.
func settled(e Extension) Extension {
	if e == Requested {
		return ""
	}
	return e
}

// replyReports writes the sent reply down as the final report of the responsible executor.
func (s *Service) replyReports(ctx context.Context, tx *db.Tx, n Node) error {
	_, err := db.Insert(ctx, tx, "execution_reports", Report{AssignmentID: n.ID, Kind: Final, Percent: 100, ReplyID: n.ProposedBy,
		AuthorID: n.ResponsibleID, AuthorName: n.ResponsibleName, CreatedAt: *n.ProposedAt})
	return err
}

// judge writes the decision on the last undecided final report.
func (s *Service) judge(ctx context.Context, tx *db.Tx, n Node, decision, why string) error {
	_, err := tx.Exec(ctx, `
		UPDATE execution_reports SET decision = $1, decided_by = $2, decided_name = $3, decided_at = $4, reason = $5
		 WHERE assignment_id = $6 AND kind = 'final' AND decision = ''`,
		decision, tx.By.PersonID, tx.By.Name, tx.Now, why, n.ID)
	return err
}

// endTasks ends everything that waited on an open assignment; what was asked for information stays.
func (s *Service) endTasks(ctx context.Context, tx *db.Tx, n Node) error {
	for kind, outcome := range map[tasks.Kind]tasks.Outcome{tasks.AcceptReport: tasks.WasDone, tasks.Execute: tasks.WasDone,
		tasks.Contribute: tasks.WasCancelled, tasks.DecideExtension: tasks.WasCancelled, tasks.Control: tasks.WasDone} {
		if err := tasks.Done(ctx, tx, subject(n.Assignment), kind, outcome); err != nil {
			return err
		}
	}
	return nil
}

// ReturnInput is why a report is not enough.
type ReturnInput struct {
	Reason string        `json:"reason" minLength:"1" maxLength:"4000"`
	DueOn  calendar.Date `json:"due_on,omitempty" doc:"Another term; without it the term stays"`
}

// Return gives the report back for rework. The term stays unless the issuer, who set it, sets another.
func (s *Service) Return(ctx context.Context, by auth.Actor, id int64, in ReturnInput) (Node, error) {
	return s.act(ctx, by, id, Return, func(tx *db.Tx, d *documents.Document, n *Node) (any, error) {
		why, err := reason(in.Reason, "reason")
		if err != nil {
			return nil, err
		}
		n.ReportedAt = nil
		n.Returns++
		if err := s.judge(ctx, tx, *n, "returned", why); err != nil {
			return nil, err
		}
		if !in.DueOn.IsZero() {
			if err := s.setTerm(ctx, tx, *d, n, in.DueOn, why); err != nil {
				return nil, err
			}
		}
		if err := tasks.Done(ctx, tx, subject(n.Assignment), tasks.AcceptReport, tasks.WasDone); err != nil {
			return nil, err
		}
		return map[string]any{"reason": why, "due_on": n.DueOn},
			s.put(ctx, tx, *d, n.Assignment, tasks.Execute, n.ResponsibleID, n.IssuerName, n.DueOn)
	})
}
