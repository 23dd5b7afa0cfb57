package tasks

import (
	"context"
	"time"

	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Leaving is an open task of a person who leaves, as far as whoever gives it to another may see it.
type Leaving struct {
	ID        int64         `db:"id" json:"id"`
	Kind      Kind          `db:"kind" json:"kind"`
	Number    string        `db:"number" json:"number" doc:"Of the document; empty while it has none"`
	DueOn     calendar.Date `db:"due_on" json:"due_on"`
	CreatedAt time.Time     `db:"created_at" json:"created_at"`
}

// Leaving lists the open tasks of an employee for whoever gives them to others (scenario 29). The administrator sees
// those of open documents; those of restricted ones only he who deals with such documents (§2.11).
func (s *Service) Leaving(ctx context.Context, by auth.Actor, employeeID int64) ([]Leaving, error) {
	person, err := s.org.Person(ctx, s.db, employeeID)
	if err == nil && person.BodyID != by.BodyID && !by.System {
		err = fail.New(fail.NotFound, "org.employee.absent", "employee %d of another body", employeeID)
	}
	if err != nil {
		return nil, err
	}
	marks := marksMovedBy(by, person.BodyID)
	if len(marks) == 0 {
		return nil, fail.New(fail.Denied, "task.denied", "tasks of others are moved by the administrator")
	}
	args := []any{auth.Employee(person.ID), auth.Named(person.ID)}
	return db.All[Leaving](ctx, s.db, `
		SELECT t.id, t.kind, COALESCE(d.number, '') AS number, t.due_on, t.created_at
		  FROM tasks t LEFT JOIN documents d ON d.id = t.document_id
		 WHERE t.principal IN ($1, $2) AND t.done_at IS NULL AND COALESCE(d.access_mark, '') IN `+db.In(&args, marks)+`
		 ORDER BY t.due_sort, t.id`, args...)
}

// marksMovedBy tells the tasks of which documents the actor may give to others in a body.
func marksMovedBy(by auth.Actor, bodyID int64) (marks []documents.Mark) {
	if !by.System && by.BodyID != bodyID {
		return nil
	}
	if by.Can(org.RightAdmin) {
		marks = append(marks, documents.Open)
	}
	if by.Can(documents.RightDSP) {
		marks = append(marks, documents.Restricted)
	}
	return marks
}

// Move gives an open task of a person to another employee of the same body, together with what it is about.
func (s *Service) Move(ctx context.Context, by auth.Actor, id, to int64) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		t, err := s.movable(ctx, tx, by, id)
		if err != nil {
			return err
		}
		next, err := s.org.Person(ctx, tx, to)
		if err != nil && fail.KindOf(err) != fail.NotFound {
			return err
		}
		if err != nil || next.BodyID != t.BodyID || next.Dismissed() || next.ID == t.Person() {
			return fail.Field("task.wrong_person", "employee_id", "wrong_person")
		}
		if err := s.move(ctx, tx, t, next); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "task.moved", Object: t.Ref(),
			Detail: map[string]any{"from": t.Principal, "to": next.ID, "subject": t.Subject}})
	})
}

// movable is an open task that the actor may give to another person.
func (s *Service) movable(ctx context.Context, tx *db.Tx, by auth.Actor, id int64) (Task, error) {
	t, err := byID(ctx, tx, id)
	if err != nil {
		return t, err
	}
	if t.DocumentID == 0 {
		return t, s.movableBeside(by, t)
	}
	args := []any{t.DocumentID}
	may, err := db.All[int64](ctx, tx, "SELECT id FROM documents WHERE id = $1 AND access_mark IN "+
		db.In(&args, marksMovedBy(by, t.BodyID))+tx.Words().Lock, args...)
	if err != nil {
		return t, err
	}
	if t, err = byID(ctx, tx, id); err != nil { // as it stands now that the document is held: perhaps it has been done
		return t, err
	}
	switch {
	case len(may) == 0 || t.Person() == 0:
		return t, absent(id)
	case t.DoneAt != nil:
		return t, fail.New(fail.Conflict, "task.done", "task %d is done", id)
	}
	return t, nil
}

// movableBeside says whether the actor may give to another a task that is about no card.
func (s *Service) movableBeside(by auth.Actor, t Task) error {
	switch {
	case len(marksMovedBy(by, t.BodyID)) == 0 || t.Person() == 0:
		return absent(t.ID)
	case t.DoneAt != nil:
		return fail.New(fail.Conflict, "task.done", "task %d is done", t.ID)
	}
	return nil
}

func (s *Service) move(ctx context.Context, tx *db.Tx, t Task, to org.Employee) error {
	kind, _ := ParseSubject(t.Subject)
	if mover, ok := s.movers[kind]; ok {
		return mover.MoveTask(ctx, tx, t, to)
	}
	return Pass(ctx, tx, t, to.ID)
}

// Pass ends a task as reassigned and puts the same one to another person.
func Pass(ctx context.Context, tx *db.Tx, t Task, person int64) error {
	if err := DoneFor(ctx, tx, t.Subject, t.Kind, t.Principal, WasMoved); err != nil {
		return err
	}
	t.Principal = t.another(person)
	return Put(ctx, tx, t)
}
