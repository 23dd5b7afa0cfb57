package catalogue

// StepKind is a procedure of the regulation (resolution 1228: приём, межведомственное взаимодействие, приостановление,
// получение дополнительных сведений, рассмотрение и решение, предоставление результата).
type StepKind string

const (
	IntakeCheck      StepKind = "intake_check"
	Interagency      StepKind = "interagency"
	Suspension       StepKind = "suspension"
	ExtraInformation StepKind = "extra_information"
	Decision         StepKind = "decision"
	MakeResult       StepKind = "result" // the document is made and signed
	Issue            StepKind = "issue"  // it is given to the applicant
)

// Outcome is how a step may end.
type Outcome string

const (
	Accepted  Outcome = "accepted"  // intake check: registered
	Refused   Outcome = "refused"   // intake check or decision: on a ground
	Answered  Outcome = "answered"  // interagency: all answers came, or their term is over
	Resumed   Outcome = "resumed"   // suspension: the cause is gone
	Lapsed    Outcome = "lapsed"    // suspension, extra information: the term is over without it
	Brought   Outcome = "brought"   // extra information: the applicant brought it
	Suspends  Outcome = "suspends"  // decision: a ground of suspension was found
	AsksMore  Outcome = "asks_more" // decision: something is to be asked of the applicant
	Granted   Outcome = "granted"   // decision
	Signed    Outcome = "signed"    // result
	Delivered Outcome = "delivered" // issue
)

// outcomes are those that a kind of step may have; the first ones must each lead somewhere.
var outcomes = map[StepKind]struct{ must, may []Outcome }{
	IntakeCheck:      {must: []Outcome{Accepted, Refused}},
	Interagency:      {must: []Outcome{Answered}},
	Suspension:       {must: []Outcome{Resumed, Lapsed}},
	ExtraInformation: {must: []Outcome{Brought, Lapsed}},
	Decision:         {must: []Outcome{Granted, Refused}, may: []Outcome{Suspends, AsksMore}},
	MakeResult:       {must: []Outcome{Signed}},
	Issue:            {must: []Outcome{Delivered}},
}

// Outcomes are how a step of this kind may end.
func (k StepKind) Outcomes() []Outcome {
	o := outcomes[k]
	return append(append([]Outcome{}, o.must...), o.may...)
}

// Finish is where a step leads when nothing follows.
const Finish = "end"

// Step is one procedure of a variant.
type Step struct {
	Code    string   `json:"code" maxLength:"40"`
	Kind    StepKind `json:"kind" enum:"intake_check,interagency,suspension,extra_information,decision,result,issue"`
	Name    string   `json:"name" maxLength:"300"`
	Actor   string   `json:"actor" maxLength:"200" doc:"Who does it: специалист, руководитель"`
	Term    string   `json:"term,omitempty" maxLength:"40" doc:"Code of its term"`
	Inputs  []string `json:"inputs,omitempty" maxItems:"40" doc:"What it needs, in words or by code of a document"`
	Outputs []string `json:"outputs,omitempty" maxItems:"40" doc:"What comes of it"`
	Next    []Next   `json:"next" maxItems:"10"`
}

// Next says where an outcome leads: the code of a step, or Finish.
type Next struct {
	On Outcome `json:"on" enum:"accepted,refused,answered,resumed,lapsed,brought,suspends,asks_more,granted,signed,delivered"`
	To string  `json:"to" maxLength:"40"`
}

// Step finds a step by its code.
func (v Variant) Step(code string) (Step, bool) {
	for _, s := range v.Steps {
		if s.Code == code {
			return s, true
		}
	}
	return Step{}, false
}

// First is where the procedure begins.
func (v Variant) First() (Step, bool) {
	if len(v.Steps) == 0 {
		return Step{}, false
	}
	return v.Steps[0], true
}

// After is the step to which an outcome leads; none when the procedure ends there.
func (v Variant) After(s Step, on Outcome) (Step, bool) {
	for _, n := range s.Next {
		if n.On == on {
			return v.Step(n.To)
		}
	}
	return Step{}, false
}
