package visits

import (
	"context"

	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// OpenDay is a day on which citizens are received, as the page of the body tells it.
type OpenDay struct {
	Day
	Official string // full name
	Post     string
	Times    []string // free ones that are ahead; none where the appointment is made otherwise
}

// Booked is an appointment as the citizen sees it in his account.
type Booked struct {
	Visit
	On       Day
	Body     string
	Official string
	Post     string
	AppealNo string
	Ahead    bool // he may still cancel it
}

const (
	daysAhead  = 60 // of the schedule that citizens see
	mostAhead  = 3  // appointments that one citizen has at a time: others want to come too
	mostBooked = 100
)

// OpenDays are the days ahead on which a body receives citizens.
func (s *Service) OpenDays(ctx context.Context, bodyID int64) ([]OpenDay, error) {
	today := s.org.Today(ctx, s.db, bodyID, s.db.Now())
	days, err := s.daysBetween(ctx, s.db, bodyID, today, today.AddDays(daysAhead))
	if err != nil {
		return nil, err
	}
	list := []OpenDay{}
	for _, d := range days {
		if d.CancelledWhy != "" || d.over(d.Ends, s.db.Now(), s.org.Zone(ctx, s.db, bodyID)) {
			continue
		}
		one, err := s.openDay(ctx, d)
		if err != nil {
			return nil, err
		}
		list = append(list, one)
	}
	return list, nil
}

// OpenDay is one of them.
func (s *Service) OpenDay(ctx context.Context, id int64) (OpenDay, error) {
	d, err := s.day(ctx, s.db, id)
	if err != nil {
		return OpenDay{}, err
	}
	if !d.Online || d.CancelledWhy != "" {
		return OpenDay{}, fail.New(fail.NotFound, "visit.no_day", "day %d is not open to citizens", id)
	}
	return s.openDay(ctx, d)
}

func (s *Service) openDay(ctx context.Context, d Day) (OpenDay, error) {
	official, err := s.org.Person(ctx, s.db, d.OfficialID)
	if err != nil {
		return OpenDay{}, err
	}
	one := OpenDay{Day: d, Official: fullName(official), Post: official.Post}
	if !d.Online {
		return one, nil
	}
	times, err := db.All[string](ctx, s.db, "SELECT at FROM visits WHERE day_id = $1 AND at <> '' AND state <> $2", d.ID, Cancelled)
	taken := map[string]bool{}
	for _, at := range times {
		taken[at] = true
	}
	one.Times = s.free(ctx, d, taken)
	return one, err
}

// BookFor makes an appointment of a citizen who was identified.
func (s *Service) BookFor(ctx context.Context, tx *db.Tx, citizenID, dayID int64, in BookInput) (v Visit, err error) {
	d, err := s.held(ctx, tx, dayID)
	if err != nil {
		return v, err
	}
	if !d.Online || in.At == "" {
		return v, fail.New(fail.NotFound, "visit.no_day", "day %d is not open to citizens", dayID)
	}
	today := s.org.Today(ctx, tx, d.BodyID, tx.Now)
	ahead, err := db.One[int](ctx, tx, `
		SELECT count(*) FROM visits v JOIN visit_days d ON d.id = v.day_id
		 WHERE v.citizen_id = $1 AND v.state = $2 AND d.day >= $3`, citizenID, Expected, today)
	if err != nil {
		return v, err
	}
	if ahead >= mostAhead {
		return v, fail.New(fail.Conflict, "visit.many_ahead", "citizen %d has %d appointments", citizenID, ahead)
	}
	in.OutOfTurn = false // the right to come out of turn is shown by a paper, at the place
	return s.book(ctx, tx, d, in, &citizenID)
}

// CancelFor frees the time of a citizen by his own will.
func (s *Service) CancelFor(ctx context.Context, tx *db.Tx, citizenID, id int64) error {
	v, err := s.visit(ctx, tx, id)
	if err != nil {
		return err
	}
	if v.CitizenID == nil || *v.CitizenID != citizenID {
		return fail.New(fail.NotFound, "visit.not_found", "visit %d is not of citizen %d", id, citizenID)
	}
	if err := v.open(0); err != nil {
		return err
	}
	v.State = Cancelled
	return s.save(ctx, tx, &v, "visit.cancelled", nil)
}

// BookedBy are the appointments of a citizen, the latest day first.
func (s *Service) BookedBy(ctx context.Context, citizenID int64) (list []Booked, err error) {
	visits, err := db.All[Visit](ctx, s.db, "SELECT "+db.Columns[Visit]("")+" FROM visits WHERE citizen_id = $1 ORDER BY id DESC LIMIT $2", citizenID, mostBooked)
	if err != nil {
		return nil, err
	}
	for _, v := range visits {
		one := Booked{Visit: v}
		if one.On, err = s.day(ctx, s.db, v.DayID); err != nil {
			return nil, err
		}
		body, err := s.org.Body(ctx, s.db, v.BodyID)
		if err != nil {
			return nil, err
		}
		official, err := s.org.Person(ctx, s.db, one.On.OfficialID)
		if err != nil {
			return nil, err
		}
		one.Body, one.Official, one.Post = body.Name, fullName(official), official.Post
		one.Ahead = v.State == Expected && !one.On.over(v.At, s.db.Now(), s.org.Zone(ctx, s.db, v.BodyID))
		if one.AppealNo, err = s.numberOf(ctx, v.AppealID); err != nil {
			return nil, err
		}
		list = append(list, one)
	}
	return list, nil
}

// When is the day and the time in words of a letter.
func (b Booked) When() string { return inWords(b.On.On, b.At) }

func inWords(on calendar.Date, at string) string {
	if at == "" {
		return on.InWords()
	}
	return on.InWords() + ", " + at
}
