package main

import (
	"testing"
	"time"

	"veche/cms"
	"veche/cms/pki"
	"veche/cms/reason"
	"veche/gost"
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestWhatTheTokenSignsByTheDigestIsValid(t *testing.T) {
	now := time.Now()
	token := must(newToken("УЦ проверки", now))
	raw := must(token.issue(person{Surname: "Сурнин", GivenName: "Роман Ефимович", Organization: "Правительство", From: now.Add(-year), To: now.Add(year)}))
	certificate := must(pki.ParseCertificate(raw))
	if got := certificate.Subject.Get(pki.Surname); got != "Сурнин" {
		t.Errorf("the certificate is of %q", got)
	}

	text := []byte("О согласовании схемы")
	digest := gost.Sum256(text)
	signature := must(token.sign(t.Context(), thumbprint(raw), digest[:]))
	trust := &pki.Trust{
		Roots: pki.NewPool(must(pki.ParseCertificate(token.ca.Certificate.Raw()))),
		CRLs:  []*pki.CRL{must(pki.ParseCRL(must(token.revocations())))},
	}
	report := must(cms.Verify(t.Context(), signature, cms.Octets(text), cms.Options{Trust: trust}))
	if report.Verdict != reason.Valid {
		t.Errorf("verdict %s:\n%s", report.Verdict, report.Russian())
	}
	if other := must(cms.Verify(t.Context(), signature, cms.Octets([]byte("Другой текст")), cms.Options{Trust: trust})); other.Verdict != reason.Invalid {
		t.Errorf("under another text the verdict is %s", other.Verdict)
	}
}

func TestAnUnknownCertificateSignsNothing(t *testing.T) {
	token := must(newToken("УЦ проверки", time.Now()))
	if _, err := token.sign(t.Context(), "AA", make([]byte, 32)); err == nil {
		t.Error("something was signed")
	}
}
