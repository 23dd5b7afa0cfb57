package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"veche/cms"
	"veche/cms/pki"
	"veche/internal/exchange/pos"
	"veche/internal/exchange/pos/contract"
	possim "veche/internal/exchange/pos/simulator"
	"veche/internal/exchange/remotesign/simulator"
	"veche/internal/platform/smevstore"
	"veche/smev"
	"veche/smev/message"
	node "veche/smev/simulator"
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
	key, err := readSystemKey(c.Key)
	if err != nil {
		return err
	}
	options := smev.Options{Endpoint: c.Endpoint, Version: message.Version(c.Version), FileStore: c.FileStore, Key: key, Now: time.Now}
	if len(c.CA) > 0 {
		options.Trust = &pki.Trust{Roots: pki.NewPool(), Revocation: pki.RevocationIfKnown}
	}
	for _, path := range c.CA {
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		list, err := pki.ParseCertificates(text)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		for _, one := range list {
			options.Trust.Roots.Add(one)
		}
	}
	client, err := smev.NewClient(options)
	if err != nil {
		return err
	}
	s.POS.Connect(client, store)
	return nil
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
	n, err := node.New(node.Options{Dir: filepath.Join(dir, "smev"), Redeliver: 5 * time.Second})
	if err != nil {
		return err
	}
	ours, err := a.standClient(n, "pos-edms.pem", "СЭД демонстрационной области")
	if err != nil {
		return err
	}
	theirs, err := a.standClient(n, "pos-platform.pem", "ПОС")
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
	a.closers = append(a.closers, a.platform.Close, kept.Close, n.Close)
	return nil
}

// standClient calls the node within the program with a key of its own, made at the first start.
func (a *App) standClient(n *node.Node, file, name string) (*smev.Client, error) {
	path := filepath.Join(a.Config.Keys(), file)
	key, err := readSystemKey(path)
	if errors.Is(err, fs.ErrNotExist) {
		text, made := node.NewKey(name)
		if made != nil {
			return nil, made
		}
		if err := os.WriteFile(path, text, 0o600); err != nil {
			return nil, err
		}
		key, err = smev.ParseKey(text)
	}
	if err != nil {
		return nil, err
	}
	return smev.NewClient(smev.Options{Endpoint: "http://stand" + message.V12.Path(), Version: message.V12, Key: key, Transport: simulator.Transport{Handler: n},
		Trust: &pki.Trust{Roots: pki.NewPool(n.Certificate()), Revocation: pki.RevocationIfKnown}})
}

// standPlatform serves the pages of the demonstration's platform.
func (a *App) standPlatform(mux *http.ServeMux) {
	if a.platform != nil {
		mux.Handle(posPath+"/", a.platform.Handler(posPath, standBodies))
	}
}

// stepPlatform lets the demonstration's platform answer.
func (a *App) stepPlatform(ctx context.Context) error { return a.platform.Step(ctx) }
