package assignments

import (
	"context"
	"slices"
	"strconv"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/tasks"
)

// DocumentAction is what a person may do about the orders on a card.
type DocumentAction string

const (
	SendForConsideration DocumentAction = "send_to_executive"    // направить на рассмотрение
	Resolve              DocumentAction = "resolve"              // вынести резолюцию
	PrepareResolution    DocumentAction = "prepare_resolution"   // подготовить проект резолюции
	PassForInformation   DocumentAction = "inform"               // направить для сведения
	Acknowledge          DocumentAction = "noted"                // ознакомлен
	AcknowledgeSigned    DocumentAction = "sign_acknowledgement" // ознакомлен, with an enhanced signature
	DisownResolution     DocumentAction = "disown_resolution"    // не моя резолюция
)

func considerSubject(documentID int64) string { return tasks.Subject(aboutConsider, documentID) }
func informSubject(documentID int64) string   { return tasks.Subject(aboutInform, documentID) }

// SendInput names the executive and, if there is one, the draft that goes with the document.
type SendInput struct {
	ExecutiveID int64       `json:"executive_id" minimum:"1"`
	Draft       *DraftInput `json:"draft,omitempty"`
}

// sendable are the states from which the clerk brings a card before an executive.
var sendable = []documents.State{documents.Registered, documents.WithExecutive, documents.ForInformation}

// SendToExecutive brings a registered document before an executive for consideration. While he is absent, it is in the
// inbox of his acting officer (scenario 8).
func (s *Service) SendToExecutive(ctx context.Context, by auth.Actor, documentID int64, in SendInput) (d documents.Document, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if d, err = s.documents.OpenLocked(ctx, tx, by, documentID); err != nil {
			return err
		}
		_, err = s.Bring(ctx, tx, &d, in)
		return err
	})
	return d, err
}

// Bring is SendToExecutive in the caller's transaction, over a card that he holds; it returns the draft that went along.
func (s *Service) Bring(ctx context.Context, tx *db.Tx, d *documents.Document, in SendInput) (draft Resolution, err error) {
	if err := canSend(tx.By, *d); err != nil {
		return draft, err
	}
	executive, err := s.executive(ctx, tx, d.BodyID, in.ExecutiveID, "executive_id")
	if err != nil {
		return draft, err
	}
	detail := map[string]any{"executive_id": executive.ID}
	if d.State == documents.WithExecutive {
		err = s.documents.Save(ctx, tx, d, "document.sent_to_executive", detail)
	} else {
		err = s.documents.Move(ctx, tx, d, documents.WithExecutive, "document.sent_to_executive", detail)
	}
	if err != nil {
		return draft, err
	}
	if err := s.documents.Grant(ctx, tx, *d, auth.Employee(executive.ID), "executive"); err != nil {
		return draft, err
	}
	if in.Draft != nil {
		in.Draft.AuthorID = executive.ID
		if draft, err = s.prepare(ctx, tx, *d, *in.Draft); err != nil {
			return draft, err
		}
	}
	return draft, s.askToConsider(ctx, tx, *d, executive.ID)
}

func canSend(by auth.Actor, d documents.Document) error {
	if !by.Can(documents.RightRegister) || by.BodyID != d.BodyID {
		return fail.New(fail.Denied, "assignment.denied", "documents are sent to executives by the records office")
	}
	if !d.Flow.Considered() || !slices.Contains(sendable, d.State) {
		return fail.New(fail.Conflict, "document.wrong_state", "the card is %s", d.State).With("state", string(d.State))
	}
	return nil
}

func (s *Service) askToConsider(ctx context.Context, tx *db.Tx, d documents.Document, executive int64) error {
	return tasks.Put(ctx, tx, tasks.Task{BodyID: d.BodyID, Principal: s.documents.Principal(d, executive), Kind: tasks.Consider,
		DocumentID: d.ID, Subject: considerSubject(d.ID), FromName: tx.By.Name, DueOn: d.DueOn, Urgent: d.Urgent})
}

// considered reports whether an executive still has the document before him.
func (s *Service) considered(ctx context.Context, r db.Reader, documentID int64) (bool, error) {
	open, err := tasks.About(ctx, r, considerSubject(documentID))
	return len(open) > 0, err
}

// Inform passes a document to people who have only to know of it. When nobody executes it, the card is for information.
func (s *Service) Inform(ctx context.Context, by auth.Actor, documentID int64, in InformInput) (d documents.Document, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if d, err = s.documents.OpenLocked(ctx, tx, by, documentID); err != nil {
			return err
		}
		asked, err := tasks.About(ctx, tx, considerSubject(d.ID))
		if err != nil {
			return err
		}
		if err := canInform(by, d, asked); err != nil {
			return err
		}
		if err := s.informAll(ctx, tx, d, in); err != nil {
			return err
		}
		return s.forInformation(ctx, tx, &d, asked)
	})
	return d, err
}

func (s *Service) informAll(ctx context.Context, tx *db.Tx, d documents.Document, in InformInput) error {
	if len(in.People) == 0 {
		return fail.Field("assignment.incomplete", "people", "required")
	}
	if !in.DueOn.IsZero() && in.DueOn.Before(s.org.Today(ctx, tx, d.BodyID, tx.Now)) {
		return fail.Field("assignment.due_past", "due_on", "past")
	}
	for i, id := range in.People {
		person, err := s.employee(ctx, tx, d.BodyID, id, "people["+strconv.Itoa(i)+"]")
		if err != nil {
			return err
		}
		if err := s.documents.Grant(ctx, tx, d, auth.Employee(person.ID), "information"); err != nil {
			return err
		}
		if err := tasks.Put(ctx, tx, tasks.Task{BodyID: d.BodyID, Principal: s.documents.Principal(d, person.ID), Kind: tasks.Inform,
			DocumentID: d.ID, Subject: informSubject(d.ID), FromName: tx.By.Name, DueOn: in.DueOn}); err != nil {
			return err
		}
	}
	return nil
}

// speaksFor: an assistant too marks what lies before his chief as for information (§2.9).
func speaksFor(by auth.Actor, person int64) bool { return by.ActsFor(person) || by.Helps(person) }

// forInformation moves the card when those whom the actor speaks for were the last to consider it.
func (s *Service) forInformation(ctx context.Context, tx *db.Tx, d *documents.Document, asked []tasks.Task) error {
	left := 0
	for _, t := range asked {
		if !speaksFor(tx.By, t.Person()) {
			left++
			continue
		}
		if err := tasks.DoneFor(ctx, tx, t.Subject, t.Kind, t.Principal, tasks.WasDone); err != nil {
			return err
		}
	}
	detail := map[string]any{"considered_by_others": left}
	if left > 0 || d.Flow == documents.Directive || d.State != documents.Registered && d.State != documents.WithExecutive {
		return s.documents.Save(ctx, tx, d, "document.informed", detail)
	}
	return s.documents.Move(ctx, tx, d, documents.ForInformation, "document.informed", detail)
}

// canInform: the records office, an executive, or who speaks for the one before whom the document is.
func canInform(by auth.Actor, d documents.Document, asked []tasks.Task) error {
	mine := slices.ContainsFunc(asked, func(t tasks.Task) bool { return speaksFor(by, t.Person()) })
	if by.BodyID != d.BodyID || !mine && !by.Can(documents.RightRegister) && !by.Can(RightIssue) {
		return fail.New(fail.Denied, "assignment.denied", "person %d does not pass this document on", by.PersonID)
	}
	return canResolve(d)
}

// DocumentActions lists what the actor may do about the orders on a card that he sees.
func (s *Service) DocumentActions(ctx context.Context, r db.Reader, by auth.Actor, d documents.Document) ([]DocumentAction, error) {
	list := []DocumentAction{}
	open, err := tasks.OnDocument(ctx, r, d.ID)
	if err != nil || by.BodyID != d.BodyID {
		return list, err
	}
	var asked []tasks.Task
	for _, t := range open {
		if t.Kind == tasks.Consider {
			asked = append(asked, t)
		}
	}
	if hasRead(by, open) {
		act, err := s.acknowledgement(ctx, r, d)
		if err != nil {
			return list, err
		}
		list = append(list, act)
	}
	if canSend(by, d) == nil {
		list = append(list, SendForConsideration)
	}
	if canInform(by, d, asked) == nil {
		list = append(list, PassForInformation)
	}
	if canResolve(d) != nil {
		return list, nil
	}
	before := func(f func(person int64) bool) bool {
		return slices.ContainsFunc(asked, func(t tasks.Task) bool { return f(t.Person()) })
	}
	switch {
	case before(by.ActsFor) || by.Can(RightIssue):
		list = append(list, Resolve)
	case before(by.Helps) || by.Can(RightPrepare) && len(by.Assists) > 0 || by.Can(documents.RightRegister):
		list = append(list, PrepareResolution)
	}
	return list, nil
}
