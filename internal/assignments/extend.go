package assignments

import (
	"context"
	"errors"
	"strings"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/tasks"
)

// AskInput is a request for another term.
type AskInput struct {
	DueOn    calendar.Date `json:"due_on"`
	Reason   string        `json:"reason" minLength:"1" maxLength:"4000"`
	Measures string        `json:"measures,omitempty" maxLength:"4000" doc:"What has been done already"`
}

// AskExtension asks the issuer for another term, before the term is over (§2.5). A request less than three working days
// before is marked as late.
func (s *Service) AskExtension(ctx context.Context, by auth.Actor, id int64, in AskInput) (Node, error) {
	return s.act(ctx, by, id, AskExtension, func(tx *db.Tx, d *documents.Document, n *Node) (any, error) {
		why, err := reason(in.Reason, "reason")
		if err != nil {
			return nil, err
		}
		today := s.org.Today(ctx, tx, n.BodyID, tx.Now)
		if today.After(n.DueOn) {
			return nil, fail.New(fail.Conflict, "assignment.extension_late", "the term ended on %s", n.DueOn).With("date", n.DueOn.String())
		}
		if err := s.canEnd(ctx, tx, *d, *n, in.DueOn, today); err != nil {
			return nil, err
		}
		if !in.DueOn.After(n.DueOn) {
			return nil, fail.Field("assignment.not_later", "due_on", "not_later").With("date", n.DueOn.String())
		}
		change := TermChange{AssignmentID: n.ID, From: n.DueOn, To: in.DueOn, Reason: why, Measures: strings.TrimSpace(in.Measures),
			Late:    s.calendar.WorkingDaysBetween(today, n.DueOn) < s.settings.AskBefore,
			AskedBy: tx.By.PersonID, AskedName: tx.By.Name, AskedAt: tx.Now}
		if _, err := db.Insert(ctx, tx, "extensions", change); err != nil {
			return nil, err
		}
		n.Extension = Requested
		return map[string]any{"from": change.From, "to": change.To},
			s.put(ctx, tx, *d, n.Assignment, tasks.DecideExtension, n.IssuerID, n.ResponsibleName, n.DueOn)
	})
}

// canEnd reports whether the assignment may end on the day: not in the past, not after the law, not after its parent.
func (s *Service) canEnd(ctx context.Context, tx *db.Tx, d documents.Document, n Node, day, today calendar.Date) error {
	if day.Before(today) {
		return fail.Field("assignment.due_past", "due_on", "past")
	}
	if law := lawOf(d); n.Statutory || !law.Date.IsZero() && day.After(law.Date) {
		return fail.New(fail.Conflict, "assignment.statutory", "the term is set by law")
	}
	if n.ParentID == nil {
		return nil
	}
	parent, err := byID(ctx, tx, *n.ParentID)
	if err == nil && day.After(parent.DueOn) {
		err = afterParent(parent.DueOn)
	}
	return err
}

// GrantInput is the decision for another term.
type GrantInput struct {
	DueOn  calendar.Date `json:"due_on,omitempty" doc:"Another date than the one asked for"`
	Answer string        `json:"answer,omitempty" maxLength:"4000"`
}

// GrantExtension moves the term. Each granted one is counted, the first date stays (scenario 11).
func (s *Service) GrantExtension(ctx context.Context, by auth.Actor, id int64, in GrantInput) (Node, error) {
	return s.act(ctx, by, id, GrantExtension, func(tx *db.Tx, d *documents.Document, n *Node) (any, error) {
		change, err := pending(ctx, tx, n.ID)
		if err != nil {
			return nil, err
		}
		if !in.DueOn.IsZero() {
			change.To = in.DueOn
		}
		today := s.org.Today(ctx, tx, n.BodyID, tx.Now)
		if err := s.canEnd(ctx, tx, *d, *n, change.To, today); err != nil {
			return nil, err
		}
		if err := change.decide(ctx, tx, Granted, strings.TrimSpace(in.Answer)); err != nil {
			return nil, err
		}
		n.Extension = Granted
		detail := map[string]any{"from": n.DueOn, "to": change.To}
		n.move(s.calendar.Appoint(today, change.To, "решение о переносе срока"))
		if err := tasks.Done(ctx, tx, subject(n.Assignment), tasks.DecideExtension, "granted"); err != nil {
			return nil, err
		}
		return detail, s.rescheduled(ctx, tx, *n)
	})
}

// RefuseExtension leaves the term as it is.
func (s *Service) RefuseExtension(ctx context.Context, by auth.Actor, id int64, answer string) (Node, error) {
	return s.act(ctx, by, id, RefuseExtension, func(tx *db.Tx, _ *documents.Document, n *Node) (any, error) {
		answer, err := reason(answer, "answer")
		if err != nil {
			return nil, err
		}
		change, err := pending(ctx, tx, n.ID)
		if err != nil {
			return nil, err
		}
		n.Extension = Refused
		if err := change.decide(ctx, tx, Refused, answer); err != nil {
			return nil, err
		}
		return map[string]any{"asked": change.To, "reason": answer},
			tasks.Done(ctx, tx, subject(n.Assignment), tasks.DecideExtension, "refused")
	})
}

// setTerm moves the term by the issuer's own decision, and keeps it beside the others.
func (s *Service) setTerm(ctx context.Context, tx *db.Tx, d documents.Document, n *Node, day calendar.Date, why string) error {
	today := s.org.Today(ctx, tx, n.BodyID, tx.Now)
	if !tx.By.ActsFor(n.IssuerID) { // §2.5: only the one who set it
		return fail.New(fail.Denied, "assignment.denied", "the term is moved by the issuer")
	}
	if err := s.canEnd(ctx, tx, d, *n, day, today); err != nil {
		return err
	}
	change := TermChange{AssignmentID: n.ID, From: n.DueOn, To: day, Reason: why, AskedBy: tx.By.PersonID, AskedName: tx.By.Name, AskedAt: tx.Now,
		Decision: Granted, DecidedBy: &tx.By.PersonID, DecidedName: tx.By.Name, DecidedAt: &tx.Now}
	if _, err := db.Insert(ctx, tx, "extensions", change); err != nil {
		return err
	}
	n.move(s.calendar.Appoint(today, day, "решение о переносе срока"))
	return s.rescheduled(ctx, tx, *n)
}

// move gives the assignment a granted term.
func (n *Node) move(due calendar.Deadline) {
	n.DueOn, n.DueWhy = due.Date, due
	n.Extensions++
}

// rescheduled shows the new term in the inboxes.
func (s *Service) rescheduled(ctx context.Context, tx *db.Tx, n Node) error {
	for _, kind := range []tasks.Kind{tasks.Execute, tasks.Control, tasks.AcceptReport} {
		if err := tasks.Reschedule(ctx, tx, subject(n.Assignment), kind, n.DueOn); err != nil {
			return err
		}
	}
	return nil
}

// pending is the request that waits for a decision.
func pending(ctx context.Context, r db.Reader, assignmentID int64) (TermChange, error) {
	change, err := db.One[TermChange](ctx, r, "SELECT "+changeColumns+" FROM extensions WHERE assignment_id = $1 AND decision = '' ORDER BY id DESC LIMIT 1", assignmentID)
	if errors.Is(err, db.ErrNone) {
		err = fail.New(fail.Conflict, "assignment.no_request", "nobody asked for another term")
	}
	return change, err
}

func (c *TermChange) decide(ctx context.Context, tx *db.Tx, decision Extension, answer string) error {
	c.Decision, c.DecidedBy, c.DecidedName, c.DecidedAt, c.Answer = decision, &tx.By.PersonID, tx.By.Name, &tx.Now, answer
	_, err := db.Update(ctx, tx, "extensions", *c)
	return err
}
