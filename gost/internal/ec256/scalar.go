package ec256

import "math/bits"

// odd returns k when it is odd and q-k when it is even, with a mask of all ones in
// the second case, in constant time. Odd scalars have digits that are never zero,
// so that every window adds a point.
func (c *Curve) odd(k *Element) (odd Element, negated uint64) {
	negated = (k[0] & 1) - 1
	var borrow uint64
	for i := range limbs {
		var w uint64
		w, borrow = bits.Sub64(c.n.p[i], k[i], borrow)
		odd[i] = k[i] ^ negated&(k[i]^w)
	}
	return odd, negated
}

// digit is the signed odd digit of an odd scalar in a window: the value 2·index+1,
// negative where the mask is all ones. The scalar is the sum of digits times
// 2^(width·row). Constant-time in the scalar.
func digit(k *Element, row, width int) (index, negative uint64) {
	d := window(k, row*width, width+1) | 1
	if (row+1)*width < 64*limbs {
		d -= 1 << width
	}
	negative = -(d >> 63)
	return ((d ^ negative) - negative) >> 1, negative
}

// window reads count ≤ 64 bits of k from position at; bits past the end are zero.
func window(k *Element, at, count int) uint64 {
	word, shift := at/64, at%64
	v := k[word] >> shift
	if word+1 < limbs && shift > 0 {
		v |= k[word+1] << (64 - shift)
	}
	return v & (1<<count - 1)
}

// sliding is the non-adjacent form of k for a table of odd multiples up to
// 2^(width-1)-1, least significant digit first. For public scalars only.
func sliding(k *Element, width int) (digits [64*limbs + 1]int8) {
	carry := uint64(0)
	for at := 0; at < 64*limbs; {
		d := window(k, at, 1)
		if d == carry {
			at++
			continue
		}
		d = window(k, at, width) + carry
		carry = d >> (width - 1)
		digits[at] = int8(int64(d) - int64(carry<<width))
		at += width
	}
	digits[64*limbs] = int8(carry)
	return digits
}
