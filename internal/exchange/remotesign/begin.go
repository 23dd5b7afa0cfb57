package remotesign

import (
	"context"
	"crypto/rand"

	"veche/internal/platform/api"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
)

// Begin sends the text with this hash to the phone of the one who acts. Asked again while the phone is silent, it
// returns the request that waits; a request for an older text is taken back.
func (s *Service) Begin(ctx context.Context, by auth.Actor, documentID int64, sha256 string) (x RemoteSigning, err error) {
	if s.client == nil {
		return x, fail.New(fail.Conflict, "remote.not_set_up", "no remote signing service")
	}
	expected, err := s.Signing.Expect(ctx, by, documentID, sha256) // load, may
	if err != nil {
		return x, err
	}
	if err := api.NeedStepUp(by); err != nil {
		return x, err
	}
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		before, err := waitingOf(ctx, tx, documentID, by.PersonID)
		if err != nil {
			return err
		}
		if before != nil && before.SHA256 == expected.SHA256 {
			x = *before
			return nil
		}
		if before != nil {
			if err := s.takeBack(ctx, tx, *before); err != nil {
				return err
			}
		}
		x, err = s.begin(ctx, tx, documentID, expected.SHA256)
		return err
	})
	if _, twice := s.db.Dialect.IsUnique(err); twice { // the same person at the same moment in another window
		return s.begun(ctx, documentID, by.PersonID)
	}
	return x, err
}

// begin writes the request and announces it.
func (s *Service) begin(ctx context.Context, tx *db.Tx, documentID int64, sha256 string) (RemoteSigning, error) {
	d, err := s.Documents.Get(ctx, tx, documentID)
	if err != nil {
		return RemoteSigning{}, err
	}
	x := RemoteSigning{ // decide
		Key: rand.Text(), BodyID: d.BodyID, DocumentID: d.ID, SHA256: sha256, SignerID: tx.By.PersonID, AccountID: tx.By.AccountID,
		Address: tx.By.Address, State: Waiting, Code: newCode(), Form: s.client.server.Form, CreatedAt: tx.Now, ExpiresAt: tx.Now.Add(s.term),
	}
	if x.ID, err = db.Insert(ctx, tx, "remote_signings", x); err != nil { // save
		return x, err
	}
	entry := audit.Entry{Action: "remote_signing.begun", Object: d.Ref(), To: string(x.State),
		Detail: map[string]any{"request": x.ID, "sha256": x.SHA256, "expires_at": x.ExpiresAt}}
	if err := audit.Write(ctx, tx, entry); err != nil { // journal
		return x, err
	}
	return x, jobs.Add(ctx, tx, Work{x.ID}) // announce
}

func (s *Service) begun(ctx context.Context, documentID, signerID int64) (RemoteSigning, error) {
	x, err := waitingOf(ctx, s.db, documentID, signerID)
	if err == nil && x == nil {
		err = db.ErrNone
	}
	if err != nil {
		return RemoteSigning{}, err
	}
	return *x, nil
}

// Get is a request of the one who asks; those of others are not there for him.
func (s *Service) Get(ctx context.Context, by auth.Actor, id int64) (RemoteSigning, error) {
	x, err := byID(ctx, s.db, id)
	if err == nil && !by.Is(x.SignerID) {
		err = fail.New(fail.NotFound, "remote.not_found", "request %d is not of person %d", id, by.PersonID)
	}
	return x, err
}
