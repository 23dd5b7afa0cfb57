//go:build !pkcs11

package main

import (
	"crypto"
	"errors"
)

// openToken is in the program that is built with cgo for the process that holds the token.
func (c *signerServe) openToken(string, map[string]crypto.Signer) (func(), error) {
	return nil, errors.New("this program cannot load PKCS#11 modules: build it with go build -tags pkcs11 ./cmd/veche")
}
