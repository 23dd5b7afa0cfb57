package app

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"time"
	"veche/internal/platform/config"

	"veche/cms"
	"veche/cms/pki"
	"veche/internal/exchange/pos"
	"veche/internal/exchange/pos/contract"
	possim "veche/internal/exchange/pos/simulator"
	"veche/internal/platform/smevstore"
	"veche/smev"
	"veche/smev/message"
)

// posPath is where the feedback platform of a demonstration is.
const posPath = "/pos-simulator"

// standBodies are what the demonstration's platform calls the bodies of its region; the last one the region does not know.
var standBodies = possim.Bodies{
	{Code: "MINSTROY", Title: "Министерство строительства"}, {Code: "GOVERNMENT", Title: "Правительство региона"},
	{Code: "MINFIN", Title: "Министерство финансов"}, {Code: "GORZHILINSPEKCIYA", Title: "Государственная жилищная инспекция"},
}

// connectPOS gives the exchange its way to the platform: the node of the settings, or the demonstration's own.
func (a *App) connectPOS(s Services) error {
	c := a.Config.POS
	if c.Endpoint == "" && a.stand == nil {
		return nil
	}
	store, err := smevstore.Open(a.DB, s.Files, pos.Box, filepath.Join(a.Config.Data, "smev-spool"))
	if err != nil {
		return err
	}
	if c.Endpoint == "" {
		return a.ownPlatform(s, store)
	}
	client, _, err := systemOf(c)
	if err != nil {
		return err
	}
	s.POS.Connect(client, store)
	return nil
}

// systemOf is an information system of the settings: how it calls SMEV, and its key.
func systemOf(c config.SMEV) (*smev.Client, cms.Key, error) {
	key, err := readSystemKey(c.Key)
	if err != nil {
		return nil, key, err
	}
	options := smev.Options{Endpoint: c.Endpoint, Version: message.Version(c.Version), FileStore: c.FileStore, Key: key, Now: time.Now}
	if len(c.CA) > 0 {
		options.Trust = &pki.Trust{Roots: pki.NewPool(), Revocation: pki.RevocationIfKnown}
	}
	for _, path := range c.CA {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, key, err
		}
		list, err := pki.ParseCertificates(text)
		if err != nil {
			return nil, key, fmt.Errorf("%s: %w", path, err)
		}
		for _, one := range list {
			options.Trust.Roots.Add(one)
		}
	}
	client, err := smev.NewClient(options)
	return client, key, err
}

func readSystemKey(path string) (cms.Key, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return cms.Key{}, fmt.Errorf("key of the information system: %w", err)
	}
	return smev.ParseKey(text)
}

// ownPlatform is a node of SMEV and a feedback platform within the program: the whole circle without a network.
func (a *App) ownPlatform(s Services, store *smevstore.Store) error {
	dir := filepath.Join(a.Config.Data, "stand")
	n, err := a.standNode()
	if err != nil {
		return err
	}
	ours, _, err := a.standClient(n, "pos-edms.pem", "СЭД демонстрационной области", nil)
	if err != nil {
		return err
	}
	theirs, _, err := a.standClient(n, "pos-platform.pem", "ПОС", nil)
	if err != nil {
		return err
	}
	kept, err := smev.OpenFolderStore(filepath.Join(dir, "pos-messages"))
	if err != nil {
		return err
	}
	a.platform, err = possim.New(possim.Options{Dir: filepath.Join(dir, "pos"), Mapping: contract.Published(), Client: theirs, Store: kept})
	if err != nil {
		return err
	}
	s.POS.Connect(ours, store)
	a.closers = append(a.closers, a.platform.Close, kept.Close)
	return nil
}

// standPlatform serves the pages of the demonstration's platform.
func (a *App) standPlatform(mux *http.ServeMux) {
	if a.platform != nil {
		mux.Handle(posPath+"/", a.platform.Handler(posPath, standBodies))
	}
}

// stepPlatform lets the demonstration's platform answer.
func (a *App) stepPlatform(ctx context.Context) error { return a.platform.Step(ctx) }
