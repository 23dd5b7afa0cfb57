package epgu

import (
	"context"
	"log/slog"
	"strings"
	"sync"

	"veche/internal/documents"
	"veche/internal/exchange/epgu/contract"
	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/smevstore"
	"veche/smev"
	"veche/smev/message"
)

// Subjects are those that the exchange serves.
type Subjects struct {
	Documents *documents.Service
	Org       *org.Service
	Desk      Desk
}

// Service holds the use cases of the exchange.
type Service struct {
	Subjects
	db  *db.DB
	log *slog.Logger

	client *smev.Client
	store  *smevstore.Store

	mu       sync.Mutex
	exchange *smev.Exchange
	heardOf  string // namespaces for which the exchange was made
}

// New makes the exchange.
func New(d *db.DB, s Subjects, log *slog.Logger) *Service {
	return &Service{Subjects: s, db: d, log: log}
}

// Box is the name of the box of messages.
const Box = "epgu"

// Connect gives the exchange its way to SMEV; app does it once, before the program serves.
func (s *Service) Connect(client *smev.Client, store *smevstore.Store) {
	s.client, s.store = client, store
}

// Connected reports whether there is a way to the portals.
func (s *Service) Connected() bool { return s.client != nil }

// system is the exchange as an actor.
func system() auth.Actor { return auth.System("epgu") }

func stale(n int64, err error) error {
	if err == nil && n == 0 {
		return fail.New(fail.Conflict, "epgu.stale", "somebody was faster")
	}
	return err
}

// join is the exchange that listens to all kinds of applications that are mapped; it is made anew when the table has
// changed.
func (s *Service) join(ctx context.Context) (*smev.Exchange, error) {
	list, err := db.All[string](ctx, s.db, "SELECT DISTINCT namespace FROM epgu_routes ORDER BY namespace")
	if err != nil {
		return nil, err
	}
	queues := []smev.Queue{{Operation: message.GetResponse}, {Operation: message.GetStatus}}
	for _, namespace := range list {
		queues = append(queues, smev.Queue{Operation: message.GetRequest, Selector: message.Selector{NamespaceURI: namespace, RootElement: contract.FormRoot}})
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if names := strings.Join(list, "\n"); s.exchange == nil || names != s.heardOf {
		s.heardOf = names
		s.exchange = smev.NewExchange(s.client, s.store, smev.Settings{Queues: queues, Log: s.log, Now: s.db.Now,
			Handlers: smev.Handlers{Request: s.heard, Response: s.answered, Rejected: s.rejected}})
	}
	return s.exchange, nil
}

// Step does once all that can be done now. It is run by one node at a time.
func (s *Service) Step(ctx context.Context) error {
	if !s.Connected() {
		return nil
	}
	exchange, err := s.join(ctx)
	if err != nil {
		return err
	}
	if _, err := s.Export(ctx); err != nil {
		return err
	}
	if err := exchange.Step(ctx); err != nil && ctx.Err() == nil { // the node is away: the next step tries again
		s.log.WarnContext(ctx, "epgu exchange", "error", err)
	}
	return s.follow(ctx)
}
