package services

import (
	"slices"

	"veche/internal/platform/auth"
	"veche/internal/platform/fail"
)

// Rights of this subject; org gives them to roles.
const (
	RightConsider   auth.Right = "services.consider"   // check, register, consider, decide, issue
	RightRoute      auth.Right = "services.route"      // the queue of the dispatcher, the table of routes, all units of the body
	RightComplaints auth.Right = "services.complaints" // consider pre-trial complaints
)

// State is where an application stands (domain.md §6.1).
type State string

const (
	Submitted         State = "submitted" // accepted by the intake, not yet read here: the applicant sees it, no row has it
	Received          State = "received"
	Precheck          State = "precheck"
	IntakeRefused     State = "intake_refused" // отказ в приёме документов
	Registered        State = "registered"
	InReview          State = "in_review"
	AwaitingApplicant State = "awaiting_applicant"
	Interagency       State = "interagency"
	Suspended         State = "suspended" // приостановление: the clock stands
	Decision          State = "decision"  // the decision lies with its signatory
	Granted           State = "granted"
	ResultReady       State = "result_ready"
	GivenOut          State = "issued"
	Refused           State = "refused" // отказ в предоставлении услуги
	Cancelled         State = "cancelled"
)

// States lists all states of a stored application in the order of its life.
func States() []State {
	return []State{Received, Precheck, IntakeRefused, Registered, InReview, AwaitingApplicant, Interagency, Suspended, Decision,
		Granted, ResultReady, GivenOut, Refused, Cancelled}
}

// Final reports whether nothing follows.
func (s State) Final() bool { return slices.Contains(final, s) }

var (
	final     = []State{IntakeRefused, GivenOut, Refused, Cancelled}
	unchecked = []State{Received, Precheck}
	reviewed  = []State{InReview, AwaitingApplicant, Interagency, Suspended}
	undecided = []State{Received, Precheck, Registered, InReview, AwaitingApplicant, Interagency, Suspended, Decision}
	held      = []State{Registered, InReview, AwaitingApplicant, Interagency, Suspended, Decision, Granted, ResultReady}
	open      = append(slices.Clone(undecided), Granted, ResultReady)
)

// Act is what is done with an application; the card brings those that its reader may do now.
type Act string

const (
	Receive       Act = "receive" // the job takes it from the intake
	Take          Act = "take"    // an officer takes it before him
	CheckDocument Act = "check"   // what he found of a document
	Register      Act = "register"
	RefuseIntake  Act = "refuse_intake" // write its notice and give it to its signatory
	TurnAway      Act = "turn_away"     // the signature of a refusal to accept
	Route         Act = "route"         // to the responsible body, by the table or by the dispatcher
	HandOver      Act = "hand_over"     // to another body; number and clock stay
	Assign        Act = "assign"        // to an officer
	Ask           Act = "ask"           // other bodies, by interagency requests
	Proceed       Act = "proceed"       // answers came, or their term is over
	AskApplicant  Act = "ask_applicant"
	Continue      Act = "continue" // the applicant brought it, or his term is over
	Suspend       Act = "suspend"  // write its notice and give it to its signatory
	Stop          Act = "stop"     // the signature of a suspension
	Resume        Act = "resume"
	Decide        Act = "decide"    // write the decision and give it to its signatory
	TakeBack      Act = "take_back" // the paper was not signed
	Grant         Act = "grant"     // the signature of a decision
	Refuse        Act = "refuse"    // the signature of a refusal
	Invite        Act = "invite"    // stage 4
	Issue         Act = "issue"     // stage 5
	AskCancel     Act = "ask_cancel"
	ConfirmCancel Act = "confirm_cancel"
	DeclineCancel Act = "decline_cancel"
	ChooseWay     Act = "choose_way"
	Write         Act = "write" // a message
	Correct       Act = "correct"
	Note          Act = "note" // the register tells what happened in it
)

// rule is a line of the table of §6.1: from where, to where (empty: it stays), by which right. Own acts are those of the
// officer who has the application; a colleague takes it first.
type rule struct {
	from  []State
	to    State
	right auth.Right
	own   bool
}

// system is the right of what no person does directly: a signature, a job, the applicant's own act in his account.
const system auth.Right = ""

var rules = map[Act]rule{
	Take:          {unchecked, Precheck, RightConsider, false},
	CheckDocument: {append(slices.Clone(unchecked), reviewed...), "", RightConsider, true},
	Register:      {unchecked, Registered, RightConsider, true}, // within one working day
	RefuseIntake:  {unchecked, "", RightConsider, true},
	TurnAway:      {unchecked, IntakeRefused, system, false},
	Route:         {[]State{Registered}, "", RightRoute, false},
	HandOver:      {append([]State{Registered}, reviewed...), "", RightConsider, true},
	Assign:        {open, "", RightConsider, false},
	Ask:           {[]State{InReview, Interagency}, Interagency, RightConsider, true},
	Proceed:       {[]State{Interagency}, InReview, RightConsider, true}, // a late answer holds nothing up: art. 7.1
	AskApplicant:  {[]State{InReview}, AwaitingApplicant, RightConsider, true},
	Continue:      {[]State{AwaitingApplicant}, InReview, RightConsider, true},
	Suspend:       {[]State{InReview}, "", RightConsider, true}, // on a ground of the pinned version alone
	Stop:          {[]State{InReview}, Suspended, system, false},
	Resume:        {[]State{Suspended}, InReview, RightConsider, true},
	Decide:        {[]State{InReview}, Decision, RightConsider, true},
	TakeBack:      {append(slices.Clone(unchecked), InReview, Decision), "", system, false}, // a decision goes back to in_review
	Grant:         {[]State{Decision}, Granted, system, false},
	Refuse:        {[]State{Decision}, Refused, system, false},
	Invite:        {[]State{Granted, ResultReady}, ResultReady, RightConsider, true},
	Issue:         {[]State{Granted, ResultReady}, GivenOut, RightConsider, true},
	AskCancel:     {undecided, "", system, false},
	ConfirmCancel: {undecided, Cancelled, RightConsider, true},
	DeclineCancel: {undecided, "", RightConsider, true},
	ChooseWay:     {append(slices.Clone(held), unchecked...), "", RightConsider, true}, // of the applicant, by letter or at the counter
	Write:         {open, "", RightConsider, true},
	Correct:       {[]State{GivenOut}, "", RightConsider, false},
	Note:          {States(), "", system, false},
}

// besideRegister is what an officer still does where a register decides: he writes, and he asks other bodies.
var besideRegister = []Act{Write, Ask, Proceed}

// stay are the acts that wait while a paper lies with its signatory: what it decides must not be changed under his pen.
var stay = []Act{Register, RefuseIntake, Route, HandOver, Ask, Proceed, AskApplicant, Suspend, Decide}

// can reports whether the actor may do this with the application as it stands. That he sees it was asked before.
func (a Application) can(by auth.Actor, act Act) error {
	r := rules[act]
	switch {
	case by.System:
	case r.right == system || by.BodyID != a.BodyID || !by.Can(r.right):
		return fail.New(fail.Denied, "application.denied", "%s of application %d is not for person %d", act, a.ID, by.PersonID)
	case r.own && !a.heldBy(by):
		return fail.New(fail.Denied, "application.others", "application %d is with officer %d", a.ID, *a.OfficerID)
	}
	if a.Keeper != Considered && !by.System && !slices.Contains(besideRegister, act) {
		return fail.New(fail.Conflict, "application.kept", "application %d stands in the register of %s", a.ID, a.Keeper)
	}
	if !slices.Contains(r.from, a.State) {
		return fail.New(fail.Conflict, "application.wrong_state", "%s is not possible in %s", act, a.State).With("state", string(a.State))
	}
	if a.PaperID != nil && slices.Contains(stay, act) {
		return fail.New(fail.Conflict, "application.paper_lies", "a paper of application %d lies with its signatory", a.ID)
	}
	cancelling := act == ConfirmCancel || act == DeclineCancel
	if cancelling && a.CancelAskedAt == nil {
		return fail.New(fail.Conflict, "application.not_asked", "nobody asks to cancel application %d", a.ID)
	}
	return nil
}

// heldBy reports whether the application is with this person, with nobody, or with one whom he may relieve of it.
func (a Application) heldBy(by auth.Actor) bool {
	return a.OfficerID == nil || by.ActsFor(*a.OfficerID) || by.Can(RightRoute)
}

// Actions lists what the actor may do with it now.
func (a Application) Actions(by auth.Actor) []Act {
	list := []Act{}
	for act := range rules {
		if !by.System && a.can(by, act) == nil {
			list = append(list, act)
		}
	}
	slices.Sort(list)
	return list
}

// sees says whether the actor may see the application: an officer of the body that answers for it – of the unit where one
// was named –, whoever holds it by name, the body that took it in, and who considers complaints on that body.
func (a Application) sees(by auth.Actor) bool {
	switch {
	case by.System || a.OfficerID != nil && by.ActsFor(*a.OfficerID):
		return true
	case by.BodyID == a.BodyID && (by.Can(RightRoute) || by.Can(RightComplaints)):
		return true
	case by.BodyID == a.BodyID && by.Can(RightConsider):
		return a.UnitID == nil || slices.Contains(by.Principals, auth.Unit(*a.UnitID))
	}
	return by.BodyID == a.IntakeBodyID && by.Can(RightConsider)
}

// absent is the answer about an application that is not there, or not for the one who asks.
func absent(id int64) error {
	return fail.New(fail.NotFound, "application.not_found", "no application %d", id)
}

// SeenBy says whether the actor may see the application, for those who show lists of many.
func (a Application) SeenBy(by auth.Actor) bool { return a.sees(by) }
