package ec256

// Points of Weierstrass curves in homogeneous coordinates, x = X/Z and y = Y/Z,
// with infinity (0 : 1 : 0). The addition of Renes, Costello and Batina (2015)
// holds for every pair of points of a curve of odd order, so that signing takes the
// same steps for every secret.

// addComplete sets p = p + e on curves of both forms.
func (c *Curve) addComplete(p *point, e *entry) {
	if c.edwards {
		c.addEntryEdwards(p, e)
		return
	}
	f := c.f
	var xx, yy, xy, xz, yz, u, v, w, plus, minus Element
	f.Mul(&xx, &p.x, &e.x)
	f.Mul(&yy, &p.y, &e.y)
	f.Add(&u, &p.x, &p.y)
	f.Add(&v, &e.x, &e.y)
	f.Mul(&xy, &u, &v)
	f.Sub(&xy, &xy, &xx)
	f.Sub(&xy, &xy, &yy) // X1·y2 + x2·Y1
	f.Mul(&xz, &e.x, &p.z)
	f.Add(&xz, &xz, &p.x) // X1 + x2·Z1
	f.Mul(&yz, &e.y, &p.z)
	f.Add(&yz, &yz, &p.y) // Y1 + y2·Z1

	c.timesA(&u, &xz)
	f.Mul(&v, &c.b3, &p.z)
	f.Add(&u, &u, &v) // a·xz + 3b·Z1
	f.Sub(&minus, &yy, &u)
	f.Add(&plus, &yy, &u)
	c.timesA(&u, &p.z)
	f.Add(&v, &xx, &xx)
	f.Add(&v, &v, &xx)
	f.Add(&v, &v, &u) // 3·xx + a·Z1
	f.Sub(&xx, &xx, &u)
	c.timesA(&w, &xx)
	f.Mul(&u, &c.b3, &xz)
	f.Add(&w, &w, &u) // a·xx - a²·Z1 + 3b·xz

	f.Mul(&p.x, &xy, &minus)
	f.Mul(&u, &yz, &w)
	f.Sub(&p.x, &p.x, &u)
	f.Mul(&p.y, &v, &w)
	f.Mul(&u, &plus, &minus)
	f.Add(&p.y, &p.y, &u)
	f.Mul(&p.z, &yz, &plus)
	f.Mul(&u, &xy, &v)
	f.Add(&p.z, &p.z, &u)
}

// timesA sets z = a·x.
func (c *Curve) timesA(z, x *Element) {
	if !c.minus3 {
		c.f.Mul(z, x, &c.a)
		return
	}
	var t Element
	c.f.Add(&t, x, x)
	c.f.Add(&t, &t, x)
	c.f.Sub(z, &Element{}, &t)
}

// origin is the neutral point of addComplete.
func (c *Curve) origin() point {
	if c.edwards {
		return c.identity()
	}
	return point{y: c.f.one}
}

// affine are the Weierstrass coordinates of a sum made by addComplete, which must
// not be the neutral point.
func (c *Curve) affine(p *point) (x, y Element) {
	f := c.f
	var inverse Element
	if !c.edwards {
		f.invert(&inverse, &p.z)
		f.Mul(&x, &p.x, &inverse)
		f.Mul(&y, &p.y, &inverse)
		return f.integer(&x), f.integer(&y)
	}
	// x = s(1+v)/(1-v) + t, y = s(1+v)/((1-v)u)
	var plus, minus Element
	f.Add(&plus, &p.z, &p.y)
	f.Mul(&plus, &plus, &c.s)
	f.Sub(&minus, &p.z, &p.y)
	f.Mul(&minus, &minus, &p.x)
	f.invert(&inverse, &minus)
	f.Mul(&plus, &plus, &inverse)
	f.Mul(&x, &plus, &p.x)
	f.Add(&x, &x, &c.t)
	f.Mul(&y, &plus, &p.z)
	return f.integer(&x), f.integer(&y)
}
