package interagency

import (
	"context"
	"regexp"
	"strings"
	"time"

	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Term is in what time an answer must come.
type Term string

// The terms of resolution 963, and the older one of the law.
const (
	Realtime   Term = "realtime"   // 2 seconds
	Electronic Term = "electronic" // 48 hours
	Working    Term = "working"    // 5 working days
)

const (
	realtime    = 2 * time.Second
	electronic  = 48 * time.Hour
	workingDays = 5
)

// Ends is when the term that begins at a moment is over; days are those of a zone.
func (t Term) Ends(from time.Time, c calendar.Calendar, zone *time.Location) time.Time {
	switch t {
	case Realtime:
		return from.Add(realtime)
	case Working:
		last := c.AddWorkingDays(calendar.DateOf(from, zone), workingDays)
		return last.AddDays(1).In(zone).UTC()
	}
	return from.Add(electronic)
}

// lapses is from when a request is told of as overdue: what was not answered within a click goes on waiting like any
// electronic one.
func (t Term) lapses(from time.Time, c calendar.Calendar, zone *time.Location) time.Time {
	if t == Realtime {
		t = Electronic
	}
	return t.Ends(from, c, zone)
}

// FieldKind says what a field holds.
type FieldKind string

// The kinds of fields.
const (
	Text   FieldKind = "text"
	Date   FieldKind = "date"
	Number FieldKind = "number"
	SNILS  FieldKind = "snils"
	INN    FieldKind = "inn"
	Choice FieldKind = "choice"
)

// Field is one element of a request or of an answer.
type Field struct {
	Name     string    `json:"name" minLength:"1" maxLength:"60" doc:"Of its XML element"`
	Label    string    `json:"label" minLength:"1" maxLength:"200"`
	Kind     FieldKind `json:"kind" enum:"text,date,number,snils,inn,choice"`
	Required bool      `json:"required"`
	Choices  []string  `json:"choices,omitempty" maxItems:"100"`
}

// Kind of request: a row of the dictionary. A kind may have several rows of one code, each in force for its own days: a form
// that changes begins on a day, and what was asked by the old one is read by the old one.
type Kind struct {
	ID         int64          `db:"id" json:"id"`
	Code       string         `db:"code" json:"code" minLength:"1" maxLength:"100"`
	Name       string         `db:"name" json:"name" minLength:"1" maxLength:"300"`
	Term       Term           `db:"term" json:"term" enum:"realtime,electronic,working"`
	Fields     db.List[Field] `db:"fields" json:"fields"`
	Answer     db.List[Field] `db:"answer" json:"answer"`
	ToBodyID   *int64         `db:"to_body_id" json:"to_body_id"`
	ToName     string         `db:"to_name" json:"to_name" maxLength:"500"`
	ToAddress  string         `db:"to_address" json:"to_address" maxLength:"500"`
	ToEmail    string         `db:"to_email" json:"to_email" maxLength:"200"`
	Namespace  string         `db:"namespace" json:"namespace" maxLength:"500"`
	Root       string         `db:"root" json:"root" maxLength:"100"`
	AnswerRoot string         `db:"answer_root" json:"answer_root" maxLength:"100"`
	Personal   bool           `db:"personal" json:"personal" doc:"The content is signed too, not the envelope alone"`
	Letter     string         `db:"letter" json:"letter" maxLength:"10000" doc:"Text of the letter with {{fields}}"`
	ServedBy   *int64         `db:"served_by" json:"served_by" doc:"The body that answers others who ask this here"`
	Active     bool           `db:"active" json:"active"`
	FromDay    calendar.Date  `db:"from_day" json:"from_day" format:"date" doc:"In force from this day"`
	ToDay      calendar.Date  `db:"to_day" json:"to_day,omitempty" format:"date" doc:"Through this day; absent: until further notice"`
	Basis      string         `db:"basis" json:"basis" maxLength:"500" doc:"The act by which it is asked"`
	Version    int64          `db:"version" json:"version"`
}

// Channel says how requests of a kind go.
func (k Kind) Channel() Channel {
	if k.Namespace != "" {
		return BySMEV
	}
	return ByLetter
}

var (
	elementName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.-]*$`)
	namespace   = regexp.MustCompile(`^(urn:|http://|https://)[^\s<>"]+$`)
)

// check refuses a kind by which nothing could be asked.
func (k *Kind) check() error {
	k.Code, k.Name, k.ToName = strings.TrimSpace(k.Code), strings.TrimSpace(k.Name), strings.TrimSpace(k.ToName)
	wrong := map[string]string{}
	for field, bad := range map[string]bool{
		"code": k.Code == "", "name": k.Name == "", "to_name": k.ToName == "" && k.ToBodyID == nil,
		"root": k.Namespace != "" && k.Root == "", "from_day": k.FromDay.IsZero(), "letter": k.Namespace == "" && strings.TrimSpace(k.Letter) == "",
	} {
		if bad {
			wrong[field] = "required"
		}
	}
	for field, bad := range map[string]bool{
		"namespace": k.Namespace != "" && !namespace.MatchString(k.Namespace), "root": k.Root != "" && !elementName.MatchString(k.Root),
		"answer_root": k.AnswerRoot != "" && !elementName.MatchString(k.AnswerRoot), "fields": !named(k.Fields), "answer": !named(k.Answer),
	} {
		if bad {
			wrong[field] = "wrong_format"
		}
	}
	if !k.ToDay.IsZero() && k.ToDay.Before(k.FromDay) {
		wrong["to_day"] = "wrong_period"
	}
	if len(wrong) > 0 {
		return fail.Fields("interagency.fields_wrong", wrong)
	}
	if k.Namespace != "" && k.AnswerRoot == "" {
		k.AnswerRoot = k.Root + "Response"
	}
	return nil
}

// named reports whether each field has an element name of its own and what it needs to be filled in.
func named(list []Field) bool {
	seen := map[string]bool{}
	for _, f := range list {
		if !elementName.MatchString(f.Name) || seen[f.Name] || strings.TrimSpace(f.Label) == "" || f.Kind == Choice && len(f.Choices) == 0 {
			return false
		}
		seen[f.Name] = true
	}
	return true
}

var kindColumns = db.Columns[Kind]("")

func kindByID(ctx context.Context, r db.Reader, id int64) (Kind, error) {
	k, err := db.One[Kind](ctx, r, "SELECT "+kindColumns+" FROM request_kinds WHERE id = $1", id)
	return k, db.Absent(err, "interagency.kind_not_found", id)
}

// inForce are the rows of a day.
func inForce(args *[]any, day calendar.Date) string {
	at := db.Arg(args, day)
	return " AND active AND from_day <= " + at + " AND (to_day IS NULL OR to_day >= " + at + ")"
}

// InForce reports whether the kind may be asked on a day.
func (k Kind) InForce(day calendar.Date) bool {
	return k.Active && !day.Before(k.FromDay) && (k.ToDay.IsZero() || !k.ToDay.Before(day))
}

// kindByCode is the kind that may be asked on a day.
func kindByCode(ctx context.Context, r db.Reader, code string, day calendar.Date) (Kind, error) {
	args := []any{code}
	list, err := db.All[Kind](ctx, r, "SELECT "+kindColumns+" FROM request_kinds WHERE code = $1"+inForce(&args, day), args...)
	if err != nil {
		return Kind{}, err
	}
	if len(list) == 0 {
		return Kind{}, fail.New(fail.Invalid, "interagency.kind_unknown", "no kind %q", code).With("kind", code)
	}
	return list[0], nil
}
