package pki_test

import (
	"crypto"
	"crypto/x509/pkix"
	"encoding/hex"
	"encoding/json"
	"os"
	"slices"
	"testing"
	"time"

	"veche/cms/pki"
	"veche/cms/reason"
	"veche/gost"
)

// TestExamplesOfTheStandard: the certificates and lists of RFC 9215 and of the
// technical committee 26 are read, and signed by the keys that stand beside them.
func TestExamplesOfTheStandard(t *testing.T) {
	var examples []struct {
		Name, Prv string
		Cert, CRL []byte
	}
	if err := json.Unmarshal(must(os.ReadFile("testdata/rfc9215-examples.json")), &examples); err != nil {
		t.Fatal(err)
	}
	if len(examples) == 0 {
		t.Fatal("no examples")
	}
	for _, e := range examples {
		t.Run(e.Name, func(t *testing.T) {
			c := must(pki.ParseCertificate(e.Cert))
			if err := c.IssuedBy(c); err != nil {
				t.Error(err)
			}
			public := must(c.Key()).(*gost.PublicKey)
			raw := must(hex.DecodeString(e.Prv))
			slices.Reverse(raw)
			private := must(gost.NewPrivateKey(public.Curve(), raw))
			if !private.Public().(*gost.PublicKey).Equal(crypto.PublicKey(public)) {
				t.Error("the key is another")
			}
			if len(e.CRL) == 0 {
				return
			}
			list := must(pki.ParseCRL(e.CRL))
			if !list.SignedBy(c) || list.Len() != 0 || list.ThisUpdate.Year() != 2014 {
				t.Errorf("the list: signed %v, %d entries, %v", list.SignedBy(c), list.Len(), list.ThisUpdate)
			}
		})
	}
}

func TestQualifiedAttributes(t *testing.T) {
	key := must(gost.GenerateKey(gost.Curve256A(), nil))
	ks1, _ := pki.PolicyOf("КС1")
	ks2, _ := pki.PolicyOf("КС2")
	name := pki.Name{
		{Field: pki.CommonName, Value: "Правительство области"}, {Field: pki.Surname, Value: "Воронова"},
		{Field: pki.GivenName, Value: "Анна Петровна"}, {Field: pki.SNILS, Value: "11223344595"},
		{Field: pki.INN, Value: "500100732259"}, {Field: pki.INNLE, Value: "7707083893"},
		{Field: pki.OGRN, Value: "1027700132195"}, {Field: pki.OGRNIP, Value: "304500116000157"}, {Field: pki.Email, Value: "voronova@example.ru"},
	}
	period := pki.Period{NotBefore: start, NotAfter: start.AddDate(1, 0, 0)}
	c := must(pki.Issue(pki.Template{
		Subject: name, Key: key.Public(), NotBefore: start, NotAfter: start.AddDate(1, 3, 0),
		Extensions: []pkix.Extension{pki.Policies(ks1, ks2), pki.SignTool("Средство подписи"), pki.IdentifiedInPerson(), pki.KeyPeriod(period)},
	}, nil, key))
	for _, a := range name {
		if got := c.Subject.Get(a.Field); got != a.Value {
			t.Errorf("%s: %q", a.Field, got)
		}
	}
	if c.Subject.Short() != "Воронова Анна Петровна" {
		t.Error(c.Subject.Short())
	}
	q := c.Qualified
	if !slices.Equal(q.Classes, []pki.Class{"КС1", "КС2"}) || q.SignTool != "Средство подписи" || q.IdentifiedAs != "при личном присутствии" {
		t.Errorf("%+v", q)
	}
	if c.KeyPeriod != period || !c.KeyPeriod.Includes(noon) || c.KeyPeriod.Includes(noon.Add(365*24*time.Hour)) {
		t.Errorf("%+v", c.KeyPeriod)
	}
	if again := must(pki.ParseName(c.X509.RawSubject)); !slices.Equal(again, name) {
		t.Errorf("%v", again)
	}
	if _, err := (pki.Name{{Field: "СТРАННОЕ", Value: "x"}}).Marshal(); code(err) != reason.Malformed {
		t.Errorf("an unknown field is written: %v", err)
	}
}
