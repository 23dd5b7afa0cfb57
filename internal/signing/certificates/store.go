package certificates

import (
	"context"
	"errors"
	"strings"
	"time"

	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

var columns = db.Columns[Certificate]("")

func byID(ctx context.Context, r db.Reader, id int64) (Certificate, error) {
	c, err := db.One[Certificate](ctx, r, "SELECT "+columns+" FROM person_certificates WHERE id = $1", id)
	return c, db.Absent(err, "certificate.absent", id)
}

// known is a certificate of an employee by its hash, nil when nobody has seen it with him.
func known(ctx context.Context, r db.Reader, employeeID int64, sha256 string) (*Certificate, error) {
	c, err := db.One[Certificate](ctx, r, "SELECT "+columns+" FROM person_certificates WHERE employee_id = $1 AND sha256 = $2", employeeID, sha256)
	if errors.Is(err, db.ErrNone) {
		return nil, nil
	}
	return &c, err
}

func of(ctx context.Context, r db.Reader, employeeID int64) ([]Certificate, error) {
	return db.All[Certificate](ctx, r, "SELECT "+columns+" FROM person_certificates WHERE employee_id = $1 ORDER BY not_after DESC, id DESC LIMIT 100", employeeID)
}

// needingCare are those of a body that wait for the administrator, and those in use that end soon.
func needingCare(ctx context.Context, r db.Reader, bodyID int64, now time.Time) ([]Certificate, error) {
	return db.All[Certificate](ctx, r, "SELECT "+db.Columns[Certificate]("c")+` FROM person_certificates c JOIN employees e ON e.id = c.employee_id
		WHERE c.body_id = $1 AND e.dismissed_at IS NULL AND c.not_after > $2 AND (c.state = 'waiting' OR c.state = 'bound' AND c.not_after < $3)
		ORDER BY c.state DESC, c.not_after, c.id LIMIT 200`, bodyID, now, now.Add(firstNotice*24*time.Hour))
}

// staleCode tells that somebody has written the row since it was read.
const staleCode = "certificate.stale"

// save writes a row that was read before; somebody may have been faster.
func save(ctx context.Context, tx *db.Tx, c *Certificate) error {
	var err error
	if c.ID == 0 {
		c.FirstSeenAt = tx.Now
		c.ID, err = db.Insert(ctx, tx, "person_certificates", *c)
	} else {
		var n int64
		if n, err = db.Update(ctx, tx, "person_certificates", *c); err == nil && n == 0 {
			return fail.New(fail.Conflict, staleCode, "certificate %d was changed", c.ID)
		}
		c.Version++
	}
	what, twice := tx.Words().IsUnique(err)
	switch {
	case !twice:
		return err
	case strings.Contains(what, "employee_id") || strings.Contains(what, "person_certificates_once"):
		return fail.New(fail.Conflict, staleCode, "%s was kept at the same moment", c.SHA256)
	}
	return fail.New(fail.Conflict, "certificate.of_another", "%s is bound to somebody else", c.SHA256)
}
