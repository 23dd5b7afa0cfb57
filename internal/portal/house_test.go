package portal

import (
	"context"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"veche/internal/appeals"
	"veche/internal/appeals/visits"
	"veche/internal/assignments"
	"veche/internal/dispatch"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/org/orgtest"
	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
	"veche/internal/platform/jobs"
	"veche/internal/platform/jobs/jobstest"
	"veche/internal/platform/notify"
	"veche/internal/platform/session"
	"veche/internal/registry"
	"veche/internal/services/catalogue"
	"veche/internal/services/drafts"
	"veche/internal/services/intake"
	"veche/internal/signing"
	"veche/internal/tasks"
)

// town is a ministry with a reception, its clerk, and a provider that says what the test wants.
type town struct {
	t        *testing.T
	db       *db.DB
	s        *Service
	docs     *documents.Service
	appeals  *appeals.Service
	visits   *visits.Service
	worker   *jobs.Worker
	handler  http.Handler
	provider *provider
	clerk    auth.Actor
	admin    auth.Actor
	stranger auth.Actor // clerk of another body
	body     int64
	journal  registry.Journal
	out      registry.Journal
	letters  []string
	now      time.Time
}

// provider identifies whoever the test names.
type provider struct {
	who map[string]Identity
	err error
}

func (p *provider) Name() string { return "esia" }

func (p *provider) Address(_ context.Context, a Attempt) (string, error) {
	return "https://esia.example/ac?" + url.Values{"state": {a.State}, "organisation": {a.Organisation}}.Encode(), nil
}

func (p *provider) Identify(_ context.Context, a Attempt, code string) (Identity, error) {
	who := p.who[code]
	if a.Organisation == "" {
		who.Organisation, who.Chief = nil, false
	}
	return who, p.err
}

var (
	anna   = Identity{Subject: "1", Surname: "Мельникова", Name: "Анна", Patronymic: "Сергеевна", Email: "anna@example.org", Address: "г. Воткинск, ул. Речная, д. 18"}
	viktor = Identity{Subject: "2", Surname: "Широбоков", Name: "Виктор", Patronymic: "Ильич", Email: "viktor@example.org",
		Roles:        []Role{{Subject: "77", Name: "ТСЖ «Речной дом»", Chief: true}},
		Organisation: &Organisation{Subject: "77", Name: "ТСЖ «Речной дом»", INN: "1800000015", OGRN: "1241800000013", Address: "г. Воткинск"}, Chief: true}
	elena = Identity{Subject: "3", Surname: "Корепанова", Name: "Елена", Email: "elena@example.org", Roles: []Role{{Subject: "88", Name: "ООО «Родник»"}},
		Organisation: &Organisation{Subject: "88", Name: "ООО «Родник»", Address: "г. Ижевск"}}
)

type plain struct{}

func (plain) URL(string) string { return "" }

func newTown(t *testing.T, d *db.DB) *town {
	t.Helper()
	w := orgtest.New(t, d)
	body, other := w.Body("Минстрой"), w.Body("Минфин")
	unit := w.Unit(body, 0, "Аппарат")
	o := &town{t: t, db: d, body: body, now: time.Date(2026, 10, 30, 8, 0, 0, 0, time.UTC), provider: &provider{who: map[string]Identity{"anna": anna, "viktor": viktor, "elena": elena}},
		clerk:    w.Person(body, unit, "Васильева Ольга Николаевна", "Делопроизводитель", org.Clerk),
		admin:    w.Person(body, unit, "Ларин Игорь Борисович", "Администратор", org.Administrator, org.ChiefClerk),
		stranger: w.Person(other, w.Unit(other, 0, "Аппарат"), "Крюков Пётр Ильич", "Делопроизводитель", org.Clerk)}
	d.SetClock(func() time.Time { return o.now })
	store, err := files.Open(t.TempDir())
	o.ok(err)
	numbers := registry.New(d, w.Org)
	o.docs = documents.New(d, store, w.Org, numbers, calendar.Russia())
	sessions := session.New(d, session.Options{Hashing: session.Weak})
	notices := notify.New(d, w.Org, nil, "")
	work := assignments.New(d, w.Org, o.docs, calendar.Russia(), notices, assignments.Settings{})
	sign := signing.New(d, o.docs, w.Org, store, nil, signing.NewChecker(d, nil, nil, nil), nil, nil)
	send := dispatch.New(d, w.Org, o.docs, sign, work)
	o.appeals = appeals.New(d, w.Org, o.docs, store, calendar.Russia())
	o.visits = visits.New(d, w.Org, o.docs, o.appeals, calendar.Russia())
	services := catalogue.New(d, w.Org)
	o.s = New(d, Subjects{Org: w.Org, Documents: o.docs, Appeals: o.appeals, Visits: o.visits, Signing: sign, Dispatch: send, Files: store,
		Catalogue: services, Begun: drafts.New(d, services, store),
		Intake: intake.New(d, services, w.Org, slog.New(slog.NewTextHandler(io.Discard, nil)))}, o.provider, Settings{
		Site: "https://reception.example", Send: func(_ context.Context, to, subject, text string) error {
			o.letters = append(o.letters, to+"\n"+subject+"\n"+text)
			return nil
		}})
	o.worker = jobs.New(d, slog.New(slog.NewTextHandler(io.Discard, nil)))
	dispatch.Jobs(o.worker, send)
	Jobs(o.worker, o.s)
	mux := http.NewServeMux()
	door := api.New(mux, session.NewGate(sessions, w.Org), slog.New(slog.NewTextHandler(io.Discard, nil)))
	Routes(door, o.s, plain{})
	tasks.Routes(door, tasks.New(d, w.Org, nil))
	intake.Routes(door, o.s.Intake)
	site, err := url.Parse("https://reception.example")
	o.ok(err)
	o.handler = door.Handler(api.Outside{URL: site})
	o.journal, err = numbers.SaveJournal(t.Context(), o.admin, registry.Journal{Name: "Обращения", Flow: "appeal", Template: "ОГ-{seq}", Period: "year", Active: true})
	o.ok(err)
	_, err = o.s.SavePage(t.Context(), o.admin, PageInput{Slug: "minstroy", Published: true, Functions: "Отопление и ремонт домов",
		Officials: []Official{{"Орлов Сергей Викторович", "министр"}}})
	o.ok(err)
	return o
}

func (o *town) ok(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

func (o *town) refused(code string, err error) {
	o.t.Helper()
	if !fail.Is(err, code) {
		o.t.Fatalf("%v, want %s", err, code)
	}
}

// browser is somebody with cookies.
type browser struct {
	o       *town
	cookies map[string]string
	address string
}

func (o *town) browser() *browser { return &browser{o, map[string]string{}, "10.0.0.1:1"} }

// answer is what came back.
type answer struct {
	status   int
	location string
	body     string
	header   http.Header
}

func (b *browser) do(method, target string, body io.Reader, with map[string]string) answer {
	b.o.t.Helper()
	r := httptest.NewRequest(method, target, body)
	r.RemoteAddr = b.address
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	for name, value := range with {
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	b.o.handler.ServeHTTP(unhurried{w}, r)
	for _, c := range w.Result().Cookies() {
		b.cookies[c.Name] = c.Value
		if c.MaxAge < 0 {
			delete(b.cookies, c.Name)
		}
	}
	return answer{w.Code, w.Header().Get("Location"), w.Body.String(), w.Header()}
}

// unhurried takes a deadline for reading as a connection does: what is asked here is read at once.
type unhurried struct{ *httptest.ResponseRecorder }

func (unhurried) SetReadDeadline(time.Time) error { return nil }

func (b *browser) get(target string) answer {
	b.o.t.Helper()
	return b.do("GET", target, nil, nil)
}

func (b *browser) post(target string, fields ...string) answer {
	b.o.t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	return b.do("POST", target, strings.NewReader(form.Encode()), map[string]string{"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"})
}

// upload sends one file.
func (b *browser) upload(target, name string, content io.Reader) answer {
	b.o.t.Helper()
	body, in := io.Pipe()
	form := multipart.NewWriter(in)
	go func() {
		part, err := form.CreatePart(textproto.MIMEHeader{"Content-Disposition": {`form-data; name="file"; filename="` + name + `"`}})
		if err == nil {
			_, err = io.Copy(part, content)
		}
		form.Close()
		in.CloseWithError(err)
	}()
	return b.do("POST", target, body, map[string]string{"Content-Type": form.FormDataContentType(), "Sec-Fetch-Site": "same-origin"})
}

// enter goes through the provider as this person.
func (b *browser) enter(who, query string) answer {
	b.o.t.Helper()
	left := b.get("/account/enter?" + query)
	return b.come(left.location, who)
}

func (b *browser) come(address, who string) answer {
	b.o.t.Helper()
	u, err := url.Parse(address)
	b.o.ok(err)
	return b.get("/account/entered?" + url.Values{"state": {u.Query().Get("state")}, "code": {who}}.Encode())
}

func (o *town) as(who string) *browser {
	o.t.Helper()
	b := o.browser()
	if a := b.enter(who, "next=/account"); a.status != 303 || a.location != "/account" {
		o.t.Fatal(a)
	}
	return b
}

var draftKey = regexp.MustCompile(`/account/write/([0-9a-f-]+)/text`)

// begin opens a draft to the ministry.
func (b *browser) begin() (key string) {
	b.o.t.Helper()
	a := b.get("/account/write?body=minstroy")
	found := draftKey.FindStringSubmatch(a.location)
	if found == nil {
		b.o.t.Fatal(a)
	}
	return found[1]
}

func (b *browser) write(key, step string, fields ...string) answer {
	b.o.t.Helper()
	return b.post("/account/write/"+key+"/"+step, fields...)
}

const plea = "С 3 октября нет отопления."

// fill writes everything but does not send.
func (b *browser) fill(key string, more ...string) {
	b.o.t.Helper()
	b.write(key, "text", "kind", "application", "subject", "Нет отопления", "text", plea)
	b.write(key, "whom", "body", number(b.o.body), "official", "Орлов Сергей Викторович, министр")
	a := b.write(key, "author", append([]string{"email", "anna@example.org", "address", "г. Воткинск", "consent", "1"}, more...)...)
	if a.location != "/account/write/"+key+"/check" {
		b.o.t.Fatal(a.status, a.body)
	}
}

// lodge sends an appeal and returns its receipt and its card.
func (b *browser) lodge() (receipt string, card documents.Document) {
	b.o.t.Helper()
	key := b.begin()
	b.fill(key)
	receipt = receiptOf(b.write(key, "check"))
	return receipt, b.o.card(receipt)
}

func receiptOf(a answer) string {
	receipt, _ := strings.CutPrefix(a.location, "/account/appeals/")
	receipt, _, _ = strings.Cut(receipt, "?")
	decoded, err := url.PathUnescape(receipt)
	if err != nil {
		return receipt
	}
	return decoded
}

func (o *town) card(receipt string) documents.Document {
	o.t.Helper()
	id, err := db.One[int64](o.t.Context(), o.db, "SELECT document_id FROM reception_appeals WHERE receipt = $1", receipt)
	o.ok(err)
	d, err := o.docs.Get(o.t.Context(), o.db, id)
	o.ok(err)
	return d
}

// register is the clerk's act with all that follows.
func (o *town) register(d documents.Document) documents.Document {
	o.t.Helper()
	d, err := o.docs.Register(o.t.Context(), o.clerk, d.ID, documents.RegisterInput{JournalID: o.journal.ID})
	o.ok(err)
	jobstest.Run(o.t, o.worker)
	return d
}
