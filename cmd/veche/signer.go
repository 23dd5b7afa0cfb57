package main

import (
	"context"
	"crypto"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"time"

	"veche/cms/pki"
	"veche/gost"
	"veche/internal/platform/telemetry"
	"veche/internal/signing/keyserver"
	"veche/internal/signing/pkcs11"
)

type signer struct {
	Serve signerServe `cmd:"" help:"Hold keys and sign for the program, in a process of its own."`
	Check signerCheck `cmd:"" help:"Ask a key server for a signature and verify it."`
}

// sides are how the two processes find and know each other.
type sides struct {
	Socket      string `help:"Unix socket, on the same machine." type:"path" placeholder:"PATH"`
	Certificate string `help:"Certificate of this side for TLS, PEM." type:"path" placeholder:"FILE"`
	TLSKey      string `name:"tls-key" help:"Its key, PEM." type:"path" placeholder:"FILE"`
	Authority   string `help:"Authority of the other side, PEM." type:"path" placeholder:"FILE"`
}

func (s sides) identity() keyserver.Identity {
	return keyserver.Identity{Certificate: s.Certificate, Key: s.TLSKey, Authority: s.Authority}
}

type signerServe struct {
	sides      `embed:""`
	Listen     string            `help:"Address for HTTPS with certificates on both sides, in place of the socket." placeholder:"ADDRESS"`
	Module     string            `help:"PKCS#11 library of the token's maker; needs a program built with -tags pkcs11." type:"path" placeholder:"FILE"`
	Token      string            `help:"Label or serial number of the token." placeholder:"NAME"`
	Key        []string          `help:"Label of a key of the token; may be given several times." placeholder:"NAME"`
	PINFile    string            `name:"pin-file" help:"File with the PIN; by default it is asked, or read from the standard input." type:"path" placeholder:"FILE"`
	Mechanisms pkcs11.Mechanisms `embed:"" prefix:"gost-"`
	Software   map[string]string `name:"software-key" help:"Key of a stand, NAME=FILE in PKCS#8: no legal force." placeholder:"NAME=FILE"`
}

// Run serves until the program is told to stop.
func (c *signerServe) Run(ctx context.Context) error {
	keys, closeToken, err := c.keys()
	if err != nil {
		return err
	}
	defer closeToken()
	log := telemetry.Log(os.Stderr, "text")
	handler, err := keyserver.Handler(keys, log)
	if err != nil {
		return err
	}
	listener, err := keyserver.Listen(c.Socket, c.Listen, c.identity())
	if err != nil {
		return err
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn)}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	log.Info("serving", "address", listener.Addr().String(), "keys", len(keys))
	select {
	case err = <-failed:
		return err
	case <-ctx.Done():
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	return server.Shutdown(stopping)
}

// keys opens what the settings name.
func (c *signerServe) keys() (map[string]crypto.Signer, func(), error) {
	keys := map[string]crypto.Signer{}
	for name, file := range c.Software {
		raw, err := os.ReadFile(file)
		if err != nil {
			return nil, nil, err
		}
		if keys[name], err = gost.ParsePKCS8PrivateKey(raw); err != nil {
			return nil, nil, fmt.Errorf("read %s: %w", file, err)
		}
	}
	closeToken := func() {}
	if c.Module != "" {
		pin, err := c.pin()
		if err != nil {
			return nil, nil, err
		}
		if closeToken, err = c.openToken(pin, keys); err != nil {
			return nil, nil, err
		}
	}
	if len(keys) == 0 {
		return nil, nil, errors.New("no key is named: --module with --token and --key, or --software-key")
	}
	return keys, closeToken, nil
}

// pin never stands in the arguments, which everybody on the machine can see.
func (c *signerServe) pin() (string, error) {
	if c.PINFile == "" {
		return askSecret("PIN")
	}
	raw, err := os.ReadFile(c.PINFile)
	return strings.TrimSpace(string(raw)), err
}

type signerCheck struct {
	sides `embed:""`
	URL   string `help:"Address of the server, https://host:port, in place of the socket." placeholder:"URL"`
	Name  string `name:"key" required:"" help:"Name of the key." placeholder:"NAME"`
}

// Run has a digest signed; the client itself verifies the signature.
func (c *signerCheck) Run(ctx context.Context) error {
	client := keyserver.OnSocket(c.Socket)
	if c.URL != "" {
		var err error
		if client, err = keyserver.OverTLS(c.URL, c.identity()); err != nil {
			return err
		}
	}
	key, err := client.Key(ctx, c.Name)
	if err != nil {
		return err
	}
	a, err := pki.AlgorithmFor(key.Public(), 0, false)
	if err != nil {
		return err
	}
	if _, err := key.Sign(nil, a.Hash.Sum([]byte("veche signer check")), nil); err != nil {
		return err
	}
	fmt.Printf("%s: signs by %v, and the signature verifies\n", c.Name, a)
	return nil
}
