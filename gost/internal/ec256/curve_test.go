package ec256

import (
	"encoding/hex"
	"encoding/json"
	"os"
	"testing"
	"veche/gost/internal/ec"
)

func hx(s string) []byte {
	if s == "" { return nil }
	for len(s) < 2*Size { s = "0" + s }
	b, err := hex.DecodeString(s)
	if err != nil { panic(err) }
	return b
}

type params struct{ Name, P, Q, A, B, X, Y, E, D string; V []struct{ Px, Py, E, R, S string } }

func all(t testing.TB) (cs []*Curve, ps []params) {
	b, err := os.ReadFile("/work/shared/data/gost/curves.json")
	if err != nil { t.Fatal(err) }
	var l []params
	if err := json.Unmarshal(b, &l); err != nil { t.Fatal(err) }
	for _, p := range l {
		if len(p.P) != 2*Size { continue }
		cs = append(cs, New(ec.Params{hx(p.P), hx(p.Q), hx(p.A), hx(p.B), hx(p.X), hx(p.Y), hx(p.D)}))
		ps = append(ps, p)
	}
	return
}

func TestV(t *testing.T) {
	cs, ps := all(t)
	for i, c := range cs {
		q := c.multiply(&c.base, &c.n.p)
		if !c.isIdentity(&q) { t.Error(ps[i].Name, "qP") }
		for j, v := range ps[i].V {
			k, err := c.NewKey(hx(v.Px), hx(v.Py))
			if err != nil { t.Error(ps[i].Name, err); continue }
			for range 2 {
				if !k.Verify(hx(v.E), hx(v.R), hx(v.S)) { t.Error(ps[i].Name, j, "verify") }
				if k.Verify(hx(v.E), hx(v.S), hx(v.R)) { t.Error(ps[i].Name, j, "swapped") }
				k.Precompute()
			}
		}
		d, kk := hx("1234567890abcdef"), hx("fedcba9876543210aaaaaaa")
		x, y := c.Public(d)
		k, err := c.NewKey(x, y)
		if err != nil { t.Error(ps[i].Name, err); continue }
		r, s, ok := c.Sign(d, hx("55"), kk)
		if !ok || !k.Verify(hx("55"), r, s) { t.Error(ps[i].Name, "sign") }
	}
}

func BenchmarkMul(b *testing.B) {
	cs, ps := all(b)
	for i, c := range cs {
		x := c.base.x; y := c.base.y
		b.Run("mul "+ps[i].Name, func(b *testing.B) { for b.Loop() { c.f.Mul(&x, &x, &y) } })
		b.Run("sqr "+ps[i].Name, func(b *testing.B) { for b.Loop() { c.f.Sqr(&x, &x) } })
		b.Run("add "+ps[i].Name, func(b *testing.B) { for b.Loop() { c.f.Add(&x, &x, &y) } })
	}
}
func BenchmarkSig(b *testing.B) {
	cs, ps := all(b)
	for i, c := range cs {
		v := ps[i].V[0]
		k, _ := c.NewKey(hx(v.Px), hx(v.Py))
		e, r, s := hx(v.E), hx(v.R), hx(v.S)
		b.Run("verify "+ps[i].Name, func(b *testing.B) { for b.Loop() { k.Verify(e, r, s) } })
		b.Run("sign "+ps[i].Name, func(b *testing.B) { for b.Loop() { c.Sign(e, s, r) } })
		k.Precompute()
		b.Run("cached "+ps[i].Name, func(b *testing.B) { for b.Loop() { k.Verify(e, r, s) } })
	}
}
