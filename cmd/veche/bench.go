package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"time"

	"veche/cmd/veche/bench"
)

type benchCommand struct {
	Intake benchIntake `cmd:"" help:"How many applications a second the intake accepts durably. See docs/intake.md."`
	Bare   benchBare   `cmd:"" hidden:"" help:"The same POST, answered with nothing stored."`
}

type benchIntake struct {
	Rate        int           `default:"10000" help:"Applications a second, by a schedule fixed in advance; 0: each connection goes on as soon as it is answered."`
	Duration    time.Duration `default:"60s" help:"How long they are offered."`
	Connections int           `default:"512" help:"Connections of the generator."`
	Database    string        `default:"sqlite" help:"sqlite, postgres (a cluster of the bench itself, with its own settings), or the URL of an empty database." placeholder:"URL"`
	Nodes       int           `default:"1" help:"Servers on one PostgreSQL."`
	Rows        int           `help:"Applications that stand in the order before."`
	Clerks      int           `help:"Requests a second of clerks (inbox and card) meanwhile."`
	Bare        bool          `help:"Measure the same POST without a store in the same run."`
	Backlog     bool          `help:"Then wait until all of them are received, and ask for pages of the portal meanwhile."`
	Seconds     bool          `help:"Say how each second went."`
	Folder      string        `help:"Where the data folder is made; it is removed at the end." type:"existingdir"`
	JSON        bool          `name:"json" help:"Print one last line of JSON."`
}

// Run measures and prints; it fails where a receipt is not in its place.
func (c *benchIntake) Run(ctx context.Context) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	r, err := bench.Run(ctx, bench.Options{Load: bench.Load{Rate: c.Rate, Duration: c.Duration, Connections: c.Connections},
		Database: c.Database, Folder: c.Folder, Nodes: c.Nodes, Rows: c.Rows, Clerks: c.Clerks, Bare: c.Bare, Backlog: c.Backlog, Seconds: c.Seconds, Program: program, Say: os.Stderr})
	if err != nil {
		return err
	}
	if err := r.Print(os.Stdout); err != nil {
		return err
	}
	if c.JSON {
		line, err := json.Marshal(r)
		if err != nil {
			return err
		}
		fmt.Println(string(line))
	}
	if !r.Reconciled.Whole() {
		return fmt.Errorf("%d of %d receipts are in their place", r.Reconciled.Found, r.Reconciled.Receipts)
	}
	return nil
}

type benchBare struct {
	Data     string `hidden:""`
	Database string `hidden:""`
	Listen   string `hidden:""`
	Log      string `hidden:""`
}

// Run serves until it is ended.
func (c *benchBare) Run(ctx context.Context) error {
	log := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	return bench.ServeBare(ctx, func(standard, surge string) { log.Info("serving", "address", standard, "surge", surge) })
}
