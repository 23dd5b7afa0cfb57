package web

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"net/http"
	"slices"
	"strings"
)

// noncePlaceholder is written into the page by Vite (html.cspNonce in vite.config.ts).
const noncePlaceholder = "__CSP_NONCE__"

// viewCookie keeps a person's colours and letter size ("dark.l"), so that the first paint is already right
// without a script inside the page.
const viewCookie = "veche_view"

var (
	themes = []string{"light", "dark", "contrast", "contrast-dark", "contrast-blue"}
	sizes  = []string{"s", "m", "l", "xl"}
	wide   = "wide"  // letters and lines stand further apart
	plain  = "plain" // pages without pictures
)

type page struct {
	html []byte
}

func newPage(html []byte) *page { return &page{html: html} }

func (p *page) serve(w http.ResponseWriter, r *http.Request) {
	nonce := newNonce()
	body := bytes.ReplaceAll(p.html, []byte(noncePlaceholder), []byte(nonce))
	body = bytes.Replace(body, []byte(`<html lang="ru"`), []byte(`<html lang="ru"`+view(r)), 1)
	writeHTML(w, nonce, http.StatusOK, body)
}

func writeHTML(w http.ResponseWriter, nonce string, status int, body []byte) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", policy(nonce))
	w.WriteHeader(status)
	w.Write(body)
}

// policy allows only what comes from us; styles that scripts add at run time carry the nonce.
func policy(nonce string) string {
	return strings.Join([]string{
		"default-src 'none'",
		"script-src 'self'",
		"style-src 'self' 'nonce-" + nonce + "'",
		"img-src 'self' data: blob:",
		"font-src 'self'",
		"connect-src 'self'",
		"worker-src 'self'",
		"manifest-src 'self'",
		"base-uri 'none'",
		"form-action 'self'",
		"frame-ancestors 'none'",
		"object-src 'none'",
	}, "; ")
}

func newNonce() string {
	raw := make([]byte, 18)
	rand.Read(raw) // never fails since Go 1.24
	return base64.RawURLEncoding.EncodeToString(raw)
}

// View is the person's colours and letter size as attributes of <html>, for pages that are made elsewhere.
func View(r *http.Request) string { return view(r) }

// view turns the cookie into attributes of <html>; only known words pass.
func view(r *http.Request) string {
	c, err := r.Cookie(viewCookie)
	if err != nil {
		return ""
	}
	attributes := ""
	for _, word := range strings.Split(c.Value, ".") {
		switch {
		case slices.Contains(themes, word):
			attributes += ` data-theme="` + word + `"`
		case slices.Contains(sizes, word):
			attributes += ` data-size="` + word + `"`
		case word == wide:
			attributes += ` data-spacing="` + word + `"`
		case word == plain:
			attributes += ` data-pictures="none"`
		}
		if len(attributes) > 100 { // a cookie with a word repeated is not ours
			return ""
		}
	}
	return attributes
}

func serveUnbuilt(w http.ResponseWriter) {
	nonce := newNonce()
	body := strings.ReplaceAll(unbuilt, noncePlaceholder, nonce)
	writeHTML(w, nonce, http.StatusServiceUnavailable, []byte(body))
}

const unbuilt = `<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Интерфейс не собран – Вече</title>
<style nonce="` + noncePlaceholder + `">
body { max-width: 40rem; margin: 4rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
pre { padding: 1rem; background: #f2f4f7; overflow: auto; }
</style>
</head>
<body>
<main>
<h1>Интерфейс не собран</h1>
<p>Сервер работает, но в него не вложены страницы. Нужен Node.js 20 или новее:</p>
<pre>npm --prefix web ci
npm --prefix web run build
go build -o bin/veche ./cmd/veche</pre>
<p>После этого запустите программу снова.</p>
</main>
</body>
</html>
`
