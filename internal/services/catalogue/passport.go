package catalogue

import (
	"slices"

	"veche/internal/platform/calendar"
)

// Passport is what the regulation says of a service (паспорт услуги, resolution 1228). Lists that are not the same for
// all variants name theirs; a line without variants is for every one.
type Passport struct {
	Name         string      `json:"name" maxLength:"500"`
	ShortName    string      `json:"short_name" maxLength:"200" doc:"What people call it"`
	Summary      string      `json:"summary" maxLength:"600" doc:"What the applicant gets, in one or two sentences"`
	Level        Level       `json:"level" enum:"state,municipal,delegated"`
	Category     string      `json:"category" maxLength:"40"`
	Situations   []string    `json:"situations,omitempty" maxItems:"8" doc:"Life situations in which it is looked for"`
	Keywords     []string    `json:"keywords,omitempty" maxItems:"60" doc:"Words of everyday speech by which it is found"`
	Popular      bool        `json:"popular,omitempty" doc:"Shown on the first page"`
	Responsible  string      `json:"responsible" maxLength:"300" doc:"Body that provides it, in words"`
	Participants []string    `json:"participants,omitempty" maxItems:"30" doc:"Bodies that take part"`
	Acts         []Act       `json:"acts" maxItems:"40"`
	Applicants   []Applicant `json:"applicants" maxItems:"30"`
	Targets      []Target    `json:"targets,omitempty" maxItems:"40"`
	Questions    []Question  `json:"questions,omitempty" maxItems:"12" doc:"What is asked to find the variant"`
	Rules        []Rule      `json:"rules,omitempty" maxItems:"200" doc:"Decision table over those answers"`
	Variants     []Variant   `json:"variants" maxItems:"40"`
	Documents    []Document  `json:"documents,omitempty" maxItems:"80"`
	Requests     []Request   `json:"requests,omitempty" maxItems:"40"`
	Terms        []Term      `json:"terms" maxItems:"40"`

	IntakeRefusals []Ground `json:"intake_refusals" maxItems:"40" doc:"Отказ в приёме документов: closed list"`
	Suspensions    []Ground `json:"suspensions,omitempty" maxItems:"40" doc:"Приостановление: closed list, empty where the regulation knows none"`
	Refusals       []Ground `json:"refusals" maxItems:"60" doc:"Отказ в предоставлении услуги: closed list"`

	Results   []Result  `json:"results" maxItems:"20"`
	Channels  []Channel `json:"channels" maxItems:"4"`
	Fee       Fee       `json:"fee"`
	Complaint Complaint `json:"complaint"`
	RouteBy   string    `json:"route_by,omitempty" maxLength:"100" doc:"Path of the answer that says where it belongs: an address, a school, an object; the table of routes is read by it. A form that does not ask it leaves the application to the line of the whole region, or to the dispatcher"`
	Order     *Order    `json:"order,omitempty" doc:"Only where applications stand in an order: school, kindergarten"`
}

// Level says whose the service is.
type Level string

const (
	State     Level = "state"     // государственная
	Municipal Level = "municipal" // муниципальная
	Delegated Level = "delegated" // a state power given to municipalities
)

// Act is a legal act on which the service stands.
type Act struct {
	Title string `json:"title" maxLength:"500" doc:"Федеральный закон от 27.07.2010 № 210-ФЗ «…»"`
	Main  bool   `json:"main,omitempty" doc:"The administrative regulation itself"`
}

// ApplicantKind is the legal form of an applicant.
type ApplicantKind string

const (
	PersonApplicant ApplicantKind = "person"
	Entrepreneur    ApplicantKind = "entrepreneur"
	Organisation    ApplicantKind = "organisation"
)

// Applicant is a category of those who may ask.
type Applicant struct {
	Kind           ApplicantKind `json:"kind" enum:"person,entrepreneur,organisation"`
	Who            string        `json:"who" maxLength:"500"`
	Representative bool          `json:"representative,omitempty" doc:"Somebody else may ask for him by a power of attorney"`
}

// Target is a подуслуга: a purpose with which one comes.
type Target struct {
	Code string `json:"code" maxLength:"40"`
	Name string `json:"name" maxLength:"300"`
}

// Question is a column of the decision table. Path names the answer in the form.
type Question struct {
	Path    string   `json:"path" maxLength:"100"`
	Title   string   `json:"title" maxLength:"300"`
	Hint    string   `json:"hint,omitempty" maxLength:"500"`
	Options []Option `json:"options" maxItems:"20"`
}

// Option is a possible answer.
type Option struct {
	Value string `json:"value" maxLength:"60"`
	Words string `json:"words" maxLength:"300"`
}

// Rule is a row of the decision table: when every condition holds, the variant is found.
type Rule struct {
	When    []Condition `json:"when" maxItems:"12"`
	Variant string      `json:"variant" maxLength:"40"`
}

// Condition holds when the answer is one of the values; a question that a rule does not name may have any.
type Condition struct {
	Path string   `json:"path" maxLength:"100"`
	In   []string `json:"in" maxItems:"20"`
}

// Variant is a route of the regulation with its own documents, terms and procedures.
type Variant struct {
	Code   string `json:"code" maxLength:"40"`
	Name   string `json:"name" maxLength:"400"`
	Target string `json:"target,omitempty" maxLength:"40"`
	Steps  []Step `json:"steps" maxItems:"30" doc:"The first one is where it begins"`
}

// Source says who brings a document.
type Source string

const (
	FromApplicant   Source = "applicant"   // only he has it
	FromInteragency Source = "interagency" // the body asks for it itself, 210-ФЗ art. 7; he may bring it
	Voluntary       Source = "voluntary"   // it helps, nothing hangs on it
)

// Document is a paper of the standard.
type Document struct {
	Code     string   `json:"code" maxLength:"40"`
	Name     string   `json:"name" maxLength:"500"`
	Source   Source   `json:"source" enum:"applicant,interagency,voluntary"`
	Form     string   `json:"form,omitempty" maxLength:"200" doc:"Оригинал, копия, нотариально заверенная копия…"`
	Copies   int      `json:"copies,omitempty" minimum:"0" maximum:"20"`
	Note     string   `json:"note,omitempty" maxLength:"500" doc:"When it is needed, who certifies it"`
	Request  string   `json:"request,omitempty" maxLength:"60" doc:"Kind of interagency request that brings it"`
	Variants []string `json:"variants,omitempty" maxItems:"40"`
}

// Request is a kind of interagency request that the service may need; its fields and term stand in the dictionary of
// package interagency.
type Request struct {
	Kind     string   `json:"kind" maxLength:"60"`
	What     string   `json:"what" maxLength:"300"`
	From     string   `json:"from" maxLength:"300"`
	Variants []string `json:"variants,omitempty" maxItems:"40"`
}

// Event is from what a term is counted.
type Event string

const (
	Received   Event = "received"   // the application came
	Registered Event = "registered" // it got its number; the term of the service begins here
	StepBegun  Event = "step"       // the step before it ended
	Decided    Event = "decided"
	Suspended  Event = "suspended"
	Closed     Event = "closed" // the reception of applications ended: queues
)

// Codes of terms that the procedure itself knows; a passport may have others for its steps.
const (
	TermRegister  = "register"  // registration of the application
	TermTotal     = "total"     // the service as a whole
	TermSuspended = "suspended" // the longest suspension
	TermExtra     = "extra"     // what the applicant has to bring what is missing
	TermNotice    = "notice"    // sending the result
)

// Term is a length of time with the event that begins it.
type Term struct {
	Code     string        `json:"code" maxLength:"40"`
	Name     string        `json:"name" maxLength:"300"`
	Amount   int           `json:"amount" minimum:"0" maximum:"3650" doc:"0: on the same day"`
	Unit     calendar.Unit `json:"unit" enum:"calendar_day,working_day,month"`
	From     Event         `json:"from" enum:"received,registered,step,decided,suspended,closed"`
	Act      string        `json:"act,omitempty" maxLength:"500"`
	Variants []string      `json:"variants,omitempty" maxItems:"40"`
}

// Calendar is the term as the calendar counts it. Working days never end on a day off; others move to the next working
// one (Civil Code art. 193).
func (t Term) Calendar() calendar.Term {
	policy := calendar.Next
	if t.Unit == calendar.WorkingDay {
		policy = calendar.None
	}
	return calendar.Term{Code: t.Code, Title: t.Name, Amount: t.Amount, Unit: t.Unit, Policy: policy, Basis: t.Act}
}

// Ground is a line of a closed list: nobody may refuse or suspend on any other (210-ФЗ art. 12, 14).
type Ground struct {
	Code     string   `json:"code" maxLength:"40"`
	Text     string   `json:"text" maxLength:"1000"`
	Act      string   `json:"act" maxLength:"500" doc:"Where it stands in the regulation"`
	Cure     string   `json:"cure,omitempty" maxLength:"1000" doc:"What the applicant can do about it"`
	Variants []string `json:"variants,omitempty" maxItems:"40"`
}

// ResultKind says what the service ends with.
type ResultKind string

const (
	ResultDocument ResultKind = "document" // a decision, a certificate, a permit
	ResultRecord   ResultKind = "record"   // a line of a register
	ResultPayment  ResultKind = "payment"
	ResultFact     ResultKind = "fact" // something was done: enrolled, issued at the place
)

// Carrier is in what form the applicant holds the result.
type Carrier string

const (
	Electronic Carrier = "electronic"
	Paper      Carrier = "paper"
)

// Result is what the applicant may get.
type Result struct {
	Code     string     `json:"code" maxLength:"40"`
	Name     string     `json:"name" maxLength:"400"`
	Kind     ResultKind `json:"kind" enum:"document,record,payment,fact"`
	Negative bool       `json:"negative,omitempty" doc:"The refusal"`
	Carriers []Carrier  `json:"carriers" maxItems:"2"`
	Validity string     `json:"validity,omitempty" maxLength:"200" doc:"How long it holds, in words"`
	Variants []string   `json:"variants,omitempty" maxItems:"40"`
}

// Channel is how an application may come.
type Channel string

const (
	ByPortal Channel = "portal"
	ByVisit  Channel = "visit"
	ByPost   Channel = "post"
	ByMFC    Channel = "mfc"
)

// Fee is what is paid. Zero kopecks without words: free of charge.
type Fee struct {
	Kopecks int64  `json:"kopecks" minimum:"0"`
	Text    string `json:"text,omitempty" maxLength:"500" doc:"Who pays how much, when it is not one sum"`
	Act     string `json:"act,omitempty" maxLength:"500"`
}

// Free tells that nobody pays.
func (f Fee) Free() bool { return f.Kopecks == 0 && f.Text == "" }

// Complaint is the section on the pre-trial complaint (210-ФЗ art. 11.1, 11.2).
type Complaint struct {
	To   string `json:"to" maxLength:"300" doc:"To whom it is addressed"`
	Text string `json:"text,omitempty" maxLength:"2000"`
}

// concerns tells whether a line with these variants is for this one.
func concerns(variants []string, code string) bool {
	return len(variants) == 0 || slices.Contains(variants, code)
}

func of[T any](list []T, variants func(T) []string, code string) []T {
	var found []T
	for _, one := range list {
		if concerns(variants(one), code) {
			found = append(found, one)
		}
	}
	return found
}

// DocumentsOf, RequestsOf and the others are the lines of one variant.
func (p Passport) DocumentsOf(variant string) []Document {
	return of(p.Documents, func(d Document) []string { return d.Variants }, variant)
}

func (p Passport) RequestsOf(variant string) []Request {
	return of(p.Requests, func(r Request) []string { return r.Variants }, variant)
}

func (p Passport) IntakeRefusalsOf(variant string) []Ground {
	return of(p.IntakeRefusals, groundVariants, variant)
}

func (p Passport) SuspensionsOf(variant string) []Ground {
	return of(p.Suspensions, groundVariants, variant)
}

func (p Passport) RefusalsOf(variant string) []Ground {
	return of(p.Refusals, groundVariants, variant)
}

func (p Passport) ResultsOf(variant string) []Result {
	return of(p.Results, func(r Result) []string { return r.Variants }, variant)
}

func groundVariants(g Ground) []string { return g.Variants }

// TermOf is the term with this code for a variant; the line that names the variant goes before the common one.
func (p Passport) TermOf(code, variant string) (found Term, ok bool) {
	for _, t := range p.Terms {
		if t.Code == code && concerns(t.Variants, variant) && (!ok || len(t.Variants) > 0) {
			found, ok = t, true
		}
	}
	return found, ok
}
