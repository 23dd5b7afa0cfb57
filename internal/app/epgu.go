package app

import (
	"context"
	"net/http"
	"path/filepath"

	"veche/internal/exchange/epgu"
	"veche/internal/exchange/epgu/simulator"
	"veche/internal/platform/db"
	"veche/internal/platform/smevstore"
	"veche/smev"
	node "veche/smev/simulator"
)

// portalPath is where the foreign portal of a demonstration is.
const portalPath = "/epgu-simulator"

// connectEPGU gives the exchange with portals its way: the node of the settings, or the demonstration's own.
func (a *App) connectEPGU(s Services) error {
	c := a.Config.EPGU
	if c.Endpoint == "" && a.stand == nil {
		return nil
	}
	store, err := smevstore.Open(a.DB, s.Files, epgu.Box, filepath.Join(a.Config.Data, "smev-spool"))
	if err != nil {
		return err
	}
	if c.Endpoint == "" {
		return a.ownPortal(s, store)
	}
	client, _, err := systemOf(c)
	if err != nil {
		return err
	}
	s.EPGU.Connect(client, store)
	return nil
}

// ownPortal is a foreign portal within the program.
func (a *App) ownPortal(s Services, store *smevstore.Store) error {
	dir := filepath.Join(a.Config.Data, "stand")
	n, err := a.standNode()
	if err != nil {
		return err
	}
	ours, _, err := a.standClient(n, "epgu.pem", "Услуги демонстрационной области", nil)
	if err != nil {
		return err
	}
	theirs, _, err := a.standClient(n, "epgu-portal.pem", "Портал услуг", nil)
	if err != nil {
		return err
	}
	kept, err := smev.OpenFolderStore(filepath.Join(dir, "epgu-messages"))
	if err != nil {
		return err
	}
	a.closers = append(a.closers, kept.Close)
	s.EPGU.Connect(ours, store)
	a.abroad, err = simulator.New(simulator.Options{Dir: filepath.Join(dir, "epgu"), Client: theirs, Store: kept, Templates: simulator.Templates(), Now: a.DB.Now})
	return err
}

// standPortal serves the page of the demonstration's portal.
func (a *App) standPortal(mux *http.ServeMux) {
	if a.abroad == nil {
		return
	}
	mux.Handle(portalPath+"/", a.abroad.Handler(portalPath, func(code string) string {
		names, err := db.All[string](context.Background(), a.DB, "SELECT name FROM epgu_codes WHERE CAST(code AS text) = $1", code)
		if err != nil || len(names) == 0 {
			return ""
		}
		return names[0]
	}))
}

// Abroad is the foreign portal of a demonstration; nil without one.
func (a *App) Abroad() *simulator.Portal { return a.abroad }

// Node is the demonstration's own node of SMEV; nil without one.
func (a *App) Node() *node.Node { return a.node }

// stepPortal lets the demonstration's portal send and look.
func (a *App) stepPortal(ctx context.Context) error { return a.abroad.Step(ctx) }
