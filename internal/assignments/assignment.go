package assignments

import (
	"strconv"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/calendar"
)

// State is a step of the life of an assignment.
type State string

const (
	Draft           State = "draft"
	Issued          State = "issued"
	InProgress      State = "in_progress"
	ReportSubmitted State = "report_submitted"
	Returned        State = "returned_for_rework"
	Executed        State = "executed"
	Cancelled       State = "cancelled"
)

// open reports whether somebody still has to do something about it.
func (s State) open() bool {
	return s == Issued || s == InProgress || s == ReportSubmitted || s == Returned
}

// Control is how closely the term is watched.
type Control string

const (
	NoControl Control = "none"
	Ordinary  Control = "ordinary"
	Special   Control = "special" // особый контроль
)

// Extension is what became of the last request to move the term.
type Extension string

const (
	Requested Extension = "requested"
	Granted   Extension = "granted"
	Refused   Extension = "refused"
)

// ReleaseKind is on what ground an assignment leaves the control (§2.5).
type ReleaseKind string

const (
	ReleaseExecuted     ReleaseKind = "executed"
	ReleaseTransferred  ReleaseKind = "transferred"  // handed to another body or person
	ReleaseImpossible   ReleaseKind = "impossible"   // with the reason
	ReleaseConsolidated ReleaseKind = "consolidated" // goes on as a part of another assignment
)

// Assignment is the row of one task with text, responsible executor and term.
type Assignment struct {
	ID                int64             `db:"id"`
	BodyID            int64             `db:"body_id"`
	DocumentID        int64             `db:"document_id"`
	ResolutionID      int64             `db:"resolution_id"`
	ParentID          *int64            `db:"parent_id"`
	Position          int               `db:"position"`
	Text              string            `db:"text"`
	IssuerID          int64             `db:"issuer_id"`
	IssuerName        string            `db:"issuer_name"`
	IssuerPost        string            `db:"issuer_post"`
	ResponsibleID     int64             `db:"responsible_id"`
	ResponsibleName   string            `db:"responsible_name"`
	ResponsiblePost   string            `db:"responsible_post"`
	UnitID            int64             `db:"unit_id"`
	ControllerID      *int64            `db:"controller_id"`
	ControllerName    string            `db:"controller_name"`
	ControllerAccepts bool              `db:"controller_accepts"`
	State             State             `db:"state"`
	Open              bool              `db:"open"`
	Urgent            bool              `db:"urgent"`
	TermCode          string            `db:"term_code"`
	DueOn             calendar.Date     `db:"due_on"`
	DueWhy            calendar.Deadline `db:"due_why"`
	FirstDueOn        calendar.Date     `db:"first_due_on"`
	Statutory         bool              `db:"statutory"`
	Extension         Extension         `db:"extension"`
	Extensions        int               `db:"extensions"`
	Returns           int               `db:"returns"`
	Control           Control           `db:"control"`
	ReleasedAt        *time.Time        `db:"released_at"`
	ReleasedBy        *int64            `db:"released_by"`
	ReleasedName      string            `db:"released_name"`
	ReleaseKind       ReleaseKind       `db:"release_kind"`
	ReleaseBasis      string            `db:"release_basis"`
	ProposedBy        *int64            `db:"proposed_by"`
	ProposedAt        *time.Time        `db:"proposed_at"`
	IssuedAt          *time.Time        `db:"issued_at"`
	TakenAt           *time.Time        `db:"taken_at"`
	ReportedAt        *time.Time        `db:"reported_at"`
	EndedAt           *time.Time        `db:"ended_at"`
	EndReason         string            `db:"end_reason"`
	Overridden        bool              `db:"overridden"`
	Version           int64             `db:"version"`
}

// Ref names the assignment in the audit; its text may hold personal data and is left out.
func (a Assignment) Ref() audit.Ref {
	return audit.Ref{Kind: "assignment", ID: a.ID, Title: "поручение " + strconv.FormatInt(a.ID, 10)}
}

// Controlled reports whether the assignment is on control now.
func (a Assignment) Controlled() bool { return a.Control != NoControl && a.ReleasedAt == nil }

// Watcher is who releases from control: the controller, or the issuer where nobody else was named.
func (a Assignment) Watcher() int64 {
	if a.ControllerID != nil {
		return *a.ControllerID
	}
	return a.IssuerID
}

// Overdue reports whether the term has passed without the final report; a report made in time waits without blame.
func (a Assignment) Overdue(today calendar.Date, zone *time.Location) bool {
	if !a.State.open() || a.DueOn.IsZero() {
		return false
	}
	if a.ReportedAt != nil {
		today = calendar.DateOf(*a.ReportedAt, zone)
	}
	return today.After(a.DueOn)
}

// MemberRole is the part of somebody beside the responsible executor.
type MemberRole string

const (
	CoExecutor MemberRole = "co_executor"
	Informed   MemberRole = "informed"
)

// Member is a co-executor or an informed person of an assignment.
type Member struct {
	AssignmentID  int64         `db:"assignment_id"`
	EmployeeID    int64         `db:"employee_id"`
	Role          MemberRole    `db:"role"`
	Name          string        `db:"name"`
	Post          string        `db:"post"`
	DueOn         calendar.Date `db:"due_on"`
	OwnDue        bool          `db:"own_due"`
	Contribution  string        `db:"contribution"`
	ContributedAt *time.Time    `db:"contributed_at"`
}

// ReportKind tells a report on the way from the last one.
type ReportKind string

const (
	Interim ReportKind = "interim" // never moves the term
	Final   ReportKind = "final"
)

// Report is what the responsible executor says has been done.
type Report struct {
	ID           int64      `db:"id" json:"id"`
	AssignmentID int64      `db:"assignment_id" json:"-"`
	Kind         ReportKind `db:"kind" json:"kind" enum:"interim,final"`
	Text         string     `db:"text" json:"text"`
	Percent      int        `db:"percent" json:"percent"`
	ReplyID      *int64     `db:"reply_id" json:"reply_id,omitempty" doc:"Document that carries the answer"`
	AuthorID     int64      `db:"author_id" json:"author_id"`
	AuthorName   string     `db:"author_name" json:"author"`
	OnBehalfID   *int64     `db:"on_behalf_id" json:"on_behalf_id,omitempty"`
	CreatedAt    time.Time  `db:"created_at" json:"created_at"`
	Decision     string     `db:"decision" json:"decision,omitempty" enum:"accepted,returned"`
	DecidedBy    *int64     `db:"decided_by" json:"-"`
	DecidedName  string     `db:"decided_name" json:"decided,omitempty"`
	DecidedAt    *time.Time `db:"decided_at" json:"decided_at,omitempty"`
	Reason       string     `db:"reason" json:"reason,omitempty"`
}

// TermChange is one request to move the term and what was decided.
type TermChange struct {
	ID           int64         `db:"id" json:"id"`
	AssignmentID int64         `db:"assignment_id" json:"-"`
	From         calendar.Date `db:"from_day" json:"from"`
	To           calendar.Date `db:"to_day" json:"to"`
	Reason       string        `db:"reason" json:"reason"`
	Measures     string        `db:"measures" json:"measures,omitempty"`
	Late         bool          `db:"late" json:"late" doc:"Asked less than three working days before the date"`
	AskedBy      int64         `db:"asked_by" json:"-"`
	AskedName    string        `db:"asked_name" json:"asked"`
	AskedAt      time.Time     `db:"asked_at" json:"asked_at"`
	Decision     Extension     `db:"decision" json:"decision,omitempty" enum:"granted,refused"`
	DecidedBy    *int64        `db:"decided_by" json:"-"`
	DecidedName  string        `db:"decided_name" json:"decided,omitempty"`
	DecidedAt    *time.Time    `db:"decided_at" json:"decided_at,omitempty"`
	Answer       string        `db:"answer" json:"answer,omitempty"`
}
