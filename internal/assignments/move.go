package assignments

import (
	"context"

	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/jobs"
	"veche/internal/tasks"
)

// MoveTask gives what a task is about to another person: his part in the assignment, or the document before him. Used
// when somebody leaves (scenario 29); what he did stays under his name.
func (s *Service) MoveTask(ctx context.Context, tx *db.Tx, t tasks.Task, to org.Employee) error {
	d, err := s.documents.Lock(ctx, tx, t.DocumentID)
	if err != nil {
		return err
	}
	kind, id := tasks.ParseSubject(t.Subject)
	if kind != aboutAssignment {
		ground := map[string]string{aboutConsider: "executive", aboutInform: "information"}[kind]
		if err := s.documents.RevokeFrom(ctx, tx, d.ID, t.Principal, ground); err != nil {
			return err
		}
		if err := s.documents.Grant(ctx, tx, d, auth.Employee(to.ID), ground); err != nil {
			return err
		}
		return tasks.Pass(ctx, tx, t, to.ID)
	}
	n, err := nodeByID(ctx, tx, id)
	if err != nil {
		return err
	}
	if err := n.replace(ctx, tx, t, to); err != nil {
		return err
	}
	if err := update(ctx, tx, &n.Assignment); err != nil {
		return err
	}
	if err := s.grantAnew(ctx, tx, d, n); err != nil {
		return err
	}
	if err := tasks.Pass(ctx, tx, t, to.ID); err != nil {
		return err
	}
	if err := jobs.Add(ctx, tx, documents.Changed{DocumentID: d.ID}); err != nil {
		return err
	}
	return audit.Write(ctx, tx, audit.Entry{Action: "assignment.moved", Object: n.Ref(), From: string(n.State), To: string(n.State),
		Detail: map[string]any{"task": t.Kind, "from": t.Person(), "to": to.ID}})
}

// replace puts the new person in the part that the task speaks of.
func (n *Node) replace(ctx context.Context, tx *db.Tx, t tasks.Task, to org.Employee) error {
	left := t.Person()
	switch {
	case t.Kind == tasks.Contribute || t.Kind == tasks.Inform:
		return n.replaceMember(ctx, tx, left, to)
	case t.Kind == tasks.Execute:
		n.ResponsibleID, n.ResponsibleName, n.ResponsiblePost, n.UnitID = to.ID, to.ShortName, to.Post, to.UnitID
	case n.ControllerID != nil && *n.ControllerID == left:
		n.ControllerID, n.ControllerName = &to.ID, to.ShortName
	default:
		n.IssuerID, n.IssuerName, n.IssuerPost = to.ID, to.ShortName, to.Post
	}
	return nil
}

func (n *Node) replaceMember(ctx context.Context, tx *db.Tx, left int64, to org.Employee) error {
	kept := n.Members[:0]
	var members []Member
	for _, m := range n.Members {
		if m.EmployeeID == to.ID {
			return nil // he has a part already: the task alone passes to him
		}
		if m.EmployeeID == left && m.ContributedAt == nil {
			m.EmployeeID, m.Name, m.Post = to.ID, to.ShortName, to.Post
			members = append(members, m)
			continue
		}
		kept = append(kept, m)
	}
	for _, m := range members {
		if _, err := tx.Exec(ctx, `
			UPDATE assignment_members SET employee_id = $1, name = $2, post = $3 WHERE assignment_id = $4 AND employee_id = $5 AND role = $6`,
			m.EmployeeID, m.Name, m.Post, n.ID, left, m.Role); err != nil {
			return err
		}
	}
	n.Members = append(kept, members...)
	return nil
}

// grantAnew makes the people of the assignment as it is now the only ones on its ground.
func (s *Service) grantAnew(ctx context.Context, tx *db.Tx, d documents.Document, n Node) error {
	if err := s.documents.Revoke(ctx, tx, d.ID, ground(n.Assignment)); err != nil {
		return err
	}
	return s.grant(ctx, tx, d, n)
}
