package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"time"

	"veche/internal/exchange/epgu/simulator"
	"veche/smev"
)

// epguCommand is the other side of the exchange with portals, for tests and training.
type epguCommand struct {
	Simulate epguSimulate `cmd:"" help:"Run a portal with pages from which applications are sent, beside any node of SMEV 3."`
}

type epguSimulate struct {
	smevNode `embed:""`
	Listen   string        `help:"Address of the pages." default:"127.0.0.1:7700"`
	Dir      string        `help:"Folder of the portal." default:"data/epgu-portal" type:"path"`
	Poll     time.Duration `help:"Between looks into the queue." default:"2s"`
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
	portal, err := simulator.New(simulator.Options{Dir: c.Dir, Client: client, Store: store, Templates: []simulator.Template{simulator.HuntingTicket()}})
	if err != nil {
		return errors.Join(err, store.Close())
	}
	server := &http.Server{Addr: c.Listen, Handler: portal.Handler("/epgu", func(string) string { return "" }), ReadHeaderTimeout: 10 * time.Second}
	failed := make(chan error, 1)
	go func() { failed <- server.ListenAndServe() }()
	fmt.Printf("Имитатор портала услуг: http://%s/epgu/\n", c.Listen)
	err = c.work(ctx, portal, failed)
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return errors.Join(err, server.Shutdown(stopping), store.Close())
}

// work sends and looks until ctx ends or the pages fail.
func (c *epguSimulate) work(ctx context.Context, portal *simulator.Portal, failed <-chan error) error {
	tick := time.NewTicker(c.Poll)
	defer tick.Stop()
	for {
		if err := portal.Step(ctx); err != nil && ctx.Err() == nil {
			fmt.Println("СМЭВ:", err) // the node is away: the next look tries again
		}
		select {
		case err := <-failed:
			return err
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}
