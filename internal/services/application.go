package services

import (
	"encoding/json"
	"strings"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

// Channel is how an application came.
type Channel string

const (
	Portal  Channel = "portal"
	Visit   Channel = "visit"
	Post    Channel = "post"
	Foreign Channel = "epgu" // another portal, over СМЭВ
	MFC     Channel = "mfc"
)

// Electronic tells whether the applicant did not come in person (the share of electronic services is counted by it).
func (c Channel) Electronic() bool { return c == Portal || c == Foreign }

// Way is how the applicant wants to get the result.
type Way string

const (
	ToAccount Way = "account" // an electronic document in his account
	InPerson  Way = "visit"   // at the body, by an invitation
	ByPost    Way = "post"
	AtMFC     Way = "mfc"
)

// Application is one application: the row of the table.
type Application struct {
	ID             int64                   `db:"id"`
	ServiceID      int64                   `db:"service_id"`
	VersionID      int64                   `db:"version_id"`
	Variant        string                  `db:"variant"`
	Year           int                     `db:"year"`
	Sequence       int64                   `db:"sequence"`
	Number         string                  `db:"number"`
	NumberKey      string                  `db:"number_key"`
	State          State                   `db:"state"`
	Step           string                  `db:"step"`
	BodyID         int64                   `db:"body_id"`
	IntakeBodyID   int64                   `db:"intake_body_id"`
	UnitID         *int64                  `db:"unit_id"`
	OfficerID      *int64                  `db:"officer_id"`
	ApplicantID    int64                   `db:"applicant_id"`
	Representative db.JSON[Representative] `db:"representative"`
	Channel        Channel                 `db:"channel"`
	Territory      string                  `db:"territory"`
	Answers        string                  `db:"answers"`
	AcceptedAt     time.Time               `db:"accepted_at"`
	RegisterBy     calendar.Deadline       `db:"register_by"`
	RegisteredAt   *time.Time              `db:"registered_at"`
	RegisteredOn   calendar.Date           `db:"registered_on"`
	Due            db.JSON[Clock]          `db:"due"`
	DueSort        string                  `db:"due_sort"`
	Ground         string                  `db:"ground"`
	GroundWords    string                  `db:"ground_words"`
	Reason         string                  `db:"reason"`
	Missing        db.JSON[[]string]       `db:"missing"`
	CancelAskedAt  *time.Time              `db:"cancel_asked_at"`
	CancelReason   string                  `db:"cancel_reason"`
	Way            Way                     `db:"way"`
	WayPlace       string                  `db:"way_place"`
	Result         string                  `db:"result"`
	ResultID       *int64                  `db:"result_id"`
	PaperID        *int64                  `db:"paper_id"` // the paper that lies with its signatory
	Invitation     db.JSON[Invitation]     `db:"invitation"`
	Issued         db.JSON[Issued]         `db:"issued"`
	DecidedAt      *time.Time              `db:"decided_at"`
	ClosedAt       *time.Time              `db:"closed_at"`
	Keeper         Keeper                  `db:"keeper"`
	ChangedAt      time.Time               `db:"changed_at"`
	Version        int64                   `db:"version"`
}

// Invitation calls the applicant for the result: stage 4 of a service.
type Invitation struct {
	Place string        `json:"place,omitempty" minLength:"1" maxLength:"300"`
	Hours string        `json:"hours,omitempty" minLength:"1" maxLength:"300" doc:"When one may come"`
	Bring string        `json:"bring,omitempty" maxLength:"500"`
	Until calendar.Date `json:"until,omitempty" doc:"Until when the result is kept"`
}

// Issued is the fact of the service: stage 5.
type Issued struct {
	At      *time.Time `json:"at,omitempty"`
	Fact    string     `json:"fact,omitempty" maxLength:"500" doc:"What was done, in words"`
	Basis   string     `json:"basis,omitempty" maxLength:"300"`
	Officer string     `json:"officer,omitempty"`
	Way     Way        `json:"way,omitempty"`
}

// Ref names the application in the audit and in the rows of others.
func (a Application) Ref() audit.Ref {
	return audit.Ref{Kind: "application", ID: a.ID, Title: a.Number}
}

// Answer is one top-level answer of the form, as text.
func (a Application) Answer(path string) (string, bool) { return answerIn([]byte(a.Answers), path) }

// answerIn finds an answer by its dotted path; a choice of the form is a plain value.
func answerIn(raw []byte, path string) (string, bool) {
	for _, name := range strings.Split(path, ".") {
		var object map[string]json.RawMessage
		if json.Unmarshal(raw, &object) != nil {
			return "", false
		}
		next, found := object[name]
		if !found {
			return "", false
		}
		raw = next
	}
	var words string
	if json.Unmarshal(raw, &words) == nil {
		return words, true
	}
	return string(raw), true
}
