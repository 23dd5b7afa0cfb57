package simulator

import (
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"veche/cms/pki"
	"veche/gost"
	"veche/smev"
)

// openKey takes the key that was given, or the one in the folder, or makes one.
func (n *Node) openKey() error {
	n.key = n.options.Key
	if n.key.Private != nil {
		return nil
	}
	path := filepath.Join(n.options.Dir, "node.pem")
	text, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		if text, err = NewKey("Имитатор узла СМЭВ 3"); err == nil {
			err = os.WriteFile(path, text, 0o600)
		}
	}
	if err != nil {
		return fmt.Errorf("simulator: the key: %w", err)
	}
	if n.key, err = smev.ParseKey(text); err != nil {
		return fmt.Errorf("simulator: the key in %s: %w", path, err)
	}
	return nil
}

// NewKey makes a key with a certificate that confirms itself, as PEM: for the node and for those who try it. No other
// node will know it.
func NewKey(commonName string) ([]byte, error) {
	key, err := gost.GenerateKey(gost.Curve256A(), nil)
	if err != nil {
		return nil, err
	}
	name := pki.Name{{Field: pki.Country, Value: "RU"}, {Field: pki.CommonName, Value: commonName}}
	certificate, err := pki.Issue(pki.Template{Subject: name, NotBefore: time.Now().AddDate(-1, 0, 0), NotAfter: time.Now().AddDate(10, 0, 0), Key: key.Public()}, nil, key)
	if err != nil {
		return nil, err
	}
	der, err := gost.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, err
	}
	return append(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}),
		pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate.Raw()})...), nil
}
