// Package reason names what a check of a signature may find, says it in Russian so
// that a clerk understands it, and weighs it into a verdict.
//
// A [Code] is stable: programs and archives may keep it. A [Finding] is one fact with
// the certificate and the moment it concerns; it is also the error that the functions
// of packages pki and cms return, so that errors.As finds the reason of a refusal.
package reason

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Verdict is the outcome of a check. The order is that of EN 319 102-1: what is proven
// wrong is invalid; what can be neither proven right nor wrong with the evidence at
// hand is indeterminate.
type Verdict string

const (
	Valid         Verdict = "valid"
	Invalid       Verdict = "invalid"
	Indeterminate Verdict = "indeterminate"
)

// Worse is the more severe of two verdicts.
func (v Verdict) Worse(other Verdict) Verdict {
	if v == Invalid || other == Invalid {
		return Invalid
	}
	if v == Indeterminate || other == Indeterminate {
		return Indeterminate
	}
	return Valid
}

// Russian is the verdict in words.
func (v Verdict) Russian() string {
	switch v {
	case Valid:
		return "Подпись действительна"
	case Invalid:
		return "Подпись недействительна"
	}
	return "Подпись не удалось подтвердить"
}

// Code is the exact reason.
type Code string

// Weight is the verdict that a reason alone leads to; Valid means a remark only.
func (c Code) Weight() Verdict { return meanings[c].weight }

// Russian is a sentence about the reason, without the particulars of a finding.
func (c Code) Russian() string {
	if m, ok := meanings[c]; ok {
		return m.sentence
	}
	return "Обнаружено обстоятельство с кодом " + string(c) + "."
}

// Finding is one reason with its particulars.
type Finding struct {
	Code   Code       `json:"code"`
	About  string     `json:"about,omitempty"`  // whose certificate, which time stamp
	At     *time.Time `json:"at,omitempty"`     // the moment that the reason speaks of
	Detail string     `json:"detail,omitempty"` // for the log and the expert
}

// New makes a finding with a detail in the manner of fmt.Sprintf.
func New(code Code, format string, args ...any) *Finding {
	return &Finding{Code: code, Detail: fmt.Sprintf(format, args...)}
}

// From is the finding in an error of this library, copied; any other error is about the
// form of what was read.
func From(err error) *Finding {
	if f, ok := errors.AsType[*Finding](err); ok {
		copied := *f
		return &copied
	}
	return New(Malformed, "%v", err)
}

// Of names whom the finding is about.
func (f *Finding) Of(about string) *Finding {
	f.About = about
	return f
}

// When names the moment that the finding speaks of.
func (f *Finding) When(at time.Time) *Finding {
	at = at.UTC()
	f.At = &at
	return f
}

func (f *Finding) Error() string {
	parts := []string{string(f.Code)}
	if f.About != "" {
		parts = append(parts, f.About)
	}
	if f.Detail != "" {
		parts = append(parts, f.Detail)
	}
	return strings.Join(parts, ": ")
}

// moscow is the zone of times in Russian texts: state information systems count by it.
var moscow = time.FixedZone("МСК", 3*60*60)

// Moment writes a time as Russian texts of this library do.
func Moment(t time.Time) string { return t.In(moscow).Format("02.01.2006 15:04:05") + " (МСК)" }

// Russian is the sentence of the reason with whom and when.
func (f *Finding) Russian() string {
	text := f.Code.Russian()
	var particulars []string
	if f.About != "" {
		particulars = append(particulars, "«"+f.About+"»")
	}
	if f.At != nil {
		particulars = append(particulars, Moment(*f.At))
	}
	if len(particulars) == 0 {
		return text
	}
	return strings.TrimSuffix(text, ".") + " – " + strings.Join(particulars, ", ") + "."
}

// Weigh is the verdict of all findings together.
func Weigh(findings []*Finding) Verdict {
	verdict := Valid
	for _, f := range findings {
		verdict = verdict.Worse(f.Code.Weight())
	}
	return verdict
}
