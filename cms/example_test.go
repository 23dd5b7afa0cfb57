package cms_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"strings"
	"time"

	"veche/cms"
	"veche/cms/authority"
	"veche/cms/pki"
	"veche/cms/reason"
	"veche/gost"
)

// exampleAuthority is a root for the examples, and the time at which they happen.
func exampleAuthority() (*authority.CA, time.Time) {
	at := time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC)
	key, err := gost.GenerateKey(gost.Curve256A(), nil)
	if err != nil {
		log.Fatal(err)
	}
	ca, err := authority.NewRoot(pki.Name{{Field: pki.CommonName, Value: "Учебный УЦ"}}, key, at.AddDate(0, -1, 0), at.AddDate(10, 0, 0))
	if err != nil {
		log.Fatal(err)
	}
	ca.Now = func() time.Time { return at }
	return ca, at
}

// exampleKey is a person's key with a certificate.
func exampleKey(ca *authority.CA, at time.Time) cms.Key {
	key, err := gost.GenerateKey(gost.Curve256A(), nil)
	if err != nil {
		log.Fatal(err)
	}
	name := pki.Name{
		{Field: pki.Surname, Value: "Воронова"}, {Field: pki.GivenName, Value: "Анна Петровна"},
		{Field: pki.Title, Value: "Министр"}, {Field: pki.SNILS, Value: "11223344595"},
	}
	certificate, err := ca.Person(name, key.Public(), at.AddDate(0, -1, 0), at.AddDate(1, 0, 0))
	if err != nil {
		log.Fatal(err)
	}
	return cms.Key{Private: key, Certificate: certificate}
}

// Signing a document and checking the signature, which is kept apart from it.
func Example() {
	ca, at := exampleAuthority()
	signer := exampleKey(ca, at)
	document := []byte("Решение принято")

	signature, err := cms.Sign(context.Background(), cms.Octets(document), cms.SigningOptions{Time: at}, signer)
	if err != nil {
		log.Fatal(err)
	}

	list, err := ca.CRL(24 * time.Hour)
	if err != nil {
		log.Fatal(err)
	}
	trust := &pki.Trust{Roots: pki.NewPool(ca.Certificate), CRLs: []*pki.CRL{list}}
	report, err := cms.Verify(context.Background(), signature, cms.Octets(document), cms.Options{Trust: trust, At: at})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(report.Verdict, report.Signers[0].Level)

	report, err = cms.Verify(context.Background(), signature, cms.Octets([]byte("Решение отменено")), cms.Options{Trust: trust, At: at})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(report.Verdict, report.Signers[0].Findings[0].Code)
	// Output:
	// valid CAdES-BES
	// invalid content_changed
}

// What a clerk reads.
func ExampleReport_Russian() {
	ca, at := exampleAuthority()
	signer := exampleKey(ca, at)
	signature, err := cms.Sign(context.Background(), cms.Octets([]byte("Решение")), cms.SigningOptions{Time: at}, signer)
	if err != nil {
		log.Fatal(err)
	}
	ca.Revoke(signer.Certificate.X509.SerialNumber, at.AddDate(0, 0, -3), 5)
	list, err := ca.CRL(24 * time.Hour)
	if err != nil {
		log.Fatal(err)
	}
	trust := &pki.Trust{Roots: pki.NewPool(ca.Certificate), CRLs: []*pki.CRL{list}}
	report, err := cms.Verify(context.Background(), signature, cms.Octets([]byte("Решение")), cms.Options{Trust: trust, At: at})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(strings.ReplaceAll(report.Russian(), signer.Certificate.Serial(), "…"))
	// Output:
	// Подпись недействительна. Проверено по состоянию на 01.06.2026 12:00:00 (МСК).
	//
	// Сертификат отозван до подписания – «Воронова Анна Петровна», 29.05.2026 12:00:00 (МСК).
	// Подписал: Воронова Анна Петровна, Министр.
	// Сертификат …, действует с 01.05.2026 12:00:00 (МСК) по 01.06.2027 12:00:00 (МСК), выдан: Учебный УЦ.
	// Время подписания по словам подписавшего: 01.06.2026 12:00:00 (МСК).
	// Сертификат «Воронова Анна Петровна» отозван 29.05.2026 12:00:00 (МСК) (полномочия или работа прекращены) – по списку отозванных сертификатов от 01.06.2026 12:00:00 (МСК).
	// Алгоритм: ГОСТ Р 34.10-2012, ГОСТ Р 34.11-2012 (256). Формат: CAdES-BES.
}

// A server adds a time stamp and the proofs to a signature it receives, so that it can
// be checked when the certificate has expired.
func ExampleUpgrade() {
	ca, at := exampleAuthority()
	signature, err := cms.Sign(context.Background(), cms.Octets([]byte("Решение")), cms.SigningOptions{Time: at}, exampleKey(ca, at))
	if err != nil {
		log.Fatal(err)
	}
	key, err := gost.GenerateKey(gost.Curve256A(), nil)
	if err != nil {
		log.Fatal(err)
	}
	certificate, err := ca.StampService(pki.Name{{Field: pki.CommonName, Value: "Служба времени"}}, key.Public(), at.AddDate(0, -1, 0), at.AddDate(8, 0, 0))
	if err != nil {
		log.Fatal(err)
	}
	stamper := &authority.TSA{Key: cms.Key{Private: key, Certificate: certificate}, Policy: []int{1, 2, 643, 100, 999, 1}, Now: ca.Now}
	list, err := ca.CRL(24 * time.Hour)
	if err != nil {
		log.Fatal(err)
	}

	lasting, report, err := cms.Upgrade(context.Background(), signature, cms.Octets([]byte("Решение")), cms.UpgradeOptions{
		Options: cms.Options{Trust: &pki.Trust{Roots: pki.NewPool(ca.Certificate), CRLs: []*pki.CRL{list}}, At: at},
		Level:   cms.LevelLT,
		Stamper: stamper,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(report.Verdict, report.Signers[0].Level)

	// Five years later nothing but the root is needed.
	alone := cms.Options{Trust: &pki.Trust{Roots: pki.NewPool(ca.Certificate)}, At: at.AddDate(5, 0, 0)}
	for _, file := range [][]byte{signature, lasting} {
		report, err := cms.Verify(context.Background(), file, cms.Octets([]byte("Решение")), alone)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(report.Verdict)
	}
	// Output:
	// valid CAdES-LT
	// indeterminate
	// valid
}

// A content of any length is read as a stream; one whose digests are known need not be
// read at all.
func ExampleStream() {
	ca, at := exampleAuthority()
	document := strings.Repeat("Вече. ", 100_000)
	signature, err := cms.Sign(context.Background(), cms.Stream(strings.NewReader(document)), cms.SigningOptions{Time: at}, exampleKey(ca, at))
	if err != nil {
		log.Fatal(err)
	}
	options := cms.Options{Trust: &pki.Trust{Roots: pki.NewPool(ca.Certificate), Revocation: pki.RevocationIfKnown}, At: at}
	known := cms.Digests(map[pki.Hash][]byte{pki.Streebog256: pki.Streebog256.Sum([]byte(document))})
	for _, content := range []cms.Content{cms.Stream(strings.NewReader(document)), known} {
		report, err := cms.Verify(context.Background(), signature, content, options)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(report.Verdict, report.Signers[0].Findings[0].Code)
	}
	// Output:
	// valid revocation_not_checked
	// valid revocation_not_checked
}

// A finding as programs and archives keep it.
func ExampleReport_json() {
	report, err := cms.Verify(context.Background(), []byte("это не подпись"), cms.Content{}, cms.Options{At: time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC)})
	if err != nil {
		log.Fatal(err)
	}
	text, err := json.Marshal(report)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(text))
	fmt.Println(reason.Malformed.Russian())
	// Output:
	// {"verdict":"invalid","at":"2026-06-01T09:00:00Z","attached":false,"findings":[{"code":"malformed","detail":"neither DER nor PEM nor base64"}],"signers":[]}
	// Файл повреждён или имеет неверный формат.
}
