package certificates

import (
	"context"
	"errors"
	"fmt"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/jobs"
)

// watchEvery is often enough for a notice that counts days.
const watchEvery = 6 * time.Hour

// Jobs tells of certificates that end.
func Jobs(w *jobs.Worker, s *Service) {
	w.Every("certificates.watch", watchEvery, s.Watch)
}

// Watch tells owners and administrators thirty and seven days before a certificate ends, once each. One that has a
// successor is let go in silence.
func (s *Service) Watch(ctx context.Context) error {
	rows, err := db.All[Certificate](ctx, s.db, "SELECT "+db.Columns[Certificate]("c")+` FROM person_certificates c JOIN employees e ON e.id = c.employee_id
		WHERE c.state = 'bound' AND e.dismissed_at IS NULL AND c.not_after > $1
		  AND (c.told_days = 0 AND c.not_after <= $2 OR c.told_days = 30 AND c.not_after <= $3)
		  AND NOT EXISTS (SELECT 1 FROM person_certificates o WHERE o.employee_id = c.employee_id AND o.state = 'bound' AND o.not_after > $2)
		ORDER BY c.not_after, c.id LIMIT 500`, s.db.Now(), s.db.Now().Add(firstNotice*24*time.Hour), s.db.Now().Add(lastNotice*24*time.Hour))
	if err != nil {
		return err
	}
	var failed []error
	for _, c := range rows {
		if err := s.tellOfEnd(ctx, c); err != nil { // the others are told all the same
			failed = append(failed, fmt.Errorf("certificate %d: %w", c.ID, err))
		}
	}
	return errors.Join(failed...)
}

func (s *Service) tellOfEnd(ctx context.Context, c Certificate) error {
	return s.db.Tx(ctx, auth.System("certificates"), func(tx *db.Tx) error {
		days := c.ends(tx.Now)
		if days == 0 {
			return nil
		}
		c.ToldDays = days
		if err := save(ctx, tx, &c); err != nil { // another node was faster, or the administrator has decided
			return err
		}
		e, err := s.org.Person(ctx, tx, c.EmployeeID)
		if err != nil {
			return err
		}
		last := calendar.DateOf(c.NotAfter, s.org.Zone(ctx, tx, e.BodyID)).String()
		if err := s.notify.Notify(ctx, tx, e.ID, "certificate.ends", ownPage, map[string]any{"ends_on": last}); err != nil {
			return err
		}
		return s.tellAdministrators(ctx, tx, e, "certificate.of_employee_ends", map[string]any{"ends_on": last})
	})
}
