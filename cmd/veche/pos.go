package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

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
	pagesOfNode `embed:""`
	Listen      string            `help:"Address of the pages." default:"127.0.0.1:7600"`
	Dir         string            `help:"Folder of the platform." default:"data/pos-platform" type:"path"`
	Body        map[string]string `help:"Bodies that a citizen may choose, code=title." default:"MINSTROY=Министерство строительства"`
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
	fmt.Printf("Имитатор ПОС: http://%s/pos/ – гражданин, http://%s/pos/operator – оператор\n", c.Listen, c.Listen)
	err = c.serve(ctx, c.Listen, platform.Handler("/pos", bodies), platform.Step)
	return errors.Join(err, platform.Close(), store.Close())
}

type posSchema struct{}

// Run prints the schema.
func (posSchema) Run() error {
	fmt.Print(string(contract.Schema))
	return nil
}
