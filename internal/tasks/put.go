package tasks

import (
	"context"
	"fmt"
	"strings"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

// Put makes a principal's task in the transaction of the subject. While the same thing is open for the same principal,
// it is renewed and not doubled.
func Put(ctx context.Context, tx *db.Tx, t Task) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO tasks (body_id, principal, kind, document_id, subject, title, from_name, due_on, due_sort, urgent, created_at, basis_id)
		VALUES ($1, $2, $3, NULLIF($4, CAST(0 AS bigint)), $5, $6, $7, $8, $9, $10, $11, $12)
		ON CONFLICT (subject, kind, principal) WHERE done_at IS NULL
		DO UPDATE SET title = excluded.title, from_name = excluded.from_name, due_on = excluded.due_on,
		              due_sort = excluded.due_sort, urgent = excluded.urgent, basis_id = excluded.basis_id`,
		t.BodyID, t.Principal, t.Kind, t.DocumentID, t.Subject, t.Title, t.FromName, t.DueOn, dueSort(t.DueOn), t.Urgent, tx.Now, t.BasisID)
	if err != nil {
		return fmt.Errorf("put the task %s of %s: %w", t.Kind, t.Subject, err)
	}
	return nil
}

// Done ends the open tasks of a kind about a subject, whoever had them: the thing is done.
func Done(ctx context.Context, tx *db.Tx, subject string, kind Kind, outcome Outcome) error {
	return end(ctx, tx, outcome, "subject = $5 AND kind = $6", subject, kind)
}

// DoneFor ends the task of one principal; others keep theirs.
func DoneFor(ctx context.Context, tx *db.Tx, subject string, kind Kind, p auth.Principal, outcome Outcome) error {
	return end(ctx, tx, outcome, "subject = $5 AND kind = $6 AND principal = $7", subject, kind, p)
}

// Cancel ends all open tasks about a subject: nobody waits any more.
func Cancel(ctx context.Context, tx *db.Tx, subject string) error {
	return end(ctx, tx, WasCancelled, "subject = $5", subject)
}

// CancelDocument ends all open tasks of a document: it was annulled or withdrawn.
func CancelDocument(ctx context.Context, tx *db.Tx, documentID int64) error {
	return end(ctx, tx, WasCancelled, "document_id = $5", documentID)
}

// Reschedule gives the open tasks of a kind about a subject another due date.
func Reschedule(ctx context.Context, tx *db.Tx, subject string, kind Kind, due calendar.Date) error {
	_, err := tx.Exec(ctx, "UPDATE tasks SET due_on = $1, due_sort = $2 WHERE subject = $3 AND kind = $4 AND done_at IS NULL",
		due, dueSort(due), subject, kind)
	return err
}

func end(ctx context.Context, tx *db.Tx, outcome Outcome, where string, args ...any) error {
	args = append([]any{tx.Now, tx.By.PersonID, tx.By.Name, outcome}, args...)
	_, err := tx.Exec(ctx, "UPDATE tasks SET done_at = $1, done_by = $2, done_name = $3, outcome = $4 WHERE done_at IS NULL AND "+where, args...)
	if err != nil {
		return fmt.Errorf("end tasks: %w", err)
	}
	return nil
}

// columns are those of a Task; one that is about no card has the number 0 there.
var columns = strings.Replace(db.Columns[Task](""), "document_id", "COALESCE(document_id, 0) AS document_id", 1)

// About lists the open tasks about a subject.
func About(ctx context.Context, r db.Reader, subject string) ([]Task, error) {
	return db.All[Task](ctx, r, "SELECT "+columns+" FROM tasks WHERE subject = $1 AND done_at IS NULL ORDER BY id", subject)
}

// Asked lists everybody who was asked for a kind of thing on a document and for whom it stands, done or not.
func Asked(ctx context.Context, r db.Reader, documentID int64, kind Kind) ([]Task, error) {
	return db.All[Task](ctx, r, "SELECT "+columns+` FROM tasks
		 WHERE document_id = $1 AND kind = $2 AND outcome IN ('', 'done') ORDER BY id`, documentID, kind)
}

// OnDocument lists the open tasks of a document.
func OnDocument(ctx context.Context, r db.Reader, documentID int64) ([]Task, error) {
	return db.All[Task](ctx, r, "SELECT "+columns+" FROM tasks WHERE document_id = $1 AND done_at IS NULL ORDER BY id", documentID)
}
