// Package fail holds the errors that a person can act on.
//
// Such an error has a kind (which decides the HTTP status) and a stable code (which is the key of the Russian
// sentence shown to the person). Every other error is internal: it is logged and never shown.
package fail

import (
	"errors"
	"fmt"
)

// Kind says what class of trouble it is; the API maps it to a status.
type Kind int

const (
	Internal  Kind = iota // a fault of ours; hidden from people
	Invalid               // the input does not hold: 422
	SignedOut             // no session: 401
	Denied                // no right: 403
	NotFound              // absent, or invisible to the reader: 404
	Conflict              // the state does not allow it, or somebody was faster: 409
	TooLarge              // 413
	TooMany               // 429
	Unready               // a part is missing or overloaded, try later: 503
)

// Error is a refusal with a stable code.
type Error struct {
	Kind   Kind
	Code   string            // e.g. "document.stale": key of the sentence in the message modules
	Fields map[string]string // field name → code of what is wrong with it
	Params map[string]any    // values for the sentence; never personal data
	text   string
}

func (e *Error) Error() string { return e.Code + ": " + e.text }

// New makes a refusal; the text is for the log and must not hold personal data.
func New(kind Kind, code, format string, args ...any) *Error {
	return &Error{Kind: kind, Code: code, text: fmt.Sprintf(format, args...)}
}

// Field makes the refusal of one field of a form.
func Field(code, field, reason string) *Error {
	return Fields(code, map[string]string{field: reason})
}

// Fields makes the refusal of several fields of a form at once.
func Fields(code string, reasons map[string]string) *Error {
	return &Error{Kind: Invalid, Code: code, Fields: reasons, text: fmt.Sprint(reasons)}
}

// With adds a value for the sentence.
func (e *Error) With(name string, value any) *Error {
	next := *e
	next.Params = map[string]any{name: value}
	for k, v := range e.Params {
		if k != name {
			next.Params[k] = v
		}
	}
	return &next
}

// KindOf tells the kind of any error; what is not ours is Internal.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}

// Code tells the stable code, "" for what is not ours.
func Code(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// Is reports whether err carries this code.
func Is(err error, code string) bool { return err != nil && Code(err) == code }
