package documents

import (
	"maps"
	"slices"

	"veche/internal/platform/auth"
	"veche/internal/platform/fail"
)

// Rights of this subject; org gives them to roles.
const (
	RightRegister   auth.Right = "registry.register" // receive, describe, register, file
	RightAnnul      auth.Right = "registry.annul"    // special right (§2.3)
	RightDSP        auth.Right = "documents.dsp"     // set the mark, handle restricted documents
	RightCreate     auth.Right = "documents.create"  // make drafts
	RightReadOffice auth.Right = "documents.read_office"
	RightScan       auth.Right = "documents.scan" // put the scan of a resolution written on paper beside the document
)

// moves is the life of a card by flow: reading it is reading §2.4.
var moves = map[Flow]map[State][]State{
	Incoming: arrived,
	Appeal:   arrived,
	Outgoing: created(map[State][]State{
		Registered:     {Dispatching, Filed, Annulled},
		Dispatching:    {Dispatched, DeliveryFailed},
		DeliveryFailed: {Dispatching, Dispatched, Filed},
		Dispatched:     {Delivered, DeliveryFailed, RefusedThere, Filed},
		Delivered:      {DeliveryFailed, RefusedThere, Filed},
		RefusedThere:   {DeliveryFailed, Filed},
	}),
	Internal: created(map[State][]State{ // to its addressee in the same body
		Registered:     {WithExecutive, Resolved, ForInformation, Filed, Annulled},
		WithExecutive:  {Resolved, ForInformation, Annulled},
		Resolved:       {InExecution, Executed, WithExecutive, Annulled},
		InExecution:    {Executed, Annulled},
		Executed:       {Filed, InExecution, Annulled},
		ForInformation: {Filed, WithExecutive, Resolved, Annulled},
	}),
	Directive: created(map[State][]State{ // its points are assignments, people acknowledge it; the card itself stays
		Registered: {Filed, Annulled},
	}),
}

// arrived is the life of what comes from outside.
var arrived = map[State][]State{
	Received:       {Registered, ReturnedToSender, NotRegistrable},
	Registered:     {WithExecutive, Resolved, InExecution, ForInformation, ForwardedOut, Filed, Annulled},
	WithExecutive:  {Resolved, InExecution, ForInformation, Registered, Annulled},
	Resolved:       {InExecution, Executed, WithExecutive, Annulled},
	InExecution:    {Executed, Annulled},
	Executed:       {Filed, InExecution, Annulled}, // re-opened by the issuer only
	ForInformation: {Filed, WithExecutive, InExecution, Annulled},
	ForwardedOut:   {Filed, Annulled},
}

// created is the life of what the body itself writes: the same up to its number, by flow afterwards.
func created(registered map[State][]State) map[State][]State {
	life := map[State][]State{
		Draft:            {InApproval, OnSignature, Withdrawn},
		InApproval:       {InRevision, Approved, Withdrawn},
		InRevision:       {InApproval, OnSignature, Withdrawn},
		Approved:         {OnSignature, InRevision, Withdrawn},
		OnSignature:      {Signed, SignatureRefused, InRevision, Withdrawn},
		SignatureRefused: {InRevision, InApproval, OnSignature, Withdrawn},
		Signed:           {Registered},
	}
	maps.Copy(life, registered)
	return life
}

// canMove reports whether the card may go into the state.
func (d Document) canMove(to State) error {
	if slices.Contains(moves[d.Flow][d.State], to) {
		return nil
	}
	return fail.New(fail.Conflict, "document.wrong_state", "%s card cannot go from %s to %s", d.Flow, d.State, to).
		With("state", string(d.State))
}

// Action is what a person may do with a card here; the card brings the list, the interface shows buttons by it.
type Action string

const (
	Describe       Action = "describe" // fill or correct the card
	Register       Action = "register" // number and date
	ReturnToSender Action = "return_to_sender"
	Decline        Action = "decline" // not registrable (§2.3)
	Annul          Action = "annul"
	Withdraw       Action = "withdraw"  // a draft, by its author
	FileAway       Action = "file_away" // into a case (в дело)
	AddVersion     Action = "add_version"
	AddFile        Action = "add_file"
	AddScan        Action = "add_scan" // of a resolution written on paper (§2.9)
	StartReply     Action = "reply"    // make an outgoing draft from an incoming card
	Restrict       Action = "restrict" // put or take off ДСП, name its readers
)

// Writable reports whether a created document is still being written.
func (d Document) Writable() bool { return slices.Contains(writing, d.State) }

type rule struct {
	flows []Flow
	from  []State
	right auth.Right // "" – by being the author
}

var (
	anyArrived = []Flow{Incoming, Appeal}
	considered = []Flow{Incoming, Appeal, Internal}
	anyCreated = []Flow{Outgoing, Internal, Directive}
	writing    = []State{Draft, InRevision, SignatureRefused}
	inWork     = []State{Registered, WithExecutive, Resolved, InExecution, Executed, ForInformation}
)

var rules = map[Action][]rule{
	Describe: {
		{anyArrived, []State{Received, Registered, WithExecutive, Resolved, InExecution}, RightRegister},
		{anyCreated, writing, ""},
	},
	Register: {
		{anyArrived, []State{Received}, RightRegister},
		{anyCreated, []State{Signed}, RightRegister}, // sign → register → dispatch (rule 2)
	},
	ReturnToSender: {{anyArrived, []State{Received}, RightRegister}},
	Decline:        {{anyArrived, []State{Received}, RightRegister}},
	Annul: {
		{considered, inWork, RightAnnul},
		{[]Flow{Outgoing, Directive}, []State{Registered}, RightAnnul},
	},
	Withdraw: {{anyCreated, []State{Draft, InApproval, InRevision, Approved, OnSignature, SignatureRefused}, ""}},
	FileAway: {
		{anyArrived, []State{Registered, Executed, ForInformation, ForwardedOut}, RightRegister},
		{[]Flow{Internal}, []State{Registered, Executed, ForInformation}, RightRegister},
		{[]Flow{Directive}, []State{Registered}, RightRegister},
		{[]Flow{Outgoing}, []State{Registered, Dispatched, Delivered, DeliveryFailed, RefusedThere}, RightRegister},
	},
	AddVersion: {{anyCreated, writing, ""}},
	AddFile: {
		{anyArrived, []State{Received}, RightRegister},
		{anyCreated, writing, ""},
	},
	AddScan: {
		{considered, []State{Registered, WithExecutive, Resolved, InExecution, ForInformation}, RightScan},
		{[]Flow{Directive}, []State{Registered}, RightScan},
	},
	StartReply: {{[]Flow{Incoming}, inWork, RightCreate}}, // an appeal is answered question by question, see package appeals
	Restrict: {
		{anyArrived, []State{Received, Registered}, RightDSP},
		{anyCreated, writing, RightDSP},
	},
}

// can reports whether the actor may do this now. Seeing the card was checked before.
func (d Document) can(by auth.Actor, act Action) error {
	allowed, right := false, false
	for _, r := range rules[act] {
		if !slices.Contains(r.flows, d.Flow) {
			continue
		}
		mine := by.Can(r.right) && by.BodyID == d.BodyID || by.System
		if r.right == "" {
			mine = d.AuthorID != nil && by.ActsFor(*d.AuthorID)
		}
		right = right || mine
		allowed = allowed || mine && slices.Contains(r.from, d.State)
	}
	switch {
	case allowed:
		return nil
	case !right:
		return fail.New(fail.Denied, "document.denied", "%s is not allowed to this person", act)
	}
	return fail.New(fail.Conflict, "document.wrong_state", "%s is not possible in %s", act, d.State).With("state", string(d.State))
}

// Actions lists what the actor may do with the card now.
func (d Document) Actions(by auth.Actor) []Action {
	list := []Action{}
	for act := range rules {
		if d.can(by, act) == nil {
			list = append(list, act)
		}
	}
	slices.Sort(list)
	return list
}
