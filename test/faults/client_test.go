package faults

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/textproto"
	"strings"
	"testing"
	"time"

	"veche/internal/platform/api"
	"veche/internal/seed"
)

// client is one person in one browser: it keeps the cookie and says where its page came from.
type client struct {
	testing.TB
	stand *stand
	login string
	http  *http.Client
	site  string // Sec-Fetch-Site
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// code is the stable code of a refusal.
func (a answer) code() string {
	var p api.Problem
	if json.Unmarshal(a.body, &p) != nil {
		return ""
	}
	return p.Code
}

func (a answer) String() string {
	return fmt.Sprintf("%d %.2000s", a.status, a.body)
}

// stranger is a browser without a session.
func (s *stand) stranger() *client {
	jar, err := cookiejar.New(nil)
	if err != nil {
		s.Fatal(err)
	}
	return &client{TB: s.T, stand: s, http: &http.Client{Jar: jar, Timeout: 2 * time.Minute}, site: "same-origin"}
}

// as signs a person of the region in.
func (s *stand) as(login string) *client {
	s.Helper()
	c := s.stranger()
	c.login = login
	if a := c.do("POST", "/auth/sign-in", map[string]string{"login": login, "password": seed.Password}); a.status != 200 {
		s.Fatalf("sign in as %s: %v", login, a)
	}
	return c
}

// steppedUp gives the password again, for weighty acts.
func (c *client) steppedUp() *client {
	c.Helper()
	if a := c.do("POST", "/auth/step-up", map[string]string{"password": seed.Password}); a.status != 200 {
		c.Fatalf("step up as %s: %v", c.login, a)
	}
	return c
}

// do makes a request; trouble of the network fails the test.
func (c *client) do(method, path string, body any) answer {
	c.Helper()
	a, err := c.try(method, path, body)
	if err != nil {
		c.Fatalf("%s %s by %s: %v", method, path, c.login, err)
	}
	return a
}

// try is do for a program that may be killed meanwhile.
func (c *client) try(method, path string, body any) (answer, error) {
	if body == nil {
		return c.send(method, path, "", http.NoBody)
	}
	raw, err := json.Marshal(body)
	if err != nil {
		return answer{}, err
	}
	return c.send(method, path, "application/json", bytes.NewReader(raw))
}

func (c *client) send(method, path, kind string, body io.Reader) (answer, error) {
	r, err := c.request(method, path, kind, body)
	if err != nil {
		return answer{}, err
	}
	w, err := c.http.Do(r)
	if err != nil {
		return answer{}, err
	}
	defer w.Body.Close()
	raw, err := io.ReadAll(w.Body)
	return answer{w.StatusCode, w.Header, raw}, err
}

func (c *client) request(method, path, kind string, body io.Reader) (*http.Request, error) {
	r, err := http.NewRequest(method, c.stand.address+path, body)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Sec-Fetch-Site", c.site)
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	return r, nil
}

// file is one part of an upload.
type file struct{ name, content string }

// partOf names the parts of a form as the operation at this path expects them.
func partOf(path string) string {
	if strings.HasSuffix(path, "/attach-signature") {
		return "file"
	}
	return "files"
}

// upload sends files as a browser's form does.
func (c *client) upload(path string, files ...file) (answer, error) {
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	for _, f := range files {
		part, err := w.CreatePart(partHeader(partOf(path), f.name))
		if err != nil {
			return answer{}, err
		}
		io.WriteString(part, f.content) // into memory: never fails
	}
	w.Close()
	return c.send("POST", path, w.FormDataContentType(), &form)
}

func partHeader(part, name string) textproto.MIMEHeader {
	return textproto.MIMEHeader{
		"Content-Disposition": {fmt.Sprintf(`form-data; name="%s"; filename="%s"`, part, strings.ReplaceAll(name, `"`, "%22"))},
		"Content-Type":        {"application/octet-stream"},
	}
}

// put uploads files that must be taken.
func put[T any](c *client, path string, files ...file) T {
	c.Helper()
	a, err := c.upload(path, files...)
	if err != nil {
		c.Fatal(err)
	}
	return decoded[T](c, "POST", path, a)
}

// get reads what must be there.
func get[T any](c *client, path string, args ...any) T {
	c.Helper()
	path = fmt.Sprintf(path, args...)
	return decoded[T](c, "GET", path, c.do("GET", path, nil))
}

// act carries out what must succeed.
func act[T any](c *client, method, path string, body any) T {
	c.Helper()
	return decoded[T](c, method, path, c.do(method, path, body))
}

func decoded[T any](c *client, method, path string, a answer) T {
	c.Helper()
	var out T
	if a.status >= 300 {
		c.Fatalf("%s %s by %s: %v", method, path, c.login, a)
	}
	if a.status != http.StatusNoContent {
		if err := json.Unmarshal(a.body, &out); err != nil {
			c.Fatalf("%s %s by %s: %v in %v", method, path, c.login, err, a)
		}
	}
	return out
}

// refused makes a request that must be refused with a status and a code.
func (c *client) refused(status int, code, method, path string, body any) answer {
	c.Helper()
	a := c.do(method, path, body)
	if a.status != status || a.code() != code {
		c.Errorf("%s %s by %s: want %d %s, got %v", method, path, c.login, status, code, a)
	}
	return a
}
