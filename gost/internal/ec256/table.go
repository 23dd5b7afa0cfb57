package ec256

// Widths of the windows. A fast table of a key is 2^7 points for every eight bits
// of the scalar: with it a multiplication is one addition per octet and no
// doubling. The secret table is small, because each row of it is read as a whole.
const (
	fastWidth    = 8
	secretWidth  = 4
	slidingWidth = 5
)

// table holds (2j+1)·2^(width·i)·P at row i, place j.
type table struct {
	width   int
	entries []entry
}

func (t *table) rows() int { return 64 * limbs / t.width }

func (t *table) row(i int) []entry {
	half := 1 << (t.width - 1)
	return t.entries[i*half:][:half]
}

// newTable takes a point of order q.
func (c *Curve) newTable(p *point, width int) *table {
	t := &table{width: width}
	half := 1 << (width - 1)
	points := make([]point, t.rows()*half)
	base := *p
	for i := range t.rows() {
		row := points[i*half:][:half]
		row[0] = base
		var twice point
		c.double(&twice, &base, true)
		for j := 1; j < half; j++ {
			c.add(&row[j], &row[j-1], &twice)
		}
		for range width {
			c.double(&base, &base, true)
		}
	}
	t.entries = c.normalise(points)
	return t
}

// normalise makes points affine with one inversion for all. No Z may be zero.
func (c *Curve) normalise(points []point) []entry {
	f := c.f
	entries := make([]entry, len(points))
	product := f.one
	for i := range points { // entries[i].x = Z_0 … Z_{i-1}
		entries[i].x = product
		f.Mul(&product, &product, &points[i].z)
	}
	f.invert(&product, &product)
	for i := len(points) - 1; i >= 0; i-- {
		p, e := &points[i], &entries[i]
		var inverse, square Element
		f.Mul(&inverse, &product, &e.x)
		f.Mul(&product, &product, &p.z)
		if c.edwards {
			f.Mul(&e.x, &p.x, &inverse)
			f.Mul(&e.y, &p.y, &inverse)
			f.Mul(&e.t, &e.x, &e.y)
			f.Mul(&e.t, &e.t, &c.d)
			continue
		}
		f.Sqr(&square, &inverse)
		f.Mul(&e.x, &p.x, &square)
		f.Mul(&square, &square, &inverse)
		f.Mul(&e.y, &p.y, &square)
	}
	return entries
}

// addMultiple sets p = p + k·(point of the table). For public values only.
func (c *Curve) addMultiple(p *point, t *table, k *Element) {
	odd, negated := c.odd(k)
	for i := range t.rows() {
		index, negative := digit(&odd, i, t.width)
		c.addEntry(p, &t.row(i)[index], negative != negated)
	}
}

// multiplySecret is k·(point of the table) in time that does not depend on k, by
// additions that have no exceptions.
func (c *Curve) multiplySecret(t *table, k *Element) point {
	odd, negated := c.odd(k)
	p := c.origin()
	for i := range t.rows() {
		index, negative := digit(&odd, i, t.width)
		e := c.read(t.row(i), index)
		c.negateEntry(&e, negative^negated)
		c.addComplete(&p, &e)
	}
	return p
}

// read copies one entry of a row and touches all of them alike.
func (c *Curve) read(row []entry, index uint64) (e entry) {
	for j := range row {
		different := uint64(j) ^ index
		mask := (different|-different)>>63 - 1
		e.x.orMasked(&row[j].x, mask)
		e.y.orMasked(&row[j].y, mask)
		if c.edwards {
			e.t.orMasked(&row[j].t, mask)
		}
	}
	return e
}

// multiply is k·p for public values.
func (c *Curve) multiply(p *point, k *Element) point {
	const half = 1 << (slidingWidth - 2)
	var multiples, opposites [half]point
	var twice point
	c.double(&twice, p, true)
	multiples[0] = *p
	for i := range half {
		if i > 0 {
			c.add(&multiples[i], &multiples[i-1], &twice)
		}
		opposites[i] = multiples[i]
		c.negate(&opposites[i])
	}
	digits := sliding(k, slidingWidth)
	sum := c.identity()
	for i := len(digits) - 1; i >= 0; i-- {
		d := digits[i]
		c.double(&sum, &sum, d != 0 || i == 0) // the caller goes on adding
		if d > 0 {
			c.add(&sum, &sum, &multiples[d/2])
		} else if d < 0 {
			c.add(&sum, &sum, &opposites[-d/2])
		}
	}
	return sum
}
