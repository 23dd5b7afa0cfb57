package api

import (
	"context"
	"log/slog"
	"net/http"
	"reflect"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
)

// Actors tells who makes a request; platform/session does it from the cookie. Without a session the error is
// fail.SignedOut.
type Actors interface {
	Actor(r *http.Request) (auth.Actor, error)
}

// API gathers the operations of all subjects.
type API struct {
	// Denied is told of every refused act, so that the audit keeps it. It may be nil.
	Denied func(ctx context.Context, d Denial)
	// Served is told of every answered request, for counters. It may be nil.
	Served func(operation string, status int, took time.Duration)

	mux      *http.ServeMux
	huma     huma.API
	actors   Actors
	log      *slog.Logger
	limits   *limiter
	patterns []string
}

// Denial is an act that was refused for want of a right, or because the object is not the person's to see.
type Denial struct {
	By        auth.Actor
	Operation string // "documents-register", or the pattern of a plain handler
	Object    string // first word of the path: documents
	ID        string // {id} of the path
	Code      string
	Refusal   error
}

// operationTime is enough for any answer that is not a file.
const operationTime = 30 * time.Second

// New makes an API without operations on the mux.
func New(mux *http.ServeMux, actors Actors, log *slog.Logger) *API {
	speakProblems()
	a := &API{mux: mux, actors: actors, log: log, limits: newLimiter(time.Now)}
	config := huma.DefaultConfig("Veche", "1")
	config.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	config.Components.Schemas.RegisterTypeAlias(reflect.TypeFor[calendar.Date](), reflect.TypeFor[civilDate]())
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"session": {Type: "apiKey", In: "cookie", Name: "veche_session"},
	}
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "", "", "" // closed networks: the file in the repository is the description
	config.CreateHooks = nil                                             // no $schema in bodies
	a.huma = humago.New(mux, config)
	mux.HandleFunc("/api/", func(w http.ResponseWriter, r *http.Request) { a.answer(w, r, ErrNoOperation) })
	mux.HandleFunc("/auth/", func(w http.ResponseWriter, r *http.Request) { a.answer(w, r, ErrNoOperation) })
	return a
}

// Add declares one operation. Who acts is found before the input is read, so that a stranger learns nothing from
// its checks.
func Add[I, O any](a *API, op huma.Operation, h func(ctx context.Context, by auth.Actor, in *I) (*O, error)) {
	refuseHiddenBody(op, reflect.TypeFor[I]())
	if !isPublic(op) {
		op.Security = []map[string][]string{{"session": {}}}
	}
	op.Middlewares = append(op.Middlewares, a.enter(op))
	huma.Register(a.huma, op, func(ctx context.Context, in *I) (*O, error) {
		by := ctx.Value(actorKey{}).(auth.Actor)
		out, err := h(ctx, by, in)
		if err != nil {
			return nil, a.problem(ctx, err)
		}
		return out, nil
	})
	for _, schema := range a.huma.OpenAPI().Components.Schemas.Map() {
		allowNoDate(schema)
	}
}

// OpenAPI is the description of all operations.
func (a *API) OpenAPI() *huma.OpenAPI { return a.huma.OpenAPI() }

// Patterns lists what Handle serves, "GET /files/{id}".
func (a *API) Patterns() []string { return a.patterns }

// actorKey carries the actor from the middleware to the closure in Add through huma, which hands over nothing else.
// Subjects get the actor as an argument.
type actorKey struct{}

func (a *API) enter(op huma.Operation) func(huma.Context, func(huma.Context)) {
	public, limit := isPublic(op), limitOf(op)
	return func(hc huma.Context, next func(huma.Context)) {
		r, w := humago.Unwrap(hc)
		ctx, cancel := context.WithTimeout(hc.Context(), operationTime)
		defer cancel()
		by, err := a.admit(r, op.OperationID, public, limit)
		if err != nil {
			a.answer(w, r, err)
			return
		}
		next(huma.WithContext(hc, context.WithValue(ctx, actorKey{}, by)))
	}
}

// admit finds who acts and counts his request.
func (a *API) admit(r *http.Request, operation string, public bool, limit Limit) (by auth.Actor, err error) {
	note := noteOf(r.Context())
	note.operation, note.object = operation, objectOf(r)
	if public {
		by = auth.Actor{Address: note.address, RequestID: note.id}
	} else if by, err = a.actors.Actor(r); err != nil {
		return by, err
	}
	note.by = by
	return by, a.limits.take(operation, by, limit)
}

// refuseHiddenBody stops the program where an input embeds Body: the field of the embedded type hides the real one,
// and clients would have to send {"Body": …}.
func refuseHiddenBody(op huma.Operation, input reflect.Type) {
	if f, ok := input.FieldByName("Body"); ok && f.Anonymous {
		panic(op.OperationID + ": the input embeds api.Body; use api.Command or name the field Body")
	}
}

var speakProblems = sync.OnceFunc(func() {
	huma.DefaultArrayNullable = false
	huma.NewError = func(status int, text string, errs ...error) huma.StatusError {
		return validationProblem(status, text, errs)
	}
	huma.NewErrorWithContext = func(hc huma.Context, status int, text string, errs ...error) huma.StatusError {
		p := validationProblem(status, text, errs)
		p.RequestID = noteOf(hc.Context()).id
		return p
	}
})
