package enrolment

import (
	"context"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services/directive"
)

// SchoolView is a school in the list of the officer.
type SchoolView struct {
	School
	Year      int `json:"year"`
	Places    int `json:"places"`
	Enrolled  int `json:"enrolled"`
	Unchecked int `json:"unchecked"`
	Waiting   int `json:"waiting" doc:"Eligible, before an order"`
}

// setAhead is how long before its opening the registers of a reception are shown: by then its places are set, and of the
// one before nothing is left to do.
const setAhead = 60 * 24 * time.Hour

// shownYear is the year of the reception that goes on or comes next in the body of a campaign c; $1 is now and setAhead.
const shownYear = "(SELECT max(o.year) FROM enrolment_campaigns o WHERE o.body_id = c.body_id AND o.opens1 <= $1)"

// Schools lists the schools of the officer's body with the state of their queues in the campaign that goes on. It costs one
// read of the applications of that year out of the index by rank.
func (s *Service) Schools(ctx context.Context, by auth.Actor) ([]SchoolView, error) {
	if !by.Can(RightEnrol) {
		return nil, fail.New(fail.Denied, "enrolment.denied", "registers of schools")
	}
	type row struct {
		School
		Year   int `db:"year"`
		Places int `db:"places"`
	}
	list, err := db.All[row](ctx, s.db, `SELECT `+db.Columns[School]("s")+`, c.year AS year, COALESCE(p.places, 0) AS places
		FROM enrolment_schools s JOIN enrolment_campaigns c ON c.body_id = s.body_id
			AND c.year = COALESCE(`+shownYear+`, (SELECT min(o.year) FROM enrolment_campaigns o WHERE o.body_id = c.body_id))
		LEFT JOIN enrolment_places p ON p.school_id = s.id AND p.year = c.year
		WHERE s.body_id = $2 ORDER BY s.name, s.id`, s.db.Now().Add(setAhead), by.BodyID)
	if err != nil || len(list) == 0 {
		return []SchoolView{}, err
	}
	type state struct {
		SchoolID  int64 `db:"school_id"`
		Enrolled  int   `db:"enrolled"`
		Unchecked int   `db:"unchecked"`
		Waiting   int   `db:"waiting"`
	}
	states, err := db.All[state](ctx, s.db, `SELECT e.school_id AS school_id, sum(CASE WHEN e.seat THEN 1 ELSE 0 END) AS enrolled,
			sum(CASE WHEN e.state IN ($3, $4) THEN 1 ELSE 0 END) AS unchecked, sum(CASE WHEN e.state = $5 THEN 1 ELSE 0 END) AS waiting
		FROM enrolment_schools s JOIN enrolments e ON e.school_id = s.id AND e.year = $2 WHERE s.body_id = $1 GROUP BY e.school_id`,
		by.BodyID, list[0].Year, Checks, NeedsConfirmation, Eligible)
	bySchool := make(map[int64]state, len(states))
	for _, one := range states {
		bySchool[one.SchoolID] = one
	}
	views := make([]SchoolView, len(list))
	for i, r := range list {
		n := bySchool[r.ID]
		views[i] = SchoolView{r.School, r.Year, r.Places, n.Enrolled, n.Unchecked, n.Waiting}
	}
	return views, err
}

// Register is what stands above the rows of the register of a school in a year and a stage: places, counts, orders.
type Register struct {
	School        School                `json:"school"`
	Year          int                   `json:"year"`
	Places        int                   `json:"places"`
	PlacesVersion int64                 `json:"places_version"`
	Enrolled      int                   `json:"enrolled"`
	Act           string                `json:"act"`
	Stage         Stage                 `json:"stage"`
	Due           calendar.Deadline     `json:"due"`
	OrderFrom     time.Time             `json:"order_from"`
	MayOrder      bool                  `json:"may_order"`
	Unchecked     int                   `json:"unchecked"`
	Waiting       int                   `json:"waiting" doc:"Eligible, before an order"`
	Counts        []Count               `json:"counts" doc:"Applications of the stage by state and group"`
	OrderWaits    bool                  `json:"order_waits" doc:"An order waits for its signature"`
	Classes       []Class               `json:"classes"`
	Territories   []Territory           `json:"territories"`
	Grounds       []RefusalGround       `json:"grounds" doc:"On which an application may be refused"`
	Signatories   []directive.Signatory `json:"signatories"`
	Orders        []OrderView           `json:"orders"`
}

// Count is how many applications of a stage stand in a state and a group.
type Count struct {
	State State `db:"state" json:"state" enum:"checks,needs_confirmation,eligible,ordered,refused,enrolled,no_place,withdrawn"`
	Group Group `db:"grp" json:"group"`
	Count int   `db:"count" json:"count"`
}

// RefusalGround is a ground of the regulation on which an officer refuses.
type RefusalGround struct {
	Code string `json:"code"`
	Text string `json:"text"`
	Act  string `json:"act"`
}

// choices are what the forms of the register offer.
func (s *Service) choices(ctx context.Context, c Campaign, view *Register) error {
	grounds, err := s.Grounds(ctx, s.db, c.ServiceID)
	if err != nil {
		return err
	}
	for _, g := range grounds {
		view.Grounds = append(view.Grounds, RefusalGround{g.Code, g.Text, g.Act})
	}
	view.Signatories, err = s.directives.Signatories(ctx, s.db, c.BodyID)
	return err
}

// Register shows what stands above the rows of a school. It costs one read of the applications of that school and stage.
func (s *Service) Register(ctx context.Context, by auth.Actor, schoolID int64, year int, stage Stage) (view Register, err error) {
	school, err := s.schoolOf(ctx, s.db, by, schoolID)
	if err != nil {
		return view, err
	}
	c, err := s.campaignOf(ctx, s.db, school.BodyID, year)
	if err != nil {
		return view, err
	}
	view = Register{School: school, Year: year, Stage: stage, OrderFrom: c.Closes1, Orders: []OrderView{}, Grounds: []RefusalGround{}}
	if stage == 2 {
		view.OrderFrom = c.Opens2
	}
	places, err := s.yearOf(ctx, s.db, school.ID, year)
	if err != nil {
		return view, err
	}
	view.Places, view.PlacesVersion, view.Classes = places.Places, places.Version, append([]Class{}, places.Classes.V...)
	if view.Territories, err = s.territoryOf(ctx, s.db, school.ID); err != nil {
		return view, err
	}
	if err := s.choices(ctx, c, &view); err != nil {
		return view, err
	}
	if err := s.counts(ctx, &view); err != nil {
		return view, err
	}
	if err := s.ordering(ctx, c, &view); err != nil {
		return view, err
	}
	orders, err := db.All[Order](ctx, s.db, "SELECT "+orderColumns+" FROM enrolment_orders WHERE school_id = $1 AND year = $2 AND stage = $3 ORDER BY no", school.ID, year, stage)
	for _, o := range orders {
		view.OrderWaits = view.OrderWaits || o.State == directive.Prepared
		view.Orders = append(view.Orders, o.view())
	}
	return view, err
}

// counts are how many applications of the stage stand where, and how many places of the year are held.
func (s *Service) counts(ctx context.Context, view *Register) (err error) {
	if view.Counts, err = db.All[Count](ctx, s.db, `SELECT state, grp, count(*) AS count FROM enrolments WHERE school_id = $1 AND year = $2 AND stage = $3
		GROUP BY state, grp ORDER BY state, grp`, view.School.ID, view.Year, view.Stage); err != nil {
		return err
	}
	for _, one := range view.Counts {
		switch one.State {
		case Checks, NeedsConfirmation:
			view.Unchecked += one.Count
		case Eligible:
			view.Waiting += one.Count
		}
	}
	view.Enrolled, err = s.seatsIn(ctx, s.db, view.School.ID, view.Year)
	return err
}

// ordering tells by what act and until when the order of the stage is made. In stage 2 its term counts from the application
// that has waited longest (приказ № 458 п. 17).
func (s *Service) ordering(ctx context.Context, c Campaign, view *Register) (err error) {
	zone, now := s.org.Zone(ctx, s.db, c.BodyID), s.db.Now()
	view.MayOrder = c.MayOrder(view.Stage, now) == nil
	if view.Act, err = s.actOf(ctx, s.db, view.School.ID, calendar.DateOf(now, zone)); err != nil {
		return err
	}
	if view.Stage == 1 {
		view.Due = c.OrderDue(1, c.Closes1, s.calendar, zone)
		return nil
	}
	type waiting struct {
		Since time.Time `db:"accepted_at"`
	}
	first, err := db.All[waiting](ctx, s.db, `SELECT accepted_at FROM enrolments WHERE school_id = $1 AND year = $2 AND stage = $3 AND state IN ($4, $5, $6) ORDER BY accepted_at LIMIT 1`,
		view.School.ID, view.Year, view.Stage, Checks, NeedsConfirmation, Eligible)
	if len(first) > 0 {
		view.Due = c.OrderDue(view.Stage, first[0].Since, s.calendar, zone)
	}
	return err
}

// OrderByID is an order with its school, for the officers of the body.
func (s *Service) OrderByID(ctx context.Context, by auth.Actor, id int64) (Order, School, error) {
	o, err := db.One[Order](ctx, s.db, "SELECT "+orderColumns+" FROM enrolment_orders WHERE id = $1", id)
	if o, err = absent(o, err, noOrder(id)); err != nil {
		return o, School{}, err
	}
	if err := officer(by, o.BodyID, noOrder(id)); err != nil {
		return o, School{}, err
	}
	school, err := db.One[School](ctx, s.db, "SELECT "+schoolColumns+" FROM enrolment_schools WHERE id = $1", o.SchoolID)
	return o, school, err
}
