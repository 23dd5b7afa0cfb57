package gost

// Order is the order of the base point, most significant octet first.
func Order(c *Curve) []byte { return c.octets(c.set.q) }

// SignWith signs with a given one-time number, all octets most significant first.
func SignWith(c *Curve, d, e, k []byte) []byte {
	r, s, _ := c.ec().Sign(d, e, k)
	return append(s, r...)
}
