package portal

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/services/catalogue"
	"veche/internal/services/catalogue/starter"
)

// offers fills the catalogue of the body with services whose forms follow their passports.
func (o *town) offers() {
	o.t.Helper()
	list, err := starter.Services()
	o.ok(err)
	for i := range list {
		list[i].Form = ""
	}
	o.settles(list)
}

// settles publishes services in the name of the body.
func (o *town) settles(list []starter.Service) {
	o.t.Helper()
	o.ok(o.db.Tx(o.t.Context(), auth.System("test"), func(tx *db.Tx) error {
		for _, one := range list {
			p := one.Passport
			e := catalogue.Entry{BodyID: o.body, Code: one.Code, Slug: one.Slug, Name: p.Name, ShortName: p.ShortName, Category: p.Category, Active: true}
			if _, err := o.s.Catalogue.Settle(o.t.Context(), tx, e, p, one.Form, calendar.MustParse("2026-01-12")); err != nil {
				return fmt.Errorf("%s: %w", one.Slug, err)
			}
		}
		return nil
	}))
}

func TestPagesOfServices(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		if page := o.browser().get("/services"); page.status != 200 || !strings.Contains(page.body, "Каталог пока пуст") {
			t.Errorf("an empty catalogue: %d", page.status)
		}
		o.offers()
		for target, want := range map[string][]string{
			"/services":                         {"Найти услугу", "Рождение ребёнка", "Запись в первый класс", "233 услуги одним списком"},
			"/services/all?category=nature":     {"Природа и охота", "Охотничий билет", "/services/okhotnichii-bilet"},
			"/services/all?situation=loss":      {"Утрата близкого", "Пособие на погребение"},
			"/services/all":                     {"Порубочный билет"},
			"/services/search":                  {`action="/services/search" method="post"`, "Рождение ребёнка"},
			"/services/search?q=садик":          {"Что случилось в жизни"},
			"/services/zapis-v-pervyi-klass":    {"Приём откроется 1 апреля 2027", "в 15:00", `data-opens="2027-04-01T11:00:00Z"`, "Заполнить заранее", "В школе нет свободных мест", "/services/zapis-v-pervyi-klass/apply"},
			"/services/ochered-na-zhile":        {"Получить услугу", "от 10 до 25 рабочих дней", "Запросим сами", "Жилищный кодекс, ст. 53"},
			"/services/apostil-na-diplom":       {"2500 ₽"},
			"/services/pereplanirovka-kvartiry": {"Помещение по договору социального найма", "Согласие в письменной форме всех членов семьи", "зависит от случая", "Жалобу рассмотрят за 15 рабочих дней"},
		} {
			page := o.browser().get(target)
			helped := strings.Contains(page.body, "data-search") || strings.Contains(page.body, "data-opens") // the countdown to a reception
			if page.status != 200 || page.header.Get("ETag") == "" || strings.Contains(page.header.Get("Content-Security-Policy"), "script-src") != helped {
				t.Errorf("%s: %d %v", target, page.status, page.header)
			}
			for _, words := range want {
				if !strings.Contains(page.body, words) {
					t.Errorf("%s: no %q", target, words)
				}
			}
		}
		for _, target := range []string{"/services/net-takoi", "/services/all?category=moon"} {
			if page := o.browser().get(target); page.status != 404 {
				t.Errorf("%s: %d", target, page.status)
			}
		}
	})
}

func TestWhatIsLookedForIsPosted(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		o.offers()
		b := o.browser()
		for typed, want := range map[string][]string{
			"садик":            {"Детский сад", `value="садик"`},
			"рождение ребёнка": {"/services/all?situation=birth"},
			"перепланеровка":   {"показываем «перепланировка»", "Перепланировка квартиры"},
			"абракадабра":      {"Ничего не нашлось", "Рождение ребёнка", "/reception"},
			"<script>":         {"&lt;script&gt;"},
		} {
			page := b.post("/services/search", "q", typed)
			if page.status != 200 || page.header.Get("Cache-Control") != "private, max-age=300" || !strings.Contains(page.body, "<title>Поиск услуг") {
				t.Errorf("%s: %d %v", typed, page.status, page.header)
			}
			for _, words := range want {
				if !strings.Contains(page.body, words) {
					t.Errorf("%s: no %q", typed, words)
				}
			}
		}
		if a := b.post("/services/search", "q", "справка", "piece", "few"); strings.Count(a.body, "<li>") != fewFound || strings.Contains(a.body, "<html") || !strings.Contains(a.body, "чтобы увидеть все") {
			t.Error("the offer while somebody types", a)
		}
		if a := b.get("/services/search?q=" + url.QueryEscape("садик")); strings.Contains(a.body, "садик\"") || strings.Contains(a.body, "Детский сад") {
			t.Error("the address was read", a)
		}
	})
}

func TestSearchEnginesAreToldWhatAPageIs(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		o.offers()
		page := o.browser().get("/services/spravka-o-brake").body
		if !strings.Contains(page, `<meta name="description" content="`) || !strings.Contains(page, `<meta property="og:title" content="Справка о браке">`) || strings.Contains(page, "noindex") {
			t.Error("a public page does not say what it is")
		}
		for _, own := range []string{o.as("anna").get("/account").body, o.browser().get("/account/sign-in").body} {
			if !strings.Contains(own, `content="noindex"`) || strings.Contains(own, "og:title") {
				t.Error("a page of the account may be found by a search engine")
			}
		}
	})
}

func TestAPageThatHasNotChangedIsNotSentAgain(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		o.offers()
		b := o.browser()
		first := b.get("/services/spravka-o-brake")
		again := b.do("GET", "/services/spravka-o-brake", nil, map[string]string{"If-None-Match": first.header.Get("ETag")})
		if again.status != 304 || again.body != "" {
			t.Errorf("%d, %d bytes", again.status, len(again.body))
		}
		e, err := o.s.Catalogue.EntryBySlug(t.Context(), d, "spravka-o-brake")
		o.ok(err)
		o.ok(o.s.Catalogue.Flush(t.Context()))
		if n, err := db.One[int64](t.Context(), d, "SELECT amount FROM service_visits WHERE service_id = $1 AND milestone = 'visited'", e.ID); err != nil || n != 2 {
			t.Errorf("%d visits are counted: %v", n, err)
		}
		o.now = time.Date(2027, 4, 1, 11, 0, 0, 0, time.UTC)
		if page := b.get("/services/zapis-v-pervyi-klass"); strings.Contains(page.body, "Приём откроется") || !strings.Contains(page.body, "Получить услугу") {
			t.Error("the page does not say that the door is open")
		}
	})
}

func TestLettersStandApartForThoseWhoAskForIt(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		b := o.browser()
		b.post("/reception/view", "size", "l", "theme", "contrast", "spacing", "wide", "pictures", "plain", "next", "/services/all?situation=birth")
		if page := b.get("/services"); !strings.Contains(page.body, `data-theme="contrast" data-size="l" data-spacing="wide" data-pictures="none"`) {
			t.Error(page.body[:200])
		}
		page := b.get("/reception/view").body
		for _, chosen := range []string{`value="l" checked`, `value="contrast" checked`, `value="wide" checked`, `value="plain" checked`} {
			if !strings.Contains(page, chosen) {
				t.Error("the choice is not shown again", chosen)
			}
		}
		for from, back := range map[string]string{"/services/all?situation=birth": "/services/all?situation=birth", "/account": "/account", "": "/services", "//example.org": "/account"} {
			if a := b.post("/reception/view", "size", "l", "next", from); a.location != back {
				t.Errorf("who came from %q is brought back to %q", from, a.location)
			}
		}
	})
}

// What is the same for everybody may be kept by caches on the way; nothing of the account ever is, whatever it answers.
func TestNothingOfTheAccountIsKeptByCaches(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		o.offersAsTheyAre()
		stranger, anna := o.browser(), o.as("anna")
		for _, path := range []string{"/services", "/services/all", "/services/all?situation=birth", "/services/search", "/services/spravka-o-brake", "/reception"} {
			a := anna.get(path)
			if a.header.Get("Cache-Control") != "public, max-age=60" || a.header.Get("Vary") != "Cookie, Accept-Encoding" || a.header.Get("Set-Cookie") != "" || a.body != stranger.get(path).body {
				t.Errorf("%s is not the same for everybody: %v", path, a.header)
			}
			if strings.Contains(a.body, "Мельникова") {
				t.Error(path, "names who looks")
			}
		}
		form := anna.apply("spravka-o-brake")
		for _, path := range []string{"/account", form, form + "/draft", "/account/applications/1", "/account/applications/1/receipt", "/account/nowhere", "/services/spravka-o-brake/apply",
			"/services/net-takoi", "/reception/view", "/account/sign-in"} {
			for _, who := range []*browser{anna, stranger} {
				if a := who.get(path); a.header.Get("Cache-Control") != "no-store" || a.header.Get("ETag") != "" {
					t.Errorf("%s: %d %v", path, a.status, a.header)
				}
			}
		}
	})
}
