package remotesign

import (
	"context"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
)

// Cancel takes a request back from the phone. What has ended stays as it ended.
func (s *Service) Cancel(ctx context.Context, by auth.Actor, id int64) (RemoteSigning, error) {
	x, err := s.Get(ctx, by, id) // load, may
	if err != nil || x.State != Waiting {
		return x, err
	}
	if err := s.db.Tx(ctx, by, func(tx *db.Tx) error { return s.takeBack(ctx, tx, x) }); err != nil {
		return x, err
	}
	return s.Get(ctx, by, id)
}

// takeBack cancels a request that the phone has not answered and tells the service.
func (s *Service) takeBack(ctx context.Context, tx *db.Tx, x RemoteSigning) error {
	free, err := cancel(ctx, tx, x.ID)
	if err != nil {
		return err
	}
	if !free {
		return fail.New(fail.Conflict, "remote.too_late", "request %d is answered", x.ID)
	}
	return s.closed(ctx, tx, x, Cancelled, troubleCancelled)
}

// closed writes the end of a request into the journal; the service is told where it may still wait for the person.
func (s *Service) closed(ctx context.Context, tx *db.Tx, x RemoteSigning, to State, trouble string) error {
	d, err := s.Documents.Get(ctx, tx, x.DocumentID)
	if err != nil {
		return err
	}
	entry := audit.Entry{Action: "remote_signing." + string(to), Object: d.Ref(), From: string(x.State), To: string(to),
		Detail: map[string]any{"request": x.ID, "sha256": x.SHA256, "trouble": trouble}}
	if err := audit.Write(ctx, tx, entry); err != nil || to == Signed || to == Refused || x.answered() {
		return err
	}
	return jobs.Add(ctx, tx, Withdraw{x.ID})
}

// withdraw tells the service that nobody waits for the person any more. A service that does not hear it gives the
// request up itself when its term is over.
func (s *Service) withdraw(ctx context.Context, job Withdraw) error {
	x, err := byID(ctx, s.db, job.ID)
	if err != nil || s.client == nil || s.db.Now().After(x.ExpiresAt.Add(time.Hour)) {
		return err
	}
	id := x.ServiceID
	if id == "" {
		return nil // it was never asked, or has lost the request
	}
	_, err = s.client.Cancel(ctx, id)
	if refusedWith(err, ProblemUnknown) || refusedWith(err, ProblemDecided) {
		return nil
	}
	return err
}
