package main

import (
	"context"
	"crypto"
	"errors"

	"veche/cms"
	"veche/cms/pki"
	"veche/internal/signing/keyserver"
	"veche/smev"
)

// keyOfServer is a key that a key server holds (veche signer serve): envelopes are signed there.
type keyOfServer struct {
	sides `embed:""`
	URL   string `help:"Address of the key server, https://host:port, in place of the socket." placeholder:"URL"`
	Name  string `name:"key" help:"Name of the key at the key server." placeholder:"NAME"`
}

// key reads the key of a file, or finds that of the key server for the certificates of the file.
func (k keyOfServer) key(text []byte) (cms.Key, error) {
	if k.Name == "" {
		return smev.ParseKey(text)
	}
	list, err := pki.ParseCertificates(text)
	if err != nil {
		return cms.Key{}, err
	}
	client := keyserver.OnSocket(k.Socket)
	if k.URL != "" {
		if client, err = keyserver.OverTLS(k.URL, k.identity()); err != nil {
			return cms.Key{}, err
		}
	}
	private, err := client.Key(context.Background(), k.Name)
	if err != nil {
		return cms.Key{}, err
	}
	public, err := list[0].Key()
	if err != nil {
		return cms.Key{}, err
	}
	if !private.Public().(interface{ Equal(crypto.PublicKey) bool }).Equal(public) {
		return cms.Key{}, errors.New("the certificate is of another key")
	}
	return cms.Key{Private: private, Certificate: list[0], Chain: list[1:]}, nil
}
