package app

import (
	"fmt"
	"net/http"
	"net/url"

	"veche/cms"
	"veche/internal/exchange/esia"
	esiasim "veche/internal/exchange/esia/simulator"
	"veche/internal/exchange/remotesign/simulator"
	"veche/internal/org"
	"veche/internal/portal"
)

// esiaPath is where the ESIA of a demonstration is.
const esiaPath = "/esia-simulator"

// standClient is how the demonstration is known to its ESIA.
const standClient = "VECHE"

// portal makes the pages of citizens with the way to their identity.
func (a *App) portal(s Services) (*portal.Service, error) {
	provider, err := a.identity()
	if err != nil {
		return nil, err
	}
	return portal.New(a.DB, portal.Subjects{Org: s.Org, Documents: s.Documents, Appeals: s.Appeals, Visits: s.Visits, Signing: s.Signing, Dispatch: s.Dispatch, Files: s.Files,
		Catalogue: s.Catalogue, Begun: s.Drafts, Services: s.Applications, Intake: s.Intake, Order: s.Order, Enrolment: s.Enrolment, Kindergarten: s.Kindergarten}, provider,
		portal.Settings{Secure: a.Config.Secure(), Site: a.Config.PublicURL, Send: a.letters(), Demo: a.Config.Demo}), nil
}

// identity is who identifies citizens: ESIA or an OpenID provider of the settings; in a demonstration without them, an
// ESIA of its own. A nil interface, where nobody does.
func (a *App) identity() (portal.Provider, error) {
	c := a.Config.Identity
	switch {
	case c.URL != "":
		key, err := esia.ReadKey(c.Key)
		if err != nil {
			return nil, err
		}
		certificate, err := esia.ReadCertificate(c.Certificate)
		if err != nil {
			return nil, err
		}
		return esia.New(esia.Settings{URL: c.URL, Version: c.Version, Client: c.Client, Key: key, Certificate: certificate, Now: a.DB.Now}), nil
	case a.Config.OpenID.Issuer != "":
		return &esia.OpenID{Issuer: a.Config.OpenID.Issuer, Client: a.Config.OpenID.Client, Secret: a.Config.OpenID.Secret}, nil
	case a.stand != nil:
		return a.ownESIA()
	}
	return nil, nil
}

// ownESIA is the simulator within the program. The browser meets it beside our pages; we meet it without a network.
func (a *App) ownESIA() (portal.Provider, error) {
	ours, err := a.stand.Key(org.Employee{ID: -1, Surname: "Вече", Name: "Портал"})
	if err != nil {
		return nil, fmt.Errorf("key of the portal: %w", err)
	}
	theirs, err := a.stand.Key(org.Employee{ID: -2, Surname: "Имитатор", Name: "ЕСИА"})
	if err != nil {
		return nil, fmt.Errorf("key of the simulator: %w", err)
	}
	a.esia = esiasim.New(esiasim.Options{Path: esiaPath, Key: theirs, Citizens: esiasim.Invented(), Now: a.DB.Now,
		Clients: map[string]esiasim.Client{standClient: {Certificate: ours.Certificate, Returns: a.returns()}}})
	return esia.New(esia.Settings{URL: "http://stand" + esiaPath, Browser: esiaPath, Client: standClient, Key: cms.Key{Private: ours.Private, Certificate: ours.Certificate},
		Certificate: theirs.Certificate, Now: a.DB.Now, HTTP: &http.Client{Transport: simulator.Transport{Handler: a.esia.Handler()}}}), nil
}

// returns are the addresses to which the own simulator sends people back: our own, however the browser came.
func (a *App) returns() []string {
	if a.Config.PublicURL != "" {
		return []string{a.Config.PublicURL}
	}
	u := url.URL{Scheme: "http", Host: a.Config.Listen}
	return []string{u.String() + "/", "http://localhost", "http://127.0.0.1"}
}
