package certificates

import (
	"bytes"
	"context"

	"veche/cms"
	"veche/cms/pki"
	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// read takes the certificate of a person from a file: DER, PEM or PKCS #7. Of several it is the only one that is no
// authority.
func read(file []byte) (*pki.Certificate, error) {
	found, err := pki.ParseCertificates(file)
	if err != nil && !bytes.Contains(file, []byte("BEGIN CERTIFICATE")) {
		if message, wrong := cms.Parse(file); wrong == nil {
			found, err = message.Certificates, nil
		}
	}
	var own []*pki.Certificate
	for _, c := range found {
		if !c.X509.IsCA {
			own = append(own, c)
		}
	}
	if err != nil || len(own) != 1 {
		return nil, fail.Field("certificate.unreadable", "file", "wrong_format")
	}
	return own[0], nil
}

// Read shows what a file of the administrator holds, and how it stands to the employee, without binding anything.
func (s *Service) Read(ctx context.Context, by auth.Actor, employeeID int64, file []byte) (View, error) {
	e, err := s.org.Person(ctx, s.db, employeeID)
	if err == nil {
		err = mayBind(by, e)
	}
	if err != nil {
		return View{}, err
	}
	c, err := read(file)
	if err != nil {
		return View{}, err
	}
	row := newRow(c)
	row.BodyID, row.EmployeeID = e.BodyID, e.ID
	return s.view(ctx, s.db, by, e, row)
}

// Add binds the certificate of a file to an employee.
func (s *Service) Add(ctx context.Context, by auth.Actor, employeeID int64, file []byte) (Certificate, error) {
	row := Certificate{}
	err := s.db.Tx(ctx, by, func(tx *db.Tx) error {
		e, err := s.org.Person(ctx, tx, employeeID) // load
		if err != nil {
			return err
		}
		if err := mayBind(by, e); err != nil { // may
			return err
		}
		c, err := read(file)
		if err != nil {
			return err
		}
		there, err := known(ctx, tx, e.ID, c.Fingerprint())
		if err != nil {
			return err
		}
		row = newRow(c)
		row.BodyID, row.EmployeeID = e.BodyID, e.ID
		if there != nil {
			row = *there
		}
		return s.bind(ctx, tx, e, &row)
	})
	return row, err
}

// Bind confirms a certificate that waits, or gives back one that was taken away.
func (s *Service) Bind(ctx context.Context, by auth.Actor, id int64) error {
	return s.change(ctx, by, id, func(tx *db.Tx, e org.Employee, c *Certificate) error {
		return s.bind(ctx, tx, e, c)
	})
}

// bind is the word of the administrator: it stands where there is no number to compare, and never against one.
func (s *Service) bind(ctx context.Context, tx *db.Tx, e org.Employee, row *Certificate) error {
	c, err := pki.ParseCertificate(row.DER)
	if err != nil {
		return err
	}
	m, err := s.match(ctx, tx, e, c, false)
	if err != nil {
		return err
	}
	switch {
	case m.likeness == OtherName:
		return fail.Field("certificate.of_other_name", "file", "foreign_certificate")
	case m.likeness == Namesake:
		return fail.Field("certificate.of_namesake", "file", "foreign_certificate")
	case row.NotAfter.Before(tx.Now):
		return fail.Field("certificate.expired", "file", "expired")
	case row.State == Bound:
		return fail.New(fail.Conflict, "certificate.bound_already", "certificate %d", row.ID)
	}
	waited := row.ID != 0
	row.bind(tx, ByAdministrator)              // decide
	if err := save(ctx, tx, row); err != nil { // save
		return err
	}
	if err := s.journal(ctx, tx, "certificate.bound", *row, e); err != nil || !waited { // journal
		return err
	}
	return s.notify.Notify(ctx, tx, e.ID, "certificate.bound", ownPage, nil) // announce
}

// Unbind takes a certificate away: signatures that were put stay what they are, new ones are refused.
func (s *Service) Unbind(ctx context.Context, by auth.Actor, id int64, reason string) error {
	return s.change(ctx, by, id, func(tx *db.Tx, e org.Employee, c *Certificate) error {
		if c.State == Unbound {
			return fail.New(fail.Conflict, "certificate.unbound_already", "certificate %d", c.ID)
		}
		c.State, c.DecidedAt, c.DecidedBy, c.Reason = Unbound, &tx.Now, tx.By.Name, reason // decide
		if err := save(ctx, tx, c); err != nil {                                           // save
			return err
		}
		if err := s.journal(ctx, tx, "certificate.unbound", *c, e); err != nil { // journal
			return err
		}
		return s.notify.Notify(ctx, tx, e.ID, "certificate.unbound", ownPage, nil) // announce
	})
}

// change loads a certificate for an act of the administrator.
func (s *Service) change(ctx context.Context, by auth.Actor, id int64, act func(tx *db.Tx, e org.Employee, c *Certificate) error) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		c, err := byID(ctx, tx, id) // load
		if err != nil {
			return err
		}
		e, err := s.org.Person(ctx, tx, c.EmployeeID)
		if err != nil {
			return err
		}
		if err := mayBind(by, e); err != nil { // may
			if fail.KindOf(err) == fail.NotFound {
				err = fail.New(fail.NotFound, "certificate.absent", "certificate %d of another body", id)
			}
			return err
		}
		return act(tx, e, &c)
	})
}
