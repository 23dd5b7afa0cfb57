package enrolment

import (
	"context"
	"fmt"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Unsorted is a page of the applications whose answer names no school of the list: somebody looks which one is meant. Those
// of the newest year come first, in their order; a page costs what it shows.
func (s *Service) Unsorted(ctx context.Context, by auth.Actor, end string, limit int) (page RowPage, err error) {
	if !by.Can(RightEnrol) {
		return page, fail.New(fail.Denied, "enrolment.denied", "unsorted applications")
	}
	if limit == 0 {
		limit = rowsAtOnce
	}
	args := []any{by.BodyID, Checks, NeedsConfirmation}
	where := "body_id = $1 AND school_id IS NULL AND state IN ($2, $3)"
	if end == "" {
		if page.Count, err = db.One[int](ctx, s.db, "SELECT count(*) FROM enrolments WHERE "+where, args...); err != nil {
			return page, err
		}
	} else {
		var year, sequence int64
		if n, _ := fmt.Sscanf(end, "%d.%d", &year, &sequence); n != 2 {
			return page, fail.Field("request.invalid", "after", "wrong_format")
		}
		y := db.Arg(&args, year)
		where += " AND (year < " + y + " OR year = " + y + " AND sequence > " + db.Arg(&args, sequence) + ")"
	}
	list, err := db.All[Enrolment](ctx, s.db, "SELECT "+enrolmentColumns+" FROM enrolments WHERE "+where+" ORDER BY year DESC, sequence LIMIT "+db.Arg(&args, limit+1), args...)
	if len(list) > limit {
		list = list[:limit]
		page.Next = fmt.Sprintf("%d.%d", list[limit-1].Year, list[limit-1].Sequence)
	}
	page.Items = make([]Row, len(list))
	for i, e := range list {
		page.Items[i] = e.row()
	}
	return page, err
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
