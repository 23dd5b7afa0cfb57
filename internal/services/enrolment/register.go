package enrolment

import (
	"context"
	"fmt"
	"time"

	"veche/internal/platform/audit"
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

// Schools lists the schools of the officer's body with the state of their queues in the campaign that goes on.
func (s *Service) Schools(ctx context.Context, by auth.Actor) ([]SchoolView, error) {
	if !by.Can(RightEnrol) {
		return nil, fail.New(fail.Denied, "enrolment.denied", "registers of schools")
	}
	type row struct {
		School
		Year      int `db:"year"`
		Places    int `db:"places"`
		Enrolled  int `db:"enrolled"`
		Unchecked int `db:"unchecked"`
		Waiting   int `db:"waiting"`
	}
	list, err := db.All[row](ctx, s.db, `SELECT `+db.Columns[School]("s")+`, c.year AS year, COALESCE(p.places, 0) AS places,
			(SELECT count(*) FROM enrolments e WHERE e.school_id = s.id AND e.year = c.year AND e.seat) AS enrolled,
			(SELECT count(*) FROM enrolments e WHERE e.school_id = s.id AND e.year = c.year AND e.state IN ('checks', 'needs_confirmation')) AS unchecked,
			(SELECT count(*) FROM enrolments e WHERE e.school_id = s.id AND e.year = c.year AND e.state = 'eligible') AS waiting
		FROM enrolment_schools s JOIN enrolment_campaigns c ON c.body_id = s.body_id
			AND c.year = COALESCE((SELECT max(year) FROM enrolment_campaigns WHERE body_id = s.body_id AND opens1 <= $2),
				(SELECT min(year) FROM enrolment_campaigns WHERE body_id = s.body_id))
		LEFT JOIN enrolment_places p ON p.school_id = s.id AND p.year = c.year
		WHERE s.body_id = $1 ORDER BY s.name, s.id`, by.BodyID, s.db.Now().Add(setAhead))
	views := make([]SchoolView, len(list))
	for i, r := range list {
		views[i] = SchoolView{r.School, r.Year, r.Places, r.Enrolled, r.Unchecked, r.Waiting}
	}
	return views, err
}

// Row is an application in the register of a school.
type Row struct {
	ID         int64         `json:"id"`
	Number     string        `json:"number"`
	Sequence   int64         `json:"sequence"`
	AcceptedAt time.Time     `json:"accepted_at"`
	ChildName  string        `json:"child_name"`
	BornOn     calendar.Date `json:"born_on,omitzero"`
	Address    string        `json:"address"`
	Asked      string        `json:"asked" doc:"The school in the words of the answer"`
	Claim      Ground        `json:"claim" enum:"none,sibling,first,out"`
	Ground     Ground        `json:"ground" enum:"none,sibling,first,out"`
	Resident   bool          `json:"resident"`
	Stage      Stage         `json:"stage"`
	Group      Group         `json:"group" doc:"0 until the checks are over"`
	Why        string        `json:"why" doc:"By what it stands where it stands"`
	Place      int           `json:"place" doc:"Place among the eligible; 0 while it has none"`
	State      State         `json:"state" enum:"checks,needs_confirmation,eligible,ordered,refused,enrolled,no_place,withdrawn"`
	Reason     string        `json:"reason"`
	Elsewhere  bool          `json:"elsewhere" doc:"The child is enrolled in another school"`
	Version    int64         `json:"version"`
	Actions    []Action      `json:"actions" enum:"sort,confirm,demand,refuse,withdraw"`
}

// Register is the register of a school in a year.
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
	OrderWaits    bool                  `json:"order_waits" doc:"An order waits for its signature"`
	Classes       []Class               `json:"classes"`
	Territories   []Territory           `json:"territories"`
	Grounds       []RefusalGround       `json:"grounds" doc:"On which an application may be refused"`
	Signatories   []directive.Signatory `json:"signatories"`
	Rows          []Row                 `json:"rows"`
	More          bool                  `json:"more" doc:"There are more rows than are shown"`
	Orders        []OrderView           `json:"orders"`
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

// mostRows bounds the register that one look shows: some ten classes.
const mostRows = 500

// Register shows the register of a school in the order of ranks; the unchecked stand first in their own order, for they
// hold the rest up. The reading is journaled: it names children.
func (s *Service) Register(ctx context.Context, by auth.Actor, schoolID int64, year int, stage Stage) (view Register, err error) {
	school, err := s.schoolOf(ctx, s.db, by, schoolID)
	if err != nil {
		return view, err
	}
	c, err := s.campaignOf(ctx, s.db, school.BodyID, year)
	if err != nil {
		return view, err
	}
	if err := audit.Seen(ctx, s.db, by, school.Ref()); err != nil {
		return view, err
	}
	zone, now := s.org.Zone(ctx, s.db, school.BodyID), s.db.Now()
	view = Register{School: school, Year: year, Stage: stage, OrderFrom: c.Closes1, Rows: []Row{}, Orders: []OrderView{}, Grounds: []RefusalGround{}}
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
	if view.Unchecked, err = s.countOf(ctx, s.db, school.ID, year, stage, Checks, NeedsConfirmation); err != nil {
		return view, err
	}
	if view.Waiting, err = s.countOf(ctx, s.db, school.ID, year, stage, Eligible); err != nil {
		return view, err
	}
	if view.Enrolled, err = s.seatsIn(ctx, s.db, school.ID, year); err != nil {
		return view, err
	}
	if view.Act, err = s.actOf(ctx, s.db, school.ID, calendar.DateOf(now, zone)); err != nil {
		return view, err
	}
	list, err := db.All[Enrolment](ctx, s.db, "SELECT "+enrolmentColumns+` FROM enrolments WHERE school_id = $1 AND year = $2 AND stage = $3 ORDER BY grp, sequence LIMIT $4`,
		school.ID, year, stage, mostRows+1)
	if err != nil {
		return view, err
	}
	if view.More = len(list) > mostRows; view.More {
		list = list[:mostRows]
	}
	if err := s.fill(ctx, c, list, &view); err != nil {
		return view, err
	}
	if len(list) > 0 || stage == 1 {
		from := c.Closes1
		if len(list) > 0 {
			from = earliest(list)
		}
		view.Due = c.OrderDue(stage, from, s.calendar, zone)
	}
	view.MayOrder = c.MayOrder(stage, now) == nil
	orders, err := db.All[Order](ctx, s.db, "SELECT "+orderColumns+" FROM enrolment_orders WHERE school_id = $1 AND year = $2 AND stage = $3 ORDER BY no", school.ID, year, stage)
	for _, o := range orders {
		view.OrderWaits = view.OrderWaits || o.State == directive.Prepared
		view.Orders = append(view.Orders, o.view())
	}
	return view, err
}

// fill writes the rows with their places among the eligible, and why each stands where it stands.
func (s *Service) fill(ctx context.Context, c Campaign, list []Enrolment, view *Register) error {
	candidates, _, err := s.candidates(ctx, s.db, c, list)
	if err != nil {
		return err
	}
	place := 0
	for i, e := range list {
		row := e.row()
		row.Elsewhere = candidates[i].Elsewhere && !e.Seat
		if e.State == Eligible && !row.Elsewhere {
			place++
			row.Place = place
		}
		view.Rows = append(view.Rows, row)
	}
	return nil
}

// row is the application as its officer sees it.
func (e Enrolment) row() Row {
	return Row{ID: e.ID, Number: e.Number, Sequence: e.Sequence, AcceptedAt: e.AcceptedAt, ChildName: e.ChildName, BornOn: e.BornOn, Address: e.Address, Asked: e.Asked,
		Claim: e.Claim, Ground: e.Ground, Resident: e.Resident, Stage: e.Stage, Group: e.Group, Why: e.ranked(), State: e.State, Reason: e.Reason,
		Version: e.Version, Actions: e.Actions()}
}

// ranked says by what an application stands where it stands.
func (e Enrolment) ranked() string {
	if e.Group == 0 {
		return ""
	}
	return fmt.Sprintf("Этап %d, группа %d (%s), в группе – по времени приёма: %d в порядке", e.Stage, e.Group, groupWords[e.Group], e.Sequence)
}

// countOf is how many applications of a stage stand in one of the states.
func (s *Service) countOf(ctx context.Context, r db.Reader, schoolID int64, year int, stage Stage, states ...State) (int, error) {
	args := []any{schoolID, year, stage}
	return db.One[int](ctx, r, "SELECT count(*) FROM enrolments WHERE school_id = $1 AND year = $2 AND stage = $3 AND state IN "+db.In(&args, states), args...)
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
