package intake

import (
	"context"
	"strconv"
	"time"

	"veche/internal/platform/db"
)

// End says that an accepted application has ended without its aim: it was refused or withdrawn. Its subject may stand in
// the order once more when the next window is open (приказ № 458 п. 17: whom stage 1 does not take applies in stage 2).
func (s *Service) End(ctx context.Context, tx *db.Tx, serviceID int64, year int, sequence int64) error {
	_, err := tx.Exec(ctx, `INSERT INTO intake_ends (subject, service_id, year, accepted_at) SELECT subject, service_id, year, at FROM intake
		WHERE service_id = $1 AND year = $2 AND sequence = $3 AND subject <> '' ON CONFLICT DO NOTHING`, serviceID, year, sequence)
	return err
}

// mostAgain is how often in a year somebody may come again through a door without hours.
const mostAgain = 10

// again is somebody who comes in a later window: did his application of an earlier one end?
type again struct {
	subjects []string // under which he may stand there already, the oldest first
	in       series
	before   time.Time // the opening of this window
	ended    int       // how many of them have ended before
	err      error
	done     chan struct{}
}

// subjectIn is the name under which a subject stands in a window. It is the first one as long as the application that has
// it goes on, so a repeat gets the first number; when that has ended before this window opened, it is another one. In the
// first window, which is that of the surge, nothing is asked; in later ones many are asked about at once.
//
// A door without hours has no windows, so there it is enough that the application has ended: a child taken off the record of
// the kindergartens is put on it anew when the parents ask.
func (s *Service) subjectIn(w Window, in series, subject string) (string, error) {
	times, before := w.No, w.Opens
	if w.Standing {
		times, before = mostAgain, s.db.Now()
	}
	if times == 0 || subject == "" {
		return subject, nil
	}
	a := &again{in: in, before: before, done: make(chan struct{})}
	for n := range times {
		a.subjects = append(a.subjects, nth(subject, n))
	}
	if !s.returning.enter(a) {
		return "", s.full()
	}
	<-a.done
	return nth(subject, a.ended), a.err
}

// nth names the n-th application of a subject in a year.
func nth(subject string, n int) string {
	if n == 0 {
		return subject
	}
	return subject + "/" + strconv.Itoa(n+1)
}

// ended is an application of the past.
type ended struct {
	Subject    string    `db:"subject"`
	ServiceID  int64     `db:"service_id"`
	Year       int       `db:"year"`
	AcceptedAt time.Time `db:"accepted_at"`
}

// lookBack answers a batch of those who come again.
func (s *Service) lookBack(batch []*again) {
	var subjects []string
	for _, a := range batch {
		subjects = append(subjects, a.subjects...)
	}
	var args []any
	query := "SELECT subject, service_id, year, accepted_at FROM intake_ends WHERE " + db.Among(s.orders, &args, "subject", subjects)
	list, err := db.All[ended](context.Background(), s.orders, query, args...)
	bySubject := make(map[string][]ended, len(list))
	for _, e := range list {
		bySubject[e.Subject] = append(bySubject[e.Subject], e)
	}
	for _, a := range batch {
		a.err = err
		for a.ended < len(a.subjects) && a.over(bySubject[a.subjects[a.ended]]) {
			a.ended++
		}
		close(a.done)
	}
}

// over tells whether the application of the series is among those that ended, and had come before this window.
func (a *again) over(list []ended) bool {
	for _, e := range list {
		if e.ServiceID == a.in.ServiceID && e.Year == a.in.Year && e.AcceptedAt.Before(a.before) {
			return true
		}
	}
	return false
}
