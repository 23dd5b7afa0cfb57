package ec256

// Points of Weierstrass curves in Jacobian coordinates: the fast formulas, with
// exceptions told apart by branches. For public values only.

// doubleJacobian takes 3M + 5S with a = -3. The order of the curve is odd, so no
// point but infinity doubles to infinity.
func (c *Curve) doubleJacobian(z, p *point) {
	f := c.f
	var zz, yy, xyy, m, t Element
	f.Sqr(&zz, &p.z)
	f.Sqr(&yy, &p.y)
	f.Mul(&xyy, &p.x, &yy)
	if c.minus3 { // M = 3(X - Z²)(X + Z²)
		f.Sub(&t, &p.x, &zz)
		f.Add(&m, &p.x, &zz)
		f.Mul(&m, &m, &t)
		f.Add(&t, &m, &m)
		f.Add(&m, &m, &t)
	} else { // M = 3X² + aZ⁴
		f.Sqr(&m, &zz)
		f.Mul(&m, &m, &c.a)
		f.Sqr(&t, &p.x)
		f.Add(&m, &m, &t)
		f.Add(&t, &t, &t)
		f.Add(&m, &m, &t)
	}
	f.Add(&t, &p.y, &p.z) // 2YZ = (Y+Z)² - Y² - Z²
	f.Sqr(&t, &t)
	f.Sub(&t, &t, &yy)
	f.Sub(&z.z, &t, &zz)
	f.Add(&xyy, &xyy, &xyy)
	f.Add(&xyy, &xyy, &xyy) // 4XY²
	f.Sqr(&t, &m)
	f.Sub(&t, &t, &xyy)
	f.Sub(&z.x, &t, &xyy) // M² - 8XY²
	f.Sub(&t, &xyy, &z.x)
	f.Mul(&m, &m, &t)
	f.Add(&yy, &yy, &yy)
	f.Sqr(&yy, &yy)
	f.Add(&yy, &yy, &yy) // 8Y⁴
	f.Sub(&z.y, &m, &yy)
}

// addJacobian takes 12M + 4S.
func (c *Curve) addJacobian(z, p, q *point) {
	f := c.f
	if f.isZero(&p.z) == 1 {
		*z = *q
		return
	}
	if f.isZero(&q.z) == 1 {
		*z = *p
		return
	}
	var pz, qz, u, s, h, r Element
	f.Sqr(&pz, &p.z)
	f.Sqr(&qz, &q.z)
	f.Mul(&u, &p.x, &qz)
	f.Mul(&h, &q.x, &pz)
	f.Mul(&s, &p.y, &qz)
	f.Mul(&s, &s, &q.z)
	f.Mul(&r, &q.y, &pz)
	f.Mul(&r, &r, &p.z)
	f.Sub(&h, &h, &u)
	f.Sub(&r, &r, &s)
	if f.isZero(&h) == 1 {
		c.addSameX(z, p, &r)
		return
	}
	f.Mul(&pz, &p.z, &q.z)
	f.Mul(&z.z, &pz, &h)
	c.finishJacobian(z, &u, &s, &h, &r)
}

// addEntryJacobian takes 8M + 3S.
func (c *Curve) addEntryJacobian(p *point, e *entry) {
	f := c.f
	if f.isZero(&p.z) == 1 {
		*p = point{x: e.x, y: e.y, z: f.one}
		return
	}
	var zz, h, r Element
	f.Sqr(&zz, &p.z)
	f.Mul(&h, &e.x, &zz)
	f.Mul(&r, &e.y, &zz)
	f.Mul(&r, &r, &p.z)
	f.Sub(&h, &h, &p.x)
	f.Sub(&r, &r, &p.y)
	if f.isZero(&h) == 1 {
		c.addSameX(p, p, &r)
		return
	}
	f.Mul(&p.z, &p.z, &h)
	u, s := p.x, p.y
	c.finishJacobian(p, &u, &s, &h, &r)
}

// finishJacobian computes X and Y of a sum from U1, S1, H = U2 - U1, R = S2 - S1.
func (c *Curve) finishJacobian(z *point, u, s, h, r *Element) {
	f := c.f
	var hh, t Element
	f.Sqr(&hh, h)
	f.Mul(u, u, &hh)   // U1·H²
	f.Mul(&hh, &hh, h) // H³
	f.Mul(s, s, &hh)   // S1·H³
	f.Sqr(&t, r)
	f.Sub(&t, &t, &hh)
	f.Sub(&t, &t, u)
	f.Sub(&z.x, &t, u) // R² - H³ - 2U1·H²
	f.Sub(&t, u, &z.x)
	f.Mul(&t, &t, r)
	f.Sub(&z.y, &t, s)
}

// addSameX adds to p the point with the same x: p itself or its opposite.
func (c *Curve) addSameX(z, p *point, difference *Element) {
	if c.f.isZero(difference) == 1 {
		c.doubleJacobian(z, p)
		return
	}
	*z = c.identity()
}
