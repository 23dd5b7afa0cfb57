// Package ec256 is the arithmetic of the 256-bit curves of GOST R 34.10-2012:
// prime fields, short Weierstrass and Edwards points, and on them the two
// operations of the signature.
//
// Verification works on public values and is free to branch on them. Every step
// that touches a private key or a one-time number runs the same instructions on
// the same addresses whatever the value: the formulas are complete, tables are
// read as a whole, scalars are recoded without branches.
//
// The package ec512 is the same text with elements of eight words. It is written
// by limbgen; change this package and run `go generate ./gost/...`.
package ec256

//go:generate go run ../limbgen
