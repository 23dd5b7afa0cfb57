package ec256

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

// awkward are residues near the edges of words and of the modulus, as well as values
// that only fields with a loose range may hold.
func awkward(f *Field, r *rand.Rand) []Element {
	values := []Element{{}, {1}, {2}, {0, 1}}
	var ones, p, top Element
	for i := range limbs {
		ones[i] = ^uint64(0)
	}
	p = f.p
	p[0]--
	top[limbs-1] = 1 << 63
	values = append(values, p, top)
	if f.shape != montgomery {
		values = append(values, ones, f.p)
	}
	for range 20 {
		var random Element
		for i := range limbs {
			random[i] = r.Uint64() >> (r.IntN(3) * 31)
		}
		values = append(values, random)
	}
	kept := values[:0]
	for _, v := range values {
		if f.shape != montgomery || less(&v, &f.p) == 1 {
			kept = append(kept, v)
		}
	}
	return kept
}

func bigOf(x *Element) *big.Int { return new(big.Int).SetBytes(octets(x)) }

// value is the residue that an element stands for.
func value(f *Field, x *Element) *big.Int {
	v := f.integer(x)
	return bigOf(&v)
}

func TestFieldAgreesWithBigIntegers(t *testing.T) {
	r, seed := seeded(t)
	fields := map[string]*Field{}
	for name, c := range testCurves(t) {
		fields[name+" modulus"], fields[name+" order"] = c.f, c.n
	}
	for name, f := range fields {
		p := bigOf(&f.p)
		values := awkward(f, r)
		for _, x := range values {
			for _, y := range values {
				bx, by := value(f, &x), value(f, &y)
				for _, op := range []struct {
					name string
					got  func(z *Element)
					want *big.Int
				}{
					{"product", func(z *Element) { f.Mul(z, &x, &y) }, new(big.Int).Mul(bx, by)},
					{"sum", func(z *Element) { f.Add(z, &x, &y) }, new(big.Int).Add(bx, by)},
					{"difference", func(z *Element) { f.Sub(z, &x, &y) }, new(big.Int).Sub(bx, by)},
					{"square", func(z *Element) { f.Sqr(z, &x) }, new(big.Int).Mul(bx, bx)},
				} {
					var z Element
					op.got(&z)
					if value(f, &z).Cmp(op.want.Mod(op.want, p)) != 0 {
						t.Fatalf("%s: %s of %x and %x is wrong (seed %d)", name, op.name, x, y, seed)
					}
				}
			}
		}
	}
}

func TestInverse(t *testing.T) {
	r, seed := seeded(t)
	for name, c := range testCurves(t) {
		for _, f := range []*Field{c.f, c.n} {
			for _, x := range awkward(f, r) {
				var z Element
				f.invert(&z, &x)
				f.Mul(&z, &z, &x)
				want := 1 - f.isZero(&x)
				if got := f.equal(&z, &f.one); got != want {
					t.Fatalf("%s: %x times its inverse is one: %d, want %d (seed %d)", name, x, got, want, seed)
				}
			}
		}
	}
}

func TestResidueTakesAnyInteger(t *testing.T) {
	for name, c := range testCurves(t) {
		for _, f := range []*Field{c.f, c.n} {
			var ones Element
			for i := range limbs {
				ones[i] = ^uint64(0)
			}
			z := f.residue(&ones)
			want := new(big.Int).Mod(bigOf(&ones), bigOf(&f.p))
			if value(f, &z).Cmp(want) != 0 {
				t.Errorf("%s: the largest integer is not reduced", name)
			}
		}
	}
}
