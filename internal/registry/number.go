package registry

import (
	"context"
	"errors"

	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/text"
)

// Next gives the next number of a journal in the caller's transaction. The counter's row stays locked until the
// transaction ends, so numbers are consecutive and a rolled-back registration leaves no gap (scenario 1).
func (s *Service) Next(ctx context.Context, tx *db.Tx, journalID, documentID int64, day calendar.Date, v Values) (Number, error) {
	j, err := s.open(ctx, tx, journalID)
	if err != nil {
		return Number{}, err
	}
	seq, err := advance(ctx, tx, j, day, v)
	if err != nil {
		return Number{}, err
	}
	n, err := j.number(tx, seq, day, v)
	if err != nil {
		return Number{}, err
	}
	n.State, n.DocumentID = Given, &documentID
	n.ID, err = db.Insert(ctx, tx, "numbers", n)
	return n, err
}

// Annul marks the number of a document as annulled; it stays in the journal and is never given again (scenario 3).
func (s *Service) Annul(ctx context.Context, tx *db.Tx, documentID int64, reason string) error {
	if reason == "" {
		return fail.Field("registry.reason_required", "reason", "required")
	}
	_, err := tx.Exec(ctx, `
		UPDATE numbers SET state = 'annulled', reason = $1, ended_by = $2, ended_at = $3
		 WHERE document_id = $4 AND state = 'given'`, reason, tx.By.Name, tx.Now, documentID)
	return err
}

// number fills one line of the journal.
func (j Journal) number(tx *db.Tx, seq int64, day calendar.Date, v Values) (Number, error) {
	written, err := j.render(seq, day, v)
	if err != nil {
		return Number{}, err
	}
	return Number{
		BodyID: j.BodyID, JournalID: j.ID, Year: j.year(day), Dimension: j.scope(v), Seq: seq,
		Number: written, NumberKey: text.NumberKey(written), Day: day,
		GivenBy: tx.By.PersonID, GivenName: tx.By.Name, GivenAt: tx.Now,
	}, nil
}

// advance moves the counter by one and holds its row. A counter of a dimension holds the common row of the year first:
// the closing of the year stands there.
func advance(ctx context.Context, tx *db.Tx, j Journal, day calendar.Date, v Values) (int64, error) {
	if j.scope(v) != "" {
		_, err := db.One[int64](ctx, tx, `
			INSERT INTO counters (journal_id, year, dimension, last) VALUES ($1, $2, '', 0)
			ON CONFLICT (journal_id, year, dimension) DO UPDATE SET last = counters.last WHERE counters.closed_at IS NULL
			RETURNING last`, j.ID, j.year(day))
		if errors.Is(err, db.ErrNone) {
			err = yearClosed(j, day)
		}
		if err != nil {
			return 0, err
		}
	}
	seq, err := db.One[int64](ctx, tx, `
		INSERT INTO counters (journal_id, year, dimension, last) VALUES ($1, $2, $3, 1)
		ON CONFLICT (journal_id, year, dimension) DO UPDATE SET last = counters.last + 1 WHERE counters.closed_at IS NULL
		RETURNING last`, j.ID, j.year(day), j.scope(v))
	if errors.Is(err, db.ErrNone) {
		return 0, yearClosed(j, day)
	}
	return seq, err
}

func yearClosed(j Journal, day calendar.Date) error {
	return fail.New(fail.Conflict, "registry.year_closed", "year %d of journal %d is closed", day.Year(), j.ID)
}

// open is a journal that still gives numbers.
func (s *Service) open(ctx context.Context, r db.Reader, id int64) (Journal, error) {
	j, err := s.Journal(ctx, r, id)
	if err == nil && !j.Active {
		err = fail.New(fail.Conflict, "registry.journal_inactive", "journal %d is not active", id)
	}
	return j, err
}
