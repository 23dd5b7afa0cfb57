package ec256

// Points of Edwards curves u² + v² = 1 + d·u²v² in extended coordinates. As d is
// not a square, the addition law holds for all pairs of points: nothing here
// branches on a value.

// edwardsMap computes s and t of the map between the forms (RFC 7836, section 5.2).
func (c *Curve) edwardsMap() {
	f := c.f
	inverse := c.small(4)
	f.invert(&inverse, &inverse)
	f.Sub(&c.s, &f.one, &c.d)
	f.Mul(&c.s, &c.s, &inverse)
	inverse = c.small(6)
	f.invert(&inverse, &inverse)
	f.Add(&c.t, &f.one, &c.d)
	f.Mul(&c.t, &c.t, &inverse)
}

// toEdwards maps an affine point with y ≠ 0: u = (x-t)/y, v = (x-t-s)/(x-t+s).
func (c *Curve) toEdwards(x, y *Element) point {
	f := c.f
	var p point
	var xt, minus, plus Element
	f.Sub(&xt, x, &c.t)
	f.Sub(&minus, &xt, &c.s)
	f.Add(&plus, &xt, &c.s)
	f.Mul(&p.x, &xt, &plus)
	f.Mul(&p.y, &minus, y)
	f.Mul(&p.z, y, &plus)
	return c.withT(&p)
}

// withT sets T = XY/Z by scaling the point with Z.
func (c *Curve) withT(p *point) point {
	f := c.f
	var z point
	f.Mul(&z.t, &p.x, &p.y)
	f.Mul(&z.x, &p.x, &p.z)
	f.Mul(&z.y, &p.y, &p.z)
	f.Sqr(&z.z, &p.z)
	return z
}

// doubleEdwards takes 3M + 4S, and one M more for T.
func (c *Curve) doubleEdwards(z, p *point, t bool) {
	f := c.f
	var a, b, e, g, h, k Element
	f.Sqr(&a, &p.x)
	f.Sqr(&b, &p.y)
	f.Sqr(&k, &p.z)
	f.Add(&e, &p.x, &p.y)
	f.Sqr(&e, &e)
	f.Add(&g, &a, &b)
	f.Sub(&h, &a, &b)
	f.Sub(&e, &e, &g) // 2XY
	f.Add(&k, &k, &k)
	f.Sub(&k, &g, &k) // X² + Y² - 2Z²
	f.Mul(&z.x, &e, &k)
	f.Mul(&z.y, &g, &h)
	f.Mul(&z.z, &k, &g)
	if t {
		f.Mul(&z.t, &e, &h)
	}
}

// addEdwards takes 10M.
func (c *Curve) addEdwards(z, p, q *point) {
	f := c.f
	var td, zz Element
	f.Mul(&td, &p.t, &q.t)
	f.Mul(&td, &td, &c.d)
	f.Mul(&zz, &p.z, &q.z)
	c.finishEdwards(z, p, &q.x, &q.y, &td, &zz)
}

// addEntryEdwards takes 8M.
func (c *Curve) addEntryEdwards(p *point, e *entry) {
	var td Element
	c.f.Mul(&td, &p.t, &e.t)
	z := p.z
	c.finishEdwards(p, p, &e.x, &e.y, &td, &z)
}

// finishEdwards adds (x, y) to p, given d·T1·T2 and Z1·Z2.
func (c *Curve) finishEdwards(z, p *point, x, y, td, zz *Element) {
	f := c.f
	var a, b, e, g, h, k Element
	f.Mul(&a, &p.x, x)
	f.Mul(&b, &p.y, y)
	f.Add(&e, &p.x, &p.y)
	f.Add(&g, x, y)
	f.Mul(&e, &e, &g)
	f.Sub(&e, &e, &a)
	f.Sub(&e, &e, &b)
	f.Sub(&k, zz, td)
	f.Add(&g, zz, td)
	f.Sub(&h, &b, &a)
	f.Mul(&z.x, &e, &k)
	f.Mul(&z.y, &g, &h)
	f.Mul(&z.t, &e, &h)
	f.Mul(&z.z, &k, &g)
}
