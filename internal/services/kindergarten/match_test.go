package kindergarten

import (
	"math/rand/v2"
	"testing"
	"time"
)

func key(rank int, minute int, id int64) Key {
	return Key{rank, time.Date(2026, 4, 1, 8, minute, 0, 0, time.UTC), id}
}

func TestMatch(t *testing.T) {
	const near, far = 1, 2
	for _, c := range []struct {
		name    string
		seekers []Seeker
		free    map[int64]int
		want    map[int64]int64
	}{
		{"who was recorded first goes first", []Seeker{{1, []Choice{{near, key(4, 5, 1)}}}, {2, []Choice{{near, key(4, 1, 2)}}}}, map[int64]int{near: 1}, map[int64]int64{2: near}},
		{"a benefit goes before the date", []Seeker{{1, []Choice{{near, key(4, 1, 1)}}}, {2, []Choice{{near, key(1, 9, 2)}}}}, map[int64]int{near: 1}, map[int64]int64{2: near}},
		{"who is sent on gets his next wish", []Seeker{{1, []Choice{{near, key(4, 5, 1)}, {far, key(4, 5, 1)}}}, {2, []Choice{{near, key(4, 1, 2)}}}},
			map[int64]int{near: 1, far: 1}, map[int64]int64{1: far, 2: near}},
		{"a brother counts in his own kindergarten alone", []Seeker{{1, []Choice{{near, key(3, 9, 1)}, {far, key(4, 9, 1)}}}, {2, []Choice{{near, key(4, 1, 2)}, {far, key(4, 1, 2)}}}},
			map[int64]int{near: 1, far: 1}, map[int64]int64{1: near, 2: far}},
		{"nobody without a place", []Seeker{{1, nil}}, map[int64]int{near: 1}, map[int64]int64{}},
	} {
		got := Match(c.seekers, c.free)
		if len(got) != len(c.want) {
			t.Errorf("%s: %v", c.name, got)
		}
		for id, group := range c.want {
			if got[id] != group {
				t.Errorf("%s: child %d in group %d", c.name, id, got[id])
			}
		}
	}
}

// crowd are children with up to five wishes among groups.
func crowd(n, groups int, random *rand.Rand) ([]Seeker, map[int64]int) {
	free := map[int64]int{}
	for g := range groups {
		free[int64(g+1)] = random.IntN(2 * n / groups)
	}
	list := make([]Seeker, n)
	for i := range list {
		list[i].ID = int64(i + 1)
		for _, g := range random.Perm(groups)[:min(5, groups)] {
			list[i].Choices = append(list[i].Choices, Choice{int64(g + 1), key(1+random.IntN(4), random.IntN(60), int64(i+1))})
		}
	}
	return list, free
}

func TestNobodyIsPassedOverByWhoStandsBehind(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		seekers, free := crowd(60, 6, random)
		given := Match(seekers, free)
		last, taken := map[int64]Key{}, map[int64]int{}
		for _, s := range seekers {
			for _, c := range s.Choices {
				if given[s.ID] == c.GroupID {
					if taken[c.GroupID]++; last[c.GroupID].Compare(c.Key) < 0 {
						last[c.GroupID] = c.Key
					}
				}
			}
		}
		for _, s := range seekers {
			for _, c := range s.Choices {
				if given[s.ID] == c.GroupID {
					break
				}
				if taken[c.GroupID] < free[c.GroupID] || c.Key.Compare(last[c.GroupID]) < 0 {
					t.Fatalf("child %d is passed over in group %d", s.ID, c.GroupID)
				}
			}
		}
	}
}

func BenchmarkMatch100000(b *testing.B) {
	seekers, free := crowd(100_000, 2000, rand.New(rand.NewPCG(1, 2)))
	for b.Loop() {
		Match(seekers, free)
	}
}
