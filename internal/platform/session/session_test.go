package session_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/platform/session"
)

const password = "длинный пароль клерка"

// house is the door with sign-in and one operation behind it.
type house struct {
	t       *testing.T
	db      *db.DB
	s       *session.Service
	handler http.Handler
	now     time.Time
	account int64
}

// anybody says that every account is an employee.
type anybody struct{}

func (anybody) ActorOf(_ context.Context, _ db.Reader, account int64, _ time.Time) (auth.Actor, error) {
	return auth.Actor{AccountID: account, PersonID: account}, nil
}

func newHouse(t *testing.T, d *db.DB, o session.Options) *house {
	o.Hashing = session.Weak
	h := &house{t: t, db: d, s: session.New(d, o), now: time.Date(2026, 11, 20, 6, 0, 0, 0, time.UTC)}
	d.SetClock(func() time.Time { return h.now })
	a := api.New(http.NewServeMux(), session.NewGate(h.s, anybody{}), slog.New(slog.NewTextHandler(io.Discard, nil)))
	session.Routes(a, h.s)
	a.Handle("GET /files/secret", func(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
		if err := api.NeedStepUp(by); err != nil {
			return err
		}
		_, err := io.WriteString(w, "opened")
		return err
	})
	h.handler = a.Handler(api.Outside{})
	h.account = h.create("klerk", false)
	return h
}

func (h *house) create(login string, demo bool) (id int64) {
	err := h.db.Tx(h.t.Context(), auth.System("test"), func(tx *db.Tx) (err error) {
		if demo {
			id, err = h.s.CreateDemoAccount(h.t.Context(), tx, login, password, login)
			return err
		}
		if id, err = h.s.CreateAccount(h.t.Context(), tx, login, password, login); err != nil {
			return err
		}
		_, err = tx.Exec(h.t.Context(), "UPDATE accounts SET must_change = false WHERE id = $1", id)
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return id
}

// call makes a request from an address with a cookie and tells the status and the body.
func (h *house) call(method, path, body, address string, cookies ...*http.Cookie) (int, string, *http.Cookie) {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.RemoteAddr = address + ":1000"
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for _, c := range cookies {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	h.handler.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		return w.Code, w.Body.String(), c
	}
	return w.Code, w.Body.String(), nil
}

func (h *house) signIn(login, secret, address string) (int, string, *http.Cookie) {
	return h.call("POST", "/auth/sign-in", fmt.Sprintf(`{"login":%q,"password":%q}`, login, secret), address)
}

func (h *house) must(login string) *http.Cookie {
	h.t.Helper()
	status, body, c := h.signIn(login, password, "10.0.0.1")
	if status != 200 {
		h.t.Fatal(status, body)
	}
	return c
}

func (h *house) want(what string, status int, body string, wantStatus int, wantCode string) {
	h.t.Helper()
	if status != wantStatus || !strings.Contains(body, wantCode) {
		h.t.Errorf("%s: %d %s, want %d %s", what, status, body, wantStatus, wantCode)
	}
}

func TestSigningIn(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d, session.Options{})
		status, body, c := h.signIn("KLERK", password, "10.0.0.1")
		h.want("letter case of the login does not matter", status, body, 200, "must_change_password")
		if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" {
			t.Errorf("cookie %v", c)
		}
		status, body, _ = h.call("GET", "/api/sessions", "", "10.0.0.1", c)
		h.want("own sessions", status, body, 200, `"current":true`)
		status, body, _ = h.call("GET", "/api/sessions", "", "10.0.0.1")
		h.want("without a session", status, body, 401, "session.signed_out")
		status, body, _ = h.call("GET", "/api/sessions", "", "10.0.0.1", &http.Cookie{Name: "veche_session", Value: "guess"})
		h.want("with an invented cookie", status, body, 401, "session.signed_out")
		status, body, _ = h.signIn("klerk", "wrong", "10.0.0.1")
		h.want("wrong password", status, body, 401, "session.wrong_credentials")
		status, body, _ = h.signIn("nobody", "wrong", "10.0.0.1")
		h.want("unknown login gives the same answer", status, body, 401, "session.wrong_credentials")

		status, _, gone := h.call("POST", "/auth/sign-out", "", "10.0.0.1", c)
		if status != 204 || gone.MaxAge >= 0 {
			t.Error("signing out", status, gone)
		}
		status, body, _ = h.call("GET", "/api/sessions", "", "10.0.0.1", c)
		h.want("after signing out", status, body, 401, "session.signed_out")
	})
}

func TestSessionEnds(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d, session.Options{})
		t.Run("after an hour without use", func(t *testing.T) {
			c := h.must("klerk")
			h.now = h.now.Add(59 * time.Minute)
			if status, body, _ := h.call("GET", "/api/sessions", "", "10.0.0.1", c); status != 200 {
				t.Fatal(status, body)
			}
			h.now = h.now.Add(59 * time.Minute) // the use was written down
			if status, body, _ := h.call("GET", "/api/sessions", "", "10.0.0.1", c); status != 200 {
				t.Fatal(status, body)
			}
			h.now = h.now.Add(61 * time.Minute)
			if status, _, _ := h.call("GET", "/api/sessions", "", "10.0.0.1", c); status != 401 {
				t.Error(status)
			}
		})
		t.Run("after eight hours in any case", func(t *testing.T) {
			c := h.must("klerk")
			for range 15 {
				h.now = h.now.Add(30 * time.Minute)
				if status, body, _ := h.call("GET", "/api/sessions", "", "10.0.0.1", c); status != 200 {
					t.Fatal(status, body)
				}
			}
			h.now = h.now.Add(30 * time.Minute)
			if status, _, _ := h.call("GET", "/api/sessions", "", "10.0.0.1", c); status != 401 {
				t.Error(status)
			}
		})
		t.Run("what a page asks by itself is no use", func(t *testing.T) {
			c := h.must("klerk")
			h.now = h.now.Add(50 * time.Minute)
			r := httptest.NewRequest("GET", "/api/sessions", nil)
			r.AddCookie(c)
			r.Header.Set("Veche-Background", "1")
			w := httptest.NewRecorder()
			h.handler.ServeHTTP(w, r)
			h.now = h.now.Add(11 * time.Minute)
			if status, _, _ := h.call("GET", "/api/sessions", "", "10.0.0.1", c); w.Code != 200 || status != 401 {
				t.Error(w.Code, status)
			}
		})
		t.Run("at once when the account is disabled", func(t *testing.T) {
			c := h.must("klerk")
			if err := h.db.Tx(t.Context(), auth.System("test"), func(tx *db.Tx) error { return h.s.Disable(t.Context(), tx, h.account) }); err != nil {
				t.Fatal(err)
			}
			if status, _, _ := h.call("GET", "/api/sessions", "", "10.0.0.1", c); status != 401 {
				t.Error(status)
			}
			status, body, _ := h.signIn("klerk", password, "10.0.0.1")
			h.want("sign in again", status, body, 401, "session.wrong_credentials")
		})
	})
}

func TestEndingASession(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d, session.Options{})
		h.create("stranger", false)
		mine, other := h.must("klerk"), h.must("stranger")
		list, err := h.s.List(t.Context(), auth.Actor{AccountID: h.account})
		if err != nil || len(list) != 1 {
			t.Fatal(list, err)
		}
		path := fmt.Sprintf("/api/sessions/%d", list[0].ID)
		status, body, _ := h.call("DELETE", path, "", "10.0.0.1", other)
		h.want("of another account", status, body, 404, "session.absent")
		if status, _, _ = h.call("DELETE", path, "", "10.0.0.1", mine); status != 204 {
			t.Error(status)
		}
		if status, _, _ = h.call("GET", "/api/sessions", "", "10.0.0.1", mine); status != 401 {
			t.Error(status)
		}
	})
}

func TestLock(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d, session.Options{})
		h.must("klerk") // 10.0.0.1 is his usual place
		for range 5 {
			if status, body, _ := h.signIn("klerk", "guess", "203.0.113.9"); status != 401 {
				t.Fatal(status, body)
			}
		}
		status, body, _ := h.signIn("klerk", password, "203.0.113.9")
		h.want("the sixth attempt from there, even with the right password", status, body, 429, "session.locked")
		status, body, _ = h.signIn("klerk", password, "10.0.0.1")
		h.want("the person at his own place is not locked out", status, body, 200, "")
		h.now = h.now.Add(15*time.Minute + time.Second)
		status, body, _ = h.signIn("klerk", password, "203.0.113.9")
		h.want("a quarter of an hour later", status, body, 200, "")

		for n := range 30 {
			h.signIn("klerk", "guess", fmt.Sprintf("198.51.100.%d", n))
		}
		status, body, _ = h.signIn("klerk", password, "198.51.100.99")
		h.want("after failures from everywhere a new address waits", status, body, 429, "session.locked")
		status, body, _ = h.signIn("klerk", password, "10.0.0.1")
		h.want("the usual place does not", status, body, 200, "")
	})
}

func TestManyGuessesAtOnceAreCountedAsInTurn(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d, session.Options{})
		statuses := make(chan int, 20)
		for range cap(statuses) {
			go func() {
				status, _, _ := h.signIn("klerk", "guess", "203.0.113.9")
				statuses <- status
			}()
		}
		looked := 0
		for range cap(statuses) {
			if <-statuses == 401 {
				looked++
			}
		}
		if looked != 5 {
			t.Errorf("%d passwords were looked at", looked)
		}
	})
}

func TestStepUp(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d, session.Options{})
		c := h.must("klerk")
		status, body, _ := h.call("GET", "/files/secret", "", "10.0.0.1", c)
		h.want("before", status, body, 403, api.CodeStepUp)
		status, body, _ = h.call("POST", "/auth/step-up", `{"password":"guess"}`, "10.0.0.1", c)
		h.want("wrong password", status, body, 422, "session.wrong_password")
		status, body, _ = h.call("POST", "/auth/step-up", fmt.Sprintf(`{"password":%q}`, password), "10.0.0.1", c)
		h.want("right password", status, body, 200, "stepped_up_until")
		status, body, _ = h.call("GET", "/files/secret", "", "10.0.0.1", c)
		h.want("after", status, body, 200, "opened")
		h.now = h.now.Add(5*time.Minute + time.Second)
		status, body, _ = h.call("GET", "/files/secret", "", "10.0.0.1", c)
		h.want("five minutes later", status, body, 403, api.CodeStepUp)
	})
}

func TestPassword(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d, session.Options{})
		first, second := h.must("klerk"), h.must("klerk")
		if err := d.Tx(t.Context(), auth.System("test"), func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), "UPDATE accounts SET must_change = true")
			return err
		}); err != nil {
			t.Fatal(err)
		}
		status, body, _ := h.call("GET", "/api/sessions", "", "10.0.0.1", first)
		h.want("nothing is open before the own password is chosen", status, body, 403, "session.must_change_password")
		change := func(current, next string) (int, string) {
			status, body, _ := h.call("POST", "/auth/password", fmt.Sprintf(`{"current":%q,"password":%q}`, current, next), "10.0.0.1", first)
			return status, body
		}
		status, body = change("guess", "совсем другой пароль")
		h.want("wrong current password", status, body, 422, "session.wrong_password")
		status, body = change(password, "короткий")
		h.want("short", status, body, 422, "too_short")
		status, body = change(password, password)
		h.want("the same", status, body, 422, "same_as_before")
		if status, body = change(password, "совсем другой пароль"); status != 204 {
			t.Error(status, body)
		}
		if status, _, _ = h.call("GET", "/api/sessions", "", "10.0.0.1", first); status != 200 {
			t.Error("the session of the change goes on", status)
		}
		if status, _, _ = h.call("GET", "/api/sessions", "", "10.0.0.1", second); status != 401 {
			t.Error("the others end", status)
		}
	})
}

func TestDemonstrationAccountsWorkInTheDemonstrationOnly(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d, session.Options{})
		h.create("demo", true)
		status, body, _ := h.signIn("demo", password, "10.0.0.1")
		h.want("production", status, body, 401, "session.wrong_credentials")
		demo := session.New(d, session.Options{Hashing: session.Weak, Demo: true})
		if _, _, err := demo.SignIn(t.Context(), auth.Actor{Address: "10.0.0.1"}, "demo", password, ""); err != nil {
			t.Error(err)
		}
	})
}

func TestTakenLogin(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d, session.Options{})
		err := d.Tx(t.Context(), auth.System("test"), func(tx *db.Tx) error {
			_, err := h.s.CreateAccount(t.Context(), tx, "Klerk", password, "Другой")
			return err
		})
		if !fail.Is(err, "account.login_taken") {
			t.Error(err)
		}
	})
}
