package batch

import (
	"context"
	"slices"
	"time"

	"veche/internal/platform/api"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
	"veche/internal/signing"
)

// Confirmation is what the signatory confirms: the pile as he has seen it, and with what he signs.
type Confirmation struct {
	Key
	Digest string        `json:"digest" minLength:"64" maxLength:"64" doc:"Of the list that was shown"`
	Means  signing.Means `json:"means" enum:"password,plugin,stand"`
}

// Begin takes the confirmation of a whole pile. A confirmation that was interrupted goes on where it stopped when the same
// pile is confirmed again; with another means it ends there, and the rest is signed by the new one.
func (s *Service) Begin(ctx context.Context, by auth.Actor, in Confirmation) (b Batch, err error) {
	if err := api.NeedStepUp(by); err != nil {
		return b, err
	}
	list, err := s.confirmed(ctx, by, in) // load, may
	if err != nil {
		return b, err
	}
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		before, err := runningOf(ctx, tx, by.PersonID, in.Key)
		if err != nil {
			return err
		}
		if before != nil && before.Means == in.Means && !before.outdated(tx.Now) {
			b = *before
			return nil
		}
		if before != nil {
			if err := s.over(ctx, tx, *before, Stopped); err != nil {
				return err
			}
		}
		b, err = s.begin(ctx, tx, in, list)
		return err
	})
	if _, twice := s.db.Dialect.IsUnique(err); twice { // the same person at the same moment in another window
		before, err := runningOf(ctx, s.db, by.PersonID, in.Key)
		if err == nil && before != nil {
			b = *before
		}
		return b, err
	}
	return b, err
}

// confirmed are the documents of a pile, if they are those that the signatory has seen, and may be signed so.
func (s *Service) confirmed(ctx context.Context, by auth.Actor, in Confirmation) ([]Entry, error) {
	list, err := s.entries(ctx, s.db, by, in.Key)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 || digest(list) != in.Digest {
		return nil, fail.New(fail.Conflict, "signing.pile_changed", "the pile of kind %d has %d documents", in.KindID, len(list)).With("count", len(list))
	}
	expected, err := s.expected(ctx, by, list[0])
	if err == nil && !slices.Contains(expected.Means, in.Means) {
		err = fail.Field("signing.means_unknown", "means", "unknown")
	}
	return list, err
}

func (s *Service) begin(ctx context.Context, tx *db.Tx, in Confirmation, list []Entry) (Batch, error) {
	b := Batch{BodyID: tx.By.BodyID, SignerID: tx.By.PersonID, AccountID: tx.By.AccountID, Address: tx.By.Address, // decide
		KindID: in.KindID, BasisID: in.BasisID, Means: in.Means, State: Running, Total: len(list), BegunAt: tx.Now}
	var err error
	if b.ID, err = db.Insert(ctx, tx, "signing_batches", b); err != nil { // save
		return b, err
	}
	if err := insertItems(ctx, tx, b.ID, list); err != nil {
		return b, err
	}
	entry := audit.Entry{Action: "signing_batch.begun", Object: b.Ref(), To: string(Running),
		Detail: map[string]any{"documents": b.Total, "digest": in.Digest, "means": b.Means, "basis": b.BasisID}}
	if err := audit.Write(ctx, tx, entry); err != nil || !b.bySelf() { // journal
		return b, err
	}
	return b, jobs.Add(ctx, tx, Work{b.ID}) // announce
}

// over closes a batch, whatever waits in it, and writes it into the journal.
func (s *Service) over(ctx context.Context, tx *db.Tx, b Batch, to State) error {
	first, err := end(ctx, tx, b.ID, to)
	if err != nil || !first {
		return err
	}
	signed, skipped, err := counts(ctx, tx, b.ID)
	if err != nil {
		return err
	}
	return audit.Write(ctx, tx, audit.Entry{Action: "signing_batch." + string(to), Object: b.Ref(), From: string(Running), To: string(to),
		Detail: map[string]any{"documents": b.Total, "signed": signed, "skipped": skipped}})
}

// Get is a batch of the one who asks; those of others are not there for him.
func (s *Service) Get(ctx context.Context, by auth.Actor, id int64) (Batch, error) {
	b, err := byID(ctx, s.db, id)
	if err == nil && !b.of(by) {
		err = fail.New(fail.NotFound, "signing.batch_not_found", "batch %d is not of person %d", id, by.PersonID)
	}
	return b, err
}

// Stop ends a batch where it stands: what is not signed stays in the pile.
func (s *Service) Stop(ctx context.Context, by auth.Actor, id int64) error {
	b, err := s.Get(ctx, by, id)
	if err != nil {
		return err
	}
	return s.db.Tx(ctx, by, func(tx *db.Tx) error { return s.over(ctx, tx, b, Stopped) })
}

// Omission is a document that was skipped, and why.
type Omission struct {
	DocumentID int64  `db:"document_id" json:"document_id"`
	Summary    string `db:"summary" json:"summary"`
	To         string `db:"addressee" json:"to"`
	Code       string `db:"code" json:"code" doc:"A key of the error sentences"`
}

// View is how a batch stands.
type View struct {
	ID        int64         `json:"id"`
	Means     signing.Means `json:"means" enum:"password,plugin,stand"`
	State     State         `json:"state" enum:"running,done,stopped"`
	Total     int           `json:"total"`
	Signed    int           `json:"signed"`
	Skipped   int           `json:"skipped"`
	BegunAt   time.Time     `json:"begun_at"`
	Omissions []Omission    `json:"omissions" doc:"What was skipped, the first fifty"`
}

// mostOmissions are told by name; of more the number.
const mostOmissions = 50

// View shows a batch.
func (s *Service) View(ctx context.Context, b Batch) (v View, err error) {
	v = View{ID: b.ID, Means: b.Means, State: b.State, Total: b.Total, BegunAt: b.BegunAt, Omissions: []Omission{}}
	if v.Signed, v.Skipped, err = counts(ctx, s.db, b.ID); err != nil || v.Skipped == 0 {
		return v, err
	}
	v.Omissions, err = db.All[Omission](ctx, s.db, `SELECT i.document_id, d.summary, i.code, `+addressee+`
		FROM signing_batch_items i JOIN documents d ON d.id = i.document_id WHERE i.batch_id = $1 AND i.state = $2 ORDER BY i.id LIMIT $3`, b.ID, Skipped, mostOmissions)
	return v, err
}

// running is the view of a batch of the actor over a pile that has not ended.
func (s *Service) running(ctx context.Context, by auth.Actor, key Key) (*View, error) {
	b, err := runningOf(ctx, s.db, by.PersonID, key)
	if err != nil || b == nil || b.outdated(s.db.Now()) {
		return nil, err
	}
	v, err := s.View(ctx, *b)
	return &v, err
}
