package assignments

import (
	"context"
	"slices"
	"strconv"

	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
	"veche/internal/tasks"
)

// Sign gives the resolution: its assignments are issued and their terms run from today. Only the executive himself or
// his acting officer signs (§2.9, rule 8); the attempt of anybody else stays in the audit (scenario 9).
func (s *Service) Sign(ctx context.Context, by auth.Actor, id, version int64) (Resolution, error) {
	return s.inForce(ctx, by, id, version, "signed", Resolution.maySign, (*Resolution).sign)
}

// inForce runs the two verbs that issue the assignments of a draft.
func (s *Service) inForce(ctx context.Context, by auth.Actor, id, version int64, act string, may func(Resolution, auth.Actor) error, put func(*Resolution, *db.Tx)) (res Resolution, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		var d documents.Document
		if res, d, err = s.openResolution(ctx, tx, by, id); err != nil {
			return err
		}
		if err := may(res, by); err != nil {
			return err
		}
		if err := res.isDraft(version); err != nil {
			return err
		}
		if err := canResolve(d); err != nil {
			return err
		}
		if _, err := s.executive(ctx, tx, d.BodyID, res.AuthorID, "author_id"); err != nil {
			return err
		}
		put(&res, tx)
		return s.give(ctx, tx, &d, &res, act)
	})
	if fail.KindOf(err) == fail.Denied {
		return res, audit.Denied(ctx, s.db, by, audit.Entry{Action: "resolution." + act, Object: res.Ref(),
			OnBehalfOf: by.OnBehalfOf(res.AuthorID)}, err)
	}
	return res, err
}

// give issues the assignments of a resolution that has just been put in force.
func (s *Service) give(ctx context.Context, tx *db.Tx, d *documents.Document, res *Resolution, act string) error {
	if err := updateResolution(ctx, tx, res); err != nil {
		return err
	}
	if err := s.issueAll(ctx, tx, *d, *res); err != nil {
		return err
	}
	if err := s.resolved(ctx, tx, d, *res); err != nil {
		return err
	}
	if err := s.tellAuthor(ctx, tx, *d, *res); err != nil {
		return err
	}
	return s.journal(ctx, tx, *res, act, ResolutionDraft, nil)
}

func (r Resolution) maySign(by auth.Actor) error {
	if by.ActsFor(r.AuthorID) {
		return nil
	}
	return fail.New(fail.Denied, "resolution.not_author", "person %d does not sign for %d", by.PersonID, r.AuthorID)
}

// sign puts the name of who signs: an acting officer signs with his own name and post, the order is kept (§2.9).
func (r *Resolution) sign(tx *db.Tx) {
	r.State, r.SignedAt = ResolutionSigned, &tx.Now
	r.SignedBy, r.SignedName, r.SignedPost = &tx.By.PersonID, tx.By.Name, tx.By.Post
	if p := tx.By.OnBehalfOf(r.AuthorID); p != nil {
		r.SignedBasis = p.Basis
	}
}

// Acting reports whether an acting officer signed in the author's place.
func (r Resolution) Acting() bool { return r.SignedBy != nil && *r.SignedBy != r.AuthorID }

func (s *Service) issueAll(ctx context.Context, tx *db.Tx, d documents.Document, res Resolution) error {
	items, err := inResolution(ctx, tx, res.ID)
	if err != nil {
		return err
	}
	ids := make([]int64, len(items))
	for i, a := range items {
		ids[i] = a.ID
	}
	members, err := membersOf(ctx, tx, ids)
	if err != nil {
		return err
	}
	c, err := s.clock(ctx, tx, d.BodyID)
	if err != nil {
		return err
	}
	for i, a := range items {
		n := Node{Assignment: a}
		for _, m := range members {
			if m.AssignmentID == a.ID {
				n.Members = append(n.Members, m)
			}
		}
		if err := s.stillThere(ctx, tx, n, i); err != nil {
			return err
		}
		if err := s.issue(ctx, tx, d, &n, c, calendar.Deadline{}); err != nil {
			return err
		}
		if err := update(ctx, tx, &n.Assignment); err != nil {
			return err
		}
		if err := s.keepIssued(ctx, tx, n); err != nil {
			return err
		}
		if err := s.hand(ctx, tx, d, n); err != nil {
			return err
		}
	}
	return nil
}

// keepIssued tells the journal to whom an assignment was given, with which term and why that date.
func (s *Service) keepIssued(ctx context.Context, tx *db.Tx, n Node) error {
	return audit.Write(ctx, tx, audit.Entry{Action: "assignment.issued", Object: n.Ref(), From: string(Draft), To: string(Issued),
		OnBehalfOf: tx.By.OnBehalfOf(n.IssuerID), Detail: map[string]any{"responsible_id": n.ResponsibleID, "parent_id": n.ParentID,
			"due_on": n.DueOn, "why": n.DueWhy.Explain(), "control": n.Control}})
}

// stillThere refuses a draft that names somebody who was dismissed after it was written.
func (s *Service) stillThere(ctx context.Context, r db.Reader, n Node, place int) error {
	for _, person := range n.everybody() {
		if _, err := s.employee(ctx, r, n.BodyID, person, "items["+strconv.Itoa(place)+"].responsible_id"); err != nil {
			return err
		}
	}
	return nil
}

// issue counts the terms of an assignment from today and lets it run.
func (s *Service) issue(ctx context.Context, tx *db.Tx, d documents.Document, n *Node, c clock, parent calendar.Deadline) error {
	law := lawOf(d)
	due, err := c.due(n.Assignment, law, parent)
	if err != nil {
		return err
	}
	n.State, n.IssuedAt = Issued, &tx.Now
	n.DueOn, n.DueWhy, n.FirstDueOn = due.Date, due, due.Date
	n.Statutory = !law.Date.IsZero() && !due.Date.Before(law.Date)
	for i := range n.Members {
		if err := s.memberDue(ctx, tx, n, i, c); err != nil {
			return err
		}
	}
	return nil
}

// memberDue gives a co-executor the first part of the term, unless the issuer named a date for him.
func (s *Service) memberDue(ctx context.Context, tx *db.Tx, n *Node, i int, c clock) error {
	m := &n.Members[i]
	switch {
	case m.Role != CoExecutor:
		return nil
	case m.OwnDue && m.DueOn.Before(c.today):
		return fail.Field("assignment.due_past", "co_executors["+strconv.Itoa(i)+"].due_on", "past")
	case m.OwnDue && m.DueOn.After(n.DueOn):
		return fail.Field("assignment.after_parent", "co_executors["+strconv.Itoa(i)+"].due_on", "after_parent").With("date", n.DueOn.String())
	case !m.OwnDue:
		m.DueOn = c.part(n.DueOn, s.settings.Share)
	}
	if n.ID == 0 {
		return nil
	}
	_, err := tx.Exec(ctx, "UPDATE assignment_members SET due_on = $1 WHERE assignment_id = $2 AND employee_id = $3 AND role = $4",
		m.DueOn, n.ID, m.EmployeeID, m.Role)
	return err
}

// everybody are all persons of an assignment, each once.
func (n Node) everybody() []int64 {
	list := []int64{n.IssuerID, n.ResponsibleID}
	if n.ControllerID != nil {
		list = append(list, *n.ControllerID)
	}
	for _, m := range n.Members {
		list = append(list, m.EmployeeID)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// hand opens the document to the people of an issued assignment, puts their tasks and announces it: the document is
// found by its executors from now on.
func (s *Service) hand(ctx context.Context, tx *db.Tx, d documents.Document, n Node) error {
	if err := s.grant(ctx, tx, d, n); err != nil {
		return err
	}
	if err := jobs.Add(ctx, tx, documents.Changed{DocumentID: d.ID}); err != nil {
		return err
	}
	if err := s.put(ctx, tx, d, n.Assignment, tasks.Execute, n.ResponsibleID, n.IssuerName, n.DueOn); err != nil {
		return err
	}
	for _, m := range n.Members {
		kind := tasks.Contribute
		if m.Role == Informed {
			kind = tasks.Inform
		}
		if err := s.put(ctx, tx, d, n.Assignment, kind, m.EmployeeID, n.IssuerName, m.DueOn); err != nil {
			return err
		}
	}
	return s.watch(ctx, tx, d, n.Assignment)
}

// watch puts the task of a controller; an issuer who controls himself has his own list of what he issued.
func (s *Service) watch(ctx context.Context, tx *db.Tx, d documents.Document, a Assignment) error {
	if !a.Controlled() || a.ControllerID == nil {
		return nil
	}
	return s.put(ctx, tx, d, a, tasks.Control, *a.ControllerID, a.IssuerName, a.DueOn)
}

func (s *Service) put(ctx context.Context, tx *db.Tx, d documents.Document, a Assignment, kind tasks.Kind, person int64, from string, due calendar.Date) error {
	return tasks.Put(ctx, tx, tasks.Task{BodyID: d.BodyID, Principal: s.documents.Principal(d, person), Kind: kind, DocumentID: d.ID,
		Subject: subject(a), Title: a.Text, FromName: from, DueOn: due, Urgent: a.Urgent || a.Control == Special})
}

// grant opens the document to the people of an assignment, and to the head of the unit that answers for it. Where the
// document is restricted, the list of names is all (§2.11): the head is not on it.
func (s *Service) grant(ctx context.Context, tx *db.Tx, d documents.Document, n Node) error {
	people := n.everybody()
	if d.AccessMark == documents.Open {
		head, err := s.org.HeadOf(ctx, tx, n.UnitID)
		if err != nil {
			return err
		}
		if head != nil {
			people = append(people, head.ID)
		}
	}
	for _, person := range people {
		if err := s.documents.Grant(ctx, tx, d, auth.Employee(person), ground(n.Assignment)); err != nil {
			return err
		}
	}
	return nil
}

// resolved ends the executive's waiting and moves the card.
func (s *Service) resolved(ctx context.Context, tx *db.Tx, d *documents.Document, res Resolution) error {
	err := tasks.DoneFor(ctx, tx, considerSubject(d.ID), tasks.Consider, s.documents.Principal(*d, res.AuthorID), tasks.WasDone)
	if err != nil {
		return err
	}
	if d.Flow != documents.Directive && d.State != documents.Resolved && d.State != documents.InExecution {
		if err := s.documents.Move(ctx, tx, d, documents.Resolved, "document.resolved", map[string]any{"resolution_id": res.ID}); err != nil {
			return err
		}
	}
	return s.settle(ctx, tx, d)
}
