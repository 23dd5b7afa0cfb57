package certificates

import (
	"encoding/hex"
	"time"

	"veche/cms/pki"
	"veche/internal/platform/audit"
	"veche/internal/platform/db"
)

// State is how a certificate stands to an employee.
type State string

const (
	Waiting State = "waiting" // he has signed with it; nobody has confirmed yet that it is his
	Bound   State = "bound"
	Unbound State = "unbound"
)

// Ground is why a certificate is bound.
type Ground string

const (
	ByAdministrator Ground = "administrator"
	BySNILS         Ground = "snils"
	ByINN           Ground = "inn"
	ByStand         Ground = "stand" // the demonstration's own authority has issued it to him
)

// Certificate is one that is known of an employee: the row of the table.
type Certificate struct {
	ID          int64      `db:"id"`
	BodyID      int64      `db:"body_id"`
	EmployeeID  int64      `db:"employee_id"`
	DER         []byte     `db:"der"`
	SHA256      string     `db:"sha256"`
	Streebog256 string     `db:"streebog256"`
	Serial      string     `db:"serial"`
	Owner       string     `db:"owner"`
	Issuer      string     `db:"issuer"`
	NotBefore   time.Time  `db:"not_before"`
	NotAfter    time.Time  `db:"not_after"`
	State       State      `db:"state"`
	Ground      Ground     `db:"ground"`
	FirstSeenAt time.Time  `db:"first_seen_at"`
	DecidedAt   *time.Time `db:"decided_at"`
	DecidedBy   string     `db:"decided_by"`
	Reason      string     `db:"reason"`
	ToldDays    int        `db:"told_days"`
	Version     int64      `db:"version"`
}

// Ref names it in the audit.
func (c Certificate) Ref() audit.Ref {
	return audit.Ref{Kind: "person_certificate", ID: c.ID, Title: c.Serial}
}

func newRow(c *pki.Certificate) Certificate {
	return Certificate{
		DER: c.Raw(), SHA256: c.Fingerprint(), Streebog256: hex.EncodeToString(pki.Streebog256.Sum(c.Raw())), Serial: c.Serial(),
		Owner: c.Subject.Short(), Issuer: c.Issuer.Short(), NotBefore: c.X509.NotBefore.UTC(), NotAfter: c.X509.NotAfter.UTC(),
		State: Waiting, Version: 1,
	}
}

// bind makes the certificate the employee's.
func (c *Certificate) bind(tx *db.Tx, ground Ground) {
	c.State, c.Ground, c.DecidedAt, c.DecidedBy, c.Reason = Bound, ground, &tx.Now, "", ""
	if ground == ByAdministrator {
		c.DecidedBy = tx.By.Name
	}
}

// ends tells of how many days before the end a notice is due, 0 of none.
func (c Certificate) ends(now time.Time) int {
	left := c.NotAfter.Sub(now)
	switch {
	case left <= 0:
		return 0
	case left <= lastNotice*24*time.Hour:
		return lastNotice
	case left <= firstNotice*24*time.Hour:
		return firstNotice
	}
	return 0
}

// Days before the end of a certificate at which its owner and the administrator are told: a new one takes a week or two.
const (
	firstNotice = 30
	lastNotice  = 7
)
