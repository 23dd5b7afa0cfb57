package approval

import (
	"time"

	"veche/internal/platform/db"
)

// State is where an approval stands.
type State string

const (
	Running   State = "running"
	Returned  State = "returned"  // somebody did not agree
	Recalled  State = "recalled"  // by its initiator
	Approved  State = "approved"  // every stage has passed
	Withdrawn State = "withdrawn" // the draft itself is withdrawn
)

// Asked is who is asked in a cycle.
type Asked string

const (
	AskAll      Asked = "all"
	AskObjected Asked = "objected" // those who refused, remarked or did not vote, and the lawyers; other votes are kept (§3.3)
)

// Approval is one run of a route over a document: the row of the table.
type Approval struct {
	ID          int64            `db:"id"`
	BodyID      int64            `db:"body_id"`
	DocumentID  int64            `db:"document_id"`
	InitiatorID int64            `db:"initiator_id"`
	RouteName   string           `db:"route_name"`
	Stages      db.JSON[[]Stage] `db:"stages"`
	ThenSign    bool             `db:"then_sign"`
	State       State            `db:"state"`
	Cycle       int              `db:"cycle"`
	Stage       int              `db:"stage"`
	StartedAt   time.Time        `db:"started_at"`
	EndedAt     *time.Time       `db:"ended_at"`
	SheetFileID *int64           `db:"sheet_file_id"`
	Version     int64            `db:"version"`
}

// Cycle is one passage of the stages over one version.
type Cycle struct {
	ID         int64      `db:"id" json:"-"`
	ApprovalID int64      `db:"approval_id" json:"-"`
	No         int        `db:"no" json:"no"`
	VersionID  int64      `db:"version_id" json:"version_id"`
	VersionNo  int        `db:"version_no" json:"version_no"`
	SHA256     string     `db:"sha256" json:"sha256"`
	Asked      Asked      `db:"asked" json:"asked" enum:"all,objected"`
	StartedAt  time.Time  `db:"started_at" json:"started_at"`
	EndedAt    *time.Time `db:"ended_at" json:"ended_at"`
	Outcome    State      `db:"outcome" json:"outcome" enum:",returned,recalled,approved,withdrawn"`
}

// VisaState is where a visa stands.
type VisaState string

const (
	Waiting   VisaState = "waiting"
	AskedNow  VisaState = "asked"
	Delegated VisaState = "delegated" // a subordinate looks; the chief keeps the vote
	Voted     VisaState = "voted"
	Kept      VisaState = "kept" // the vote of an earlier cycle stands
	Cancelled VisaState = "cancelled"
)

// Vote is what a person says of the text (§3.2).
type Vote string

const (
	Agreed            Vote = "agreed"
	AgreedWithRemarks Vote = "agreed_with_remarks"
	NotAgreed         Vote = "not_agreed"
	Abstained         Vote = "abstained_conflict" // conflict of interests (273-ФЗ ст. 10, 11)
)

// Positive reports whether the text passes by this vote.
func (v Vote) Positive() bool { return v == Agreed || v == AgreedWithRemarks }

// Visa is asked of one person in one cycle for one version: the row of the table.
type Visa struct {
	ID            int64      `db:"id"`
	ApprovalID    int64      `db:"approval_id"`
	Cycle         int        `db:"cycle"`
	Stage         int        `db:"stage"`
	Position      int        `db:"position"`
	EmployeeID    int64      `db:"employee_id"`
	Name          string     `db:"name"`
	Post          string     `db:"post"`
	VersionID     int64      `db:"version_id"`
	VersionNo     int        `db:"version_no"`
	SHA256        string     `db:"sha256"`
	State         VisaState  `db:"state"`
	DelegatedFrom *int64     `db:"delegated_from"`
	AskedAt       *time.Time `db:"asked_at"`
	DueAt         *time.Time `db:"due_at"`
	RemindedAt    *time.Time `db:"reminded_at"`
	Vote          Vote       `db:"vote"`
	Remarks       string     `db:"remarks"`
	VotedBy       *int64     `db:"voted_by"`
	VotedName     string     `db:"voted_name"`
	VotedPost     string     `db:"voted_post"`
	OnBehalfID    *int64     `db:"on_behalf_id"`
	Basis         string     `db:"basis"`
	VotedAt       *time.Time `db:"voted_at"`
}

// Pending reports whether the vote is still to come.
func (v Visa) Pending() bool {
	return v.State == Waiting || v.State == AskedNow || v.State == Delegated
}

// Open reports whether the person may vote now: a chief may also while his subordinate looks.
func (v Visa) Open() bool { return v.State == AskedNow || v.State == Delegated }

// Overdue reports whether the term passed without a vote, or the vote came after it.
func (v Visa) Overdue(now time.Time) bool {
	if v.DueAt == nil {
		return false
	}
	if v.VotedAt != nil {
		now = *v.VotedAt
	}
	return (v.Open() || v.State == Voted) && now.After(*v.DueAt)
}
