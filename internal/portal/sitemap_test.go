package portal

import (
	"encoding/xml"
	"fmt"
	"strings"
	"testing"

	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/services"
	"veche/internal/services/directive"
	"veche/internal/services/enrolment"

	"veche/internal/platform/auth"
)

// enrols gives the town a reception into two schools; one of them has told no places yet.
func (o *town) enrols() {
	o.t.Helper()
	ctx := o.t.Context()
	applications := services.New(o.db, services.Subjects{Org: o.s.Org, Documents: o.docs, Signing: o.s.Signing, Files: o.s.Files, Calendar: calendar.Russia(), Catalogue: o.s.Catalogue, Intake: o.s.Intake})
	o.s.Enrolment = enrolment.New(o.db, o.s.Intake, o.s.Org, calendar.Russia(), applications, directive.New(o.db, o.s.Org, o.docs, o.s.Signing, nil))
	entry, err := o.s.Catalogue.EntryBySlug(ctx, o.db, "zapis-v-pervyi-klass")
	o.ok(err)
	street := enrolment.Territory{ActNumber: "211", ActDate: calendar.MustParse("2026-03-12"), ValidFrom: calendar.MustParse("2026-03-12"), Street: "ул. Пушкинская", HouseFrom: 1, Side: enrolment.BothSides}
	o.ok(o.db.Tx(ctx, auth.System("test"), func(tx *db.Tx) error {
		c := enrolment.Campaign{BodyID: o.body, ServiceID: entry.ID, Year: 2026, Dates: enrolment.Dates{Opens1: o.now.AddDate(0, -7, 0), Closes1: o.now.AddDate(0, -4, 0), Opens2: o.now.AddDate(0, -3, 0), Closes2: o.now.AddDate(0, -2, 0)}}
		_, err := o.s.Enrolment.Settle(ctx, tx, c, []enrolment.Settled{{Name: "Школа № 8", Places: 25, Territory: []enrolment.Territory{street}}, {Name: "Школа № 9", Territory: []enrolment.Territory{street}}})
		return err
	}))
}

func TestPlacesInSchoolsArePublic(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		o.offers()
		if page := o.browser().get("/services"); strings.Contains(page.body, "/schools") {
			t.Error("a link to places before there is a reception")
		}
		o.enrols()
		town := fmt.Sprintf("/schools/%d", o.body)
		for target, want := range map[string][]string{
			"/services":                      {`href="/schools"`},
			"/services/zapis-v-pervyi-klass": {`href="/schools"`},
			"/schools":                       {town, "Минстрой", "2 школы", "Мест: 25", "свободных мест: 25"},
			town:                             {"Школа № 8", "Мест: 25 (1А – 25) · свободно: 25", "Число мест школа ещё не назвала. Срок – до 22.03.2026", "акт № 211 от 12.03.2026", "меньше 5", "/services/zapis-v-pervyi-klass"},
		} {
			page := o.browser().get(target)
			if page.status != 200 || page.header.Get("ETag") == "" || !strings.Contains(page.header.Get("Cache-Control"), "public") {
				t.Errorf("%s: %d %v", target, page.status, page.header)
			}
			for _, words := range want {
				if !strings.Contains(page.body, words) {
					t.Errorf("%s: no %q in %s", target, words, page.body)
				}
			}
		}
		found := o.browser().post("/services/search", "q", "первый класс")
		if !strings.Contains(found.body, `href="/schools"`) {
			t.Error("the search does not lead to the places")
		}
		if page := o.browser().get("/schools/999999"); page.status != 404 {
			t.Errorf("an unknown municipality: %d", page.status)
		}
	})
}

func TestTheMapNamesEveryPublicPage(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		o.offers()
		o.enrols()
		b := o.browser()
		page := b.get("/sitemap.xml")
		var set urlSet
		if err := xml.Unmarshal([]byte(page.body), &set); err != nil || page.status != 200 || page.header.Get("Content-Type") != "application/xml; charset=utf-8" {
			t.Fatalf("%d %v, %v", page.status, page.header, err)
		}
		const site = "https://reception.example"
		named := map[string]bool{}
		for _, one := range set.URLs {
			path, ours := strings.CutPrefix(one.Loc, site)
			if !ours || named[path] || strings.HasPrefix(path, "/account") || strings.HasPrefix(path, "/api") || strings.Contains(path, "/apply") {
				t.Errorf("the map names %s", one.Loc)
			}
			named[path] = true
		}
		for _, path := range []string{"/services", "/services/all", "/services/zapis-v-pervyi-klass", "/schools", fmt.Sprintf("/schools/%d", o.body), "/reception", "/reception/minstroy", "/reception/minstroy/answers"} {
			if !named[path] {
				t.Errorf("the map does not name %s", path)
			}
		}
		read := 0
		for path := range named {
			if read++; strings.Count(path, "/") == 2 && strings.HasPrefix(path, "/services/") && read%20 != 0 {
				continue // every twentieth of the catalogue; all others
			}
			if page := b.get(path); page.status != 200 {
				t.Errorf("%s: %d", path, page.status)
			}
		}
		robots := b.get("/robots.txt")
		if robots.status != 200 || !strings.Contains(robots.body, "Disallow: /\n") || !strings.HasSuffix(robots.body, "Sitemap: "+site+"/sitemap.xml\n") {
			t.Errorf("%d %s", robots.status, robots.body)
		}
		if page := b.get("/sitemap.xml?part=2"); page.status != 404 {
			t.Errorf("a part that is not there: %d", page.status)
		}
	})
}

// TestALongMapIsSplit: an index names parts, and the parts together name each page once.
func TestALongMapIsSplit(t *testing.T) {
	var list []address
	for i := range 25 {
		list = append(list, address{Path: fmt.Sprintf("/answers/%d?a=1&b", i)})
	}
	raw, found, err := sitemapOf(list, "https://x.example", "", 10)
	var index siteIndex
	if err != nil || !found || xml.Unmarshal(raw, &index) != nil || len(index.Parts) != 3 || index.Parts[2].Loc != "https://x.example/sitemap.xml?part=3" {
		t.Fatalf("%s, %v", raw, err)
	}
	named := map[string]bool{}
	for n := 1; n <= 3; n++ {
		raw, found, err := sitemapOf(list, "https://x.example", fmt.Sprint(n), 10)
		var set urlSet
		if err != nil || !found || xml.Unmarshal(raw, &set) != nil {
			t.Fatalf("%s, %v", raw, err)
		}
		for _, one := range set.URLs {
			named[one.Loc] = true
		}
	}
	if len(named) != 25 || !named["https://x.example/answers/24?a=1&b"] {
		t.Errorf("%d pages", len(named))
	}
	for _, part := range []string{"0", "4", "x", "1.xml", "01"} {
		if _, found, _ := sitemapOf(list, "", part, 10); found {
			t.Errorf("there is a part %q", part)
		}
	}
}
