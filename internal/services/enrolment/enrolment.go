package enrolment

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/services"
	"veche/internal/services/directive"
)

// RightEnrol is the right to keep the registers of the schools of one's body.
const RightEnrol auth.Right = "services.enrol"

// Campaign is the reception of a year: which service, from when to when.
type Campaign struct {
	ID        int64 `db:"id" json:"id"`
	BodyID    int64 `db:"body_id" json:"-"`
	ServiceID int64 `db:"service_id" json:"service_id"`
	Year      int   `db:"year" json:"year"`
	Dates
	Sequence int64 `db:"sequence" json:"-"`
	Version  int64 `db:"version" json:"version"`
}

// Ref names the campaign in the audit.
func (c Campaign) Ref() audit.Ref {
	return audit.Ref{Kind: "enrolment_campaign", ID: c.ID, Title: strconv.Itoa(c.Year)}
}

// School is one that takes children.
type School struct {
	ID      int64  `db:"id" json:"id"`
	BodyID  int64  `db:"body_id" json:"-"`
	Name    string `db:"name" json:"name"`
	NameKey string `db:"name_key" json:"-"`
	Code    string `db:"code" json:"code" doc:"In the list of schools of the form"`
	Version int64  `db:"version" json:"version"`
}

// Ref names the school in the audit.
func (s School) Ref() audit.Ref { return audit.Ref{Kind: "school", ID: s.ID, Title: s.Name} }

// nameKey is a name as answers are compared with it: people write «СОШ № 8», «сош №8».
func nameKey(name string) string {
	return strings.Join(wordsOf(strings.ReplaceAll(name, "№", " ")), " ")
}

// Enrolment is an application in the register of a school.
type Enrolment struct {
	ID         int64         `db:"id"`
	CampaignID int64         `db:"campaign_id"`
	BodyID     int64         `db:"body_id"`
	SchoolID   *int64        `db:"school_id"`
	ServiceID  int64         `db:"service_id"`
	Year       int           `db:"year"`
	Sequence   int64         `db:"sequence"`
	Number     string        `db:"number"`
	Applicant  int64         `db:"applicant"`
	AcceptedAt time.Time     `db:"accepted_at"`
	Child      string        `db:"child"`
	ChildName  string        `db:"child_name"`
	ChildFold  string        `db:"child_fold"`
	BornOn     calendar.Date `db:"born_on"`
	Address    string        `db:"address"`
	Asked      string        `db:"asked"`
	Claim      Ground        `db:"claim"`
	Ground     Ground        `db:"ground"`
	Resident   bool          `db:"resident"`
	Stage      Stage         `db:"stage"`
	Group      Group         `db:"grp"`
	State      State         `db:"state"`
	Reason     string        `db:"reason"`
	Refusal    string        `db:"refusal"` // code of the ground in the regulation
	OrderID    *int64        `db:"order_id"`
	Seat       bool          `db:"seat"` // a place is held for the child
	ChangedAt  time.Time     `db:"changed_at"`
	Version    int64         `db:"version"`
}

// Ref names the application in the audit.
func (e Enrolment) Ref() audit.Ref {
	return audit.Ref{Kind: "enrolment", ID: e.ID, Title: e.Number}
}

// place names it in the order of its service.
func (e Enrolment) place() services.Ref {
	return services.Ref{ServiceID: e.ServiceID, Year: e.Year, Sequence: e.Sequence}
}

// Rank is by what it is taken; false while it stands in no queue.
func (e Enrolment) Rank() (Rank, bool) {
	return Rank{e.Stage, e.Group, e.Sequence}, e.Group != 0
}

// Order is an order of enrolment: numbers with ranks, nobody's name. It is written on a card of documents.
type Order struct {
	ID       int64             `db:"id"`
	BodyID   int64             `db:"body_id"`
	SchoolID int64             `db:"school_id"`
	Year     int               `db:"year"`
	Stage    Stage             `db:"stage"`
	No       int               `db:"no"`
	At       time.Time         `db:"at"`
	Due      calendar.Deadline `db:"due"`
	PersonID int64             `db:"person_id"`
	Person   string            `db:"person"`
	Act      string            `db:"act"` // on the territory of the school
	Lines    db.JSON[[]Line]   `db:"lines"`

	DocumentID *int64          `db:"document_id"`
	SHA256     string          `db:"sha256"` // of its text as it was written
	State      directive.State `db:"state"`
	Number     string          `db:"number"` // in the journal of directives
	SignedOn   calendar.Date   `db:"signed_on"`
	Signatory  string          `db:"signatory"`
}

// Title is how the order is referred to: by its number in the journal once it has one.
func (o Order) Title() string {
	if o.Number == "" {
		return fmt.Sprintf("№ %d/%d", o.No, o.Year)
	}
	return "№ " + o.Number + " от " + o.SignedOn.Russian()
}

// OrderView is an order as lists show it; its text is the printed file.
type OrderView struct {
	ID         int64           `json:"id"`
	Year       int             `json:"year"`
	No         int             `json:"no"`
	At         time.Time       `json:"at"`
	Person     string          `json:"person"`
	Title      string          `json:"title"`
	State      directive.State `json:"state" enum:"prepared,signed,withdrawn"`
	DocumentID *int64          `json:"document_id" doc:"Its card"`
	Signatory  string          `json:"signatory"`
	Enrolled   int             `json:"enrolled"`
	NoPlace    int             `json:"no_place"`
}

func (o Order) view() OrderView {
	v := OrderView{ID: o.ID, Year: o.Year, No: o.No, At: o.At, Person: o.Person, Title: o.Title(), State: o.State, DocumentID: o.DocumentID, Signatory: o.Signatory}
	for _, line := range o.Lines.V {
		if line.Enrolled {
			v.Enrolled++
		} else {
			v.NoPlace++
		}
	}
	return v
}

// Line is a child of an order.
type Line struct {
	Number string `json:"number"`
	Rank
	Enrolled bool `json:"enrolled"`
}

// Ref names the order in the audit.
func (o Order) Ref() audit.Ref { return audit.Ref{Kind: "enrolment_order", ID: o.ID} }
