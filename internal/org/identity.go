package org

import (
	"context"
	"errors"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/checkdigit"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// RightIdentity is to read and write the numbers that tell a person from his namesakes.
const RightIdentity auth.Right = "org.identity"

// Identity is what tells a person from his namesakes: personal data (152-ФЗ ст. 3), kept apart from his card so that no
// list publishes it. Either may be unknown.
type Identity struct {
	SNILS string `db:"snils" json:"snils" maxLength:"20" doc:"Eleven figures, however they are parted"`
	INN   string `db:"inn" json:"inn" maxLength:"20" doc:"Twelve figures"`
}

// IdentityOf is that of an employee, for those who compare it with a document of his and show it to nobody.
func (s *Service) IdentityOf(ctx context.Context, r db.Reader, employeeID int64) (Identity, error) {
	i, err := db.One[Identity](ctx, r, "SELECT snils, inn FROM employee_identities WHERE employee_id = $1", employeeID)
	if errors.Is(err, db.ErrNone) {
		err = nil
	}
	return i, err
}

// Identity shows the numbers to the person himself, and to whom they are entrusted; that somebody else has read them is
// an act (152-ФЗ ст. 19).
func (s *Service) Identity(ctx context.Context, by auth.Actor, employeeID int64) (Identity, error) {
	e, err := s.Person(ctx, s.db, employeeID)
	if err == nil {
		err = s.seen(by, e)
	}
	if err == nil && !by.Is(e.ID) {
		if err = mayIdentify(by, e); err == nil {
			err = audit.Seen(ctx, s.db, by, e.identityRef())
		}
	}
	if err != nil {
		return Identity{}, err
	}
	return s.IdentityOf(ctx, s.db, employeeID)
}

// SetIdentity writes the numbers. Nobody writes his own: they decide whose certificate is his. The log tells which
// were changed, not what they are.
func (s *Service) SetIdentity(ctx context.Context, by auth.Actor, employeeID int64, in Identity) error {
	in, err := in.checked()
	if err != nil {
		return err
	}
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		e, err := s.toEmpower(ctx, tx, by, employeeID)
		if err != nil {
			return err
		}
		if err := mayIdentify(by, e); err != nil {
			return err
		}
		if by.Is(e.ID) {
			return fail.New(fail.Denied, "org.own_identity", "employee %d", e.ID)
		}
		was, err := s.IdentityOf(ctx, tx, e.ID)
		if err != nil {
			return err
		}
		if err := s.saveIdentity(ctx, tx, e.ID, in); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "employee.identity_set", Object: e.identityRef(),
			Detail: map[string]any{"snils_changed": was.SNILS != in.SNILS, "inn_changed": was.INN != in.INN}})
	})
}

func (s *Service) saveIdentity(ctx context.Context, tx *db.Tx, employeeID int64, in Identity) error {
	type row struct {
		EmployeeID int64 `db:"employee_id"`
		Identity
		ChangedBy string    `db:"changed_by"`
		ChangedAt time.Time `db:"changed_at"`
	}
	if _, err := tx.Exec(ctx, "DELETE FROM employee_identities WHERE employee_id = $1", employeeID); err != nil {
		return err
	}
	_, err := db.Insert(ctx, tx, "employee_identities", row{employeeID, in, tx.By.Name, tx.Now})
	return err
}

func mayIdentify(by auth.Actor, e Employee) error {
	if !by.System && (!by.Can(RightIdentity) || by.BodyID != e.BodyID) {
		return fail.New(fail.Denied, "org.denied", "needs %s in body %d", RightIdentity, e.BodyID)
	}
	return nil
}

func (e Employee) identityRef() audit.Ref {
	return audit.Ref{Kind: "employee_identity", ID: e.ID, Title: e.ShortName}
}

// checked leaves the figures of the numbers and looks at their control figures.
func (i Identity) checked() (Identity, error) {
	i.SNILS, i.INN = checkdigit.Figures(i.SNILS), checkdigit.Figures(i.INN)
	wrong := map[string]string{}
	if i.SNILS != "" && !checkdigit.SNILS(i.SNILS) {
		wrong["snils"] = "wrong_snils"
	}
	if i.INN != "" && !checkdigit.INN12(i.INN) {
		wrong["inn"] = "wrong_inn"
	}
	if len(wrong) > 0 {
		return i, fail.Fields("org.identity_wrong", wrong)
	}
	return i, nil
}
