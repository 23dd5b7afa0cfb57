package registry

import (
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
)

// Rights of this subject; org gives them to roles.
const (
	RightRegister auth.Right = "registry.register"
	RightSetUp    auth.Right = "org.admin" // journals and the file plan

	rightRestricted auth.Right = "documents.dsp" // documents declares it
)

// Journal (журнал регистрации) owns the counter of one group of documents of a body.
type Journal struct {
	ID         int64  `db:"id" json:"id"`
	BodyID     int64  `db:"body_id" json:"body_id"`
	Name       string `db:"name" json:"name" minLength:"1" maxLength:"200"`
	Flow       string `db:"flow" json:"flow" enum:"incoming,outgoing,internal,directive,appeal"`
	Template   string `db:"template" json:"template" doc:"Tokens: {seq} {seq:5} {index} {file} {kind} {letter} {yy} {yyyy} {suffix} {parent}"`
	IndexCode  string `db:"index_code" json:"index_code" doc:"Value of {index} where it differs from the body's"`
	Suffix     string `db:"suffix" json:"suffix" doc:"Value of {suffix}, e.g. дсп"`
	Period     string `db:"period" json:"period" enum:"year,none" doc:"When the counter starts anew"`
	Dimension  string `db:"dimension" json:"dimension" enum:",unit,kind,letter" doc:"One more scope of the counter"`
	AccessMark string `db:"access_mark" json:"access_mark" enum:",dsp"`
	BackDates  bool   `db:"back_dates" json:"back_dates,omitempty" doc:"A reserved number keeps the day of its reservation"`
	Position   int    `db:"position" json:"position"`
	Active     bool   `db:"active" json:"active"`
	Version    int64  `db:"version" json:"version"`
}

// Ref names the journal in the audit.
func (j Journal) Ref() audit.Ref { return audit.Ref{Kind: "journal", ID: j.ID, Title: j.Name} }

// year is the counter's period for a registration date; 0 where the journal never starts anew.
func (j Journal) year(day calendar.Date) int {
	if j.Period == "none" {
		return 0
	}
	return day.Year()
}

// NumberState tells what became of a number.
type NumberState string

const (
	Given    NumberState = "given"
	Reserved NumberState = "reserved"
	Annulled NumberState = "annulled"
)

// Number is one line of a journal.
type Number struct {
	ID         int64         `db:"id" json:"id"`
	BodyID     int64         `db:"body_id" json:"-"`
	JournalID  int64         `db:"journal_id" json:"journal_id"`
	Year       int           `db:"year" json:"year"`
	Dimension  string        `db:"dimension" json:"-"`
	Seq        int64         `db:"seq" json:"seq"`
	Number     string        `db:"number" json:"number"`
	NumberKey  string        `db:"number_key" json:"-"`
	Day        calendar.Date `db:"day" json:"day"`
	State      NumberState   `db:"state" json:"state" enum:"given,reserved,annulled"`
	DocumentID *int64        `db:"document_id" json:"document_id"`
	GivenBy    int64         `db:"given_by" json:"given_by"`
	GivenName  string        `db:"given_name" json:"given_name"`
	GivenAt    time.Time     `db:"given_at" json:"given_at"`
	Purpose    string        `db:"purpose" json:"purpose" doc:"Of a reservation"`
	ExpiresOn  calendar.Date `db:"expires_on" json:"expires_on"`
	Reason     string        `db:"reason" json:"reason" doc:"Of an annulment"`
	EndedBy    string        `db:"ended_by" json:"ended_by"`
	EndedAt    *time.Time    `db:"ended_at" json:"ended_at"`
}

// CaseFile (дело) is one heading of the file plan of a year.
type CaseFile struct {
	ID        int64      `db:"id" json:"id"`
	BodyID    int64      `db:"body_id" json:"body_id"`
	UnitID    *int64     `db:"unit_id" json:"unit_id"`
	Year      int        `db:"year" json:"year"`
	IndexCode string     `db:"index_code" json:"index_code" minLength:"1" maxLength:"40"`
	Title     string     `db:"title" json:"title" minLength:"1" maxLength:"500"`
	Retention string     `db:"retention" json:"retention" doc:"Period and article: 5 лет ЭПК, ст. 70"`
	ClosedAt  *time.Time `db:"closed_at" json:"closed_at"`
	Version   int64      `db:"version" json:"version"`
}
