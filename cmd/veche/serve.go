package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"veche/internal/app"
	"veche/internal/platform/config"
	"veche/internal/seed"
)

type serve struct {
	config.Config `embed:""`
}

// Run serves until the program is told to stop.
func (c *serve) Run(ctx context.Context) error {
	if c.Demo {
		if err := settle(ctx, c.Config); err != nil {
			return err
		}
	}
	a, err := app.New(ctx, c.Config)
	if err != nil {
		return err
	}
	defer a.Close()
	return a.Run(ctx, nil)
}

// settle gives an empty demonstration its region, once: data survive a restart. The hundreds of lines that its jobs
// would log help nobody.
func settle(ctx context.Context, c config.Config) error {
	a, err := app.New(ctx, c, app.WeakPasswords(), app.LogTo(io.Discard))
	if err != nil {
		return err
	}
	defer a.Close()
	empty, err := seed.Empty(ctx, a.DB)
	if err != nil || !empty {
		return err
	}
	fmt.Fprintln(os.Stderr, "Settling the demonstration region, some seconds …")
	return seed.Region(ctx, a, seed.Options{Documents: 300, Seed: 1, Now: time.Now()})
}
