package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"time"

	"veche/internal/app"
	"veche/internal/platform/config"
	"veche/internal/platform/db"
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
	spendMemory(a.DB.Dialect)
	return a.Run(ctx, nil)
}

// spendMemory lets the collector run more seldom, up to a bound: at ten thousand applications a second it would otherwise
// take a sixth of the server's processor time. The whole program keeps below 500 MB; SQLite has its pages within it, where
// the collector does not see them. What the administrator says by GOGC and GOMEMLIMIT stands above it.
func spendMemory(d db.Dialect) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(1000)
	}
	limit := int64(400 << 20)
	if d.Name == db.SQLite.Name {
		limit = 280 << 20
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(limit)
	}
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
	if err := seed.Region(ctx, a, seed.Options{Documents: 300, Seed: 1, Now: time.Now()}); err != nil {
		return err
	}
	return a.ItemsOfCitizens(ctx)
}
