package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"veche/internal/app"
	"veche/internal/platform/config"
	"veche/internal/seed"
)

type seedCommand struct {
	config.Config `embed:""`
	Documents     int    `default:"1000" help:"How many letters besides the story."`
	Seed          uint64 `default:"1" help:"The same seed gives the same region."`
}

// Run fills an empty database with a plausible region and ends.
func (c *seedCommand) Run(ctx context.Context) error {
	c.Demo = true // its people have known passwords
	a, err := app.New(ctx, c.Config, app.WeakPasswords(), app.LogTo(io.Discard))
	if err != nil {
		return err
	}
	defer a.Close()
	started := time.Now()
	if err := seed.Region(ctx, a, seed.Options{Documents: c.Documents, Seed: c.Seed, Now: started}); err != nil {
		return err
	}
	fmt.Printf("%d писем и история за %s\n", c.Documents, time.Since(started).Round(time.Millisecond))
	return nil
}
