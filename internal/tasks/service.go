package tasks

import (
	"context"
	"errors"
	"slices"

	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Mover is a subject that gives what a task is about to another person: the assignment, the visa, not the task alone.
type Mover interface {
	MoveTask(ctx context.Context, tx *db.Tx, t Task, to org.Employee) error
}

// Service shows the inbox and moves tasks between people.
type Service struct {
	db     *db.DB
	org    *org.Service
	movers map[string]Mover
}

// New takes the subjects that can move what their tasks are about, by the first word of the subject.
func New(d *db.DB, o *org.Service, movers map[string]Mover) *Service {
	return &Service{db: d, org: o, movers: movers}
}

// Seen marks a task as looked at by the person to whom it belongs or who acts for him; others do not change the mark.
func (s *Service) Seen(ctx context.Context, by auth.Actor, id int64) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		t, err := byID(ctx, tx, id)
		if err != nil {
			return err
		}
		if !slices.Contains(by.Principals, t.Principal) {
			return absent(id)
		}
		if person := t.Person(); t.SeenAt != nil || person != 0 && !by.ActsFor(person) {
			return nil
		}
		_, err = tx.Exec(ctx, "UPDATE tasks SET seen_at = $1 WHERE id = $2", tx.Now, id)
		return err
	})
}

func byID(ctx context.Context, r db.Reader, id int64) (Task, error) {
	t, err := db.One[Task](ctx, r, "SELECT "+columns+" FROM tasks WHERE id = $1", id)
	if errors.Is(err, db.ErrNone) {
		err = absent(id)
	}
	return t, err
}

func absent(id int64) error { return fail.New(fail.NotFound, "task.not_found", "no task %d", id) }
