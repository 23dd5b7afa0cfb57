package simulator

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"veche/cms"
	"veche/cms/authority"
	"veche/cms/pki"
	"veche/gost"
	"veche/internal/exchange/remotesign"
	"veche/internal/platform/text"
)

// Keys are the keys that the service holds for people.
type Keys interface {
	// Of is the key of a person; ErrUnknownSigner when the service knows no such person.
	Of(ctx context.Context, who remotesign.Signer) (cms.Key, error)
}

// ErrUnknownSigner says that the service holds no key of a person.
var ErrUnknownSigner = errors.New("no key of this signer")

// OwnKeys are made by an authority of the simulator itself, for each person when he is first asked for.
type OwnKeys struct {
	ca  *authority.CA
	now func() time.Time

	mu   sync.Mutex
	keys map[string]cms.Key
}

const keyYears = 5

// NewOwnKeys makes an authority in memory.
func NewOwnKeys(now func() time.Time) (*OwnKeys, error) {
	key, err := gost.GenerateKey(gost.Curve256A(), nil)
	if err != nil {
		return nil, err
	}
	return ownKeys(key, now)
}

func ownKeys(key *gost.PrivateKey, now func() time.Time) (*OwnKeys, error) {
	name := pki.Name{{Field: pki.Country, Value: "RU"}, {Field: pki.Organization, Value: "Имитатор сервиса подписи"},
		{Field: pki.CommonName, Value: "Имитатор: без юридической силы"}}
	ca, err := authority.NewRoot(name, key, now().AddDate(0, 0, -1), now().AddDate(keyYears, 0, 0))
	if err != nil {
		return nil, err
	}
	return &OwnKeys{ca: ca, now: now, keys: map[string]cms.Key{}}, nil
}

// OpenOwnKeys keeps the authority in a folder, so that an installation that trusts its root goes on trusting it after a
// restart. The certificate is root.cer.
func OpenOwnKeys(dir string, now func() time.Time) (*OwnKeys, error) {
	path := filepath.Join(dir, "root.key")
	raw, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return makeOwnKeys(dir, path, now)
	}
	if err != nil {
		return nil, err
	}
	key, err := gost.ParsePKCS8PrivateKey(raw)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	file, err := os.ReadFile(filepath.Join(dir, "root.cer"))
	if err != nil {
		return nil, err
	}
	certificate, err := pki.ParseCertificate(file)
	if err != nil {
		return nil, err
	}
	return &OwnKeys{ca: &authority.CA{Certificate: certificate, Key: key, Now: now}, now: now, keys: map[string]cms.Key{}}, nil
}

func makeOwnKeys(dir, path string, now func() time.Time) (*OwnKeys, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	key, err := gost.GenerateKey(gost.Curve256A(), nil)
	if err != nil {
		return nil, err
	}
	k, err := ownKeys(key, now)
	if err != nil {
		return nil, err
	}
	raw, err := gost.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(dir, "root.cer"), k.ca.Certificate.Raw(), 0o644); err != nil {
		return nil, err
	}
	return k, os.WriteFile(path, raw, 0o600)
}

// Root is the certificate of the authority.
func (k *OwnKeys) Root() *pki.Certificate { return k.ca.Certificate }

// Of makes a key and a certificate for a person, once.
func (k *OwnKeys) Of(_ context.Context, who remotesign.Signer) (cms.Key, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if key, ok := k.keys[who.ID]; ok {
		return key, nil
	}
	if who.Surname == "" {
		return cms.Key{}, ErrUnknownSigner
	}
	private, err := gost.GenerateKey(gost.Curve256A(), nil)
	if err != nil {
		return cms.Key{}, err
	}
	certificate, err := k.ca.Person(nameOf(who), private.Public(), k.now().Add(-time.Hour), k.now().AddDate(1, 0, 0))
	if err != nil {
		return cms.Key{}, err
	}
	key := cms.Key{Private: private, Certificate: certificate, Chain: []*pki.Certificate{k.ca.Certificate}}
	k.keys[who.ID] = key
	return key, nil
}

// nameOf is the subject of a person's certificate.
func nameOf(who remotesign.Signer) pki.Name {
	name := pki.Name{{Field: pki.CommonName, Value: text.FullName(who.Surname, who.Name, who.Patronymic)},
		{Field: pki.Surname, Value: who.Surname}, {Field: pki.GivenName, Value: text.FullName("", who.Name, who.Patronymic)}}
	if who.Post != "" {
		name = append(name, pki.Attribute{Field: pki.Title, Value: who.Post})
	}
	return append(name, pki.Attribute{Field: pki.Country, Value: "RU"})
}
