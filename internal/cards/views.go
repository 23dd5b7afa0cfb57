package cards

import (
	"slices"

	"veche/internal/documents"
)

// View is one queue of a flow, as the list shows them above the rows.
type View string

const (
	All             View = "all"
	Overdue         View = "overdue"
	ToRegister      View = "to_register"
	OnConsideration View = "on_consideration"
	InExecution     View = "in_execution"
	ForFiling       View = "for_filing"
	Drafts          View = "drafts"
	InApproval      View = "in_approval"
	OnSignature     View = "on_signature"
	ToDispatch      View = "to_dispatch"
	Sent            View = "sent"
	Registered      View = "registered"
)

// queue says which cards a view holds.
type queue struct {
	view    View
	states  []documents.State // none: any state
	overdue bool              // only those whose date has passed
	mine    bool              // only those whose author the reader is or replaces
}

var (
	writing = []documents.State{documents.Draft, documents.InRevision, documents.SignatureRefused, documents.Approved}

	// unfinished are the states in which a due date still binds somebody.
	unfinished = map[documents.Flow][]documents.State{
		documents.Incoming:  unanswered,
		documents.Appeal:    unanswered,
		documents.Outgoing:  unsent,
		documents.Internal:  slices.Concat(unsent, []documents.State{documents.WithExecutive, documents.Resolved, documents.InExecution}),
		documents.Directive: unsent,
	}
	unanswered = []documents.State{documents.Received, documents.Registered, documents.WithExecutive, documents.Resolved, documents.InExecution}
	unsent     = slices.Concat(writing, []documents.State{documents.InApproval, documents.OnSignature, documents.Signed})
)

// queues are the views of each flow in the order in which they are shown.
var queues = map[documents.Flow][]queue{
	documents.Incoming: came,
	documents.Appeal:   came,
	documents.Outgoing: slices.Concat(own, []queue{
		{view: ToDispatch, states: []documents.State{documents.Registered, documents.DeliveryFailed}},
		{view: Sent, states: []documents.State{documents.Dispatching, documents.Dispatched, documents.Delivered, documents.RefusedThere}},
		{view: All},
	}),
	documents.Internal: slices.Concat(own, []queue{
		{view: OnConsideration, states: []documents.State{documents.Registered, documents.WithExecutive}},
		{view: InExecution, states: []documents.State{documents.Resolved, documents.InExecution}},
		{view: ForFiling, states: []documents.State{documents.Executed, documents.ForInformation}},
		{view: All},
	}),
	documents.Directive: slices.Concat(own, []queue{{view: Registered, states: []documents.State{documents.Registered}}, {view: All}}),
}

// came are the queues of what arrives.
var came = []queue{
	{view: ToRegister, states: []documents.State{documents.Received}},
	{view: OnConsideration, states: []documents.State{documents.Registered, documents.WithExecutive}},
	{view: InExecution, states: []documents.State{documents.Resolved, documents.InExecution}},
	{view: ForFiling, states: []documents.State{documents.Executed, documents.ForInformation}},
	{view: Overdue, states: unanswered, overdue: true},
	{view: All},
}

// own are the queues of what the body writes, up to its number.
var own = []queue{
	{view: Drafts, states: writing, mine: true},
	{view: InApproval, states: []documents.State{documents.InApproval}},
	{view: OnSignature, states: []documents.State{documents.OnSignature}},
	{view: ToRegister, states: []documents.State{documents.Signed}},
}

// queueOf finds a view of a flow.
func queueOf(flow documents.Flow, view View) (queue, bool) {
	i := slices.IndexFunc(queues[flow], func(q queue) bool { return q.view == view })
	if i < 0 {
		return queue{}, false
	}
	return queues[flow][i], true
}

// binds reports whether the due date of a card still binds somebody.
func binds(flow documents.Flow, state documents.State) bool {
	return slices.Contains(unfinished[flow], state)
}
