package appeals

import (
	"context"

	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

// MessageFigures are what became of the messages of a body that were registered in some days. They are counted apart from
// appeals: another law, another clock.
type MessageFigures struct {
	BodyID    int64 `db:"body_id"`
	Received  int   `db:"received"`
	Open      int   `db:"open"`
	Overdue   int   `db:"overdue"`   // of those that are open
	InTime    int   `db:"in_time"`   // ended by the last day, also a moved one
	Late      int   `db:"late"`      // ended after it
	Prolonged int   `db:"prolonged"` // their last day was moved
	Left      int   `db:"left_out"`  // without consideration on the substance
}

// Messages counts the messages of bodies; no body means all of them.
func (s *Service) Messages(ctx context.Context, r db.Reader, bodyID int64, from, to, today calendar.Date) ([]MessageFigures, error) {
	args := []any{from.String(), to.String(), today.String(), true}
	where := ""
	if bodyID != 0 {
		where = " AND body_id = " + db.Arg(&args, bodyID)
	}
	return db.All[MessageFigures](ctx, r, `
		SELECT body_id, count(*) AS received, sum(CASE WHEN open = $4 THEN 1 ELSE 0 END) AS open,
		       sum(CASE WHEN open = $4 AND due_on < $3 THEN 1 ELSE 0 END) AS overdue,
		       sum(CASE WHEN open <> $4 AND closed_on <= due_on THEN 1 ELSE 0 END) AS in_time,
		       sum(CASE WHEN open <> $4 AND closed_on > due_on THEN 1 ELSE 0 END) AS late,
		       sum(CASE WHEN extended = $4 THEN 1 ELSE 0 END) AS prolonged, sum(CASE WHEN ground <> '' THEN 1 ELSE 0 END) AS left_out
		  FROM appeal_register
		 WHERE kind = 'message' AND registered_on >= $1 AND registered_on <= $2`+where+" GROUP BY body_id ORDER BY body_id", args...)
}
