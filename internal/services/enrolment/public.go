package enrolment

import (
	"context"
	"fmt"
	"sync"
	"time"

	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

// Town is a municipality with its schools as everybody may see them: numbers alone. A school tells its places within 10
// calendar days after the act on territories, and what is free for children from elsewhere by 5 July (приказ № 458 п. 16).
type Town struct {
	BodyID   int64
	Name     string
	Service  int64 // by which one applies
	Year     int
	Places   int
	Accepted int
	Free     int
	FreeTold bool // the first stage is over: what is free is known
	Schools  []Places
}

// Places is a school with what is published of it.
type Places struct {
	ID         int64
	Name       string
	Act        string        // on its territory
	TellBy     calendar.Date // the places are told by this day; zero while there is no act
	Classes    []Class
	Places     int
	Accepted   int
	Privileged string
	Free       int
}

// fives is the width in which applications with a right to go first are told: from a number that moves by one, whoever saw a
// neighbour apply would learn of his right.
const fives = 5

// told is a number of people with a right as it may be published.
func told(n int) string {
	if n < fives {
		return fmt.Sprintf("меньше %d", fives)
	}
	from := n / fives * fives
	return fmt.Sprintf("%d–%d", from, from+fives-1)
}

// toldFor is how long the published numbers stand before they are counted anew.
const toldFor = time.Minute

// published keeps the numbers that everybody asks for.
type published struct {
	mu    sync.Mutex
	at    time.Time
	towns []Town
}

// Towns are the municipalities that receive applications, with their schools. Counting passes once over the applications of
// the receptions that go on; however many people look, it is done once a minute.
func (s *Service) Towns(ctx context.Context) ([]Town, error) {
	s.published.mu.Lock()
	defer s.published.mu.Unlock()
	now := s.db.Now()
	if age := now.Sub(s.published.at); s.published.towns != nil && age >= 0 && age < toldFor {
		return s.published.towns, nil
	}
	towns, err := s.towns(ctx, now)
	if err != nil {
		return nil, err
	}
	s.published.at, s.published.towns = now, towns
	return towns, nil
}

// Receptions are the services by which one applies to schools: their public numbers are worth a link.
func (s *Service) Receptions(ctx context.Context, r db.Reader) ([]int64, error) {
	return db.All[int64](ctx, r, "SELECT DISTINCT service_id FROM enrolment_campaigns ORDER BY service_id")
}

func (s *Service) towns(ctx context.Context, now time.Time) ([]Town, error) {
	type row struct {
		Campaign int64            `db:"campaign"`
		BodyID   int64            `db:"body_id"`
		Body     string           `db:"body"`
		Service  int64            `db:"service_id"`
		Year     int              `db:"year"`
		Closes1  time.Time        `db:"closes1"`
		ID       int64            `db:"id"`
		Name     string           `db:"name"`
		Places   int              `db:"places"`
		Classes  db.JSON[[]Class] `db:"classes"`
	}
	list, err := db.All[row](ctx, s.db, `SELECT c.id AS campaign, c.body_id AS body_id, b.name AS body, c.service_id AS service_id, c.year AS year, c.closes1 AS closes1, s.id AS id, s.name AS name,
			COALESCE(p.places, 0) AS places, COALESCE(p.classes, '[]') AS classes
		FROM enrolment_campaigns c JOIN bodies b ON b.id = c.body_id JOIN enrolment_schools s ON s.body_id = c.body_id
		LEFT JOIN enrolment_places p ON p.school_id = s.id AND p.year = c.year
		WHERE b.active AND c.year = `+shownYear+`
		ORDER BY b.name, b.id, c.id, s.name, s.id`, now.Add(setAhead))
	if err != nil {
		return nil, err
	}
	counts, err := s.countedBySchool(ctx, now)
	if err != nil {
		return nil, err
	}
	acts, err := s.newestActs(ctx, now)
	if err != nil {
		return nil, err
	}
	towns := []Town{}
	var last int64
	for _, r := range list {
		if r.Campaign != last {
			towns, last = append(towns, Town{BodyID: r.BodyID, Name: r.Body, Service: r.Service, Year: r.Year, FreeTold: !now.Before(r.Closes1)}), r.Campaign
		}
		n, act := counts[r.ID], acts[r.ID]
		school := Places{ID: r.ID, Name: r.Name, Classes: r.Classes.V, Places: r.Places, Accepted: n.Accepted, Privileged: told(n.Privileged), Free: max(r.Places-n.Held, 0), Act: act.title(), TellBy: act.tellBy()}
		town := &towns[len(towns)-1]
		town.Places, town.Accepted, town.Free = town.Places+school.Places, town.Accepted+school.Accepted, town.Free+school.Free
		town.Schools = append(town.Schools, school)
	}
	return towns, nil
}

// counted are the applications of a school in the reception that goes on. Until its checks are over an application counts by
// the right that it names.
type counted struct {
	SchoolID   int64 `db:"school_id"`
	Accepted   int   `db:"accepted"`
	Privileged int   `db:"privileged"`
	Held       int   `db:"held"`
}

func (s *Service) countedBySchool(ctx context.Context, now time.Time) (map[int64]counted, error) {
	list, err := db.All[counted](ctx, s.db, `SELECT e.school_id AS school_id, count(*) AS accepted,
			sum(CASE WHEN CASE WHEN e.grp = 0 THEN e.claim ELSE e.ground END <> 'none' THEN 1 ELSE 0 END) AS privileged, sum(CASE WHEN e.seat THEN 1 ELSE 0 END) AS held
		FROM enrolments e WHERE e.school_id IS NOT NULL AND e.campaign_id IN (SELECT c.id FROM enrolment_campaigns c
			WHERE c.year = `+shownYear+`)
		GROUP BY e.school_id`, now.Add(setAhead))
	by := make(map[int64]counted, len(list))
	for _, one := range list {
		by[one.SchoolID] = one
	}
	return by, err
}

// territoryAct is the act by which a school has its territory.
type territoryAct struct {
	SchoolID int64         `db:"school_id"`
	Number   string        `db:"act_number"`
	On       calendar.Date `db:"act_date"`
}

func (a territoryAct) title() string {
	if a.Number == "" {
		return ""
	}
	return "№ " + a.Number + " от " + a.On.Russian()
}

// tellDays is within how many calendar days after the act the places are told.
const tellDays = 10

func (a territoryAct) tellBy() calendar.Date {
	if a.Number == "" {
		return calendar.Date{}
	}
	return a.On.AddDays(tellDays)
}

// newestActs are the newest acts on territories that are in force.
func (s *Service) newestActs(ctx context.Context, now time.Time) (map[int64]territoryAct, error) {
	list, err := db.All[territoryAct](ctx, s.db, `SELECT school_id, act_number, act_date FROM enrolment_territories WHERE valid_from <= $1 AND (valid_until IS NULL OR valid_until >= $1)
		GROUP BY school_id, act_number, act_date ORDER BY act_date, act_number`, calendar.DateOf(now, time.UTC))
	acts := make(map[int64]territoryAct, len(list))
	for _, one := range list {
		acts[one.SchoolID] = one
	}
	return acts, err
}
