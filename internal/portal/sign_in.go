package portal

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// way is a stored way to the provider and back.
type way struct {
	State        string    `db:"state"`
	Browser      string    `db:"browser"`
	Secret       string    `db:"secret"`
	Organisation string    `db:"organisation"`
	CitizenID    *int64    `db:"citizen_id"`
	Next         string    `db:"next"`
	DraftKey     string    `db:"draft_key"`
	Held         string    `db:"held"`
	CreatedAt    time.Time `db:"created_at"`
}

// Leaving is what a browser takes along to the provider.
type Leaving struct {
	Organisation string // in whose name he wants to act
	Next         string // page of ours to come back to
	DraftKey     string // draft whose form came without a session
	Held         string // that form
	Callback     string
}

// heldMost bounds what is kept of a form for somebody who is not known yet.
const heldMost = 40_000

// Leave begins the way to the provider: where the browser goes, and the secret that it keeps meanwhile.
func (s *Service) Leave(ctx context.Context, by auth.Actor, v Visitor, l Leaving) (address, browser string, err error) {
	if s.provider == nil {
		return "", "", fail.New(fail.Unready, "reception.no_provider", "no provider of identity is set up")
	}
	a := Attempt{State: newUUID(), Secret: newToken(), Callback: l.Callback, Organisation: l.Organisation, At: s.db.Now()}
	browser = newToken()
	row := way{State: digest(a.State), Browser: digest(browser), Secret: a.Secret, Organisation: l.Organisation, Next: inside(l.Next), CreatedAt: a.At}
	if len(l.Held) <= heldMost {
		row.DraftKey, row.Held = l.DraftKey, l.Held
	}
	if l.Organisation != "" {
		if !v.SignedIn() {
			return "", "", fail.New(fail.SignedOut, "session.signed_out", "a role is confirmed by somebody who is known")
		}
		row.CitizenID = &v.Citizen.ID
	}
	if address, err = s.provider.Address(ctx, a); err != nil {
		return "", "", err
	}
	return address, browser, s.db.Tx(ctx, by, func(tx *db.Tx) error {
		_, err := db.Insert(ctx, tx, "citizen_sign_ins", row)
		return err
	})
}

// Arrived is what came of a way.
type Arrived struct {
	Token string
	Next  string
}

// Arrive ends the way: the state is good once, for the browser that left, for minutes.
func (s *Service) Arrive(ctx context.Context, by auth.Actor, state, browser, code, callback string) (a Arrived, err error) {
	w, err := s.back(ctx, by, state, browser)
	if err != nil {
		return a, err
	}
	who, err := s.provider.Identify(ctx, Attempt{State: state, Secret: w.Secret, Callback: callback, Organisation: w.Organisation, At: s.db.Now()}, code)
	switch {
	case errors.Is(err, ErrUnconfirmed):
		return a, fail.New(fail.Denied, "reception.unconfirmed", "the account is not confirmed")
	case errors.Is(err, ErrNoRole):
		return a, fail.New(fail.Denied, "reception.no_role", "no role in the organisation")
	case err != nil:
		return a, fmt.Errorf("identify: %w", err)
	}
	a.Next = w.Next
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		c, err := s.keepCitizen(ctx, tx, who)
		if err != nil {
			return err
		}
		if w.CitizenID != nil && *w.CitizenID != c.ID {
			return fail.New(fail.Denied, "reception.no_role", "somebody else came back")
		}
		organisation, err := s.keepOrganisation(ctx, tx, who)
		if err != nil {
			return err
		}
		if a.Token, err = s.open(ctx, tx, c, organisation, who.Chief); err != nil {
			return err
		}
		return s.takeUp(ctx, tx, c, organisation, w)
	})
	return a, err
}

// Cancelled ends a way on which the person was not identified, and says where he was going.
func (s *Service) Cancelled(ctx context.Context, by auth.Actor, state, browser string) (next string, err error) {
	w, err := s.back(ctx, by, state, browser)
	return w.Next, err
}

// back removes the way in a transaction of its own: whatever follows, the state is used.
func (s *Service) back(ctx context.Context, by auth.Actor, state, browser string) (w way, err error) {
	stale := fail.New(fail.Conflict, "reception.stale_way", "the state is unknown, used, or old")
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		list, err := db.All[way](ctx, tx, "DELETE FROM citizen_sign_ins WHERE state = $1 RETURNING "+db.Columns[way](""), digest(state))
		if err != nil {
			return err
		}
		if len(list) == 1 {
			w = list[0]
		}
		return nil
	})
	switch {
	case err != nil:
		return w, err
	case w.State == "" || w.Browser != digest(browser) || s.db.Now().Sub(w.CreatedAt) > wayTime || s.provider == nil:
		return way{}, stale
	}
	return w, nil
}

// keepCitizen writes what the provider says over what it said before.
func (s *Service) keepCitizen(ctx context.Context, tx *db.Tx, who Identity) (c Citizen, err error) {
	list, err := db.All[Citizen](ctx, tx, "SELECT "+db.Columns[Citizen]("")+" FROM citizens WHERE provider = $1 AND subject = $2", s.provider.Name(), who.Subject)
	if err != nil {
		return c, err
	}
	c = Citizen{Provider: s.provider.Name(), Subject: who.Subject, Notices: true, CreatedAt: tx.Now}
	if len(list) == 1 {
		c = list[0]
	}
	c.Surname, c.Name, c.Patronymic = who.Surname, who.Name, who.Patronymic
	c.Phone, c.Address, c.SeenAt = who.Phone, who.Address, tx.Now
	c.SNILS, c.BornOn = who.SNILS, who.BornOn
	if who.Email != "" {
		c.Email = who.Email
	}
	if c.ID == 0 {
		c.ID, err = db.Insert(ctx, tx, "citizens", c)
	} else {
		_, err = db.Update(ctx, tx, "citizens", c)
	}
	if err != nil {
		return c, err
	}
	return c, s.keepRoles(ctx, tx, c.ID, who)
}

func (s *Service) keepRoles(ctx context.Context, tx *db.Tx, citizenID int64, who Identity) error {
	if _, err := tx.Exec(ctx, "DELETE FROM citizen_roles WHERE citizen_id = $1", citizenID); err != nil {
		return err
	}
	for _, r := range who.Roles {
		r.CitizenID = citizenID
		if _, err := db.Insert(ctx, tx, "citizen_roles", r); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) keepOrganisation(ctx context.Context, tx *db.Tx, who Identity) (*int64, error) {
	if who.Organisation == nil {
		return nil, nil
	}
	o := *who.Organisation
	o.Provider, o.ChangedAt = s.provider.Name(), tx.Now
	known, err := db.All[int64](ctx, tx, "SELECT id FROM citizen_organisations WHERE provider = $1 AND subject = $2", o.Provider, o.Subject)
	if err != nil {
		return nil, err
	}
	if len(known) == 1 {
		o.ID = known[0]
		_, err = db.Update(ctx, tx, "citizen_organisations", o)
	} else {
		o.ID, err = db.Insert(ctx, tx, "citizen_organisations", o)
	}
	return &o.ID, err
}

// inside keeps the way back on our own pages: "//elsewhere" and "/\elsewhere" are addresses of others.
func inside(next string) string {
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\r\n") || len(next) > 500 {
		return accountPath
	}
	return next
}

// newUUID is a random UUID of version 4, which ESIA wants as the state.
func newUUID() string {
	var b [16]byte
	rand.Read(b[:])
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
