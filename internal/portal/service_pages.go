package portal

import (
	"net/http"
	"slices"
	"strings"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/fail"
	"veche/internal/services/catalogue"
)

// servicesPath is the catalogue of services; the page of a service stands under its slug.
const servicesPath = "/services"

// looking is the limit of the public pages of services: a class of a school stands behind one address.
var looking = api.Limit{PerMinute: 1200}

// serviceRoutes declares the public catalogue. What somebody looks for may tell of his trouble, so it never stands in an
// address that goes over the network and into logs: it is posted, and with a script it stands in the fragment, so that a
// result can be kept and sent to a neighbour.
func (p *pages) serviceRoutes(a *api.API) {
	public := func(pattern string, h handler) { a.Page(pattern, looking, h, p.refuse) }
	public("GET "+servicesPath, p.servicesHome)
	public("GET "+servicesPath+"/all", p.allServices)
	public("GET "+servicesPath+"/search", p.searchForm)
	public("POST "+servicesPath+"/search", p.searchServices)
	public("GET "+servicesPath+"/{slug}", p.servicePage)
	public("GET "+servicesPath+"/{slug}/queue", p.queueNumbers)
	public("GET "+schoolsPath, p.schoolTowns)
	public("GET "+schoolsPath+"/{id}", p.schoolPlaces)
	public("GET /robots.txt", p.robots)
	public("GET /sitemap.xml", p.sitemap)
	previewRoute(a, p)
}

// shelfView is a row of services under a title.
type shelfView struct {
	Title    string
	Hint     string
	Services []catalogue.Listing
}

func (p *pages) servicesHome(w http.ResponseWriter, r *http.Request, _ auth.Actor) error {
	list, err := p.Catalogue.Public(r.Context())
	if err != nil {
		return err
	}
	var popular []catalogue.Listing
	for _, l := range list {
		if l.Passport.Popular {
			popular = append(popular, l)
		}
	}
	receptions, err := p.Enrolment.Receptions(r.Context(), p.db)
	if err != nil {
		return err
	}
	return p.show(w, r, http.StatusOK, "services_home", view{Title: "Услуги", About: "Государственные и муниципальные услуги Республики: найти, подать заявление и следить за ним.", Public: true, Script: true, Data: map[string]any{
		"Popular": popular[:min(6, len(popular))], "Situations": catalogue.Situations(), "Shelves": catalogue.Shelves(list), "Count": len(list), "Schools": len(receptions) > 0}})
}

// allServices is the whole catalogue, one category, or one life situation.
func (p *pages) allServices(w http.ResponseWriter, r *http.Request, _ auth.Actor) error {
	list, err := p.Catalogue.Public(r.Context())
	if err != nil {
		return err
	}
	category, situation := r.URL.Query().Get("category"), r.URL.Query().Get("situation")
	for _, c := range catalogue.Categories() {
		if c.Code == category {
			return p.shelf(w, r, c.Name, c.Hint, list, func(l catalogue.Listing) bool { return l.Passport.Category == c.Code })
		}
	}
	for _, s := range catalogue.Situations() {
		if s.Code == situation {
			return p.shelf(w, r, s.Name, s.Hint, list, func(l catalogue.Listing) bool { return l.In(s.Code) })
		}
	}
	if category+situation != "" {
		return fail.New(fail.NotFound, "service.no_shelf", "no such category or situation")
	}
	return p.show(w, r, http.StatusOK, "services_all", view{Title: "Все услуги", About: "Полный список услуг органов власти Республики по разделам.", Public: true, Script: true, Data: map[string]any{"Shelves": catalogue.Shelves(list), "Count": len(list)}})
}

func (p *pages) shelf(w http.ResponseWriter, r *http.Request, title, hint string, list []catalogue.Listing, stands func(catalogue.Listing) bool) error {
	shelf := shelfView{Title: title, Hint: hint}
	for _, l := range list {
		if stands(l) {
			shelf.Services = append(shelf.Services, l)
		}
	}
	return p.show(w, r, http.StatusOK, "services_shelf", view{Title: title, About: title + ": " + hint + ".", Public: true, Data: shelf})
}

// servicePage is the page of one service; the visit is counted, whoever it is.
func (p *pages) servicePage(w http.ResponseWriter, r *http.Request, _ auth.Actor) error {
	ctx := r.Context()
	e, err := p.Catalogue.EntryBySlug(ctx, p.db, r.PathValue("slug"))
	if err != nil {
		return err
	}
	v, err := p.Catalogue.Published(ctx, p.db, e.ID, p.db.Now())
	if err != nil {
		return err
	}
	data, err := p.serviceView(ctx, e, v.Passport.V)
	if err != nil {
		return err
	}
	data.Open = e.Active
	if data.Door, err = p.doorOf(ctx, v); err != nil {
		return err
	}
	if data.Queue, err = p.Kindergarten.Keeps(ctx, p.db, e.ID); err != nil {
		return err
	}
	receptions, err := p.Enrolment.Receptions(ctx, p.db)
	if err != nil {
		return err
	}
	data.Schools = slices.Contains(receptions, e.ID)
	if !strings.Contains(r.Header.Get("Sec-Purpose"), "prefetch") {
		p.Catalogue.Count(e.ID, catalogue.Visited, 1)
	}
	return p.show(w, r, http.StatusOK, "service", view{Title: v.Passport.V.ShortName, About: v.Passport.V.Summary, Public: true, Script: !data.Door.Opens.IsZero(), Data: data})
}
