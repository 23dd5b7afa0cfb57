package interagency

import (
	"context"
	"errors"
	"slices"
	"strings"

	"veche/internal/platform/db"
	"veche/smev"
	"veche/smev/message"
)

// Step does once all that can be done now: it collects, works and sends. It is run by one node at a time.
func (s *Service) Step(ctx context.Context) error {
	if !s.Connected() {
		return nil
	}
	s.stepping.Lock()
	defer s.stepping.Unlock()
	return s.step(ctx)
}

func (s *Service) step(ctx context.Context) error {
	exchange, err := s.join(ctx)
	if err != nil {
		return err
	}
	if err := exchange.Step(ctx); err != nil && ctx.Err() == nil { // the node is away: the next step tries again
		s.log.WarnContext(ctx, "interagency exchange", "error", err)
	}
	return s.follow(ctx)
}

// join is the exchange that listens to all kinds which some body here answers; it is made anew when the dictionary has
// changed.
func (s *Service) join(ctx context.Context) (*smev.Exchange, error) {
	type address struct {
		Namespace string `db:"namespace"`
		Root      string `db:"root"`
	}
	args := []any{}
	list, err := db.All[address](ctx, s.db, "SELECT DISTINCT namespace, root FROM request_kinds WHERE served_by IS NOT NULL AND namespace <> ''"+
		inForce(&args, s.today())+" ORDER BY namespace, root", args...)
	if err != nil {
		return nil, err
	}
	queues := []smev.Queue{{Operation: message.GetResponse}, {Operation: message.GetStatus}}
	names := []string{}
	for _, a := range list {
		names = append(names, a.Namespace+" "+a.Root)
		queues = append(queues, smev.Queue{Operation: message.GetRequest, Selector: message.Selector{NamespaceURI: a.Namespace, RootElement: a.Root}})
	}
	s.joining.Lock()
	defer s.joining.Unlock()
	if served := strings.Join(names, "\n"); s.exchange == nil || served != s.served {
		s.served = served
		s.exchange = smev.NewExchange(s.client, s.store, smev.Settings{Queues: queues, Log: s.log, Now: s.db.Now,
			Handlers: smev.Handlers{Request: s.inquired, Response: s.heard, Rejected: s.refused}})
	}
	return s.exchange, nil
}

// looked is how many sendings are looked after in one step.
const looked = 100

// delivered are the words of SMEV by which the other side has the message.
var delivered = []message.Interaction{message.UnderProcessing, message.Delivered, message.RequestProcessed}

// follow notes how far SMEV is with what was sent.
func (s *Service) follow(ctx context.Context) error {
	open, err := db.All[Sending](ctx, s.db, "SELECT "+sendingColumns+" FROM interagency_sendings WHERE state IN ('waiting', 'taken') ORDER BY checked_at, id LIMIT $1", looked)
	if err != nil {
		return err
	}
	for _, v := range open {
		out, err := s.store.Outgoing(ctx, message.MessageID(v.MessageID))
		if err != nil {
			return err
		}
		if next := progress(v, out); next != v {
			err = s.db.Tx(ctx, system(0), func(tx *db.Tx) error { return s.advance(ctx, tx, next) })
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// progress is a sending as SMEV's last word makes it.
func progress(v Sending, out *smev.Outgoing) Sending {
	v.MessageID = string(out.ID)
	switch {
	case out.State == smev.Taken && slices.Contains(delivered, out.Progress):
		v.State = SendingDelivered
	case out.State == smev.Taken:
		v.State = SendingTaken
	case out.State == smev.Answered:
		v.State = SendingAnswered
	}
	return v
}

func (s *Service) advance(ctx context.Context, tx *db.Tx, v Sending) error {
	if _, err := tx.Exec(ctx, "UPDATE interagency_sendings SET state = $1, message_id = $2, checked_at = $3 WHERE id = $4 AND state IN ('waiting', 'taken')",
		v.State, v.MessageID, tx.Now, v.ID); err != nil || v.State != SendingDelivered {
		return err
	}
	q, err := requestByID(ctx, tx, v.RequestID, tx.Words().Lock)
	if err != nil || q.State != Sent && q.State != Resent {
		return err
	}
	q.State = Delivered
	return save(ctx, tx, &q)
}

// SendingState says where one sending stands.
type SendingState string

// The states of a sending.
const (
	SendingWaiting   SendingState = "waiting"
	SendingTaken     SendingState = "taken"
	SendingDelivered SendingState = "delivered"
	SendingRejected  SendingState = "rejected"
	SendingDoubtful  SendingState = "doubtful"
	SendingAnswered  SendingState = "answered"
)

// Sending is one of a request, under an identifier of its own.
type Sending struct {
	ID        int64        `db:"id" json:"-"`
	RequestID int64        `db:"request_id" json:"-"`
	No        int          `db:"no" json:"no"`
	MessageID string       `db:"message_id" json:"message_id"`
	State     SendingState `db:"state" json:"state" enum:"waiting,taken,delivered,rejected,doubtful,answered"`
	Problem   string       `db:"problem" json:"problem"`
}

var sendingColumns = db.Columns[Sending]("")

// sendingOf is the sending that a message of ours is; false when it is none of ours.
func sendingOf(ctx context.Context, r db.Reader, out *smev.Outgoing) (Sending, bool, error) {
	args := []any{}
	ids := []string{string(out.ID)}
	for _, id := range out.Earlier {
		ids = append(ids, string(id))
	}
	list, err := db.All[Sending](ctx, r, "SELECT "+sendingColumns+" FROM interagency_sendings WHERE message_id IN "+db.In(&args, ids), args...)
	if err != nil || len(list) == 0 {
		return Sending{}, false, err
	}
	return list[0], true, nil
}

// errEarly is told of an answer that came before its sending was noted: it is worked again in a moment.
var errEarly = errors.New("interagency: the answer is faster than the note of its sending")
