package web

import (
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// Options says how one application is served.
type Options struct {
	App   string // folder in dist: "office"
	HTTPS bool   // the program stands behind a proxy that speaks TLS, so HSTS may be sent
}

// Handler serves one built application.
func Handler(o Options) http.Handler {
	files, err := fs.Sub(dist, path.Join("dist", o.App))
	if err != nil { // only an invalid name can fail here
		panic(err)
	}
	return newSite(files, o)
}

type site struct {
	files map[string]*file
	index *page // nil: the front end was not built
	https bool
}

func newSite(files fs.FS, o Options) *site {
	s := &site{files: gather(files), https: o.HTTPS}
	if f, ok := s.files["index.html"]; ok {
		s.index = newPage(f.read(""))
	}
	return s
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	s.secure(w, r)
	name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
	switch {
	case name == "" || name == "index.html":
		s.servePage(w, r)
	case s.files[name] != nil:
		s.serveFile(w, r, name)
	case foreign(name) || path.Ext(name) != "":
		// A missing asset must be seen as missing: a page in its place is reported by browsers as a broken script.
		http.NotFound(w, r)
	default:
		s.servePage(w, r)
	}
}

// foreign tells the paths that belong to the server and are never pages of the application.
func foreign(name string) bool {
	first, _, _ := strings.Cut(name, "/")
	switch first {
	case "api", "files", "auth", "assets":
		return true
	}
	return false
}

// secure sets what every answer carries; pages add their own policy with a nonce.
func (s *site) secure(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	if s.https || r.TLS != nil {
		h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
	}
}

func (s *site) servePage(w http.ResponseWriter, r *http.Request) {
	if s.index == nil {
		serveUnbuilt(w)
		return
	}
	s.index.serve(w, r)
}

func (s *site) serveFile(w http.ResponseWriter, r *http.Request, name string) {
	f := s.files[name]
	h := w.Header()
	h.Set("Content-Type", contentType(name))
	h.Set("Vary", "Accept-Encoding")
	if strings.HasPrefix(name, "assets/") {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		h.Set("Cache-Control", "no-cache")
	}
	if strings.Contains(path.Base(name), "pdf.worker") {
		// Scans in JPEG 2000 and JBIG2 are decoded by WebAssembly; a worker obeys the policy of its own answer.
		h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'")
	}
	encoding := f.choose(r.Header.Get("Accept-Encoding"))
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
	}
	tag := f.tag(encoding)
	h.Set("ETag", tag)
	if matches(r.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	body := f.read(encoding)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method == http.MethodGet {
		w.Write(body)
	}
}

func matches(header, tag string) bool {
	for _, one := range strings.Split(header, ",") {
		if strings.TrimPrefix(strings.TrimSpace(one), "W/") == tag {
			return true
		}
	}
	return false
}

// contentType does not ask the machine's own table for what browsers are strict about.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".js", ".mjs":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".wasm":
		return "application/wasm"
	case ".woff2":
		return "font/woff2"
	case ".svg":
		return "image/svg+xml"
	case ".webmanifest":
		return "application/manifest+json"
	}
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		return t
	}
	return "application/octet-stream"
}
