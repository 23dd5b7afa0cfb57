package bench

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"time"

	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/services/catalogue"
)

// form is the form of enrolment: forty fields with conditions, a list and a dictionary. It is published as data, as the
// builder in the browser publishes it; the server compiles it when the first application comes.
//
//go:embed form.json
var form []byte

// schools is how many a region has; places are counted in each of them, by programme.
const schools = 200

func schoolCode(n int) string { return fmt.Sprintf("izh-%03d", n) }

// Ground is what applications are lodged for, and by whom.
type Ground struct {
	ServiceID, VersionID int64
	firstParent          int64 // of parents, one after another
}

// parents is how many people apply: each comes again and again with another child, and seldom enough to be let in.
const parents = 100_000

// applicant is the parent of the n-th application.
func (g Ground) applicant(n int64) int64 { return g.firstParent + n%parents }

// lay makes a body with a published service in a migrated database. Opens is when the door opens, in the zone; "" was yesterday.
func lay(ctx context.Context, d *db.DB, opens string) (g Ground, err error) {
	if opens == "" {
		opens = time.Now().Add(-24 * time.Hour).Format("2006-01-02T15:04")
	}
	published, err := withSchools()
	if err != nil {
		return g, err
	}
	passport := catalogue.Passport{Name: "Зачисление в школу", ShortName: "Запись в первый класс", Level: catalogue.Municipal,
		Order: &catalogue.Order{Opens: opens, Zone: zone, Subject: []string{"child.snils", "schools.0"}, Place: []string{"schools.0", "programme"}}}
	err = d.Tx(ctx, auth.System("bench"), func(tx *db.Tx) error {
		body, err := db.Insert(ctx, tx, "bodies", org.Body{Name: "Управление образования", ShortName: "Управление образования", Zone: zone, Active: true, Version: 1})
		if err != nil {
			return err
		}
		if g.ServiceID, err = db.Insert(ctx, tx, "services", catalogue.Entry{BodyID: body, Code: "bench", Slug: "bench", Name: passport.Name,
			ShortName: passport.ShortName, Category: "education", Active: true, CreatedAt: tx.Now}); err != nil {
			return err
		}
		g.VersionID, err = db.Insert(ctx, tx, "service_versions", catalogue.Version{ServiceID: g.ServiceID, Number: 1, From: calendar.DateOf(tx.Now.Add(-24*time.Hour), time.UTC),
			PublishedAt: tx.Now, PublishedBy: "veche bench", Passport: db.JSON[catalogue.Passport]{V: passport}, Form: string(published)})
		if err != nil {
			return err
		}
		g.firstParent, err = people(ctx, tx)
		return err
	})
	return g, err
}

// people are the parents; the number of the first is returned.
func people(ctx context.Context, tx *db.Tx) (int64, error) {
	words, kinds, moments := make([]string, parents), make([]string, parents), make([]time.Time, parents)
	for n := range words {
		words[n], kinds[n], moments[n] = fmt.Sprintf("родитель %d", n), "person", tx.Now
	}
	before, err := db.One[int64](ctx, tx, "SELECT coalesce(max(id), 0) FROM applicants")
	if err != nil {
		return 0, err
	}
	if err := db.InsertMany(ctx, tx, "applicants", db.Column{Name: "kind", Values: kinds},
		db.Column{Name: "surname", Values: words}, db.Column{Name: "name_fold", Values: words},
		db.Column{Name: "created_at", Values: moments}, db.Column{Name: "changed_at", Values: moments}); err != nil {
		return 0, err
	}
	return db.One[int64](ctx, tx, "SELECT min(id) FROM applicants WHERE id > $1", before)
}

const zone = "Europe/Samara"

// withSchools is the form with the dictionary of this region.
func withSchools() ([]byte, error) {
	var whole map[string]json.RawMessage
	if err := json.Unmarshal(form, &whole); err != nil {
		return nil, err
	}
	type entry struct {
		Code  string `json:"code"`
		Title string `json:"title"`
	}
	list := make([]entry, schools)
	for n := range list {
		list[n] = entry{schoolCode(n), fmt.Sprintf("Школа № %d", n+1)}
	}
	var err error
	if whole["dictionaries"], err = json.Marshal(map[string]any{"schools": list}); err != nil {
		return nil, err
	}
	return json.Marshal(whole)
}
