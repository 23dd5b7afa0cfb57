package portal

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/services"
	"veche/internal/services/catalogue"
	"veche/internal/services/catalogue/starter"
	"veche/internal/services/form/formtest"
	"veche/internal/services/intake"
)

// TestEachServiceCanBeAppliedFor opens the form of every service of the catalogue as a signed-in citizen, fills it in by its
// own schema, sends it through the door of the intake, and finds the application with its number.
func TestEachServiceCanBeAppliedFor(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		o.services()
		list := o.offersAsTheyAre()
		if len(list) < 233 {
			t.Fatalf("only %d services", len(list))
		}
		person := o.as("anna")
		reads := o.reads(func() { person.get("/account") })
		sent := make([]intake.Receipt, len(list))
		ways := make([]services.Way, len(list))
		for turn, one := range list {
			sent[turn], ways[turn] = person.appliesFor(one.Slug, turn)
		}
		o.ok(o.s.Services.ReceiveAll(t.Context()))
		represented := 0
		for n, r := range sent {
			a, err := o.s.Services.ByOrder(t.Context(), d, r.ServiceID, r.Year, r.Sequence)
			if err != nil || a.Number != r.Number || a.State != services.Received {
				t.Errorf("%s: receipt %s, application %q is %s: %v", list[n].Slug, r.Number, a.Number, a.State, err)
			}
			if a.Way != ways[n] {
				t.Errorf("%s: the result is wanted by %s and would go by %s", list[n].Slug, ways[n], a.Way)
			}
			if _, named := a.Answer(catalogue.RepresentativeAnswer); named {
				represented++
				if who := a.Representative.V; who.FullName() == "" || who.Basis == "" {
					t.Errorf("%s: the office does not know the representative: %+v", list[n].Slug, who)
				}
			}
		}
		if represented == 0 {
			t.Error("nobody acts for another")
		}
		o.accountCostsTheSame(person, reads, sent)
	})
}

// accountCostsTheSame tells that the list of a citizen with hundreds of applications, and some drafts and appeals, is read
// with as many statements as that of a newcomer; the two that a newcomer does not need are the list itself and the views of
// what he has written.
func (o *town) accountCostsTheSame(person *browser, before int, sent []intake.Receipt) {
	o.t.Helper()
	for _, slug := range []string{"detskii-sad", "okhotnichii-bilet", "spravka-o-brake"} {
		person.apply(slug)
	}
	person.lodge()
	one := o.reads(func() { person.get("/account") })
	for range 3 {
		person.lodge()
	}
	var page answer
	if many := o.reads(func() { page = person.get("/account") }); many != one || one > before+8 {
		o.t.Errorf("the account reads %d statements for a newcomer, %d for one appeal, %d for four", before, one, many)
	}
	if last := sent[len(sent)-1].Number; !strings.Contains(page.body, last) || strings.Count(page.body, "/account/applications/") != mostShown {
		o.t.Errorf("the list does not show the newest %d applications", mostShown)
	}
}

// reads counts the statements that are read outside transactions while something is done.
func (o *town) reads(act func()) (n int) {
	o.db.WatchReads(func(string) { n++ })
	defer o.db.WatchReads(nil)
	act()
	return n
}

// services puts the offices behind the door and the door itself into the town.
func (o *town) services() {
	o.t.Helper()
	s := o.s
	s.Services = services.New(o.db, services.Subjects{Org: s.Org, Documents: o.docs, Signing: s.Signing, Files: s.Files, Calendar: calendar.Russia(),
		Catalogue: s.Catalogue, Intake: s.Intake, Drafts: s.Begun, Send: func(context.Context, string, string, string) error { return nil }})
	s.Intake.Begun(s.Begun)
	o.provider.who["anna"] = Identity{Subject: "1", Surname: "Мельникова", Name: "Анна", Patronymic: "Сергеевна", Email: "anna@example.org", SNILS: "11223344595"}
}

// offersAsTheyAre fills the catalogue with services and their own forms. Queues that open later are open already.
func (o *town) offersAsTheyAre() []starter.Service {
	o.t.Helper()
	list, err := starter.Services()
	o.ok(err)
	for _, one := range list {
		if one.Passport.Order != nil {
			one.Passport.Order.Opens = "2026-10-01T09:00"
		}
	}
	o.settles(list)
	return list
}

var stateOfPage = regexp.MustCompile(`(?s)<script type="application/json" id="wizard-state">(.*?)</script>`)

// appliesFor goes the whole way of a citizen, from the button of the service to the receipt, and tells how he wants the
// result.
func (b *browser) appliesFor(slug string, turn int) (r intake.Receipt, way services.Way) {
	b.o.t.Helper()
	// A person is no flood: he takes his time, and does not sit in one place all day.
	b.o.now = b.o.now.Add(5 * time.Second)
	b.address = fmt.Sprintf("10.0.1.%d:1", turn%250)
	path := b.apply(slug)
	found := stateOfPage.FindStringSubmatch(b.get(path).body)
	if found == nil {
		b.o.t.Fatalf("%s: the page of the form has no form", slug)
	}
	var state wizardState
	b.o.ok(json.Unmarshal([]byte(found[1]), &state))
	person := formtest.Filling{Today: state.Today, Turn: turn, Upload: func() string { return b.uploads(path) }}
	answers := json.RawMessage(person.Answers(b.o.t, string(state.Form)))

	checked := b.send(path+"/check", map[string]any{"answers": answers})
	var verdict checkedState
	b.o.ok(json.Unmarshal([]byte(checked.body), &verdict))
	if checked.status != 200 || len(verdict.Problems) > 0 || verdict.Pass == "" {
		b.o.t.Fatalf("%s: %d %s", slug, checked.status, checked.body)
	}
	lodged := b.do("POST", "/api/intake", strings.NewReader(string(answers)), map[string]string{"Content-Type": "application/json", "Authorization": "Pass " + verdict.Pass})
	if lodged.status != 200 {
		b.o.t.Fatalf("%s: %d %s", slug, lodged.status, lodged.body)
	}
	b.o.ok(json.Unmarshal([]byte(lodged.body), &r))
	if page := b.get(path); !strings.Contains(page.body, r.Number) {
		b.o.t.Errorf("%s: the page does not tell the number %s", slug, r.Number)
	}
	var wish struct {
		Way services.Way `json:"result_way"`
	}
	b.o.ok(json.Unmarshal(answers, &wish))
	if wish.Way == "" {
		wish.Way = services.ToAccount
	}
	return r, wish.Way
}

func (b *browser) uploads(path string) string {
	b.o.t.Helper()
	a := b.upload(path+"/files", "Документ.txt", strings.NewReader("документ"))
	var file fileState
	b.o.ok(json.Unmarshal([]byte(a.body), &file))
	if a.status != 200 {
		b.o.t.Fatal(a)
	}
	return file.Code
}
