package kindergarten

import (
	"context"
	"errors"

	"veche/internal/org"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
	"veche/internal/services"
	"veche/internal/services/directive"
	"veche/internal/services/intake"
)

// Service keeps the queues.
type Service struct {
	db           *db.DB
	intake       *intake.Service
	org          *org.Service
	calendar     calendar.Calendar
	applications *services.Service
	directives   *directive.Service
}

// New makes the service; the applications of its services are decided here from now on.
func New(d *db.DB, in *intake.Service, o *org.Service, c calendar.Calendar, applications *services.Service, directives *directive.Service) *Service {
	s := &Service{db: d, intake: in, org: o, calendar: c, applications: applications, directives: directives}
	applications.Kept(services.Kindergartens, s.leads)
	for _, acts := range []directive.Register{s.formations(), s.orders(), s.papers()} {
		directives.Follow(acts)
	}
	return s
}

func (s *Service) leads(ctx context.Context, r db.Reader, serviceID int64) (bool, error) {
	return db.Exists(ctx, r, "SELECT 1 FROM kindergarten_queues WHERE service_id = $1", serviceID)
}

// Keeps tells whether a service has a queue here: its public numbers are worth a link.
func (s *Service) Keeps(ctx context.Context, r db.Reader, serviceID int64) (bool, error) {
	return s.leads(ctx, r, serviceID)
}

// Queues are the services that have one here.
func (s *Service) Queues(ctx context.Context, r db.Reader) ([]int64, error) {
	return db.All[int64](ctx, r, "SELECT service_id FROM kindergarten_queues ORDER BY service_id")
}

// Jobs registers what the queue does by itself.
func Jobs(w *jobs.Worker, s *Service) {
	w.Every("kindergarten.receive", receiveEvery, s.ReceiveAll)
	w.Every("kindergarten.lapse", lapseEvery, s.Lapse)
}

var (
	queueColumns     = db.Columns[Queue]("")
	recordColumns    = db.Columns[Record]("")
	groupColumns     = db.Columns[Group]("")
	formationColumns = db.Columns[Formation]("")
	orderColumns     = db.Columns[Order]("")
	paperColumns     = db.Columns[Paper]("")
)

// queueOf is the queue of the officer's body; others do not learn that there is one.
func (s *Service) queueOf(ctx context.Context, r db.Reader, by auth.Actor) (Queue, error) {
	if !by.Can(RightEnrol) {
		return Queue{}, fail.New(fail.Denied, "kindergarten.denied", "the queue of kindergartens")
	}
	q, err := db.One[Queue](ctx, r, "SELECT "+queueColumns+" FROM kindergarten_queues WHERE body_id = $1", by.BodyID)
	if errors.Is(err, db.ErrNone) {
		err = fail.New(fail.NotFound, "kindergarten.no_queue", "body %d keeps no queue", by.BodyID)
	}
	return q, err
}

func (s *Service) queue(ctx context.Context, r db.Reader, id int64) (Queue, error) {
	return db.One[Queue](ctx, r, "SELECT "+queueColumns+" FROM kindergarten_queues WHERE id = $1", id)
}

// recordOf is a record of the officer's body, held until the end of the transaction.
func (s *Service) recordOf(ctx context.Context, tx *db.Tx, by auth.Actor, id int64) (Record, error) {
	none := fail.New(fail.NotFound, "kindergarten.not_found", "no record %d", id)
	r, err := db.One[Record](ctx, tx, "SELECT "+recordColumns+" FROM kindergarten_records WHERE id = $1"+tx.Words().Lock, id)
	if errors.Is(err, db.ErrNone) || err == nil && (r.BodyID != by.BodyID || !by.Can(RightEnrol)) {
		return r, none
	}
	return r, err
}

func (s *Service) wishesOf(ctx context.Context, r db.Reader, recordID int64) ([]Wish, error) {
	return db.All[Wish](ctx, r, "SELECT "+db.Columns[Wish]("")+" FROM kindergarten_wishes WHERE record_id = $1 ORDER BY position", recordID)
}

func (s *Service) save(ctx context.Context, tx *db.Tx, r *Record, action string, was State) error {
	r.ChangedAt = tx.Now
	n, err := db.Update(ctx, tx, "kindergarten_records", *r)
	if err == nil && n == 0 {
		err = fail.New(fail.Conflict, "kindergarten.stale", "record %d was changed by somebody else", r.ID)
	}
	if err != nil {
		return err
	}
	r.Version++
	if r.State != was && (r.State == Refused || r.State == Withdrawn) { // the parents may ask for the record anew
		if err := s.intake.End(ctx, tx, r.ServiceID, r.Year, r.Sequence); err != nil {
			return err
		}
	}
	return audit.Write(ctx, tx, audit.Entry{Action: "kindergarten." + action, Object: r.Ref(), From: string(was), To: string(r.State), Detail: map[string]any{"reason": r.Reason}})
}

// moved writes into the queues of all wished kindergartens that somebody came or left: others see why their place moved.
func (s *Service) moved(ctx context.Context, tx *db.Tx, r Record, came bool, why string) error {
	wishes, err := s.wishesOf(ctx, tx, r.ID)
	if err != nil {
		return err
	}
	for _, w := range wishes {
		if _, err := tx.Exec(ctx, `INSERT INTO kindergarten_moves (kindergarten_id, cohort, profile, record_id, rank, accepted_at, came, why, at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, w.KindergartenID, r.Cohort, r.Profile, r.ID, w.Rank, r.AcceptedAt, came, why, tx.Now); err != nil {
			return err
		}
	}
	return nil
}

// ranks writes the ranks of the wishes anew, by the benefit that is proven.
func (s *Service) ranks(ctx context.Context, tx *db.Tx, q Queue, r Record) error {
	wishes, err := s.wishesOf(ctx, tx, r.ID)
	if err != nil {
		return err
	}
	for _, w := range wishes {
		if _, err := tx.Exec(ctx, "UPDATE kindergarten_wishes SET rank = $1 WHERE record_id = $2 AND position = $3", q.rank(r.Benefit, r.in(w.KindergartenID)), r.ID, w.Position); err != nil {
			return err
		}
	}
	return s.rankOf(ctx, tx, r.ID)
}
