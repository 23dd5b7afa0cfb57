package visits

import (
	"fmt"
	"regexp"
	"time"

	"veche/internal/appeals"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/audit"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

// Day is a time on a day in which an official receives citizens.
type Day struct {
	ID           int64         `db:"id" json:"id"`
	BodyID       int64         `db:"body_id" json:"body_id"`
	OfficialID   int64         `db:"official_id" json:"official_id"`
	On           calendar.Date `db:"day" json:"day"`
	Starts       string        `db:"starts" json:"starts" doc:"14:00, by the clock of the body"`
	Ends         string        `db:"ends" json:"ends"`
	Minutes      int           `db:"minutes" json:"minutes" doc:"For one visitor"`
	Place        string        `db:"place" json:"place"`
	Online       bool          `db:"online" json:"online" doc:"Citizens choose a time by themselves"`
	CancelledWhy string        `db:"cancelled_why" json:"cancelled_why"`
	CreatedBy    int64         `db:"created_by" json:"-"`
	CreatedAt    time.Time     `db:"created_at" json:"-"`
	Version      int64         `db:"version" json:"version"`
}

// Ref names the day in the audit.
func (d Day) Ref() audit.Ref {
	return audit.Ref{Kind: "visit_day", ID: d.ID, Title: d.On.Russian() + " " + d.Starts}
}

var clockForm = regexp.MustCompile(`^([01]\d|2[0-3]):[0-5]\d$`)

// minutesOf is the minute of the day of a time that clockForm knows.
func minutesOf(clock string) (minutes int) {
	var h, m int
	fmt.Sscanf(clock, "%d:%d", &h, &m)
	return h*60 + m
}

// Times are the beginnings of the visits that fit into the day.
func (d Day) Times() (list []string) {
	for at := minutesOf(d.Starts); at+d.Minutes <= minutesOf(d.Ends); at += d.Minutes {
		list = append(list, fmt.Sprintf("%02d:%02d", at/60, at%60))
	}
	return list
}

// State of a visit.
type State string

const (
	Expected  State = "expected"
	Received  State = "received"
	Absent    State = "absent"
	Cancelled State = "cancelled"
)

// Outcome is how a visit ended (art. 13).
type Outcome string

const (
	Oral      Outcome = "oral"      // ч. 3: answered at once, the visitor agrees
	Written   Outcome = "written"   // ч. 3: a written answer will follow
	Taken     Outcome = "taken"     // ч. 4: a written appeal was handed over
	Elsewhere Outcome = "elsewhere" // ч. 5: told where to go
	Refused   Outcome = "refused"   // ч. 6: it was answered on its substance before
)

// Lodges reports whether an appeal comes of the visit.
func (o Outcome) Lodges() bool { return o == Written || o == Taken }

// Visit is an appointment, and from its end on the card of the reception (карточка личного приёма).
type Visit struct {
	ID         int64        `db:"id" json:"id"`
	BodyID     int64        `db:"body_id" json:"body_id"`
	DayID      int64        `db:"day_id" json:"day_id"`
	At         string       `db:"at" json:"at" doc:"14:20; empty where he came without an appointment"`
	Name       string       `db:"name" json:"name"`
	NameFold   string       `db:"name_fold" json:"-"`
	Address    string       `db:"address" json:"address"`
	Phone      string       `db:"phone" json:"phone"`
	Email      string       `db:"email" json:"email"`
	Status     string       `db:"status" json:"status"`
	Topic      string       `db:"topic" json:"topic"`
	OutOfTurn  bool         `db:"out_of_turn" json:"out_of_turn" doc:"Received out of turn (59-ФЗ ст. 13 ч. 7)"`
	CitizenID  *int64       `db:"citizen_id" json:"-"`
	BookedAt   time.Time    `db:"booked_at" json:"booked_at"`
	State      State        `db:"state" json:"state" enum:"expected,received,absent,cancelled"`
	Why        string       `db:"why" json:"why" doc:"Why it was cancelled"`
	Number     int          `db:"number" json:"number" doc:"Of the card, 0 until the visit is over"`
	Year       int          `db:"year" json:"year"`
	Content    string       `db:"content" json:"content"`
	Code       string       `db:"code" json:"code" doc:"Of the thematic classifier"`
	Kind       appeals.Kind `db:"kind" json:"kind" enum:",proposal,application,complaint"`
	Outcome    Outcome      `db:"outcome" json:"outcome" enum:",oral,written,taken,elsewhere,refused"`
	Answer     string       `db:"answer" json:"answer"`
	PreviousID *int64       `db:"previous_id" json:"previous_id,omitempty"`
	AppealID   *int64       `db:"appeal_id" json:"appeal_id,omitempty"`
	AboutID    *int64       `db:"about_id" json:"about_id,omitempty" doc:"The appeal from whose card the visit was agreed"`
	HeldBy     *int64       `db:"held_by" json:"-"`
	HeldAt     *time.Time   `db:"held_at" json:"held_at,omitempty"`
	Version    int64        `db:"version" json:"version"`
}

// Ref names the visit in the audit without the visitor: personal data are not titles.
func (v Visit) Ref() audit.Ref { return audit.Ref{Kind: "visit", ID: v.ID} }

// Service holds the use cases of the personal reception.
type Service struct {
	db        *db.DB
	org       *org.Service
	documents *documents.Service
	appeals   *appeals.Service
	calendar  calendar.Calendar
}

// New takes everything the reception needs.
func New(d *db.DB, o *org.Service, docs *documents.Service, a *appeals.Service, c calendar.Calendar) *Service {
	return &Service{db: d, org: o, documents: docs, appeals: a, calendar: c}
}
