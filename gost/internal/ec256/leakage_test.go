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
// and the rank test of Mann and Whitney tells whether one kind tends to be slower. It
// counts order only, so interruptions by other programs weigh no more than any sample.
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
				t.Errorf("%s: %s takes time that depends on the secret: z = %.1f (seed %d)", name, operation, median, seed)
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
				t.Errorf("%s: the leak of a %s is not found: z = %.1f (seed %d)", name, operation, median, seed)
			}
		}
	}
}

// leaks is the verdict: whether the median of |z| is above the threshold.
func leaks(c *Curve, r *rand.Rand, run func(k *secret)) (found bool, median float64) {
	var results []float64
	for range attempts {
		results = append(results, difference(c, r, run))
	}
	slices.Sort(results)
	median = results[attempts/2]
	return median > threshold, median
}

// difference is |z| between the times with a secret of one bit and random secrets.
func difference(c *Curve, r *rand.Rand, run func(k *secret)) float64 {
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
	slices.SortFunc(all, func(a, b sample) int { return int(a.took - b.took) })
	return rankTest(all)
}

type sample struct {
	fixed bool
	took  time.Duration
}

// rankTest is |z| of the rank sum of the fixed secret, for sorted samples.
func rankTest(sorted []sample) float64 {
	var sum, fixed float64
	for from := 0; from < len(sorted); {
		to := from // equal times share their mean rank
		for to < len(sorted) && sorted[to].took == sorted[from].took {
			to++
		}
		rank := float64(from+1+to) / 2
		for ; from < to; from++ {
			if sorted[from].fixed {
				sum += rank
				fixed++
			}
		}
	}
	random := float64(len(sorted)) - fixed
	mean := fixed * float64(len(sorted)+1) / 2
	return math.Abs(sum-mean) / math.Sqrt(mean*random/6)
}
