package catalogue_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"veche/internal/org"
	"veche/internal/org/orgtest"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/services/catalogue"
	"veche/internal/services/catalogue/starter"
)

// office is a body with its administrator of services, and another one beside it.
type office struct {
	*catalogue.Service
	t              *testing.T
	d              *db.DB
	editor, second auth.Actor
	clerk, foreign auth.Actor
}

func newOffice(t *testing.T, d *db.DB) *office {
	town := orgtest.New(t, d)
	body, other := town.Body("Город"), town.Body("Другой город")
	unit, far := town.Unit(body, 0, "Отдел"), town.Unit(other, 0, "Отдел")
	o := &office{Service: catalogue.New(d, org.New(d, nil)), t: t, d: d}
	o.editor = town.Person(body, unit, "Котов Роман Эдуардович", "Специалист", org.ServiceAdministrator)
	o.second = town.Person(body, unit, "Белова Тамара Павловна", "Специалист", org.ServiceAdministrator)
	o.clerk = town.Person(body, unit, "Егорова Людмила Васильевна", "Делопроизводитель", org.Clerk)
	o.foreign = town.Person(other, far, "Гусев Илья Фёдорович", "Специалист", org.ServiceAdministrator)
	o.at("2026-11-16T10:00")
	return o
}

func (o *office) at(local string) {
	moment, err := time.Parse("2006-01-02T15:04", local)
	if err != nil {
		o.t.Fatal(err)
	}
	o.d.SetClock(func() time.Time { return moment })
}

func (o *office) ok(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) refused(code string, err error) {
	o.t.Helper()
	if !fail.Is(err, code) {
		o.t.Errorf("%v where %s is expected", err, code)
	}
}

// published makes a service with its first version in force.
func (o *office) published(slug string) int64 {
	o.t.Helper()
	e, err := o.Create(o.t.Context(), o.editor, catalogue.NewService{Code: slug, Slug: slug, ShortName: "Услуга", Category: "housing"})
	o.ok(err)
	o.ok(o.SaveDraft(o.t.Context(), o.editor, e.ID, catalogue.DraftInput{Passport: passport(o.t, replanning), Version: 1}))
	_, err = o.Publish(o.t.Context(), o.editor, e.ID, catalogue.Publication{From: calendar.MustParse("2026-11-16"), Version: 2})
	o.ok(err)
	return e.ID
}

func (o *office) card(id int64) catalogue.Card {
	o.t.Helper()
	c, err := o.Get(o.t.Context(), o.editor, id)
	o.ok(err)
	return c
}

func TestAVersionComesIntoForceOnItsDayAndAnApplicationKeepsItsOwn(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		id := o.published("pereplanirovka")
		first, err := o.Published(t.Context(), d, id, d.Now())
		o.ok(err)
		o.ok(o.Begin(t.Context(), o.editor, id, 1))
		p := o.card(id).Passport
		p.Terms[1].Amount, p.ShortName = 18, "Перепланировка и переустройство"
		o.ok(o.SaveDraft(t.Context(), o.editor, id, catalogue.DraftInput{Passport: p, Version: 1}))
		if c := o.card(id); len(c.Changes) != 2 || !strings.Contains(c.Changes[1].Text, "20 → 18 рабочих дней") {
			t.Errorf("the difference before publication: %+v", c.Changes)
		}
		_, err = o.Publish(t.Context(), o.editor, id, catalogue.Publication{From: calendar.MustParse("2026-12-01"), Version: 2})
		o.ok(err)
		if v, _ := o.Published(t.Context(), d, id, d.Now()); v.ID != first.ID {
			t.Error("a version is in force before its day")
		}
		o.at("2026-11-30T20:30") // 1 December in Samara
		v, err := o.Published(t.Context(), d, id, d.Now())
		o.ok(err)
		if v.Number != 2 {
			t.Error("the day is not counted in the zone of the body")
		}
		pinned, err := o.VersionByID(t.Context(), d, first.ID)
		o.ok(err)
		if term, _ := pinned.Passport.V.TermOf(catalogue.TermTotal, "owner"); term.Amount != 20 {
			t.Error("the pinned version changed")
		}
		o.ok(o.Rename(t.Context()))
		if e, _ := o.EntryByID(t.Context(), d, id); e.ShortName != p.ShortName {
			t.Error("the service keeps its old name:", e.ShortName)
		}
	})
}

func TestAPublishedVersionCannotBeChangedEvenInTheDatabase(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		id := o.published("pereplanirovka")
		for _, statement := range []string{"UPDATE service_versions SET form = '{}' WHERE service_id = $1", "DELETE FROM service_versions WHERE service_id = $1"} {
			err := d.Tx(t.Context(), o.editor, func(tx *db.Tx) error { _, err := tx.Exec(t.Context(), statement, id); return err })
			if err == nil || !strings.Contains(err.Error(), "append-only") {
				t.Errorf("%s: %v", statement, err)
			}
		}
	})
}

func TestOfTwoEditorsTheSlowerOneIsTold(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		id := o.published("pereplanirovka")
		o.ok(o.Begin(t.Context(), o.editor, id, 1))
		o.refused("service.has_draft", o.Begin(t.Context(), o.second, id, 1))
		p := o.card(id).Passport
		failed := make([]error, 2)
		var both sync.WaitGroup
		for i, by := range []auth.Actor{o.editor, o.second} {
			both.Go(func() {
				failed[i] = o.SaveDraft(t.Context(), by, id, catalogue.DraftInput{Passport: p, Version: 1})
			})
		}
		both.Wait()
		if (failed[0] == nil) == (failed[1] == nil) {
			t.Fatal(failed)
		}
		for _, err := range failed {
			if err != nil {
				o.refused("service.stale", err)
			}
		}
		_, err := o.Publish(t.Context(), o.editor, id, catalogue.Publication{From: calendar.MustParse("2026-11-16"), Version: 1})
		o.refused("service.stale", err)
		o.refused("service.stale", o.Discard(t.Context(), o.editor, id, 1))
		o.ok(o.Discard(t.Context(), o.editor, id, 2))
	})
}

func TestAnOldVersionIsTakenAsANewDraft(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		id := o.published("pereplanirovka")
		o.ok(o.Begin(t.Context(), o.editor, id, 1))
		p := o.card(id).Passport
		p.Summary = "Иначе."
		o.ok(o.SaveDraft(t.Context(), o.editor, id, catalogue.DraftInput{Passport: p, Version: 1}))
		_, err := o.Publish(t.Context(), o.editor, id, catalogue.Publication{From: calendar.MustParse("2026-11-16"), Version: 2})
		o.ok(err)
		o.ok(o.Begin(t.Context(), o.editor, id, 1))
		c := o.card(id)
		if c.Draft.BasedOn != 1 || c.Passport.Summary == "Иначе." || len(c.Changes) != 1 {
			t.Errorf("the draft: %+v %q %v", c.Draft, c.Passport.Summary, c.Changes)
		}
		read, err := o.Read(t.Context(), o.editor, id, 2)
		o.ok(err)
		if len(read.Changes) != 1 || !strings.Contains(read.Changes[0].Text, "→ Иначе.") || len(read.Lines) < 40 {
			t.Errorf("the history of version 2: %v", read.Changes)
		}
	})
}

func TestWhoMayNotKeepTheCatalogue(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		id := o.published("pereplanirovka")
		_, err := o.List(t.Context(), o.clerk)
		o.refused("service.denied", err)
		o.refused("service.denied", o.Begin(t.Context(), o.clerk, id, 1))
		o.refused("service.absent", o.Begin(t.Context(), o.foreign, id, 1))
		_, err = o.Get(t.Context(), o.foreign, id)
		o.refused("service.absent", err)
		if rows, _ := o.List(t.Context(), o.foreign); len(rows) != 0 {
			t.Error("another body's services are listed")
		}
	})
}

func TestWhatIsNotReadyIsNotPublished(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		e, err := o.Create(t.Context(), o.editor, catalogue.NewService{Code: "1", Slug: "novaia", ShortName: "Новая", Category: "housing"})
		o.ok(err)
		_, err = o.Publish(t.Context(), o.editor, e.ID, catalogue.Publication{From: calendar.MustParse("2026-11-16"), Version: 1})
		o.refused("service.passport_wrong", err)
		o.refused("service.stale", o.Discard(t.Context(), o.editor, e.ID, 1)) // it was never published: there is nothing else
		_, err = o.Published(t.Context(), d, e.ID, d.Now())
		o.refused("service.unpublished", err)
		p := passport(t, replanning)
		p.Questions[0].Path = "kem"
		for i, r := range p.Rules {
			for k := range r.When {
				if p.Rules[i].When[k].Path == "ownership" {
					p.Rules[i].When[k].Path = "kem"
				}
			}
		}
		other := catalogue.FormOf(passport(t, replanning))
		o.ok(o.SaveDraft(t.Context(), o.editor, e.ID, catalogue.DraftInput{Passport: p, Form: &other, Version: 1}))
		if c := o.card(e.ID); len(c.Problems) != 1 || c.Problems[0].Section != catalogue.SectionForm {
			t.Errorf("a form that does not ask what the table needs: %v", c.Problems)
		}
		_, err = o.Publish(t.Context(), o.editor, e.ID, catalogue.Publication{From: calendar.MustParse("2026-11-15"), Version: 2})
		o.refused("service.fields_wrong", err)
		for _, taken := range []catalogue.NewService{
			{Code: "1", Slug: "drugaia", ShortName: "Новая", Category: "housing"}, {Code: "2", Slug: "novaia", ShortName: "Новая", Category: "housing"},
			{Code: "3", Slug: "search", ShortName: "Новая", Category: "housing"}, {Code: "4", Slug: "Не так", ShortName: "Новая", Category: "housing"},
		} {
			_, err := o.Create(t.Context(), o.editor, taken)
			o.refused("service.fields_wrong", err)
		}
	})
}

func TestServicesAreFoundByWordsOfLife(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		o.settle()
		for typed, want := range map[string]string{
			"запись ребенка в первый класс": "Запись в первый класс", "садик": "Детский сад", "снести стену": "Перепланировка квартиры",
			"многодетные": "Многодетная семья", "такс": "Разрешение на такси", "спилить дерево": "Порубочный билет", "похороны": "Пособие на погребение",
			"справку о браке": "Справка о браке", "едк": "Компенсация за ЖКУ льготникам", "охотничьего билета": "Охотничий билет",
		} {
			found, err := o.Search(t.Context(), typed)
			o.ok(err)
			if list := found.Services; len(list) == 0 || found.Read != "" || !among(list[:min(3, len(list))], want) {
				t.Errorf("%q: %v", typed, found)
			}
		}
		if found, _ := o.Search(t.Context(), "абракадабра"); len(found.Services) != 0 {
			t.Errorf("nonsense: %v", names(found.Services))
		}
	})
}

func TestMistypedWordsAreUnderstood(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		o.settle()
		for typed, want := range map[string][2]string{
			"перепланеровка":      {"перепланировка", "Перепланировка квартиры"},
			"многодетнаяя семья":  {"многодетная семья", "Многодетная семья"},
			"перепланеров":        {"перепланировку", "Перепланировка квартиры"},
			"акхивная справка":    {"архивная справка", "Архивная справка"},
			"охотничий биллет":    {"охотничий билет", "Охотничий билет"},
			"j[jnybxbq ,bktn":     {"охотничий билет", "Охотничий билет"},
			"gthtgkfybhjdrf":      {"перепланировка", "Перепланировка квартиры"},
			"перепланировка йцук": {"", "Перепланировка квартиры"},
		} {
			found, err := o.Search(t.Context(), typed)
			o.ok(err)
			list := found.Services
			if found.Read != want[0] || want[1] != "" && (len(list) == 0 || !among(list[:min(3, len(list))], want[1])) {
				t.Errorf("%q was read %q: %v", typed, found.Read, names(list))
			}
		}
		if found, _ := o.Search(t.Context(), "рождение ребенка"); len(found.Situations) != 1 || found.Situations[0].Code != "birth" {
			t.Error("a turn of life is not found by its name", found.Situations)
		}
	})
}

func TestTheCatalogueShowsAPublicationAtOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		node := catalogue.New(d, org.New(d, nil)) // another one on the same database
		if list, err := node.Public(t.Context()); err != nil || len(list) != 0 {
			t.Fatal(list, err)
		}
		id := o.published("pereplanirovka")
		if list, _ := node.Public(t.Context()); len(list) != 1 {
			t.Error("another node does not show the new service")
		}
		o.ok(o.SetActive(t.Context(), o.editor, id, false))
		if list, _ := node.Public(t.Context()); len(list) != 0 {
			t.Error("a closed service is offered")
		}
	})
}

func TestVisitsAreCountedByAllNodesTogether(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		id := o.published("pereplanirovka")
		node := catalogue.New(d, org.New(d, nil))
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				for range 500 {
					o.Count(id, catalogue.Visited, 1)
					node.Count(id, catalogue.Visited, 1)
				}
				o.ok(o.Flush(t.Context()))
				o.ok(node.Flush(t.Context()))
			})
		}
		all.Wait()
		o.at("2025-11-16T09:00")
		o.Count(id, catalogue.Sent, 3)
		o.ok(o.Flush(t.Context()))
		a, err := o.Attendance(t.Context(), o.editor, id, calendar.MustParse("2026-11-10"), calendar.MustParse("2026-11-20"))
		o.ok(err)
		if a.Total.Visited != 8000 || a.Hours[14].Visited != 8000 || a.Ago.Sent != 3 || len(a.Days) != 11 || a.Days[6].Ago.Sent != 3 {
			t.Errorf("%+v %+v", a.Total, a.Days[6])
		}
		_, err = o.Attendance(t.Context(), o.clerk, id, calendar.MustParse("2026-11-10"), calendar.MustParse("2026-11-20"))
		o.refused("service.denied", err)
	})
}

// settle fills the catalogue.
func (o *office) settle() {
	o.t.Helper()
	list, err := starter.Services()
	o.ok(err)
	o.ok(o.d.Tx(o.t.Context(), auth.System("test"), func(tx *db.Tx) error {
		for _, one := range list {
			e := catalogue.Entry{BodyID: o.editor.BodyID, Code: one.Code, Slug: one.Slug, Name: one.Passport.Name, ShortName: one.Passport.ShortName, Category: one.Passport.Category, Active: true}
			if _, err := o.Settle(o.t.Context(), tx, e, one.Passport, "", calendar.MustParse("2026-01-12")); err != nil {
				return err
			}
		}
		return nil
	}))
}

func names(list []catalogue.Listing) (names []string) {
	for _, l := range list {
		names = append(names, l.Passport.ShortName)
	}
	return names
}

func among(list []catalogue.Listing, name string) bool {
	for _, l := range list {
		if l.Passport.ShortName == name {
			return true
		}
	}
	return false
}
