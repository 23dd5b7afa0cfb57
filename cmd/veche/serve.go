package main

import (
	"context"

	"veche/internal/app"
	"veche/internal/platform/config"
)

type serve struct {
	config.Config `embed:""`
}

// Run serves until the program is told to stop.
func (c *serve) Run(ctx context.Context) error {
	a, err := app.New(ctx, c.Config)
	if err != nil {
		return err
	}
	defer a.Close()
	return a.Run(ctx, nil)
}
