package main

import (
	"context"
	"fmt"

	"veche/internal/app"
	"veche/internal/platform/config"
)

type figuresCommand struct {
	Rebuild figuresRebuild `cmd:"" help:"Count every application for a service anew. A running program may go on; its figures are too small until this ends."`
}

type figuresRebuild struct {
	config.Config `embed:""`
}

// Run forgets the sums of the figures of services and counts all applications again.
func (c *figuresRebuild) Run(ctx context.Context) error {
	a, err := app.New(ctx, c.Config)
	if err != nil {
		return err
	}
	defer a.Close()
	if err := a.Figures.Rebuild(ctx); err != nil {
		return err
	}
	for left := int64(1); left > 0; {
		if err := a.Figures.Roll(ctx); err != nil {
			return err
		}
		if left, err = a.Figures.Waiting(ctx); err != nil {
			return err
		}
		fmt.Println(left, "applications are left")
	}
	return nil
}
