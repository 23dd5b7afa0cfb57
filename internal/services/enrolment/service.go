package enrolment

import (
	"context"
	"errors"

	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services"
	"veche/internal/services/directive"
	"veche/internal/services/intake"
)

// Service keeps the registers of schools.
type Service struct {
	db           *db.DB
	intake       *intake.Service
	org          *org.Service
	calendar     calendar.Calendar
	applications *services.Service
	directives   *directive.Service
	published    published
}

// New makes the service. From now on the applications of its campaigns are decided here, the door is open by their dates,
// and the cards of its orders are listened to.
func New(d *db.DB, in *intake.Service, o *org.Service, c calendar.Calendar, applications *services.Service, directives *directive.Service) *Service {
	s := &Service{db: d, intake: in, org: o, calendar: c, applications: applications, directives: directives}
	in.Set(s)
	applications.Kept(services.Schools, s.leads)
	directives.Follow(s.orders())
	return s
}

// leads tells whether a service is one of the campaigns.
func (s *Service) leads(ctx context.Context, r db.Reader, serviceID int64) (bool, error) {
	return db.Exists(ctx, r, "SELECT 1 FROM enrolment_campaigns WHERE service_id = $1", serviceID)
}

var (
	campaignColumns  = db.Columns[Campaign]("")
	schoolColumns    = db.Columns[School]("")
	enrolmentColumns = db.Columns[Enrolment]("")
	orderColumns     = db.Columns[Order]("")
)

// officer lets in those who keep the registers of the body; others do not learn what there is.
func officer(by auth.Actor, bodyID int64, absent error) error {
	if by.BodyID != bodyID || !by.Can(RightEnrol) {
		return absent
	}
	return nil
}

func noSchool(id int64) error {
	return fail.New(fail.NotFound, "enrolment.no_school", "no school %d", id)
}
func noApplication(id int64) error {
	return fail.New(fail.NotFound, "enrolment.not_found", "no enrolment %d", id)
}
func noOrder(id int64) error { return fail.New(fail.NotFound, "enrolment.no_order", "no order %d", id) }

func absent[T any](v T, err error, none error) (T, error) {
	if errors.Is(err, db.ErrNone) {
		return v, none
	}
	return v, err
}

// schoolOf is a school of the officer's body.
func (s *Service) schoolOf(ctx context.Context, r db.Reader, by auth.Actor, id int64) (School, error) {
	school, err := db.One[School](ctx, r, "SELECT "+schoolColumns+" FROM enrolment_schools WHERE id = $1", id)
	if school, err = absent(school, err, noSchool(id)); err != nil {
		return school, err
	}
	return school, officer(by, school.BodyID, noSchool(id))
}

// applicationOf is an application in a register of the officer's body, held until the end of the transaction.
func (s *Service) applicationOf(ctx context.Context, tx *db.Tx, by auth.Actor, id int64) (Enrolment, error) {
	e, err := db.One[Enrolment](ctx, tx, "SELECT "+enrolmentColumns+" FROM enrolments WHERE id = $1"+tx.Words().Lock, id)
	if e, err = absent(e, err, noApplication(id)); err != nil {
		return e, err
	}
	return e, officer(by, e.BodyID, noApplication(id))
}

func (s *Service) campaign(ctx context.Context, r db.Reader, id int64) (Campaign, error) {
	return db.One[Campaign](ctx, r, "SELECT "+campaignColumns+" FROM enrolment_campaigns WHERE id = $1", id)
}

// campaignOf is the campaign of a body in a year.
func (s *Service) campaignOf(ctx context.Context, r db.Reader, bodyID int64, year int) (Campaign, error) {
	c, err := db.One[Campaign](ctx, r, "SELECT "+campaignColumns+" FROM enrolment_campaigns WHERE body_id = $1 AND year = $2", bodyID, year)
	return absent(c, err, fail.New(fail.NotFound, "enrolment.no_campaign", "no campaign of %d", year))
}

// Class is a class of the year with its places.
type Class struct {
	Name   string `json:"name" minLength:"1" maxLength:"60" doc:"1А, профиль, язык"`
	Places int    `json:"places" minimum:"0" maximum:"60"`
}

// yearPlaces is how many children a school takes in a year, class by class.
type yearPlaces struct {
	Places  int              `db:"places"`
	Version int64            `db:"version"`
	Classes db.JSON[[]Class] `db:"classes"`
}

func (s *Service) yearOf(ctx context.Context, r db.Reader, schoolID int64, year int) (yearPlaces, error) {
	p, err := db.One[yearPlaces](ctx, r, "SELECT places, version, classes FROM enrolment_places WHERE school_id = $1 AND year = $2", schoolID, year)
	if errors.Is(err, db.ErrNone) {
		return yearPlaces{}, nil
	}
	return p, err
}

// placesOf is how many children a school takes in a year.
func (s *Service) placesOf(ctx context.Context, r db.Reader, schoolID int64, year int) (places int, version int64, err error) {
	p, err := s.yearOf(ctx, r, schoolID, year)
	return p.Places, p.Version, err
}

// seatsIn counts the places that are held: by the enrolled, and by an order that waits for its signature.
func (s *Service) seatsIn(ctx context.Context, r db.Reader, schoolID int64, year int) (int, error) {
	return db.One[int](ctx, r, "SELECT count(*) FROM enrolments WHERE school_id = $1 AND year = $2 AND seat", schoolID, year)
}
