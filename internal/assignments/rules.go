package assignments

import (
	"slices"

	"veche/internal/platform/auth"
	"veche/internal/platform/fail"
)

// Rights of this subject; org gives them to roles.
const (
	RightIssue   auth.Right = "assignments.issue"   // give resolutions
	RightPrepare auth.Right = "assignments.prepare" // draft them for the executives whom one helps
	RightControl auth.Right = "assignments.control" // watch all controlled assignments of the body
)

// Role is the part that a person plays in one assignment.
type Role string

const (
	RoleIssuer      Role = "issuer"      // автор
	RoleResponsible Role = "responsible" // ответственный исполнитель
	RoleCoExecutor  Role = "co_executor" // соисполнитель
	RoleInformed    Role = "informed"    // для сведения
	RoleController  Role = "controller"  // контролёр
)

// Action is what a person may do with an assignment.
type Action string

const (
	Take            Action = "take"
	ReportInterim   Action = "report_interim"
	ReportFinal     Action = "report_final"
	Contribute      Action = "contribute"
	Reassign        Action = "reassign"
	Accept          Action = "accept"
	Override        Action = "override" // accept although children are open or no report is there
	Return          Action = "return"
	AskExtension    Action = "ask_extension"
	GrantExtension  Action = "grant_extension"
	RefuseExtension Action = "refuse_extension"
	Release         Action = "release"
	Cancel          Action = "cancel"
	Reopen          Action = "reopen"
)

// rule is a row of the table: who may do it, in which states, under which further condition, and where it leads;
// no `to` leaves the state as it is.
type rule struct {
	from  []State
	to    State
	roles []Role
	when  func(Node) error
}

var (
	working = []State{Issued, InProgress, Returned}
	live    = []State{Issued, InProgress, ReportSubmitted, Returned}
)

// rules is the life of an assignment: reading it is reading §2.5.
var rules = map[Action]rule{
	Take:            {from: []State{Issued, Returned}, to: InProgress, roles: []Role{RoleResponsible}},
	ReportInterim:   {from: working, roles: []Role{RoleResponsible}},
	ReportFinal:     {from: working, to: ReportSubmitted, roles: []Role{RoleResponsible}, when: childrenEnded},
	Contribute:      {from: working, roles: []Role{RoleCoExecutor}},
	Reassign:        {from: working, to: InProgress, roles: []Role{RoleResponsible}},
	Accept:          {from: live, to: Executed, roles: []Role{RoleIssuer, RoleController}, when: acceptable},
	Override:        {from: live, to: Executed, roles: []Role{RoleIssuer}},
	Return:          {from: []State{ReportSubmitted}, to: Returned, roles: []Role{RoleIssuer, RoleController}, when: delegated},
	AskExtension:    {from: working, roles: []Role{RoleResponsible}, when: movable},
	GrantExtension:  {from: live, roles: []Role{RoleIssuer}, when: requested}, // changed only by the one who set it
	RefuseExtension: {from: live, roles: []Role{RoleIssuer}, when: requested},
	Release:         {from: []State{Issued, InProgress, ReportSubmitted, Returned, Executed}, roles: []Role{RoleIssuer, RoleController}, when: controlled},
	Cancel:          {from: live, to: Cancelled, roles: []Role{RoleIssuer}},
	Reopen:          {from: []State{Executed}, to: InProgress, roles: []Role{RoleIssuer}},
}

// Node is an assignment with what decisions about it need.
type Node struct {
	Assignment
	Members      []Member
	OpenChildren int
	asController bool // set by can: the actor is the controller and not the issuer
}

// can reports whether the actor may do this now. That he sees the document was checked before.
func (n Node) can(by auth.Actor, act Action) error {
	r := rules[act]
	mine := n.Roles(by)
	role := slices.IndexFunc(r.roles, func(role Role) bool { return slices.Contains(mine, role) })
	if role < 0 {
		return fail.New(fail.Denied, "assignment.denied", "%s is not for person %d", act, by.PersonID)
	}
	if !slices.Contains(r.from, n.State) {
		return fail.New(fail.Conflict, "assignment.wrong_state", "%s is not possible in %s", act, n.State).With("state", string(n.State))
	}
	if r.when == nil {
		return nil
	}
	n.asController = r.roles[role] == RoleController
	return r.when(n)
}

// Roles lists the parts of the actor in the assignment, his own and those of whom he replaces. Helping somebody gives
// none: an assistant prepares (§2.9).
func (n Node) Roles(by auth.Actor) []Role {
	var list []Role
	add := func(role Role, person int64) {
		if by.ActsFor(person) && !slices.Contains(list, role) {
			list = append(list, role)
		}
	}
	add(RoleIssuer, n.IssuerID)
	add(RoleResponsible, n.ResponsibleID)
	for _, m := range n.Members {
		add(Role(m.Role), m.EmployeeID)
	}
	if n.ControllerID != nil {
		add(RoleController, *n.ControllerID)
	}
	if by.Can(RightControl) && by.BodyID == n.BodyID && n.Control != NoControl && !slices.Contains(list, RoleController) {
		list = append(list, RoleController)
	}
	return list
}

// Actions lists what the actor may do with the assignment now; the card shows buttons by it.
func (n Node) Actions(by auth.Actor) []Action {
	list := []Action{}
	for act := range rules {
		if n.can(by, act) != nil || act == Override && n.can(by, Accept) == nil {
			continue
		}
		list = append(list, act)
	}
	slices.Sort(list)
	return list
}

// onBehalf names the person in whose place the actor does this, nil when he does it in his own part.
func (n Node) onBehalf(by auth.Actor, act Action) *auth.Person {
	var principal *auth.Person
	for _, role := range rules[act].roles {
		for _, person := range n.people(role) {
			if by.Is(person) {
				return nil
			}
			if by.ActsFor(person) && principal == nil {
				principal = by.OnBehalfOf(person)
			}
		}
	}
	return principal
}

// people are the persons who play a part.
func (n Node) people(role Role) (list []int64) {
	switch role {
	case RoleIssuer:
		return []int64{n.IssuerID}
	case RoleResponsible:
		return []int64{n.ResponsibleID}
	case RoleController:
		if n.ControllerID != nil {
			return []int64{*n.ControllerID}
		}
		return nil
	}
	for _, m := range n.Members {
		if Role(m.Role) == role {
			list = append(list, m.EmployeeID)
		}
	}
	return list
}

func childrenEnded(n Node) error {
	if n.OpenChildren == 0 {
		return nil
	}
	return fail.New(fail.Conflict, "assignment.children_open", "%d parts are not finished", n.OpenChildren).With("count", n.OpenChildren)
}

// acceptable: there is something to accept – the final report, or the sent reply that stands for it – and no part of
// the work is open. The controller accepts only where the issuer delegated it.
func acceptable(n Node) error {
	if n.State != ReportSubmitted && n.ProposedBy == nil {
		return fail.New(fail.Conflict, "assignment.no_report", "there is no final report to accept")
	}
	if err := delegated(n); err != nil {
		return err
	}
	return childrenEnded(n)
}

func delegated(n Node) error {
	if n.asController && !n.ControllerAccepts {
		return fail.New(fail.Denied, "assignment.denied", "acceptance is not delegated to the controller")
	}
	return nil
}

func movable(n Node) error {
	switch {
	case n.Statutory: // 59-ФЗ, 210-ФЗ, a demand of the prosecutor: not moved by an internal decision
		return fail.New(fail.Conflict, "assignment.statutory", "the term is set by law")
	case n.Extension == Requested:
		return fail.New(fail.Conflict, "assignment.extension_pending", "a request waits for its decision")
	}
	return nil
}

func requested(n Node) error {
	if n.Extension != Requested {
		return fail.New(fail.Conflict, "assignment.no_request", "nobody asked for another term")
	}
	return nil
}

func controlled(n Node) error {
	if !n.Controlled() {
		return fail.New(fail.Conflict, "assignment.not_controlled", "the assignment is not on control")
	}
	return nil
}
