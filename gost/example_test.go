package gost_test

import (
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"io"
	"log"
	"strings"

	"veche/gost"
)

// A digest of data that need not fit in memory.
func ExampleNew256() {
	h := gost.New256()
	if _, err := io.Copy(h, strings.NewReader("Вече")); err != nil {
		log.Fatal(err)
	}
	fmt.Println(hex.EncodeToString(h.Sum(nil)))
	// Output: 341e4f993ac989b258c7e8c6c53ee4c702a944c2f1c8775827ea077c96786167
}

// Making a key, signing and verifying.
func Example() {
	key, err := gost.GenerateKey(gost.Curve256A(), nil)
	if err != nil {
		log.Fatal(err)
	}
	message := []byte("Решение принято")
	signature, err := key.SignMessage(nil, message, nil)
	if err != nil {
		log.Fatal(err)
	}
	public := key.Public().(*gost.PublicKey)
	fmt.Println(len(signature), "octets")
	fmt.Println(public.VerifyMessage(message, signature))
	fmt.Println(public.VerifyMessage([]byte("Решение отменено"), signature))
	// Output:
	// 64 octets
	// true
	// false
}

// Keys travel as PEM files that OpenSSL with the GOST engine reads too.
func ExampleMarshalPKCS8PrivateKey() {
	key, err := gost.GenerateKey(gost.Curve512A(), nil)
	if err != nil {
		log.Fatal(err)
	}
	der, err := gost.MarshalPKCS8PrivateKey(key)
	if err != nil {
		log.Fatal(err)
	}
	file := pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})

	block, _ := pem.Decode(file)
	again, err := gost.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(again.Curve(), again.Equal(key))
	// Output: id-tc26-gost-3410-12-512-paramSetA true
}

// CryptoPro names of the curves are understood, and written where a correspondent
// knows no other.
func ExampleCurve_ParamsFor() {
	cryptoProA := []int{1, 2, 643, 2, 2, 35, 1}
	curve, ok := gost.CurveByOID(cryptoProA)
	if !ok {
		log.Fatal("unknown curve")
	}
	params, err := curve.ParamsFor(cryptoProA)
	if err != nil {
		log.Fatal(err)
	}
	key, err := gost.GenerateKey(curve, nil)
	if err != nil {
		log.Fatal(err)
	}
	if key, err = key.WithParams(params); err != nil {
		log.Fatal(err)
	}
	fmt.Println(curve)
	fmt.Println(key.Public().(*gost.PublicKey).Params().Curve)
	// Output:
	// id-tc26-gost-3410-2012-256-paramSetB
	// 1.2.643.2.2.35.1
}

// Package crypto/x509 parses certificates with GOST keys but cannot check them; the
// signature is over RawTBSCertificate.
func ExampleParsePKIXPublicKey() {
	block, _ := pem.Decode([]byte(certificate))
	parsed, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		log.Fatal(err)
	}
	key, err := gost.ParsePKIXPublicKey(parsed.RawSubjectPublicKeyInfo)
	if err != nil {
		log.Fatal(err)
	}
	// The certificate is signed by its own key.
	fmt.Println(key.Curve())
	fmt.Println(key.VerifyMessage(parsed.RawTBSCertificate, parsed.Signature))
	// Output:
	// id-tc26-gost-3410-2012-256-paramSetA
	// true
}

// certificate is a self-signed certificate made by OpenSSL with the GOST engine.
const certificate = `-----BEGIN CERTIFICATE-----
MIIBIjCBzgIUSoHj19rt227ieZFzEegm1jPRPBUwDAYIKoUDBwEBAwIFADASMRAw
DgYDVQQDDAdFeGFtcGxlMCAXDTI2MTEyMTIyMDM0M1oYDzIxMjYxMDI4MjIwMzQz
WjASMRAwDgYDVQQDDAdFeGFtcGxlMF4wFwYIKoUDBwEBAQEwCwYJKoUDBwECAQEB
A0MABEArDMvB6vpNfUUv218ERjpEf+P8CdH6yimTypOa7ZZ1BwKLdnMmsNpOFCEB
bKYxBJXbQVf8OLhaJc3MXqsCeqf4MAwGCCqFAwcBAQMCBQADQQAejGByvbjP2ouD
k/JGLz6qenKLdWoxC/LK1Z0Tln17rxsVu3/NH6PFLacF6dLqyzFbFUBzccCeAWVT
NKh2pS5J
-----END CERTIFICATE-----
`
