package batch

import (
	"context"
	"errors"
	"sync"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
	"veche/internal/signing"
)

// troubleFault is what the signatory reads of a fault of ours.
const troubleFault = "signing.batch_fault"

const (
	atOnce = 48               // documents that are asked for together
	hands  = 4                // sign side by side: most of a signature is waiting for the disk and for the time stamp
	stint  = 20 * time.Second // after which a job lets others go first
)

// work signs the next documents of a batch and comes again until none waits. It may be killed between any two lines: a
// signature that stands is found, and never put twice.
func (s *Service) work(ctx context.Context, job Work) error {
	until := time.Now().Add(stint)
	for {
		b, err := byID(ctx, s.db, job.ID)
		if err != nil || b.State != Running || !b.bySelf() {
			return err
		}
		by, may, err := s.signer(ctx, b)
		if err != nil {
			return err
		}
		if !may || b.outdated(s.db.Now()) {
			return s.close(ctx, b, Stopped)
		}
		list, err := next(ctx, s.db, b.ID, atOnce)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			return s.close(ctx, b, Done)
		}
		if err := s.signAll(ctx, by, b, list); err != nil {
			return err
		}
		if time.Now().After(until) {
			return jobs.Snooze(0)
		}
	}
}

// signer is the signatory as he is now, and whether he may still sign: his password counts until his confirmation ends.
func (s *Service) signer(ctx context.Context, b Batch) (by auth.Actor, may bool, err error) {
	_, disabled, err := s.sessions.State(ctx, s.db, b.AccountID)
	if err != nil {
		return by, false, err
	}
	by, err = s.org.ActorOf(ctx, s.db, b.AccountID, s.db.Now())
	if disabled || fail.KindOf(err) == fail.Denied || err == nil && !b.of(by) {
		return by, false, nil
	}
	by.Address, by.SteppedUp = b.Address, true
	return by, true, err
}

// signAll signs documents, several side by side, and returns the first trouble after all hands are still.
func (s *Service) signAll(ctx context.Context, by auth.Actor, b Batch, list []Item) error {
	var all sync.WaitGroup
	troubles := make([]error, hands)
	for hand := range hands {
		all.Go(func() {
			for at := hand; at < len(list) && troubles[hand] == nil; at += hands {
				troubles[hand] = s.sign(ctx, by, b, list[at])
			}
		})
	}
	all.Wait()
	return errors.Join(troubles...)
}

// sign puts one signature, or tells why not. A fault of ours leaves the document in the pile; the others are signed.
func (s *Service) sign(ctx context.Context, by auth.Actor, b Batch, i Item) error {
	put := s.signing.StandSign
	if b.Means == signing.Password {
		put = s.signing.Sign
	}
	// What follows a signature – its number, the letter to the parent – stands behind the jobs of people.
	sig, err := put(jobs.Behind(ctx, time.Second), by, i.DocumentID, i.SHA256)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return s.settle(ctx, b, i, sig, err)
}

// settle notes what became of a document.
func (s *Service) settle(ctx context.Context, b Batch, i Item, sig signing.Signature, why error) error {
	i.State, i.SignatureID = Signed, &sig.ID
	if why != nil {
		made, err := s.made(ctx, b, i)
		if err != nil {
			return err
		}
		if i.SignatureID = made; made == nil {
			i.State, i.Code = Skipped, s.code(ctx, i, why)
		}
	}
	return s.db.Tx(ctx, auth.System("signing"), func(tx *db.Tx) error { return settle(ctx, tx, i) })
}

// code is the reason for the signatory; what is our own fault stands in the log.
func (s *Service) code(ctx context.Context, i Item, why error) string {
	if code := fail.Code(why); code != "" {
		return code
	}
	s.log.WarnContext(ctx, "a document of a batch is not signed", "batch", i.BatchID, "document", i.DocumentID, "error", why)
	return troubleFault
}

// made finds the signature that this batch has put before the program was killed.
func (s *Service) made(ctx context.Context, b Batch, i Item) (*int64, error) {
	list, err := s.signing.List(ctx, s.db, i.DocumentID)
	if err != nil {
		return nil, err
	}
	for _, sig := range list {
		if sig.Means == b.Means && sig.SHA256 == i.SHA256 && sig.SignerID != nil && *sig.SignerID == b.SignerID && !sig.SignedAt.Before(b.BegunAt) {
			return &sig.ID, nil
		}
	}
	return nil, nil
}

func (s *Service) close(ctx context.Context, b Batch, to State) error {
	return s.db.Tx(ctx, auth.System("signing"), func(tx *db.Tx) error { return s.over(ctx, tx, b, to) })
}
