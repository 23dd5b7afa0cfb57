package session

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// People tells who an account is in the business and what he may do now; org does it.
type People interface {
	ActorOf(ctx context.Context, r db.Reader, accountID int64, now time.Time) (auth.Actor, error)
}

// Gate finds who makes a request.
type Gate struct {
	sessions *Service
	people   People
}

// NewGate joins sessions with people.
func NewGate(s *Service, p People) *Gate { return &Gate{sessions: s, people: p} }

const (
	cookieName = "veche_session"

	// backgroundHeader marks what a page asks by itself: it must not keep an abandoned workplace signed in.
	backgroundHeader = "Veche-Background"

	// seenEvery is how often use is written down: a write on every read would cost more than it tells.
	seenEvery = time.Minute
	touchTime = 300 * time.Millisecond
)

// withMustChange are the operations open to somebody who has yet to choose his own password.
var withMustChange = []string{"/auth/password", "/api/me"}

type found struct {
	Session
	MustChange bool       `db:"must_change"`
	Disabled   *time.Time `db:"disabled_at"`
}

// Actor tells who makes the request, or refuses with fail.SignedOut.
func (g *Gate) Actor(r *http.Request) (auth.Actor, error) {
	ctx, s := r.Context(), g.sessions
	cookie, err := r.Cookie(cookieName)
	if err != nil {
		return auth.Actor{}, signedOut("no cookie")
	}
	one, err := db.One[found](ctx, s.db, "SELECT "+db.Columns[Session]("s")+`, a.must_change, a.disabled_at
		FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE s.token = $1`, digest(cookie.Value))
	now := s.db.Now()
	switch {
	case errors.Is(err, db.ErrNone):
		return auth.Actor{}, signedOut("unknown session")
	case err != nil:
		return auth.Actor{}, err
	case one.Disabled != nil || !one.alive(now, s.options.Idle):
		return auth.Actor{}, signedOut("the session is over")
	case one.MustChange && !slices.Contains(withMustChange, r.URL.Path):
		return auth.Actor{}, fail.New(fail.Denied, "session.must_change_password", "account %d", one.AccountID)
	}
	by, err := g.people.ActorOf(ctx, s.db, one.AccountID, now)
	if err != nil {
		return auth.Actor{}, err
	}
	by.SessionID, by.SteppedUp = one.ID, one.steppedUp(now)
	by.Address, by.RequestID = api.Address(r), api.RequestID(ctx)
	if r.Header.Get(backgroundHeader) == "" && now.Sub(one.SeenAt) > seenEvery {
		s.touch(ctx, by, one.ID)
	}
	return by, nil
}

// touch writes down that the session is used. A reader does not wait for a busy writer, nor fail with it: the next
// request writes it down.
func (s *Service) touch(ctx context.Context, by auth.Actor, id int64) {
	ctx, cancel := context.WithTimeout(ctx, touchTime)
	defer cancel()
	_ = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE sessions SET seen_at = $2 WHERE id = $1 AND ended_at IS NULL", id, tx.Now)
		return err
	})
}

func signedOut(why string) error { return fail.New(fail.SignedOut, "session.signed_out", "%s", why) }
