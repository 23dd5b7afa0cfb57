package ec256

import (
	"errors"
	"math/big"
	"math/rand/v2"
	"testing"
	"time"

	"veche/gost/internal/ec"
	"veche/gost/internal/vectors"
)

// seeded returns numbers to be repeated from the seed that a failure prints.
func seeded(t testing.TB) (*rand.Rand, uint64) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	return rand.New(rand.NewPCG(seed, 0)), seed
}

// testCurves are the published curves of this width.
func testCurves(t testing.TB) map[string]*Curve {
	t.Helper()
	all := map[string]*Curve{}
	for _, v := range vectors.Curves(t) {
		if v.Size() != Size {
			continue
		}
		at := func(digits string) []byte { return v.Octets(t, digits) }
		all[v.Name] = New(ec.Params{P: at(v.P), Q: at(v.Q), A: at(v.A), B: at(v.B), X: at(v.X), Y: at(v.Y), D: at(v.D)})
	}
	// and one with neither a = -3 nor an Edwards form, like the example curves
	for name, c := range all {
		if c.edwards {
			all[name+" as Weierstrass"] = weierstrass(c)
		}
	}
	return all
}

// weierstrass is the same curve computed with by the formulas for any a. They are
// not complete with an even order, but fail only for points of even order.
func weierstrass(c *Curve) *Curve {
	x, y := c.affine(&c.base)
	integer := func(z Element) []byte { z = c.f.integer(&z); return octets(&z) }
	return New(ec.Params{P: octets(&c.f.p), Q: octets(&c.n.p), A: integer(c.a), B: integer(c.b), X: octets(&x), Y: octets(&y)})
}

func scalar(c *Curve, r *rand.Rand) (k Element) {
	for {
		for i := range limbs {
			k[i] = r.Uint64()
		}
		k[limbs-1] >>= r.IntN(8)
		if less(&k, &c.n.p) == 1 {
			return k
		}
	}
}

// plain is affine addition by the textbook over big integers; nil is infinity.
type plain struct{ x, y *big.Int }

func (c *Curve) plainAdd(p, q *plain) *plain {
	m := bigOf(&c.f.p)
	switch {
	case p == nil:
		return q
	case q == nil:
		return p
	}
	slope := new(big.Int)
	if p.x.Cmp(q.x) != 0 {
		d := new(big.Int).Sub(q.x, p.x)
		slope.Sub(q.y, p.y).Mul(slope, d.ModInverse(d.Mod(d, m), m))
	} else {
		if new(big.Int).Add(p.y, q.y).Mod(new(big.Int).Add(p.y, q.y), m).Sign() == 0 {
			return nil
		}
		d := new(big.Int).Lsh(p.y, 1)
		slope.Mul(p.x, p.x).Mul(slope, big.NewInt(3)).Add(slope, value(c.f, &c.a))
		slope.Mul(slope, d.ModInverse(d.Mod(d, m), m))
	}
	x := new(big.Int).Mul(slope, slope)
	x.Sub(x, p.x).Sub(x, q.x).Mod(x, m)
	y := new(big.Int).Sub(p.x, x)
	y.Mul(y, slope).Sub(y, p.y).Mod(y, m)
	return &plain{x, y}
}

func (c *Curve) plainMultiply(p *plain, k *Element) *plain {
	var sum *plain
	for n := bigOf(k); n.Sign() > 0; n.Rsh(n, 1) {
		if n.Bit(0) == 1 {
			sum = c.plainAdd(sum, p)
		}
		p = c.plainAdd(p, p)
	}
	return sum
}

func (c *Curve) plainOf(p *point) *plain {
	x, y := c.affine(p)
	return &plain{bigOf(&x), bigOf(&y)}
}

// homogeneous turns (X/Z², Y/Z³) to (X/Z, Y/Z), which affine expects.
func (c *Curve) homogeneous(p point) point {
	if c.edwards {
		return p
	}
	var z point
	c.f.Mul(&z.x, &p.x, &p.z)
	z.y = p.y
	c.f.Sqr(&z.z, &p.z)
	c.f.Mul(&z.z, &z.z, &p.z)
	return z
}

func TestMultiplication(t *testing.T) {
	r, seed := seeded(t)
	for name, c := range testCurves(t) {
		c.prepare()
		last := c.n.p
		last[0]-- // q is odd
		scalars := []Element{{1}, {2}, {3}, {15}, {16}, {31}, {32}, last}
		for range 3 {
			scalars = append(scalars, scalar(c, r))
		}
		for _, k := range scalars {
			secret := c.multiplySecret(c.secret, &k)
			fast := c.identity()
			c.addMultiple(&fast, c.fast, &k)
			sliding := c.multiply(&c.base, &k)
			want := c.plainMultiply(c.plainOf(&c.base), &k)
			for way, p := range map[string]point{"secret": secret, "fast": c.homogeneous(fast), "sliding": c.homogeneous(sliding)} {
				got := c.plainOf(&p)
				if got.x.Cmp(want.x) != 0 || got.y.Cmp(want.y) != 0 {
					t.Errorf("%s: %s multiplication by %x is wrong (seed %d)", name, way, k, seed)
				}
			}
		}
	}
}

func TestOrderOfTheBasePoint(t *testing.T) {
	for name, c := range testCurves(t) {
		c.prepare()
		multiple := c.multiply(&c.base, &c.n.p)
		if !c.isIdentity(&multiple) {
			t.Errorf("%s: q times the base point is not the identity", name)
		}
		fast := c.identity()
		c.addMultiple(&fast, c.fast, &c.n.p)
		if !c.isIdentity(&fast) {
			t.Errorf("%s: q times the base point is not the identity by the table", name)
		}
	}
}

func TestEdwardsCoefficientIsNotASquare(t *testing.T) {
	for name, c := range testCurves(t) { // else the addition law would have exceptions
		if c.edwards && big.Jacobi(value(c.f, &c.d), bigOf(&c.f.p)) != -1 {
			t.Errorf("%s: d is a square", name)
		}
	}
}

func TestAdditionHasNoExceptions(t *testing.T) {
	for name, c := range testCurves(t) {
		base := c.base
		opposite := base
		c.negate(&opposite)
		none := c.identity()
		double := c.multiply(&base, &Element{2})
		for _, sum := range []struct {
			name       string
			p, q, want point
		}{
			{"P + P", base, base, double},
			{"P + (-P)", base, opposite, none},
			{"P + 0", base, none, base},
			{"0 + P", none, base, base},
			{"0 + 0", none, none, none},
		} {
			var got point
			c.add(&got, &sum.p, &sum.q)
			c.negate(&sum.want)
			var zero point
			c.add(&zero, &got, &sum.want)
			if !c.isIdentity(&zero) {
				t.Errorf("%s: %s is wrong", name, sum.name)
			}
		}
		e := c.normalise([]point{base})[0]
		p := c.origin()
		c.addComplete(&p, &e) // 0 + P
		c.addComplete(&p, &e) // P + P
		c.negateEntry(&e, ^uint64(0))
		c.addComplete(&p, &e)
		c.addComplete(&p, &e) // P + (-P)
		if !c.isIdentity(&p) {
			t.Errorf("%s: complete addition has an exception", name)
		}
	}
}

func TestKeysFromStrangers(t *testing.T) {
	for name, c := range testCurves(t) {
		x, y := c.affine(&c.base)
		p := bigOf(&c.f.p)
		if _, err := c.NewKey(octets(&x), octets(&y)); err != nil {
			t.Errorf("%s: the base point is refused: %v", name, err)
		}
		if _, err := c.NewKey(octets(&x), octets(&x)); !errors.Is(err, ec.ErrCurve) {
			t.Errorf("%s: a point off the curve: %v", name, err)
		}
		for _, v := range [][2]*big.Int{{p, bigOf(&y)}, {bigOf(&x), p}} {
			a, b := wordsOf(v[0]), wordsOf(v[1])
			if _, err := c.NewKey(octets(&a), octets(&b)); !errors.Is(err, ec.ErrRange) {
				t.Errorf("%s: a coordinate that is the modulus: %v", name, err)
			}
		}
		if c.edwards {
			smallOrders(t, name, c)
		}
	}
}

// smallOrders tries the points of order 2 and 4 of a curve of cofactor four, and sums
// of them with the base point.
func smallOrders(t *testing.T, name string, c *Curve) {
	f := c.f
	var minusOne, zero Element
	f.Sub(&minusOne, &zero, &f.one)
	two := c.integerOf(&c.t)
	if _, err := c.NewKey(two, octets(&zero)); !errors.Is(err, ec.ErrOrder) {
		t.Errorf("%s: the point of order 2: %v", name, err)
	}
	half := point{y: minusOne, z: f.one}
	quarter := point{x: f.one, z: f.one}
	for order, torsion := range map[string]point{"2q": half, "4q": quarter, "4": quarter} {
		sum := torsion
		if order != "4" {
			c.add(&sum, &c.base, &torsion)
		}
		x, y := c.affine(&sum)
		if _, err := c.NewKey(octets(&x), octets(&y)); !errors.Is(err, ec.ErrOrder) {
			t.Errorf("%s: a point of order %s: %v", name, order, err)
		}
	}
}

func (c *Curve) integerOf(x *Element) []byte {
	v := c.f.integer(x)
	return octets(&v)
}

func TestDigestOfZeroCountsAsOne(t *testing.T) {
	for name, c := range testCurves(t) {
		d, k := Element{5}, Element{7}
		zero, one := make([]byte, Size), octets(&Element{1})
		r0, s0, _ := c.Sign(octets(&d), zero, octets(&k))
		_, s1, _ := c.Sign(octets(&d), one, octets(&k))
		_, sq, _ := c.Sign(octets(&d), octets(&c.n.p), octets(&k))
		if string(s0) != string(s1) || string(sq) != string(s1) {
			t.Errorf("%s: digests 0, q and 1 are signed differently", name)
		}
		x, y := c.Public(octets(&d))
		key, err := c.NewKey(x, y)
		if err != nil || !key.Verify(zero, r0, s0) || !key.Verify(octets(&c.n.p), r0, s0) {
			t.Errorf("%s: a digest of zero does not verify", name)
		}
	}
}
