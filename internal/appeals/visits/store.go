package visits

import (
	"context"

	"veche/internal/platform/audit"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

func (s *Service) day(ctx context.Context, r db.Reader, id int64) (Day, error) {
	d, err := db.One[Day](ctx, r, "SELECT "+db.Columns[Day]("")+" FROM visit_days WHERE id = $1", id)
	return d, db.Absent(err, "visit.no_day", id)
}

// held is a day locked to the end of the transaction: appointments of one day follow one another.
func (s *Service) held(ctx context.Context, tx *db.Tx, id int64) (Day, error) {
	d, err := db.One[Day](ctx, tx, "SELECT "+db.Columns[Day]("")+" FROM visit_days WHERE id = $1"+tx.Words().Lock, id)
	return d, db.Absent(err, "visit.no_day", id)
}

func (s *Service) visit(ctx context.Context, r db.Reader, id int64) (Visit, error) {
	v, err := db.One[Visit](ctx, r, "SELECT "+db.Columns[Visit]("")+" FROM visits WHERE id = $1", id)
	return v, db.Absent(err, "visit.not_found", id)
}

func (s *Service) visitsOf(ctx context.Context, r db.Reader, dayID int64) ([]Visit, error) {
	return db.All[Visit](ctx, r, "SELECT "+db.Columns[Visit]("")+" FROM visits WHERE day_id = $1 ORDER BY out_of_turn DESC, CASE WHEN at = '' THEN 1 ELSE 0 END, at, id", dayID)
}

// save keeps a changed visit and writes the act into the audit.
func (s *Service) save(ctx context.Context, tx *db.Tx, v *Visit, action string, detail any) error {
	n, err := db.Update(ctx, tx, "visits", *v)
	if err != nil {
		return err
	}
	if n == 0 {
		return fail.New(fail.Conflict, "document.stale", "visit %d has changed", v.ID)
	}
	v.Version++
	return audit.Write(ctx, tx, audit.Entry{Action: action, Object: v.Ref(), To: string(v.State), Detail: detail})
}

// next is the number of a card: consecutive in the body and the year, none is lost with a transaction that failed.
func (s *Service) next(ctx context.Context, tx *db.Tx, bodyID int64, year int) (int, error) {
	return db.One[int](ctx, tx, `
		INSERT INTO visit_numbers (body_id, year, last) VALUES ($1, $2, 1)
		ON CONFLICT (body_id, year) DO UPDATE SET last = visit_numbers.last + 1 RETURNING last`, bodyID, year)
}

func (s *Service) daysBetween(ctx context.Context, r db.Reader, bodyID int64, from, to calendar.Date) ([]Day, error) {
	return db.All[Day](ctx, r, "SELECT "+db.Columns[Day]("")+" FROM visit_days WHERE body_id = $1 AND day >= $2 AND day <= $3 ORDER BY day, starts, id",
		bodyID, from, to)
}
