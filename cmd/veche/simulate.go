package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// pagesOfNode are what every simulator of a foreign system has: pages for people, and a node of SMEV 3 that it looks into.
type pagesOfNode struct {
	smevNode `embed:""`
	Poll     time.Duration `help:"Between looks into the queue." default:"2s"`
}

// serve shows the pages and looks into the queue until ctx ends or the pages fail.
func (c pagesOfNode) serve(ctx context.Context, listen string, pages http.Handler, step func(context.Context) error) error {
	server := &http.Server{Addr: listen, Handler: pages, ReadHeaderTimeout: 10 * time.Second}
	failed := make(chan error, 1)
	go func() { failed <- server.ListenAndServe() }()
	err := c.look(ctx, step, failed)
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return errors.Join(err, server.Shutdown(stopping))
}

func (c pagesOfNode) look(ctx context.Context, step func(context.Context) error, failed <-chan error) error {
	tick := time.NewTicker(c.Poll)
	defer tick.Stop()
	for {
		if err := step(ctx); err != nil && ctx.Err() == nil {
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
