package services

import (
	"context"

	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/tasks"
)

// work is what an application in its state asks, and of whom: of its officer, of all who consider applications in the body,
// or of its dispatcher.
func (a Application) work() (tasks.Kind, auth.Principal) {
	if a.Keeper != Considered {
		return "", "" // its register has a queue of its own
	}
	whose := auth.Role(RightConsider, a.BodyID)
	if a.OfficerID != nil {
		whose = auth.Employee(*a.OfficerID)
	}
	if a.PaperID != nil { // the signatory is asked now
		return "", ""
	}
	switch a.State {
	case Received, Precheck:
		return tasks.CheckApplication, whose
	case Registered:
		return tasks.RouteApplication, auth.Role(RightRoute, a.BodyID)
	case InReview, Granted, ResultReady:
		return tasks.ConsiderApplication, whose
	}
	if a.CancelAskedAt != nil && !a.State.Final() {
		return tasks.ConsiderApplication, whose
	}
	return "", ""
}

// pressesOn is the day of the task.
func (a Application) pressesOn() calendar.Date {
	if a.RegisteredOn.IsZero() {
		return a.RegisterBy.Date
	}
	return a.Due.V.Date
}

// putTasks keeps the inboxes in step with the application. The line says the number alone: the inbox is no place for names.
func (s *Service) putTasks(ctx context.Context, tx *db.Tx, a Application) error {
	kind, whose := a.work()
	asked, err := tasks.About(ctx, tx, subject(a.ID))
	if err != nil {
		return err
	}
	for _, t := range asked {
		if t.Kind == kind && t.Principal == whose {
			continue
		}
		if err := tasks.DoneFor(ctx, tx, t.Subject, t.Kind, t.Principal, tasks.WasDone); err != nil {
			return err
		}
	}
	if kind == "" {
		return nil
	}
	entry, err := s.Catalogue.EntryByID(ctx, tx, a.ServiceID)
	if err != nil {
		return err
	}
	return tasks.Put(ctx, tx, tasks.Task{BodyID: a.BodyID, Principal: whose, Kind: kind, Subject: subject(a.ID),
		Title: entry.ShortName + ", № " + a.Number, DueOn: a.pressesOn()})
}

// MoveTask gives an application of a leaving officer to another (scenario 29).
func (s *Service) MoveTask(ctx context.Context, tx *db.Tx, t tasks.Task, to org.Employee) error {
	_, id := tasks.ParseSubject(t.Subject)
	m, err := s.open(ctx, tx, auth.System("services"), id)
	if err != nil {
		return err
	}
	m.OfficerID = &to.ID
	return s.keep(ctx, tx, &m, Assign, m.State, line{words: to.ShortName, inner: true})
}
