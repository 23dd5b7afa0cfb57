package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"veche/internal/app"
	"veche/internal/org"
	"veche/internal/platform/api/apitest"
	"veche/internal/platform/config"
	"veche/internal/platform/db/dbtest"
)

var update = flag.Bool("update", false, "write golden files anew")

const password = "длинный пароль администратора"

// each runs a test on the whole program over both databases.
func each(t *testing.T, test func(t *testing.T, a *app.App)) {
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); test(t, start(t, "")) })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); test(t, start(t, dbtest.PostgresURL(t))) })
}

func start(t *testing.T, database string) *app.App {
	t.Helper()
	c := config.Config{Data: t.TempDir(), Database: database, Listen: "127.0.0.1:0", Session: 8 * time.Hour, Idle: time.Hour}
	a, err := app.New(t.Context(), c, app.LogTo(faults{t}), app.WeakPasswords())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a
}

// faults shows the faults that the program logs; refusals are what tests ask for.
type faults struct{ t *testing.T }

func (f faults) Write(line []byte) (int, error) {
	if bytes.Contains(line, []byte("level=ERROR")) {
		f.t.Logf("%s", line)
	}
	return len(line), nil
}

// person signs in through the door and calls operations as a browser does.
type person struct {
	t      *testing.T
	h      http.Handler
	cookie *http.Cookie
}

func signIn(t *testing.T, h http.Handler, login, password string) *person {
	t.Helper()
	p := &person{t: t, h: h}
	status, body := p.do("POST", "/auth/sign-in", map[string]string{"login": login, "password": password})
	if status != 200 {
		t.Fatalf("sign in as %s: %d %s", login, status, body)
	}
	return p
}

func (p *person) do(method, path string, body any) (int, []byte) {
	p.t.Helper()
	var sent io.Reader = http.NoBody
	if body != nil {
		raw, err := json.Marshal(body)
		if err != nil {
			p.t.Fatal(err)
		}
		sent = bytes.NewReader(raw)
	}
	r := httptest.NewRequest(method, path, sent)
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if p.cookie != nil {
		r.AddCookie(p.cookie)
	}
	w := httptest.NewRecorder()
	p.h.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		p.cookie = c
	}
	return w.Code, w.Body.Bytes()
}

func TestTheFirstAdministratorComesIn(t *testing.T) {
	each(t, func(t *testing.T, a *app.App) {
		err := a.Org.FirstAdministrator(t.Context(), org.First{Names: org.Names{Surname: "Иванова", Name: "Анна", Patronymic: "Ильинична"},
			Login: "root", Password: password, Body: "Министерство строительства", Short: "Минстрой", Zone: "Europe/Samara"})
		if err != nil {
			t.Fatal(err)
		}
		admin := signIn(t, a.Handler(), "root", password)
		if status, body := admin.do("GET", "/api/health", nil); status != 403 || !bytes.Contains(body, []byte("session.must_change_password")) {
			t.Error("before the own password is chosen:", status, string(body))
		}
		if status, body := admin.do("POST", "/auth/password", map[string]string{"current": password, "password": "совсем другой пароль"}); status != 204 {
			t.Fatal(status, string(body))
		}
		status, body := admin.do("GET", "/api/me", nil)
		var me org.Me
		if err := json.Unmarshal(body, &me); status != 200 || err != nil || me.Body.ShortName != "Минстрой" || me.MustChange {
			t.Error(status, string(body), err)
		}
		if status, body = admin.do("GET", "/api/health", nil); status != 200 || bytes.Contains(body, []byte(`"broken"`)) {
			t.Error("health:", status, string(body))
		}
		if status, body = admin.do("GET", "/api/audit", nil); status != 403 {
			t.Error("the administrator reads the log of acts:", status, string(body))
		}
		demo, body := admin.do("GET", "/auth/demo", nil)
		if demo != 200 || !bytes.Contains(body, []byte(`"items":[]`)) {
			t.Error("a production start has demonstration users:", string(body))
		}
	})
}

func TestEveryOperationNeedsASession(t *testing.T) {
	a := start(t, "")
	apitest.Walk(t, a.Door, a.Handler())
	public := []string{}
	for _, op := range apitest.Operations(a.Door) {
		if op.Public {
			public = append(public, op.ID)
		}
	}
	if strings.Join(public, " ") != "auth-demo auth-sign-in auth-sign-out" {
		t.Error("open to everybody:", public)
	}
}

func TestDescriptionIsTheOneInTheRepository(t *testing.T) {
	const golden = "../../api/openapi.yaml"
	text, err := app.OpenAPI()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(golden, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(text, want) {
		t.Error("api/openapi.yaml is not what the program serves; run make openapi")
	}
}

func TestRunAndStop(t *testing.T) {
	a := start(t, "")
	ctx, stop := context.WithCancel(t.Context())
	address, done := make(chan string, 1), make(chan error, 1)
	go func() { done <- a.Run(ctx, func(at app.Addresses) { address <- at.Main }) }()
	at := <-address
	answer, err := http.Get("http://" + at + "/healthz")
	if err != nil || answer.StatusCode != 200 {
		t.Error(answer, err)
	}
	if err == nil {
		answer.Body.Close()
	}
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if _, err := http.Get("http://" + at + "/healthz"); err == nil {
		t.Error("still serves")
	}
}
