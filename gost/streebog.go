package gost

import (
	"encoding/binary"
	"hash"
	"math/bits"
)

const blockSize = 64

// state is a 512-bit vector, least significant word first.
type state [8]uint64

// transform joins the substitution, the transposition and the linear map of
// RFC 6986, section 6, in one look-up per octet.
var transform = newTransform()

func newTransform() *[8][256]uint64 {
	var t [8][256]uint64
	for at := range t {
		for value := range t[at] {
			substituted := substitution[value]
			for bit := range 8 {
				if substituted>>bit&1 == 1 {
					t[at][value] ^= linear[63-(8*at+bit)]
				}
			}
		}
	}
	return &t
}

// streebog is the running hash of RFC 6986, section 8.
type streebog struct {
	size   int
	h      state // chaining value
	n      state // bits hashed so far
	sum    state // sum of the blocks
	buffer [blockSize]byte
	used   int
}

func newStreebog(size int) *streebog {
	d := &streebog{size: size}
	d.Reset()
	return d
}

// Reset returns to the initial value: all octets 1 for the shorter digest, 0 for the longer.
func (d *streebog) Reset() {
	*d = streebog{size: d.size}
	if d.size == Size256 {
		for i := range d.h {
			d.h[i] = 0x0101010101010101
		}
	}
}

func (d *streebog) Size() int      { return d.size }
func (d *streebog) BlockSize() int { return blockSize }

// Clone returns an independent copy with the same octets already hashed.
func (d *streebog) Clone() (hash.Cloner, error) {
	c := *d
	return &c, nil
}

// Write never fails.
func (d *streebog) Write(p []byte) (int, error) {
	length := len(p)
	if d.used > 0 {
		n := copy(d.buffer[d.used:], p)
		d.used += n
		p = p[n:]
		if d.used < blockSize {
			return length, nil
		}
		d.block(d.buffer[:], 8*blockSize)
		d.used = 0
	}
	for len(p) >= blockSize {
		d.block(p[:blockSize], 8*blockSize)
		p = p[blockSize:]
	}
	d.used = copy(d.buffer[:], p)
	return length, nil
}

// Sum appends the digest, least significant octet first, and leaves the hash as it was.
func (d *streebog) Sum(in []byte) []byte {
	c := *d
	clear(c.buffer[c.used:])
	c.buffer[c.used] = 1
	c.block(c.buffer[:], uint64(8*c.used))
	compress(&c.h, &state{}, &c.n)
	compress(&c.h, &state{}, &c.sum)
	var digest [Size512]byte
	for i, w := range c.h {
		binary.LittleEndian.PutUint64(digest[8*i:], w)
	}
	return append(in, digest[Size512-c.size:]...)
}

// block takes one block that stands for so many bits of the message.
func (d *streebog) block(p []byte, length uint64) {
	var m state
	for i := range m {
		m[i] = binary.LittleEndian.Uint64(p[8*i:])
	}
	compress(&d.h, &d.n, &m)
	var carry, k uint64
	d.n[0], carry = bits.Add64(d.n[0], length, 0)
	for i := range m {
		if i > 0 {
			d.n[i], carry = bits.Add64(d.n[i], 0, carry)
		}
		d.sum[i], k = bits.Add64(d.sum[i], m[i], k)
	}
}

// compress is the function g of RFC 6986, section 8: h = E(LPS(h ⊕ n), m) ⊕ h ⊕ m.
func compress(h, n, m *state) {
	var key, x state
	mix(&key, h, n)
	mix(&x, m, &key)
	for i := range len(rounds) - 1 {
		mix(&key, &key, &rounds[i])
		mix(&x, &x, &key)
	}
	mix(&key, &key, &rounds[len(rounds)-1])
	for i := range h {
		h[i] ^= x[i] ^ key[i] ^ m[i]
	}
}

// mix sets z = LPS(a ⊕ b). Octet i of every word of the sum meets in word i of z.
func mix(z, a, b *state) {
	t := transform
	x0, x1, x2, x3 := a[0]^b[0], a[1]^b[1], a[2]^b[2], a[3]^b[3]
	x4, x5, x6, x7 := a[4]^b[4], a[5]^b[5], a[6]^b[6], a[7]^b[7]
	z[0] = t[0][byte(x0)] ^ t[1][byte(x1)] ^ t[2][byte(x2)] ^ t[3][byte(x3)] ^
		t[4][byte(x4)] ^ t[5][byte(x5)] ^ t[6][byte(x6)] ^ t[7][byte(x7)]
	z[1] = t[0][byte(x0>>8)] ^ t[1][byte(x1>>8)] ^ t[2][byte(x2>>8)] ^ t[3][byte(x3>>8)] ^
		t[4][byte(x4>>8)] ^ t[5][byte(x5>>8)] ^ t[6][byte(x6>>8)] ^ t[7][byte(x7>>8)]
	z[2] = t[0][byte(x0>>16)] ^ t[1][byte(x1>>16)] ^ t[2][byte(x2>>16)] ^ t[3][byte(x3>>16)] ^
		t[4][byte(x4>>16)] ^ t[5][byte(x5>>16)] ^ t[6][byte(x6>>16)] ^ t[7][byte(x7>>16)]
	z[3] = t[0][byte(x0>>24)] ^ t[1][byte(x1>>24)] ^ t[2][byte(x2>>24)] ^ t[3][byte(x3>>24)] ^
		t[4][byte(x4>>24)] ^ t[5][byte(x5>>24)] ^ t[6][byte(x6>>24)] ^ t[7][byte(x7>>24)]
	z[4] = t[0][byte(x0>>32)] ^ t[1][byte(x1>>32)] ^ t[2][byte(x2>>32)] ^ t[3][byte(x3>>32)] ^
		t[4][byte(x4>>32)] ^ t[5][byte(x5>>32)] ^ t[6][byte(x6>>32)] ^ t[7][byte(x7>>32)]
	z[5] = t[0][byte(x0>>40)] ^ t[1][byte(x1>>40)] ^ t[2][byte(x2>>40)] ^ t[3][byte(x3>>40)] ^
		t[4][byte(x4>>40)] ^ t[5][byte(x5>>40)] ^ t[6][byte(x6>>40)] ^ t[7][byte(x7>>40)]
	z[6] = t[0][byte(x0>>48)] ^ t[1][byte(x1>>48)] ^ t[2][byte(x2>>48)] ^ t[3][byte(x3>>48)] ^
		t[4][byte(x4>>48)] ^ t[5][byte(x5>>48)] ^ t[6][byte(x6>>48)] ^ t[7][byte(x7>>48)]
	z[7] = t[0][byte(x0>>56)] ^ t[1][byte(x1>>56)] ^ t[2][byte(x2>>56)] ^ t[3][byte(x3>>56)] ^
		t[4][byte(x4>>56)] ^ t[5][byte(x5>>56)] ^ t[6][byte(x6>>56)] ^ t[7][byte(x7>>56)]
}
