package registry

import (
	"context"

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
}

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
		for range in.Count {
			seq, err := advance(ctx, tx, j, today, Values{})
			if err != nil {
				return err
			}
			n, err := j.number(tx, seq, today, Values{Index: s.index(ctx, tx, j.BodyID)})
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

// Take gives a reserved number to a document.
func (s *Service) Take(ctx context.Context, tx *db.Tx, numberID, journalID, documentID int64) (Number, error) {
	n, err := s.byID(ctx, tx, numberID)
	if err != nil {
		return n, err
	}
	if n.State != Reserved || n.JournalID != journalID {
		return n, fail.New(fail.Conflict, "registry.not_reserved", "number %d is %s", n.ID, n.State)
	}
	if n.ExpiresOn.Before(s.today(ctx, tx, n.BodyID)) {
		return n, fail.New(fail.Conflict, "registry.reservation_expired", "number %d was kept until %s", n.ID, n.ExpiresOn).With("date", n.ExpiresOn.String())
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

// CloseYear ends the counters of a year. A reservation that is left must be annulled first (scenario 4). The counters
// are held before it looks: a reservation at the same moment is either seen or refused.
func (s *Service) CloseYear(ctx context.Context, by auth.Actor, journalID int64, year int) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		j, err := s.mine(ctx, tx, by, journalID, RightSetUp)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "UPDATE counters SET closed_at = $1 WHERE journal_id = $2 AND year = $3 AND closed_at IS NULL", tx.Now, j.ID, year); err != nil {
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
