package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"veche/internal/platform/auth"
	"veche/internal/platform/fail"
)

// Problem is an error on the wire, RFC 9457. Code is the key of the Russian sentence in the front end's message modules.
type Problem struct {
	Title     string            `json:"title"`
	Status    int               `json:"status"`
	Code      string            `json:"code" doc:"Stable key of the sentence for people"`
	Fields    map[string]string `json:"fields,omitempty" doc:"Name of a field to the code of what is wrong with it"`
	Params    map[string]any    `json:"params,omitempty" doc:"Values for the sentence"`
	RequestID string            `json:"request_id" doc:"Key of the line in the log"`
}

// ErrNoOperation answers an address that stands for nothing.
var ErrNoOperation = fail.New(fail.NotFound, "request.no_operation", "no such operation")

var (
	errCrossOrigin = fail.New(fail.Denied, "request.cross_origin", "the request came from a page of another site")
	errPanic       = errors.New("panic")
)

// CodeInternal is the code of every fault of ours: what happened stands in the log under the request id.
const CodeInternal = "internal"

// Error says what it is, for logs.
func (p *Problem) Error() string { return fmt.Sprintf("%d %s", p.Status, p.Code) }

// GetStatus is the HTTP status; huma asks for it.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType of a problem.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// GetHeaders tells when to come again.
func (p *Problem) GetHeaders() http.Header {
	h := http.Header{}
	if after, ok := p.Params["retry_after"]; ok {
		h.Set("Retry-After", fmt.Sprint(after))
	}
	return h
}

var statuses = map[fail.Kind]int{
	fail.Invalid:   http.StatusUnprocessableEntity,
	fail.SignedOut: http.StatusUnauthorized,
	fail.Denied:    http.StatusForbidden,
	fail.NotFound:  http.StatusNotFound,
	fail.Conflict:  http.StatusConflict,
	fail.TooLarge:  http.StatusRequestEntityTooLarge,
	fail.TooMany:   http.StatusTooManyRequests,
	fail.Unready:   http.StatusServiceUnavailable,
}

// problem turns an error into what the client may know of it, keeps the rest for the log line, and reports denials.
func (a *API) problem(ctx context.Context, err error) *Problem {
	note := noteOf(ctx)
	note.err = err
	a.reportDenial(ctx, note, err)
	p := &Problem{Status: http.StatusInternalServerError, Code: CodeInternal, RequestID: note.id}
	var refusal *fail.Error
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &refusal) && refusal.Kind != fail.Internal:
		p.Status = statuses[refusal.Kind]
		p.Code, p.Fields, p.Params = refusal.Code, refusal.Fields, refusal.Params
	case errors.As(err, &tooLarge):
		p.Status, p.Code = http.StatusRequestEntityTooLarge, "request.too_large"
	case errors.Is(err, context.DeadlineExceeded):
		p.Status, p.Code = http.StatusServiceUnavailable, "request.timed_out"
	}
	p.Title = http.StatusText(p.Status)
	return p
}

// reportDenial tells the audit of a refused act. An object that cannot be seen is refused as absent, so a missing
// object counts as well, whether the path named it or the input: a walk over foreign ids must leave a trace.
func (a *API) reportDenial(ctx context.Context, note *note, err error) {
	kind := fail.KindOf(err)
	if a.Denied == nil || note.by.AccountID == 0 || fail.Is(err, CodeStepUp) {
		return
	}
	if kind == fail.Denied || kind == fail.NotFound && note.operation != "" {
		a.Denied(context.WithoutCancel(ctx), Denial{
			By: note.by, Operation: note.operation, Object: note.object.kind, ID: note.object.id, Code: fail.Code(err), Refusal: err,
		})
	}
}

// answer writes an error outside huma.
func (a *API) answer(w http.ResponseWriter, r *http.Request, err error) {
	p := a.problem(r.Context(), err)
	h := w.Header()
	for name, values := range p.GetHeaders() {
		h[name] = values
	}
	h.Set("Content-Type", p.ContentType(""))
	h.Del("Content-Disposition")
	h.Del("Content-Length")
	w.WriteHeader(p.Status)
	json.NewEncoder(w).Encode(p)
}

// CodeStepUp asks the client for the password; it then repeats the request.
const CodeStepUp = "session.step_up"

// NeedStepUp refuses an act that needs the password given again a short while ago: signing, mass export, change of rights.
func NeedStepUp(by auth.Actor) error {
	if by.SteppedUp || by.System {
		return nil
	}
	return fail.New(fail.Denied, CodeStepUp, "the password must be given again")
}

// object is what a path speaks of: /api/documents/17/register is documents 17.
type object struct{ kind, id string }

func objectOf(r *http.Request) object {
	parts := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
	if len(parts) > 1 && parts[0] == "api" {
		parts = parts[1:]
	}
	return object{kind: parts[0], id: r.PathValue("id")}
}
