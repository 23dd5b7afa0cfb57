package simulator

import (
	"bytes"
	_ "embed"
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"time"

	"veche/internal/interagency"
	"veche/smev/message"
)

//go:embed page.html
var pageText string

var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"manner":  func(m Manner) string { return manners[m] },
	"manners": func() []Manner { return []Manner{Rightly, Wrongly, Refuses, Never} },
	"moment":  func(t time.Time) string { return t.Local().Format("02.01.2006 15:04:05") },
}).Parse(pageText))

var manners = map[Manner]string{Rightly: "отвечает", Wrongly: "отвечает не на то", Refuses: "отказывает: сведений нет", Never: "не отвечает"}

// Handler serves the page of the agency under a path.
func (a *Agency) Handler(path string) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+path+"/{$}", func(w http.ResponseWriter, r *http.Request) { a.render(w, r, path) })
	mux.HandleFunc("POST "+path+"/conduct", func(w http.ResponseWriter, r *http.Request) { a.conduct(w, r, path) })
	mux.HandleFunc("POST "+path+"/answer", func(w http.ResponseWriter, r *http.Request) {
		_ = a.Answer(message.MessageID(r.FormValue("id"))) // answered already
		http.Redirect(w, r, path+"/", http.StatusSeeOther)
	})
	mux.HandleFunc("POST "+path+"/ask", func(w http.ResponseWriter, r *http.Request) {
		if _, err := a.Ask(r.Context(), r.FormValue("kind"), map[string]string{}); err != nil {
			http.Error(w, "Такой запрос отправить нельзя", http.StatusUnprocessableEntity)
			return
		}
		http.Redirect(w, r, path+"/", http.StatusSeeOther)
	})
	return http.NewCrossOriginProtection().Handler(secured(mux))
}

// secured keeps foreign pages from framing or feeding ours.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

const longestDelay = 30 * 24 * 60 // minutes

func (a *Agency) conduct(w http.ResponseWriter, r *http.Request, path string) {
	minutes, err := strconv.Atoi(r.FormValue("minutes"))
	manner := Manner(r.FormValue("manner"))
	if err != nil || minutes < 0 || minutes > longestDelay || manners[manner] == "" {
		http.Error(w, "Проверьте задержку", http.StatusUnprocessableEntity)
		return
	}
	if err := a.Behave(Conduct{Manner: manner, Delay: time.Duration(minutes) * time.Minute}); err != nil {
		http.Error(w, "conduct", http.StatusInternalServerError)
		return
	}
	http.Redirect(w, r, path+"/", http.StatusSeeOther)
}

type view struct {
	Path    string
	Conduct Conduct
	Minutes int
	Asked   []Asked
	Sent    []Sent
	Kinds   []interagency.Kind
}

// newest is how many requests the page shows of each side.
const newest = 50

func (a *Agency) render(w http.ResponseWriter, r *http.Request, path string) {
	kinds, err := a.options.Kinds(r.Context())
	if err != nil {
		http.Error(w, "page", http.StatusInternalServerError)
		return
	}
	kinds = slices.DeleteFunc(kinds, func(k interagency.Kind) bool { return k.ServedBy == nil || k.Namespace == "" || !k.Active })
	v := view{Path: path, Kinds: kinds}
	v.Conduct, v.Asked, v.Sent = a.Look()
	v.Minutes, v.Asked, v.Sent = int(v.Conduct.Delay.Minutes()), v.Asked[:min(len(v.Asked), newest)], v.Sent[:min(len(v.Sent), newest)]
	var out bytes.Buffer
	if err := page.Execute(&out, v); err != nil {
		http.Error(w, "page", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = out.WriteTo(w) // the reader has gone
}
