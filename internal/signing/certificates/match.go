package certificates

import (
	"context"
	"strings"

	"veche/cms/pki"
	"veche/internal/org"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// match is a certificate held against an employee: all that a decision needs.
type match struct {
	employee org.Employee
	subject  pki.Name
	row      *Certificate // nil when nobody has seen it with him
	likeness Likeness
	ground   Ground // of an equal number
	office   Office
	powered  bool // a МЧД of the body stands behind it
	stand    bool // of the demonstration's authority: no legal force, no organisation
	issued   bool // that authority has issued it to him
	whom     string
}

func (s *Service) match(ctx context.Context, r db.Reader, e org.Employee, c *pki.Certificate, stand bool) (m match, err error) {
	m = match{employee: e, subject: c.Subject, stand: stand && s.stand != nil}
	if m.row, err = known(ctx, r, e.ID, c.Fingerprint()); err != nil {
		return m, err
	}
	identity, err := s.org.IdentityOf(ctx, r, e.ID)
	if err != nil {
		return m, err
	}
	m.likeness, m.ground = compare(c.Subject, e, identity)
	body, err := s.org.Body(ctx, r, e.BodyID)
	if err != nil {
		return m, err
	}
	m.office = OfficeOf(c.Subject, body)
	if m.office == NoOffice || m.office == OtherOffice {
		behind, err := s.behind(ctx, r, e, c.Subject, body)
		if err != nil {
			return m, err
		}
		m.powered = behind != nil
	}
	m.issued = m.stand && s.stand.Issued(e.ID, c.Fingerprint())
	m.whom, err = s.whomToAsk(ctx, r, e)
	return m, err
}

// whomToAsk are the administrators of a body other than the person himself.
func (s *Service) whomToAsk(ctx context.Context, r db.Reader, e org.Employee) (string, error) {
	list, err := s.org.WithRole(ctx, r, e.BodyID, org.Administrator)
	var names []string
	for _, a := range list {
		if a.ID != e.ID && len(names) < 3 {
			names = append(names, a.ShortName)
		}
	}
	return strings.Join(names, ", "), err
}

// stranger refuses the certificate of somebody else.
func (m match) stranger() error {
	switch m.likeness {
	case OtherName:
		return fail.Field("signing.foreign_certificate", "file", "foreign_certificate")
	case Namesake:
		return fail.Field("signing.certificate_of_namesake", "file", "foreign_certificate").With("whom", m.whom)
	}
	return nil
}

// outsider refuses a certificate that is not of the body, unless a МЧД of the body stands behind it.
func (m match) outsider() error {
	switch {
	case m.stand || m.powered:
		return nil
	case m.office == OtherOffice:
		return fail.Field("signing.certificate_other_office", "file", "foreign_certificate").
			With("organization", m.subject.Get(pki.Organization)).With("whom", m.whom)
	case m.office == NoOffice:
		return fail.Field("signing.certificate_needs_power", "file", "foreign_certificate").With("whom", m.whom)
	}
	return nil
}

// owned refuses a certificate with which the employee may not sign now.
func (m match) owned() error {
	if err := m.stranger(); err != nil {
		return err
	}
	if m.row != nil && m.row.State == Unbound {
		return fail.New(fail.Conflict, "signing.certificate_unbound", "certificate %d", m.row.ID).With("whom", m.whom)
	}
	if err := m.outsider(); err != nil {
		return err
	}
	if m.row == nil || m.row.State != Bound {
		return fail.New(fail.Conflict, "signing.certificate_waits", "nobody has confirmed the certificate").With("whom", m.whom)
	}
	return nil
}

// byItself tells on what ground a certificate is bound without anybody's word, "" for none.
func (m match) byItself() Ground {
	switch {
	case m.row != nil && m.row.State != Waiting:
		return ""
	case m.issued && (m.likeness == SamePerson || m.likeness == ByName):
		return ByStand
	case m.likeness == SamePerson && (m.office == SameOffice || m.powered):
		return m.ground
	}
	return ""
}
