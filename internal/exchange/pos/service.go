package pos

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"veche/internal/appeals"
	"veche/internal/dispatch"
	"veche/internal/documents"
	"veche/internal/exchange/pos/contract"
	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/notify"
	"veche/internal/platform/smevstore"
	"veche/smev"
	"veche/smev/message"
)

// Subjects are those that the exchange serves.
type Subjects struct {
	Appeals   *appeals.Service
	Documents *documents.Service
	Dispatch  *dispatch.Service
	Org       *org.Service
	Notify    *notify.Service
}

// Service holds the use cases of the exchange.
type Service struct {
	Subjects
	db       *db.DB
	log      *slog.Logger
	store    *smevstore.Store
	exchange *smev.Exchange
}

// New makes the exchange and lets it hear of every appeal. Without a connection nothing is asked or sent; what happens to
// the appeals is written down all the same and leaves when there is one.
func New(d *db.DB, s Subjects, log *slog.Logger) *Service {
	x := &Service{Subjects: s, db: d, log: log}
	s.Appeals.Follow(x)
	return x
}

// Box is the name of the platform's box of messages.
const Box = "pos"

// Connect gives the exchange its way to SMEV; app does it once, before the program serves.
func (s *Service) Connect(client *smev.Client, store *smevstore.Store) {
	s.store = store
	s.exchange = smev.NewExchange(client, store, smev.Settings{
		Queues:   []smev.Queue{{Operation: message.GetResponse}, {Operation: message.GetStatus}},
		Handlers: smev.Handlers{Response: s.heard, Rejected: s.rejected},
		Log:      s.log, Now: s.db.Now,
	})
}

// Connected reports whether there is a way to the platform.
func (s *Service) Connected() bool { return s.exchange != nil }

// system is the exchange as an actor, in a body where it acts for one.
func system(bodyID int64) auth.Actor {
	by := auth.System("pos")
	by.BodyID = bodyID
	return by
}

// most items are listed at a time, and most are asked for in one message with their files.
const (
	mostNews  = 1000
	mostItems = 50
)

// askForNews asks for the list when its time has come or somebody has asked for it.
func (s *Service) askForNews(ctx context.Context) error {
	v, err := settingsOf(ctx, s.db, "")
	if err != nil {
		return err
	}
	now := s.db.Now()
	if !v.AskNow && v.AskedAt != nil && v.AskedAt.Add(time.Duration(v.PollMinutes)*time.Minute).After(now) {
		return nil
	}
	last := "never"
	if v.AskedAt != nil {
		last = v.AskedAt.Format(time.RFC3339Nano)
	}
	// The key is the moment of the request before: after a fall the same question is not asked twice.
	if err := s.request(ctx, "news:"+last, contract.Request{News: &contract.NewsQuery{Limit: mostNews}}); err != nil {
		return err
	}
	return s.db.Tx(ctx, system(0), func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE pos_settings SET asked_at = $1, ask_now = $2 WHERE id = 1", tx.Now, false)
		return err
	})
}

// requestLife is after how long SMEV may forget a question; it is asked again by then.
const requestLife = 24 * time.Hour

// request gives a question without files to be sent; what has the same key is sent once.
func (s *Service) request(ctx context.Context, key string, r contract.Request) error {
	_, err := s.requestWith(ctx, key, r, nil, nil)
	return err
}

func (s *Service) requestWith(ctx context.Context, key string, r contract.Request, attachments []message.Attachment, files []smev.File) (*smev.Outgoing, error) {
	m, err := mappingOf(ctx, s.db)
	if err != nil {
		return nil, err
	}
	content, err := m.WriteRequest(r)
	if err != nil {
		return nil, err
	}
	out, err := s.exchange.Request(ctx, key, message.Request{Body: message.Body{Content: content, Attachments: attachments}}, files, requestLife)
	if err != nil {
		return nil, fmt.Errorf("ask the platform: %w", err)
	}
	return out, nil
}
