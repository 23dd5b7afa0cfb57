package ec256

import (
	"encoding/binary"
	"math/big"
	"math/bits"
)

// Size is the length of a coordinate, a scalar and half a signature in octets.
const Size = 8 * limbs

// shape tells how products are reduced.
type shape int

const (
	montgomery shape = iota // any odd modulus; elements are x·2^w mod p, always below p
	below                   // p = 2^w - c; elements are any value below 2^w
	above                   // p = 2^(w-1) + c/2; elements are any value below 2^w
)

// Field is the arithmetic modulo one odd prime p. Its methods take the same time
// for all values unless they say otherwise.
type Field struct {
	p     Element
	shape shape
	c     uint64  // the small constant of the shapes below and above
	n0    uint64  // -1/p mod 2^64
	rr    Element // 2^2w mod p, for entering Montgomery form
	one   Element
	exp   [Size]byte // p - 2, most significant octet first
}

// newField prepares arithmetic modulo a prime given most significant octet first.
func newField(prime []byte) *Field {
	p := new(big.Int).SetBytes(prime)
	width := new(big.Int).Lsh(big.NewInt(1), 64*limbs)
	half := new(big.Int).Rsh(width, 1)
	f := &Field{p: wordsOf(p)}
	new(big.Int).Sub(p, big.NewInt(2)).FillBytes(f.exp[:])
	if c := new(big.Int).Sub(width, p); c.BitLen() <= 32 {
		f.shape, f.c, f.one = below, c.Uint64(), Element{1}
		return f
	}
	if c := new(big.Int).Sub(p, half); c.Sign() > 0 && c.BitLen() < 32 {
		f.shape, f.c, f.one = above, 2*c.Uint64(), Element{1}
		return f
	}
	f.n0 = -inverse64(f.p[0])
	f.one = wordsOf(new(big.Int).Mod(width, p))
	f.rr = wordsOf(new(big.Int).Exp(width, big.NewInt(2), p))
	return f
}

// inverse64 is 1/x mod 2^64 for odd x: each step of Newton doubles the right bits.
func inverse64(x uint64) uint64 {
	y := x
	for range 6 {
		y *= 2 - x*y
	}
	return y
}

func wordsOf(x *big.Int) Element {
	var b [Size]byte
	return words(x.FillBytes(b[:]))
}

// words reads an integer of Size octets, most significant first.
func words(b []byte) (z Element) {
	for i := range limbs {
		z[i] = binary.BigEndian.Uint64(b[Size-8*(i+1):])
	}
	return z
}

// fill writes an integer to Size octets, most significant first.
func (z *Element) fill(b []byte) {
	for i := range limbs {
		binary.BigEndian.PutUint64(b[Size-8*(i+1):], z[i])
	}
}

// less reports (as 1 or 0) whether the integer x is below y.
func less(x, y *Element) uint64 {
	var k uint64
	for i := range limbs {
		_, k = bits.Sub64(x[i], y[i], k)
	}
	return k
}

// zero reports (as 1 or 0) whether every word of x is zero.
func (z *Element) zero() uint64 {
	var any uint64
	for i := range limbs {
		any |= z[i]
	}
	return 1 ^ (any|-any)>>63
}

// residue takes any integer of w bits into the field.
func (f *Field) residue(x *Element) (z Element) {
	if f.shape != montgomery {
		return *x
	}
	f.Mul(&z, x, &f.rr)
	return z
}

// integer is the value of x in [0, p).
func (f *Field) integer(x *Element) (z Element) {
	if f.shape != montgomery {
		f.canonical(&z, x)
		return z
	}
	f.Mul(&z, x, &Element{1})
	return z
}

// isZero reports (as 1 or 0) whether x = 0 mod p.
func (f *Field) isZero(x *Element) uint64 {
	var z Element
	f.canonical(&z, x)
	return z.zero()
}

// equal reports (as 1 or 0) whether x = y mod p.
func (f *Field) equal(x, y *Element) uint64 {
	var z Element
	f.Sub(&z, x, y)
	return f.isZero(&z)
}

// negateIf sets z = -z where the mask is all ones.
func (f *Field) negateIf(z *Element, mask uint64) {
	var negative Element
	f.Sub(&negative, &Element{}, z)
	for i := range limbs {
		z[i] ^= mask & (z[i] ^ negative[i])
	}
}

// invert sets z = 1/x, and zero for zero: x^(p-2) by windows of four bits. The
// exponent is no secret, so the table is read directly.
func (f *Field) invert(z, x *Element) {
	var powers [16]Element
	powers[0], powers[1] = f.one, *x
	for i := 2; i < 16; i++ {
		f.Mul(&powers[i], &powers[i-1], x)
	}
	r := powers[f.exp[0]>>4]
	for i := 1; i < 2*Size; i++ {
		for range 4 {
			f.Sqr(&r, &r)
		}
		f.Mul(&r, &r, &powers[f.exp[i/2]>>(4*(1-i%2))&15])
	}
	*z = r
}
