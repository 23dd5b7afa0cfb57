package pos

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"veche/cms/pki"
	"veche/internal/appeals"
	"veche/internal/assignments"
	"veche/internal/dispatch"
	"veche/internal/documents"
	"veche/internal/exchange/pos/contract"
	"veche/internal/exchange/pos/simulator"
	"veche/internal/org"
	"veche/internal/org/orgtest"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
	"veche/internal/platform/jobs"
	"veche/internal/platform/notify"
	"veche/internal/platform/smevstore"
	"veche/internal/registry"
	"veche/internal/signing"
	"veche/smev"
	"veche/smev/message"
	node "veche/smev/simulator"
)

// stand is a ministry, a node of SMEV and a feedback platform.
type stand struct {
	*Service
	t                  *testing.T
	files              *files.Store
	docs               *documents.Service
	numbers            *registry.Service
	worker             *jobs.Worker
	node               *node.Node
	platform           *simulator.Platform
	body, other        int64
	clerk, minister    auth.Actor
	integrator, anyone auth.Actor
	officer            auth.Actor
	journal, outgoing  registry.Journal
	letterKind         int64
	rough              bool // the node has a bad day: steps fail and are done again
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

func newStand(t *testing.T, d *db.DB, change ...func(*smev.Options)) *stand {
	t.Helper()
	s := &stand{t: t, files: must(files.Open(t.TempDir()))(t)}
	town := orgtest.New(t, d)
	s.body, s.other = town.Body("Минстрой"), town.Body("Минфин")
	s.numbers = registry.New(d, town.Org)
	s.docs = documents.New(d, s.files, town.Org, s.numbers, calendar.Russia())
	a := appeals.New(d, town.Org, s.docs, s.files, calendar.Russia())
	sig := signing.New(d, s.docs, town.Org, s.files, nil, nil, nil, nil)
	out := dispatch.New(d, town.Org, s.docs, sig, assignments.New(d, town.Org, s.docs, calendar.Russia(), nil, assignments.Settings{}))
	s.Service = New(d, Subjects{Appeals: a, Documents: s.docs, Dispatch: out, Org: town.Org, Notify: notify.New(d, town.Org, nil, "")}, slog.New(slog.DiscardHandler))

	unit := town.Unit(s.body, 0, "Аппарат")
	s.clerk = town.Person(s.body, unit, "Васильева Ольга Николаевна", "Делопроизводитель", org.Clerk)
	s.minister = town.Person(s.body, unit, "Орлов Сергей Викторович", "Министр", org.Executive)
	s.officer = town.Person(s.body, unit, "Сидорова Елена Кирилловна", "Консультант", org.Executor)
	s.integrator = town.Person(s.body, unit, "Ларин Игорь Борисович", "Администратор интеграций", org.Integrator, org.Administrator, org.ChiefClerk)
	s.anyone = town.Person(s.other, town.Unit(s.other, 0, "Аппарат"), "Крюков Пётр Ильич", "Делопроизводитель", org.Clerk)
	s.journal = must(s.numbers.SaveJournal(t.Context(), s.integrator, registry.Journal{Name: "Обращения", Flow: "appeal", Template: "ОГ-{seq}", Period: "year", Active: true}))(t)
	s.outgoing = must(s.numbers.SaveJournal(t.Context(), s.integrator, registry.Journal{Name: "Исходящие", Flow: "outgoing", Template: "И-{seq}", Period: "year", Active: true}))(t)
	s.tx(func(tx *db.Tx) (err error) {
		if s.letterKind, err = db.Insert(t.Context(), tx, "kinds", documents.Kind{Flow: documents.Outgoing, Name: "Письмо", SignWith: "simple", Active: true}); err != nil {
			return err
		}
		_, err = db.Insert(t.Context(), tx, "pos_routes", Route{Code: "MINSTROY", Title: "Минстрой", BodyID: s.body, FromDay: calendar.MustParse("2020-01-01"), Version: 1})
		return err
	})
	s.join(d, change)
	s.worker = jobs.New(d, slog.New(slog.DiscardHandler))
	dispatch.Jobs(s.worker, out)
	appeals.Jobs(s.worker, a)
	Jobs(s.worker, s.Service, time.Second)
	return s
}

// join puts the node and the platform beside the ministry.
func (s *stand) join(d *db.DB, change []func(*smev.Options)) {
	s.t.Helper()
	n, err := node.New(node.Options{Dir: s.t.TempDir(), Forgetful: true, Redeliver: 50 * time.Millisecond})
	if err != nil {
		s.t.Fatal(err)
	}
	s.node = n
	server := httptest.NewServer(n)
	s.t.Cleanup(func() { server.Close(); n.Close() })
	client := clientOf(s.t, n, server.URL, "СЭД области", change...)
	store := must(smevstore.Open(d, s.files, Box, s.t.TempDir()))(s.t)
	s.Connect(client, store)
	theirs := smev.NewMemoryStore()
	s.platform = must(simulator.New(simulator.Options{Mapping: contract.Published(), Client: clientOf(s.t, n, server.URL, "ПОС", change...), Store: theirs}))(s.t)
	if err := s.platform.Step(s.t.Context()); err != nil { // it makes itself known as the provider
		s.t.Fatal(err)
	}
}

func clientOf(t testing.TB, n *node.Node, url, name string, change ...func(*smev.Options)) *smev.Client {
	t.Helper()
	key := must(smev.ParseKey(must(node.NewKey(name))(t)))(t)
	o := smev.Options{Endpoint: url + message.V13.Path(), Version: message.V13, Key: key,
		Trust: &pki.Trust{Roots: pki.NewPool(n.Certificate()), Revocation: pki.RevocationIfKnown}}
	for _, f := range change {
		f(&o)
	}
	return must(smev.NewClient(o))(t)
}

func (s *stand) tx(do func(tx *db.Tx) error) {
	s.t.Helper()
	if err := s.db.Tx(context.Background(), auth.System("test"), do); err != nil {
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

// round lets both sides and the jobs work until nothing moves.
func (s *stand) round() {
	s.t.Helper()
	for range 8 {
		for _, step := range []func(context.Context) error{s.Step, s.platform.Step, s.Step, s.worker.Drain} {
			if err := step(s.t.Context()); err != nil && !s.rough {
				s.t.Fatal(err)
			}
		}
	}
}

// misspelt registers a card under a word that the platform does not know and gives the line that it refuses; then the word
// is mended.
func (s *stand) misspelt(id string, card int64) int64 {
	s.t.Helper()
	say := func(mapping string) {
		s.tx(func(tx *db.Tx) error {
			_, err := tx.Exec(s.t.Context(), "UPDATE pos_settings SET mapping = $1 WHERE id = 1", mapping)
			return err
		})
	}
	say(`{"words":{"status.registered":"ЗАРЕГ"}}`)
	s.register(card)
	s.round()
	failed := must(db.All[int64](s.t.Context(), s.db, "SELECT id FROM pos_ledger WHERE state = 'refused'"))(s.t)
	if len(failed) != 1 || s.there(id).Status != contract.StatusArrived {
		s.t.Fatalf("%d lines are refused, the platform says %s", len(failed), s.there(id).Status)
	}
	say("")
	return failed[0]
}

// ask lets the next step ask for the list again, as the button does.
func (s *stand) ask() {
	s.t.Helper()
	s.ok(s.AskNow(s.t.Context(), s.integrator))
	s.round()
}

func citizen(change ...func(*contract.Item)) contract.Item {
	i := contract.Item{Kind: contract.KindComplaint, Channel: contract.ChannelMobile, SendToEDMS: true, Body: contract.Body{Code: "MINSTROY", Title: "Министерство строительства"},
		Addressee: &contract.Addressee{Unit: "Отдел дорог", Official: "Орлов Сергей Викторович"}, Subject: "О ремонте дороги", Text: "На улице <Мира> яма & лужа.",
		Authors: []contract.Author{{Surname: "Петрова", GivenName: "Мария", Patronymic: "Ивановна", Address: "г. Воткинск, ул. Мира, д. 1", District: "г. Воткинск",
			Email: "petrova@example.org", Phone: "+7 900 000-00-01", SocialStatus: "пенсионер"}},
		Questions: []contract.Question{{Theme: "0003.0009.0099.0737", Text: "Ремонт дороги"}}}
	for _, f := range change {
		f(&i)
	}
	return i
}

func (s *stand) submit(i contract.Item, uploads ...simulator.Upload) string {
	s.t.Helper()
	return must(s.platform.Submit(s.t.Context(), i, uploads...))(s.t)
}

func (s *stand) item(foreignID string) Item {
	s.t.Helper()
	i, known, err := itemOf(s.t.Context(), s.db, foreignID, "")
	if err != nil || !known {
		s.t.Fatalf("item %s: %v", foreignID, err)
	}
	return i
}

func (s *stand) count(query string, args ...any) int {
	s.t.Helper()
	return must(db.One[int](s.t.Context(), s.db, query, args...))(s.t)
}

// there is the item as the platform has it.
func (s *stand) there(id string) simulator.Item {
	s.t.Helper()
	return must(s.platform.Get(id))(s.t)
}

// valid checks every content of the ledger and of the kept messages by the published schema.
func (s *stand) valid() {
	s.t.Helper()
	dir := s.t.TempDir()
	schema := filepath.Join(dir, "pos.xsd")
	s.ok(os.WriteFile(schema, contract.Schema, 0o600))
	var contents [][]byte
	for _, body := range must(db.All[string](s.t.Context(), s.db, "SELECT body FROM smev_incoming"))(s.t) {
		var in smev.Incoming
		s.ok(json.Unmarshal([]byte(body), &in))
		if in.Received.Response != nil && len(in.Received.Response.Content) > 0 {
			contents = append(contents, in.Received.Response.Content)
		}
	}
	for _, body := range must(db.All[string](s.t.Context(), s.db, "SELECT body FROM smev_outgoing"))(s.t) {
		var out smev.Outgoing
		s.ok(json.Unmarshal([]byte(body), &out))
		contents = append(contents, out.Request.Content)
	}
	for _, raw := range must(db.All[string](s.t.Context(), s.db, "SELECT raw FROM pos_ledger WHERE raw <> '' UNION ALL SELECT raw FROM pos_items WHERE raw <> ''"))(s.t) {
		contents = append(contents, []byte(raw))
	}
	if len(contents) == 0 {
		s.t.Fatal("nothing was written")
	}
	args := []string{"--nonet", "--noout", "--schema", schema}
	for i, content := range contents {
		name := filepath.Join(dir, strings.Repeat("m", 1)+string(rune('a'+i%26))+time.Duration(i).String()+".xml")
		s.ok(os.WriteFile(name, content, 0o600))
		args = append(args, name)
	}
	if out, err := exec.Command("xmllint", args...).CombinedOutput(); err != nil {
		text := string(out)
		s.t.Errorf("not valid by the published schema: %v\n%s", err, text[:min(len(text), 3000)])
	}
}
