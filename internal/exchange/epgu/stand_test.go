package epgu

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"veche/cms/pki"
	"veche/internal/documents"
	"veche/internal/exchange/epgu/contract"
	"veche/internal/exchange/epgu/simulator"
	"veche/internal/org"
	"veche/internal/org/orgtest"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
	"veche/internal/platform/jobs"
	"veche/internal/platform/smevstore"
	"veche/internal/registry"
	"veche/smev"
	"veche/smev/message"
	node "veche/smev/simulator"
)

// hunting is the kind of content of which the schema is published.
const hunting = "http://epgu.gosuslugi.ru/concentrator/huntingticket/3.1.0"

// desk is a subject of services that keeps no more than these tests ask: what it was given, in the database.
type desk struct {
	d       *db.DB
	service *Service
	status  string
	words   string
	result  *int64
	final   bool
	asked   bool
	refuse  error // of lodging
	closed  bool
	changed int
	written []string
	files   []AttachedFile
	fields  []AttachedFile // of fields of the form
}

func (k *desk) Lodge(ctx context.Context, l Lodging) (p Place, err error) {
	if k.refuse != nil {
		return p, k.refuse
	}
	err = k.d.Tx(ctx, auth.System("test"), func(tx *db.Tx) error {
		raw, err := json.Marshal(l)
		if err != nil {
			return err
		}
		known, err := db.All[int64](ctx, tx, "SELECT id FROM test_desk WHERE key = $1", fmt.Sprintf("%x", l.Key))
		if err != nil {
			return err
		}
		if len(known) == 0 {
			known, err = db.All[int64](ctx, tx, "INSERT INTO test_desk (id, key, body) VALUES ((SELECT count(*) + 1 FROM test_desk), $1, $2) RETURNING id", fmt.Sprintf("%x", l.Key), string(raw))
		}
		if err == nil {
			p = Place{ServiceID: l.ServiceID, Year: 2026, Sequence: known[0], Number: fmt.Sprintf("%d-2026-%06d", l.ServiceID, known[0])}
		}
		return err
	})
	return p, err
}

func (k *desk) Foreign(context.Context, db.Reader, int64) (bool, error) { return true, nil }

// At: an application has the number of its place here.
func (k *desk) At(_ context.Context, _ db.Reader, p Place) (int64, error) { return p.Sequence, nil }

func (k *desk) Shown(_ context.Context, _ db.Reader, id int64) (Shown, error) {
	return Shown{Place: Place{ServiceID: 5, Year: 2026, Sequence: id}, Status: k.status, Words: k.words, Final: k.final, CancelAsked: k.asked, ResultID: k.result, SNILS: "112-233-445 95",
		ChangedAt: time.Date(2026, 11, 22, 8, 0, k.changed, 0, time.UTC)}, nil
}

func (k *desk) Write(_ context.Context, _ *db.Tx, _ int64, words string, list []AttachedFile) error {
	if k.closed {
		return fail.New(fail.Conflict, "application.wrong_state", "closed")
	}
	k.written, k.files = append(k.written, words), append(k.files, list...)
	return nil
}

func (k *desk) Attach(_ context.Context, _ *db.Tx, _ int64, list []AttachedFile) error {
	k.fields = append(k.fields, list...)
	return nil
}

func (k *desk) Services(context.Context, db.Reader) ([]ServiceOption, error) {
	return []ServiceOption{{ID: 5, Title: "Охотничий билет", Body: "Минприроды"}}, nil
}

func (k *desk) Fields(context.Context, db.Reader, int64, time.Time) ([]FormField, error) {
	return []FormField{{Path: "photo", Title: "Фотография", File: true}}, nil
}

func (k *desk) AskCancel(context.Context, *db.Tx, int64, string) error {
	if k.closed {
		return fail.New(fail.Conflict, "application.wrong_state", "closed")
	}
	k.asked = true
	return nil
}

// stand is the exchange, a node of SMEV, a portal and a desk.
type stand struct {
	*Service
	t          *testing.T
	d          *db.DB
	docs       *documents.Service
	desk       *desk
	worker     *jobs.Worker
	node       *node.Node
	portal     *simulator.Portal
	integrator auth.Actor
	stranger   auth.Actor
	clerk      auth.Actor
	late       time.Duration
	rough      bool
}

func must[T any](v T, err error) func(t testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func newStand(t *testing.T, d *db.DB) *stand {
	t.Helper()
	s := &stand{t: t, d: d}
	d.SetClock(func() time.Time { return time.Now().Add(s.late) })
	store := must(files.Open(t.TempDir()))(t)
	town := orgtest.New(t, d)
	body, other := town.Body("Правительство"), town.Body("Минфин")
	numbers := registry.New(d, town.Org)
	s.docs = documents.New(d, store, town.Org, numbers, calendar.Russia())
	unit := town.Unit(body, 0, "Аппарат")
	s.integrator = town.Person(body, unit, "Ларин Игорь Борисович", "Администратор интеграций", org.Integrator)
	s.clerk = town.Person(body, unit, "Васильева Ольга Николаевна", "Делопроизводитель", org.Clerk, org.Executor)
	s.stranger = town.Person(other, town.Unit(other, 0, "Аппарат"), "Крюков Пётр Ильич", "Администратор интеграций", org.Integrator)
	s.tx(func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "CREATE TABLE test_desk (id bigint NOT NULL, key text NOT NULL UNIQUE, body text NOT NULL)")
		return err
	})
	s.desk = &desk{d: d, status: "accepted"}
	s.Service = New(d, Subjects{Documents: s.docs, Org: town.Org, Desk: s.desk}, slog.New(slog.DiscardHandler))
	s.desk.service = s.Service
	s.worker = jobs.New(d, slog.New(slog.DiscardHandler))
	s.join(d, store)
	Jobs(s.worker, s.Service, time.Second)
	return s
}

func (s *stand) join(d *db.DB, store *files.Store) {
	s.t.Helper()
	n := must(node.New(node.Options{Dir: s.t.TempDir(), Forgetful: true, Redeliver: 50 * time.Millisecond, Now: d.Now}))(s.t)
	s.node = n
	server := httptest.NewServer(n)
	s.t.Cleanup(func() { server.Close(); n.Close() })
	client := func(name string) *smev.Client {
		return must(smev.NewClient(smev.Options{Endpoint: server.URL + message.V12.Path(), Version: message.V12, Key: must(smev.ParseKey(must(node.NewKey(name))(s.t)))(s.t), Now: d.Now,
			Trust: &pki.Trust{Roots: pki.NewPool(n.Certificate()), Revocation: pki.RevocationIfKnown}}))(s.t)
	}
	s.Connect(client("Услуги области"), must(smevstore.Open(d, store, Box, s.t.TempDir()))(s.t))
	s.portal = must(simulator.New(simulator.Options{Client: client("ЕПГУ"), Store: smev.NewMemoryStore(), Templates: []simulator.Template{simulator.HuntingTicket()}, Now: d.Now}))(s.t)
	s.ok(s.portal.Step(s.t.Context()))
}

// mapped makes the service of the portal known.
func (s *stand) mapped(way Way) {
	s.t.Helper()
	s.ok(s.SaveRoute(s.t.Context(), s.integrator, RouteInput{Route: Route{Namespace: hunting, Title: "Охотничий билет", ServiceID: 5, Way: way, Target: "2540100010000664823", FromDay: calendar.MustParse("2020-01-01"),
		Applicant: db.Map[string]{"surname": "HuntingLicenseApplicant/LastName", "name": "HuntingLicenseApplicant/FirstName", "snils": "HuntingLicenseApplicant/Snils",
			"born_on": "HuntingLicenseApplicant/BirthDate"},
		Answers: db.List[Answer]{{To: "document.series", From: "HuntingLicenseApplicant/DocSeries"}, {To: "document.number", From: "HuntingLicenseApplicant/DocNumber"},
			{To: "target", Value: "first"}, {To: "agree", Value: "true", Kind: "boolean"}}}}))
	s.listen()
}

// listen lets the exchange make itself known as the provider of what is mapped.
func (s *stand) listen() {
	s.t.Helper()
	s.ok(s.Step(s.t.Context()))
}

func (s *stand) tx(do func(tx *db.Tx) error) {
	s.t.Helper()
	if err := s.d.Tx(context.Background(), auth.System("test"), do); err != nil {
		s.t.Fatal(err)
	}
}

func (s *stand) ok(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *stand) refused(code string, err error) {
	s.t.Helper()
	if !fail.Is(err, code) {
		s.t.Errorf("%v, want %s", err, code)
	}
}

func (s *stand) round() {
	s.t.Helper()
	for range 4 {
		for _, step := range []func(context.Context) error{s.portal.Step, s.Step, s.worker.Drain, s.Step, s.portal.Step} {
			if err := step(s.t.Context()); err != nil && !s.rough {
				s.t.Fatal(err)
			}
		}
	}
}

func (s *stand) submit(uploads ...simulator.Upload) string {
	s.t.Helper()
	return must(s.portal.Submit(s.t.Context(), 0, nil, uploads...))(s.t)
}

// reaches lets the application reach a status and everybody hear of it.
func (s *stand) reaches(id int64, status string, final bool) {
	s.t.Helper()
	s.desk.status, s.desk.final = status, final
	s.desk.changed++
	s.tx(func(tx *db.Tx) error { return s.ApplicationChanged(context.Background(), tx, id) })
	s.round()
}

func (s *stand) order(id string) Order {
	s.t.Helper()
	list := must(db.All[Order](s.t.Context(), s.d, "SELECT "+orderColumns+" FROM epgu_orders WHERE order_id = $1", id))(s.t)
	if len(list) != 1 {
		s.t.Fatalf("%d orders %s", len(list), id)
	}
	return list[0]
}

func (s *stand) there(id string) simulator.Order {
	s.t.Helper()
	return must(s.portal.Get(id))(s.t)
}

func (s *stand) codes(id string) string {
	s.t.Helper()
	var list []string
	for _, v := range s.there(id).Steps {
		list = append(list, v.Code)
	}
	return strings.Join(list, " ")
}

func (s *stand) count(query string, args ...any) int {
	s.t.Helper()
	return must(db.One[int](s.t.Context(), s.d, query, args...))(s.t)
}

// published is the folder of the published schemas beside the repository: they are not ours to copy.
func published(t testing.TB) string {
	t.Helper()
	path := must(filepath.Abs("../../../../shared/data/epgu"))(t)
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("the public data are not beside the repository: %v", err)
	}
	return path
}

// valid checks a content by the schema of its namespace.
func valid(t testing.TB, content string) {
	t.Helper()
	schema := ""
	switch {
	case strings.Contains(content, hunting):
		schema = filepath.Join(published(t), "huntingticket-3.1.0.xsd")
	case strings.Contains(content, contract.EventNamespace):
		schema = filepath.Join(published(t), "order-event-3.1.1.xsd")
	case strings.Contains(content, contract.ELKNamespace):
		schema = filepath.Join("contract", "testdata", "elk-status.xsd")
	default:
		t.Fatalf("no schema of %s", content)
	}
	name := filepath.Join(t.TempDir(), "content.xml")
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("xmllint", "--nonet", "--noout", "--schema", schema, name).CombinedOutput(); err != nil {
		t.Errorf("not valid: %v\n%s\n%s", err, out, content)
	}
}

// allValid checks every content of the log.
func (s *stand) allValid() {
	s.t.Helper()
	list := must(db.All[string](s.t.Context(), s.d, "SELECT raw FROM epgu_ledger WHERE raw <> ''"))(s.t)
	if len(list) == 0 {
		s.t.Fatal("the log is empty")
	}
	for _, raw := range list {
		valid(s.t, raw)
	}
}
