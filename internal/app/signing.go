package app

import (
	"context"
	"time"

	"veche/cms"
	"veche/cms/fetch"
	"veche/cms/pki"
	"veche/internal/approval"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/signing"
	"veche/internal/signing/certificates"
	"veche/internal/signing/keyserver"
	"veche/internal/signing/stand"
	"veche/internal/trust"
)

// signing makes the subject of signatures. In a demonstration its own authority is believed and software keys sign;
// elsewhere there is nothing of the kind, and time stamps come from the service of the settings.
func (a *App) signing(ctx context.Context, s *Services) error {
	if !a.Config.Demo {
		s.Certificates = certificates.New(a.DB, s.Org, s.Files, s.Notify, a.whom(*s), nil)
		a.checker = signing.NewChecker(a.DB, a.whom(*s), a.stamper(), nil)
		s.Signing = signing.New(a.DB, s.Documents, s.Org, s.Files, approval.Gate{}, a.checker, s.Certificates, nil)
		return nil
	}
	own, err := stand.Open(a.Config.Stand(), a.DB.Now)
	if err != nil {
		return err
	}
	err = a.DB.Tx(ctx, auth.System("stand"), func(tx *db.Tx) error { return s.Trust.AddStand(ctx, tx, own.Root()) })
	if err != nil {
		return err
	}
	a.stand = own
	s.Certificates = certificates.New(a.DB, s.Org, s.Files, s.Notify, a.whom(*s), own)
	a.checker = signing.NewChecker(a.DB, a.whom(*s), own.Stamper(), own.Root())
	s.Signing = signing.New(a.DB, s.Documents, s.Org, s.Files, approval.Gate{}, a.checker, s.Certificates, own)
	return nil
}

// whom says whom to believe about a principal's signature: the administrator's list, and the stand in a demonstration.
func (a *App) whom(s Services) signing.Trust {
	if a.stand != nil {
		return a.stand.Over(believed{s.Trust})
	}
	return believed{s.Trust}
}

// believed is the administrator's list as signing asks for it.
type believed struct{ *trust.Service }

func (b believed) Fetcher(ctx context.Context, r db.Reader) (pki.Fetcher, error) {
	return b.Service.Fetcher(ctx, r)
}

// KeepRevocations keeps a list that a check has fetched; one that nobody trusted has signed is no fault of the check.
func (b believed) KeepRevocations(ctx context.Context, address string, list []byte) error {
	_, err := b.Service.KeepList(ctx, auth.System("signing"), list, address)
	if fail.Code(err) != "" {
		return nil
	}
	return err
}

// Accredited is what the ministry's list says of the authority of a signature.
func (b believed) Accredited(ctx context.Context, r db.Reader, chain []string, issued, signed time.Time) (*signing.Accreditation, error) {
	standing, known, err := b.Service.Accreditation(ctx, r, chain, issued, signed)
	if err != nil || !known {
		return nil, err
	}
	return &signing.Accreditation{Words: standing.Russian(), Good: standing.Good()}, nil
}

// keyServer is the process that holds the keys of servers, nil where the settings name none.
func (a *App) keyServer() (*keyserver.Client, error) {
	c := a.Config.Signer
	switch {
	case c.Socket != "":
		return keyserver.OnSocket(c.Socket), nil
	case c.URL != "":
		return keyserver.OverTLS(c.URL, keyserver.Identity{Certificate: c.Certificate, Key: c.TLSKey, Authority: c.Authority})
	}
	return nil, nil
}

// stamper is the service of time stamps of the settings; no other address is asked for one.
func (a *App) stamper() cms.Stamper {
	address := a.Config.Sign.TSA
	if address == "" {
		return nil
	}
	return &cms.Service{Address: address, Fetcher: &fetch.AllowList{Allow: []string{address}}}
}
