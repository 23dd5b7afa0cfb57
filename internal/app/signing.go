package app

import (
	"veche/cms"
	"veche/cms/fetch"
	"veche/internal/approval"
	"veche/internal/signing"
	"veche/internal/signing/stand"
)

// signing makes the subject of signatures. In a demonstration its own authority is believed and software keys sign;
// elsewhere there is nothing of the kind, and time stamps come from the service of the settings.
func (a *App) signing(s Services) (*signing.Service, error) {
	trust := signing.Trust(signing.Nobody{})
	if !a.Config.Demo {
		checker := signing.NewChecker(a.DB, trust, a.stamper(), nil)
		return signing.New(a.DB, s.Documents, s.Org, s.Files, approval.Gate{}, checker, nil), nil
	}
	own, err := stand.Open(a.Config.Stand(), a.DB.Now)
	if err != nil {
		return nil, err
	}
	checker := signing.NewChecker(a.DB, own.Over(trust), own.Stamper(), own.Root())
	return signing.New(a.DB, s.Documents, s.Org, s.Files, approval.Gate{}, checker, own), nil
}

// stamper is the service of time stamps of the settings; no other address is asked for one.
func (a *App) stamper() cms.Stamper {
	address := a.Config.Sign.TSA
	if address == "" {
		return nil
	}
	return &cms.Service{Address: address, Fetcher: &fetch.AllowList{Allow: []string{address}}}
}
