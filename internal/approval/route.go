package approval

import (
	"strconv"
	"strings"

	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// RightRoutes lets a person make and change the routes of his body.
const RightRoutes auth.Right = "approval.route"

// Mode is the order in which the participants of a stage are asked.
type Mode string

const (
	Parallel   Mode = "parallel"
	Sequential Mode = "sequential"
)

// Rule is how many must agree.
type Rule string

const (
	All    Rule = "all"
	Any    Rule = "any"
	Quorum Rule = "quorum"
)

// OnNotAgreed is what a refusal does to the visas of the stage that are still asked.
type OnNotAgreed string

const (
	Stop    OnNotAgreed = "stop"     // they are cancelled at once
	WaitAll OnNotAgreed = "wait_all" // they are waited for, so that the author gets all remarks together
)

// ParticipantKind says how a participant of a route is found.
type ParticipantKind string

const (
	ByPerson   ParticipantKind = "person"
	ByPost     ParticipantKind = "post"
	ByUnitHead ParticipantKind = "unit_head"
	ByRole     ParticipantKind = "role"
	AuthorHead ParticipantKind = "author_head" // whoever heads the unit of the author
)

// Participant is one place in a stage.
type Participant struct {
	Kind ParticipantKind `json:"kind" enum:"person,post,unit_head,role,author_head"`
	ID   int64           `json:"id,omitempty" doc:"Of the employee, the post or the unit"`
	Role org.Role        `json:"role,omitempty"`
	Name string          `json:"name,omitempty" doc:"Of the person, the post or the unit today; not read from input"`
}

// Stage is one step of a route.
type Stage struct {
	Name         string        `json:"name" minLength:"1" maxLength:"200"`
	Mode         Mode          `json:"mode" enum:"parallel,sequential"`
	Participants []Participant `json:"participants" minItems:"1" maxItems:"100"`
	Required     bool          `json:"required" doc:"A stage that is not required gathers opinions: it returns nothing and ends with its term"`
	Rule         Rule          `json:"rule" enum:"all,any,quorum"`
	Quorum       int           `json:"quorum,omitempty" minimum:"0" maximum:"100" doc:"How many must agree, for the rule quorum"`
	Term         Term          `json:"term"`
	OnNotAgreed  OnNotAgreed   `json:"on_not_agreed" enum:"stop,wait_all"`
}

// Route is an order of stages that a body keeps for a kind of documents.
type Route struct {
	ID       int64            `db:"id" json:"id"`
	BodyID   int64            `db:"body_id" json:"body_id"`
	Name     string           `db:"name" json:"name" minLength:"1" maxLength:"200"`
	Flow     documents.Flow   `db:"flow" json:"flow" enum:"outgoing,internal,directive"`
	KindID   *int64           `db:"kind_id" json:"kind_id" doc:"Empty: every kind of the flow"`
	Stages   db.JSON[[]Stage] `db:"stages" json:"-"`
	Required bool             `db:"required" json:"required" doc:"Documents of this kind are not signed without approval"`
	ThenSign bool             `db:"then_sign" json:"then_sign" doc:"What is approved goes to signature by itself"`
	Active   bool             `db:"active" json:"active"`
	Version  int64            `db:"version" json:"version"`
}

// Ref names the route in the audit.
func (r Route) Ref() audit.Ref { return audit.Ref{Kind: "route", ID: r.ID, Title: r.Name} }

// check says what is wrong with the stages; the key of a field is its place: stages.1.quorum.
func check(stages []Stage) error {
	wrong := map[string]string{}
	if len(stages) == 0 {
		wrong["stages"] = "required"
	}
	for i, st := range stages {
		at := "stages." + strconv.Itoa(i) + "."
		for field, reason := range st.trouble() {
			wrong[at+field] = reason
		}
	}
	if len(wrong) > 0 {
		return fail.Fields("approval.route_wrong", wrong)
	}
	return nil
}

func (st Stage) trouble() map[string]string {
	wrong := map[string]string{}
	if strings.TrimSpace(st.Name) == "" {
		wrong["name"] = "required"
	}
	if st.Mode != Parallel && st.Mode != Sequential {
		wrong["mode"] = "unknown"
	}
	if st.OnNotAgreed != Stop && st.OnNotAgreed != WaitAll {
		wrong["on_not_agreed"] = "unknown"
	}
	switch st.Rule {
	case All, Any:
	case Quorum:
		if st.Quorum < 1 {
			wrong["quorum"] = "required"
		}
	default:
		wrong["rule"] = "unknown"
	}
	if !st.Term.ok() {
		wrong["term"] = "unknown"
	}
	if len(st.Participants) == 0 {
		wrong["participants"] = "required"
	}
	for i, p := range st.Participants {
		if !p.complete() {
			wrong["participants."+strconv.Itoa(i)] = "required"
		}
	}
	return wrong
}

func (p Participant) complete() bool {
	switch p.Kind {
	case ByPerson, ByPost, ByUnitHead:
		return p.ID > 0
	case ByRole:
		return p.Role != ""
	}
	return p.Kind == AuthorHead
}
