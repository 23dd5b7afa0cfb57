package portal

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
)

// digest is how secrets stand in the database.
func digest(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// newToken is 256 bits that nobody can guess.
func newToken() string {
	raw := make([]byte, 32)
	rand.Read(raw) // never fails since Go 1.24
	return base64.RawURLEncoding.EncodeToString(raw)
}

// Visitor finds who has this token; a stranger where the stay is over or there was none.
func (s *Service) Visitor(ctx context.Context, token string) (v Visitor, err error) {
	if token == "" {
		return v, nil
	}
	now := s.db.Now()
	v.Session, err = db.One[Session](ctx, s.db, "SELECT "+db.Columns[Session]("")+` FROM citizen_sessions
		WHERE token = $1 AND ended_at IS NULL AND ends_at > $2 AND seen_at > $3`, digest(token), now, now.Add(-idleStay))
	if errors.Is(err, db.ErrNone) {
		return Visitor{}, nil
	}
	if err != nil {
		return Visitor{}, err
	}
	if v.Citizen, err = s.citizen(ctx, s.db, v.Session.CitizenID); err != nil {
		return Visitor{}, err
	}
	if v.Roles, err = s.roles(ctx, s.db, v.Citizen.ID); err != nil {
		return Visitor{}, err
	}
	if id := v.Session.OrganisationID; id != nil {
		o, err := s.organisation(ctx, s.db, *id)
		if err != nil {
			return Visitor{}, err
		}
		v.Organisation = &o
	}
	if now.Sub(v.Session.SeenAt) > seenEvery {
		err = s.db.Tx(ctx, auth.System("portal"), func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, "UPDATE citizen_sessions SET seen_at = $2 WHERE id = $1", v.Session.ID, tx.Now)
			return err
		})
	}
	return v, err
}

func (s *Service) citizen(ctx context.Context, r db.Reader, id int64) (Citizen, error) {
	return db.One[Citizen](ctx, r, "SELECT "+db.Columns[Citizen]("")+" FROM citizens WHERE id = $1", id)
}

func (s *Service) organisation(ctx context.Context, r db.Reader, id int64) (Organisation, error) {
	return db.One[Organisation](ctx, r, "SELECT "+db.Columns[Organisation]("")+" FROM citizen_organisations WHERE id = $1", id)
}

func (s *Service) roles(ctx context.Context, r db.Reader, citizenID int64) ([]Role, error) {
	return db.All[Role](ctx, r, "SELECT "+db.Columns[Role]("")+" FROM citizen_roles WHERE citizen_id = $1 ORDER BY name", citizenID)
}

// open begins a stay.
func (s *Service) open(ctx context.Context, tx *db.Tx, c Citizen, organisationID *int64, chief bool) (token string, err error) {
	token = newToken()
	row := Session{Token: digest(token), CitizenID: c.ID, OrganisationID: organisationID, Chief: chief,
		CreatedAt: tx.Now, SeenAt: tx.Now, EndsAt: tx.Now.Add(stay), Address: tx.By.Address}
	if row.ID, err = db.Insert(ctx, tx, "citizen_sessions", row); err != nil {
		return "", err
	}
	return token, audit.Write(ctx, tx, audit.Entry{Action: "citizen.signed_in", Object: c.Ref(), Detail: map[string]any{"organisation_id": organisationID}})
}

// SignOut ends a stay; one that is over already is not an error.
func (s *Service) SignOut(ctx context.Context, by auth.Actor, v Visitor) error {
	if !v.SignedIn() {
		return nil
	}
	return s.db.Tx(ctx, v.as(by), func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, "UPDATE citizen_sessions SET ended_at = $2 WHERE id = $1", v.Session.ID, tx.Now); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "citizen.signed_out", Object: v.Citizen.Ref()})
	})
}

// keepEnded is how long stays that are over are kept; the audit keeps the acts themselves.
const keepEnded = 90 * 24 * time.Hour

// sweep takes away ways that nobody came back from, and stays long over.
func (s *Service) sweep(ctx context.Context) error {
	return s.db.Tx(ctx, auth.System("portal.sweep"), func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, "DELETE FROM citizen_sign_ins WHERE created_at < $1", tx.Now.Add(-wayTime)); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, "DELETE FROM citizen_sessions WHERE ends_at < $1", tx.Now.Add(-keepEnded))
		return err
	})
}
