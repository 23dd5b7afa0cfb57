package documents

import (
	"context"
	"slices"
	"strings"
	"time"

	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Principal is the key under which an employee sees this card and finds its tasks: his own name for a restricted
// document (§2.11: by list, not by role), his person otherwise.
func (s *Service) Principal(d Document, employeeID int64) auth.Principal {
	if d.AccessMark == Restricted {
		return auth.Named(employeeID)
	}
	return auth.Employee(employeeID)
}

// Grant lets a principal see a card on a ground. A restricted document is opened to persons by name only.
func (s *Service) Grant(ctx context.Context, tx *db.Tx, d Document, p auth.Principal, ground string) error {
	if d.AccessMark == Restricted {
		name, isPerson := strings.CutPrefix(string(p), "person:")
		if !isPerson && !strings.HasPrefix(string(p), "named:") {
			return nil
		}
		if isPerson {
			p = auth.Principal("named:" + name)
		}
	}
	known, err := db.Exists(ctx, tx, `
		SELECT 1 FROM grants WHERE document_id = $1 AND principal = $2 AND ground = $3 AND to_at IS NULL`, d.ID, p, ground)
	if err != nil || known {
		return err
	}
	return grant(ctx, tx, d, p, ground)
}

func grant(ctx context.Context, tx *db.Tx, d Document, p auth.Principal, ground string) error {
	if _, err := db.Insert(ctx, tx, "grants", newGrant{d.ID, p, ground, tx.Now}); err != nil {
		return err
	}
	return db.InsertNew(ctx, tx, "access", "principal, document_id", accessRow{p, d.ID, d.BodyID, d.Flow, d.KindID, d.Year, d.State})
}

// newGrant is a row of grants that has begun.
type newGrant struct {
	DocumentID int64          `db:"document_id"`
	Principal  auth.Principal `db:"principal"`
	Ground     string         `db:"ground"`
	FromAt     time.Time      `db:"from_at"`
}

// accessRow is what lists need of a card that somebody sees.
type accessRow struct {
	Principal  auth.Principal `db:"principal"`
	DocumentID int64          `db:"document_id"`
	BodyID     int64          `db:"body_id"`
	Flow       Flow           `db:"flow"`
	KindID     int64          `db:"kind_id"`
	Year       int            `db:"year"`
	State      State          `db:"state"`
}

// OpenToOffice lets those who register it see a card.
func (s *Service) OpenToOffice(ctx context.Context, tx *db.Tx, d Document) error {
	registrars, err := s.Registrars(ctx, tx, d.BodyID, d.AccessMark)
	if err != nil {
		return err
	}
	for _, p := range registrars {
		if err := s.Grant(ctx, tx, d, p, "office"); err != nil {
			return err
		}
	}
	return nil
}

// Registrars are who registers documents of a mark in a body: its records office; for restricted ones those clerks, by
// name, who are admitted to them (§2.11). There may be none: such a document must not be sent there.
func (s *Service) Registrars(ctx context.Context, r db.Reader, bodyID int64, mark Mark) (list []auth.Principal, err error) {
	if mark != Restricted {
		return []auth.Principal{auth.Office(bodyID)}, nil
	}
	clerks, err := s.org.WithRight(ctx, r, bodyID, RightRegister)
	if err != nil {
		return nil, err
	}
	admitted, err := s.org.WithRight(ctx, r, bodyID, RightDSP)
	for _, c := range clerks {
		if slices.ContainsFunc(admitted, func(e org.Employee) bool { return e.ID == c.ID }) {
			list = append(list, auth.Named(c.ID))
		}
	}
	return list, err
}

// Revoke ends all grants of a ground; whoever has another ground keeps the access. It holds in the next request.
func (s *Service) Revoke(ctx context.Context, tx *db.Tx, documentID int64, ground string) error {
	if _, err := tx.Exec(ctx, "UPDATE grants SET to_at = $1 WHERE document_id = $2 AND ground = $3 AND to_at IS NULL", tx.Now, documentID, ground); err != nil {
		return err
	}
	return dropAccess(ctx, tx, documentID)
}

// RevokeFrom ends the grant of one principal on a ground: what gave him the access is another's now.
func (s *Service) RevokeFrom(ctx context.Context, tx *db.Tx, documentID int64, p auth.Principal, ground string) error {
	if _, err := tx.Exec(ctx, `
		UPDATE grants SET to_at = $1 WHERE document_id = $2 AND principal = $3 AND ground = $4 AND to_at IS NULL`, tx.Now, documentID, p, ground); err != nil {
		return err
	}
	return dropAccess(ctx, tx, documentID)
}

// dropAccess takes away the access for which no ground is left.
func dropAccess(ctx context.Context, tx *db.Tx, documentID int64) error {
	_, err := tx.Exec(ctx, `
		DELETE FROM access WHERE document_id = $1 AND principal NOT IN
		       (SELECT principal FROM grants WHERE document_id = $1 AND to_at IS NULL)`, documentID)
	return err
}

// describeAccess keeps the columns by which lists filter equal to the card's.
func describeAccess(ctx context.Context, tx *db.Tx, d Document) error {
	_, err := tx.Exec(ctx, "UPDATE access SET kind_id = $1, year = $2, state = $3 WHERE document_id = $4", d.KindID, d.Year, d.State, d.ID)
	return err
}

// Sees reports whether the actor may see the card.
func (s *Service) Sees(ctx context.Context, r db.Reader, by auth.Actor, documentID int64) (bool, error) {
	if by.System {
		return true, nil
	}
	args := []any{documentID}
	return db.Exists(ctx, r, "SELECT 1 FROM access WHERE document_id = $1 AND principal IN "+db.In(&args, by.Principals), args...)
}

// Open is a card that the actor may see. An invisible card and an absent one look alike.
func (s *Service) Open(ctx context.Context, r db.Reader, by auth.Actor, id int64) (Document, error) {
	d, err := byID(ctx, r, id, "")
	return s.seen(ctx, r, by, d, err)
}

// OpenLocked is Open for a change: the row is held to the end of the transaction.
func (s *Service) OpenLocked(ctx context.Context, tx *db.Tx, by auth.Actor, id int64) (Document, error) {
	d, err := byID(ctx, tx, id, tx.Words().Lock)
	return s.seen(ctx, tx, by, d, err)
}

func (s *Service) seen(ctx context.Context, r db.Reader, by auth.Actor, d Document, err error) (Document, error) {
	if err != nil {
		return d, err
	}
	sees, err := s.Sees(ctx, r, by, d.ID)
	if err == nil && !sees {
		err = fail.New(fail.NotFound, "document.not_found", "card %d is not visible to person %d", d.ID, by.PersonID)
	}
	if err != nil {
		return Document{}, err
	}
	return d, nil
}

// Ground tells why somebody sees a card («почему виден документ»).
type Ground struct {
	Principal auth.Principal `db:"principal" json:"principal"`
	Ground    string         `db:"ground" json:"ground"`
}

// Grounds lists the reasons for which the actor sees the card.
func (s *Service) Grounds(ctx context.Context, by auth.Actor, documentID int64) ([]Ground, error) {
	if _, err := s.Open(ctx, s.db, by, documentID); err != nil {
		return nil, err
	}
	args := []any{documentID}
	return db.All[Ground](ctx, s.db, `
		SELECT principal, ground FROM grants WHERE document_id = $1 AND to_at IS NULL
		   AND principal IN `+db.In(&args, by.Principals)+" ORDER BY id", args...)
}
