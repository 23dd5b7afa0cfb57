package batch

import (
	"slices"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/signing"
)

// State of a batch.
type State string

const (
	Running State = "running"
	Done    State = "done"
	Stopped State = "stopped" // by the signatory, or because he may not sign any more
)

// Batch is one confirmation over many documents.
type Batch struct {
	ID        int64         `db:"id"`
	BodyID    int64         `db:"body_id"`
	SignerID  int64         `db:"signer_id"`
	AccountID int64         `db:"account_id"`
	Address   string        `db:"address"` // from which he confirmed
	KindID    int64         `db:"kind_id"`
	BasisID   int64         `db:"basis_id"`
	Means     signing.Means `db:"means"`
	State     State         `db:"state"`
	Total     int           `db:"total"`
	BegunAt   time.Time     `db:"begun_at"`
	EndedAt   *time.Time    `db:"ended_at"`
}

// Ref names the batch in the audit.
func (b Batch) Ref() audit.Ref { return audit.Ref{Kind: "signing_batch", ID: b.ID} }

// here are the means whose key the program itself can use once the signatory has confirmed.
var here = []signing.Means{signing.Password, signing.StandKey}

// bySelf reports whether a job signs; otherwise the page of the signatory does.
func (b Batch) bySelf() bool { return slices.Contains(here, b.Means) }

// valid is for how long a confirmation stands: who confirms in the morning does not sign on another day.
const valid = 24 * time.Hour

func (b Batch) outdated(now time.Time) bool { return now.After(b.BegunAt.Add(valid)) }

// of reports whether a batch is the actor's own.
func (b Batch) of(by auth.Actor) bool { return by.Is(b.SignerID) }

// Fate is what became of a document of a batch.
type Fate string

const (
	Waiting Fate = "waiting"
	Signed  Fate = "signed"
	Skipped Fate = "skipped"
)

// Item is a document of a batch with the text that was shown.
type Item struct {
	ID          int64      `db:"id"`
	BatchID     int64      `db:"batch_id"`
	DocumentID  int64      `db:"document_id"`
	SHA256      string     `db:"sha256"`
	State       Fate       `db:"state"`
	Code        string     `db:"code"`
	SignatureID *int64     `db:"signature_id"`
	DoneAt      *time.Time `db:"done_at"`
}
