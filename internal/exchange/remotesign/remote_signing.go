package remotesign

import (
	"crypto/rand"
	"fmt"
	"math/big"
	"time"

	"veche/internal/platform/audit"
)

// State is how a remote signing stands.
type State string

const (
	Waiting   State = "waiting"
	Signed    State = "signed"
	Refused   State = "refused"
	TimedOut  State = "timed_out"
	Failed    State = "failed"
	Cancelled State = "cancelled"
)

// Codes of the reasons why nothing was signed; refusals of signing itself keep their own codes.
const (
	troubleRefused     = "remote.refused"
	troubleTimedOut    = "remote.timed_out"
	troubleCancelled   = "remote.cancelled"
	troubleUnreachable = "remote.unreachable"
	troubleNotAccepted = "remote.not_accepted"
	troubleNoSigner    = "remote.unknown_signer"
	troubleService     = "remote.service_failed"
	troubleWrongAnswer = "remote.wrong_answer"
	troubleBroken      = "remote.broken_answer"
	troubleSignerLeft  = "remote.signer_left"
	troubleForeign     = "signing.foreign_certificate"
	troubleStale       = "signing.stale_version"
	troubleWrongState  = "signing.wrong_state"
)

// RemoteSigning is one request to sign on the phone: the row of the table.
type RemoteSigning struct {
	ID          int64      `db:"id"`
	Key         string     `db:"key"`
	BodyID      int64      `db:"body_id"`
	DocumentID  int64      `db:"document_id"`
	SHA256      string     `db:"sha256"`
	SignerID    int64      `db:"signer_id"`
	AccountID   int64      `db:"account_id"`
	Address     string     `db:"address"`
	State       State      `db:"state"`
	Code        string     `db:"code"`
	Form        Form       `db:"form"`
	Certificate []byte     `db:"certificate"`
	ServiceID   string     `db:"service_id"`
	CreatedAt   time.Time  `db:"created_at"`
	ExpiresAt   time.Time  `db:"expires_at"`
	AnsweredAt  *time.Time `db:"answered_at"`
	Answer      []byte     `db:"answer"`
	EndedAt     *time.Time `db:"ended_at"`
	Trouble     string     `db:"trouble"`
	Reason      string     `db:"reason"`
	SignatureID *int64     `db:"signature_id"`
}

// Ref names the request in the audit.
func (x RemoteSigning) Ref() audit.Ref {
	return audit.Ref{Kind: "remote_signing", ID: x.ID, Title: x.Code}
}

// answered reports whether the phone has spoken: from then on nobody takes the request back.
func (x RemoteSigning) answered() bool { return x.AnsweredAt != nil }

// late reports whether the time to confirm is over. An answer that was on its way at the last second still counts, for
// the service itself refuses to sign after the term.
func (x RemoteSigning) late(now time.Time) bool { return now.After(x.ExpiresAt.Add(grace)) }

const grace = time.Minute

// newCode is what both screens show: the person compares it before he confirms, so that he does not confirm a request
// that somebody else began.
func newCode() string {
	n, err := rand.Int(rand.Reader, big.NewInt(10_000))
	if err != nil {
		panic(err) // never happens: crypto/rand ends the program itself
	}
	return fmt.Sprintf("%04d", n)
}
