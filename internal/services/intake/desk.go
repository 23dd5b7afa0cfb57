package intake

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/text"
	"veche/internal/services/catalogue"
	"veche/internal/services/form"
)

// Catalogue is what the door asks of the catalogue of services.
type Catalogue interface {
	EntryByID(ctx context.Context, r db.Reader, id int64) (catalogue.Entry, error)
	VersionByID(ctx context.Context, r db.Reader, id int64) (catalogue.Version, error)
	Published(ctx context.Context, r db.Reader, serviceID int64, on time.Time) (catalogue.Version, error)
}

// Bodies is what the door asks of the structure of the region: days are counted at the place of the body.
type Bodies interface {
	Zone(ctx context.Context, r db.Reader, bodyID int64) *time.Location
}

// desk is one published version made ready for the hot path. A version never changes, so a desk is kept.
type desk struct {
	serviceID int64
	form      *form.Form
	zone      *time.Location
	always    []Window                 // by the passport
	windows   atomic.Pointer[[]Window] // as they are known now
	asked     atomic.Int64             // µs; when the windows were asked for
	paths     []string                 // of the answers that make the subject, then the place
	subjects  int                      // how many of them make the subject; 0: the service has no order
}

// desks are the versions that applications come for.
type desks struct {
	mu   sync.RWMutex
	byID map[int64]*desk
	// current is the version in force, asked anew each second: what was published holds on every node a second later.
	current map[int64]*inForce
}

type inForce struct {
	versionID int64
	asked     atomic.Int64 // µs
}

const (
	mostDesks  = 2000
	askedAnew  = time.Second
	mostForces = 2000
)

// desk finds the desk of a version.
func (s *Service) desk(ctx context.Context, versionID int64) (*desk, error) {
	s.desks.mu.RLock()
	d := s.desks.byID[versionID]
	s.desks.mu.RUnlock()
	if d != nil {
		return d, nil
	}
	v, err := s.catalogue.VersionByID(ctx, s.db, versionID)
	if err != nil {
		return nil, err
	}
	if d, err = s.newDesk(ctx, v); err != nil {
		return nil, err
	}
	s.desks.mu.Lock()
	defer s.desks.mu.Unlock()
	if s.desks.byID == nil || len(s.desks.byID) >= mostDesks {
		s.desks.byID = map[int64]*desk{}
	}
	s.desks.byID[versionID] = d
	return d, nil
}

func (s *Service) newDesk(ctx context.Context, v catalogue.Version) (*desk, error) {
	entry, err := s.catalogue.EntryByID(ctx, s.db, v.ServiceID)
	if err != nil {
		return nil, err
	}
	d := &desk{serviceID: v.ServiceID, zone: s.bodies.Zone(ctx, s.db, entry.BodyID)}
	if d.form, err = form.Compile([]byte(v.Form)); err != nil {
		return nil, fmt.Errorf("form of version %d: %w", v.ID, err)
	}
	d.always = []Window{{}}
	d.windows.Store(&d.always)
	order := v.Passport.V.Order
	if order == nil {
		return d, nil
	}
	if d.always[0].Opens, err = order.OpensAt(); err != nil {
		return nil, err
	}
	if d.always[0].Closes, err = order.ClosesAt(); err != nil {
		return nil, err
	}
	d.always[0].Standing = d.always[0].Opens.IsZero() && d.always[0].Closes.IsZero()
	if d.zone, err = time.LoadLocation(order.Zone); err != nil {
		return nil, fmt.Errorf("zone of the order: %w", err)
	}
	d.subjects, d.paths = len(order.Subject), append(append([]string{}, order.Subject...), order.Place...)
	return d, nil
}

// inForce is the version by which a service is applied for now. One asks the database, and the others go on with what is
// known meanwhile: ten thousand a second do not wait for it, nor ask it all at once.
func (s *Service) inForce(ctx context.Context, serviceID int64) (int64, error) {
	now := s.db.Now()
	s.desks.mu.RLock()
	known := s.desks.current[serviceID]
	s.desks.mu.RUnlock()
	if known == nil {
		return s.askVersion(ctx, serviceID, now)
	}
	if asked := known.asked.Load(); now.Sub(time.UnixMicro(asked)) >= askedAnew && known.asked.CompareAndSwap(asked, now.UnixMicro()) {
		return s.askVersion(ctx, serviceID, now)
	}
	return known.versionID, nil
}

func (s *Service) askVersion(ctx context.Context, serviceID int64, now time.Time) (int64, error) {
	v, err := s.catalogue.Published(ctx, s.db, serviceID, now)
	if err != nil {
		return 0, err
	}
	s.desks.mu.Lock()
	defer s.desks.mu.Unlock()
	if s.desks.current == nil || len(s.desks.current) >= mostForces {
		s.desks.current = map[int64]*inForce{}
	}
	f := &inForce{versionID: v.ID}
	f.asked.Store(now.UnixMicro())
	s.desks.current[serviceID] = f
	return v.ID, nil
}

// take checks the answers and fills in what the order of the service takes from them.
func (d *desk) take(in *Submission, now time.Time) error {
	values, problems := d.form.Take(in.Form, calendar.DateOf(now, d.zone), d.paths...)
	if problems != nil {
		wrong := make(map[string]string, len(problems))
		for _, one := range problems {
			wrong[one.Path] = one.Code
		}
		return fail.Fields("intake.wrong", wrong)
	}
	return d.stand(in, values)
}

// stand gives an application its subject and its place by the answers that the order names.
func (d *desk) stand(in *Submission, values []string) error {
	if d.subjects == 0 {
		return nil
	}
	for i, v := range values {
		if v == "" {
			return fail.New(fail.Invalid, "intake.no_subject", "no answer %s", d.paths[i])
		}
	}
	in.Subject, in.Place = subjectOf(values[:d.subjects]), strings.Join(values[d.subjects:], ", ")
	if len(in.Place) > mostWord {
		return fail.New(fail.Invalid, "intake.no_subject", "the place has %d bytes", len(in.Place))
	}
	return nil
}

// PlaceName is what the place of an accepted application is counted in, as people call it: the school and the group by
// their titles in the form. The order itself, and what is proven of it, holds the codes.
func (s *Service) PlaceName(ctx context.Context, a Accepted) (string, error) {
	if a.Place == "" {
		return "", nil
	}
	d, err := s.desk(ctx, a.VersionID)
	if err != nil {
		return "", err
	}
	if names := strings.Join(d.form.Words([]byte(a.Form), d.paths[d.subjects:]...), ", "); strings.Trim(names, ", ") != "" {
		return names, nil
	}
	return a.Place, nil
}

// subjectOf names what may stand in an order once. It is a hash: the key stands in an index and in places where the child's
// number has no business to be. People write one number with other spaces and letters, so it is folded first.
func subjectOf(values []string) string {
	var b []byte
	for _, v := range values {
		b = append(strconv.AppendQuote(b, text.Fold(v)), '\n')
	}
	h := sha256.Sum256(b)
	return base64.RawURLEncoding.EncodeToString(h[:16])
}
