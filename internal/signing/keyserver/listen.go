package keyserver

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"os"
)

// Identity is who a side is, and whom it believes on the other: PEM files.
type Identity struct {
	Certificate string // of this side
	Key         string
	Authority   string // of the other side
}

func (i Identity) config() (*tls.Config, error) {
	own, err := tls.LoadX509KeyPair(i.Certificate, i.Key)
	if err != nil {
		return nil, fmt.Errorf("read the certificate of this side: %w", err)
	}
	file, err := os.ReadFile(i.Authority)
	if err != nil {
		return nil, fmt.Errorf("read the authority of the other side: %w", err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(file) {
		return nil, fmt.Errorf("%s holds no certificate", i.Authority)
	}
	return &tls.Config{MinVersion: tls.VersionTLS13, Certificates: []tls.Certificate{own}, RootCAs: pool, ClientCAs: pool,
		ClientAuth: tls.RequireAndVerifyClientCert}, nil
}

// Listen opens a socket for the same machine, which its folder and mode guard, or an address where both sides show
// certificates.
func Listen(socket, address string, who Identity) (net.Listener, error) {
	if socket != "" {
		return listenOnSocket(socket)
	}
	config, err := who.config()
	if err != nil {
		return nil, err
	}
	return tls.Listen("tcp", address, config)
}

// listenOnSocket takes the place of a socket that a killed process has left, never of one that answers.
func listenOnSocket(path string) (net.Listener, error) {
	if c, err := net.Dial("unix", path); err == nil {
		c.Close()
		return nil, fmt.Errorf("%s is served already", path)
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	l, err := net.Listen("unix", path)
	if err != nil {
		return nil, err
	}
	return l, os.Chmod(path, 0o660) // of the group of the program
}
