package assignments

import (
	"slices"
	"strings"
	"testing"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/fail"
)

// whoMay is the regulation as people read it: who does what in which states.
var whoMay = map[Action]map[string]string{
	Take:            {"responsible": "issued returned_for_rework"},
	ReportInterim:   {"responsible": "issued in_progress returned_for_rework"},
	ReportFinal:     {"responsible": "issued in_progress returned_for_rework"},
	Contribute:      {"co_executor": "issued in_progress returned_for_rework"},
	Reassign:        {"responsible": "issued in_progress returned_for_rework"},
	Accept:          {"issuer": "report_submitted", "acting": "report_submitted", "delegated": "report_submitted"},
	Override:        {"issuer": "issued in_progress report_submitted returned_for_rework", "acting": "issued in_progress report_submitted returned_for_rework"},
	Return:          {"issuer": "report_submitted", "acting": "report_submitted", "delegated": "report_submitted"},
	AskExtension:    {"responsible": "issued in_progress returned_for_rework"},
	GrantExtension:  {}, // nobody asked
	RefuseExtension: {},
	Release: {
		"issuer":             "issued in_progress report_submitted returned_for_rework executed",
		"acting":             "issued in_progress report_submitted returned_for_rework executed",
		"controller":         "issued in_progress report_submitted returned_for_rework executed",
		"delegated":          "issued in_progress report_submitted returned_for_rework executed",
		"controlling office": "issued in_progress report_submitted returned_for_rework executed",
	},
	Cancel: {"issuer": "issued in_progress report_submitted returned_for_rework", "acting": "issued in_progress report_submitted returned_for_rework"},
	Reopen: {"issuer": "executed", "acting": "executed"},
}

const (
	issuerID = iota + 1
	responsibleID
	coExecutorID
	informedID
	controllerID
	otherID
)

func actors() map[string]auth.Actor {
	as := func(id int64) auth.Actor { return auth.Actor{PersonID: id, BodyID: 1} }
	acting, assistant, office, foreign := as(otherID), as(otherID), as(otherID), as(otherID)
	acting.Acting = []auth.Person{{ID: issuerID}}
	assistant.Assists = []auth.Person{{ID: issuerID}, {ID: responsibleID}}
	assistant.Rights = []auth.Right{RightPrepare}
	office.Rights = []auth.Right{RightControl}
	foreign.Rights, foreign.BodyID = []auth.Right{RightControl, RightIssue}, 2
	return map[string]auth.Actor{"issuer": as(issuerID), "acting": acting, "responsible": as(responsibleID), "co_executor": as(coExecutorID),
		"informed": as(informedID), "controller": as(controllerID), "delegated": as(controllerID), "controlling office": office,
		"assistant": assistant, "stranger": as(otherID), "controller of another body": foreign}
}

func node(state State) Node {
	controller := int64(controllerID)
	return Node{
		Assignment: Assignment{BodyID: 1, State: state, IssuerID: issuerID, ResponsibleID: responsibleID, ControllerID: &controller, Control: Ordinary},
		Members:    []Member{{EmployeeID: coExecutorID, Role: CoExecutor}, {EmployeeID: informedID, Role: Informed}},
	}
}

func TestEveryActionInEveryStateByEverybody(t *testing.T) {
	states := []State{Draft, Issued, InProgress, ReportSubmitted, Returned, Executed, Cancelled}
	if len(whoMay) != len(rules) {
		t.Fatalf("%d actions are described, there are %d", len(whoMay), len(rules))
	}
	for act, allowed := range whoMay {
		for who, by := range actors() {
			for _, state := range states {
				n := node(state)
				n.ControllerAccepts = who == "delegated"
				want := slices.Contains(strings.Fields(allowed[who]), string(state))
				if err := n.can(by, act); (err == nil) != want {
					t.Errorf("%s by %s in %s: %v", act, who, state, err)
				}
			}
		}
	}
}

func TestFurtherConditions(t *testing.T) {
	by := actors()
	cases := []struct {
		name string
		who  string
		act  Action
		with func(*Node)
		want string
	}{
		{"a final report waits for the parts", "responsible", ReportFinal, func(n *Node) { n.State, n.OpenChildren = InProgress, 2 }, "assignment.children_open"},
		{"so does the acceptance", "issuer", Accept, func(n *Node) { n.State, n.OpenChildren = ReportSubmitted, 1 }, "assignment.children_open"},
		{"the issuer may override it", "issuer", Override, func(n *Node) { n.State, n.OpenChildren = InProgress, 1 }, ""},
		{"the controller may not", "delegated", Override, func(n *Node) { n.State, n.ControllerAccepts = ReportSubmitted, true }, "assignment.denied"},
		{"without a report there is nothing to accept", "issuer", Accept, func(n *Node) { n.State = InProgress }, "assignment.no_report"},
		{"a sent reply stands for the report", "issuer", Accept, func(n *Node) { n.State, n.ProposedBy = InProgress, new(int64) }, ""},
		{"a controller accepts only where it was delegated", "controller", Accept, func(n *Node) { n.State = ReportSubmitted }, "assignment.denied"},
		{"a term of a law is not moved", "responsible", AskExtension, func(n *Node) { n.State, n.Statutory = InProgress, true }, "assignment.statutory"},
		{"one request at a time", "responsible", AskExtension, func(n *Node) { n.State, n.Extension = InProgress, Requested }, "assignment.extension_pending"},
		{"a new one after a refusal", "responsible", AskExtension, func(n *Node) { n.State, n.Extension = InProgress, Refused }, ""},
		{"a request is granted", "issuer", GrantExtension, func(n *Node) { n.State, n.Extension = InProgress, Requested }, ""},
		{"by its acting officer too", "acting", RefuseExtension, func(n *Node) { n.State, n.Extension = InProgress, Requested }, ""},
		{"not by the executor himself", "responsible", GrantExtension, func(n *Node) { n.State, n.Extension = InProgress, Requested }, "assignment.denied"},
		{"not by the controller", "controller", GrantExtension, func(n *Node) { n.State, n.Extension = InProgress, Requested }, "assignment.denied"},
		{"without control there is no release", "issuer", Release, func(n *Node) { n.State, n.Control, n.ControllerID = Executed, NoControl, nil }, "assignment.not_controlled"},
		{"the controlling office has no part in what is not controlled", "controlling office", Release, func(n *Node) { n.State, n.Control, n.ControllerID = Executed, NoControl, nil }, "assignment.denied"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			n := node(Issued)
			tc.with(&n)
			if got := fail.Code(n.can(by[tc.who], tc.act)); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestActionsOfferTheOverrideOnlyWhereItIsNeeded(t *testing.T) {
	issuer := actors()["issuer"]
	ready, blocked := node(ReportSubmitted), node(ReportSubmitted)
	blocked.OpenChildren = 1
	if got := ready.Actions(issuer); slices.Contains(got, Override) || !slices.Contains(got, Accept) {
		t.Errorf("a report without obstacles offers %v", got)
	}
	if got := blocked.Actions(issuer); !slices.Contains(got, Override) || slices.Contains(got, Accept) {
		t.Errorf("a report with an open part offers %v", got)
	}
	if got := ready.Actions(actors()["assistant"]); len(got) != 0 {
		t.Errorf("an assistant is offered %v", got)
	}
}

func TestOverdue(t *testing.T) {
	reportedOn := func(date string) Assignment {
		at := day(date).In(time.UTC)
		return Assignment{State: ReportSubmitted, DueOn: day("2026-05-08"), ReportedAt: &at}
	}
	cases := []struct {
		name  string
		a     Assignment
		today string
		want  bool
	}{
		{"on the day it is not", Assignment{State: Issued, DueOn: day("2026-05-08")}, "2026-05-08", false},
		{"the day after it is", Assignment{State: InProgress, DueOn: day("2026-05-08")}, "2026-05-09", true},
		{"reported in time it waits without blame", reportedOn("2026-05-08"), "2026-05-20", false},
		{"reported late it stays late", reportedOn("2026-05-09"), "2026-05-20", true},
		{"executed is past that", Assignment{State: Executed, DueOn: day("2026-05-08")}, "2026-06-01", false},
		{"so is cancelled", Assignment{State: Cancelled, DueOn: day("2026-05-08")}, "2026-06-01", false},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			if got := tc.a.Overdue(day(tc.today), time.UTC); got != tc.want {
				t.Errorf("got %v", got)
			}
		})
	}
}
