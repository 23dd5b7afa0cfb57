package interagency_test

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"testing"
	"time"

	"veche/cms/pki"
	"veche/internal/assignments"
	"veche/internal/dispatch"
	"veche/internal/documents"
	"veche/internal/interagency"
	"veche/internal/interagency/simulator"
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

// stand is a ministry, a node of SMEV and an agency at its other end, with a clock that a test moves.
type stand struct {
	*interagency.Service
	t          *testing.T
	d          *db.DB
	docs       *documents.Service
	dispatch   *dispatch.Service
	signing    *signing.Service
	worker     *jobs.Worker
	node       *node.Node
	agency     *simulator.Agency
	body       int64
	officer    auth.Actor
	clerk      auth.Actor
	executive  auth.Actor
	integrator auth.Actor
	stranger   auth.Actor
	journal    registry.Journal
	incoming   registry.Journal
	late       time.Duration // by which the clock is ahead
	told       []interagency.Request
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

// RequestAnswered is that of interagency.Listener.
func (s *stand) RequestAnswered(_ context.Context, _ *db.Tx, q interagency.Request) error {
	s.told = append(s.told, q)
	return nil
}

func newStand(t *testing.T, d *db.DB) *stand {
	t.Helper()
	s := &stand{t: t, d: d}
	d.SetClock(func() time.Time { return time.Now().Add(s.late) })
	store := must(files.Open(t.TempDir()))(t)
	town := orgtest.New(t, d)
	s.body = town.Body("Минстрой")
	other := town.Body("Минфин")
	numbers := registry.New(d, town.Org)
	s.docs = documents.New(d, store, town.Org, numbers, calendar.Russia())
	s.signing = signing.New(d, s.docs, town.Org, store, free{}, nil, nil, nil)
	s.dispatch = dispatch.New(d, town.Org, s.docs, s.signing, assignments.New(d, town.Org, s.docs, calendar.Russia(), nil, assignments.Settings{}))
	s.Service = interagency.New(d, interagency.Subjects{Documents: s.docs, Dispatch: s.dispatch, Org: town.Org, Notify: notify.New(d, town.Org, nil, ""),
		Files: store, Calendar: calendar.Russia()}, slog.New(slog.DiscardHandler))
	s.Listen(s)
	unit := town.Unit(s.body, 0, "Аппарат")
	s.officer = town.Person(s.body, unit, "Сидорова Елена Кирилловна", "Консультант", org.Executor)
	s.clerk = town.Person(s.body, unit, "Васильева Ольга Николаевна", "Делопроизводитель", org.Clerk)
	s.executive = town.Person(s.body, unit, "Орлов Сергей Викторович", "Министр", org.Executive)
	s.integrator = town.Person(s.body, unit, "Ларин Игорь Борисович", "Администратор интеграций", org.Integrator, org.Administrator, org.ChiefClerk)
	s.stranger = town.Person(other, town.Unit(other, 0, "Аппарат"), "Крюков Пётр Ильич", "Консультант", org.Executor, org.Integrator)
	for flow, to := range map[string]*registry.Journal{"outgoing": &s.journal, "incoming": &s.incoming} {
		*to = must(numbers.SaveJournal(t.Context(), s.integrator, registry.Journal{Name: flow, Flow: flow, Template: flow + "-{seq}", Period: "year", Active: true}))(t)
	}
	s.tx(func(tx *db.Tx) error {
		for flow, name := range map[documents.Flow]string{documents.Outgoing: "Письмо", documents.Incoming: "Ответ"} {
			if _, err := db.Insert(t.Context(), tx, "kinds", documents.Kind{Flow: flow, Name: name, SignWith: "simple", Active: true}); err != nil {
				return err
			}
		}
		_, err := tx.Exec(t.Context(), "UPDATE kinds SET sign_with = 'simple'")
		return err
	})
	s.dictionary()
	s.join(d, store)
	s.worker = jobs.New(d, slog.New(slog.DiscardHandler))
	dispatch.Jobs(s.worker, s.dispatch)
	interagency.Jobs(s.worker, s.Service, time.Second)
	return s
}

// dictionary has a kind of each way and term.
func (s *stand) dictionary() {
	s.t.Helper()
	fields := db.List[interagency.Field]{{Name: "snils", Label: "СНИЛС", Kind: interagency.SNILS, Required: true},
		{Name: "birthDate", Label: "Дата рождения", Kind: interagency.Date}, {Name: "note", Label: "Примечание", Kind: interagency.Text}}
	answer := db.List[interagency.Field]{{Name: "address", Label: "Адрес", Kind: interagency.Text, Required: true}, {Name: "since", Label: "Дата", Kind: interagency.Date}}
	for _, k := range []interagency.Kind{
		{Code: "address", Name: "Сведения о регистрации", Term: interagency.Electronic, Fields: fields, Answer: answer, ToName: "МВД России",
			Namespace: "urn:veche:test:address/1.0", Root: "AddressRequest", Personal: true, Active: true},
		{Code: "income", Name: "Сведения о доходах", Term: interagency.Realtime, Fields: fields, Answer: answer, ToName: "ФНС России",
			Namespace: "urn:veche:test:income/1.0", Root: "IncomeRequest", Active: true},
		{Code: "paper", Name: "Копия архивного дела", Term: interagency.Working, Fields: fields, Answer: answer, ToName: "Архив города", ToAddress: "г. Ижевск, ул. Ленина, д. 1",
			Letter: "Просим сообщить сведения.\nСНИЛС: {{snils}}\nДата рождения: {{birthDate}}", Active: true},
		{Code: "permit", Name: "Сведения о разрешении", Term: interagency.Electronic, Fields: fields, Answer: answer, ToBodyID: &s.body,
			Namespace: "urn:veche:test:permit/1.0", Root: "PermitRequest", ServedBy: &s.body, Active: true},
	} {
		k.FromDay = calendar.MustParse("2020-01-01")
		must(s.SaveKind(s.t.Context(), auth.System("test"), interagency.KindInput{Kind: k}))(s.t)
	}
}

func (s *stand) join(d *db.DB, store *files.Store) {
	s.t.Helper()
	n := must(node.New(node.Options{Dir: s.t.TempDir(), Forgetful: true, Redeliver: 50 * time.Millisecond, Now: d.Now}))(s.t)
	s.node = n
	server := httptest.NewServer(n)
	s.t.Cleanup(func() { server.Close(); n.Close() })
	client := func(name string) (*smev.Client, []byte) {
		text := must(node.NewKey(name))(s.t)
		return must(smev.NewClient(smev.Options{Endpoint: server.URL + message.V13.Path(), Version: message.V13, Key: must(smev.ParseKey(text))(s.t), Now: d.Now,
			Trust: &pki.Trust{Roots: pki.NewPool(n.Certificate()), Revocation: pki.RevocationIfKnown}}))(s.t), text
	}
	ours, key := client("Запросы области")
	s.Connect(ours, must(smevstore.Open(d, store, interagency.Box, s.t.TempDir()))(s.t), must(smev.ParseKey(key))(s.t))
	theirs, _ := client("Федеральная служба")
	s.agency = must(simulator.New(simulator.Options{Client: theirs, Store: smev.NewMemoryStore(), Now: d.Now,
		Kinds: func(ctx context.Context) ([]interagency.Kind, error) {
			return db.All[interagency.Kind](ctx, d, "SELECT "+db.Columns[interagency.Kind]("")+" FROM request_kinds")
		}}))(s.t)
	if err := errAll(s.agency.Step(s.t.Context()), s.Step(s.t.Context())); err != nil { // both make themselves known as providers
		s.t.Fatal(err)
	}
}

func errAll(list ...error) error {
	for _, err := range list {
		if err != nil {
			return err
		}
	}
	return nil
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

// round lets both sides and the jobs work until nothing moves.
func (s *stand) round() {
	s.t.Helper()
	for range 5 {
		for _, step := range []func(context.Context) error{s.worker.Drain, s.Step, s.agency.Step, s.Step} {
			if err := step(s.t.Context()); err != nil && !s.rough {
				s.t.Fatal(err)
			}
		}
	}
}

// pass lets time go by, and the clockwork of the subject run.
func (s *stand) pass(d time.Duration) {
	s.t.Helper()
	s.late += d
	s.ok(s.Sweep(s.t.Context()))
}

const goodSNILS = "112-233-445 95"

func (s *stand) ask(kind string, send bool) interagency.Request {
	s.t.Helper()
	return must(s.AskBy(s.t.Context(), s.officer, interagency.AskInput{Kind: kind, About: &interagency.Ref{Kind: "service_application", ID: 7},
		Fields: map[string]string{"snils": goodSNILS, "birthDate": "1980-02-29", "note": "А < Б & В"}, Send: send}))(s.t)
}

func (s *stand) card(id int64) interagency.Card {
	s.t.Helper()
	return must(s.Show(s.t.Context(), s.officer, id))(s.t)
}

func (s *stand) count(query string, args ...any) int {
	s.t.Helper()
	return must(db.One[int](s.t.Context(), s.d, query, args...))(s.t)
}

// free asks for no approval.
type free struct{}

func (free) Allow(context.Context, db.Reader, documents.Document, documents.Version) error {
	return nil
}
