package portal

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"

	"veche/internal/appeals"
	"veche/internal/appeals/visits"
	"veche/internal/platform/calendar"
	"veche/internal/services"
	"veche/internal/services/kindergarten"
	"veche/web"
)

//go:embed templates
var templateFiles embed.FS

// pages makes HTML.
type pages struct {
	*Service
	assets    Assets
	templates map[string]*template.Template
}

// view is what every page knows beside its own data.
type view struct {
	Title    string
	About    string // one sentence for search engines and for who is sent the address
	Data     any
	Visitor  Visitor
	Failed   string   // a refusal in words
	Problems Problems // what is wrong with the fields
	Script   bool     // the page has helpers that need a script; it works without them
	Wizard   bool     // the page is filled in by the wizard
	Bare     bool     // without head and foot: it stands in a frame
	Public   bool     // the same for everybody: may be kept by caches
	Services bool     // a page of the services, not of the reception; show sets it for its own addresses

	// set by show
	Attributes template.HTMLAttr
	Styles     []string
	ScriptURL  string
	Demo       bool
	Path       string
	Here       string // its address, to come back to; of a form that was posted the page it stands on
}

func newPages(s *Service, assets Assets) *pages {
	p := &pages{Service: s, assets: assets, templates: map[string]*template.Template{}}
	funcs := template.FuncMap{
		"day":              func(d calendar.Date) string { return d.Russian() },
		"inWords":          func(d calendar.Date) string { return d.InWords() },
		"status":           func(v appeals.AuthorView) string { words, _ := statusOf(v); return words },
		"tone":             func(v appeals.AuthorView) string { _, tone := statusOf(v); return tone },
		"visit":            func(b visits.Booked) string { words, _ := visitWords(b); return words },
		"visitTone":        func(b visits.Booked) string { _, tone := visitWords(b); return tone },
		"kind":             func(k appeals.Kind) string { return kindWords[k] },
		"size":             sizeWords,
		"applicationTone":  applicationTone,
		"complaintGround":  func(g services.ComplaintGround) string { return complaintWords[g] },
		"correctionState":  func(s services.CorrectionState) string { return correctionStates[s] },
		"complaintState":   func(s services.ComplaintState) string { return complaintStates[s] },
		"complaintOutcome": func(o services.ComplaintOutcome) string { return complaintOutcomes[o] },
		"letter":           func(receipt string, a Answer) letterView { return letterView{receipt, a} },
		"who":              applicantWords,
		"term":             termsOf,
		"plural":           plural,
		"answer": func(id int64, a kindergarten.Answer, words, look string) answering {
			return answering{id, a, words, look}
		},
		"wishing": func(id int64, c *kindergarten.Choosing) wishing { return wishing{id, c} },
		"ordinal": func(n int) int { return n + 1 },
		"lines":   func(s string) []string { return strings.Split(s, "\n") },
	}
	names, err := fs.Glob(templateFiles, "templates/*.html")
	if err != nil { // only an invalid pattern can fail here
		panic(err)
	}
	for _, name := range names {
		key := strings.TrimSuffix(path.Base(name), ".html")
		p.templates[key] = template.Must(template.New("layout.html").Funcs(funcs).ParseFS(templateFiles, "templates/layout.html", "templates/parts.html", "templates/services_parts.html", "templates/standing.html", "templates/kindergarten.html", name))
	}
	return p
}

// plural is a count with its noun.
func plural(n int, one, few, many string) string {
	word := many
	switch {
	case n%100 >= 11 && n%100 <= 14:
	case n%10 == 1:
		word = one
	case n%10 >= 2 && n%10 <= 4:
		word = few
	}
	return grouped(n) + " " + word
}

// grouped is a number whose thousands are told apart from five figures on.
func grouped(n int) string {
	s := strconv.Itoa(n)
	if n < 10_000 {
		return s
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u00a0" + s[i:]
	}
	return s
}

// letterView is a letter on the page of its appeal.
type letterView struct {
	Receipt string
	Letter  Answer
}

func sizeWords(n int64) string {
	switch {
	case n >= 1<<20:
		return strings.Replace(fmt.Sprintf("%.1f МБ", float64(n)/(1<<20)), ".", ",", 1)
	case n >= 1<<10:
		return fmt.Sprintf("%d КБ", n>>10)
	}
	return fmt.Sprintf("%d байт", n)
}

// policy lets in only what comes from us; pages without helpers run no script at all.
func policy(script bool, ancestors string) string {
	list := "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors " + ancestors
	if script {
		list += "; script-src 'self'; connect-src 'self'"
	}
	return list
}

// show answers with a page.
func (p *pages) show(w http.ResponseWriter, r *http.Request, status int, name string, v view) error {
	h := w.Header()
	h.Set("Content-Security-Policy", policy(v.Script || v.Wizard, "'none'"))
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	return p.write(w, r, status, name, v)
}

func (p *pages) write(w http.ResponseWriter, r *http.Request, status int, name string, v view) error {
	v.Attributes = template.HTMLAttr(web.View(r)) // made of known words only
	v.Demo, v.Path = p.settings.Demo, r.URL.Path
	if v.Here = r.URL.RequestURI(); r.Method == http.MethodPost {
		v.Here = v.Path
	}
	v.Services = v.Services || ofServices(v.Path)
	v.Styles = append(v.Styles, p.assets.URL("portal.css"))
	switch {
	case v.Wizard:
		v.Styles, v.ScriptURL = append(v.Styles, p.assets.URL("wizard.css")), p.assets.URL("wizard.tsx")
	case v.Script:
		v.ScriptURL = p.assets.URL("portal.ts")
	}
	var page bytes.Buffer
	if err := p.templates[name].Execute(&page, v); err != nil {
		return fmt.Errorf("make the page %s: %w", name, err)
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	if v.Public && status == http.StatusOK {
		return cached(w, r, page.Bytes())
	}
	w.WriteHeader(status)
	_, err := w.Write(page.Bytes())
	return err
}

// ofServices tells the addresses that belong to the services: the catalogue, and the account with the applications in it. The
// reception has its own pages, among them those of the account that are about appeals.
func ofServices(path string) bool {
	path, _, _ = strings.Cut(path, "?")
	return path == accountPath || strings.HasPrefix(path, servicesPath) || strings.HasPrefix(path, applyPath) ||
		strings.HasPrefix(path, applicationPath) || strings.HasPrefix(path, schoolsPath)
}

// cached answers with a page that is the same for everybody with the same colours and letters. It holds no secret, so it
// may be compressed; pages of the account are not, for a compressed secret can be guessed by its length.
func cached(w http.ResponseWriter, r *http.Request, page []byte) error {
	sum := sha256.Sum256(page)
	tag := `W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
	h := w.Header()
	h.Set("Cache-Control", "public, max-age=60")
	h.Set("Vary", "Cookie, Accept-Encoding")
	h.Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		_, err := w.Write(page)
		return err
	}
	h.Set("Content-Encoding", "gzip")
	z := gzip.NewWriter(w)
	if _, err := z.Write(page); err != nil {
		return err
	}
	return z.Close()
}
