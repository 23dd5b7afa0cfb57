package enrolment

import (
	"context"
	"strings"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// SchoolInput names a school as its founder does.
type SchoolInput struct {
	Name    string `json:"name" minLength:"1" maxLength:"200"`
	Code    string `json:"code,omitempty" maxLength:"60" doc:"In the list of schools of the form: by it answers find the school"`
	Version int64  `json:"version,omitempty"`
}

func (in SchoolInput) school(bodyID int64) (School, error) {
	school := School{BodyID: bodyID, Name: strings.TrimSpace(in.Name), Code: strings.TrimSpace(in.Code)}
	if school.NameKey = nameKey(school.Name); school.NameKey == "" {
		return school, fail.Field("enrolment.school_wrong", "name", "required")
	}
	return school, nil
}

// AddSchool enters a school into the list of the body.
func (s *Service) AddSchool(ctx context.Context, by auth.Actor, in SchoolInput) (school School, err error) {
	if !by.Can(RightEnrol) {
		return school, fail.New(fail.Denied, "enrolment.denied", "schools")
	}
	if school, err = in.school(by.BodyID); err != nil {
		return school, err
	}
	school.Version = 1
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if err := s.unique(ctx, tx, school); err != nil {
			return err
		}
		if school.ID, err = db.Insert(ctx, tx, "enrolment_schools", school); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "school.added", Object: school.Ref()})
	})
	return school, err
}

// unique refuses a second school of one name, or of one code: an answer would not know which is meant.
func (s *Service) unique(ctx context.Context, tx *db.Tx, school School) error {
	taken, err := db.Exists(ctx, tx, "SELECT 1 FROM enrolment_schools WHERE body_id = $1 AND id <> $2 AND (name_key = $3 OR code <> '' AND code = $4)",
		school.BodyID, school.ID, school.NameKey, school.Code)
	if err == nil && taken {
		err = fail.New(fail.Conflict, "enrolment.school_known", "school %q", school.Name)
	}
	return err
}

// ChangeSchool names a school anew.
func (s *Service) ChangeSchool(ctx context.Context, by auth.Actor, id int64, in SchoolInput) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		was, err := s.schoolOf(ctx, tx, by, id)
		if err != nil {
			return err
		}
		school, err := in.school(was.BodyID)
		if err != nil {
			return err
		}
		if was.Version != in.Version {
			return fail.New(fail.Conflict, "enrolment.stale", "version %d, not %d", was.Version, in.Version)
		}
		school.ID = id
		if err := s.unique(ctx, tx, school); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "UPDATE enrolment_schools SET name = $1, name_key = $2, code = $3, version = version + 1 WHERE id = $4",
			school.Name, school.NameKey, school.Code, id); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "school.changed", Object: school.Ref(), From: was.Name, To: school.Name})
	})
}

// PlacesInput says how many children a school takes, class by class.
type PlacesInput struct {
	Year    int     `json:"year" minimum:"2020" maximum:"2100"`
	Classes []Class `json:"classes" minItems:"1" maxItems:"40"`
	Version int64   `json:"version"`
}

// SetPlaces changes the number of places: founders open classes.
func (s *Service) SetPlaces(ctx context.Context, by auth.Actor, schoolID int64, in PlacesInput) error {
	places := 0
	for i, c := range in.Classes {
		if in.Classes[i].Name = strings.TrimSpace(c.Name); in.Classes[i].Name == "" || c.Places < 0 {
			return fail.Field("enrolment.school_wrong", "classes", "required")
		}
		places += c.Places
	}
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		school, err := s.schoolOf(ctx, tx, by, schoolID)
		if err != nil {
			return err
		}
		if _, err := s.campaignOf(ctx, tx, school.BodyID, in.Year); err != nil {
			return err
		}
		taken, err := s.seatsIn(ctx, tx, schoolID, in.Year)
		if err != nil {
			return err
		}
		if places < taken {
			return fail.New(fail.Conflict, "enrolment.places_taken", "%d are enrolled", taken).With("taken", taken)
		}
		n, err := tx.Exec(ctx, `INSERT INTO enrolment_places (school_id, year, places, classes) VALUES ($1, $2, $3, $4)
			ON CONFLICT (school_id, year) DO UPDATE SET places = excluded.places, classes = excluded.classes, version = enrolment_places.version + 1
			WHERE enrolment_places.version = $5`, schoolID, in.Year, places, db.JSON[[]Class]{V: in.Classes}, in.Version)
		if err != nil {
			return err
		}
		if n == 0 {
			return fail.New(fail.Conflict, "enrolment.stale", "the places are of another version")
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "school.places", Object: school.Ref(), Detail: map[string]any{"year": in.Year, "places": places}})
	})
}

// TerritoryInput is a line of the act on territories, which is issued not later than 15 March (приказ № 458 п. 6).
type TerritoryInput struct {
	ActNumber string        `json:"act_number" minLength:"1" maxLength:"60"`
	ActDate   calendar.Date `json:"act_date"`
	ValidFrom calendar.Date `json:"valid_from"`
	Street    string        `json:"street" minLength:"1" maxLength:"150"`
	HouseFrom int           `json:"house_from" minimum:"1" maximum:"9999"`
	HouseTo   int           `json:"house_to" minimum:"0" maximum:"9999" doc:"0: to the end of the street"`
	Side      Side          `json:"side" enum:"all,odd,even"`
}

// AssignTerritory assigns addresses to a school. Who waits for his checks is looked at anew.
func (s *Service) AssignTerritory(ctx context.Context, by auth.Actor, schoolID int64, in TerritoryInput) error {
	t := Territory{SchoolID: schoolID, ActNumber: strings.TrimSpace(in.ActNumber), ActDate: in.ActDate, ValidFrom: in.ValidFrom, Street: strings.TrimSpace(in.Street),
		HouseFrom: in.HouseFrom, HouseTo: in.HouseTo, Side: in.Side}
	switch {
	case len(wordsOf(t.Street)) == 0:
		return fail.Field("enrolment.territory_wrong", "street", "required")
	case t.ActNumber == "" || t.ActDate.IsZero() || t.ValidFrom.IsZero():
		return fail.Field("enrolment.territory_wrong", "act_number", "required")
	case t.HouseTo != 0 && t.HouseTo < t.HouseFrom:
		return fail.Field("enrolment.territory_wrong", "house_to", "houses_reversed")
	}
	return s.onTerritory(ctx, by, schoolID, "school.territory", func(tx *db.Tx) error {
		_, err := db.Insert(ctx, tx, "enrolment_territories", t)
		return err
	})
}

// TerritoryEnd says from when a line of the act is over.
type TerritoryEnd struct {
	LineID int64         `json:"line_id" minimum:"1"`
	Until  calendar.Date `json:"until" doc:"Last day"`
}

// EndTerritory ends a line on its last day: what was decided by it stays explained.
func (s *Service) EndTerritory(ctx context.Context, by auth.Actor, schoolID int64, in TerritoryEnd) error {
	return s.onTerritory(ctx, by, schoolID, "school.territory_ended", func(tx *db.Tx) error {
		n, err := tx.Exec(ctx, "UPDATE enrolment_territories SET valid_until = $1 WHERE id = $2 AND school_id = $3 AND valid_from <= $1", in.Until, in.LineID, schoolID)
		if err == nil && n == 0 {
			err = fail.Field("enrolment.territory_wrong", "until", "before_start")
		}
		return err
	})
}

func (s *Service) onTerritory(ctx context.Context, by auth.Actor, schoolID int64, action string, change func(tx *db.Tx) error) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		school, err := s.schoolOf(ctx, tx, by, schoolID)
		if err != nil {
			return err
		}
		if err := change(tx); err != nil {
			return err
		}
		if err := s.residentsAnew(ctx, tx, school); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: action, Object: school.Ref()})
	})
}

// residentsAnew compares the addresses of those who wait for their checks with the lines as they are now.
func (s *Service) residentsAnew(ctx context.Context, tx *db.Tx, school School) error {
	lines, err := s.territoryOf(ctx, tx, school.ID)
	if err != nil {
		return err
	}
	zone := s.org.Zone(ctx, tx, school.BodyID)
	waiting, err := db.All[Enrolment](ctx, tx, "SELECT "+enrolmentColumns+" FROM enrolments WHERE school_id = $1 AND state = $2", school.ID, Checks)
	if err != nil {
		return err
	}
	for _, e := range waiting {
		if lives := covered(lines, e.Address, calendar.DateOf(e.AcceptedAt, zone)); lives != e.Resident {
			if _, err := tx.Exec(ctx, "UPDATE enrolments SET resident = $1, version = version + 1 WHERE id = $2", lives, e.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Service) territoryOf(ctx context.Context, r db.Reader, schoolID int64) ([]Territory, error) {
	return db.All[Territory](ctx, r, "SELECT "+db.Columns[Territory]("")+" FROM enrolment_territories WHERE school_id = $1 ORDER BY valid_from DESC, street, house_from, id", schoolID)
}

func covered(lines []Territory, address string, on calendar.Date) bool {
	for _, line := range lines {
		if line.Covers(address, on) {
			return true
		}
	}
	return false
}
