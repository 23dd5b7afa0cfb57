package gost

import (
	"crypto/hmac"
	"crypto/sha512"
	"encoding/binary"
	"fmt"
	"io"
	"math/bits"
)

// randomScalar draws a number from [1, q-1], evenly. The octets read are first mixed
// with the private key and the digest, if any: should the source of randomness ever
// fail or repeat, one-time numbers of different digests still differ and stay secret.
// SHA-512 does the mixing, as unlike Streebog it reads no tables by secret octets.
func randomScalar(c *Curve, random io.Reader, d, e []byte) ([]byte, error) {
	seed := make([]byte, 64)
	if _, err := io.ReadFull(reader(random), seed); err != nil {
		return nil, fmt.Errorf("gost: read randomness: %w", err)
	}
	mix := hmac.New(sha512.New, append(seed, d...))
	q := c.octets(c.set.q)
	for counter := uint32(0); ; counter++ {
		mix.Reset()
		mix.Write(binary.BigEndian.AppendUint32(nil, counter))
		mix.Write(e)
		k := mix.Sum(nil)[:c.size]
		trim(k, q)
		if c.ec().IsScalar(k) {
			return k, nil
		}
	}
}

// trim clears the bits of k above the highest bit of q.
func trim(k, q []byte) {
	for i, v := range q {
		if v != 0 {
			k[i] &= 1<<bits.Len8(v) - 1
			return
		}
		k[i] = 0
	}
}
