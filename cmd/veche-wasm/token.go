package main

import (
	"context"
	"crypto/sha1"
	"crypto/x509/pkix"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"veche/cms"
	"veche/cms/authority"
	"veche/cms/pki"
	"veche/gost"
)

// token holds the keys of people and the authority that certifies them.
type token struct {
	ca   *authority.CA
	keys map[string]cms.Key // by the thumbprint of the certificate
}

// person is whom a certificate names, and since and until when.
type person struct {
	Surname      string    `json:"surname"`
	GivenName    string    `json:"given_name"`
	Post         string    `json:"post"`
	Organization string    `json:"organization"`
	SNILS        string    `json:"snils"`
	Plain        bool      `json:"plain"` // not a qualified certificate
	OGRN         string    `json:"ogrn"`
	From         time.Time `json:"from"`
	To           time.Time `json:"to"`
}

const year = 365 * 24 * time.Hour

// newToken makes an authority that has been there for two years.
func newToken(name string, now time.Time) (*token, error) {
	key, err := gost.GenerateKey(gost.Curve256A(), nil)
	if err != nil {
		return nil, err
	}
	root := pki.Name{{Field: pki.Country, Value: "RU"}, {Field: pki.Organization, Value: name}, {Field: pki.CommonName, Value: name}}
	ca, err := authority.NewRoot(root, key, now.Add(-2*year), now.Add(8*year))
	return &token{ca: ca, keys: map[string]cms.Key{}}, err
}

// issue makes a key and returns its certificate.
func (t *token) issue(p person) ([]byte, error) {
	key, err := gost.GenerateKey(gost.Curve256A(), nil)
	if err != nil {
		return nil, err
	}
	certificate, err := t.ca.Person(p.name(), key.Public(), p.From, p.To, p.class()...)
	if err != nil {
		return nil, err
	}
	t.keys[thumbprint(certificate.Raw())] = cms.Key{Private: key, Certificate: certificate}
	return certificate.Raw(), nil
}

// class is what makes a certificate say that it is a qualified one: the class of its owner's means.
func (p person) class() []pkix.Extension {
	if p.Plain {
		return nil
	}
	ks1, _ := pki.PolicyOf("КС1")
	return []pkix.Extension{pki.Policies(ks1), pki.SignTool("Программный токен для проверки")}
}

// name is the subject of a certificate as qualified ones have it (order of the FSB No. 795, II).
func (p person) name() pki.Name {
	name := pki.Name{{Field: pki.Country, Value: "RU"}}
	for _, one := range []pki.Attribute{
		{Field: pki.Organization, Value: p.Organization}, {Field: pki.Title, Value: p.Post},
		{Field: pki.Surname, Value: p.Surname}, {Field: pki.GivenName, Value: p.GivenName}, {Field: pki.SNILS, Value: p.SNILS},
		{Field: pki.OGRN, Value: p.OGRN},
		{Field: pki.CommonName, Value: strings.TrimSpace(p.Surname + " " + p.GivenName)},
	} {
		if one.Value != "" {
			name = append(name, one)
		}
	}
	return name
}

// sign makes a detached CMS over a content that is known by its digest only, as plug-ins do.
func (t *token) sign(ctx context.Context, thumbprint string, digest []byte) ([]byte, error) {
	key, known := t.keys[strings.ToUpper(thumbprint)]
	if !known {
		return nil, fmt.Errorf("no key of the certificate %s", thumbprint)
	}
	return cms.Sign(ctx, cms.Digests(map[pki.Hash][]byte{pki.Streebog256: digest}), cms.SigningOptions{}, key)
}

// revocations is the list of the authority: nobody is revoked.
func (t *token) revocations() ([]byte, error) {
	list, err := t.ca.CRL(30 * 24 * time.Hour)
	if err != nil {
		return nil, err
	}
	return list.Raw, nil
}

// thumbprint names a certificate as plug-ins do.
func thumbprint(certificate []byte) string {
	sum := sha1.Sum(certificate)
	return strings.ToUpper(hex.EncodeToString(sum[:]))
}
