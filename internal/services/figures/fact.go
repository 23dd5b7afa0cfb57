package figures

import (
	"encoding/json"
	"strings"
	"time"

	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/services"
	"veche/internal/services/catalogue"
)

// Outcome is how an application ended, or that it did not.
type Outcome string

const (
	Open          Outcome = "open"
	Granted       Outcome = "granted" // decided for the applicant, not issued yet
	Issued        Outcome = "issued"
	Refused       Outcome = "refused"
	IntakeRefused Outcome = "intake_refused"
	Cancelled     Outcome = "cancelled"
)

// Term is how the term of an application was kept. Overdue is no state of its own: a running one becomes overdue by the
// mere passing of its last day, so it is counted when it is asked.
type Term string

const (
	Kept    Term = "kept"
	Missed  Term = "missed"
	Running Term = "running"
	Overdue Term = "overdue"
	NoTerm  Term = "none" // withdrawn by the applicant
)

// never is the last day of what no day presses: the clock stands, or everything is decided.
const never = "9999-12-31"

// application is what the figures read of one.
type application struct {
	ID           int64                   `db:"id"`
	ServiceID    int64                   `db:"service_id"`
	State        services.State          `db:"state"`
	Step         string                  `db:"step"`
	BodyID       int64                   `db:"body_id"`
	IntakeBodyID int64                   `db:"intake_body_id"`
	Channel      services.Channel        `db:"channel"`
	Territory    string                  `db:"territory"`
	Answers      string                  `db:"answers"`
	AcceptedAt   time.Time               `db:"accepted_at"`
	RegisterBy   calendar.Deadline       `db:"register_by"`
	Due          db.JSON[services.Clock] `db:"due"`
	DueSort      string                  `db:"due_sort"`
	DecidedAt    *time.Time              `db:"decided_at"`
	ClosedAt     *time.Time              `db:"closed_at"`
}

var applicationColumns = db.Columns[application]("")

// fact is how an application is counted: the row of the table.
type fact struct {
	ApplicationID int64         `db:"application_id"`
	ServiceID     int64         `db:"service_id"`
	BodyID        int64         `db:"body_id"`
	Day           calendar.Date `db:"day"`
	Hour          int64         `db:"hour"`
	Weekday       int64         `db:"weekday"`
	Channel       string        `db:"channel"`
	Territory     string        `db:"territory"`
	Outcome       Outcome       `db:"outcome"`
	Step          string        `db:"step"`
	Term          Term          `db:"term"`
	DueOn         string        `db:"due_on"`
}

var factColumns = db.Columns[fact]("")

// span is a step as it went; Lasted stands when it was counted.
type span struct {
	ID            int64              `db:"id"`
	ApplicationID int64              `db:"application_id"`
	Step          string             `db:"step"`
	Kind          catalogue.StepKind `db:"kind"`
	BegunAt       time.Time          `db:"begun_at"`
	EndedAt       *time.Time         `db:"ended_at"`
	Lasted        *int64             `db:"lasted"`
}

var spanColumns = db.Columns[span]("")

// seconds is how long an ended step took.
func (s span) seconds() int64 { return max(0, int64(s.EndedAt.Sub(s.BegunAt)/time.Second)) }

// factOf is how an application stands now. Days are those at the place of the body that took it in: they never change,
// wherever it is handed over to.
func factOf(a application, steps []span, zone *time.Location) fact {
	at := a.AcceptedAt.In(zone)
	day := calendar.DateOf(at, zone)
	f := fact{ApplicationID: a.ID, ServiceID: a.ServiceID, BodyID: a.BodyID, Day: day, Hour: int64(at.Hour()), Weekday: int64(day.Weekday()+6)%7 + 1,
		Channel: string(a.Channel), Territory: municipality(a.Territory, a.Answers), Outcome: outcomeOf(a.State), DueOn: never}
	f.Term = a.term(zone)
	if f.Term == Running {
		f.DueOn = a.DueSort
	}
	if f.Outcome == Open || f.Outcome == Granted {
		f.Step = runningStep(steps)
	}
	return f
}

func outcomeOf(s services.State) Outcome {
	switch s {
	case services.Granted, services.ResultReady:
		return Granted
	case services.GivenOut:
		return Issued
	case services.Refused:
		return Refused
	case services.IntakeRefused:
		return IntakeRefused
	case services.Cancelled:
		return Cancelled
	}
	return Open
}

// term says whether the decision came in time. How long the applicant waits before he fetches a result is no delay of the
// body; a refusal to accept the documents is measured by the term of registration.
func (a application) term(zone *time.Location) Term {
	decided := a.DecidedAt
	if decided == nil {
		decided = a.ClosedAt
	}
	due := a.Due.V.Date
	if due.IsZero() {
		due = a.RegisterBy.Date
	}
	switch {
	case a.State == services.Cancelled || due.IsZero():
		return NoTerm
	case decided == nil:
		return Running
	case calendar.DateOf(*decided, zone).After(due):
		return Missed
	}
	return Kept
}

// runningStep is the kind of the step that has not ended; a registered application that waits for its route has none.
func runningStep(steps []span) string {
	for _, s := range steps {
		if s.EndedAt == nil {
			return string(s.Kind)
		}
	}
	return ""
}

// kindsOfSettlement stand before the name of a place in an address: «г. Ижевск», «село Завьялово».
var kindsOfSettlement = []string{"г.", "г", "город", "с.", "с", "село", "д.", "д", "деревня", "п.", "п", "пос.", "посёлок", "пгт", "рп", "рп."}

// municipality is the place that the application names: the territory of its form, or the settlement of the address.
func municipality(territory, answers string) string {
	if territory == "" {
		var form struct {
			Address struct {
				Settlement string `json:"settlement"`
			} `json:"address"`
		}
		if json.Unmarshal([]byte(answers), &form) != nil { // a form of another shape names no place
			return ""
		}
		territory = form.Address.Settlement
	}
	name := strings.Join(strings.Fields(territory), " ")
	for _, kind := range kindsOfSettlement {
		rest, found := strings.CutPrefix(strings.ToLower(name), kind+" ")
		if strings.HasSuffix(kind, ".") && !found {
			rest, found = strings.CutPrefix(strings.ToLower(name), kind)
		}
		if found {
			return strings.TrimSpace(name[len(name)-len(rest):])
		}
	}
	return name
}
