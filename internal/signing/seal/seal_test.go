package seal_test

import (
	"context"
	"crypto"
	"encoding/pem"
	"log/slog"
	"net/http"
	"path/filepath"
	"slices"
	"testing"

	"veche/cms"
	"veche/cms/pki"
	"veche/cms/reason"
	"veche/gost"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/audit"
	"veche/internal/platform/audit/audittest"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/signing"
	"veche/internal/signing/keyserver"
	"veche/internal/signing/seal"
	"veche/internal/signing/signingtest"
)

type free struct{}

func (free) Allow(context.Context, db.Reader, documents.Document, documents.Version) error {
	return nil
}

const ogrn = "1021800000017"

// office is a ministry with an administrator and a key server that can be stopped.
type office struct {
	*signingtest.Ministry
	*seal.Service
	t     *testing.T
	admin auth.Actor
	key   *gost.PrivateKey
	stop  func()
}

func settle(t *testing.T, d *db.DB) *office {
	t.Helper()
	o := &office{Ministry: signingtest.New(t, d, free{}), t: t}
	o.admin = o.Town.Person(o.Body, o.Unit, "Ларин Игорь Борисович", "Администратор", org.Administrator)
	o.Tx(func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "UPDATE bodies SET ogrn = $2 WHERE id = $1", o.Body, ogrn)
		return err
	})
	var err error
	o.key, err = gost.GenerateKey(gost.Curve256A(), nil)
	ok(t, err)
	handler, err := keyserver.Handler(map[string]crypto.Signer{"печать": o.key}, slog.New(slog.DiscardHandler))
	ok(t, err)
	socket := filepath.Join(t.TempDir(), "s")
	listener, err := keyserver.Listen(socket, "", keyserver.Identity{})
	ok(t, err)
	server := &http.Server{Handler: handler}
	go server.Serve(listener)
	o.stop = func() { server.Close() }
	t.Cleanup(o.stop)
	o.Service = seal.New(d, o.Town.Org, keyserver.OnSocket(socket), prover(o))
	return o
}

// prover stamps with the service of the stand.
func prover(o *office) *signing.Checker {
	return signing.NewChecker(o.DB, o.Stand.Over(signing.Nobody{}), o.Stamper, o.Stand.Root())
}

// issue is a certificate for a key with these fields and values, and its chain, as PEM.
func (o *office) issue(key *gost.PrivateKey, fields ...string) []byte {
	o.t.Helper()
	name := pki.Name{{Field: pki.CommonName, Value: "Министерство строительства"}}
	for i := 0; i < len(fields); i += 2 {
		name = append(name, pki.Attribute{Field: pki.Field(fields[i]), Value: fields[i+1]})
	}
	now := o.DB.Now()
	c, err := o.Stand.Authority().Person(name, key.Public(), now.AddDate(0, -1, 0), now.AddDate(1, 0, 0))
	ok(o.t, err)
	text := func(c *pki.Certificate) []byte {
		return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw()})
	}
	return slices.Concat(text(c), text(o.Stand.Authority().Certificate))
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refused(t *testing.T, err error, code string) {
	t.Helper()
	if !fail.Is(err, code) {
		t.Errorf("got %v, want %s", err, code)
	}
}

func TestSealOfABodyIsPutByTheKeyServer(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settle(t, d)
		if put, err := o.Of(t.Context(), o.Body); put != nil || err != nil {
			t.Fatal("a body without a seal has one:", err)
		}
		_, err := o.Service.Key(t.Context(), o.Body)
		refused(t, err, "seal.absent")
		ok(t, o.Set(t.Context(), o.admin, seal.Input{Key: "печать", File: o.issue(o.key, "OGRN", ogrn)}))
		audittest.Has(t, d, audit.Ref{Kind: "body", ID: o.Body, Title: "Минстрой"}, "seal.set", "", "")
		put, err := o.Of(t.Context(), o.Body)
		ok(t, err)
		signed, err := put([]byte("опись"))
		ok(t, err)
		report, err := cms.Verify(t.Context(), signed, cms.Octets([]byte("опись")), cms.Options{At: d.Now(),
			Trust: &pki.Trust{Roots: pki.NewPool(o.Stand.Root()), Revocation: pki.RevocationIfKnown}})
		if err != nil || report.Verdict != reason.Valid || report.Signers[0].Level != cms.LevelLT {
			t.Errorf("%v %+v", err, report)
		}
		key, err := o.Service.Key(t.Context(), o.Body)
		if err != nil || len(key.Chain) != 1 {
			t.Errorf("the key for other forms: %+v, %v", key, err)
		}
		if v, err := o.View(t.Context(), o.admin); err != nil || !v.Set || v.Trouble != "" || v.Key != "печать" {
			t.Errorf("shown %+v, %v", v, err)
		}
		o.stop()
		_, err = o.Of(t.Context(), o.Body)
		refused(t, err, "seal.unavailable")
		list, err := o.Healths(t.Context())
		if err != nil || len(list) != 1 || list[0].Body != "Минстрой" || !fail.Is(list[0].Trouble, "seal.unavailable") {
			t.Errorf("health %+v, %v", list, err)
		}
		ok(t, o.Remove(t.Context(), o.admin))
		refused(t, o.Remove(t.Context(), o.admin), "seal.absent")
	})
}

func TestWhatIsNoSealOfTheBodyIsRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settle(t, d)
		other, err := gost.GenerateKey(gost.Curve256A(), nil)
		ok(t, err)
		forgetful := o.admin
		forgetful.SteppedUp = false
		good := o.issue(o.key, "OGRN", ogrn)
		for _, c := range []struct {
			name string
			by   auth.Actor
			in   seal.Input
			code string
		}{
			{"by a clerk", o.Clerk, seal.Input{Key: "печать", File: good}, "seal.denied"},
			{"without the password", forgetful, seal.Input{Key: "печать", File: good}, "session.step_up"},
			{"of a person", o.admin, seal.Input{Key: "печать", File: o.issue(o.key, "OGRN", ogrn, "SN", "Орлов")}, "seal.of_person"},
			{"of another body", o.admin, seal.Input{Key: "печать", File: o.issue(o.key, "OGRN", "1021800000099")}, "seal.other_body"},
			{"of nobody", o.admin, seal.Input{Key: "печать", File: o.issue(o.key)}, "seal.other_body"},
			{"of another key", o.admin, seal.Input{Key: "печать", File: o.issue(other, "OGRN", ogrn)}, "seal.other_key"},
			{"of a key that is not there", o.admin, seal.Input{Key: "нет такого", File: good}, "seal.unavailable"},
			{"not a certificate", o.admin, seal.Input{Key: "печать", File: []byte("-")}, "seal.unreadable"},
		} {
			t.Run(c.name, func(t *testing.T) { refused(t, o.Set(t.Context(), c.by, c.in), c.code) })
		}
		refused(t, seal.New(d, o.Town.Org, nil, prover(o)).Set(t.Context(), o.admin, seal.Input{Key: "печать", File: good}), "seal.no_server")
	})
}
