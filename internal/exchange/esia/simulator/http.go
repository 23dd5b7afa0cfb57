package simulator

import (
	"crypto/rand"
	_ "embed"
	"encoding/json"
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"veche/internal/exchange/esia"
)

// cookieName remembers the person, as the real ESIA does for a working day.
const cookieName = "esia_simulator"

//go:embed page.html
var pageText string

var page = template.Must(template.New("page").Parse(pageText))

// view is what the page shows.
type view struct {
	Path     string
	Number   string
	Citizens []Citizen
	Problem  string
}

// Handler speaks the protocol and shows the page on which a person chooses who he is.
func (s *Simulator) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+s.Path+esia.AuthorizePath, s.authorize(1))
	mux.HandleFunc("GET "+s.Path+esia.AuthorizePathV2, s.authorize(2))
	mux.HandleFunc("POST "+s.Path+esia.TokenPath, s.tokensOf(1))
	mux.HandleFunc("POST "+s.Path+esia.TokenPathV2, s.tokensOf(2))
	mux.HandleFunc("GET "+s.Path+"/choose", s.chosen)
	mux.HandleFunc("GET "+s.Path+"/{$}", func(w http.ResponseWriter, r *http.Request) { s.show(w, http.StatusOK, view{}) })
	mux.HandleFunc("GET "+s.Path+esia.PersonPath+"{oid}", func(w http.ResponseWriter, r *http.Request) { s.ofPerson(w, r, personCard) })
	mux.HandleFunc("GET "+s.Path+esia.PersonPath+"{oid}/roles", func(w http.ResponseWriter, r *http.Request) { s.ofPerson(w, r, rolesCard) })
	mux.HandleFunc("GET "+s.Path+esia.CompanyPath+"{oid}", s.company)
	return mux
}

// tokensOf exchanges codes by the rules of a version.
func (s *Simulator) tokensOf(version int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, 1<<16)
		if err := r.ParseForm(); err != nil {
			tell(w, nil, refuse(400, "invalid_request", "ESIA-007003: запрос не читается"))
			return
		}
		answer, p := s.exchange(r.Context(), r.PostForm, version)
		tell(w, answer, p)
	}
}

func tell(w http.ResponseWriter, answer any, p *problem) {
	w.Header().Set("Content-Type", "application/json")
	if p != nil {
		answer = map[string]string{"error": p.code, "error_description": p.text}
		w.WriteHeader(p.status)
	}
	json.NewEncoder(w).Encode(answer)
}

// authorize shows the page, or goes on at once where the person is known and an organisation is asked for.
func (s *Simulator) authorize(version int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { s.asking(w, r, version) }
}

func (s *Simulator) asking(w http.ResponseWriter, r *http.Request, version int) {
	a, p := s.check(r.Context(), r.URL.Query(), version)
	if p == nil && r.URL.Query().Get("response_type") != "code" {
		p = refuse(400, "unsupported_response_type", "ESIA-007009: поддерживается только code")
	}
	if p != nil {
		s.show(w, p.status, view{Problem: p.text})
		return
	}
	if c, err := r.Cookie(cookieName); err == nil && strings.Contains(a.scope, "org_oid=") {
		s.mu.Lock()
		known := s.signedIn[c.Value]
		back := ""
		if known != nil {
			back = s.give(a, known)
		}
		s.mu.Unlock()
		if back != "" {
			http.Redirect(w, r, back, http.StatusFound)
			return
		}
	}
	s.show(w, http.StatusOK, view{Number: s.ask(a)})
}

func (s *Simulator) show(w http.ResponseWriter, status int, v view) {
	v.Path, v.Citizens = s.Path, s.Citizens
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'")
	w.WriteHeader(status)
	page.Execute(w, v)
}

// chosen sends the browser back with a code, or with the person's refusal.
func (s *Simulator) chosen(w http.ResponseWriter, r *http.Request) {
	number := r.URL.Query().Get("request")
	if r.URL.Query().Get("citizen") == "" {
		if back := s.refused(number); back != "" {
			http.Redirect(w, r, back, http.StatusFound)
			return
		}
	}
	oid, _ := strconv.ParseInt(r.URL.Query().Get("citizen"), 10, 64)
	back, c := s.choose(number, oid)
	if c == nil {
		s.show(w, http.StatusBadRequest, view{Problem: "Эта страница устарела. Вернитесь на сайт и войдите снова."})
		return
	}
	key := rand.Text()
	s.mu.Lock()
	if len(s.signedIn) > most {
		clear(s.signedIn)
	}
	s.signedIn[key] = c
	s.mu.Unlock()
	http.SetCookie(w, &http.Cookie{Name: cookieName, Value: key, Path: s.Path + "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})
	http.Redirect(w, r, back, http.StatusFound)
}

// ofPerson answers about the person whom the token is of, and about nobody else.
func (s *Simulator) ofPerson(w http.ResponseWriter, r *http.Request, card func(*Citizen) any) {
	g, p := s.opened(r)
	if p == nil && r.PathValue("oid") != strconv.FormatInt(g.citizen.OID, 10) {
		p = refuse(403, "access_denied", "ESIA-005012: маркер выдан на другого человека")
	}
	if p != nil {
		tell(w, nil, p)
		return
	}
	tell(w, card(g.citizen), nil)
}

type list map[string]any

func listOf(elements ...any) list {
	return list{"stateFacts": []string{"hasSize"}, "size": len(elements), "elements": elements}
}

func personCard(c *Citizen) any {
	card := map[string]any{"firstName": c.First, "lastName": c.Last, "middleName": c.Middle, "trusted": c.Trusted, "citizenship": "RUS", "status": "REGISTERED",
		"snils": c.SNILS, "birthDate": c.Birth}
	contacts := []any{esia.Contact{Type: "EML", Value: c.Email, Status: "VERIFIED"}}
	if c.Phone != "" {
		contacts = append(contacts, esia.Contact{Type: "MBT", Value: c.Phone, Status: "VERIFIED"})
	}
	card["contacts"] = listOf(contacts...)
	if c.Address != "" {
		card["addresses"] = listOf(esia.Address{Type: "PLV", Zip: c.Zip, Text: c.Address, House: c.House, Flat: c.Flat})
	}
	return card
}

func rolesCard(c *Citizen) any {
	roles := []any{}
	for _, r := range c.Roles {
		roles = append(roles, esia.RoleCard{OID: r.Company.OID, Name: r.Company.Name, Type: "LEGAL", Chief: r.Chief, Active: true})
	}
	return listOf(roles...)
}

// company answers about an organisation that the scope of the token names and in which the person has a role.
func (s *Simulator) company(w http.ResponseWriter, r *http.Request) {
	g, p := s.opened(r)
	if p != nil {
		tell(w, nil, p)
		return
	}
	oid := r.PathValue("oid")
	i := slices.IndexFunc(g.citizen.Roles, func(one Role) bool { return strconv.FormatInt(one.Company.OID, 10) == oid })
	if i < 0 || !strings.Contains(g.scope, "org_fullname?org_oid="+oid) {
		tell(w, nil, refuse(403, "access_denied", "ESIA-005012: маркер не открывает эту организацию"))
		return
	}
	c := g.citizen.Roles[i].Company
	tell(w, map[string]any{"oid": c.OID, "fullName": c.Name, "type": "LEGAL", "ogrn": c.OGRN, "inn": c.INN,
		"contacts":  listOf(esia.Contact{Type: "CEM", Value: c.Email, Status: "VERIFIED"}),
		"addresses": listOf(esia.Address{Type: "OPS", Zip: c.Zip, Text: c.Address})}, nil)
}
