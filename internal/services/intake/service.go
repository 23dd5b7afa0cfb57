package intake

import (
	"context"
	"log/slog"
	"time"

	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services/receipt"
)

// Service is the door.
type Service struct {
	db    *db.DB
	log   *slog.Logger
	queue queue
	pace  pace
}

// mostWaiting bounds the queue: some seconds of what two cores commit. Who would wait longer is told so at the door,
// while he has nothing to lose.
const mostWaiting = 16 << 10

// New makes the door of one node.
func New(d *db.DB, log *slog.Logger) *Service {
	s := &Service{db: d, log: log}
	s.queue = queue{limit: mostWaiting, commit: s.commit}
	return s
}

// Submit puts an application into the order and returns when it is durable. A repeat, by its key or its subject, returns
// what the first one got. Once it waits in the queue it is never given up: it ends with a place, or, when the database stays
// away, with the word that nothing is certain and the same key may come again.
func (s *Service) Submit(ctx context.Context, in Submission) (Accepted, error) {
	if err := in.check(); err != nil {
		return Accepted{}, err
	}
	if err := ctx.Err(); err != nil {
		return Accepted{}, err
	}
	w := &waiting{Submission: in, arrived: s.db.Now(), done: make(chan struct{})}
	w.year = w.arrived.Year()
	w.content = receipt.Content(in.Applicant, in.Channel, in.Subject, in.Form)
	if !s.queue.enter(w) {
		return Accepted{}, fail.New(fail.Unready, "intake.full", "%d wait already", mostWaiting).With("retry_after", s.pace.seconds(mostWaiting))
	}
	<-w.done
	return w.accepted, w.err
}

// Waiting is how many stand between the door and the receipt on this node.
func (s *Service) Waiting() int { return s.queue.length() }

// Delay is how long somebody who came now would wait for his receipt on this node.
func (s *Service) Delay() time.Duration { return s.pace.delay(s.queue.length()) }
