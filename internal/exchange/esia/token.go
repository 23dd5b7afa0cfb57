package esia

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"veche/cms/pki"
	"veche/gost"
)

// Issuer is the iss of ESIA's tokens in every contour.
const Issuer = "http://esia.gosuslugi.ru/"

// Algorithms of the tokens.
const (
	RS256 = "RS256"
	GOST  = "GOST3410_2012_256"
)

// Claims are those that we look at.
type Claims struct {
	Issuer    string   `json:"iss"`
	Subject   any      `json:"sub,omitempty"` // ESIA writes oid as a number
	Audience  audience `json:"aud,omitempty"`
	Client    string   `json:"client_id,omitempty"`
	Scope     string   `json:"scope,omitempty"`
	NotBefore int64    `json:"nbf"`
	Issued    int64    `json:"iat"`
	Expires   int64    `json:"exp"`
	Session   string   `json:"urn:esia:sid,omitempty"`
	Person    int64    `json:"urn:esia:sbj_id,omitempty"`
	About     *About   `json:"urn:esia:sbj,omitempty"`
}

// About is what the identity token says of the person himself.
type About struct {
	OID     int64  `json:"urn:esia:sbj:oid"`
	Kind    string `json:"urn:esia:sbj:typ"`    // P: a person
	Trusted bool   `json:"urn:esia:sbj:is_tru"` // a confirmed account
}

// audience is one name or several.
type audience []string

func (a *audience) UnmarshalJSON(raw []byte) error {
	var one string
	if err := json.Unmarshal(raw, &one); err == nil {
		*a = audience{one}
		return nil
	}
	return json.Unmarshal(raw, (*[]string)(a))
}

var errToken = errors.New("the token is not good")

// leeway is how far clocks may differ.
const leeway = time.Minute

// CheckToken reads a JWT whose signature is that of the certificate and which is good now. The algorithm is that of the
// key: a token that names another, «none» or HS256 with a public key, is refused before anything else.
func CheckToken(token string, certificate *pki.Certificate, now time.Time) (c Claims, err error) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return c, fmt.Errorf("%w: %d parts", errToken, len(parts))
	}
	var header struct {
		Algorithm string `json:"alg"`
	}
	if err := decodePart(parts[0], &header); err != nil {
		return c, err
	}
	signature, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(parts[2], "="))
	if err != nil {
		return c, fmt.Errorf("%w: %w", errToken, err)
	}
	if err := checkSignature(header.Algorithm, certificate, []byte(parts[0]+"."+parts[1]), signature); err != nil {
		return c, err
	}
	if err := decodePart(parts[1], &c); err != nil {
		return c, err
	}
	switch {
	case c.Issuer != Issuer:
		return c, fmt.Errorf("%w: issued by %q", errToken, c.Issuer)
	case c.Expires == 0 || now.After(time.Unix(c.Expires, 0).Add(leeway)):
		return c, fmt.Errorf("%w: over", errToken)
	case now.Add(leeway).Before(time.Unix(max(c.NotBefore, c.Issued), 0)):
		return c, fmt.Errorf("%w: not begun", errToken)
	}
	return c, nil
}

func decodePart(part string, into any) error {
	raw, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(part, "="))
	if err == nil {
		err = json.Unmarshal(raw, into)
	}
	if err != nil {
		return fmt.Errorf("%w: %w", errToken, err)
	}
	return nil
}

func checkSignature(algorithm string, certificate *pki.Certificate, message, signature []byte) error {
	key, err := certificate.Key()
	if err != nil {
		return fmt.Errorf("key of ESIA: %w", err)
	}
	good := false
	switch key := key.(type) {
	case *rsa.PublicKey:
		sum := sha256.Sum256(message)
		good = algorithm == RS256 && rsa.VerifyPKCS1v15(key, crypto.SHA256, sum[:], signature) == nil
	case *gost.PublicKey:
		// Systems on CryptoPro write the number the other way round.
		digest := key.Curve().Hash().Sum(message)
		good = algorithm == GOST && (key.Verify(digest, signature) || key.Verify(digest, turned(signature)))
	}
	if !good {
		return fmt.Errorf("%w: signature by %q", errToken, algorithm)
	}
	return nil
}

func turned(signature []byte) []byte {
	other := slices.Clone(signature)
	slices.Reverse(other)
	return other
}

// opens reports whether the scope of the token names this organisation.
func (c Claims) opens(organisation string) bool {
	for one := range strings.FieldsSeq(c.Scope) {
		if _, query, found := strings.Cut(one, "?"); found && (query == "org_oid="+organisation || query == "oid="+organisation) {
			return true
		}
	}
	return false
}
