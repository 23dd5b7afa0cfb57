package text

// edit says that a[a0:a1] became b[b0:b1], or that both are equal.
type edit struct {
	equal          bool
	a0, a1, b0, b1 int
}

// mostEdits bounds time and memory: texts further apart than that have nothing to compare, and the
// whole middle is shown as replaced.
const mostEdits = 2000

// edits is the shortest way from a to b after E. W. Myers, "An O(ND) Difference Algorithm and Its
// Variations" (1986), with equal beginnings and ends taken away first.
func edits(a, b []string) []edit {
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	script := path{}
	script.add(true, head, head)
	script.middle(a[head:len(a)-tail], b[head:len(b)-tail])
	script.add(true, tail, tail)
	return script.edits
}

// path collects edits from the beginning of both texts on.
type path struct {
	edits []edit
	a, b  int
}

// add goes on by na and nb tokens; neighbours of one kind are one edit.
func (p *path) add(equal bool, na, nb int) {
	if na == 0 && nb == 0 {
		return
	}
	if n := len(p.edits); n > 0 && p.edits[n-1].equal == equal {
		p.edits[n-1].a1 += na
		p.edits[n-1].b1 += nb
	} else {
		p.edits = append(p.edits, edit{equal, p.a, p.a + na, p.b, p.b + nb})
	}
	p.a += na
	p.b += nb
}

func (p *path) middle(a, b []string) {
	if len(a) == 0 || len(b) == 0 {
		p.add(false, len(a), len(b))
		return
	}
	trace := furthest(number(a, b))
	if trace == nil {
		p.add(false, len(a), len(b))
		return
	}
	p.walk(trace, len(a), len(b))
}

// number gives equal tokens equal numbers, which compare faster.
func number(a, b []string) (na, nb []int32) {
	ids := map[string]int32{}
	of := func(tokens []string) []int32 {
		list := make([]int32, len(tokens))
		for i, t := range tokens {
			id, ok := ids[t]
			if !ok {
				id = int32(len(ids))
				ids[t] = id
			}
			list[i] = id
		}
		return list
	}
	return of(a), of(b)
}

// furthest is, for every number of edits d, how far each diagonal k (a's place minus b's) gets:
// trace[d][k+d]. Nothing is returned when the ends cannot be met within mostEdits.
func furthest(a, b []int32) (trace [][]int32) {
	at := func(d, k int) int {
		if d < 0 || k < -d || k > d {
			return -1
		}
		return int(trace[d][k+d])
	}
	for d := 0; d <= min(mostEdits, len(a)+len(b)); d++ {
		row := make([]int32, 2*d+1)
		for k := -d; k <= d; k += 2 {
			x := 0
			if d > 0 {
				x = max(at(d-1, k-1)+1, at(d-1, k+1))
			}
			for x < len(a) && x-k < len(b) && x-k >= 0 && a[x] == b[x-k] {
				x++
			}
			row[k+d] = int32(x)
			if x >= len(a) && x-k >= len(b) {
				return append(trace, row)
			}
		}
		trace = append(trace, row)
	}
	return nil
}

// walk goes the trace back from the ends and adds the steps in the order of the texts.
func (p *path) walk(trace [][]int32, x, y int) {
	type step struct {
		equal  bool
		na, nb int
	}
	var steps []step
	for d := len(trace) - 1; d > 0; d-- {
		k := x - y
		before := trace[d-1]
		far := func(k int) int {
			if k < -(d-1) || k > d-1 {
				return -1
			}
			return int(before[k+d-1])
		}
		deleted := far(k-1)+1 > far(k+1)
		from, diagonal := far(k+1), k+1
		if deleted {
			from, diagonal = far(k-1), k-1
		}
		same := x - from
		if deleted {
			same--
		}
		steps = append(steps, step{true, same, same})
		if deleted {
			steps = append(steps, step{false, 1, 0})
		} else {
			steps = append(steps, step{false, 0, 1})
		}
		x, y = from, from-diagonal
	}
	p.add(true, x, x)
	for i := len(steps) - 1; i >= 0; i-- {
		p.add(steps[i].equal, steps[i].na, steps[i].nb)
	}
}
