package ec256

import (
	"math/big"
	"math/bits"
	"sync/atomic"

	"veche/gost/internal/ec"
)

// prepare builds the tables of the base point on first use.
func (c *Curve) prepare() {
	c.tables.Do(func() {
		c.fast = c.newTable(&c.base, fastWidth)
		c.secret = c.newTable(&c.base, secretWidth)
	})
}

// IsScalar reports whether an integer is in [1, q-1], in constant time.
func (c *Curve) IsScalar(d []byte) bool {
	w := words(d)
	return less(&w, &c.n.p)&^w.zero() == 1
}

// Public is the point of a private key.
func (c *Curve) Public(d []byte) (x, y []byte) {
	c.prepare()
	k := words(d)
	p := c.multiplySecret(c.secret, &k)
	xw, yw := c.affine(&p)
	return octets(&xw), octets(&yw)
}

// Product is a·b mod q.
func (c *Curve) Product(a, b []byte) []byte {
	aw, bw := words(a), words(b)
	aw, bw = c.n.residue(&aw), c.n.residue(&bw)
	c.n.Mul(&aw, &aw, &bw)
	aw = c.n.integer(&aw)
	return octets(&aw)
}

// Sign follows GOST R 34.10-2012, section 6.1: r = x(k·P) mod q, s = r·d + k·e mod q.
func (c *Curve) Sign(d, e, k []byte) (r, s []byte, ok bool) {
	c.prepare()
	kw := words(k)
	p := c.multiplySecret(c.secret, &kw)
	x, _ := c.affine(&p)

	n := c.n
	rn := n.residue(&x)
	dn := words(d)
	dn = n.residue(&dn)
	kn := n.residue(&kw)
	en := c.digest(e)
	var sn Element
	n.Mul(&dn, &dn, &rn)
	n.Mul(&kn, &kn, &en)
	n.Add(&sn, &dn, &kn)
	rw, sw := n.integer(&rn), n.integer(&sn)
	return octets(&rw), octets(&sw), rw.zero()|sw.zero() == 0
}

// digest is e mod q, and 1 where that is zero (section 6.1, step 2).
func (c *Curve) digest(e []byte) Element {
	w := words(e)
	w = c.n.residue(&w)
	w.orMasked(&c.n.one, -w.zero())
	return w
}

func octets(x *Element) []byte {
	b := make([]byte, Size)
	x.fill(b)
	return b
}

// key is a checked public key; its table is made on request.
type key struct {
	curve *Curve
	point point
	table atomic.Pointer[table]
}

// NewKey checks an untrusted pair of coordinates.
func (c *Curve) NewKey(x, y []byte) (ec.Key, error) {
	p, err := c.newPoint(x, y)
	if err != nil {
		return nil, err
	}
	return &key{curve: c, point: p}, nil
}

// Precompute makes the table of the key, once.
func (k *key) Precompute() {
	if k.table.Load() == nil {
		k.table.Store(k.curve.newTable(&k.point, fastWidth))
	}
}

// Verify follows GOST R 34.10-2012, section 6.2: C = (s/e)·P - (r/e)·Q, and x(C) = r mod q.
func (k *key) Verify(e, r, s []byte) bool {
	c := k.curve
	if !c.IsScalar(r) || !c.IsScalar(s) {
		return false
	}
	c.prepare()
	rw, sw := words(r), words(s)
	v := c.inverseDigest(e)
	var z1, z2 Element
	c.n.Mul(&z1, &v, &sw) // the inverse is in Montgomery form, the product is not
	c.n.Mul(&z2, &v, &rw)
	c.n.Sub(&z2, &Element{}, &z2)

	var sum point
	if t := k.table.Load(); t != nil {
		sum = c.identity()
		c.addMultiple(&sum, t, &z2)
	} else {
		sum = c.multiply(&k.point, &z2)
	}
	c.addMultiple(&sum, c.fast, &z1)
	return c.hasX(&sum, &rw)
}

// inverseDigest is 1/e mod q in Montgomery form. The digest is public.
func (c *Curve) inverseDigest(e []byte) Element {
	w := c.digest(e)
	w = c.n.integer(&w)
	var b [Size]byte
	w.fill(b[:])
	inverse := new(big.Int).SetBytes(b[:])
	q := new(big.Int).SetBytes(octets(&c.n.p))
	w = wordsOf(inverse.ModInverse(inverse, q))
	return c.n.residue(&w)
}

// hasX reports whether the x coordinate of a point is r modulo q: one of r, r+q,
// r+2q … below p.
func (c *Curve) hasX(p *point, r *Element) bool {
	if c.isIdentity(p) {
		return false
	}
	f := c.f
	var left, right, scale Element
	if c.edwards { // x - t = s(Z+Y)/(Z-Y)
		f.Sub(&scale, &p.z, &p.y)
		f.Add(&right, &p.z, &p.y)
		f.Mul(&right, &right, &c.s)
	} else {
		f.Sqr(&scale, &p.z)
		right = p.x
	}
	for x := *r; less(&x, &f.p) == 1; {
		left = f.residue(&x)
		if c.edwards {
			f.Sub(&left, &left, &c.t)
		}
		f.Mul(&left, &left, &scale)
		if f.equal(&left, &right) == 1 {
			return true
		}
		var carry uint64
		for i := range limbs {
			x[i], carry = bits.Add64(x[i], c.n.p[i], carry)
		}
		if carry != 0 {
			break
		}
	}
	return false
}
