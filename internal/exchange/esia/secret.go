package esia

import (
	"context"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"os"
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
