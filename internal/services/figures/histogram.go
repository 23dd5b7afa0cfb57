package figures

import (
	"fmt"
	"math"
	"slices"
	"strconv"
)

// growth is how much longer each class of the histogram is than the one before; the first holds what took a minute or
// less.
const (
	growth  = 1.05
	minimum = 60
)

// SpanError is how far a median or a percentile is off at most: half a class.
const SpanError = 0.025

// class is the class of a length in seconds.
func class(seconds int64) int {
	if seconds <= minimum {
		return 0
	}
	return int(math.Ceil(math.Log(float64(seconds)/minimum)/math.Log(growth) - 1e-9))
}

// middle is the length that stands for a class.
func middle(class int) int64 {
	if class == 0 {
		return minimum
	}
	return int64(math.Round(minimum * math.Pow(growth, float64(class)-0.5)))
}

// least is the shortest length of a class, so that a list of "at least so long" holds all of it.
func least(class int) int64 {
	if class == 0 {
		return 0
	}
	return int64(math.Floor(minimum*math.Pow(growth, float64(class-1)))) + 1
}

// classKey sorts as text.
func classKey(class int) string { return fmt.Sprintf("%03d", class) }

// histogram is how many steps fell into each class.
type histogram map[int]int64

func (h histogram) add(key string, amount int64) error {
	n, err := strconv.Atoi(key)
	if err != nil {
		return fmt.Errorf("class of a histogram: %w", err)
	}
	h[n] += amount
	return nil
}

// at is the class in which the share of all steps is reached (nearest rank), and how many steps there are.
func (h histogram) at(share float64) (found int, total int64) {
	classes := make([]int, 0, len(h))
	for c, n := range h {
		if n > 0 {
			classes, total = append(classes, c), total+n
		}
	}
	slices.Sort(classes)
	rank := int64(math.Ceil(share * float64(total)))
	for _, c := range classes {
		if rank -= h[c]; rank <= 0 {
			return c, total
		}
	}
	return 0, total
}
