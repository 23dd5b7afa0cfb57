package api

import (
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// validationProblem translates what huma says of an input into codes. Its own texts are English and repeat the value,
// which may be personal data.
func validationProblem(status int, text string, errs []error) *Problem {
	p := &Problem{Status: status, Title: http.StatusText(status), Code: CodeInternal}
	switch status {
	case http.StatusBadRequest:
		p.Code = "request.unreadable"
	case http.StatusRequestTimeout:
		p.Code = "request.timed_out"
	case http.StatusRequestEntityTooLarge:
		p.Code = "request.too_large"
	case http.StatusUnsupportedMediaType:
		p.Code = "request.wrong_type"
	case http.StatusNotAcceptable:
		p.Code = "request.not_acceptable"
	case http.StatusUnprocessableEntity:
		p.Code, p.Fields = "request.invalid", map[string]string{}
		for _, err := range errs {
			if detailer, ok := err.(huma.ErrorDetailer); ok {
				field, code := fieldCode(detailer.ErrorDetail())
				p.Fields[field] = code
			}
		}
	}
	return p
}

const requiredProperty = "expected required property "

// fieldCode names the field of one remark and what is wrong with it.
func fieldCode(d *huma.ErrorDetail) (field, code string) {
	_, field, _ = strings.Cut(d.Location, ".") // without body, query, path
	if name, ok := strings.CutPrefix(d.Message, requiredProperty); ok {
		name = strings.TrimSuffix(name, " to be present")
		return strings.TrimPrefix(field+"."+name, "."), "required"
	}
	if d.Message == "expected length >= 1" {
		return field, "required"
	}
	for _, row := range messageCodes {
		if strings.HasPrefix(d.Message, row.prefix) {
			return field, row.code
		}
	}
	return field, "wrong_format"
}

// messageCodes: the first prefix that fits decides.
var messageCodes = []struct{ prefix, code string }{
	{"required ", "required"},
	{"unexpected property", "unknown_field"},
	{"expected length <=", "too_long"},
	{"expected length >=", "too_short"},
	{"expected array length <=", "too_many"},
	{"expected array length >=", "too_few"},
	{"expected array items to be unique", "repeated"},
	{"expected number <", "too_large"},
	{"expected number >", "too_small"},
	{"expected value to be one of", "not_in_list"},
	{"expected string to", "wrong_format"},
	{"expected duration", "wrong_format"},
	{"expected ", "wrong_type"},
}

// dateOrNothing is how a calendar.Date looks in JSON: "" where there is none, which the format "date" would refuse, and
// a form sends back what it was given.
const dateOrNothing = `^(\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))?$`

// civilDate stands for calendar.Date in the description.
type civilDate struct{}

// Schema is asked for by huma.
func (civilDate) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Pattern: dateOrNothing, PatternDescription: "a date"}
}

// allowNoDate takes the format off again where a field's tag has set it.
func allowNoDate(s *huma.Schema) {
	if s == nil {
		return
	}
	if s.Format == "date" && s.Pattern == dateOrNothing {
		s.Format = ""
		s.PrecomputeMessages()
	}
	allowNoDate(s.Items)
	for _, property := range s.Properties {
		allowNoDate(property)
	}
}
