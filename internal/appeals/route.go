package appeals

import (
	"regexp"
	"strings"
	"time"

	"veche/internal/assignments"
	"veche/internal/platform/audit"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Route is a ready way of consideration for a section of the classifier: who resolves, who executes and by when, who
// controls, who signs the answer. It is data of a body; every change is a new version, and an appeal keeps the one by
// which it went.
type Route struct {
	ID      int64           `db:"id" json:"id"`
	BodyID  int64           `db:"body_id" json:"-"`
	Section string          `db:"section" json:"section" doc:"Beginning of the code: empty for every theme, 0005, 0005.0005.0056"`
	Name    string          `db:"name" json:"name"`
	Active  bool            `db:"active" json:"active"`
	Version int64           `db:"version" json:"version"`
	Course  db.JSON[Course] `db:"course" json:"-"`
}

// Course is what a version of a route says.
type Course struct {
	ExecutiveID  int64               `json:"executive_id" minimum:"1" doc:"Whose resolution it is"`
	SignatoryID  *int64              `json:"signatory_id,omitempty" doc:"Who signs the answer; nobody: the executive"`
	ControllerID *int64              `json:"controller_id,omitempty"`
	Control      assignments.Control `json:"control,omitempty" enum:"none,ordinary,special" default:"none"`
	Steps        []RouteStep         `json:"steps" minItems:"1" maxItems:"20"`
}

// RouteStep is one assignment of a route.
type RouteStep struct {
	Text          string  `json:"text" minLength:"1" maxLength:"4000"`
	ResponsibleID int64   `json:"responsible_id" minimum:"1"`
	CoExecutors   []int64 `json:"co_executors,omitempty" maxItems:"20"`
	Days          int     `json:"days" minimum:"1" maximum:"30" doc:"Calendar days from the registration, never past the term of the law"`
}

// Ref names the route in the audit.
func (r Route) Ref() audit.Ref {
	return audit.Ref{Kind: "consideration_route", ID: r.ID, Title: r.Name}
}

// StandingOrder is an executive's own order that by one version of a route assignments are given in his name.
type StandingOrder struct {
	ID          int64      `db:"id" json:"id"`
	BodyID      int64      `db:"body_id" json:"-"`
	RouteID     int64      `db:"route_id" json:"route_id"`
	RouteNo     int64      `db:"route_no" json:"route_no"`
	ExecutiveID int64      `db:"executive_id" json:"executive_id"`
	GivenAt     time.Time  `db:"given_at" json:"given_at"`
	RevokedAt   *time.Time `db:"revoked_at" json:"revoked_at,omitempty"`
	RevokedBy   *int64     `db:"revoked_by" json:"-"`
}

// covers reports whether the order is in force for the route as it stands: another version, or another executive in it,
// needs another order.
func (o StandingOrder) covers(r Route) bool {
	return o.RevokedAt == nil && o.RouteID == r.ID && o.RouteNo == r.Version && o.ExecutiveID == r.Course.V.ExecutiveID
}

var sectionForm = regexp.MustCompile(`^(\d{4}(\.\d{4}){0,4})?$`)

// CheckSection refuses what is not the beginning of a code.
func CheckSection(section string) error {
	if !sectionForm.MatchString(section) || strings.HasPrefix(section, zero) || strings.Contains(section, "."+zero) {
		return fail.Field("appeal.route_wrong", "section", "format")
	}
	return nil
}

// within reports whether a code lies in a section.
func withinSection(code, section string) bool {
	return section == "" || code == section || strings.HasPrefix(code, section+".")
}

// leads finds the route for a code: the longest section that holds it.
func leads(routes []Route, code string) (found *Route) {
	for i, r := range routes {
		if r.Active && withinSection(code, r.Section) && (found == nil || len(r.Section) > len(found.Section)) {
			found = &routes[i]
		}
	}
	return found
}

// due is the last day of a step: its days from the registration on a working day before, never past the law's term, and
// not before today.
func (st RouteStep) due(c calendar.Calendar, registered, law, today calendar.Date) calendar.Date {
	day := c.AddDays(registered, st.Days, calendar.Prev)
	if !law.IsZero() && day.After(law) {
		day = law
	}
	if day.Before(today) {
		return today
	}
	return day
}

// draft is the resolution that the course makes on an appeal.
func (c Course) draft(days func(RouteStep) calendar.Date) assignments.DraftInput {
	in := assignments.DraftInput{AuthorID: c.ExecutiveID}
	for _, st := range c.Steps {
		item := assignments.Item{Text: st.Text, ResponsibleID: st.ResponsibleID, Control: c.Control, ControllerID: c.ControllerID, DueOn: days(st)}
		for _, id := range st.CoExecutors {
			item.CoExecutors = append(item.CoExecutors, assignments.CoExecution{EmployeeID: id})
		}
		in.Items = append(in.Items, item)
	}
	return in
}
