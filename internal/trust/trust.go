package trust

import (
	"strings"
	"time"

	"veche/cms/pki"
	"veche/internal/platform/audit"
	"veche/internal/platform/text"
)

// Role is what a trusted certificate is believed in.
type Role string

const (
	Root         Role = "root"         // ends a chain
	Intermediate Role = "intermediate" // completes chains, believed only through a root
	TimeStamps   Role = "tsa"          // a service of time stamps believed by itself
	Responder    Role = "ocsp"         // a service of OCSP that no authority has delegated to
)

// Source is where a trusted certificate came from.
type Source string

const (
	ByAdministrator Source = "admin"
	FromTSL         Source = "tsl"
	FromStand       Source = "stand" // of the demonstration: «без юридической силы»
)

// Certificate is a row of the list.
type Certificate struct {
	ID            int64      `db:"id"`
	SHA256        string     `db:"sha256"`
	DER           []byte     `db:"der"`
	Role          Role       `db:"role"`
	Source        Source     `db:"source"`
	Subject       string     `db:"subject"`
	Issuer        string     `db:"issuer"`
	Serial        string     `db:"serial"`
	NotBefore     time.Time  `db:"not_before"`
	NotAfter      time.Time  `db:"not_after"`
	Reason        string     `db:"reason"`
	AddedBy       string     `db:"added_by"`
	AddedAt       time.Time  `db:"added_at"`
	RemovedBy     string     `db:"removed_by"`
	RemovedAt     *time.Time `db:"removed_at"`
	RemovedReason string     `db:"removed_reason"`
	Fold          string     `db:"fold"` // what it is found by
}

// Ref names the certificate in the audit.
func (c Certificate) Ref() audit.Ref {
	return audit.Ref{Kind: "trusted_certificate", ID: c.ID, Title: c.Subject}
}

func describe(c *pki.Certificate, role Role, source Source) Certificate {
	words := []string{c.Subject.String(), c.Issuer.Short(), c.Serial(), c.Fingerprint()}
	return Certificate{
		Fold:   text.Fold(strings.Join(words, " ")),
		SHA256: c.Fingerprint(), DER: c.Raw(), Role: role, Source: source, Subject: c.Subject.Short(), Issuer: c.Issuer.Short(),
		Serial: c.Serial(), NotBefore: c.X509.NotBefore.UTC(), NotAfter: c.X509.NotAfter.UTC(),
	}
}

// Host is a row of the list of hosts.
type Host struct {
	ID        int64      `db:"id" json:"id"`
	Host      string     `db:"host" json:"host"`
	Note      string     `db:"note" json:"note"`
	AddedBy   string     `db:"added_by" json:"added_by"`
	AddedAt   time.Time  `db:"added_at" json:"added_at"`
	RemovedBy string     `db:"removed_by" json:"removed_by"`
	RemovedAt *time.Time `db:"removed_at" json:"removed_at"`
}

// Ref names the host in the audit.
func (h Host) Ref() audit.Ref { return audit.Ref{Kind: "fetch_host", ID: h.ID, Title: h.Host} }

// List is a list of revoked certificates (CRL) whose bytes lie in the store.
type List struct {
	ID           int64      `db:"id" json:"id"`
	SHA256       string     `db:"sha256" json:"sha256"`
	Issuer       string     `db:"issuer" json:"issuer"`
	Scope        string     `db:"scope" json:"-"`
	Number       string     `db:"number" json:"number"`
	ThisUpdate   time.Time  `db:"this_update" json:"this_update"`
	NextUpdate   *time.Time `db:"next_update" json:"next_update"`
	Entries      int        `db:"entries" json:"entries" doc:"Revoked certificates in it"`
	Size         int64      `db:"size" json:"size"`
	Source       string     `db:"source" json:"source" enum:"fetched,imported"`
	Address      string     `db:"address" json:"address"`
	KeptBy       string     `db:"kept_by" json:"kept_by"`
	KeptAt       time.Time  `db:"kept_at" json:"kept_at"`
	SupersededAt *time.Time `db:"superseded_at" json:"-"`
}

// Ref names the list in the audit.
func (l List) Ref() audit.Ref { return audit.Ref{Kind: "revocation_list", ID: l.ID, Title: l.Issuer} }

// Point is an address of a list with what came of the last attempt to fetch it.
type Point struct {
	ID      int64      `db:"id" json:"id"`
	Address string     `db:"address" json:"address"`
	Host    string     `db:"host" json:"host"`
	TriedAt *time.Time `db:"tried_at" json:"tried_at"`
	Trouble string     `db:"trouble" json:"trouble" doc:"unreachable, not_a_list, list_foreign, list_old, or empty"`
	Detail  string     `db:"detail" json:"detail"`
	ListID  *int64     `db:"list_id" json:"list_id"`
}
