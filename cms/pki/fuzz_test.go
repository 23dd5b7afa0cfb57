package pki_test

import (
	"crypto/x509/pkix"
	"math/big"
	"testing"
	"time"

	"veche/cms/pki"
	"veche/gost"
)

func FuzzParse(f *testing.F) {
	key, err := gost.GenerateKey(gost.Curve256A(), nil)
	if err != nil {
		f.Fatal(err)
	}
	from := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	constraints, err := pki.PermittedNames([]pki.Name{{{Field: pki.Country, Value: "RU"}}}, []string{"example.ru"}, []string{"example.ru"})
	if err != nil {
		f.Fatal(err)
	}
	root, err := pki.Issue(pki.Template{
		Subject: pki.Name{{Field: pki.CommonName, Value: "Корень"}}, Key: key.Public(), NotBefore: from, NotAfter: from.AddDate(10, 0, 0),
		Extensions: append([]pkix.Extension{constraints}, pki.Authority(1), pki.SignTool("Средство"), pki.KeyPeriod(pki.Period{NotBefore: from})),
	}, nil, key)
	if err != nil {
		f.Fatal(err)
	}
	list, err := pki.IssueCRL(pki.CRLTemplate{
		Number: big.NewInt(1), ThisUpdate: from, NextUpdate: from.AddDate(0, 1, 0),
		Revoked: []pki.RevokedEntry{{Serial: big.NewInt(5), Revoked: pki.Revoked{At: from, Reason: 1}}},
	}, root, key)
	if err != nil {
		f.Fatal(err)
	}
	id := pki.NewCertID(pki.SHA1, root, root)
	answer, err := pki.IssueOCSP(pki.OCSPTemplate{
		Produced: from, Nonce: []byte("nonce"),
		Answers: []pki.OCSPAnswer{{ID: id, Status: pki.StatusRevoked, Revoked: pki.Revoked{At: from}, ThisUpdate: from}},
	}, root, key)
	if err != nil {
		f.Fatal(err)
	}
	question, err := pki.OCSPRequest{IDs: []pki.CertID{id}, Nonce: []byte("nonce")}.Marshal()
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range [][]byte{root.Raw(), list.Raw, answer, question} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		if c, err := pki.ParseCertificate(in); err == nil {
			trust := pki.Trust{Roots: pki.NewPool(root), CRLs: []*pki.CRL{list}}
			_ = trust.Check(t.Context(), c, []*pki.Certificate{c}, pki.Moment{Proven: from}, pki.Signing)
		}
		if l, err := pki.ParseCRL(in); err == nil {
			_, _ = l.Find(big.NewInt(5))
			_ = l.SignedBy(root)
		}
		_, _ = pki.ParseOCSP(in)
		_, _ = pki.ParseBasicOCSP(in)
		_, _ = pki.ParseOCSPRequest(in)
		_, _ = pki.ParseName(in)
		_, _ = pki.ParsePublicKey(in, nil)
	})
}
