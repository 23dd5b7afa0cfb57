package kindergarten

import (
	"cmp"
	"slices"
	"time"
)

// Key is by what one stands in the queue of a kindergarten.
type Key struct {
	Rank int
	At   time.Time
	ID   int64
}

// Compare is negative when this one stands before.
func (k Key) Compare(other Key) int {
	return cmp.Or(cmp.Compare(k.Rank, other.Rank), k.At.Compare(other.At), cmp.Compare(k.ID, other.ID))
}

// Choice is a group that would do, and by what one stands there.
type Choice struct {
	GroupID int64
	Key     Key
}

// Seeker is a child with the groups that fit, the most wished first.
type Seeker struct {
	ID      int64
	Choices []Choice
}

// holder is a seeker in a group, for the time being.
type holder struct {
	seeker int
	key    Key
}

// Match gives the free places of groups. Each child asks for what it wishes most; a group that is full keeps those who stand
// first in its queue and sends the last one on to his next wish. So nobody has a place that another, standing before him
// there, would rather have had; and telling other wishes than one has never helps (deferred acceptance of Gale and Shapley).
func Match(seekers []Seeker, free map[int64]int) map[int64]int64 {
	held := map[int64][]holder{}
	next := make([]int, len(seekers))
	line := make([]int, len(seekers))
	for i := range seekers {
		line[i] = len(seekers) - 1 - i
	}
	for len(line) > 0 {
		i := line[len(line)-1]
		line = line[:len(line)-1]
		if next[i] >= len(seekers[i].Choices) {
			continue
		}
		choice := seekers[i].Choices[next[i]]
		next[i]++
		if out, sent := keepFirst(held, choice, i, free[choice.GroupID]); sent {
			line = append(line, out)
		}
	}
	given := make(map[int64]int64, len(seekers))
	for group, list := range held {
		for _, h := range list {
			given[seekers[h.seeker].ID] = group
		}
	}
	return given
}

// keepFirst puts a seeker into a group; who has to leave it is told.
func keepFirst(held map[int64][]holder, c Choice, seeker, places int) (out int, sent bool) {
	list := held[c.GroupID]
	at, _ := slices.BinarySearchFunc(list, c.Key, func(h holder, k Key) int { return h.key.Compare(k) })
	list = slices.Insert(list, at, holder{seeker, c.Key})
	if len(list) > places {
		out, sent = list[len(list)-1].seeker, true
		list = list[:len(list)-1]
	}
	held[c.GroupID] = list
	return out, sent
}
