package portal

import (
	"bytes"
	"net/http"
	"slices"

	"veche/internal/platform/auth"
	"veche/internal/services/catalogue"
)

// longestQuery bounds what is looked for, in bytes.
const longestQuery = 200

// fewFound is how many services are offered while somebody types.
const fewFound = 6

// foundView is what the search shows.
type foundView struct {
	Typed string
	catalogue.Found
	Schools bool                  // a reception into schools is among what was found
	Life    []catalogue.Situation // all turns of life, for whom nothing was found
}

// Few are the first of what was found.
func (f foundView) Few() []catalogue.Listing { return f.Services[:min(len(f.Services), fewFound)] }

// More is how many were found beside the first.
func (f foundView) More() int { return len(f.Services) - len(f.Few()) }

// searchForm is the page before anything is looked for: the same for everybody.
func (p *pages) searchForm(w http.ResponseWriter, r *http.Request, _ auth.Actor) error {
	return p.show(w, r, http.StatusOK, "services_search", view{Title: "Поиск услуг", Public: true, Script: true, Data: foundView{Life: catalogue.Situations()}})
}

// searchServices answers with the page of what was found, or, to the script of the pages, with the piece that changes. The
// answer is kept by the browser alone, so that the way back from a service asks nothing again.
func (p *pages) searchServices(w http.ResponseWriter, r *http.Request, _ auth.Actor) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	found := foundView{Typed: cut(clean(r.PostForm.Get("q"), false), longestQuery), Life: catalogue.Situations()}
	var err error
	if found.Found, err = p.Catalogue.Search(r.Context(), found.Typed); err != nil {
		return err
	}
	receptions, err := p.Enrolment.Receptions(r.Context(), p.db)
	if err != nil {
		return err
	}
	found.Schools = slices.ContainsFunc(found.Services, func(l catalogue.Listing) bool { return slices.Contains(receptions, l.ID) })
	w.Header().Set("Cache-Control", "private, max-age=300")
	switch piece := r.PostForm.Get("piece"); piece {
	case "found", "few":
		return p.piece(w, piece, found)
	}
	return p.show(w, r, http.StatusOK, "services_search", view{Title: "Поиск услуг", Script: true, Data: found})
}

// piece answers with a part of the page of the search alone.
func (p *pages) piece(w http.ResponseWriter, name string, data any) error {
	var part bytes.Buffer
	if err := p.templates["services_search"].ExecuteTemplate(&part, name, data); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, err := w.Write(part.Bytes())
	return err
}
