package app

import (
	"context"
	"crypto/rand"
	"net/http"
	"strconv"
	"strings"

	"veche/cms"
	"veche/internal/exchange/remotesign"
	"veche/internal/exchange/remotesign/simulator"
	"veche/internal/org"
	"veche/internal/platform/db"
	"veche/internal/signing"
	"veche/internal/signing/stand"
)

// phonePath is where the phone of a demonstration is.
const phonePath = "/remote-signer"

// remoteSigning is the way to the service of the settings. A demonstration without one has its own: a simulator within
// the program, with the software keys of the stand.
func (a *App) remoteSigning(s Services) *remotesign.Service {
	c := a.Config.Remote
	server := remotesign.Server{URL: c.URL, Token: c.Token, Form: remotesign.Form(c.Form)}
	if c.URL == "" && a.stand != nil {
		server.Token = rand.Text()
		a.phone = simulator.New(simulator.Options{Mood: simulator.Ask, Keys: standKeys{a.stand, s.Org, a.DB}, Token: server.Token, Path: phonePath, Now: a.DB.Now})
		server.URL, server.HTTP = "http://stand"+phonePath, &http.Client{Transport: simulator.Transport{Handler: a.phone.Handler()}}
	}
	remote := remotesign.New(a.DB, server, c.Term, remotesign.Subjects{Signing: s.Signing, Documents: s.Documents, Org: s.Org, Sessions: s.Sessions, Files: s.Files}, a.Log)
	if remote.Offered() {
		s.Signing.Offer(signing.Remote)
	}
	return remote
}

// standKeys are the software keys of the people of a demonstration, as its remote signing service holds them.
type standKeys struct {
	stand *stand.Stand
	org   *org.Service
	db    *db.DB
}

func (k standKeys) Of(ctx context.Context, who remotesign.Signer) (cms.Key, error) {
	if who.ID == simulator.Stranger {
		return k.stand.Key(org.Employee{Surname: who.Surname, Name: who.Name, Patronymic: who.Patronymic})
	}
	number, _ := strings.CutPrefix(who.ID, "person-")
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return cms.Key{}, simulator.ErrUnknownSigner
	}
	e, err := k.org.Person(ctx, k.db, id)
	if err != nil {
		return cms.Key{}, err
	}
	return k.stand.Key(e)
}
