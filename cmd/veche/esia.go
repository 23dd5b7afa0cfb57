package main

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"encoding/pem"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"time"

	"veche/cms"
	"veche/cms/pki"
	"veche/gost"
	"veche/internal/exchange/esia"
	"veche/internal/exchange/esia/simulator"
)

type esiaCommand struct {
	Simulate esiaSimulate `cmd:"" help:"Be an ESIA with invented citizens that checks every client_secret: for trials before the system is registered."`
}

type esiaSimulate struct {
	Listen      string   `default:"127.0.0.1:9091" help:"Address to listen on."`
	Client      string   `default:"VECHE" help:"Name of the system under trial (мнемоника)."`
	Certificate string   `required:"" help:"Certificate with which the system signs its client_secret, PEM or DER." type:"path"`
	Return      []string `required:"" help:"Addresses to which people may come back, e.g. http://localhost:8080/account/." placeholder:"URL"`
	GOST        bool     `help:"Sign the tokens by GOST3410_2012_256, as ESIA does for version 2; by RS256 otherwise."`
	Out         string   `default:"./esia-simulator.cer" help:"File for the certificate with which the simulator signs its tokens." type:"path"`
}

// Run serves until the program is told to stop. Its key lives as long as it does.
func (c *esiaSimulate) Run(ctx context.Context) error {
	certificate, err := esia.ReadCertificate(c.Certificate)
	if err != nil {
		return err
	}
	key, err := tokenKey(time.Now(), c.GOST)
	if err != nil {
		return err
	}
	file := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: key.Certificate.Raw()})
	if err := os.WriteFile(c.Out, file, 0o644); err != nil {
		return err
	}
	sim := simulator.New(simulator.Options{Key: key, Citizens: simulator.Invented(), Now: time.Now,
		Clients: map[string]simulator.Client{c.Client: {Certificate: certificate, Returns: c.Return}}})
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: sim.Handler(), ReadHeaderTimeout: 10 * time.Second}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	fmt.Fprintf(os.Stderr, "Имитатор ЕСИА: http://%s/\nСертификат маркеров (без юридической силы): %s\n", listener.Addr(), c.Out)
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

// tokenKey signs the tokens: by RS256, as the test contour of ESIA did for years, or by GOST.
func tokenKey(now time.Time, russian bool) (cms.Key, error) {
	var private crypto.Signer
	var err error
	if russian {
		private, err = gost.GenerateKey(gost.Curve256A(), nil)
	} else {
		private, err = rsa.GenerateKey(rand.Reader, 2048)
	}
	if err != nil {
		return cms.Key{}, err
	}
	subject := pki.Name{{Field: pki.CommonName, Value: "Имитатор ЕСИА: без юридической силы"}}
	certificate, err := pki.Issue(pki.Template{Subject: subject, NotBefore: now.Add(-time.Hour), NotAfter: now.AddDate(1, 0, 0), Key: private.Public()}, nil, private)
	return cms.Key{Private: private, Certificate: certificate}, err
}
