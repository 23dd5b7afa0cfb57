// Package ec is what the two widths of curve arithmetic, ec256 and ec512, have in
// common. All integers are octets of the curve's size, most significant first.
package ec

import "errors"

// Params are the numbers of a curve y² = x³ + ax + b over the integers modulo P,
// with the base point (X, Y) of prime order Q. D is the coefficient of the Edwards
// form u² + v² = 1 + d·u²v² and empty for curves that have none.
type Params struct{ P, Q, A, B, X, Y, D []byte }

// Curve signs, and admits public keys.
type Curve interface {
	// IsScalar reports whether an integer is in [1, Q-1].
	IsScalar(d []byte) bool
	// Public is the point d·(X, Y) of a private key, in constant time.
	Public(d []byte) (x, y []byte)
	// Sign makes the two halves of a signature of the digest e with the one-time
	// number k, in constant time. It fails when a half is zero; try another k.
	Sign(d, e, k []byte) (r, s []byte, ok bool)
	// Product is a·b mod Q, in constant time.
	Product(a, b []byte) []byte
	// NewKey checks a public key from an untrusted source.
	NewKey(x, y []byte) (Key, error)
}

// Key verifies signatures. It is safe for use by several goroutines.
type Key interface {
	Verify(e, r, s []byte) bool
	// Precompute makes a table of the key that speeds up all later verifications.
	Precompute()
}

// Reasons to refuse a public key.
var (
	ErrRange = errors.New("coordinate of the public key is not below the modulus")
	ErrCurve = errors.New("public key is not a point of the curve")
	ErrOrder = errors.New("public key does not have the order of the base point")
)
