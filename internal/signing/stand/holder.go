package stand

import (
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"veche/cms/pki"
	"veche/gost"
)

// holder is a key with its certificate, as one PEM file.
type holder struct {
	key         *gost.PrivateKey
	certificate *pki.Certificate
}

const (
	keyBlock         = "PRIVATE KEY"
	certificateBlock = "CERTIFICATE"
)

// load reads the holder of a file; it is nil when there is none.
func load(path string) (*holder, error) {
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read a key of the stand: %w", err)
	}
	h := &holder{}
	for block, rest := pem.Decode(raw); block != nil; block, rest = pem.Decode(rest) {
		switch block.Type {
		case keyBlock:
			h.key, err = gost.ParsePKCS8PrivateKey(block.Bytes)
		case certificateBlock:
			h.certificate, err = pki.ParseCertificate(block.Bytes)
		}
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
	}
	if h.key == nil || h.certificate == nil {
		return nil, fmt.Errorf("read %s: a key and a certificate are expected", path)
	}
	return h, nil
}

// store writes a new holder. Two programs that start together agree on the file of the first: the other's is dropped.
func (h *holder) store(path string, over bool) error {
	key, err := gost.MarshalPKCS8PrivateKey(h.key)
	if err != nil {
		return err
	}
	text := append(pem.EncodeToMemory(&pem.Block{Type: keyBlock, Bytes: key}),
		pem.EncodeToMemory(&pem.Block{Type: certificateBlock, Bytes: h.certificate.Raw()})...)
	temp, err := os.CreateTemp(filepath.Dir(path), "new-") // for the owner alone
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name())
	if _, err := temp.Write(text); err != nil {
		return errors.Join(err, temp.Close())
	}
	if err := errors.Join(temp.Sync(), temp.Close()); err != nil {
		return err
	}
	if over {
		return os.Rename(temp.Name(), path)
	}
	return os.Link(temp.Name(), path)
}

// keep loads a holder, or makes one and stores it.
func keep(path string, usable func(*holder) bool, issue func(key *gost.PrivateKey) (*pki.Certificate, error)) (*holder, error) {
	there, err := load(path)
	if err != nil || there != nil && usable(there) {
		return there, err
	}
	key, err := gost.GenerateKey(gost.Curve256A(), nil)
	if err != nil {
		return nil, err
	}
	h := &holder{key: key}
	if h.certificate, err = issue(key); err != nil {
		return nil, err
	}
	err = h.store(path, there != nil)
	if errors.Is(err, fs.ErrExist) { // somebody was faster
		return load(path)
	}
	return h, err
}
