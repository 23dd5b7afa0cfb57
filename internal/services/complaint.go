package services

import (
	"slices"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// ComplaintGround is of what one may complain before the trial (210-ФЗ ст. 11.1).
type ComplaintGround string

const (
	RegisteredLate    ComplaintGround = "registered_late"    // п. 1
	TermMissed        ComplaintGround = "term_missed"        // п. 2
	DocumentsDemanded ComplaintGround = "documents_demanded" // п. 3
	IntakeWasRefused  ComplaintGround = "intake_refused"     // п. 4
	ServiceRefused    ComplaintGround = "service_refused"    // п. 5
	FeeDemanded       ComplaintGround = "fee_demanded"       // п. 6
	CorrectionRefused ComplaintGround = "correction_refused" // п. 7: refused or delayed
	ResultLate        ComplaintGround = "result_late"        // п. 8
	WasSuspended      ComplaintGround = "suspended"          // п. 9
	DemandedAnew      ComplaintGround = "demanded_anew"      // п. 10
)

// ComplaintGrounds lists them in the order of the article.
func ComplaintGrounds() []ComplaintGround {
	return []ComplaintGround{RegisteredLate, TermMissed, DocumentsDemanded, IntakeWasRefused, ServiceRefused, FeeDemanded, CorrectionRefused, ResultLate, WasSuspended, DemandedAnew}
}

// short reports whether the complaint is considered in five working days (ст. 11.2 ч. 6).
func (g ComplaintGround) short() bool { return g == IntakeWasRefused || g == CorrectionRefused }

// Against says of whom the complaint is.
type Against string

const (
	AgainstBody     Against = "body"
	AgainstOfficial Against = "official"
)

// ComplaintState is where a complaint stands.
type ComplaintState string

const (
	ComplaintReceived   ComplaintState = "received"
	ComplaintRegistered ComplaintState = "registered"
	ComplaintDecided    ComplaintState = "decided"
	ComplaintAnswered   ComplaintState = "answered"
)

// ComplaintOutcome is the decision on a complaint (ст. 11.2 ч. 7).
type ComplaintOutcome string

const (
	Satisfied ComplaintOutcome = "satisfied"
	DeniedIt  ComplaintOutcome = "denied"
)

// groundWords are the grounds as the article has them.
var groundWords = map[ComplaintGround]string{
	RegisteredLate: "нарушение срока регистрации запроса", TermMissed: "нарушение срока предоставления услуги", DocumentsDemanded: "требование документов или действий, не предусмотренных законом",
	IntakeWasRefused: "отказ в приёме документов", ServiceRefused: "отказ в предоставлении услуги", FeeDemanded: "требование платы, не предусмотренной законом",
	CorrectionRefused: "отказ в исправлении опечаток и ошибок", ResultLate: "нарушение срока или порядка выдачи документов", WasSuspended: "приостановление услуги без основания",
	DemandedAnew: "требование документов, которые не были названы при первом отказе",
}

// Russian is the ground in words.
func (g ComplaintGround) Russian() string { return groundWords[g] }

// Russian is the outcome in words.
func (o ComplaintOutcome) Russian() string {
	return map[ComplaintOutcome]string{Satisfied: "Жалоба удовлетворена", DeniedIt: "В удовлетворении жалобы отказано"}[o]
}

// Complaint is a pre-trial complaint: the row of the table. It is no appeal of 59-ФЗ.
type Complaint struct {
	ID            int64             `db:"id"`
	BodyID        int64             `db:"body_id"`
	ApplicationID *int64            `db:"application_id"`
	ApplicantID   int64             `db:"applicant_id"`
	Number        string            `db:"number"`
	Year          int               `db:"year"`
	Sequence      int64             `db:"sequence"`
	Ground        ComplaintGround   `db:"ground"`
	Against       Against           `db:"against"`
	Official      string            `db:"official"`
	OfficialID    *int64            `db:"official_id"`
	Text          string            `db:"text"`
	Channel       Channel           `db:"channel"`
	State         ComplaintState    `db:"state"`
	ReceivedAt    time.Time         `db:"received_at"`
	RegisterBy    calendar.Deadline `db:"register_by"`
	RegisteredOn  calendar.Date     `db:"registered_on"`
	Due           calendar.Deadline `db:"due"`
	DueSort       string            `db:"due_sort"`
	Outcome       ComplaintOutcome  `db:"outcome"`
	Decision      string            `db:"decision"`
	Measures      string            `db:"measures"`
	DecidedOn     calendar.Date     `db:"decided_on"`
	AnswerBy      calendar.Deadline `db:"answer_by"`
	AnsweredOn    calendar.Date     `db:"answered_on"`
	DecidedBy     *int64            `db:"decided_by"`
	Version       int64             `db:"version"`
}

var complaintColumns = db.Columns[Complaint]("")

// Ref names the complaint in the audit.
func (c Complaint) Ref() audit.Ref {
	return audit.Ref{Kind: "service_complaint", ID: c.ID, Title: c.Number}
}

// ComplaintAct is what is done with a complaint.
type ComplaintAct string

const (
	RegisterComplaint ComplaintAct = "register"
	DecideComplaint   ComplaintAct = "decide"
	AnswerComplaint   ComplaintAct = "answer"
)

// complaintRules is the life of a complaint.
var complaintRules = map[ComplaintAct]struct{ from, to ComplaintState }{
	RegisterComplaint: {ComplaintReceived, ComplaintRegistered}, // not later than the next working day
	DecideComplaint:   {ComplaintRegistered, ComplaintDecided},
	AnswerComplaint:   {ComplaintDecided, ComplaintAnswered}, // not later than the next day
}

// can reports whether the actor may do this with the complaint now. Whoever is complained of does not decide.
func (c Complaint) can(by auth.Actor, act ComplaintAct) error {
	switch {
	case !by.System && (by.BodyID != c.BodyID || !by.Can(RightComplaints)):
		return fail.New(fail.Denied, "complaint.denied", "%s of complaint %d is not for person %d", act, c.ID, by.PersonID)
	case act == DecideComplaint && c.OfficialID != nil && by.Is(*c.OfficialID):
		return fail.New(fail.Denied, "complaint.own", "complaint %d is of person %d himself", c.ID, by.PersonID)
	case c.State != complaintRules[act].from:
		return fail.New(fail.Conflict, "complaint.wrong_state", "%s is not possible in %s", act, c.State).With("state", string(c.State))
	}
	return nil
}

// Actions lists what the actor may do with it now.
func (c Complaint) Actions(by auth.Actor) []ComplaintAct {
	list := []ComplaintAct{}
	for act := range complaintRules {
		if c.can(by, act) == nil {
			list = append(list, act)
		}
	}
	slices.Sort(list)
	return list
}

// due is the last day of the consideration from the registration (ст. 11.2 ч. 6; scenario 21).
func (c Complaint) due(cal calendar.Calendar, registered calendar.Date) calendar.Deadline {
	if c.Ground.short() {
		return cal.Due(registered, termComplaintIntake)
	}
	return cal.Due(registered, termComplaint)
}
