package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"time"

	"veche/internal/exchange/pos/contract"
	"veche/internal/exchange/pos/simulator"
	"veche/smev"
)

// posCommand is the other side of the exchange with the feedback platform, for tests and training.
type posCommand struct {
	Simulate posSimulate `cmd:"" help:"Run a feedback platform with pages of the citizen and of the operator, beside any node of SMEV 3."`
	Schema   posSchema   `cmd:"" help:"Print the published schema of the exchange."`
}

type posSimulate struct {
	smevNode `embed:""`
	Listen   string            `help:"Address of the pages." default:"127.0.0.1:7600"`
	Dir      string            `help:"Folder of the platform." default:"data/pos-platform" type:"path"`
	Body     map[string]string `help:"Bodies that a citizen may choose, code=title." default:"MINSTROY=Министерство строительства"`
	Poll     time.Duration     `help:"Between looks into the queue." default:"2s"`
}

// Run serves until it is stopped.
func (c *posSimulate) Run(ctx context.Context) error {
	client, err := c.client()
	if err != nil {
		return err
	}
	store, err := smev.OpenFolderStore(filepath.Join(c.Dir, "messages"))
	if err != nil {
		return err
	}
	platform, err := simulator.New(simulator.Options{Dir: c.Dir, Mapping: contract.Published(), Client: client, Store: store})
	if err != nil {
		return errors.Join(err, store.Close())
	}
	var bodies simulator.Bodies
	for code, title := range c.Body {
		bodies = append(bodies, contract.Body{Code: code, Title: title})
	}
	server := &http.Server{Addr: c.Listen, Handler: platform.Handler("/pos", bodies), ReadHeaderTimeout: 10 * time.Second}
	failed := make(chan error, 1)
	go func() { failed <- server.ListenAndServe() }()
	fmt.Printf("Имитатор ПОС: http://%s/pos/ – гражданин, http://%s/pos/operator – оператор\n", c.Listen, c.Listen)
	err = c.work(ctx, platform, failed)
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return errors.Join(err, server.Shutdown(stopping), platform.Close(), store.Close())
}

// work answers the document system until ctx ends or the pages fail.
func (c *posSimulate) work(ctx context.Context, platform *simulator.Platform, failed <-chan error) error {
	tick := time.NewTicker(c.Poll)
	defer tick.Stop()
	for {
		if err := platform.Step(ctx); err != nil && ctx.Err() == nil {
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

type posSchema struct{}

// Run prints the schema.
func (posSchema) Run() error {
	fmt.Print(string(contract.Schema))
	return nil
}
