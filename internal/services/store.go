package services

import (
	"context"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/tasks"
)

// Event is a line of the history.
type Event struct {
	ID            int64     `db:"id" json:"id"`
	ApplicationID int64     `db:"application_id" json:"-"`
	At            time.Time `db:"at" json:"at"`
	Act           Act       `db:"act" json:"act"`
	From          State     `db:"from_state" json:"from"`
	To            State     `db:"to_state" json:"to"`
	Words         string    `db:"words" json:"words"`
	Public        bool      `db:"public" json:"public" doc:"The applicant sees it"`
	ByID          *int64    `db:"by_id" json:"-"`
	ByName        string    `db:"by_name" json:"by"`
}

var (
	applicationColumns = db.Columns[Application]("")
	eventColumns       = db.Columns[Event]("")
)

// byID finds an application; lock is the word that holds its row, or nothing.
func byID(ctx context.Context, r db.Reader, id int64, lock string) (Application, error) {
	a, err := db.One[Application](ctx, r, "SELECT "+applicationColumns+" FROM applications WHERE id = $1"+lock, id)
	return a, db.Absent(err, "application.not_found", id)
}

// seenBy is byID for an actor: what he does not see is not there.
func seenBy(ctx context.Context, r db.Reader, by auth.Actor, id int64, lock string) (Application, error) {
	a, err := byID(ctx, r, id, lock)
	if err == nil && !a.sees(by) {
		err = absent(id)
	}
	return a, err
}

// save writes the application over the stored one; the version tells whether somebody was faster.
func save(ctx context.Context, tx *db.Tx, a *Application) error {
	a.ChangedAt, a.DueSort = tx.Now, a.presses()
	n, err := db.Update(ctx, tx, "applications", *a)
	if err == nil && n == 0 {
		err = fail.New(fail.Conflict, "application.stale", "application %d was changed by somebody else", a.ID)
	}
	if err != nil {
		return err
	}
	a.Version++
	return nil
}

// never sorts what has no day behind all others.
const never = "9999-12-31"

// presses is the next day that presses: of the registration while there is none, of the service afterwards. While the
// clock stands nothing presses.
func (a Application) presses() string {
	switch {
	case a.RegisteredOn.IsZero() && !a.RegisterBy.Date.IsZero():
		return a.RegisterBy.Date.String()
	case a.Due.V.Date.IsZero() || !a.Due.V.Stopped.IsZero():
		return never
	}
	return a.Due.V.Date.String()
}

// history lists what happened, oldest first.
func history(ctx context.Context, r db.Reader, id int64) ([]Event, error) {
	return db.All[Event](ctx, r, "SELECT "+eventColumns+" FROM application_events WHERE application_id = $1 ORDER BY id", id)
}

// subject names an application in the inbox.
func subject(id int64) string { return tasks.Subject("application", id) }
