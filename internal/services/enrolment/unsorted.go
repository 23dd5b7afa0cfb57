package enrolment

import (
	"context"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Unsorted are the applications whose answer names no school of the list: somebody looks which one is meant.
func (s *Service) Unsorted(ctx context.Context, by auth.Actor) ([]Row, error) {
	if !by.Can(RightEnrol) {
		return nil, fail.New(fail.Denied, "enrolment.denied", "unsorted applications")
	}
	list, err := db.All[Enrolment](ctx, s.db, "SELECT "+enrolmentColumns+` FROM enrolments WHERE body_id = $1 AND school_id IS NULL AND state IN ($2, $3)
		ORDER BY year DESC, sequence LIMIT $4`, by.BodyID, Checks, NeedsConfirmation, mostRows)
	rows := make([]Row, len(list))
	for i, e := range list {
		rows[i] = e.row()
	}
	return rows, err
}

// Sorted says to which school an application belongs.
type Sorted struct {
	SchoolID int64 `json:"school_id" minimum:"1"`
	Version  int64 `json:"version"`
}

// Sort puts an application into the register of a school by hand. Its place by time stays what it was.
func (s *Service) Sort(ctx context.Context, by auth.Actor, id int64, in Sorted) (Enrolment, error) {
	return s.act(ctx, by, id, in.Version, Sort, func(tx *db.Tx, e *Enrolment) error {
		school, err := s.schoolOf(ctx, tx, by, in.SchoolID)
		if err != nil {
			return err
		}
		lines, err := s.territoryOf(ctx, tx, school.ID)
		if err != nil {
			return err
		}
		e.SchoolID = &school.ID
		e.Resident = covered(lines, e.Address, calendar.DateOf(e.AcceptedAt, s.org.Zone(ctx, tx, school.BodyID)))
		return nil
	})
}
