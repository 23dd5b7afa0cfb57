package reports

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"veche/internal/appeals"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/org/orgtest"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
	"veche/internal/registry"
)

// citizens write to two bodies.
type citizens struct {
	*Service
	t            *testing.T
	db           *db.DB
	docs         *documents.Service
	laws         *appeals.Service
	clerk, other auth.Actor
	eye, admin   auth.Actor
	journals     map[int64]int64
}

func newCitizens(t *testing.T, d *db.DB) *citizens {
	t.Helper()
	d.SetClock(func() time.Time { return *samara("2026-11-02 12:00") })
	store, err := files.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	town := orgtest.New(t, d)
	body, second := town.Body("Правительство"), town.Body("Минфин")
	unit, away := town.Unit(body, 0, "Аппарат"), town.Unit(second, 0, "Аппарат")
	numbers := registry.New(d, town.Org)
	docs := documents.New(d, store, town.Org, numbers, calendar.Russia())
	laws := appeals.New(d, town.Org, docs, store, calendar.Russia())
	c := &citizens{Service: New(d, town.Org, numbers, calendar.Russia(), laws), t: t, db: d, docs: docs, laws: laws, journals: map[int64]int64{},
		clerk: town.Person(body, unit, "Васильева Ольга Николаевна", "Делопроизводитель", org.Clerk),
		other: town.Person(second, away, "Крюков Пётр Ильич", "Делопроизводитель", org.Clerk),
		eye:   town.Person(body, unit, "Надзоров Пётр Петрович", "Главный советник", org.Overseer),
		admin: town.Person(body, unit, "Ларин Игорь Борисович", "Администратор", org.Administrator, org.ChiefClerk)}
	elsewhere := town.Person(second, away, "Админов Иван Иванович", "Администратор", org.Administrator, org.ChiefClerk)
	for _, who := range []auth.Actor{c.admin, elsewhere} {
		j, err := numbers.SaveJournal(t.Context(), who, registry.Journal{Name: "Обращения", Flow: "appeal", Template: "ОГ-{seq}", Period: "year", Active: true})
		if err != nil {
			t.Fatal(err)
		}
		c.journals[who.BodyID] = j.ID
	}
	return c
}

// wrote is an appeal that came by itself and was registered by the clerk.
func (c *citizens) wrote(clerk auth.Actor, l appeals.Lodged) int64 {
	c.t.Helper()
	l.BodyID, l.Text, l.Subject, l.Channel = clerk.BodyID, "Прошу отремонтировать дорогу.", "О дороге", documents.ByPost
	var d documents.Document
	err := c.db.Tx(context.Background(), auth.System("test"), func(tx *db.Tx) (err error) {
		d, err = c.laws.Lodge(context.Background(), tx, l)
		return err
	})
	if err != nil {
		c.t.Fatal(err)
	}
	card := documents.Description{KindID: d.KindID, Summary: "О дороге", CorrespondentID: d.CorrespondentID, Channel: documents.ByPost, Version: d.Version}
	if _, err := c.docs.Register(context.Background(), clerk, d.ID, documents.RegisterInput{JournalID: c.journals[clerk.BodyID], Card: &card}); err != nil {
		c.t.Fatal(err)
	}
	return d.ID
}

func lodged(kind appeals.Kind, form appeals.Form, origin appeals.Origin, code string) appeals.Lodged {
	return appeals.Lodged{Kind: kind, Form: form, Origin: origin, Authors: []appeals.Author{{Name: "Петрова Мария Ивановна", Address: "г. Воткинск", District: "Воткинск"}},
		Questions: []appeals.QuestionLine{{No: 1, Code: code, Text: "Дорога"}}}
}

func (c *citizens) month() (calendar.Date, calendar.Date) {
	return day("2026-11-01"), day("2026-11-30")
}

func TestEachFigureOpensTheAppealsThatItCounts(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := newCitizens(t, d)
		one := c.wrote(c.clerk, lodged(appeals.Complaint, appeals.Written, appeals.Post, "0003.0009.0099.0737"))
		c.wrote(c.clerk, lodged(appeals.Application, appeals.Electronic, appeals.Website, "0005.0005.0056.1149"))
		c.wrote(c.other, lodged(appeals.Application, appeals.Electronic, appeals.Portal, "0005.0005.0056.1149"))
		if err := c.laws.Conclude(t.Context(), c.clerk, one, 1, appeals.Explained); err != nil {
			t.Fatal(err)
		}
		company := lodged(appeals.Proposal, appeals.Electronic, appeals.Website, "0005.0005.0056.1149")
		company.Authors[0].Name, company.Authors[0].Organisation = "ООО «Родник»", true
		two := c.wrote(c.clerk, company)
		if err := d.Tx(t.Context(), c.clerk, func(tx *db.Tx) error { return c.laws.Rated(t.Context(), tx, two, 2, "Ответ не о том") }); err != nil {
			t.Fatal(err)
		}
		from, to := c.month()
		got, err := c.Appeals(t.Context(), c.eye, from, to, 0)
		if err != nil || got.Total != 4 {
			t.Fatalf("%+v, %v", got, err)
		}
		opened := 0
		for _, g := range got.Groups {
			for _, l := range g.Lines {
				if l.Filter == nil {
					continue
				}
				opened++
				page, err := c.laws.Register(t.Context(), c.eye, filterOf(l.Filter), "", 50)
				if err != nil || len(page.Items) != l.Count {
					t.Errorf("%s %s counts %d and opens %d (%v)", g.Key, l.Key, l.Count, len(page.Items), err)
				}
			}
		}
		for _, want := range []struct {
			group, key string
			count      int
		}{{"author", "organisation", 1}, {"author", "person", 3}, {"rating", "2", 1}} {
			at := slices.IndexFunc(got.Groups, func(g Group) bool { return g.Key == want.group })
			if !slices.ContainsFunc(got.Groups[at].Lines, func(l Count) bool { return l.Key == want.key && l.Count == want.count }) {
				t.Errorf("%s %s: %+v", want.group, want.key, got.Groups[at].Lines)
			}
		}
		if opened < 15 {
			t.Errorf("only %d figures open a list", opened)
		}
		own, err := c.Appeals(t.Context(), c.other, from, to, 0)
		if err != nil || own.Total != 1 || own.BodyID != c.other.BodyID {
			t.Errorf("the other body counts %+v, %v", own.Total, err)
		}
		if _, err := c.Appeals(t.Context(), c.other, from, to, c.clerk.BodyID); !fail.Is(err, "appeal.oversee_denied") {
			t.Errorf("a foreign body is counted: %v", err)
		}
	})
}

// filterOf reads the words of a figure as the address of the register does.
func filterOf(f map[string]string) appeals.RegisterFilter {
	out := appeals.RegisterFilter{View: "all", Kind: appeals.Kind(f["kind"]), Form: appeals.Form(f["form"]), Origin: appeals.Origin(f["origin"]),
		Recurrence: appeals.Recurrence(f["recurrence"]), Mark: f["mark"], Term: f["term"], Ground: appeals.Ground(f["ground"]), Section: f["section"],
		Result: appeals.Result(f["result"]), From: calendar.MustParse(f["from"]), To: calendar.MustParse(f["to"])}
	rating := int64(0)
	for word, to := range map[string]*int64{"body": &out.BodyID, "place": &out.PlaceID, "rating": &rating} {
		for _, r := range f[word] {
			*to = *to*10 + int64(r-'0')
		}
	}
	out.Rating = int(rating)
	return out
}

func TestFiguresStandBesideThoseOfTheYearBefore(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := newCitizens(t, d)
		d.SetClock(func() time.Time { return *samara("2025-11-10 12:00") })
		c.wrote(c.clerk, lodged(appeals.Complaint, appeals.Written, appeals.Post, ""))
		d.SetClock(func() time.Time { return *samara("2026-11-10 12:00") })
		c.wrote(c.clerk, lodged(appeals.Application, appeals.Written, appeals.Post, ""))
		from, to := c.month()
		got, err := c.Appeals(t.Context(), c.clerk, from, to, 0)
		if err != nil || got.Total != 1 || got.Before != 1 {
			t.Errorf("%d now, %d then, %v", got.Total, got.Before, err)
		}
	})
}

func TestTheWorkbookHoldsFiguresAndRegisterWithoutNames(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := newCitizens(t, d)
		c.wrote(c.clerk, lodged(appeals.Complaint, appeals.Written, appeals.Post, "0003.0009.0099.0737"))
		from, to := c.month()
		var file bytes.Buffer
		if err := c.AppealsBook(t.Context(), c.clerk, from, to, 0, &file); err != nil {
			t.Fatal(err)
		}
		book, err := excelize.OpenReader(&file)
		if err != nil {
			t.Fatal(err)
		}
		list, err := book.GetRows("Реестр")
		if err != nil || len(list) != 2 || list[1][1] != "ОГ-1" || list[1][5] != "Жалоба" {
			t.Errorf("%v, %v", list, err)
		}
		if strings.Contains(strings.Join(list[1], " "), "Петрова") {
			t.Error("the author stands in the workbook")
		}
	})
}

func TestTheAccountSaysWhatIsMissing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := newCitizens(t, d)
		bare := lodged(appeals.Complaint, appeals.Electronic, appeals.Website, "")
		bare.Authors[0].Address = ""
		first := c.wrote(c.clerk, bare)
		c.wrote(c.clerk, lodged(appeals.Application, appeals.Written, appeals.Exchange, "0005.0005.0056.1149"))
		if err := c.laws.Conclude(t.Context(), c.clerk, first, 1, appeals.Supported); err != nil {
			t.Fatal(err)
		}
		a, err := c.Account(t.Context(), c.clerk, day("2026-11-15"), 0)
		if err != nil || a.Count != 2 || a.DepartmentID != "" || len(a.Missing) != 1 || strings.Join(a.Missing[0].Lacks, " ") != "address code answer" {
			t.Fatalf("%+v, %v", a, err)
		}
		if err := c.SetDepartment(t.Context(), c.admin, "не GUID"); !fail.Is(err, "reports.guid_wrong") {
			t.Errorf("wrong guid: %v", err)
		}
		if err := c.SetDepartment(t.Context(), c.admin, "0f8fad5b-d9cb-469f-a165-70867728950e"); err != nil {
			t.Fatal(err)
		}
		a, err = c.Account(t.Context(), c.eye, day("2026-11-01"), c.clerk.BodyID)
		if err != nil {
			t.Fatal(err)
		}
		var file bytes.Buffer
		if err := a.WriteXML(&file); err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{`xmlns="urn:veche:sstu:1"`, `departmentId="0f8fad5b-d9cb-469f-a165-70867728950e"`, "<isDirect>false</isDirect>", "<format>Electronic</format>",
			"<status>Supported</status>", "<status>InWork</status>", "<registrationDate>2026-11-02</registrationDate>"} {
			if !strings.Contains(file.String(), want) {
				t.Errorf("no %s in %s", want, file.String())
			}
		}
		if err := a.WriteXLSX(&file); err != nil {
			t.Error(err)
		}
		if _, err := c.Account(t.Context(), c.other, day("2026-11-01"), c.clerk.BodyID); !fail.Is(err, "appeal.oversee_denied") {
			t.Errorf("a foreign account: %v", err)
		}
	})
}

func TestOnlyAnAnswerIsTheAnswerOfTheAccount(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := newCitizens(t, d)
		card := c.wrote(c.clerk, lodged(appeals.Complaint, appeals.Written, appeals.Post, "0005.0005.0056.1149"))
		if err := c.laws.Conclude(t.Context(), c.clerk, card, 1, appeals.Supported); err != nil {
			t.Fatal(err)
		}
		reply := func(number, on string, kind appeals.LetterKind) {
			t.Helper()
			err := d.Tx(t.Context(), auth.System("test"), func(tx *db.Tx) error {
				was, err := c.docs.Get(t.Context(), tx, card)
				if err != nil {
					return err
				}
				letter := documents.Document{BodyID: was.BodyID, Flow: documents.Outgoing, KindID: was.KindID, State: documents.Dispatched, Summary: "Письмо", Number: number, RegisteredOn: day(on),
					InReplyToID: &card, Channel: documents.ByPost, CreatedAt: tx.Now, ChangedAt: tx.Now, Version: 1, Year: 2026}
				id, err := db.Insert(t.Context(), tx, "documents", letter)
				if err != nil {
					return err
				}
				_, err = tx.Exec(t.Context(), "INSERT INTO appeal_letters (document_id, appeal_id, body_id, kind, form, details, created_at) VALUES ($1, $2, $3, $4, '', '{}', $5)",
					id, card, was.BodyID, kind, tx.Now)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		account := func() string {
			t.Helper()
			a, err := c.Account(t.Context(), c.clerk, day("2026-11-01"), 0)
			if err != nil {
				t.Fatal(err)
			}
			var file bytes.Buffer
			if err := a.WriteXML(&file); err != nil {
				t.Fatal(err)
			}
			return file.String()
		}
		reply("И-2", "2026-11-05", appeals.LetterInterim)
		if text := account(); strings.Contains(text, "2026-11-05") {
			t.Errorf("an interim letter is taken for the answer: %s", text)
		}
		reply("И-1", "2026-11-09", appeals.LetterAnswer)
		reply("И-3", "2026-11-12", appeals.LetterExtension)
		if text := account(); !strings.Contains(text, "2026-11-09") || strings.Contains(text, "2026-11-12") {
			t.Errorf("the answer is not the answer: %s", text)
		}
	})
}
