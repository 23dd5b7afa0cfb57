package main

import (
	"context"
	"fmt"

	"veche/internal/app"
	"veche/internal/platform/config"
)

type migrate struct {
	config.Config `embed:""`
}

// Run migrates and ends: before new nodes are started on a shared database.
func (c *migrate) Run(ctx context.Context) error {
	a, err := app.New(ctx, c.Config)
	if err != nil {
		return err
	}
	fmt.Println("the database has the newest shape")
	return a.Close()
}
