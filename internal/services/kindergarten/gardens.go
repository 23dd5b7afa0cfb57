package kindergarten

import (
	"context"
	"errors"
	"strings"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

func (s *Service) gardens(ctx context.Context, r db.Reader, bodyID int64) ([]Kindergarten, error) {
	return db.All[Kindergarten](ctx, r, "SELECT "+db.Columns[Kindergarten]("")+" FROM kindergartens WHERE body_id = $1 ORDER BY name, id", bodyID)
}

// gardenOfOfficer is a kindergarten of the officer's body; for others it is not there.
func (s *Service) gardenOfOfficer(ctx context.Context, r db.Reader, by auth.Actor, id int64) (Kindergarten, error) {
	k, err := db.One[Kindergarten](ctx, r, "SELECT "+db.Columns[Kindergarten]("")+" FROM kindergartens WHERE id = $1 AND body_id = $2", id, by.BodyID)
	if errors.Is(err, db.ErrNone) || err == nil && !by.Can(RightEnrol) {
		err = fail.New(fail.NotFound, "kindergarten.no_garden", "no kindergarten %d", id)
	}
	return k, err
}

// GroupInput is a group with its places.
type GroupInput struct {
	Year     int    `json:"year" minimum:"2020" maximum:"2100"`
	Name     string `json:"name" minLength:"1" maxLength:"100"`
	Age      int    `json:"age" minimum:"0" maximum:"7" doc:"Full years on 1 September"`
	Profile  string `json:"profile" enum:"general,special"`
	Language string `json:"language,omitempty" maxLength:"10" doc:"Empty: any"`
	Regime   string `json:"regime,omitempty" maxLength:"10" doc:"Empty: any"`
	Places   int    `json:"places" minimum:"0" maximum:"60"`
}

// GardenInput names a kindergarten.
type GardenInput struct {
	Name string `json:"name" minLength:"1" maxLength:"200"`
	Code string `json:"code,omitempty" maxLength:"60" doc:"In the list of the form"`
}

// AddGarden enters a kindergarten.
func (s *Service) AddGarden(ctx context.Context, by auth.Actor, in GardenInput) (k Kindergarten, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if _, err := s.queueOf(ctx, tx, by); err != nil {
			return err
		}
		k = Kindergarten{BodyID: by.BodyID, Name: strings.TrimSpace(in.Name), Code: strings.TrimSpace(in.Code), NameKey: nameKey(in.Name)}
		known, err := db.Exists(ctx, tx, "SELECT 1 FROM kindergartens WHERE body_id = $1 AND (name_key = $2 OR code <> '' AND code = $3)", k.BodyID, k.NameKey, k.Code)
		if err != nil {
			return err
		}
		if known || k.NameKey == "" {
			return fail.New(fail.Conflict, "kindergarten.known", "kindergarten %q", k.Name)
		}
		if k.ID, err = db.Insert(ctx, tx, "kindergartens", k); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "kindergarten.added", Object: audit.Ref{Kind: "kindergarten", ID: k.ID, Title: k.Name}})
	})
	return k, err
}

// AddGroup opens a group of a year.
func (s *Service) AddGroup(ctx context.Context, by auth.Actor, gardenID int64, in GroupInput) (g Group, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		ours, err := db.Exists(ctx, tx, "SELECT 1 FROM kindergartens WHERE id = $1 AND body_id = $2", gardenID, by.BodyID)
		if err != nil {
			return err
		}
		if !ours || !by.Can(RightEnrol) {
			return fail.New(fail.NotFound, "kindergarten.no_garden", "no kindergarten %d", gardenID)
		}
		g = Group{KindergartenID: gardenID, Year: in.Year, Name: strings.TrimSpace(in.Name), Age: in.Age, Profile: in.Profile, Language: in.Language, Regime: in.Regime, Places: in.Places, Version: 1}
		if g.Name == "" {
			return fail.Field("kindergarten.wrong", "name", "required")
		}
		if g.ID, err = db.Insert(ctx, tx, "kindergarten_groups", g); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "kindergarten.group", Object: audit.Ref{Kind: "kindergarten", ID: gardenID}, Detail: in})
	})
	return g, err
}

// PlacesInput changes the places of a group.
type PlacesInput struct {
	Places  int   `json:"places" minimum:"0" maximum:"60"`
	Version int64 `json:"version"`
}

// SetPlaces says how many children a group takes.
func (s *Service) SetPlaces(ctx context.Context, by auth.Actor, groupID int64, in PlacesInput) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		ours, err := db.Exists(ctx, tx, "SELECT 1 FROM kindergarten_groups g JOIN kindergartens k ON k.id = g.kindergarten_id WHERE g.id = $1 AND k.body_id = $2", groupID, by.BodyID)
		if err != nil {
			return err
		}
		if !ours || !by.Can(RightEnrol) {
			return fail.New(fail.NotFound, "kindergarten.no_group", "no group %d", groupID)
		}
		held, err := db.One[int](ctx, tx, "SELECT count(*) FROM kindergarten_records WHERE group_id = $1 OR old_group_id = $1", groupID)
		if err != nil {
			return err
		}
		if in.Places < held {
			return fail.New(fail.Conflict, "kindergarten.places_taken", "%d are held", held).With("taken", held)
		}
		n, err := tx.Exec(ctx, "UPDATE kindergarten_groups SET places = $1, version = version + 1 WHERE id = $2 AND version = $3", in.Places, groupID, in.Version)
		if err == nil && n == 0 {
			err = fail.New(fail.Conflict, "kindergarten.stale", "the group is of another version")
		}
		if err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "kindergarten.places", Object: audit.Ref{Kind: "kindergarten_group", ID: groupID}, Detail: in})
	})
}

// SettingsInput is what the body sets for its queue.
type SettingsInput struct {
	Benefits   []Benefit `json:"benefits" maxItems:"30"`
	AnswerDays int       `json:"answer_days" minimum:"1" maximum:"60"`
	EnrolDays  int       `json:"enrol_days" minimum:"1" maximum:"30"`
	Version    int64     `json:"version"`
}

// Set changes benefits and terms. Ranks of all who wait follow at once.
func (s *Service) Set(ctx context.Context, by auth.Actor, in SettingsInput) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		q, err := s.queueOf(ctx, tx, by)
		if err != nil {
			return err
		}
		n, err := tx.Exec(ctx, "UPDATE kindergarten_queues SET benefits = $1, answer_days = $2, enrol_days = $3, version = version + 1 WHERE id = $4 AND version = $5",
			db.JSON[[]Benefit]{V: in.Benefits}, in.AnswerDays, in.EnrolDays, q.ID, in.Version)
		if err == nil && n == 0 {
			err = fail.New(fail.Conflict, "kindergarten.stale", "the settings are of another version")
		}
		if err != nil {
			return err
		}
		q.Benefits.V = in.Benefits
		waiting, err := db.All[Record](ctx, tx, "SELECT "+recordColumns+" FROM kindergarten_records WHERE queue_id = $1 AND state IN ($2, $3)", q.ID, Recorded, WishesChange)
		if err != nil {
			return err
		}
		for _, r := range waiting {
			if err := s.ranks(ctx, tx, q, r); err != nil {
				return err
			}
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "kindergarten_queue.set", Object: q.Ref(), Detail: in})
	})
}

// Settle enters a queue with its kindergartens: for a region that begins.
func (s *Service) Settle(ctx context.Context, tx *db.Tx, q Queue, gardens []Kindergarten, groups map[string][]Group) (Queue, error) {
	var err error
	q.Version = 1
	if q.ID, err = db.Insert(ctx, tx, "kindergarten_queues", q); err != nil {
		return q, err
	}
	for _, k := range gardens {
		k.BodyID, k.NameKey = q.BodyID, nameKey(k.Name)
		if k.ID, err = db.Insert(ctx, tx, "kindergartens", k); err != nil {
			return q, err
		}
		for _, g := range groups[k.Code] {
			g.KindergartenID, g.Version = k.ID, 1
			if _, err := db.Insert(ctx, tx, "kindergarten_groups", g); err != nil {
				return q, err
			}
		}
	}
	return q, nil
}
