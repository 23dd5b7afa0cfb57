package web

import (
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

func TestTheVerifierCarriesItsPolicyWithIt(t *testing.T) {
	html := `<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-abc'">`
	for _, c := range []struct {
		name, method, want string
		files              fstest.MapFS
		status             int
	}{
		{"its own policy is the header too", "GET", "default-src 'none'; script-src 'sha256-abc'; frame-ancestors 'none'", fstest.MapFS{verifierPage: {Data: []byte(html)}}, 200},
		{"a page without a policy may nothing", "GET", "default-src 'none'; frame-ancestors 'none'", fstest.MapFS{verifierPage: {Data: []byte("<!doctype html>")}}, 200},
		{"it is read only", "POST", "", fstest.MapFS{verifierPage: {Data: []byte(html)}}, 405},
		{"before it is built the page says so", "GET", "", fstest.MapFS{}, 503},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := httptest.NewRecorder()
			newVerifier(c.files, false).ServeHTTP(w, httptest.NewRequest(c.method, "/verify/", nil))
			if got := w.Header().Get("Content-Security-Policy"); w.Code != c.status || c.want != "" && got != c.want {
				t.Errorf("%d %q", w.Code, got)
			}
			if w.Code == 200 && !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
				t.Error(w.Header())
			}
		})
	}
}
