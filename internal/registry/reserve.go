package registry

import (
	"context"
	"strconv"
	"strings"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// ReserveInput asks for numbers to be kept for a purpose.
type ReserveInput struct {
	Count     int           `json:"count" minimum:"1" maximum:"100"`
	Purpose   string        `json:"purpose" minLength:"3" maxLength:"500"`
	ExpiresOn calendar.Date `json:"expires_on" format:"date"`
	KindID    int64         `json:"kind_id,omitempty" minimum:"0" doc:"Where the journal counts by kinds"`
	Letter    string        `json:"letter,omitempty" maxLength:"1" doc:"Where the journal counts by the letter of the applicant"`
}

// values are those of the documents for which the numbers are kept: their counter is the same.
func (in ReserveInput) values(by auth.Actor, index string) Values {
	v := Values{Index: index, Unit: strconv.FormatInt(by.UnitID, 10), Letter: strings.ToUpper(in.Letter)}
	if in.KindID != 0 {
		v.Kind = strconv.FormatInt(in.KindID, 10)
	}
	return v
}

// dimensionFields are the fields of a reservation that name the counter of a journal with a dimension.
var dimensionFields = map[string]string{"kind": "kind_id", "letter": "letter", "unit": "unit_id"}

// Reserve keeps the next numbers of a journal for a purpose (§2.3: with purpose, owner and expiry).
func (s *Service) Reserve(ctx context.Context, by auth.Actor, journalID int64, in ReserveInput) ([]Number, error) {
	var kept []Number
	err := s.db.Tx(ctx, by, func(tx *db.Tx) error {
		kept = nil
		j, err := s.mine(ctx, tx, by, journalID, RightRegister)
		if err != nil {
			return err
		}
		today := s.today(ctx, tx, j.BodyID)
		if in.ExpiresOn.Before(today) {
			return fail.Field("registry.expiry_past", "expires_on", "in_past")
		}
		v := in.values(by, s.index(ctx, tx, j.BodyID))
		if j.Dimension != "" && j.scope(v) == "" {
			return fail.Field("registry.value_missing", dimensionFields[j.Dimension], "required")
		}
		for range in.Count {
			seq, err := advance(ctx, tx, j, today, v)
			if err != nil {
				return err
			}
			n, err := j.number(tx, seq, today, v)
			if err != nil {
				return err
			}
			n.State, n.Purpose, n.ExpiresOn = Reserved, in.Purpose, in.ExpiresOn
			if n.ID, err = db.Insert(ctx, tx, "numbers", n); err != nil {
				return err
			}
			kept = append(kept, n)
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "registry.reserved", Object: j.Ref(), Detail: in})
	})
	return kept, err
}

// Take gives a reserved number to a document of the same counter. It gets the day of the registration, so that no number
// stands before one that was issued earlier; only where the journal says so it keeps the day of its reservation.
func (s *Service) Take(ctx context.Context, tx *db.Tx, numberID, journalID, documentID int64, v Values) (Number, error) {
	n, err := s.byID(ctx, tx, numberID)
	if err != nil {
		return n, err
	}
	j, err := s.open(ctx, tx, journalID)
	if err != nil {
		return n, err
	}
	today := s.today(ctx, tx, n.BodyID)
	switch {
	case n.State != Reserved || n.JournalID != j.ID || n.Dimension != j.scope(v):
		return n, fail.New(fail.Conflict, "registry.not_reserved", "number %d is %s", n.ID, n.State)
	case n.ExpiresOn.Before(today):
		return n, fail.New(fail.Conflict, "registry.reservation_expired", "number %d was kept until %s", n.ID, n.ExpiresOn).With("date", n.ExpiresOn.String())
	case !j.BackDates && n.Year != j.year(today):
		return n, fail.New(fail.Conflict, "registry.reserved_in_another_year", "number %d is of %d", n.ID, n.Year).With("year", n.Year)
	case !j.BackDates:
		n.Day = today
	}
	n.State, n.DocumentID = Given, &documentID
	_, err = db.Update(ctx, tx, "numbers", n)
	return n, err
}

// AnnulReserved gives up a reservation with a reason.
func (s *Service) AnnulReserved(ctx context.Context, by auth.Actor, numberID int64, reason string) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		n, err := s.byID(ctx, tx, numberID)
		if err != nil {
			return err
		}
		j, err := s.mine(ctx, tx, by, n.JournalID, RightRegister)
		if fail.KindOf(err) == fail.NotFound {
			return fail.New(fail.NotFound, "number.not_found", "number %d of another body", numberID)
		}
		if err != nil {
			return err
		}
		if n.State != Reserved {
			return fail.New(fail.Conflict, "registry.not_reserved", "number %d is %s", n.ID, n.State)
		}
		if reason == "" {
			return fail.Field("registry.reason_required", "reason", "required")
		}
		n.State, n.Reason, n.EndedBy, n.EndedAt = Annulled, reason, by.Name, &tx.Now
		if _, err := db.Update(ctx, tx, "numbers", n); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "registry.annulled", Object: j.Ref(), From: string(Reserved), To: string(Annulled), Detail: map[string]any{"number": n.Number, "reason": reason}})
	})
}

// closeCounters closes the common row of a journal's year, which is there even when no number was given, and those of
// its dimensions.
func closeCounters(ctx context.Context, tx *db.Tx, journalID int64, year int) error {
	if _, err := tx.Exec(ctx, `
		INSERT INTO counters (journal_id, year, dimension, last, closed_at) VALUES ($1, $2, '', 0, $3)
		ON CONFLICT (journal_id, year, dimension) DO UPDATE SET closed_at = excluded.closed_at WHERE counters.closed_at IS NULL`,
		journalID, year, tx.Now); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, "UPDATE counters SET closed_at = $1 WHERE journal_id = $2 AND year = $3 AND closed_at IS NULL", tx.Now, journalID, year)
	return err
}

// CloseYear ends the counters of a year. A reservation that is left must be annulled first (scenario 4). The counters
// are held before it looks: a reservation at the same moment is either seen or refused.
func (s *Service) CloseYear(ctx context.Context, by auth.Actor, journalID int64, year int) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		j, err := s.mine(ctx, tx, by, journalID, RightSetUp)
		if err != nil {
			return err
		}
		if j.Period == "none" {
			return fail.New(fail.Conflict, "registry.no_years", "journal %d has no years", j.ID)
		}
		if err := closeCounters(ctx, tx, j.ID, year); err != nil {
			return err
		}
		left, err := db.All[string](ctx, tx, "SELECT number FROM numbers WHERE journal_id = $1 AND year = $2 AND state = 'reserved' ORDER BY seq", j.ID, year)
		if err != nil {
			return err
		}
		if len(left) > 0 {
			return fail.New(fail.Conflict, "registry.reservations_left", "%d reservations are left", len(left)).With("numbers", left)
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "registry.year_closed", Object: j.Ref(), Detail: map[string]any{"year": year}})
	})
}
