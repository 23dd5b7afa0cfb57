package seed

import (
	"context"

	"veche/cms/pki"
	"veche/gost"
	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/fail"
)

// keys gives those who sign their certificates of the stand. One person has signed with a certificate that the
// administrator has not seen yet.
func (g *region) keys(ctx context.Context) error {
	for _, s := range settlements {
		for _, p := range s.people {
			if p.roles[0] != org.Executive || p.login == waiting {
				continue
			}
			by, err := g.actor(ctx, p.login)
			if err != nil {
				return err
			}
			e, err := g.Org.Person(ctx, g.DB, by.PersonID)
			if err != nil {
				return err
			}
			key, err := g.Stand().Key(e)
			if err != nil {
				return err
			}
			if err := g.Certificates.Admit(ctx, by, key.Certificate, true); err != nil {
				return err
			}
		}
	}
	return g.stranger(ctx)
}

// waiting is whose certificate waits for the administrator.
const waiting = "kuznecov"

func (g *region) stranger(ctx context.Context) error {
	by, err := g.actor(ctx, waiting)
	if err != nil {
		return err
	}
	certificate, err := g.otherCertificate(ctx, by)
	if err != nil {
		return err
	}
	err = g.Certificates.Admit(ctx, by, certificate, true)
	if fail.Is(err, "signing.certificate_waits") {
		err = nil
	}
	return err
}

// otherCertificate is one of a token that the stand itself has not given out.
func (g *region) otherCertificate(ctx context.Context, by auth.Actor) (*pki.Certificate, error) {
	e, err := g.Org.Person(ctx, g.DB, by.PersonID)
	if err != nil {
		return nil, err
	}
	key, err := gost.GenerateKey(gost.Curve256A(), nil)
	if err != nil {
		return nil, err
	}
	name := pki.Name{{Field: pki.CommonName, Value: e.Surname + " " + e.Name + " " + e.Patronymic}, {Field: pki.Surname, Value: e.Surname},
		{Field: pki.GivenName, Value: e.Name + " " + e.Patronymic}, {Field: pki.Title, Value: e.Post},
		{Field: pki.Organization, Value: "Минстрой, сертификат стенда без юридической силы"}, {Field: pki.OGRN, Value: settlements[0].ogrn}, {Field: pki.Country, Value: "RU"}}
	now := g.DB.Now()
	return g.Stand().Authority().Person(name, key.Public(), now.AddDate(0, -2, 0), now.AddDate(1, 0, 0))
}
