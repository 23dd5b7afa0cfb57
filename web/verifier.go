package web

import (
	"io/fs"
	"net/http"
	"path"
	"strings"
)

// verifierPage is the whole verifier of signatures and passports: one file that also works from a disk.
const verifierPage = "veche-verify.html"

// Verifier serves the page that checks signatures and passports, to anybody: it holds nothing of the house, and asks
// nothing of it.
func Verifier(https bool) http.Handler {
	files, err := fs.Sub(dist, path.Join("dist", "verifier"))
	if err != nil { // only an invalid name can fail here
		panic(err)
	}
	return newVerifier(files, https)
}

func newVerifier(files fs.FS, https bool) http.Handler {
	s := newSite(files, Options{HTTPS: https})
	page := s.files[verifierPage]
	policy := ""
	if page != nil {
		policy = ownPolicy(string(page.read("")))
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
			return
		}
		s.secure(w, r)
		if page == nil {
			serveUnbuilt(w)
			return
		}
		w.Header().Set("Content-Security-Policy", policy+"; frame-ancestors 'none'")
		s.serveFile(w, r, verifierPage)
	})
}

// ownPolicy is the policy that the page carries for its life on a disk; as a header it is the same.
func ownPolicy(html string) string {
	_, after, found := strings.Cut(html, `http-equiv="Content-Security-Policy" content="`)
	policy, _, closed := strings.Cut(after, `"`)
	if !found || !closed {
		return "default-src 'none'"
	}
	return policy
}
