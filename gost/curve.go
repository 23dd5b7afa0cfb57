package gost

import (
	"encoding/asn1"
	"encoding/hex"
	"strings"
	"sync"

	"veche/gost/internal/ec"
	"veche/gost/internal/ec256"
	"veche/gost/internal/ec512"
)

// Curve is one elliptic curve of GOST R 34.10-2012 with its base point. Curves are
// compared by pointer: a curve has one Curve, whatever name a key calls it by.
type Curve struct {
	set  *set
	size int
	ec   func() ec.Curve // computed once, on first use
}

// set are the numbers of a curve, in hexadecimal digits, and its identifiers.
type set struct {
	name             string
	oids             []asn1.ObjectIdentifier
	p, q, a, b, x, y string
	d                string // of the Edwards form, where there is one
}

var curves = newCurves()

func newCurves() []*Curve {
	var all []*Curve
	for i := range sets {
		s := &sets[i]
		c := &Curve{set: s, size: (len(s.p) + 1) / 2}
		c.ec = sync.OnceValue(c.prepare)
		all = append(all, c)
	}
	return all
}

func (c *Curve) prepare() ec.Curve {
	s := c.set
	params := ec.Params{
		P: c.octets(s.p), Q: c.octets(s.q), A: c.octets(s.a), B: c.octets(s.b),
		X: c.octets(s.x), Y: c.octets(s.y),
	}
	if s.d != "" {
		params.D = c.octets(s.d)
	}
	if c.size == Size256 {
		return ec256.New(params)
	}
	return ec512.New(params)
}

// octets reads a number of the table above, which a test has checked.
func (c *Curve) octets(digits string) []byte {
	b, err := hex.DecodeString(strings.Repeat("0", 2*c.size-len(digits)) + digits)
	if err != nil {
		panic(err)
	}
	return b
}

// Curve256A is id-tc26-gost-3410-2012-256-paramSetA, the set of choice for new keys:
// it has an Edwards form and is the fastest.
func Curve256A() *Curve { return curves[0] }

// Curve256B is id-tc26-gost-3410-2012-256-paramSetB, also known as CryptoPro-A and
// CryptoPro-XchA. Most certificates in the field are on it.
func Curve256B() *Curve { return curves[1] }

// Curve256C is id-tc26-gost-3410-2012-256-paramSetC, also known as CryptoPro-B.
func Curve256C() *Curve { return curves[2] }

// Curve256D is id-tc26-gost-3410-2012-256-paramSetD, also known as CryptoPro-C and
// CryptoPro-XchB.
func Curve256D() *Curve { return curves[3] }

// Curve512A is id-tc26-gost-3410-12-512-paramSetA.
func Curve512A() *Curve { return curves[4] }

// Curve512B is id-tc26-gost-3410-12-512-paramSetB.
func Curve512B() *Curve { return curves[5] }

// Curve512C is id-tc26-gost-3410-2012-512-paramSetC. It has an Edwards form.
func Curve512C() *Curve { return curves[6] }

// Curves are the seven curves for use. The two curves of the examples in the
// standard are known to CurveByOID only.
func Curves() []*Curve { return append([]*Curve(nil), curves[:7]...) }

// CurveByOID finds a curve by any of its names: those of the technical committee 26,
// the CryptoPro ones, and those of the example curves.
func CurveByOID(oid asn1.ObjectIdentifier) (*Curve, bool) {
	for _, c := range curves {
		if c.called(oid) {
			return c, true
		}
	}
	return nil, false
}

func (c *Curve) called(oid asn1.ObjectIdentifier) bool {
	for _, known := range c.set.oids {
		if known.Equal(oid) {
			return true
		}
	}
	return false
}

// Name is the name of the parameter set in the standard.
func (c *Curve) Name() string { return c.set.name }

func (c *Curve) String() string { return c.set.name }

// OIDs are the identifiers of the parameter set; the first is the preferred one.
func (c *Curve) OIDs() []asn1.ObjectIdentifier {
	return append([]asn1.ObjectIdentifier(nil), c.set.oids...)
}

// Size is the length of a coordinate and of a private key in octets: 32 or 64.
// Public keys and signatures are twice as long.
func (c *Curve) Size() int { return c.size }

// Hash is the hash function whose digests keys of this curve sign.
func (c *Curve) Hash() Hash {
	if c.size == Size256 {
		return Streebog256
	}
	return Streebog512
}
