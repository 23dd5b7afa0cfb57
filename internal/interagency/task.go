package interagency

import (
	"context"

	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/tasks"
)

// InquirySubject is the word by which tasks name a request of others.
const InquirySubject = "inquiry"

func subjectOf(n Inquiry) string { return tasks.Subject(InquirySubject, n.ID) }

// putTask lets a request of others wait by its term: with the officer who has taken it, or with everybody in the body who
// may answer. The line names the kind alone: the inbox is no place for what is known of a person.
func (s *Service) putTask(ctx context.Context, tx *db.Tx, n Inquiry) error {
	k, err := kindByID(ctx, tx, n.KindID)
	if err != nil {
		return err
	}
	whose := auth.Role(RightAsk, n.BodyID)
	if n.OfficerID != nil {
		whose = auth.Employee(*n.OfficerID)
	}
	return tasks.Put(ctx, tx, tasks.Task{BodyID: n.BodyID, Principal: whose, Kind: tasks.AnswerInquiry, Subject: subjectOf(n), Title: k.Name, FromName: n.Sender,
		DueOn: calendar.DateOf(n.DueAt, s.Org.Zone(ctx, tx, n.BodyID))})
}

// Take makes a request of others the work of one officer; the colleagues are rid of it.
func (s *Service) Take(ctx context.Context, by auth.Actor, id int64) (n Inquiry, err error) {
	if err := may(by, RightAsk); err != nil {
		return n, err
	}
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if n, err = s.ours(ctx, tx, by, id, tx.Words().Lock); err != nil {
			return err
		}
		if n.State != Received {
			return wrongInquiry(n)
		}
		return s.give(ctx, tx, &n, by.PersonID, by.Name)
	})
	return n, err
}

// MoveTask gives a request of others from a leaving officer to another (scenario 29).
func (s *Service) MoveTask(ctx context.Context, tx *db.Tx, t tasks.Task, to org.Employee) error {
	_, id := tasks.ParseSubject(t.Subject)
	n, err := inquiryByID(ctx, tx, id, tx.Words().Lock)
	if err != nil {
		return err
	}
	return s.give(ctx, tx, &n, to.ID, to.ShortName)
}

func (s *Service) give(ctx context.Context, tx *db.Tx, n *Inquiry, officerID int64, name string) error {
	n.OfficerID, n.OfficerName = &officerID, name
	if err := saveInquiry(ctx, tx, n); err != nil {
		return err
	}
	if err := tasks.Done(ctx, tx, subjectOf(*n), tasks.AnswerInquiry, tasks.WasMoved); err != nil {
		return err
	}
	if err := s.putTask(ctx, tx, *n); err != nil {
		return err
	}
	return writeInquiry(ctx, tx, "interagency.inquiry_taken", *n)
}
