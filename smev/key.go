package smev

import (
	"encoding/pem"
	"errors"
	"fmt"

	"veche/cms"
	"veche/cms/pki"
	"veche/gost"
)

// ParseKey reads a private key (PKCS #8, without password) and its certificate from PEM; more certificates become the
// chain.
func ParseKey(text []byte) (k cms.Key, err error) {
	for block, rest := pem.Decode(text); block != nil; block, rest = pem.Decode(rest) {
		switch block.Type {
		case "PRIVATE KEY":
			key, err := gost.ParsePKCS8PrivateKey(block.Bytes)
			if err != nil {
				return k, fmt.Errorf("smev: %w", err)
			}
			k.Private = key
		case "CERTIFICATE":
			certificate, err := pki.ParseCertificate(block.Bytes)
			if err != nil {
				return k, fmt.Errorf("smev: %w", err)
			}
			if k.Certificate == nil {
				k.Certificate = certificate
			} else {
				k.Chain = append(k.Chain, certificate)
			}
		}
	}
	if k.Private == nil || k.Certificate == nil {
		return k, errors.New("smev: a key or its certificate is missing")
	}
	return k, nil
}
