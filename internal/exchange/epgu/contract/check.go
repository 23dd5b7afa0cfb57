package contract

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"veche/internal/platform/fail"
)

// First is the first refusal of several.
func First(list ...error) error {
	for _, err := range list {
		if err != nil {
			return err
		}
	}
	return nil
}

var integer = regexp.MustCompile(`^-?\d{1,9}$`)

// CheckCode refuses a status that is no integer: portals have refused «5949=0» (xsd:integer), and a larger number than
// their form holds.
func CheckCode(code string, most int) error {
	n, err := strconv.Atoi(code)
	if err != nil || !integer.MatchString(code) {
		return fail.New(fail.Invalid, "epgu.status_not_integer", "status %q is no integer", code).With("code", code)
	}
	if n > most || n < -most {
		return fail.New(fail.Invalid, "epgu.status_too_large", "status %d does not fit", n).With("code", code)
	}
	return nil
}

// moment is xs:dateTime with its zone; the zone may be absent by the schema and is always written by us.
var moment = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)?$`)

// CheckDate refuses a date of a status without its time: portals refuse it (xs:dateTime).
func CheckDate(date string) error {
	zoned := date
	if len(date) > 10 && !strings.ContainsAny(date[10:], "Z+-") {
		zoned += "Z"
	}
	if _, err := time.Parse(time.RFC3339Nano, zoned); err != nil || !moment.MatchString(date) {
		return fail.New(fail.Invalid, "epgu.date_without_time", "%q is no moment", date).With("date", date)
	}
	return nil
}

var orderNumber = regexp.MustCompile(`^\d{1,18}$`)

// checkOrder: forms of the account hold a long; those of the concentrator hold up to 20 letters.
func checkOrder(id string) error {
	if id == "" || utf8.RuneCountInString(id) > 20 {
		return fail.New(fail.Invalid, "epgu.order_unknown", "order %q", id)
	}
	return nil
}

func checkNumber(id string) error {
	if !orderNumber.MatchString(id) {
		return fail.New(fail.Invalid, "epgu.order_not_number", "order %q is no number", id).With("order", id)
	}
	return nil
}

const mostComment = 2048

func checkComment(comment string) error {
	if utf8.RuneCountInString(comment) > mostComment {
		return fail.New(fail.Invalid, "epgu.comment_too_long", "%d letters", utf8.RuneCountInString(comment)).With("most", mostComment)
	}
	return nil
}

// Environments of events, and of ЕЛК.
var (
	Environments    = []string{"DEV", "UAT", "EXUAT", "SVCDEV", "TCOD", "PROD"}
	ELKEnvironments = []string{"SVCDEV", "EPGU"}
)

func checkEnvironment(env string, known []string) error {
	if !slices.Contains(known, env) {
		return fail.New(fail.Invalid, "epgu.environment_unknown", "environment %q", env)
	}
	return nil
}
