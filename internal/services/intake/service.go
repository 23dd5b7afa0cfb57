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
	db         *db.DB
	orders     *db.DB // the same, with connections of the committer's own
	catalogue  Catalogue
	bodies     Bodies
	log        *slog.Logger
	desks      desks
	seals      seals
	persons    fairness[int64]
	strangers  fairness[string]
	drafts     Drafts
	receptions Receptions
	rooms      rooms
	queue      queue[waiting]
	reading    queue[asked]
	returning  queue[again]
	pace       pace
	left       map[series]*known // as this node has left them; of the committer alone
}

// mostWaiting bounds the queue: some seconds of what two cores commit. Who would wait longer is told so at the door,
// while he has nothing to lose.
const mostWaiting = 16 << 10

// breath is from one commit to the next, unless enough wait before. A commit costs the processor as much as dozens of rows;
// in a surge five hundred short ones a second would take from those who wait what they are in haste for.
const (
	breath = 2 * time.Millisecond
	enough = 40
)

// New makes the door of one node.
func New(d *db.DB, c Catalogue, bodies Bodies, log *slog.Logger) *Service {
	s := &Service{db: d, orders: d, catalogue: c, bodies: bodies, log: log, persons: perPerson(), strangers: perAddress(), left: map[series]*known{}}
	s.queue = queue[waiting]{limit: mostWaiting, serve: s.commit, breath: breath, enough: enough, filled: make(chan struct{}, 1)}
	s.reading = queue[asked]{limit: mostWaiting, serve: s.read}
	s.returning = queue[again]{limit: mostWaiting, serve: s.lookBack}
	return s
}

// Aside gives the committer connections of its own: it does not stand in line with people who open cards.
func (s *Service) Aside(d *db.DB) { s.orders = d }

// Begun tells where the drafts are that come with a pass and without a form.
func (s *Service) Begun(d Drafts) { s.drafts = d }

// Submit puts an application into the order and returns when it is durable. A repeat, by its key or its subject, returns
// what the first one got. Once it waits in the queue it is never given up: it ends with a place, or, when the database stays
// away, with the word that nothing is certain and the same key may come again.
func (s *Service) Submit(ctx context.Context, in Submission) (Accepted, error) {
	desk, err := s.desk(ctx, in.VersionID)
	if err != nil {
		return Accepted{}, err
	}
	now := s.db.Now()
	window, err := s.window(ctx, desk, now)
	if err != nil {
		return Accepted{}, err
	}
	if in.Subject == "" && desk.subjects > 0 {
		if err := desk.stand(&in, desk.form.Values(in.Form, desk.paths...)); err != nil {
			return Accepted{}, err
		}
	}
	if err := in.check(desk.serviceID); err != nil {
		return Accepted{}, err
	}
	year := now.In(desk.zone).Year()
	if in.Subject, err = s.subjectIn(window, series{in.ServiceID, year}, in.Subject); err != nil {
		return Accepted{}, err
	}
	w := &waiting{Submission: in, arrived: now, year: year, done: make(chan struct{})}
	w.content = receipt.Content(in.Applicant, in.Channel, in.Subject, in.Form)
	if !s.queue.enter(w) {
		return Accepted{}, s.full()
	}
	<-w.done
	return w.accepted, w.err
}

func (s *Service) full() error {
	return fail.New(fail.Unready, "intake.full", "%d wait already", mostWaiting).With("retry_after", s.pace.seconds(mostWaiting))
}

// Waiting is how many stand between the door and the receipt on this node.
func (s *Service) Waiting() int { return s.queue.length() }

// busyPace is a surge: no working day brings so many a second.
const busyPace = 500

// Busy tells whether so many come to this node that whoever works behind the door should leave it the database for a while:
// what was accepted waits safely, and those at the door do not.
func (s *Service) Busy() bool { return s.pace.recent(time.Now()) >= busyPace }

// Delay is how long somebody who came now would wait for his receipt on this node.
func (s *Service) Delay() time.Duration { return s.pace.delay(s.queue.length()) }
