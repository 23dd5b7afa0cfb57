package simulator

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"slices"

	"veche/internal/exchange/remotesign"
	"veche/internal/platform/text"
)

//go:embed phone.html phone.css
var parts embed.FS

var phone = template.Must(template.ParseFS(parts, "phone.html"))

// policy allows our own style sheet and forms, nothing else: the page has no script.
const policy = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// pages are the phone of the demonstration.
func (s *Service) pages(mux *http.ServeMux) {
	mux.HandleFunc("GET "+s.path+"/{$}", s.showPhone)
	mux.HandleFunc("GET "+s.path+"/phone.css", func(w http.ResponseWriter, r *http.Request) {
		http.ServeFileFS(w, r, parts, "phone.css")
	})
	mux.HandleFunc("POST "+s.path+"/requests/{id}", s.pressed)
}

// view is what the page shows.
type view struct {
	Path    string
	Signer  string // identifier of the phone's owner, "" shows everybody's
	Owner   string
	People  []person
	Waiting []card
	Decided []card
}

type person struct{ ID, Name string }

type card struct {
	ID, Document, Size, Signer, Post, Code, Left, Outcome string
}

func (s *Service) showPhone(w http.ResponseWriter, r *http.Request) {
	var page bytes.Buffer
	if err := phone.Execute(&page, s.view(r.URL.Query().Get("signer"))); err != nil {
		http.Error(w, "page", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", policy)
	h.Set("Cache-Control", "no-store")
	w.Write(page.Bytes())
}

// view gathers the requests of one phone, newest first.
func (s *Service) view(signer string) view {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := view{Path: s.path, Signer: signer}
	for _, r := range slices.Backward(s.requests) {
		who := r.ask.Signer
		name := text.FullName(who.Surname, who.Name, who.Patronymic)
		if !slices.ContainsFunc(v.People, func(p person) bool { return p.ID == who.ID }) {
			v.People = append(v.People, person{who.ID, name})
		}
		if signer != "" && who.ID != signer {
			continue
		}
		if signer != "" {
			v.Owner = name
		}
		c := card{ID: r.id, Document: r.ask.Document.Name, Size: size(r.ask.Document.Size), Signer: name, Post: who.Post, Code: r.ask.Code}
		if left := r.ask.Expires.Sub(s.now()); r.state == remotesign.AtWaiting && left > 0 {
			c.Left = fmt.Sprintf("%d мин", int(left.Minutes())+1)
			v.Waiting = append(v.Waiting, c)
		} else if len(v.Decided) < 5 {
			c.Outcome = outcome(r)
			v.Decided = append(v.Decided, c)
		}
	}
	return v
}

func outcome(r *request) string {
	switch r.state {
	case remotesign.AtSigned:
		return "Подписано"
	case remotesign.AtRefused:
		return "Отказано"
	case remotesign.AtCancelled:
		return "Отозвано отправителем"
	}
	return "Время истекло"
}

func size(n int64) string {
	switch {
	case n < 1<<10:
		return fmt.Sprintf("%d Б", n)
	case n < 1<<20:
		return fmt.Sprintf("%d КБ", n>>10)
	}
	return fmt.Sprintf("%d МБ", n>>20)
}

// buttons are what a person may do on the page; the last three show how the house meets a bad service.
var buttons = map[string]Mood{"confirm": Confirm, "refuse": Refuse, "swapped-digest": SwappedDigest, "foreign": Foreign, "broken": Broken}

// pressed decides about a request and shows the phone again.
func (s *Service) pressed(w http.ResponseWriter, r *http.Request) {
	how, known := buttons[r.FormValue("how")]
	if !known {
		http.Error(w, "unknown button", http.StatusUnprocessableEntity)
		return
	}
	if err := s.Decide(r.Context(), r.PathValue("id"), how); err != nil {
		http.NotFound(w, r)
		return
	}
	back := s.path + "/"
	if signer := r.FormValue("signer"); signer != "" {
		back += "?signer=" + url.QueryEscape(signer)
	}
	http.Redirect(w, r, back, http.StatusSeeOther)
}
