package enrolment

import (
	"context"

	"veche/internal/platform/db"
)

// Settled is a school with what is decided about it: places of the year and the lines of the act on its territory.
type Settled struct {
	Name      string
	Code      string // in the list of schools of the form
	Places    int
	Territory []Territory
}

// Settle enters a campaign with its schools: for a region that begins.
func (s *Service) Settle(ctx context.Context, tx *db.Tx, c Campaign, schools []Settled) (Campaign, error) {
	var err error
	c.Version = 1
	if c.ID, err = db.Insert(ctx, tx, "enrolment_campaigns", c); err != nil {
		return c, err
	}
	if err := keepDates(ctx, tx, c); err != nil {
		return c, err
	}
	for _, one := range schools {
		school := School{BodyID: c.BodyID, Name: one.Name, NameKey: nameKey(one.Name), Code: one.Code, Version: 1}
		if school.ID, err = db.Insert(ctx, tx, "enrolment_schools", school); err != nil {
			return c, err
		}
		if _, err := tx.Exec(ctx, "INSERT INTO enrolment_places (school_id, year, places, classes) VALUES ($1, $2, $3, $4)", school.ID, c.Year, one.Places,
			db.JSON[[]Class]{V: []Class{{Name: "1А", Places: one.Places}}}); err != nil {
			return c, err
		}
		for _, t := range one.Territory {
			t.SchoolID = school.ID
			if _, err := db.Insert(ctx, tx, "enrolment_territories", t); err != nil {
				return c, err
			}
		}
	}
	return c, nil
}
