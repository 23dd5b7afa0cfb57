// Package vectors reads the published test vectors that lie beside the checkout, in
// ../shared/data/gost. It is for tests only; a test without its data fails.
package vectors

import (
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Curve is a parameter set of RFC 7836 with signatures made on it. Numbers are
// hexadecimal digits, most significant first, without leading zeros.
type Curve struct {
	Name, P, Q, A, B, X, Y string
	D                      string
	V                      []Signature
}

// Signature is a public key, a digest and a valid signature of it.
type Signature struct{ Px, Py, E, R, S string }

// Example is a private key with what RFC 9215 and the technical committee 26 publish
// for it. Requests, certificates and lists are base64 of DER and may be empty.
type Example struct {
	Name           string `json:"name"`
	Private        string `json:"prv"`
	CSR, Cert, CRL []byte
}

// Size is the width of the curve in octets.
func (c Curve) Size() int { return len(c.P) / 2 }

// Octets reads digits as an integer of the width of the curve; no digits give nil.
func (c Curve) Octets(t testing.TB, digits string) []byte {
	t.Helper()
	if digits == "" {
		return nil
	}
	b, err := hex.DecodeString(strings.Repeat("0", len(c.P)-len(digits)) + digits)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Curves are the seven parameter sets.
func Curves(t testing.TB) []Curve {
	t.Helper()
	var all []Curve
	read(t, "curves.json", &all)
	return all
}

// Examples are the keys and certificates.
func Examples(t testing.TB) []Example {
	t.Helper()
	var all []Example
	read(t, "rfc9215-examples.json", &all)
	return all
}

func read(t testing.TB, name string, into any) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root(t), "..", "shared", "data", "gost", name))
	if err != nil {
		t.Fatalf("the published vectors are not beside the checkout: %v", err)
	}
	if err := json.Unmarshal(b, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// root is the folder of go.mod.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("no go.mod above the working folder")
		}
		dir = parent
	}
}
