package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"veche/internal/exchange/epgu/simulator"
	"veche/smev"
)

// epguCommand is the other side of the exchange with portals, for tests and training.
type epguCommand struct {
	Simulate epguSimulate `cmd:"" help:"Run a portal with pages from which applications are sent, beside any node of SMEV 3."`
}

type epguSimulate struct {
	pagesOfNode `embed:""`
	Listen      string `help:"Address of the pages." default:"127.0.0.1:7700"`
	Dir         string `help:"Folder of the portal." default:"data/epgu-portal" type:"path"`
}

// Run serves until it is stopped.
func (c *epguSimulate) Run(ctx context.Context) error {
	client, err := c.client()
	if err != nil {
		return err
	}
	store, err := smev.OpenFolderStore(filepath.Join(c.Dir, "messages"))
	if err != nil {
		return err
	}
	portal, err := simulator.New(simulator.Options{Dir: c.Dir, Client: client, Store: store, Templates: simulator.Templates()})
	if err != nil {
		return errors.Join(err, store.Close())
	}
	fmt.Printf("Имитатор портала услуг: http://%s/epgu/\n", c.Listen)
	err = c.serve(ctx, c.Listen, portal.Handler("/epgu", func(string) string { return "" }), portal.Step)
	return errors.Join(err, store.Close())
}
