package enrolment

import (
	"context"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// OrderInput asks for an order of a stage.
type OrderInput struct {
	Year  int   `json:"year" minimum:"2020" maximum:"2100"`
	Stage Stage `json:"stage" minimum:"1" maximum:"2"`
}

// Enrol makes an order of enrolment: free places go to the eligible in the order of their ranks, the others have no place.
// It waits until everybody of the stage is checked, for the last one checked may be the first in rank.
func (s *Service) Enrol(ctx context.Context, by auth.Actor, schoolID int64, in OrderInput) (o Order, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		school, err := s.schoolOf(ctx, tx, by, schoolID)
		if err != nil {
			return err
		}
		c, err := s.campaignOf(ctx, tx, school.BodyID, in.Year)
		if err != nil {
			return err
		}
		// Whoever holds the campaign gives out its places alone, and no application comes in meanwhile.
		if _, err := db.One[int64](ctx, tx, "SELECT id FROM enrolment_campaigns WHERE id = $1"+tx.Words().Lock, c.ID); err != nil {
			return err
		}
		if err := c.MayOrder(in.Stage, tx.Now); err != nil {
			return err
		}
		queue, err := s.queueOf(ctx, tx, c, school.ID, in.Stage)
		if err != nil {
			return err
		}
		o, err = s.order(ctx, tx, by, c, school, in.Stage, queue)
		return err
	})
	return o, err
}

// queueOf are the applications of a stage that an order decides about.
func (s *Service) queueOf(ctx context.Context, tx *db.Tx, c Campaign, schoolID int64, stage Stage) ([]Enrolment, error) {
	late, err := db.Exists(ctx, tx, "SELECT 1 FROM intake_counters WHERE service_id = $1 AND year = $2 AND sequence > $3", c.ServiceID, c.Year, c.Sequence)
	if err != nil {
		return nil, err
	}
	open, err := db.One[int](ctx, tx, "SELECT count(*) FROM enrolments WHERE school_id = $1 AND year = $2 AND stage = $3 AND state IN ($4, $5)",
		schoolID, c.Year, stage, Checks, NeedsConfirmation)
	if err != nil {
		return nil, err
	}
	if late || open > 0 {
		return nil, fail.New(fail.Conflict, "enrolment.unchecked", "%d are not checked", open).With("count", open)
	}
	queue, err := db.All[Enrolment](ctx, tx, "SELECT "+enrolmentColumns+" FROM enrolments WHERE school_id = $1 AND year = $2 AND stage = $3 AND state = $4 ORDER BY grp, sequence",
		schoolID, c.Year, stage, Eligible)
	if err == nil && len(queue) == 0 {
		err = fail.New(fail.Conflict, "enrolment.nobody", "nobody waits")
	}
	return queue, err
}

// order distributes the places, writes the order and tells each application.
func (s *Service) order(ctx context.Context, tx *db.Tx, by auth.Actor, c Campaign, school School, stage Stage, queue []Enrolment) (o Order, err error) {
	places, _, err := s.placesOf(ctx, tx, school.ID, c.Year)
	if err != nil {
		return o, err
	}
	given, err := s.enrolledIn(ctx, tx, school.ID, c.Year)
	if err != nil {
		return o, err
	}
	candidates, byID, err := s.candidates(ctx, tx, c, queue)
	if err != nil {
		return o, err
	}
	taken, without := Distribute(candidates, places-given)
	if len(taken)+len(without) == 0 {
		return o, fail.New(fail.Conflict, "enrolment.nobody", "all are enrolled elsewhere")
	}
	o = Order{BodyID: school.BodyID, SchoolID: school.ID, Year: c.Year, Stage: stage, At: tx.Now, PersonID: by.PersonID, Person: by.Name, Lines: lines(byID, taken, without),
		Due: c.OrderDue(stage, earliest(queue), s.calendar, s.org.Zone(ctx, tx, school.BodyID))}
	if o.Act, err = s.actOf(ctx, tx, school.ID, calendar.DateOf(tx.Now, s.org.Zone(ctx, tx, school.BodyID))); err != nil {
		return o, err
	}
	if o.No, err = db.One[int](ctx, tx, "SELECT count(*) + 1 FROM enrolment_orders WHERE school_id = $1 AND year = $2", school.ID, c.Year); err != nil {
		return o, err
	}
	if o.ID, err = db.Insert(ctx, tx, "enrolment_orders", o); err != nil {
		return o, err
	}
	for state, list := range map[State][]Candidate{Enrolled: taken, NoPlace: without} {
		for _, one := range list {
			e := byID[one.ID]
			was := e.State
			e.State, e.OrderID, e.ChangedAt = state, &o.ID, tx.Now
			if err := s.save(ctx, tx, &e, "enrolment.order", was); err != nil {
				return o, err
			}
		}
	}
	return o, audit.Write(ctx, tx, audit.Entry{Action: "enrolment_order.made", Object: o.Ref(), Detail: map[string]any{"enrolled": len(taken), "no_place": len(without)}})
}

// candidates tells who of the queue is enrolled in another school meanwhile.
func (s *Service) candidates(ctx context.Context, r db.Reader, c Campaign, queue []Enrolment) ([]Candidate, map[int64]Enrolment, error) {
	elsewhere, err := db.All[string](ctx, r, "SELECT DISTINCT child FROM enrolments WHERE campaign_id = $1 AND state = $2", c.ID, Enrolled)
	if err != nil {
		return nil, nil, err
	}
	placed := map[string]bool{}
	for _, child := range elsewhere {
		placed[child] = true
	}
	list, byID := make([]Candidate, len(queue)), make(map[int64]Enrolment, len(queue))
	for i, e := range queue {
		rank, _ := e.Rank()
		list[i], byID[e.ID] = Candidate{rank, e.ID, e.Child, placed[e.Child]}, e
	}
	return list, byID, nil
}

func lines(byID map[int64]Enrolment, taken, without []Candidate) (list db.JSON[[]Line]) {
	for _, one := range taken {
		list.V = append(list.V, Line{byID[one.ID].Number, one.Rank, true})
	}
	for _, one := range without {
		list.V = append(list.V, Line{byID[one.ID].Number, one.Rank, false})
	}
	return list
}

// earliest is the moment of the application that has waited longest.
func earliest(queue []Enrolment) time.Time {
	first := queue[0].AcceptedAt
	for _, e := range queue {
		if e.AcceptedAt.Before(first) {
			first = e.AcceptedAt
		}
	}
	return first
}

// actOf is the act on the territory of a school that is in force.
func (s *Service) actOf(ctx context.Context, r db.Reader, schoolID int64, on calendar.Date) (string, error) {
	lines, err := db.All[Territory](ctx, r, "SELECT "+db.Columns[Territory]("")+` FROM enrolment_territories WHERE school_id = $1 AND valid_from <= $2
		AND (valid_until IS NULL OR valid_until >= $2) ORDER BY valid_from DESC, id LIMIT 1`, schoolID, on)
	if err != nil || len(lines) == 0 {
		return "", err
	}
	return "№ " + lines[0].ActNumber + " от " + lines[0].ActDate.Russian(), nil
}
