package simulator

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"slices"
	"sync"
	"time"

	"veche/internal/exchange/remotesign"
)

// Service holds requests to sign and decides about them as its mood is.
type Service struct {
	mood  Mood
	keys  Keys
	token string
	path  string
	now   func() time.Time

	mu       sync.Mutex
	requests []*request // oldest first
	lost     map[string]bool
}

// Options say how the service is made.
type Options struct {
	Mood  Mood
	Keys  Keys
	Token string           // that callers must show
	Path  string           // under which it stands, "/remote-signer"; empty is the root
	Now   func() time.Time // nil is the clock
}

// New makes a service without requests.
func New(o Options) *Service {
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Service{mood: o.Mood, keys: o.Keys, token: o.Token, path: o.Path, now: o.Now, lost: map[string]bool{}}
}

// request is what was asked and what became of it.
type request struct {
	id, key string
	ask     remotesign.Ask
	state   remotesign.Standing
	reason  string
	result  remotesign.Result
	how     Mood // the person's decision
	asked   int  // how often its status was asked for
	fetched int  // how often its result was
}

// kept bounds what a service that runs for long remembers.
const kept = 500

// problem is a refusal with its HTTP status.
type problem struct {
	status int
	code   string
	text   string
}

func (p *problem) Error() string { return p.code }

// start takes a request; one with a known key is answered with what is there.
func (s *Service) start(ctx context.Context, key string, ask remotesign.Ask) (remotesign.Status, error) {
	if err := check(key, ask); err != nil {
		return remotesign.Status{}, err
	}
	if _, err := s.keys.Of(ctx, ask.Signer); errors.Is(err, ErrUnknownSigner) {
		return remotesign.Status{}, &problem{422, remotesign.ProblemNoSigner, "ключа этого человека здесь нет"}
	} else if err != nil {
		return remotesign.Status{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := slices.IndexFunc(s.requests, func(r *request) bool { return r.key == key }); i >= 0 {
		if r := s.requests[i]; same(r.ask, ask) {
			return s.status(r), nil
		}
		return remotesign.Status{}, &problem{409, remotesign.ProblemKeyReused, "этот ключ уже был у другого запроса"}
	}
	r := &request{id: rand.Text(), key: key, ask: ask, state: remotesign.AtWaiting}
	s.requests = append(s.requests, r)
	s.requests = s.requests[max(0, len(s.requests)-kept):]
	return s.status(r), nil
}

// same compares what is signed by whom: the name of a document may be written anew meanwhile.
func same(a, b remotesign.Ask) bool {
	digests := func(x, y remotesign.Digest) bool { return x.Algorithm == y.Algorithm && bytes.Equal(x.Value, y.Value) }
	return a.Signer.ID == b.Signer.ID && a.Form == b.Form && a.With == b.With && slices.EqualFunc(a.Document.Digests, b.Document.Digests, digests) &&
		(a.Sign == nil) == (b.Sign == nil) && (a.Sign == nil || digests(*a.Sign, *b.Sign))
}

func check(key string, ask remotesign.Ask) error {
	raw := ask.Form == remotesign.FormRaw
	switch {
	case key == "", ask.Document.Name == "", len(ask.Document.Digests) == 0, ask.Signer.ID == "", ask.Code == "", ask.Expires.IsZero():
	case ask.Form != remotesign.FormCMS && !raw, raw != (ask.Sign != nil), raw != (ask.With != ""):
	default:
		return nil
	}
	return &problem{422, remotesign.ProblemInvalid, "запрос не полон"}
}

// find is a request that may have to be decided now.
func (s *Service) find(id string) (*request, error) {
	for _, r := range s.requests {
		if r.id == id {
			if r.state == remotesign.AtWaiting && s.now().After(r.ask.Expires) {
				r.state = remotesign.AtExpired
			}
			return r, nil
		}
	}
	return nil, &problem{404, remotesign.ProblemUnknown, "такого запроса нет"}
}

// look tells the standing of a request; by its mood the service decides here as the person would.
func (s *Service) look(ctx context.Context, id string) (remotesign.Status, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, err := s.find(id)
	if err != nil {
		return remotesign.Status{}, err
	}
	if s.mood == Forgetful && !s.lost[r.key] {
		s.lost[r.key] = true
		s.requests = slices.DeleteFunc(s.requests, func(other *request) bool { return other == r })
		return remotesign.Status{}, &problem{404, remotesign.ProblemUnknown, "такого запроса нет"}
	}
	r.asked++
	if r.state == remotesign.AtWaiting && s.mood.byItself() && (s.mood != Slow || r.asked >= 3) {
		if err := s.decide(ctx, r, s.mood); err != nil {
			return remotesign.Status{}, err
		}
	}
	return s.status(r), nil
}

func (s *Service) status(r *request) remotesign.Status {
	status := remotesign.Status{ID: r.id, Key: r.key, State: r.state, Reason: r.reason, Expires: r.ask.Expires}
	if r.state == remotesign.AtWaiting {
		status.RetryAfter = 2
	}
	return status
}

// decide does what the person decides.
func (s *Service) decide(ctx context.Context, r *request, how Mood) error {
	r.how = how
	if how == Refuse {
		r.state, r.reason = remotesign.AtRefused, "Отказ на телефоне"
		return nil
	}
	result, err := s.sign(ctx, r, how)
	if err != nil {
		return err
	}
	r.state, r.result = remotesign.AtSigned, result
	return nil
}

// Decide is the button on the phone.
func (s *Service) Decide(ctx context.Context, id string, how Mood) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, err := s.find(id)
	if err != nil || r.state != remotesign.AtWaiting {
		return err
	}
	return s.decide(ctx, r, how)
}

// cancel takes a request back unless the person has decided.
func (s *Service) cancel(id string) (remotesign.Status, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, err := s.find(id)
	if err != nil {
		return remotesign.Status{}, err
	}
	switch r.state {
	case remotesign.AtSigned, remotesign.AtRefused:
		return remotesign.Status{}, &problem{409, remotesign.ProblemDecided, "на телефоне уже решили"}
	case remotesign.AtWaiting:
		r.state = remotesign.AtCancelled
	}
	return s.status(r), nil
}

// fetch is the signature. It reports how often it was asked for, so that the mood of lost answers can lose the first.
func (s *Service) fetch(ctx context.Context, id string) (remotesign.Result, int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, err := s.find(id)
	if err != nil {
		return remotesign.Result{}, 0, err
	}
	if r.state != remotesign.AtSigned {
		return remotesign.Result{}, 0, &problem{409, remotesign.ProblemNotSigned, "запрос не подписан"}
	}
	r.fetched++
	if r.how == RepeatedAnswer {
		if r.result, err = s.sign(ctx, r, Confirm); err != nil {
			return remotesign.Result{}, 0, err
		}
	}
	return r.result, r.fetched, nil
}
