package notify

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
)

// Notice is one thing told to one person.
type Notice struct {
	ID         int64                   `db:"id"`
	EmployeeID int64                   `db:"employee_id"`
	Code       string                  `db:"code"`
	Link       string                  `db:"link"`
	Params     db.JSON[map[string]any] `db:"params"`
	CreatedAt  time.Time               `db:"created_at"`
	SeenAt     *time.Time              `db:"seen_at"`
}

var columns = db.Columns[Notice]("")

// People tells the mailbox of an employee, "" when he has none or has left; org does it.
type People interface {
	Mailbox(ctx context.Context, r db.Reader, employeeID int64) (string, error)
}

// Send hands a letter to the mail server.
type Send func(ctx context.Context, to, subject, text string) error

// Service keeps notices and sends letters.
type Service struct {
	db     *db.DB
	people People
	send   Send   // nil: no mail server
	site   string // public address, "" when it is not set
}

// New makes the service; send is nil where there is no mail server.
func New(d *db.DB, p People, send Send, site string) *Service {
	return &Service{db: d, people: p, send: send, site: site}
}

// Notify tells an employee something in the transaction of the thing itself.
func (s *Service) Notify(ctx context.Context, tx *db.Tx, employeeID int64, code, link string, params map[string]any) error {
	if params == nil {
		params = map[string]any{}
	}
	id, err := db.Insert(ctx, tx, "notices", Notice{EmployeeID: employeeID, Code: code, Link: link,
		Params: db.JSON[map[string]any]{V: params}, CreatedAt: tx.Now})
	if err != nil {
		return fmt.Errorf("notify: %w", err)
	}
	if s.send == nil {
		return nil
	}
	return jobs.Add(ctx, tx, Letter{NoticeID: id})
}

// List shows the actor's own notices, the newest first, and how many he has not seen (a hundred at most).
func (s *Service) List(ctx context.Context, by auth.Actor, after string, limit int) (list []Notice, next string, unseen int, err error) {
	args := []any{by.PersonID}
	where := "employee_id = $1"
	if after != "" {
		before, err := strconv.ParseInt(after, 10, 64)
		if err != nil {
			return nil, "", 0, fail.Field("request.invalid", "after", "wrong_format")
		}
		where += " AND id < " + db.Arg(&args, before)
	}
	if limit == 0 {
		limit = 50
	}
	list, err = db.All[Notice](ctx, s.db, "SELECT "+columns+" FROM notices WHERE "+where+" ORDER BY id DESC LIMIT "+db.Arg(&args, limit+1), args...)
	if err != nil {
		return nil, "", 0, err
	}
	if len(list) > limit {
		list = list[:limit]
		next = strconv.FormatInt(list[limit-1].ID, 10)
	}
	unseen, err = db.One[int](ctx, s.db, "SELECT COUNT(*) FROM (SELECT 1 FROM notices WHERE employee_id = $1 AND seen_at IS NULL LIMIT 100) AS few", by.PersonID)
	return list, next, unseen, err
}

// Seen marks one notice of the actor.
func (s *Service) Seen(ctx context.Context, by auth.Actor, id int64) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		mine, err := db.Exists(ctx, tx, "SELECT 1 FROM notices WHERE id = $1 AND employee_id = $2", id, by.PersonID)
		if err != nil {
			return err
		}
		if !mine {
			return fail.New(fail.NotFound, "notice.absent", "notice %d", id)
		}
		_, err = tx.Exec(ctx, "UPDATE notices SET seen_at = $2 WHERE id = $1 AND seen_at IS NULL", id, tx.Now)
		return err
	})
}

// SeenAll marks everything up to a notice, so that one that came meanwhile stays new.
func (s *Service) SeenAll(ctx context.Context, by auth.Actor, upTo int64) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE notices SET seen_at = $3 WHERE employee_id = $1 AND id <= $2 AND seen_at IS NULL", by.PersonID, upTo, tx.Now)
		return err
	})
}
