package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"

	"veche/internal/platform/api"
	"veche/internal/platform/api/apitest"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/fail"
)

var clerk = auth.Actor{AccountID: 1, PersonID: 1, Name: "Васильева О. Н.", Address: "10.0.0.1"}

type letter struct {
	Summary string        `json:"summary" minLength:"1" maxLength:"10"`
	Pages   int           `json:"pages" minimum:"1" maximum:"9"`
	Flow    string        `json:"flow" enum:"incoming,outgoing"`
	Due     calendar.Date `json:"due" format:"date"`
	Since   calendar.Date `json:"since,omitempty"`
	Tags    []string      `json:"tags,omitempty" maxItems:"2"`
}

func routes(answer error) func(a *api.API) {
	return func(a *api.API) {
		api.Add(a, api.Post("letters-register", "/letters/{id}/register", "Register a letter"),
			func(_ context.Context, by auth.Actor, in *api.Command[letter]) (*api.Body[letter], error) {
				return &api.Body[letter]{Body: in.Body}, answer
			})
		api.Add(a, api.Get("letters-list", "/letters", "Letters"),
			func(_ context.Context, _ auth.Actor, in *struct {
				api.Page
				Query string `query:"q"`
			}) (*api.Body[api.List[letter]], error) {
				return api.ListOf[letter](nil, in.After), answer
			})
		api.Add(a, api.Limited(api.Get("letters-search", "/letters/search", "Search"), api.Limit{PerMinute: 2}),
			func(context.Context, auth.Actor, *api.Empty) (*api.Empty, error) { return &api.Empty{}, nil })
		a.Handle("GET /api/letters/{id}/file", func(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
			if answer == nil {
				_, err := io.WriteString(w, "bytes of "+r.PathValue("id"))
				return err
			}
			return answer
		})
	}
}

func good() map[string]any {
	return map[string]any{"summary": "Письмо", "pages": 1, "flow": "incoming", "due": "2026-05-08"}
}

func TestWrongInputIsNamedByFieldAndCode(t *testing.T) {
	s := apitest.New(t, routes(nil))
	for _, c := range []struct {
		name, field string
		value       any
		code        string
	}{
		{"nothing where something must be", "summary", nil, "required"},
		{"empty text", "summary", "", "required"},
		{"long text", "summary", "одиннадцать", "too_long"},
		{"small number", "pages", 0, "too_small"},
		{"great number", "pages", 10, "too_large"},
		{"text for a number", "pages", "две", "wrong_type"},
		{"a word of another list", "flow", "sideways", "not_in_list"},
		{"a date written otherwise", "due", "08.05.2026", "wrong_format"},
		{"a date written otherwise, in a field without a format", "since", "08.05.2026", "wrong_format"},
		{"a long list", "tags", []string{"а", "б", "в"}, "too_many"},
		{"an unknown field", "colour", "красный", "unknown_field"},
	} {
		body := good()
		if body[c.field] = c.value; c.value == nil {
			delete(body, c.field)
		}
		answer := s.Do(t, &clerk, "POST", "/api/letters/1/register", body)
		var p api.Problem
		json.Unmarshal(answer.Body, &p)
		if answer.Status != 422 || p.Code != "request.invalid" || len(p.Fields) != 1 || p.Fields[c.field] != c.code {
			t.Errorf("%s: %d %s", c.name, answer.Status, answer.Body)
		}
		if text, ok := c.value.(string); ok && len(text) > 3 && bytes.Contains(answer.Body, []byte(text)) {
			t.Errorf("%s: the value is repeated: %s", c.name, answer.Body)
		}
	}
	apitest.Refused(t, s, &clerk, "POST", "/api/letters/zero/register", good(), 422, "request.invalid")
	without := good()
	without["due"] = "" // as an absent date looks in every answer
	if answer := s.Do(t, &clerk, "POST", "/api/letters/1/register", without); answer.Status != 200 {
		t.Errorf("no date: %d %s", answer.Status, answer.Body)
	}
	apitest.Refused(t, s, &clerk, "GET", "/api/letters?limit=201", nil, 422, "request.invalid")
}

func TestErrorsBecomeProblems(t *testing.T) {
	for _, c := range []struct {
		name   string
		err    error
		status int
		code   string
	}{
		{"a refusal keeps its code", fail.New(fail.Conflict, "letter.stale", "somebody was faster"), 409, "letter.stale"},
		{"a wrapped refusal too", errors.Join(errors.New("save"), fail.New(fail.Denied, "letter.denied", "no right")), 403, "letter.denied"},
		{"what is not seen is absent", fail.New(fail.NotFound, "letter.absent", "letter 1"), 404, "letter.absent"},
		{"an overload says when to come again", fail.New(fail.Unready, "letter.queue", "full").With("retry_after", 7), 503, "letter.queue"},
		{"a fault of ours is hidden", errors.New("open /srv/veche/secret: permission denied"), 500, "internal"},
	} {
		s := apitest.New(t, routes(c.err))
		for _, call := range []struct{ method, path string }{{"POST", "/api/letters/1/register"}, {"GET", "/api/letters/1/file"}} {
			var body any
			if call.method == "POST" {
				body = good()
			}
			answer := s.Do(t, &clerk, call.method, call.path, body)
			var p api.Problem
			json.Unmarshal(answer.Body, &p)
			if answer.Status != c.status || p.Code != c.code || p.RequestID == "" || bytes.Contains(answer.Body, []byte("secret")) {
				t.Errorf("%s: %s: %d %s", c.name, call.path, answer.Status, answer.Body)
			}
			if answer.Header.Get("Content-Type") != "application/problem+json" {
				t.Errorf("%s: %s", c.name, answer.Header)
			}
			if c.status == 503 && answer.Header.Get("Retry-After") != "7" {
				t.Errorf("%s: %s: %s", c.name, call.path, answer.Header)
			}
		}
	}
}

func TestStrangersLearnNothing(t *testing.T) {
	s := apitest.New(t, routes(nil))
	apitest.Walk(t, s.API, s.API.Handler(api.Outside{}))
	apitest.Refused(t, s, &clerk, "GET", "/api/nothing", nil, 404, "request.no_operation")
}

func TestListIsNeverNull(t *testing.T) {
	s := apitest.New(t, routes(nil))
	if answer := s.Do(t, &clerk, "GET", "/api/letters", nil); strings.TrimSpace(string(answer.Body)) != `{"items":[],"next":""}` {
		t.Errorf("%s", answer.Body)
	}
}

func TestRefusedActsAreReported(t *testing.T) {
	for _, c := range []struct {
		name string
		err  error
		path string
		kept bool
	}{
		{"no right", fail.New(fail.Denied, "letter.denied", "no right"), "/api/letters/17/register", true},
		{"an object that is not to be seen", fail.New(fail.NotFound, "letter.absent", "letter 17"), "/api/letters/17/register", true},
		{"the password is asked", api.NeedStepUp(clerk), "/api/letters/17/register", false},
		{"a conflict is no denial", fail.New(fail.Conflict, "letter.stale", "stale"), "/api/letters/17/register", false},
	} {
		s := apitest.New(t, routes(c.err))
		var kept []api.Denial
		s.API.Denied = func(_ context.Context, d api.Denial) { kept = append(kept, d) }
		s.Do(t, &clerk, "POST", c.path, good())
		if (len(kept) == 1) != c.kept {
			t.Errorf("%s: %v", c.name, kept)
			continue
		}
		if c.kept && (kept[0].Operation != "letters-register" || kept[0].Object != "letters" || kept[0].ID != "17" || kept[0].By.PersonID != 1) {
			t.Errorf("%s: %+v", c.name, kept[0])
		}
	}
}

func TestAnObjectNamedByTheInputAloneLeavesATraceToo(t *testing.T) {
	s := apitest.New(t, routes(fail.New(fail.NotFound, "letter.absent", "letter 17")))
	var kept []api.Denial
	s.API.Denied = func(_ context.Context, d api.Denial) { kept = append(kept, d) }
	s.Do(t, &clerk, "GET", "/api/letters?q=17", nil)
	s.Do(t, &clerk, "GET", "/api/no-such-operation", nil)
	if len(kept) != 1 || kept[0].Operation != "letters-list" || kept[0].ID != "" {
		t.Errorf("%+v", kept)
	}
}

func TestLimitIsPerAccountAndAddress(t *testing.T) {
	s := apitest.New(t, routes(nil))
	other, elsewhere := clerk, clerk
	other.AccountID, elsewhere.Address = 2, "10.0.0.2"
	for range 2 {
		if answer := s.Do(t, &clerk, "GET", "/api/letters/search", nil); answer.Status != 204 {
			t.Fatal(answer.Status)
		}
	}
	answer := s.Do(t, &clerk, "GET", "/api/letters/search", nil)
	if answer.Status != 429 || answer.Header.Get("Retry-After") == "" {
		t.Errorf("%d %s %s", answer.Status, answer.Header, answer.Body)
	}
	for _, by := range []auth.Actor{other, elsewhere} {
		if answer := s.Do(t, &by, "GET", "/api/letters/search", nil); answer.Status != 204 {
			t.Error("others are locked out", answer.Status)
		}
	}
}

// request sends a request through the whole door and returns the answer and the log.
func request(t *testing.T, o api.Outside, change func(r *http.Request), h func(by auth.Actor) error) (*httptest.ResponseRecorder, string) {
	t.Helper()
	var log bytes.Buffer
	a := api.New(http.NewServeMux(), anybody{}, slog.New(slog.NewTextHandler(&log, nil)))
	a.Handle("POST /api/letters", func(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
		by.Address = api.Address(r)
		return h(by)
	})
	r := httptest.NewRequest("POST", "http://sed.example.org/api/letters?q=Сурнин", nil)
	r.RemoteAddr = "10.0.0.7:1000"
	change(r)
	w := httptest.NewRecorder()
	a.Handler(o).ServeHTTP(w, r)
	return w, log.String()
}

type anybody struct{}

func (anybody) Actor(*http.Request) (auth.Actor, error) { return clerk, nil }

func TestPagesOfOtherSitesAreRefused(t *testing.T) {
	public, _ := url.Parse("https://veche.example.org")
	for _, c := range []struct {
		name   string
		change func(r *http.Request)
		status int
	}{
		{"own page", func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "same-origin") }, 200},
		{"page of another site", func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }, 403},
		{"old browser, page of another site", func(r *http.Request) { r.Header.Set("Origin", "https://evil.example.org") }, 403},
		{"behind a proxy that changes the host", func(r *http.Request) { r.Header.Set("Origin", "https://veche.example.org") }, 200},
		{"a program, not a browser", func(*http.Request) {}, 200},
	} {
		w, _ := request(t, api.Outside{URL: public}, c.change, func(auth.Actor) error { return nil })
		if w.Code != c.status {
			t.Errorf("%s: %d %s", c.name, w.Code, w.Body)
		}
	}
}

func TestAddressIsBelievedFromTrustedProxiesOnly(t *testing.T) {
	trusted := api.Outside{Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}}
	for _, c := range []struct {
		name, forwarded string
		outside         api.Outside
		want            string
	}{
		{"nobody is trusted", "203.0.113.5", api.Outside{}, "10.0.0.7"},
		{"the proxy tells", "203.0.113.5", trusted, "203.0.113.5"},
		{"what stands before a stranger is his invention", "1.2.3.4, 203.0.113.5", trusted, "203.0.113.5"},
		{"two proxies", "203.0.113.5, 10.0.0.9", trusted, "203.0.113.5"},
		{"nothing told", "", trusted, "10.0.0.7"},
	} {
		request(t, c.outside, func(r *http.Request) {
			if c.forwarded != "" {
				r.Header.Set("X-Forwarded-For", c.forwarded)
			}
		}, func(by auth.Actor) error {
			if by.Address != c.want {
				t.Errorf("%s: %s, want %s", c.name, by.Address, c.want)
			}
			return nil
		})
	}
}

func TestOneLineWithoutPersonalData(t *testing.T) {
	w, log := request(t, api.Outside{}, func(*http.Request) {}, func(auth.Actor) error { return errors.New("disk is full") })
	if strings.Count(log, "\n") != 1 || strings.Contains(log, "Сурнин") || strings.Contains(log, "Васильева") || !strings.Contains(log, "disk is full") {
		t.Error(log)
	}
	if id := w.Header().Get("X-Request-Id"); id == "" || !strings.Contains(log, id) {
		t.Error(w.Header(), log)
	}
	for name, want := range map[string]string{"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"} {
		if w.Header().Get(name) != want {
			t.Errorf("%s: %q", name, w.Header().Get(name))
		}
	}
}

func TestPanicIsAFaultOfOurs(t *testing.T) {
	w, log := request(t, api.Outside{}, func(*http.Request) {}, func(auth.Actor) error { panic("broken") })
	if w.Code != 500 || !strings.Contains(w.Body.String(), `"internal"`) || !strings.Contains(log, "broken") {
		t.Error(w.Code, w.Body, log)
	}
}

func TestStrictTransportUnderTLSOnly(t *testing.T) {
	public, _ := url.Parse("https://veche.example.org")
	ok := func(auth.Actor) error { return nil }
	with, _ := request(t, api.Outside{URL: public}, func(*http.Request) {}, ok)
	without, _ := request(t, api.Outside{}, func(*http.Request) {}, ok)
	if with.Header().Get("Strict-Transport-Security") == "" || without.Header().Get("Strict-Transport-Security") != "" {
		t.Error(with.Header(), without.Header())
	}
}

func TestAHiddenBodyIsRefusedAtStart(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("accepted")
		}
	}()
	apitest.New(t, func(a *api.API) {
		api.Add(a, api.Post("letters-broken", "/broken/{id}", "Broken"), func(context.Context, auth.Actor, *struct {
			api.ID
			api.Body[letter]
		}) (*api.Empty, error) {
			return nil, nil
		})
	})
}

func TestSchemasAreNamedBySubject(t *testing.T) {
	s := apitest.New(t, routes(nil))
	for _, name := range []string{"Api_testLetter", "Api_testLetterList", "Problem"} {
		if _, ok := s.API.OpenAPI().Components.Schemas.Map()[name]; !ok {
			t.Errorf("%s is missing in %v", name, s.API.OpenAPI().Components.Schemas.Map())
		}
	}
}
