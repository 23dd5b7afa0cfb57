package xmldsig_test

import (
	"bytes"
	"context"
	"fmt"
	"log"
	"strings"
	"time"

	"veche/cms"
	"veche/cms/pki"
	"veche/gost"
	"veche/smev/xmldsig"
)

// signer is a key with a certificate of its own: real ones come from an accredited authority.
func signer() cms.Key {
	key, err := gost.GenerateKey(gost.Curve256A(), nil)
	if err != nil {
		log.Fatal(err)
	}
	certificate, err := pki.Issue(pki.Template{
		Subject: pki.Name{{Field: pki.CommonName, Value: "Информационная система"}}, Key: key.Public(),
		NotBefore: time.Now(), NotAfter: time.Now().AddDate(1, 0, 0),
	}, nil, key)
	if err != nil {
		log.Fatal(err)
	}
	return cms.Key{Private: key, Certificate: certificate}
}

func Example() {
	ctx := context.Background()
	request := `<AckRequest xmlns="urn:x"><AckTargetMessage Id="SIGNED_BY_CALLER" accepted="true">1987131a-bcc2-11e8-a37c-fa163eb3792e</AckTargetMessage>` +
		`<CallerInformationSystemSignature/></AckRequest>`
	signed, err := xmldsig.Sign(ctx, []byte(request), xmldsig.SignOptions{
		ID: "SIGNED_BY_CALLER", Into: "/AckRequest/CallerInformationSystemSignature", Key: signer(),
	})
	if err != nil {
		log.Fatal(err)
	}
	report, err := xmldsig.Verify(ctx, bytes.NewReader(signed), xmldsig.VerifyOptions{
		Expected: []xmldsig.Expected{{
			Signature: "/AckRequest/CallerInformationSystemSignature", Element: "/AckRequest/AckTargetMessage",
		}},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(report.Verdict())
	fmt.Printf("%s\n", report.Expected[0].Signed)
	// Output:
	// valid
	// <ns1:AckTargetMessage xmlns:ns1="urn:x" Id="SIGNED_BY_CALLER" accepted="true">1987131a-bcc2-11e8-a37c-fa163eb3792e</ns1:AckTargetMessage>
}

func ExampleDigest() {
	document := `<message><data Id="SIGNED_BY_CONSUMER">Здравствуйте</data></message>`
	d, err := xmldsig.Digest(context.Background(), strings.NewReader(document), "SIGNED_BY_CONSUMER", nil, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s %x\n", d.Path, d.Streebog256)
	// Output:
	// /message/data 84a29774778ab59dc1205ea62de8528cfffd2f723fd7529bd21d964bed93d3ce
}

func ExampleReport_Russian() {
	document := `<message><data Id="x"/></message>`
	report, err := xmldsig.Verify(context.Background(), strings.NewReader(document), xmldsig.VerifyOptions{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(report.Russian())
	// Output:
	// Нет обязательной подписи.
}
