package assignments

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/tasks"
)

// Take says that the executor has begun.
func (s *Service) Take(ctx context.Context, by auth.Actor, id int64) (Node, error) {
	return s.act(ctx, by, id, Take, func(tx *db.Tx, d *documents.Document, n *Node) (any, error) {
		n.begin(tx)
		for _, follow := range s.taken {
			if err := follow(ctx, tx, *d, n.Assignment); err != nil {
				return nil, err
			}
		}
		var err error
		*d, err = s.documents.Get(ctx, tx, d.ID) // whoever was told may have written on the card
		return nil, err
	})
}

// Taken is told, in the same transaction, that a responsible executor has begun.
type Taken func(ctx context.Context, tx *db.Tx, d documents.Document, a Assignment) error

// WhenTaken adds somebody who is told; app does it once, before the program serves.
func (s *Service) WhenTaken(f Taken) { s.taken = append(s.taken, f) }

func (n *Node) begin(tx *db.Tx) {
	if n.TakenAt == nil {
		n.TakenAt = &tx.Now
	}
}

// ReportInput is what the responsible executor reports.
type ReportInput struct {
	Kind    ReportKind `json:"kind" enum:"interim,final"`
	Text    string     `json:"text,omitempty" maxLength:"8000" doc:"May be empty in a final report that names the document of the answer"`
	Percent int        `json:"percent,omitempty" minimum:"0" maximum:"100"`
	ReplyID *int64     `json:"reply_id,omitempty" doc:"Outgoing or directive document that carries the result"`
}

// Report submits an interim report, which changes neither state nor term, or the final one, which waits for acceptance.
func (s *Service) Report(ctx context.Context, by auth.Actor, id int64, in ReportInput) (Node, error) {
	act := ReportInterim
	if in.Kind == Final {
		act = ReportFinal
	}
	return s.act(ctx, by, id, act, func(tx *db.Tx, d *documents.Document, n *Node) (any, error) {
		r, err := s.report(ctx, tx, *n, in)
		if err != nil {
			return nil, err
		}
		if r.ID, err = db.Insert(ctx, tx, "execution_reports", r); err != nil {
			return nil, err
		}
		detail := map[string]any{"report_id": r.ID, "reply_id": r.ReplyID, "percent": r.Percent}
		if in.Kind != Final {
			return detail, nil
		}
		n.begin(tx)
		n.ReportedAt = &tx.Now
		return detail, s.submitted(ctx, tx, *d, n)
	})
}

func (s *Service) report(ctx context.Context, tx *db.Tx, n Node, in ReportInput) (Report, error) {
	r := Report{AssignmentID: n.ID, Kind: in.Kind, Text: strings.TrimSpace(in.Text), Percent: in.Percent, ReplyID: in.ReplyID,
		AuthorID: tx.By.PersonID, AuthorName: tx.By.Name, CreatedAt: tx.Now}
	if p := tx.By.OnBehalfOf(n.ResponsibleID); p != nil {
		r.OnBehalfID = &p.ID
	}
	if in.Kind == Final {
		r.Percent = 100
	}
	if r.Text == "" && (in.Kind == Interim || in.ReplyID == nil) {
		return r, fail.Field("assignment.incomplete", "text", "required")
	}
	if in.ReplyID == nil {
		return r, nil
	}
	reply, err := s.documents.Open(ctx, tx, tx.By, *in.ReplyID)
	if err != nil && fail.KindOf(err) != fail.NotFound {
		return r, err
	}
	if err != nil || reply.BodyID != n.BodyID || reply.Flow.Arrives() {
		return r, fail.Field("assignment.wrong_reply", "reply_id", "unknown")
	}
	return r, nil
}

// submitted turns the waiting round: the executor has done his part, the issuer looks.
func (s *Service) submitted(ctx context.Context, tx *db.Tx, d documents.Document, n *Node) error {
	if err := tasks.Done(ctx, tx, subject(n.Assignment), tasks.Execute, tasks.WasDone); err != nil {
		return err
	}
	if err := tasks.Done(ctx, tx, subject(n.Assignment), tasks.Contribute, tasks.WasCancelled); err != nil {
		return err
	}
	judge, err := s.judgeOf(ctx, tx, d, n)
	if err != nil {
		return err
	}
	return s.put(ctx, tx, d, n.Assignment, tasks.AcceptReport, judge, n.ResponsibleName, n.DueOn)
}

// Contribute hands the part of a co-executor to the responsible one. It may be written anew until the final report.
func (s *Service) Contribute(ctx context.Context, by auth.Actor, id int64, text string) (Node, error) {
	return s.act(ctx, by, id, Contribute, func(tx *db.Tx, d *documents.Document, n *Node) (any, error) {
		text, err := reason(text, "text")
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(n.Members, func(m Member) bool { return m.Role == CoExecutor && by.ActsFor(m.EmployeeID) })
		m := &n.Members[i]
		m.Contribution, m.ContributedAt = text, &tx.Now
		if _, err := tx.Exec(ctx, `
			UPDATE assignment_members SET contribution = $1, contributed_at = $2
			 WHERE assignment_id = $3 AND employee_id = $4 AND role = $5`, m.Contribution, m.ContributedAt, n.ID, m.EmployeeID, m.Role); err != nil {
			return nil, fmt.Errorf("keep the contribution: %w", err)
		}
		return map[string]any{"member_id": m.EmployeeID},
			tasks.DoneFor(ctx, tx, subject(n.Assignment), tasks.Contribute, s.documents.Principal(*d, m.EmployeeID), tasks.WasDone)
	})
}

// Reassign gives parts of an assignment downward: each is an assignment of its own, issued by the responsible executor,
// never due after its parent. He answers for the whole and reports for all.
func (s *Service) Reassign(ctx context.Context, by auth.Actor, id int64, items []Item) (Node, error) {
	return s.act(ctx, by, id, Reassign, func(tx *db.Tx, d *documents.Document, n *Node) (any, error) {
		if len(items) == 0 {
			return nil, fail.Field("assignment.incomplete", "items", "required")
		}
		c, err := s.clock(ctx, tx, n.BodyID)
		if err != nil {
			return nil, err
		}
		var made []int64
		for i, item := range items {
			child, err := s.below(ctx, tx, *d, *n, c, i, item)
			if err != nil {
				return nil, err
			}
			made = append(made, child.ID)
		}
		n.begin(tx)
		n.OpenChildren += len(made)
		return map[string]any{"parts": made}, nil
	})
}

// below makes and issues one part of an assignment.
func (s *Service) below(ctx context.Context, tx *db.Tx, d documents.Document, parent Node, c clock, place int, item Item) (Node, error) {
	child, err := s.build(ctx, tx, d, c.terms, item, fmt.Sprintf("items[%d].", place))
	if err != nil {
		return child, err
	}
	if child.ResponsibleID == parent.ResponsibleID {
		return child, fail.Field("assignment.wrong_person", fmt.Sprintf("items[%d].responsible_id", place), "same")
	}
	child.ResolutionID, child.ParentID, child.Position = parent.ResolutionID, &parent.ID, place
	child.IssuerID, child.IssuerName, child.IssuerPost = parent.ResponsibleID, parent.ResponsibleName, parent.ResponsiblePost
	term := parent.DueWhy
	term.Date = parent.DueOn
	if err := s.issue(ctx, tx, d, &child, c, term); err != nil {
		return child, err
	}
	if err := insertNode(ctx, tx, &child); err != nil {
		return child, err
	}
	if err := s.keepIssued(ctx, tx, child); err != nil {
		return child, err
	}
	return child, s.hand(ctx, tx, d, child)
}
