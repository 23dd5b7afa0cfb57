package app_test

import (
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"veche/internal/app"
	"veche/internal/appeals"
	"veche/internal/assignments"
	"veche/internal/dispatch"
	"veche/internal/documents"
	"veche/internal/platform/api"
	"veche/internal/platform/config"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/portal"
	"veche/internal/registry"
)

// citizen is a browser on the pages of the reception.
type citizen struct {
	*testing.T
	site   string
	client *http.Client
}

func (c *citizen) page(r *http.Response, err error) (where, text string) {
	c.Helper()
	if err != nil {
		c.Fatal(err)
	}
	defer r.Body.Close()
	raw, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != 200 {
		c.Fatal(r.StatusCode, err, string(raw))
	}
	return r.Request.URL.Path, string(raw)
}

func (c *citizen) get(path string) (where, text string) {
	c.Helper()
	return c.page(c.client.Get(c.site + path))
}

func (c *citizen) post(path string, fields url.Values) (where, text string) {
	c.Helper()
	return c.page(c.client.PostForm(c.site+path, fields))
}

// follow presses the link of this pattern.
func (c *citizen) follow(text, pattern string) (where, next string) {
	c.Helper()
	found := regexp.MustCompile(pattern).FindString(text)
	if found == "" {
		c.Fatal("no link", pattern, text)
	}
	return c.get(html.UnescapeString(found))
}

// TestAnAnswerComesIntoTheAccount is the whole circle: ESIA, the form, the office, the signed answer, the mark.
func TestAnAnswerComesIntoTheAccount(t *testing.T) {
	for name, database := range map[string]func(*testing.T) string{
		"sqlite": func(*testing.T) string { return "" }, "postgres": func(t *testing.T) string { return dbtest.PostgresURL(t) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := config.Config{Data: t.TempDir(), Database: database(t), Listen: "127.0.0.1:0", Session: 8 * time.Hour, Idle: time.Hour, Demo: true}
			a, err := app.New(t.Context(), c, app.LogTo(faults{t}), app.WeakPasswords())
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { a.Close() })
			answerIntoAccount(t, newRegion(t, a))
		})
	}
}

func answerIntoAccount(t *testing.T, r *region) {
	server := httptest.NewServer(r.app.Handler())
	defer server.Close()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := &citizen{t, server.URL, &http.Client{Jar: jar}}
	var journal int64
	r.tx(func(tx *db.Tx) error {
		page := portal.Page{BodyID: r.ministry, Slug: "minstroy", Published: true, Version: 1,
			Officials: db.JSON[[]portal.Official]{V: []portal.Official{{Name: "Сурнин Денис Николаевич", Post: "министр"}}}}
		if _, err := db.Insert(t.Context(), tx, "reception_pages", page); err != nil {
			return err
		}
		journal, err = db.Insert(t.Context(), tx, "journals", registry.Journal{BodyID: r.ministry, Flow: "appeal", Name: "Обращения", Template: "ОГ-{seq}", Period: "year", Active: true, Version: 1})
		return err
	})
	own := c.writes(r.ministry)
	letter := r.takenUp(c, own, journal)

	r.considered(letter)
	answer := r.answersAppeal(letter)
	r.approvedAndSigned(answer)
	ok[documents.Done](r, r.clerk, "POST", at(answer, "register"), documents.RegisterInput{JournalID: r.outgoing})
	r.work()
	list := ok[api.List[dispatch.Delivery]](r, r.clerk, "GET", at(answer, "deliveries"), nil)
	if len(list.Items) != 1 || list.Items[0].Channel != documents.ByCabinet || list.Items[0].State != dispatch.Delivered {
		t.Fatalf("the answer did not leave by itself: %+v", list.Items)
	}
	_, text := c.get(own)
	for _, want := range []string{"Ответ № 1/01", "Дан ответ", "Сурнин", "подпись"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if _, content := c.follow(text, `/account/appeals/[^"]+/files/\d+`); !strings.Contains(content, "Ремонт начат в ноябре") {
		t.Error("the file of the answer", content)
	}
	if _, text = c.post(own+"/rate", url.Values{"rating": {"5"}, "words": {"Спасибо"}}); !strings.Contains(text, "Ваша оценка: 5 из 5") {
		t.Error("the mark", text)
	}
}

// writes signs in through the own ESIA of the demonstration and sends an appeal; the address of its page comes back.
func (c *citizen) writes(body int64) string {
	c.Helper()
	_, text := c.get("/account/write?body=minstroy")
	_, text = c.follow(text, `/account/enter\?next=[^"]+`)
	where, _ := c.follow(text, `/esia-simulator/choose\?request=\w+&amp;citizen=1000200001`)
	draft, isForm := strings.CutSuffix(where, "/text")
	if !isForm {
		c.Fatal("after the sign-in", where)
	}
	c.post(draft+"/text", url.Values{"kind": {"application"}, "subject": {"О капитальном ремонте"}, "text": {"Дом ветхий, прошу ответить."}})
	c.post(draft+"/whom", url.Values{"body": {fmt.Sprint(body)}, "official": {"Сурнин Денис Николаевич, министр"}})
	if where, text = c.post(draft+"/author", url.Values{"consent": {"1"}}); !strings.HasSuffix(where, "/check") {
		c.Fatal(where, text)
	}
	where, text = c.post(draft+"/check", nil)
	if !strings.Contains(text, "Обращение принято") {
		c.Fatal(where, text)
	}
	return where
}

// takenUp is what the office does first: the card lies in its queue whole, the clerk only registers and directs it.
func (r *region) takenUp(c *citizen, own string, journal int64) int64 {
	r.Helper()
	id, err := db.One[int64](r.Context(), r.app.DB, "SELECT document_id FROM reception_appeals")
	if err != nil {
		r.Fatal(err)
	}
	card := r.card(r.clerk, id)
	if card.State != documents.Received || card.Summary != "О капитальном ремонте" {
		r.Fatalf("%+v", card)
	}
	ok[documents.Done](r, r.clerk, "POST", at(id, "register"), documents.RegisterInput{JournalID: journal})
	ok[assignments.Moved](r, r.clerk, "POST", at(id, "send-to-executive"), assignments.SendInput{ExecutiveID: r.who[r.minister].PersonID})
	r.work()
	if _, text := c.get(own); !strings.Contains(text, "под номером ОГ-1") {
		r.Error("the author does not see the number", text)
	}
	return id
}

// answersAppeal is the act of package appeals: the executor brings his text into the draft that it makes.
func (r *region) answersAppeal(letter int64) int64 {
	r.Helper()
	in := appeals.AnswerInput{Lines: []appeals.AnswerLine{{No: 1, Result: appeals.Explained, Text: "Ремонт начат в ноябре."}}}
	draft := ok[appeals.Drafted](r, r.executor, "POST", fmt.Sprintf("/api/appeals/%d/answer", letter), in)
	r.upload(r.executor, at(draft.LetterID, "versions"), "ответ.txt", "Ремонт начат в ноябре.")
	r.work()
	return draft.LetterID
}
