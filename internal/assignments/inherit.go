package assignments

import (
	"context"
	"strconv"

	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/audit"
	"veche/internal/platform/db"
)

// judgeOf is who looks at the final report: the issuer, the controller where the acceptance is his. Where that person
// does not work here any more, his part passes on, so that no report waits for nobody.
func (s *Service) judgeOf(ctx context.Context, tx *db.Tx, d documents.Document, n *Node) (int64, error) {
	person := n.IssuerID
	if n.ControllerAccepts {
		person = n.Watcher()
	}
	e, err := s.org.Person(ctx, tx, person)
	if err != nil || !e.Dismissed() {
		return person, err
	}
	heir, err := s.heir(ctx, tx, *n, e)
	if err != nil || heir == nil {
		return person, err // nobody is left: the administrator finds the task of the dismissed (scenario 29)
	}
	return heir.ID, s.inherit(ctx, tx, d, n, e, *heir)
}

// heir is who has the duties of somebody who left: the controller of the assignment, the head of his unit, or the
// executive in whose name he acted.
func (s *Service) heir(ctx context.Context, tx *db.Tx, n Node, left org.Employee) (*org.Employee, error) {
	if n.ControllerID != nil && *n.ControllerID != left.ID {
		if e, err := s.org.Person(ctx, tx, *n.ControllerID); err != nil || !e.Dismissed() {
			return &e, err
		}
	}
	head, err := s.org.HeadOf(ctx, tx, left.UnitID)
	if err != nil || head != nil && head.ID != left.ID && head.ID != n.ResponsibleID && !head.Dismissed() {
		return head, err
	}
	executives, err := s.org.WithRight(ctx, tx, n.BodyID, RightIssue)
	for _, e := range executives {
		if e.ID != left.ID && e.ID != n.ResponsibleID {
			return &e, err
		}
	}
	return nil, err
}

// inherit puts the heir in the part of the one who left, opens the document to him and tells him.
func (s *Service) inherit(ctx context.Context, tx *db.Tx, d documents.Document, n *Node, left, heir org.Employee) error {
	if n.ControllerID != nil && *n.ControllerID == left.ID {
		n.ControllerID, n.ControllerName = &heir.ID, heir.ShortName
	}
	if n.IssuerID == left.ID {
		n.IssuerID, n.IssuerName, n.IssuerPost = heir.ID, heir.ShortName, heir.Post
	}
	if err := s.grantAnew(ctx, tx, d, *n); err != nil {
		return err
	}
	if err := audit.Write(ctx, tx, audit.Entry{Action: "assignment.moved", Object: n.Ref(), From: string(n.State), To: string(n.State),
		Detail: map[string]any{"from": left.ID, "to": heir.ID}}); err != nil {
		return err
	}
	return s.notifier.Notify(ctx, tx, heir.ID, "assignment.inherited", "/documents/"+strconv.FormatInt(d.ID, 10), nil)
}
