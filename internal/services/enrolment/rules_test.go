package enrolment

import (
	"testing"
	"time"

	"veche/internal/platform/calendar"
)

var izhevsk = time.FixedZone("Europe/Samara", 4*3600)

func at(month time.Month, day, hour int) time.Time {
	return time.Date(2026, month, day, hour, 0, 0, 0, izhevsk).UTC()
}

// campaign2026 are the dates of 2026 in Udmurtia.
var campaign2026 = Campaign{Year: 2026, Dates: Dates{Opens1: at(4, 1, 15), Closes1: at(6, 30, 18), Opens2: at(7, 6, 9), Closes2: at(9, 5, 18)}}

func TestGroupOf(t *testing.T) {
	for _, c := range []struct {
		name     string
		stage    Stage
		ground   Ground
		resident bool
		want     Group
	}{
		{"out of turn, wherever he lives", 1, OutOfTurn, false, GroupOutOfTurn},
		{"first turn on the territory", 1, FirstTurn, true, GroupFirstTurn},
		{"first turn of another territory has no right here", 1, FirstTurn, false, 0},
		{"a brother in this school", 1, Sibling, false, GroupSibling},
		{"a brother, and lives here", 1, Sibling, true, GroupSibling},
		{"a resident", 1, None, true, GroupResident},
		{"nobody of stage 1", 1, None, false, 0},
		{"all others in stage 2", 2, None, false, GroupOther},
		{"a resident who came late", 2, None, true, GroupOther},
		{"first turn of another territory in stage 2", 2, FirstTurn, false, GroupOther},
		{"between the stages", 0, OutOfTurn, true, 0},
	} {
		if got, ok := GroupOf(c.stage, c.ground, c.resident); got != c.want || ok != (c.want != 0) {
			t.Errorf("%s: group %d", c.name, got)
		}
	}
}

// Scenario 22: a «first turn» child of 14 May ranks above a territory resident of 1 April.
func TestRank(t *testing.T) {
	resident, first := Rank{1, GroupResident, 1}, Rank{1, GroupFirstTurn, 9000}
	for _, c := range []struct {
		name          string
		before, after Rank
	}{
		{"first turn of 14 May before a resident of 1 April", first, resident},
		{"of one group, who came first", Rank{1, GroupResident, 1}, Rank{1, GroupResident, 2}},
		{"stage 1 before stage 2", Rank{1, GroupResident, 9000}, Rank{2, GroupOutOfTurn, 1}},
	} {
		if c.before.Compare(c.after) >= 0 || c.after.Compare(c.before) <= 0 {
			t.Error(c.name)
		}
	}
}

func TestDistribute(t *testing.T) {
	list := []Candidate{
		{Rank: Rank{1, GroupResident, 1}, ID: 1, Child: "a"},
		{Rank: Rank{1, GroupResident, 5}, ID: 2, Child: "b"},
		{Rank: Rank{1, GroupFirstTurn, 9000}, ID: 3, Child: "c"},
		{Rank: Rank{1, GroupSibling, 70}, ID: 4, Child: "d", Elsewhere: true},
	}
	for _, c := range []struct {
		name           string
		places         int
		taken, without []int64
	}{
		{"the first in rank, not in time", 1, []int64{3}, []int64{1, 2}},
		{"who is enrolled elsewhere takes no place", 2, []int64{3, 1}, []int64{2}},
		{"places for all", 10, []int64{3, 1, 2}, nil},
		{"no place", 0, nil, []int64{3, 1, 2}},
		{"fewer than none", -1, nil, []int64{3, 1, 2}},
	} {
		taken, without := Distribute(list, c.places)
		if !same(taken, c.taken) || !same(without, c.without) {
			t.Errorf("%s: %v, %v", c.name, taken, without)
		}
	}
}

func same(got []Candidate, want []int64) bool {
	for i, c := range got {
		if i >= len(want) || c.ID != want[i] {
			return false
		}
	}
	return len(got) == len(want)
}

func TestStagesAndOrders(t *testing.T) {
	for _, c := range []struct {
		at   time.Time
		want Stage
	}{
		{at(4, 1, 15).Add(-time.Millisecond), 0}, {at(4, 1, 15), 1}, {at(6, 30, 17), 1}, {at(6, 30, 18), 0}, {at(7, 3, 12), 0},
		{at(7, 6, 9), 2}, {at(9, 5, 18), 0},
	} {
		if got := campaign2026.StageAt(c.at); got != c.want {
			t.Errorf("%s: stage %d", c.at, got)
		}
	}
	for _, c := range []struct {
		stage Stage
		at    time.Time
		may   bool
	}{
		{1, at(6, 29, 23), false}, {1, at(6, 30, 17), false}, {1, at(6, 30, 18), true}, {1, at(7, 3, 9), true},
		{2, at(7, 5, 9), false}, {2, at(7, 6, 9), true}, {3, at(8, 1, 9), false},
	} {
		if err := campaign2026.MayOrder(c.stage, c.at); (err == nil) != c.may {
			t.Errorf("order of stage %d at %s: %v", c.stage, c.at, err)
		}
	}
	for _, c := range []struct {
		stage    Stage
		earliest time.Time
		want     string
	}{
		{1, at(4, 1, 15), "2026-07-03"}, // scenario 22: 3 working days after 30 June
		{2, at(7, 6, 10), "2026-07-13"},
		{2, at(8, 28, 10), "2026-09-04"},
	} {
		if due := campaign2026.OrderDue(c.stage, c.earliest, calendar.Russia(), izhevsk); due.Date.String() != c.want {
			t.Errorf("order of stage %d is due on %s, not on %s", c.stage, due.Date, c.want)
		}
	}
}

func TestTerritory(t *testing.T) {
	line := Territory{Street: "ул. Пушкинская", HouseFrom: 101, HouseTo: 199, Side: Odd, ValidFrom: calendar.MustParse("2026-03-10"), ValidUntil: calendar.MustParse("2027-03-09")}
	on := calendar.MustParse("2026-04-01")
	for address, want := range map[string]bool{
		"426011, г. Ижевск, ул. Пушкинская, д. 165, кв. 12":  true,
		"Ижевск, Пушкинская улица, дом 101":                  true,
		"г. Ижевск, ул.Пушкинская, 165а":                     true,
		"г. Ижевск, ул. Пушкинская, д. 166":                  false, // the even side
		"г. Ижевск, ул. Пушкинская, д. 99":                   false,
		"г. Ижевск, ул. Пушкинская, д. 201":                  false,
		"г. Ижевск, ул. Новопушкинская, д. 165":              false,
		"г. Ижевск, ул. Пушкинская":                          false,
		"г. Ижевск, проезд Пушкинская горка, корпус, д. 165": false,
		"": false,
	} {
		if line.Covers(address, on) != want {
			t.Errorf("%q", address)
		}
	}
	whole := Territory{Street: "8-я Подлесная", HouseFrom: 1, Side: BothSides, ValidFrom: calendar.MustParse("2026-03-10")}
	if !whole.Covers("Ижевск, ул. 8-я Подлесная, д. 40", on) {
		t.Error("a street to its end")
	}
	for _, day := range []string{"2026-03-09", "2027-03-10"} {
		if line.Covers("ул. Пушкинская, д. 165", calendar.MustParse(day)) {
			t.Errorf("the act is not in force on %s", day)
		}
	}
}
