// Package apitest calls operations in-process as a person.
package apitest

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/fail"
)

// Server serves the operations of one subject to the people of a test.
type Server struct {
	API     *api.API
	handler http.Handler
	people  *people
}

// New makes a server; routes is the subject's Routes with its service.
func New(t testing.TB, routes func(a *api.API)) *Server {
	t.Helper()
	s := &Server{people: &people{}}
	s.API = api.New(http.NewServeMux(), s.people, slog.New(slog.NewTextHandler(io.Discard, nil)))
	routes(s.API)
	s.handler = s.API.Handler(api.Outside{})
	return s
}

// Answer is what came back.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}

// Do calls an operation as a person; nil calls it without a session. The body is sent as JSON unless it is nil.
func (s *Server) Do(t testing.TB, by *auth.Actor, method, path string, body any) Answer {
	t.Helper()
	var sent io.Reader = http.NoBody
	if body != nil {
		raw, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		sent = bytes.NewReader(raw)
	}
	r := httptest.NewRequest(method, path, sent)
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if by != nil {
		r.Header.Set("X-As", strconv.Itoa(s.people.add(*by)))
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return Answer{Status: w.Code, Header: w.Header(), Body: w.Body.Bytes()}
}

// JSON calls an operation that must succeed and reads its answer.
func JSON[T any](t testing.TB, s *Server, by auth.Actor, method, path string, body any) T {
	t.Helper()
	answer := s.Do(t, &by, method, path, body)
	if answer.Status >= 300 {
		t.Fatalf("%s %s: %d %s", method, path, answer.Status, answer.Body)
	}
	var out T
	if err := json.Unmarshal(answer.Body, &out); err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	return out
}

// Refused calls an operation that must be refused with this status and code.
func Refused(t testing.TB, s *Server, by *auth.Actor, method, path string, body any, status int, code string) {
	t.Helper()
	answer := s.Do(t, by, method, path, body)
	var p api.Problem
	json.Unmarshal(answer.Body, &p)
	if answer.Status != status || p.Code != code {
		t.Errorf("%s %s: %d %q, want %d %q\n%s", method, path, answer.Status, p.Code, status, code, answer.Body)
	}
}

// Operation is one row of the description, or a plain handler.
type Operation struct {
	ID, Method, Path string
	Public           bool
}

// Operations lists everything that the API serves, in the order of paths.
func Operations(a *api.API) []Operation {
	var list []Operation
	for path, item := range a.OpenAPI().Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Put, item.Delete} {
			if op != nil {
				list = append(list, Operation{ID: op.OperationID, Method: op.Method, Path: path, Public: len(op.Security) == 0})
			}
		}
	}
	for _, pattern := range a.Patterns() {
		method, path, _ := strings.Cut(pattern, " ")
		list = append(list, Operation{ID: pattern, Method: method, Path: path})
	}
	slices.SortFunc(list, func(x, y Operation) int { return strings.Compare(x.Path+x.Method, y.Path+y.Method) })
	return list
}

// Walk calls every operation that is not public without a session: each answers 401, whatever the input.
func Walk(t *testing.T, a *api.API, h http.Handler) {
	t.Helper()
	for _, op := range Operations(a) {
		if op.Public {
			continue
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(op.Method, Plain(op.Path), strings.NewReader("{")))
		if w.Code != http.StatusUnauthorized {
			t.Errorf("%s %s without a session: %d %s", op.Method, op.Path, w.Code, w.Body)
		}
	}
}

// people stands in for sessions: a request names its person in a header.
type people struct {
	mu   sync.Mutex
	list []auth.Actor
}

func (p *people) add(by auth.Actor) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.list = append(p.list, by)
	return len(p.list) - 1
}

// Actor tells who makes the request.
func (p *people) Actor(r *http.Request) (auth.Actor, error) {
	n, err := strconv.Atoi(r.Header.Get("X-As"))
	p.mu.Lock()
	defer p.mu.Unlock()
	if err != nil || n < 0 || n >= len(p.list) {
		return auth.Actor{}, fail.New(fail.SignedOut, "session.none", "no session")
	}
	return p.list[n], nil
}

// Plain puts a number in place of every {word} of a path.
func Plain(path string) string {
	for {
		from := strings.IndexByte(path, '{')
		if from < 0 {
			return path
		}
		to := from + strings.IndexByte(path[from:], '}')
		path = path[:from] + "1" + path[to+1:]
	}
}
