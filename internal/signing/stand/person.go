package stand

import (
	"context"
	"strings"

	"veche/cms"
	"veche/cms/pki"
	"veche/gost"
	"veche/internal/org"
)

// Sign makes a detached CAdES-BES signature with the key of an employee.
func (s *Stand) Sign(ctx context.Context, e org.Employee, content cms.Content) ([]byte, error) {
	key, err := s.Key(e)
	if err != nil {
		return nil, err
	}
	return cms.Sign(ctx, content, cms.SigningOptions{Time: s.now()}, key)
}

// Key is the software key of an employee with his certificate, made when he first needs it.
func (s *Stand) Key(e org.Employee) (cms.Key, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	h := s.people[e.ID]
	if h == nil || !s.usable(e, h) {
		var err error
		if h, err = s.person(e); err != nil {
			return cms.Key{}, err
		}
		s.people[e.ID] = h
	}
	return cms.Key{Private: h.key, Certificate: h.certificate, Chain: []*pki.Certificate{s.ca.Certificate}}, nil
}

// Issued tells whether a certificate is the one that an employee has here.
func (s *Stand) Issued(employeeID int64, sha256 string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	h := s.people[employeeID]
	if h == nil { // another node has made it, or this one before its last start
		h, _ = load(s.personFile(employeeID)) // what cannot be read was issued to nobody
	}
	return h != nil && h.certificate.Fingerprint() == sha256
}

func (s *Stand) person(e org.Employee) (*holder, error) {
	return keep(s.personFile(e.ID), func(h *holder) bool { return s.usable(e, h) }, func(key *gost.PrivateKey) (*pki.Certificate, error) {
		from := s.now().Add(-personBefore)
		return s.ca.Person(subject(e), key.Public(), from, from.Add(personTerm), pki.SignTool(organisation))
	})
}

// usable tells whether a certificate is in force and still names the employee as he is called.
func (s *Stand) usable(e org.Employee, h *holder) bool {
	at, c := s.now(), h.certificate.X509
	return h.certificate.Subject.Get(pki.Surname) == e.Surname && h.certificate.IssuedBy(s.ca.Certificate) == nil &&
		!at.Before(c.NotBefore) && at.Add(renewal).Before(c.NotAfter)
}

// subject is a name as qualified certificates of officials have it, but for the numbers that identify a real person
// (order of the FSB of Russia No. 795 of 27.12.2011, section III).
func subject(e org.Employee) pki.Name {
	full := strings.TrimSpace(e.Surname + " " + e.Name + " " + e.Patronymic)
	return pki.Name{
		{Field: pki.CommonName, Value: clipped(full)}, {Field: pki.Surname, Value: clipped(e.Surname)},
		{Field: pki.GivenName, Value: clipped(strings.TrimSpace(e.Name + " " + e.Patronymic))},
		{Field: pki.Title, Value: clipped(e.Post)}, {Field: pki.OrganizationalUnit, Value: clipped(e.Body)},
		{Field: pki.Organization, Value: organisation}, {Field: pki.Country, Value: "RU"},
	}
}

// clipped keeps a value within the bounds of X.520.
func clipped(value string) string {
	const longest = 64
	letters := []rune(value)
	if len(letters) <= longest {
		return value
	}
	return string(letters[:longest-1]) + "…"
}
