package ec256

import (
	"math/big"
	"sync"

	"veche/gost/internal/ec"
)

// Curve is y² = x³ + ax + b with a base point P of prime order q. The curves of
// cofactor four are also given as Edwards curves u² + v² = 1 + d·u²v² (RFC 7836,
// appendix B): their points are computed with there, because it is faster and
// the addition law has no exceptions.
type Curve struct {
	f, n   *Field // modulo p and modulo q
	a, b   Element
	b3     Element // 3b, for complete addition
	minus3 bool    // a = -3
	base   point

	edwards bool
	d       Element // coefficient of the Edwards form
	s, t    Element // s = (1-d)/4 and t = (1+d)/6 of the map between the forms

	tables sync.Once
	fast   *table // of the base point, read directly: for verification
	secret *table // of the base point, read as a whole: for signing
}

// New prepares a curve. The parameters are trusted.
func New(p ec.Params) *Curve {
	c := &Curve{f: newField(p.P), n: newField(p.Q)}
	c.a, c.b = c.constant(p.A), c.constant(p.B)
	c.f.Add(&c.b3, &c.b, &c.b)
	c.f.Add(&c.b3, &c.b3, &c.b)
	minus3 := new(big.Int).Sub(new(big.Int).SetBytes(p.P), big.NewInt(3))
	c.minus3 = minus3.Cmp(new(big.Int).SetBytes(p.A)) == 0
	if len(p.D) > 0 {
		c.edwards = true
		c.d = c.constant(p.D)
		c.edwardsMap()
	}
	c.base = c.fromWeierstrass(c.constant(p.X), c.constant(p.Y))
	return c
}

func (c *Curve) constant(b []byte) Element {
	x := wordsOf(new(big.Int).SetBytes(b))
	return c.f.residue(&x)
}

// small is an integer below 2^64 as a field element.
func (c *Curve) small(x uint64) Element { return c.f.residue(&Element{x}) }

// point is (X : Y : Z) with x = X/Z², y = Y/Z³ on Weierstrass curves and
// (X : Y : Z : T) with u = X/Z, v = Y/Z, T = XY/Z on Edwards curves.
type point struct{ x, y, z, t Element }

// entry is an affine point of a table; t is d·x·y on Edwards curves.
type entry struct{ x, y, t Element }

func (c *Curve) identity() point {
	if c.edwards {
		return point{y: c.f.one, z: c.f.one}
	}
	return point{x: c.f.one, y: c.f.one}
}

func (c *Curve) isIdentity(p *point) bool {
	if c.edwards {
		return c.f.isZero(&p.x) == 1 && c.f.equal(&p.y, &p.z) == 1
	}
	return c.f.isZero(&p.z) == 1
}

func (c *Curve) fromWeierstrass(x, y Element) point {
	if c.edwards {
		return c.toEdwards(&x, &y)
	}
	return point{x: x, y: y, z: c.f.one}
}

// onCurve reports whether y² = x³ + ax + b.
func (c *Curve) onCurve(x, y *Element) bool {
	var left, right Element
	f := c.f
	f.Sqr(&left, y)
	f.Sqr(&right, x)
	f.Add(&right, &right, &c.a)
	f.Mul(&right, &right, x)
	f.Add(&right, &right, &c.b)
	return f.equal(&left, &right) == 1
}

// newPoint checks an untrusted pair of affine coordinates, most significant octet
// first: in range, on the curve and of order q.
func (c *Curve) newPoint(x, y []byte) (point, error) {
	xw, yw := words(x), words(y)
	if less(&xw, &c.f.p) == 0 || less(&yw, &c.f.p) == 0 {
		return point{}, ec.ErrRange
	}
	xe, ye := c.f.residue(&xw), c.f.residue(&yw)
	if !c.onCurve(&xe, &ye) {
		return point{}, ec.ErrCurve
	}
	// An order-two point has no image on the Edwards curve; it must not reach the map.
	if c.edwards && c.f.isZero(&ye) == 1 {
		return point{}, ec.ErrOrder
	}
	p := c.fromWeierstrass(xe, ye)
	if !c.edwards {
		return p, nil // cofactor one: every point but infinity has order q
	}
	multiple := c.multiply(&p, &c.n.p)
	if !c.isIdentity(&multiple) {
		return point{}, ec.ErrOrder
	}
	return p, nil
}

// double sets z = 2p. The T of an Edwards point is computed only when asked for:
// addition needs it, doubling does not.
func (c *Curve) double(z, p *point, t bool) {
	if c.edwards {
		c.doubleEdwards(z, p, t)
		return
	}
	c.doubleJacobian(z, p)
}

// add sets z = p + q. It is not constant-time on Weierstrass curves.
func (c *Curve) add(z, p, q *point) {
	if c.edwards {
		c.addEdwards(z, p, q)
		return
	}
	c.addJacobian(z, p, q)
}

// addEntry sets p = p ± e. It is not constant-time on Weierstrass curves.
func (c *Curve) addEntry(p *point, e *entry, negative bool) {
	q := *e
	if negative {
		c.negateEntry(&q, ^uint64(0))
	}
	if c.edwards {
		c.addEntryEdwards(p, &q)
		return
	}
	c.addEntryJacobian(p, &q)
}

// negateEntry sets e = -e where the mask is all ones, in the same time for both.
func (c *Curve) negateEntry(e *entry, mask uint64) {
	if c.edwards {
		c.f.negateIf(&e.x, mask)
		c.f.negateIf(&e.t, mask)
		return
	}
	c.f.negateIf(&e.y, mask)
}

func (c *Curve) negate(p *point) {
	if c.edwards {
		c.f.negateIf(&p.x, ^uint64(0))
		c.f.negateIf(&p.t, ^uint64(0))
		return
	}
	c.f.negateIf(&p.y, ^uint64(0))
}
