package kindergarten

import (
	"strings"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/services"
)

// RightEnrol is the right to keep the queue of one's body: the same people do it as for schools.
const RightEnrol auth.Right = "services.enrol"

// Benefit is a ground to be taken before others; which there are, and in what order, the body says.
type Benefit struct {
	Code  string `json:"code" minLength:"1" maxLength:"40" doc:"Answer of the form"`
	Title string `json:"title" minLength:"1" maxLength:"200"`
	Rank  int    `json:"rank" minimum:"1" maximum:"99" doc:"1 goes first"`
	Own   bool   `json:"own,omitempty" doc:"Counts in one kindergarten alone, the first wished when it was proven: a brother or a sister is there"`
}

// Queue is the queue of a body and what is set for it.
type Queue struct {
	ID         int64              `db:"id" json:"id"`
	BodyID     int64              `db:"body_id" json:"-"`
	ServiceID  int64              `db:"service_id" json:"-"`
	Benefits   db.JSON[[]Benefit] `db:"benefits" json:"-"`
	AnswerDays int                `db:"answer_days" json:"answer_days"`
	EnrolDays  int                `db:"enrol_days" json:"enrol_days"`
	Version    int64              `db:"version" json:"version"`
}

// Ref names the queue in the audit.
func (q Queue) Ref() audit.Ref { return audit.Ref{Kind: "kindergarten_queue", ID: q.ID} }

// general is the rank of who has no benefit: after all who have one.
const general = 100

// rank of a benefit; own tells whether the kindergarten is that of the brother or the sister.
func (q Queue) rank(code string, own bool) int {
	for _, b := range q.Benefits.V {
		if b.Code == code && (!b.Own || own) {
			return b.Rank
		}
	}
	return general
}

func (q Queue) title(code string) string {
	for _, b := range q.Benefits.V {
		if b.Code == code {
			return b.Title
		}
	}
	return "общая очередь"
}

// Kindergarten is one that takes children.
type Kindergarten struct {
	ID      int64  `db:"id" json:"id"`
	BodyID  int64  `db:"body_id" json:"-"`
	Code    string `db:"code" json:"code"`
	Name    string `db:"name" json:"name"`
	NameKey string `db:"name_key" json:"-"`
}

// Group is a group of a school year with its places.
type Group struct {
	ID             int64  `db:"id" json:"id"`
	KindergartenID int64  `db:"kindergarten_id" json:"kindergarten_id"`
	Year           int    `db:"year" json:"year"`
	Name           string `db:"name" json:"name"`
	Age            int    `db:"age" json:"age"`
	Profile        string `db:"profile" json:"profile"`
	Language       string `db:"language" json:"language"`
	Regime         string `db:"regime" json:"regime"`
	Places         int    `db:"places" json:"places"`
	Version        int64  `db:"version" json:"version"`
}

// fits tells whether a child may go into the group: by age, profile, language and regime.
func (g Group) fits(r Record) bool {
	return g.Age == ageOf(r.Cohort, g.Year) && g.Profile == r.Profile && (g.Language == "" || g.Language == r.Language) && (g.Regime == "" || g.Regime == r.Regime)
}

// cohortOf are the children who are of one age on 1 September of every year: born from 2 September on to 1 September.
func cohortOf(born calendar.Date) int {
	if born.IsZero() {
		return 0
	}
	year := born.Year()
	if born.After(first(year)) {
		return year
	}
	return year - 1
}

// ageOf is how old a cohort is on 1 September of a year, in full years.
func ageOf(cohort, year int) int { return year - cohort - 1 }

// first is 1 September of a year.
func first(year int) calendar.Date {
	return calendar.DateOf(time.Date(year, time.September, 1, 12, 0, 0, 0, time.UTC), time.UTC)
}

// schoolYear is that to which a day belongs: from 1 September on.
func schoolYear(day calendar.Date) int {
	if year := day.Year(); !day.Before(first(year)) {
		return year
	}
	return day.Year() - 1
}

// State of a record.
type State string

const (
	Checks       State = "checks"
	Recorded     State = "recorded" // in the queue
	Refusing     State = "refusing" // the refusal waits for its signature
	Refused      State = "refused"
	Selected     State = "selected" // a place is found: the order, then the direction wait for their signatures
	Directed     State = "directed"
	WishesChange State = "wishes_change" // an offered place was not taken: the record stays, it takes part no more until the parent says
	Accepted     State = "accepted"
	Ordered      State = "ordered" // in an order of enrolment that waits for its signature
	Enrolled     State = "enrolled"
	Withdrawn    State = "withdrawn"
)

// Record is a child in the queue.
type Record struct {
	ID          int64             `db:"id"`
	QueueID     int64             `db:"queue_id"`
	BodyID      int64             `db:"body_id"`
	ServiceID   int64             `db:"service_id"`
	Year        int               `db:"year"`
	Sequence    int64             `db:"sequence"`
	Number      string            `db:"number"`
	AcceptedAt  time.Time         `db:"accepted_at"`
	ChildName   string            `db:"child_name"`
	ChildFold   string            `db:"child_fold"`
	BornOn      calendar.Date     `db:"born_on"`
	Cohort      int               `db:"cohort"`
	Claim       string            `db:"claim"`
	Benefit     string            `db:"benefit"`
	Profile     string            `db:"profile"`
	Language    string            `db:"language"`
	Regime      string            `db:"regime"`
	Anywhere    bool              `db:"anywhere"`
	WishedOn    calendar.Date     `db:"wished_on"`
	State       State             `db:"state"`
	Reason      string            `db:"reason"`
	FormationID *int64            `db:"formation_id"`
	GroupID     *int64            `db:"group_id"`
	OldGroupID  *int64            `db:"old_group_id"`
	AnswerBy    calendar.Deadline `db:"answer_by"`
	ContractOn  calendar.Date     `db:"contract_on"`
	EnrolBy     calendar.Deadline `db:"enrol_by"`
	Basis       string            `db:"basis"`
	OrderID     *int64            `db:"order_id"` // of enrolment
	PaperID     *int64            `db:"paper_id"` // the direction or the refusal that counts now
	OwnID       *int64            `db:"own_id"`   // the kindergarten of the brother or the sister
	ChangedAt   time.Time         `db:"changed_at"`
	Version     int64             `db:"version"`
}

// Ref names the record in the audit.
func (r Record) Ref() audit.Ref {
	return audit.Ref{Kind: "kindergarten_record", ID: r.ID, Title: r.Number}
}

func (r Record) place() services.Ref {
	return services.Ref{ServiceID: r.ServiceID, Year: r.Year, Sequence: r.Sequence}
}

// in tells whether a kindergarten is that of the brother or the sister.
func (r Record) in(kindergartenID int64) bool { return r.OwnID != nil && *r.OwnID == kindergartenID }

// transfer tells whether the child has a place already and wishes another one.
func (r Record) transfer() bool { return r.OldGroupID != nil }

func (r Record) key(rank int) Key { return Key{rank, r.AcceptedAt, r.ID} }

// Wish is a kindergarten that the parent would like, in his order.
type Wish struct {
	RecordID       int64 `db:"record_id"`
	Position       int   `db:"position"`
	KindergartenID int64 `db:"kindergarten_id"`
	Rank           int   `db:"rank"`
}

// nameKey is a name as answers are compared with it.
func nameKey(name string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(strings.ToLower(strings.ReplaceAll(name, "№", " ")), "ё", "е")), " ")
}
