package figures

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestAPercentileIsOffByTheStatedErrorAtMost(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 210))
	for _, n := range []int{1, 2, 9, 10, 11, 1000} {
		h, lengths := histogram{}, make([]int64, n)
		for i := range lengths {
			lengths[i] = int64(math.Exp(random.Float64()*13)) + minimum
			h[class(lengths[i])]++
		}
		slices.Sort(lengths)
		for _, share := range []float64{0.5, 0.9} {
			exact := float64(lengths[int(math.Ceil(share*float64(n)))-1])
			c, total := h.at(share)
			if total != int64(n) || math.Abs(float64(middle(c))-exact)/exact > SpanError+0.5/exact {
				t.Errorf("%d lengths, %v: %d, exactly %v", n, share, middle(c), exact)
			}
		}
	}
}

func TestAClassHoldsItsLengths(t *testing.T) {
	for _, seconds := range []int64{61, 62, 3600, 86_400, 86_401, 10_000_000} {
		c := class(seconds)
		if least(c) > seconds || least(c+1) <= seconds {
			t.Errorf("%d seconds: class %d begins at %d, the next at %d", seconds, c, least(c), least(c+1))
		}
	}
}
