package remotesign

import (
	"context"
	"errors"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
	"veche/internal/signing"
)

const (
	soon  = 2 * time.Second // a person looks at his phone
	later = 5 * time.Second // the service does not answer
)

// work brings a request one step further and comes again until it has ended. It may be killed between any two lines.
func (s *Service) work(ctx context.Context, job Work) error {
	x, err := byID(ctx, s.db, job.ID)
	if err != nil || x.State != Waiting || s.client == nil {
		return err
	}
	by, code, err := s.actor(ctx, x)
	if err == nil && code == "" && !x.answered() {
		code, err = s.outdated(ctx, x)
	}
	switch {
	case err != nil:
		return err
	case code != "":
		return s.finish(ctx, x, Failed, code, "")
	case x.answered():
		return s.attach(ctx, x, by)
	}
	status, err := s.status(ctx, x, by)
	if err != nil {
		return s.notTold(ctx, x, err)
	}
	return s.follow(ctx, x, by, status)
}

// status asks the service how the request stands; the first time it gives it to the service.
func (s *Service) status(ctx context.Context, x RemoteSigning, by auth.Actor) (Status, error) {
	if x.ServiceID != "" {
		status, err := s.client.Status(ctx, x.ServiceID)
		if err == nil && (status.Key != x.Key || status.ID != x.ServiceID) {
			err = errWrongAnswer
		}
		return status, err
	}
	status, err := s.ask(ctx, x, by)
	if err != nil {
		return status, err
	}
	return status, s.keepName(ctx, x, status.ID)
}

// notTold is what follows when the standing of a request could not be learned.
func (s *Service) notTold(ctx context.Context, x RemoteSigning, err error) error {
	var refusal *Refusal
	switch {
	case refusedWith(err, ProblemUnknown): // the service has lost it: it is asked again under the same key
		if err := s.keepName(ctx, x, ""); err != nil {
			return err
		}
		return s.again(ctx, x, troubleTimedOut)
	case errors.Is(err, errWrongAnswer):
		return s.finish(ctx, x, Failed, troubleWrongAnswer, "")
	case errors.As(err, &refusal):
		return s.finish(ctx, x, Failed, notAccepted(refusal), refusal.Text)
	case fail.Code(err) != "": // signing does not let him sign this any more
		return s.finish(ctx, x, Failed, fail.Code(err), "")
	}
	s.log.WarnContext(ctx, "the signing service does not answer", "request", x.ID, "error", err)
	return s.again(ctx, x, troubleUnreachable)
}

// keepName remembers how the service calls the request. Where the person has taken it back in the meantime, the
// service hears it here: it had no name to be told by before.
func (s *Service) keepName(ctx context.Context, x RemoteSigning, serviceID string) error {
	var waits bool
	err := s.inTx(ctx, func(tx *db.Tx) (err error) {
		waits, err = known(ctx, tx, x.ID, serviceID)
		return err
	})
	if err == nil && !waits && serviceID != "" {
		_, err = s.client.Cancel(ctx, serviceID)
	}
	return err
}

// follow does what the standing at the service asks for.
func (s *Service) follow(ctx context.Context, x RemoteSigning, by auth.Actor, status Status) error {
	x.ServiceID = status.ID
	switch status.State {
	case AtSigned:
		return s.take(ctx, x, by)
	case AtRefused:
		return s.finish(ctx, x, Refused, troubleRefused, status.Reason)
	case AtExpired:
		return s.finish(ctx, x, TimedOut, troubleTimedOut, "")
	case AtFailed, AtCancelled:
		return s.finish(ctx, x, Failed, troubleService, status.Reason)
	case AtWaiting:
		return s.again(ctx, x, troubleTimedOut)
	}
	return s.finish(ctx, x, Failed, troubleWrongAnswer, "")
}

// again waits for the next look, or ends a request whose term is over.
func (s *Service) again(ctx context.Context, x RemoteSigning, trouble string) error {
	if x.late(s.db.Now()) {
		return s.finish(ctx, x, TimedOut, trouble, "")
	}
	if trouble == troubleUnreachable {
		return jobs.Snooze(later)
	}
	return jobs.Snooze(soon)
}

// outdated says why nobody needs to confirm any more: the card has moved or has a newer text.
func (s *Service) outdated(ctx context.Context, x RemoteSigning) (string, error) {
	d, err := s.Documents.Get(ctx, s.db, x.DocumentID)
	if err != nil {
		return "", err
	}
	if d.State != documents.OnSignature {
		return troubleWrongState, nil
	}
	v, err := s.Documents.CurrentVersion(ctx, s.db, x.DocumentID)
	if err != nil {
		return "", err
	}
	if v.SHA256 != x.SHA256 {
		return troubleStale, nil
	}
	return "", nil
}

// actor is the signer as he is now, or why he cannot sign any more.
func (s *Service) actor(ctx context.Context, x RemoteSigning) (by auth.Actor, code string, err error) {
	_, disabled, err := s.Sessions.State(ctx, s.db, x.AccountID)
	if err != nil {
		return by, "", err
	}
	by, err = s.Org.ActorOf(ctx, s.db, x.AccountID, s.db.Now())
	if disabled || fail.KindOf(err) == fail.Denied || err == nil && !by.Is(x.SignerID) {
		return by, troubleSignerLeft, nil
	}
	by.Address = x.Address
	return by, "", err
}

// take fetches the signature and keeps it before it is used: whatever happens next, it is not asked for again.
func (s *Service) take(ctx context.Context, x RemoteSigning, by auth.Actor) error {
	result, err := s.client.Result(ctx, x.ServiceID)
	var refusal *Refusal
	switch {
	case errors.As(err, &refusal):
		return s.finish(ctx, x, Failed, troubleService, refusal.Text)
	case err != nil: // the answer was lost on its way: the service repeats it
		s.log.WarnContext(ctx, "the answer of the signing service did not arrive", "request", x.ID, "error", err)
		return s.again(ctx, x, troubleUnreachable)
	case result.Key != x.Key || result.ID != x.ServiceID || result.Form != x.Form:
		return s.finish(ctx, x, Failed, troubleWrongAnswer, "")
	}
	message, err := s.message(ctx, x, result)
	if errors.Is(err, errForeign) {
		return s.finish(ctx, x, Failed, troubleForeign, "")
	}
	if err != nil {
		s.log.WarnContext(ctx, "the answer of the signing service is no signature", "request", x.ID, "error", err)
		return s.finish(ctx, x, Failed, troubleBroken, "")
	}
	var mine bool
	err = s.inTx(ctx, func(tx *db.Tx) (err error) {
		mine, err = keepAnswer(ctx, tx, x.ID, message)
		return err
	})
	if err != nil || !mine { // another node was faster, or the person has taken the request back
		return err
	}
	x.Answer = message
	return s.attach(ctx, x, by)
}

// attach puts the signature under the document as its signer. Signing judges it as any other; a refusal of its is the
// end of the request, and a fault of ours is tried again.
func (s *Service) attach(ctx context.Context, x RemoteSigning, by auth.Actor) error {
	made, err := s.made(ctx, x)
	if err != nil {
		return err
	}
	if made == nil {
		sig, err := s.Signing.AttachFrom(ctx, by, x.DocumentID, x.SHA256, x.Answer, signing.Remote)
		if kind := fail.KindOf(err); err != nil && (kind == fail.Internal || kind == fail.Unready) {
			return err
		}
		if err != nil {
			return s.refused(ctx, x, err)
		}
		made = &sig.ID
	}
	x.SignatureID = made
	return s.finish(ctx, x, Signed, "", "")
}

// refused ends a request whose signature is not taken, unless another node has put it meanwhile.
func (s *Service) refused(ctx context.Context, x RemoteSigning, why error) error {
	made, err := s.made(ctx, x)
	if err != nil {
		return err
	}
	if made != nil {
		x.SignatureID = made
		return s.finish(ctx, x, Signed, "", "")
	}
	s.log.WarnContext(ctx, "a remote signature is refused", "request", x.ID, "error", why)
	return s.finish(ctx, x, Failed, fail.Code(why), whyRefused(why))
}

// whyRefused is the exact reason that signing gives for a signature it does not take.
func whyRefused(err error) string {
	var refusal *fail.Error
	if !errors.As(err, &refusal) {
		return ""
	}
	why, _ := refusal.Params["reason"].(string)
	return why
}

// made finds the signature that this request has put before the program was killed.
func (s *Service) made(ctx context.Context, x RemoteSigning) (*int64, error) {
	list, err := s.Signing.List(ctx, s.db, x.DocumentID)
	if err != nil {
		return nil, err
	}
	for _, sig := range list {
		if sig.Means == signing.Remote && sig.SHA256 == x.SHA256 && sig.SignerID != nil && *sig.SignerID == x.SignerID && !sig.SignedAt.Before(x.CreatedAt) {
			return &sig.ID, nil
		}
	}
	return nil, nil
}

// finish ends a request once; whoever comes later finds it ended.
func (s *Service) finish(ctx context.Context, x RemoteSigning, to State, trouble, reason string) error {
	return s.inTx(ctx, func(tx *db.Tx) error {
		was := x
		x.State, x.Trouble, x.Reason = to, trouble, brief(reason)
		first, err := end(ctx, tx, x)
		if err != nil || !first {
			return err
		}
		return s.closed(ctx, tx, was, to, trouble)
	})
}

// brief bounds words of a stranger.
func brief(reason string) string {
	letters := []rune(reason)
	return string(letters[:min(len(letters), 300)])
}

// notAccepted is the code for a request that the service does not take.
func notAccepted(r *Refusal) string {
	if r.Code == ProblemNoSigner {
		return troubleNoSigner
	}
	return troubleNotAccepted
}
