package esia

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"veche/cms"
	"veche/cms/pki"
	"veche/gost"
)

// timestampForm is ESIA's «yyyy.MM.dd HH:mm:ss Z».
const timestampForm = "2006.01.02 15:04:05 -0700"

// moscow is the zone in which ESIA writes time.
var moscow = time.FixedZone("MSK", 3*60*60)

// Timestamp writes a moment as ESIA reads it.
func Timestamp(t time.Time) string { return t.In(moscow).Format(timestampForm) }

// ParseTimestamp reads it.
func ParseTimestamp(s string) (time.Time, error) { return time.Parse(timestampForm, s) }

// Signed is what the secret signs: the values one after another, without anything between them.
func Signed(scope, timestamp, client, state string) []byte {
	return []byte(scope + timestamp + client + state)
}

// Secret is the client_secret of one request: a detached signature in base64url.
func Secret(ctx context.Context, key cms.Key, scope, timestamp, client, state string) (string, error) {
	signature, err := cms.Sign(ctx, cms.Octets(Signed(scope, timestamp, client, state)), cms.SigningOptions{}, key)
	if err != nil {
		return "", fmt.Errorf("sign the secret: %w", err)
	}
	return base64.URLEncoding.EncodeToString(signature), nil
}

// Request is what the secret of version 2 signs.
type Request struct{ Client, Scope, Timestamp, State, Redirect, Code string }

// signed are the values one after another, without anything between them; the code stands where it is exchanged.
func (r Request) signed() []byte {
	return []byte(r.Client + r.Scope + r.Timestamp + r.State + r.Redirect + r.Code)
}

// errKey says that a key does not fit version 2.
var errKey = errors.New("version 2 of ESIA wants a key by GOST R 34.10-2012 of 256 bits")

// RawSecret is the client_secret of version 2: the bare signature, its two numbers high byte first, in base64url.
func RawSecret(key cms.Key, r Request) (string, error) {
	public, russian := key.Private.Public().(*gost.PublicKey)
	if !russian || public.Curve().Hash() != gost.Streebog256 {
		return "", errKey
	}
	signature, err := key.Private.Sign(nil, gost.Streebog256.Sum(r.signed()), nil)
	if err != nil {
		return "", fmt.Errorf("sign the secret: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(signature), nil
}

// CheckRawSecret verifies such a secret by the certificate that the system has shown.
func CheckRawSecret(certificate *pki.Certificate, r Request, secret string) error {
	key, err := certificate.Key()
	if err != nil {
		return err
	}
	public, russian := key.(*gost.PublicKey)
	if !russian || public.Curve().Hash() != gost.Streebog256 {
		return errKey
	}
	signature, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(secret, "="))
	if err != nil || !public.Verify(gost.Streebog256.Sum(r.signed()), signature) {
		return fmt.Errorf("%w: the secret is not signed by the registered key", errToken)
	}
	return nil
}

// CertificateHash is the client_certificate_hash: Streebog-256 of the file of the certificate, in hexadecimal capitals.
func CertificateHash(c *pki.Certificate) string {
	return strings.ToUpper(hex.EncodeToString(gost.Streebog256.Sum(c.Raw())))
}

// ReadKey reads the key of the system and its certificate from one PEM file.
func ReadKey(path string) (key cms.Key, err error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return key, fmt.Errorf("read the key of the system: %w", err)
	}
	for block, rest := pem.Decode(raw); block != nil; block, rest = pem.Decode(rest) {
		switch block.Type {
		case "PRIVATE KEY":
			private, err := gost.ParsePKCS8PrivateKey(block.Bytes)
			if err != nil {
				return key, fmt.Errorf("read the key of the system: %w", err)
			}
			key.Private = private
		case "CERTIFICATE":
			if key.Certificate, err = pki.ParseCertificate(block.Bytes); err != nil {
				return key, fmt.Errorf("read the certificate of the system: %w", err)
			}
		}
	}
	if key.Private == nil || key.Certificate == nil {
		return key, fmt.Errorf("%s must hold a PRIVATE KEY and a CERTIFICATE", path)
	}
	return key, nil
}

// ReadCertificate reads a certificate in PEM or DER.
func ReadCertificate(path string) (*pki.Certificate, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the certificate of ESIA: %w", err)
	}
	if block, _ := pem.Decode(raw); block != nil {
		raw = block.Bytes
	}
	return pki.ParseCertificate(raw)
}
