//go:build pkcs11

package main

import (
	"crypto"
	"errors"
	"fmt"

	"veche/internal/signing/pkcs11"
)

// openToken adds the keys of a token.
func (c *signerServe) openToken(pin string, keys map[string]crypto.Signer) (func(), error) {
	module, err := pkcs11.Load(c.Module)
	if err != nil {
		return nil, err
	}
	for _, label := range c.Key {
		key, err := module.Signer(pkcs11.Settings{Token: c.Token, PIN: pin, Key: label, Mechanisms: c.Mechanisms})
		if err != nil {
			return nil, errors.Join(fmt.Errorf("the key %s: %w", label, err), module.Close())
		}
		keys[label] = key
	}
	return func() { _ = module.Close() }, nil // the process ends
}
