package certificates

import (
	"context"

	"veche/cms/pki"
	"veche/internal/org"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Admit decides about a certificate with which an employee has just signed: he holds its key, so it is kept, and bound
// where a number proves it to be his. A refusal says why and whom to ask.
func (s *Service) Admit(ctx context.Context, by auth.Actor, c *pki.Certificate, stand bool) error {
	err := s.admit(ctx, by, c, stand)
	if fail.Is(err, staleCode) { // a signature of his beside this one was first with the certificate: now it is known
		err = s.admit(ctx, by, c, stand)
	}
	return err
}

func (s *Service) admit(ctx context.Context, by auth.Actor, c *pki.Certificate, stand bool) error {
	var verdict error
	err := s.db.Tx(ctx, by, func(tx *db.Tx) error {
		e, err := s.org.Person(ctx, tx, by.PersonID) // load
		if err != nil {
			return err
		}
		m, err := s.match(ctx, tx, e, c, stand)
		if err != nil {
			return err
		}
		if verdict = m.stranger(); verdict != nil { // may
			return nil
		}
		if err := s.meet(ctx, tx, &m, c); err != nil {
			return err
		}
		verdict = m.owned()
		return nil
	})
	if err != nil {
		return err
	}
	return verdict
}

// meet keeps a certificate that comes for the first time, and binds one that binds itself.
func (s *Service) meet(ctx context.Context, tx *db.Tx, m *match, c *pki.Certificate) error {
	ground := m.byItself()
	if m.row != nil && ground == "" {
		return nil
	}
	first := m.row == nil
	if first {
		row := newRow(c)
		row.BodyID, row.EmployeeID = m.employee.BodyID, m.employee.ID
		m.row = &row
	}
	action := "certificate.waits"
	if ground != "" { // decide
		m.row.bind(tx, ground)
		action = "certificate.bound"
	}
	if err := save(ctx, tx, m.row); err != nil { // save
		return err
	}
	if err := s.journal(ctx, tx, action, *m.row, m.employee); err != nil { // journal
		return err
	}
	if ground != "" {
		return nil
	}
	return s.tellAdministrators(ctx, tx, m.employee, "certificate.waits", nil) // announce
}

// Owned refuses a certificate that is not the employee's now: since Admit the administrator may have unbound it.
func (s *Service) Owned(ctx context.Context, r db.Reader, employeeID int64, c *pki.Certificate, stand bool) error {
	e, err := s.org.Person(ctx, r, employeeID)
	if err != nil {
		return err
	}
	m, err := s.match(ctx, r, e, c, stand)
	if err != nil {
		return err
	}
	return m.owned()
}

// journal names the certificate by its hash and number: what it says of the person stays out of the log.
func (s *Service) journal(ctx context.Context, tx *db.Tx, action string, c Certificate, e org.Employee) error {
	return audit.Write(ctx, tx, audit.Entry{Action: action, Object: e.Ref(), Detail: map[string]any{
		"certificate": c.ID, "sha256": c.SHA256, "serial": c.Serial, "ground": c.Ground, "not_after": c.NotAfter, "reason": c.Reason}})
}

// tellAdministrators tells those who can bind the certificate of an employee.
func (s *Service) tellAdministrators(ctx context.Context, tx *db.Tx, e org.Employee, code string, more map[string]any) error {
	list, err := s.org.WithRole(ctx, tx, e.BodyID, org.Administrator)
	if err != nil {
		return err
	}
	for _, a := range list {
		if a.ID == e.ID {
			continue
		}
		params := map[string]any{"name": e.ShortName}
		for k, v := range more {
			params[k] = v
		}
		if err := s.notify.Notify(ctx, tx, a.ID, code, personPage(e.ID), params); err != nil {
			return err
		}
	}
	return nil
}
