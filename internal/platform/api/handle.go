package api

import (
	"net/http"
	"strings"

	"veche/internal/platform/auth"
)

// Handle serves a pattern ("GET /files/{id}") that is no JSON operation: uploads, downloads, exports. Who acts is
// known, an error becomes a problem as everywhere. An error after the first byte of the answer is only logged: the
// connection is cut, so that the client sees an unfinished file.
func (a *API) Handle(pattern string, h func(w http.ResponseWriter, r *http.Request, by auth.Actor) error, limits ...Limit) {
	limit := Limit{}
	if len(limits) > 0 {
		limit = limits[0]
	}
	if !strings.HasPrefix(pattern, "GET ") && !strings.HasPrefix(pattern, "POST ") && !strings.HasPrefix(pattern, "PUT ") && !strings.HasPrefix(pattern, "DELETE ") {
		panic(pattern + ": a pattern begins with its method")
	}
	a.patterns = append(a.patterns, pattern)
	a.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		by, err := a.admit(r, pattern, false, limit)
		if err == nil {
			err = h(w, r, by)
		}
		switch answer, ok := w.(*watched); {
		case err == nil:
		case ok && answer.status != 0:
			a.problem(r.Context(), err)
			panic(http.ErrAbortHandler)
		default:
			a.answer(w, r, err)
		}
	})
}

// Page serves a pattern to everybody: pages for people without a session of the office. The actor holds the address and
// the request id; a refusal, that of the limit too, is shown by refuse as a page.
func (a *API) Page(pattern string, limit Limit, h func(w http.ResponseWriter, r *http.Request, by auth.Actor) error, refuse func(w http.ResponseWriter, r *http.Request, err error)) {
	a.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		by, err := a.admit(r, pattern, true, limit)
		if err == nil {
			err = h(w, r, by)
		}
		if err == nil {
			return
		}
		noteOf(r.Context()).err = err
		if answer, ok := w.(*watched); ok && answer.status != 0 {
			panic(http.ErrAbortHandler)
		}
		refuse(w, r, err)
	})
}

// Open serves a pattern to everybody, as Handle does to people of the office: a refusal becomes a problem. It is for those
// who prove otherwise than by a session that they may.
func (a *API) Open(pattern string, limit Limit, h func(w http.ResponseWriter, r *http.Request, by auth.Actor) error) {
	a.Page(pattern, limit, h, a.answer)
}
