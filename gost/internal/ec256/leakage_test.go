package ec256

import (
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// The test of leakage (after "dude, is my code constant time?", 2016): an operation
// is timed many times with one fixed secret and with random secrets, in random order,
// and Welch's t-test tells whether the two samples have one mean. Slow outliers,
// which come from the machine, are cut off.
//
// The machine is shared, so the verdict is that of the majority of some attempts; it
// is the same for what must not leak and for the variants that do.
const (
	attempts  = 5
	threshold = 4.5
	budget    = 20 * time.Millisecond // of one attempt, which has 300 samples at least
)

// secret is a number in both its forms.
type secret struct {
	words  Element
	octets [Size]byte
}

// secretOperations is everything that touches a private key or a one-time number.
func secretOperations(c *Curve) map[string]func(k *secret) {
	d := octets(&Element{3, 141, 59, 26})
	e := octets(&Element{27, 18, 28})
	return map[string]func(k *secret){
		"base multiplication": func(k *secret) { c.multiplySecret(c.secret, &k.words) },
		"one-time number":     func(k *secret) { c.Sign(d, e, k.octets[:]) },
		"private key":         func(k *secret) { c.Sign(k.octets[:], e, d) },
		"inversion":           func(k *secret) { c.f.invert(&Element{}, &k.words) },
		"range check":         func(k *secret) { c.IsScalar(k.octets[:]) },
		"unmasking":           func(k *secret) { c.Product(k.octets[:], d) },
	}
}

// leakyOperations do the same work in the ways that must not be used.
func leakyOperations(c *Curve) map[string]func(k *secret) {
	return map[string]func(k *secret){
		"sliding window":     func(k *secret) { c.multiply(&c.base, &k.words) },
		"skipped zero digit": func(k *secret) { c.leakyMultiplication(&k.words) },
		"Euclidean inverse":  func(k *secret) { c.leakyInversion(&k.words) },
	}
}

// leakyMultiplication differs from multiplySecret in one thing: digits that are zero
// are not added. That is one digit in sixteen.
func (c *Curve) leakyMultiplication(k *Element) {
	p := c.origin()
	for i := range c.secret.rows() {
		if d := window(k, 4*i, 4); d != 0 {
			e := c.read(c.secret.row(i), d/2)
			c.addComplete(&p, &e)
		}
	}
}

// leakyInversion is the extended Euclidean algorithm.
func (c *Curve) leakyInversion(k *Element) {
	new(big.Int).ModInverse(bigOf(k), bigOf(&c.f.p))
}

func TestSecretsDoNotShowInTime(t *testing.T) {
	r, seed := seeded(t)
	for name, c := range testCurves(t) {
		c.prepare()
		for operation, run := range secretOperations(c) {
			if found, median := leaks(c, r, run); found {
				t.Errorf("%s: %s takes time that depends on the secret: t = %.1f (seed %d)", name, operation, median, seed)
			}
		}
	}
}

func TestLeakyVariantsAreFound(t *testing.T) {
	r, seed := seeded(t)
	for name, c := range testCurves(t) {
		c.prepare()
		for operation, run := range leakyOperations(c) {
			if found, median := leaks(c, r, run); !found {
				t.Errorf("%s: the leak of a %s is not found: t = %.1f (seed %d)", name, operation, median, seed)
			}
		}
	}
}

// leaks is the verdict: whether the median of |t| is above the threshold.
func leaks(c *Curve, r *rand.Rand, run func(k *secret)) (found bool, median float64) {
	var results []float64
	for range attempts {
		results = append(results, difference(c, r, run))
	}
	slices.Sort(results)
	median = results[attempts/2]
	return median > threshold, median
}

// difference is |t| between the times with a secret of one bit and random secrets.
func difference(c *Curve, r *rand.Rand, run func(k *secret)) float64 {
	type sample struct {
		fixed bool
		took  time.Duration
	}
	const count = 512
	inputs, fixed := make([]secret, count), make([]bool, count)
	for i := range inputs {
		k := Element{1}
		if fixed[i] = r.IntN(2) == 0; !fixed[i] {
			k = scalar(c, r)
		}
		inputs[i].words = k
		k.fill(inputs[i].octets[:])
	}
	var all []sample
	for i, spent := 0, time.Duration(0); spent < budget || len(all) < 300; i = (i + 1) % count {
		start := time.Now()
		run(&inputs[i])
		took := time.Since(start)
		spent += took
		all = append(all, sample{fixed[i], took})
	}
	all = all[len(all)/20:] // the first ones warm up
	slices.SortFunc(all, func(a, b sample) int { return int(a.took - b.took) })
	var one, other []float64
	for _, s := range all[:len(all)*4/5] {
		if s.fixed {
			one = append(one, float64(s.took))
		} else {
			other = append(other, float64(s.took))
		}
	}
	return welch(one, other)
}

// welch is |t| of two samples of unequal variance.
func welch(a, b []float64) float64 {
	if len(a) < 2 || len(b) < 2 {
		return math.Inf(1) // one kind was cut off as slower: the plainest leak
	}
	ma, va := moments(a)
	mb, vb := moments(b)
	return math.Abs(ma-mb) / math.Sqrt(va/float64(len(a))+vb/float64(len(b))+1e-9)
}

func moments(x []float64) (mean, variance float64) {
	for _, v := range x {
		mean += v
	}
	mean /= float64(len(x))
	for _, v := range x {
		variance += (v - mean) * (v - mean)
	}
	return mean, variance / float64(len(x)-1)
}
