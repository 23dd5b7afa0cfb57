package web

import (
	"crypto/tls"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

func built() http.Handler { return newSite(distribution(), Options{App: "office"}) }

func distribution() fstest.MapFS {
	text := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	return fstest.MapFS{
		"index.html": text(`<!doctype html><html lang="ru"><head>` +
			`<meta property="csp-nonce" nonce="__CSP_NONCE__"><link rel="stylesheet" nonce="__CSP_NONCE__"></head></html>`),
		"icon.svg":                        text("<svg/>"),
		"assets/index-abc.js":             text("let long = 1"),
		"assets/index-abc.js.br":          text("brotli"),
		"assets/index-abc.js.gz":          text("gzip"),
		"assets/index-abc.css":            text("body{}"),
		"assets/pdf.worker.min-abc.mjs":   text("worker"),
		"assets/pdfjs-5/cmaps/UniJ.bcmap": text("cmap"),
		".vite/manifest.json":             text("{}"),
	}
}

func get(h http.Handler, target string, header ...string) *http.Response {
	r := httptest.NewRequest(http.MethodGet, target, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestPaths(t *testing.T) {
	const page, missing = "text/html; charset=utf-8", "text/plain; charset=utf-8"
	cases := []struct {
		name, path string
		status     int
		kind       string
	}{
		{"the root is the page", "/", 200, page},
		{"a path of the application is the page", "/incoming/42", 200, page},
		{"a built script is served", "/assets/index-abc.js", 200, "text/javascript; charset=utf-8"},
		{"a worker is a script", "/assets/pdf.worker.min-abc.mjs", 200, "text/javascript; charset=utf-8"},
		{"an icon is served", "/icon.svg", 200, "image/svg+xml"},
		{"data of pdf.js is served", "/assets/pdfjs-5/cmaps/UniJ.bcmap", 200, "application/octet-stream"},
		{"a missing script is missing", "/assets/index-old.js", 404, missing},
		{"a missing file is missing", "/robots.txt", 404, missing},
		{"nothing under assets is a page", "/assets/incoming", 404, missing},
		{"the interface of the server is not a page", "/api/nothing", 404, missing},
		{"files are not pages", "/files/42", 404, missing},
		{"sign-in calls are not pages", "/auth/nothing", 404, missing},
		{"a compressed twin has no address", "/assets/index-abc.js.br", 404, missing},
		{"notes of the build are not served", "/.vite/manifest.json", 404, missing},
		{"a path upwards stays inside", "/../../etc/passwd", 200, page},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := get(built(), c.path)
			if r.StatusCode != c.status || r.Header.Get("Content-Type") != c.kind {
				t.Errorf("got %d %s, want %d %s", r.StatusCode, r.Header.Get("Content-Type"), c.status, c.kind)
			}
			if r.Header.Get("X-Content-Type-Options") != "nosniff" {
				t.Error("no nosniff")
			}
		})
	}
}

func TestPage(t *testing.T) {
	t.Run("carries a fresh nonce in the policy and in the page", func(t *testing.T) {
		seen := map[string]bool{}
		for range 3 {
			r := get(built(), "/")
			policy := r.Header.Get("Content-Security-Policy")
			found := regexp.MustCompile(`style-src 'self' 'nonce-([^']+)'`).FindStringSubmatch(policy)
			if found == nil {
				t.Fatalf("no nonce in %q", policy)
			}
			html := body(t, r)
			if strings.Count(html, `nonce="`+found[1]+`"`) != 2 || strings.Contains(html, noncePlaceholder) {
				t.Errorf("the page does not carry the nonce: %s", html)
			}
			seen[found[1]] = true
		}
		if len(seen) != 3 {
			t.Error("a nonce was used twice")
		}
	})
	t.Run("forbids all that is not ours", func(t *testing.T) {
		policy := get(built(), "/").Header.Get("Content-Security-Policy")
		for _, rule := range []string{"default-src 'none'", "script-src 'self';", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'", "object-src 'none'"} {
			if !strings.Contains(policy, rule) {
				t.Errorf("no %s in %s", rule, policy)
			}
		}
		if strings.Contains(policy, "unsafe") {
			t.Errorf("unsafe in %s", policy)
		}
	})
	t.Run("is never stored", func(t *testing.T) {
		if got := get(built(), "/tasks").Header.Get("Cache-Control"); got != "no-store" {
			t.Errorf("got %q", got)
		}
	})
}

func TestViewCookie(t *testing.T) {
	cases := []struct{ name, cookie, html string }{
		{"without it the page follows the system", "", `<html lang="ru">`},
		{"colours and size go into the page", "dark.l", `<html lang="ru" data-theme="dark" data-size="l">`},
		{"the word for single keys is for the script only", "contrast-blue.xl.nokeys", `<html lang="ru" data-theme="contrast-blue" data-size="xl">`},
		{"unknown words are dropped", `purple><script>.m`, `<html lang="ru" data-size="m">`},
		{"a cookie with repetitions is not ours", "dark.light.dark.light.dark.light", `<html lang="ru">`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			html := body(t, get(built(), "/", "Cookie", viewCookie+"="+c.cookie))
			if !strings.Contains(html, c.html) {
				t.Errorf("no %s in %s", c.html, html)
			}
		})
	}
}

func TestEncoding(t *testing.T) {
	cases := []struct{ name, accept, encoding, body string }{
		{"brotli before gzip", "gzip, deflate, br", "br", "brotli"},
		{"gzip when brotli is unknown", "gzip, deflate", "gzip", "gzip"},
		{"gzip when brotli is refused", "br;q=0, gzip;q=0.5", "gzip", "gzip"},
		{"as it is when nothing is asked", "", "", "let long = 1"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := get(built(), "/assets/index-abc.js", "Accept-Encoding", c.accept)
			if got := r.Header.Get("Content-Encoding"); got != c.encoding {
				t.Errorf("encoding %q, want %q", got, c.encoding)
			}
			if got := body(t, r); got != c.body {
				t.Errorf("body %q, want %q", got, c.body)
			}
			if r.Header.Get("Vary") != "Accept-Encoding" {
				t.Error("no Vary")
			}
		})
	}
	t.Run("a file without twins goes as it is", func(t *testing.T) {
		r := get(built(), "/assets/index-abc.css", "Accept-Encoding", "br, gzip")
		if r.Header.Get("Content-Encoding") != "" || body(t, r) != "body{}" {
			t.Error("encoded or changed")
		}
	})
}

func TestCaching(t *testing.T) {
	t.Run("assets never change", func(t *testing.T) {
		r := get(built(), "/assets/index-abc.js")
		if got := r.Header.Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
			t.Errorf("got %q", got)
		}
	})
	t.Run("other files are asked for again", func(t *testing.T) {
		first := get(built(), "/icon.svg")
		if got := first.Header.Get("Cache-Control"); got != "no-cache" {
			t.Errorf("got %q", got)
		}
		again := get(built(), "/icon.svg", "If-None-Match", `"other", W/`+first.Header.Get("ETag"))
		if again.StatusCode != http.StatusNotModified || body(t, again) != "" {
			t.Errorf("got %d", again.StatusCode)
		}
	})
	t.Run("each encoding has a tag of its own", func(t *testing.T) {
		plain := get(built(), "/assets/index-abc.js").Header.Get("ETag")
		br := get(built(), "/assets/index-abc.js", "Accept-Encoding", "br").Header.Get("ETag")
		if plain == "" || plain == br {
			t.Errorf("tags %s and %s", plain, br)
		}
	})
}

func TestSecurity(t *testing.T) {
	const hsts = "Strict-Transport-Security"
	t.Run("HSTS is not sent over plain HTTP", func(t *testing.T) {
		if got := get(built(), "/").Header.Get(hsts); got != "" {
			t.Errorf("got %q", got)
		}
	})
	t.Run("HSTS is sent over TLS", func(t *testing.T) {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.TLS = &tls.ConnectionState{}
		w := httptest.NewRecorder()
		built().ServeHTTP(w, r)
		if w.Header().Get(hsts) == "" {
			t.Error("none")
		}
	})
	t.Run("HSTS is sent behind a proxy that speaks TLS", func(t *testing.T) {
		if get(newSite(distribution(), Options{HTTPS: true}), "/").Header.Get(hsts) == "" {
			t.Error("none")
		}
	})
	t.Run("only the worker of pdf.js may run WebAssembly", func(t *testing.T) {
		policy := get(built(), "/assets/pdf.worker.min-abc.mjs").Header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "'wasm-unsafe-eval'") {
			t.Errorf("got %q", policy)
		}
	})
	t.Run("a page is not posted to", func(t *testing.T) {
		w := httptest.NewRecorder()
		built().ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/", nil))
		if w.Code != http.StatusMethodNotAllowed {
			t.Errorf("got %d", w.Code)
		}
	})
}

func TestUnbuilt(t *testing.T) {
	r := get(newSite(fstest.MapFS{}, Options{App: "office"}), "/")
	if html := body(t, r); r.StatusCode != http.StatusServiceUnavailable || !strings.Contains(html, "npm --prefix web run build") {
		t.Errorf("got %d %s", r.StatusCode, html)
	}
}
