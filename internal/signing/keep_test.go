package signing_test

import (
	"bytes"
	"context"
	"io"
	"testing"
	"time"

	"veche/cms"
	"veche/cms/authority"
	"veche/cms/pki"
	"veche/gost"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/signing"
)

// listening keeps the lists that checks have fetched.
type listening struct {
	ca   *authority.CA
	kept map[string][]byte
}

const listAddress = "http://crl.example.ru/ca.crl"

func (l listening) Trust(context.Context, db.Reader) (pki.Trust, error) {
	return pki.Trust{Roots: pki.NewPool(l.ca.Certificate)}, nil
}

func (l listening) Fetcher(context.Context, db.Reader) (pki.Fetcher, error) { return l, nil }

func (l listening) Fetch(context.Context, pki.Resource, string, []byte) ([]byte, error) {
	list, err := l.ca.CRL(24 * time.Hour)
	if err != nil {
		return nil, err
	}
	return list.Raw, nil
}

func (l listening) KeepRevocations(_ context.Context, address string, list []byte) error {
	l.kept[address] = list
	return nil
}

func TestListThatACheckHasFetchedIsKeptForOthers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		now := d.Now()
		keys := [2]*gost.PrivateKey{}
		for i := range keys {
			var err error
			keys[i], err = gost.GenerateKey(gost.Curve256A(), nil)
			ok(t, err)
		}
		name := pki.Name{{Field: pki.CommonName, Value: "УЦ"}}
		ca, err := authority.NewRoot(name, keys[0], now.Add(-time.Hour), now.Add(time.Hour))
		ok(t, err)
		ca.CRLAddress, ca.Now = listAddress, d.Now
		person, err := ca.Person(pki.Name{{Field: pki.CommonName, Value: "Орлов Сергей"}}, keys[1].Public(), now.Add(-time.Hour), now.Add(time.Hour))
		ok(t, err)
		raw, err := cms.Sign(t.Context(), cms.Octets([]byte(letterText)), cms.SigningOptions{Time: now}, cms.Key{Private: keys[1], Certificate: person})
		ok(t, err)

		whom := listening{ca, map[string][]byte{}}
		text := signing.Text{Open: func(context.Context) (io.ReadCloser, error) {
			return io.NopCloser(bytes.NewReader([]byte(letterText))), nil
		}}
		found, err := signing.NewChecker(d, whom, nil, nil).Verify(t.Context(), text, raw)
		ok(t, err)
		if found.Verdict != signing.Valid || len(whom.kept[listAddress]) == 0 {
			t.Errorf("%s, %s; kept %d lists", found.Verdict, found.Reason, len(whom.kept))
		}
	})
}
