package app_test

import (
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"veche/cms/reason"
	"veche/internal/app"
	"veche/internal/org"
	"veche/internal/platform/calendar"
	"veche/internal/platform/config"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/services"
	"veche/internal/services/catalogue"
	"veche/internal/services/receipt"
)

const certificateForm = `{"schema":{"type":"object","properties":{"why":{"type":"string","title":"Зачем нужна справка"}},"required":["why"]},
	"pages":[{"code":"main","title":"Заявление","fields":["why"]}]}`

// certificate is a service with a check, a question to the applicant and a decision.
var certificate = catalogue.Passport{Name: "Выдача справки о составе семьи", ShortName: "Справка о составе семьи", Level: catalogue.State,
	Applicants: []catalogue.Applicant{{Kind: catalogue.PersonApplicant, Who: "Граждане"}},
	Terms: []catalogue.Term{{Code: catalogue.TermTotal, Name: "Срок услуги", Amount: 10, Unit: calendar.WorkingDay, From: catalogue.Registered},
		{Code: catalogue.TermExtra, Name: "Ответ заявителя", Amount: 5, Unit: calendar.WorkingDay, From: catalogue.StepBegun}},
	IntakeRefusals: []catalogue.Ground{{Code: "i1", Text: "Представлен неполный комплект документов", Act: "п. 2.7"}},
	Refusals:       []catalogue.Ground{{Code: "r1", Text: "Заявитель не имеет права на услугу", Act: "п. 2.10"}},
	Results:        []catalogue.Result{{Code: "ok", Name: "Справка", Kind: catalogue.ResultDocument, Carriers: []catalogue.Carrier{catalogue.Electronic, catalogue.Paper}}},
	Variants: []catalogue.Variant{{Code: "v", Name: "Общий", Steps: []catalogue.Step{
		{Code: "check", Kind: catalogue.IntakeCheck, Name: "Приём", Next: []catalogue.Next{{On: catalogue.Accepted, To: "decide"}, {On: catalogue.Refused, To: catalogue.Finish}}},
		{Code: "decide", Kind: catalogue.Decision, Name: "Решение", Next: []catalogue.Next{{On: catalogue.Granted, To: "make"}, {On: catalogue.Refused, To: catalogue.Finish},
			{On: catalogue.AsksMore, To: "more"}}},
		{Code: "more", Kind: catalogue.ExtraInformation, Name: "Запрос сведений", Term: catalogue.TermExtra, Next: []catalogue.Next{{On: catalogue.Brought, To: "decide"}, {On: catalogue.Lapsed, To: "decide"}}},
		{Code: "make", Kind: catalogue.MakeResult, Name: "Результат", Next: []catalogue.Next{{On: catalogue.Signed, To: "issue"}}},
		{Code: "issue", Kind: catalogue.Issue, Name: "Выдача", Next: []catalogue.Next{{On: catalogue.Delivered, To: catalogue.Finish}}},
	}}}}

// TestAnApplicationIsFollowedInTheAccount: what a clerk enters for a citizen at the counter is in her account, and in nobody
// else's; she answers the officer, takes her receipt away, complains, and withdraws.
func TestAnApplicationIsFollowedInTheAccount(t *testing.T) {
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
			followedInAccount(t, newRegion(t, a))
		})
	}
}

// provides puts a service of the ministry into force.
func (r *region) provides(p catalogue.Passport) (id int64) {
	r.Helper()
	r.tx(func(tx *db.Tx) (err error) {
		if id, err = db.One[int64](r.Context(), tx, `INSERT INTO services (body_id, code, slug, name, short_name, category, created_at)
			VALUES ($1, 'S1', 's1', $2, $3, 'family', $4) RETURNING id`, r.ministry, p.Name, p.ShortName, tx.Now); err != nil {
			return err
		}
		if _, err = tx.Exec(r.Context(), `INSERT INTO service_versions (service_id, number, from_day, published_at, published_by, passport, form)
			VALUES ($1, 1, '2024-01-01', $2, 'тест', $3, $4)`, id, tx.Now, db.JSON[catalogue.Passport]{V: p}, certificateForm); err != nil {
			return err
		}
		_, err = tx.Exec(r.Context(), "INSERT INTO service_routes (service_id, body_id, from_on, put_by, put_at) VALUES ($1, $2, '2024-01-01', 1, $3)", id, r.ministry, tx.Now)
		return err
	})
	return id
}

func followedInAccount(t *testing.T, r *region) {
	server := httptest.NewServer(r.app.Handler())
	defer server.Close()
	service := r.provides(certificate)
	clerk := r.person(r.ministry, r.town.Unit(r.ministry, 0, "Отдел услуг"), "Ильина Анна Петровна", "Консультант", org.ServiceOfficer)
	officer := r.who[clerk]
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	entered, err := r.app.Applications.Enter(t.Context(), officer, services.EntryInput{ServiceID: service, Key: strings.Repeat("0", 31) + "1", Channel: services.Visit,
		Answers: []byte(`{"why":"для школы"}`), Applicant: services.ApplicantCard{Kind: services.Person, SNILS: "900-000-001 82", Surname: "Мельникова", Name: "Анна", Patronymic: "Сергеевна"}})
	must(err)
	must(r.app.Applications.ReceiveAll(t.Context()))
	row, err := r.app.Applications.ByOrder(t.Context(), r.app.DB, service, entered.Accepted.Year, 1)
	must(err)
	id := row.ID
	must(r.app.Applications.Take(t.Context(), officer, id))
	must(r.app.Applications.Register(t.Context(), officer, id))
	must(r.app.Applications.AskApplicant(t.Context(), officer, id, services.AskApplicantInput{Text: "Пришлите снимок паспорта."}))

	anna, viktor := citizenOf(t, server.URL, "1000200001"), citizenOf(t, server.URL, "1000200002")
	if _, text := anna.get("/account"); !strings.Contains(text, "Выдача справки о составе семьи") || !strings.Contains(text, "Ожидание дополнительной информации") {
		t.Error("the account does not list it", text)
	}
	page := fmt.Sprintf("/account/applications/%d", id)
	if status := viktor.status(page); status != http.StatusNotFound {
		t.Errorf("another citizen got %d", status)
	}
	if status := viktor.status(page + "/receipt"); status != http.StatusNotFound {
		t.Errorf("another citizen got the receipt: %d", status)
	}
	if answer, err := viktor.client.PostForm(server.URL+page+"/cancel", nil); err != nil || answer.StatusCode != http.StatusNotFound {
		t.Error("another citizen withdrew it", err)
	}
	_, text := anna.get(page)
	for _, want := range []string{"Пришлите снимок паспорта.", "Что нужно от вас", entered.Accepted.Number, "Почему эта дата", "Ход дела"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	anna.replies(page, "Вот снимок", "паспорт.txt", "серия и номер")
	if _, text = anna.get(page); !strings.Contains(text, "паспорт.txt") || !strings.Contains(text, "На рассмотрении") {
		t.Error("the reply is not there", text)
	}
	if _, content := anna.follow(text, page+`/files/\d+`); content != "серия и номер" {
		t.Error("the file of the reply", content)
	}
	if status := viktor.status(page + "/receipt/page"); status != http.StatusNotFound {
		t.Errorf("another citizen got the sheet of the receipt: %d", status)
	}
	anna.keepsOnPaper(page, "Доказательство ещё готовится")
	anna.proves(r, page, entered.Accepted.Number)
	anna.keepsOnPaper(page, "Расписка о приёме заявления", "№ "+entered.Accepted.Number, "Мельникова Анна Сергеевна", certificate.Name,
		entered.Accepted.At.UTC().Format(time.RFC3339Nano), "Как проверить", "/verify/")
	if _, text = anna.post(page+"/way", url.Values{"way": {"visit"}}); !strings.Contains(text, "Как получить результат: лично в органе") {
		t.Error("the way of the result", text)
	}
	if _, text = anna.post(page+"/complaint", url.Values{"ground": {"term_missed"}, "text": {"Обещали за день"}}); !strings.Contains(text, "нарушен срок услуги") {
		t.Error("the complaint", text)
	}
	if _, text = anna.post(page+"/cancel", nil); !strings.Contains(text, "Вы попросили отозвать заявление") {
		t.Error("the withdrawal", text)
	}
	must(r.app.Applications.Cancel(t.Context(), officer, id))
	if _, text = anna.get(page); !strings.Contains(text, "Отменено") || strings.Contains(text, `action="`+page+`/cancel"`) {
		t.Error("the end", text)
	}
}

// citizenOf signs a person of the own ESIA in.
func citizenOf(t *testing.T, site, oid string) *citizen {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := &citizen{t, site, &http.Client{Jar: jar}}
	_, text := c.get("/account")
	_, text = c.follow(text, `/account/enter\?next=[^"]+`)
	c.follow(text, `/esia-simulator/choose\?request=\w+&amp;citizen=`+oid)
	return c
}

func (c *citizen) status(path string) int {
	c.Helper()
	answer, err := c.client.Get(c.site + path)
	if err != nil {
		c.Fatal(err)
	}
	answer.Body.Close()
	return answer.StatusCode
}

// replies sends words and a file in one form, as a browser does.
func (c *citizen) replies(page, words, name, content string) {
	c.Helper()
	const border = "border-of-the-form"
	body := "--" + border + "\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n" + words +
		"\r\n--" + border + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: text/plain\r\n\r\n" + content + "\r\n--" + border + "--\r\n"
	c.page(c.client.Post(c.site+page+"/reply", "multipart/form-data; boundary="+border, strings.NewReader(body)))
}

// proves takes the receipt away and has it checked by the published key alone.
func (c *citizen) proves(r *region, page, number string) {
	c.Helper()
	if err := r.app.Order.Seal(c.Context()); err != nil {
		c.Fatal(err)
	}
	_, raw := c.get(page + "/receipt")
	_, key := c.get("/api/order/key")
	report, err := receipt.Examine([]byte(raw), receipt.Options{Key: strings.TrimSpace(key)})
	if err != nil || report.Verdict != reason.Valid || report.Receipt.Number != number {
		c.Fatal(err, report)
	}
}

// keepsOnPaper looks at the receipt as a sheet of paper.
func (c *citizen) keepsOnPaper(page string, want ...string) {
	c.Helper()
	_, text := c.get(page + "/receipt/page")
	for _, words := range want {
		if !strings.Contains(text, words) {
			c.Errorf("the sheet of the receipt does not say %q", words)
		}
	}
}
