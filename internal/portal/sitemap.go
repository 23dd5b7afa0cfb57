package portal

import (
	"context"
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/fail"
	"veche/internal/services/catalogue"
)

// What search engines may read is what everybody may read; the account, the forms and the office are not for them.
const robotsText = `User-agent: *
Disallow: /
Allow: /services
Allow: /schools
Allow: /reception
Allow: /answers/
Allow: /assets/
Allow: /sitemap
Disallow: /services/*/apply
Disallow: /reception/view
Disallow: /reception/*/snippet

Sitemap: %s/sitemap.xml
`

// robots tells search engines where the public pages are.
func (p *pages) robots(w http.ResponseWriter, r *http.Request, _ auth.Actor) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	return cached(w, r, fmt.Appendf(nil, robotsText, p.site(r)))
}

// site is the public address, without a slash at its end.
func (p *pages) site(r *http.Request) string {
	return strings.TrimSuffix(p.callback(r.Host, r.TLS != nil), enteredPath)
}

const (
	sitemapSpace  = "http://www.sitemaps.org/schemas/sitemap/0.9"
	mostAddressed = 40_000 // addresses in one part; the protocol allows 50 000, and 50 MB
)

// address is a public page.
type address struct {
	Path    string
	Changed time.Time // zero where it is not known
}

// location is an address as the protocol writes it.
type location struct {
	Loc     string `xml:"loc"`
	Changed string `xml:"lastmod,omitempty"`
}

type urlSet struct {
	XMLName xml.Name   `xml:"urlset"`
	Space   string     `xml:"xmlns,attr"`
	URLs    []location `xml:"url"`
}

type siteIndex struct {
	XMLName xml.Name   `xml:"sitemapindex"`
	Space   string     `xml:"xmlns,attr"`
	Parts   []location `xml:"sitemap"`
}

// sitemap lists the public pages; where they are too many for one file, it lists its parts.
func (p *pages) sitemap(w http.ResponseWriter, r *http.Request, _ auth.Actor) error {
	list, err := p.addresses(r.Context())
	if err != nil {
		return err
	}
	raw, found, err := sitemapOf(list, p.site(r), r.URL.Query().Get("part"), mostAddressed)
	if err == nil && !found {
		err = fail.New(fail.NotFound, "service.absent", "no part %q of the map", r.URL.Query().Get("part"))
	}
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/xml; charset=utf-8")
	return cached(w, r, raw)
}

// sitemapOf writes the whole map (part ""), or the part of a number. Parts stand at the root too: a file in a folder may name
// the pages of that folder alone.
func sitemapOf(list []address, site, part string, most int) (raw []byte, found bool, err error) {
	parts := slices.Collect(slices.Chunk(list, most))
	var file any
	switch {
	case part == "" && len(parts) > 1:
		index := siteIndex{Space: sitemapSpace}
		for n := range parts {
			index.Parts = append(index.Parts, location{Loc: site + "/sitemap.xml?part=" + strconv.Itoa(n+1)})
		}
		file = index
	case part == "":
		file = setOf(list, site)
	default:
		n, err := strconv.Atoi(part)
		if err != nil || n < 1 || n > len(parts) || part != strconv.Itoa(n) {
			return nil, false, nil
		}
		file = setOf(parts[n-1], site)
	}
	raw, err = xml.Marshal(file)
	return append([]byte(xml.Header), raw...), true, err
}

func setOf(list []address, site string) urlSet {
	set := urlSet{Space: sitemapSpace, URLs: make([]location, len(list))}
	for i, a := range list {
		set.URLs[i].Loc = site + a.Path
		if !a.Changed.IsZero() {
			set.URLs[i].Changed = a.Changed.UTC().Format(time.RFC3339)
		}
	}
	return set
}

// addresses are all public pages: services, receptions, schools, answers to many.
func (p *pages) addresses(ctx context.Context) ([]address, error) {
	list := []address{{Path: servicesPath}, {Path: servicesPath + "/all"}, {Path: servicesPath + "/search"}, {Path: schoolsPath}, {Path: receptionPath}, {Path: receptionPath + "/channels"}, {Path: receptionPath + "/track"}}
	for _, c := range catalogue.Categories() {
		list = append(list, address{Path: servicesPath + "/all?category=" + url.QueryEscape(c.Code)})
	}
	for _, s := range catalogue.Situations() {
		list = append(list, address{Path: servicesPath + "/all?situation=" + url.QueryEscape(s.Code)})
	}
	services, err := p.Catalogue.Public(ctx)
	if err != nil {
		return nil, err
	}
	for _, l := range services {
		list = append(list, address{Path: servicesPath + "/" + url.PathEscape(l.Slug), Changed: l.Version.PublishedAt})
	}
	if list, err = p.numberPages(ctx, list, services); err != nil {
		return nil, err
	}
	bodies, err := p.Pages(ctx)
	if err != nil {
		return nil, err
	}
	for _, b := range bodies {
		path := receptionPath + "/" + url.PathEscape(b.Slug)
		list = append(list, address{Path: path}, address{Path: path + "/visits"}, address{Path: path + "/answers"})
	}
	answers, err := p.Appeals.OnSite(ctx, p.db)
	for _, a := range answers {
		list = append(list, address{Path: "/answers/" + strconv.FormatInt(a.ID, 10), Changed: a.At})
	}
	return list, err
}

// numberPages adds the pages of numbers: places in schools, queues to kindergartens.
func (p *pages) numberPages(ctx context.Context, list []address, services []catalogue.Listing) ([]address, error) {
	towns, err := p.Enrolment.Towns(ctx)
	if err != nil {
		return nil, err
	}
	for _, t := range towns {
		list = append(list, address{Path: schoolsPath + "/" + strconv.FormatInt(t.BodyID, 10)})
	}
	queues, err := p.Kindergarten.Queues(ctx, p.db)
	for _, l := range services {
		if slices.Contains(queues, l.ID) {
			list = append(list, address{Path: servicesPath + "/" + url.PathEscape(l.Slug) + "/queue"})
		}
	}
	return list, err
}
