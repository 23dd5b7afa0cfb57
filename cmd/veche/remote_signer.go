package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"veche/internal/exchange/remotesign/simulator"
)

type remoteSigner struct {
	Simulate remoteSignerSimulate `cmd:"" help:"Be a remote signing service with software keys, good or bad as the mood is: for trials before the real one is there."`
}

type remoteSignerSimulate struct {
	Listen string         `default:"127.0.0.1:9090" help:"Address to listen on."`
	Mood   simulator.Mood `default:"ask" help:"How the service behaves: ask (the person decides on the page), confirm, refuse, slow, time-out, swapped-digest, foreign, broken, lost-answer, repeated-answer, forgetful."`
	Token  string         `required:"" help:"Token that callers must show; set it by the environment."`
	Keys   string         `default:"./remote-signer" help:"Folder of the authority's key; root.cer in it is to be trusted by the installation under trial." type:"path"`
}

// Run serves until the program is told to stop.
func (c *remoteSignerSimulate) Run(ctx context.Context) error {
	keys, err := simulator.OpenOwnKeys(c.Keys, time.Now)
	if err != nil {
		return err
	}
	service := simulator.New(simulator.Options{Mood: c.Mood, Keys: keys, Token: c.Token})
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: service.Handler(), ReadHeaderTimeout: 10 * time.Second}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	fmt.Fprintf(os.Stderr, "Имитатор сервиса подписи, настроение %s: http://%s/\nКорневой сертификат (без юридической силы): %s\n",
		c.Mood, listener.Addr(), filepath.Join(c.Keys, "root.cer"))
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if err := server.Shutdown(stopping); !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return server.Close()
}
