package catalogue

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

// Milestone is how far people came with a service. Only numbers are kept: no address, no browser, no person.
type Milestone string

const (
	Visited  Milestone = "visited"  // the page was opened
	Started  Milestone = "started"  // the form was opened
	Saved    Milestone = "saved"    // a draft was kept
	Sent     Milestone = "sent"     // the application was accepted
	Finished Milestone = "finished" // it ended
)

// Milestones are all of them in the order of the way.
func Milestones() []Milestone { return []Milestone{Visited, Started, Saved, Sent, Finished} }

// tally keeps counts in memory until they are added to the database: a surge of visits costs one map and a few rows in
// several seconds. Nodes add to the same rows, so that their sums are right together; what a node had not added when it
// was killed is lost, and nothing is decided by these numbers.
type tally struct {
	mu     sync.Mutex
	counts map[tallyKey]int64
}

type tallyKey struct {
	service   int64
	hour      time.Time
	milestone Milestone
}

func (t *tally) add(key tallyKey, n int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.counts == nil {
		t.counts = map[tallyKey]int64{}
	}
	t.counts[key] += n
}

func (t *tally) take() map[tallyKey]int64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	taken := t.counts
	t.counts = nil
	return taken
}

// Count notes n milestones of a service in this hour.
func (s *Service) Count(serviceID int64, m Milestone, n int64) {
	s.tally.add(tallyKey{serviceID, s.db.Now().Truncate(time.Hour), m}, n)
}

// Flush adds what was counted to the database; counts that could not be written wait for the next time.
func (s *Service) Flush(ctx context.Context) error {
	taken := s.tally.take()
	if len(taken) == 0 {
		return nil
	}
	keys := slices.SortedFunc(maps.Keys(taken), func(a, b tallyKey) int { // one order on all nodes: no deadlock
		return cmp.Or(cmp.Compare(a.service, b.service), a.hour.Compare(b.hour), cmp.Compare(a.milestone, b.milestone))
	})
	err := s.db.Tx(ctx, auth.System("catalogue"), func(tx *db.Tx) error {
		for _, k := range keys {
			if err := addVisits(ctx, tx, k, taken[k]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		for k, n := range taken {
			s.tally.add(k, n)
		}
	}
	return err
}

// CountIn notes milestones together with what they count: applications are counted exactly.
func (s *Service) CountIn(ctx context.Context, tx *db.Tx, serviceID int64, m Milestone, n int64) error {
	return addVisits(ctx, tx, tallyKey{serviceID, tx.Now.Truncate(time.Hour), m}, n)
}

func addVisits(ctx context.Context, tx *db.Tx, k tallyKey, n int64) error {
	_, err := tx.Exec(ctx, `INSERT INTO service_visits (service_id, hour, milestone, amount) VALUES ($1, $2, $3, $4)
		ON CONFLICT (service_id, hour, milestone) DO UPDATE SET amount = service_visits.amount + excluded.amount`, k.service, k.hour, k.milestone, n)
	return err
}

const flushEvery = 5 * time.Second

// Tally adds the counts of this node every few seconds until ctx ends, and once more then.
func (s *Service) Tally(ctx context.Context, failed func(error)) {
	tick := time.NewTicker(flushEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), flushEvery)
			defer cancel()
			if err := s.Flush(last); err != nil {
				failed(err)
			}
			return
		}
		if err := s.Flush(ctx); err != nil {
			failed(err)
		}
	}
}

// Attendance is how people came to a service in a period, beside the same days of the year before.
type Attendance struct {
	From  calendar.Date `json:"from" format:"date"`
	To    calendar.Date `json:"to" format:"date"`
	Total Figures       `json:"total"`
	Ago   Figures       `json:"year_ago"`
	Days  []DayFigures  `json:"days"`
	Hours []HourFigures `json:"hours" doc:"Of the day in the zone of the body, 24 of them"`
}

// Figures are the milestones side by side.
type Figures struct {
	Visited  int64 `json:"visited"`
	Started  int64 `json:"started"`
	Saved    int64 `json:"saved"`
	Sent     int64 `json:"sent"`
	Finished int64 `json:"finished"`
}

func (f *Figures) add(m Milestone, n int64) {
	switch m {
	case Visited:
		f.Visited += n
	case Started:
		f.Started += n
	case Saved:
		f.Saved += n
	case Sent:
		f.Sent += n
	case Finished:
		f.Finished += n
	}
}

// DayFigures are one day and the same day of the year before.
type DayFigures struct {
	Day calendar.Date `json:"day" format:"date"`
	Figures
	Ago Figures `json:"year_ago"`
}

// HourFigures are one hour of the day over the whole period, and the same hour in the year before.
type HourFigures struct {
	Hour int `json:"hour"`
	Figures
	Ago Figures `json:"year_ago"`
}

// Attendance counts the milestones of a service for those who keep it.
func (s *Service) Attendance(ctx context.Context, by auth.Actor, id int64, from, to calendar.Date) (Attendance, error) {
	e, err := s.Own(ctx, s.db, by, id)
	if err != nil {
		return Attendance{}, err
	}
	return s.AttendanceOf(ctx, e, from, to)
}

// AttendanceOf counts the milestones of a service; whoever calls it knows that the reader may see them. Cost: at most one
// row per hour and milestone of the period and of the same days a year before.
func (s *Service) AttendanceOf(ctx context.Context, e Entry, from, to calendar.Date) (a Attendance, err error) {
	id := e.ID
	zone := s.bodies.Zone(ctx, s.db, e.BodyID)
	a = Attendance{From: from, To: to, Days: []DayFigures{}}
	for h := range 24 {
		a.Hours = append(a.Hours, HourFigures{Hour: h})
	}
	place := map[calendar.Date]int{}
	for d := from; !d.After(to); d = d.AddDays(1) {
		place[d] = len(a.Days)
		a.Days = append(a.Days, DayFigures{Day: d})
	}
	err = s.eachVisit(ctx, id, from, to, zone, func(at time.Time, m Milestone, n int64) {
		day := &a.Days[place[calendar.DateOf(at, zone)]]
		day.add(m, n)
		a.Total.add(m, n)
		a.Hours[at.Hour()].add(m, n)
	})
	if err != nil {
		return a, err
	}
	return a, s.eachVisit(ctx, id, from.AddMonths(-12), to.AddMonths(-12), zone, func(at time.Time, m Milestone, n int64) {
		a.Ago.add(m, n)
		a.Hours[at.Hour()].Ago.add(m, n)
		if i, known := place[calendar.DateOf(at, zone).AddMonths(12)]; known {
			a.Days[i].Ago.add(m, n)
		}
	})
}

func (s *Service) eachVisit(ctx context.Context, id int64, from, to calendar.Date, zone *time.Location, each func(at time.Time, m Milestone, n int64)) error {
	type row struct {
		Hour      time.Time `db:"hour"`
		Milestone Milestone `db:"milestone"`
		Amount    int64     `db:"amount"`
	}
	list, err := db.All[row](ctx, s.db, `SELECT hour, milestone, amount FROM service_visits
		WHERE service_id = $1 AND hour >= $2 AND hour < $3`, id, from.In(zone).UTC(), to.AddDays(1).In(zone).UTC())
	for _, r := range list {
		each(r.Hour.In(zone), r.Milestone, r.Amount)
	}
	return err
}
