package calendar

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// The official sums of working days by quarter check the tables as a whole.
func TestPublishedYearsHaveTheOfficialNumberOfWorkingDays(t *testing.T) {
	want := map[int][4]int{
		2024: {57, 60, 66, 65},
		2025: {58, 59, 66, 64},
		2026: {55, 62, 66, 64},
		2027: {56, 62, 66, 63},
	}
	c := Russia()
	for year, quarters := range want {
		var got [4]int
		for d := On(year, time.January, 1); d.Year() == year; d = d.AddDays(1) {
			if c.IsWorking(d) {
				got[(d.Month()-1)/3]++
			}
		}
		if got != quarters {
			t.Errorf("%d has %v working days by quarter, want %v", year, got, quarters)
		}
		if !c.Known(year) {
			t.Errorf("%d is not known", year)
		}
	}
	for _, y := range russia() {
		if err := y.Check(); err != nil {
			t.Error(err)
		}
	}
}

func TestKindOfDay(t *testing.T) {
	c := Russia()
	cases := []struct {
		name, date string
		want       Kind
	}{
		{"an ordinary Tuesday is worked", "2026-03-10", Working},
		{"an ordinary Sunday is not", "2026-03-15", Off},
		{"Victory Day on a Saturday is off", "2026-05-09", Off},
		{"and the Monday after it too", "2026-05-11", Off},
		{"the day before a holiday is short", "2026-04-30", Short},
		{"a Saturday made working is worked", "2024-04-27", Working},
		{"a working Saturday before a holiday is short", "2027-02-20", Short},
		{"31 December 2026 is off by the Government's move", "2026-12-31", Off},
		{"2028 is not known: the holiday is off", "2028-06-12", Off},
		{"2028: the day before it is a Sunday", "2028-06-11", Off},
		{"2028: 4 November is a Saturday, Monday is off by art. 112", "2028-11-06", Off},
		{"2028: the Friday before it is short", "2028-11-03", Short},
		{"2028: January weekends do not move by themselves", "2028-01-10", Working},
		{"2028: 8 January is a holiday", "2028-01-08", Off},
		{"2028: an ordinary day is worked", "2028-07-12", Working},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			if got := c.Kind(MustParse(tc.date)); got != tc.want {
				t.Errorf("%s is %s, want %s", tc.date, got, tc.want)
			}
		})
	}
}

func TestCalendarIsAValue(t *testing.T) {
	russia := Russia()
	udmurtia := russia.With(Day{MustParse("2026-11-05"), Off, "региональный праздник"})
	d := MustParse("2026-11-05")
	if udmurtia.IsWorking(d) || !russia.IsWorking(d) {
		t.Error("a regional holiday must be off in the region and worked elsewhere")
	}
	loaded := russia.WithYear(Year{Year: 2028, Off: []Date{MustParse("2028-01-10")}})
	if !loaded.Known(2028) || loaded.IsWorking(MustParse("2028-01-10")) || russia.Known(2028) {
		t.Error("a year that was loaded must be known in the new calendar only")
	}
	replaced := russia.WithYear(Year{Year: 2026})
	if !replaced.IsWorking(MustParse("2026-01-01")) || !replaced.IsWorking(MustParse("2026-12-31")) {
		t.Error("a replaced year must forget the old table")
	}
	if (Calendar{}).IsWorking(MustParse("2026-01-01")) || (Calendar{}).IsWorking(Date{}) {
		t.Error("the zero calendar must answer by the Labour Code")
	}
}

func TestTableOfAYearIsChecked(t *testing.T) {
	cases := []struct {
		name string
		year Year
		want string
	}{
		{"a date of another year", Year{Year: 2028, Off: in(2027, 105)}, "does not belong"},
		{"a Sunday called off", Year{Year: 2028, Off: in(2028, 109)}, "off already"},
		{"a Monday called working", Year{Year: 2028, Working: in(2028, 110)}, "working day already"},
		{"a short day that is off", Year{Year: 2028, Off: in(2028, 110), Short: in(2028, 110)}, "cannot be short"},
		{"a short Sunday", Year{Year: 2028, Short: in(2028, 109)}, "cannot be short"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			if err := tc.year.Check(); err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want %q", err, tc.want)
			}
		})
	}
}

func TestWorkingDays(t *testing.T) {
	cases := []struct {
		name, from string
		n          int
		want       string
	}{
		{"over the New Year", "2025-12-30", 5, "2026-01-16"},
		{"over 1 May", "2026-04-29", 3, "2026-05-05"},
		{"to a working Saturday of 2024", "2024-04-26", 1, "2024-04-27"},
		{"to a working Saturday of 2027", "2027-02-19", 1, "2027-02-20"},
		{"the first-grade order", "2026-06-30", 3, "2026-07-03"},
		{"from a day off the first counted is the first working one", "2026-05-09", 1, "2026-05-12"},
		{"none", "2026-05-09", 0, "2026-05-09"},
		{"complaint about intake", "2026-05-07", 5, "2026-05-15"},
		{"ordinary complaint", "2026-05-07", 15, "2026-05-29"},
		{"back over the New Year", "2026-01-16", -5, "2025-12-30"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			if got := Russia().AddWorkingDays(MustParse(tc.from), tc.n).String(); got != tc.want {
				t.Errorf("%s and %d working days is %s, want %s", tc.from, tc.n, got, tc.want)
			}
		})
	}
}

func TestCalendarDaysWithPolicy(t *testing.T) {
	c := Russia()
	cases := []struct {
		name, from string
		n          int
		policy     Policy
		want       string
	}{
		{"appeal of 02.12.2025, previous", "2025-12-02", 30, Prev, "2025-12-30"},
		{"appeal of 02.12.2025, next", "2025-12-02", 30, Next, "2026-01-12"},
		{"appeal of 02.12.2025, as it falls", "2025-12-02", 30, None, "2026-01-01"},
		{"appeal of 09.04.2026, previous", "2026-04-09", 30, Prev, "2026-05-08"},
		{"appeal of 09.04.2026, next", "2026-04-09", 30, Next, "2026-05-12"},
		{"extended appeal of 02.12.2025", "2025-12-02", 60, Prev, "2026-01-30"},
		{"extended appeal of 02.11.2026", "2026-11-02", 60, Prev, "2026-12-30"},
		{"registration of an appeal received on Friday", "2026-10-30", 3, Next, "2026-11-02"},
		{"forwarding it", "2026-11-02", 7, Prev, "2026-11-09"},
		{"answering it", "2026-11-02", 30, Prev, "2026-12-02"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			if got := c.AddDays(MustParse(tc.from), tc.n, tc.policy).String(); got != tc.want {
				t.Errorf("%s and %d days is %s, want %s", tc.from, tc.n, got, tc.want)
			}
		})
	}
}

func TestMonths(t *testing.T) {
	cases := []struct {
		name, from string
		n          int
		policy     Policy
		want       string
	}{
		{"the same number of the next month", "2026-03-10", 1, None, "2026-04-10"},
		{"31 January gives the last day of February", "2027-01-31", 1, None, "2027-02-28"},
		{"and of a leap February", "2028-01-31", 1, None, "2028-02-29"},
		{"a Sunday goes back to Friday", "2027-01-31", 1, Prev, "2027-02-26"},
		{"or on to Monday", "2027-01-31", 1, Next, "2027-03-01"},
		{"over the year", "2026-11-30", 3, None, "2027-02-28"},
		{"backwards", "2026-03-31", -1, None, "2026-02-28"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			if got := Russia().AddMonths(MustParse(tc.from), tc.n, tc.policy).String(); got != tc.want {
				t.Errorf("%s and %d months is %s, want %s", tc.from, tc.n, got, tc.want)
			}
		})
	}
}

func TestWorkingDaysAreCountedThereAndBack(t *testing.T) {
	c := Russia()
	rapid.Check(t, func(t *rapid.T) {
		from := officeDate().Draw(t, "from")
		n := rapid.IntRange(1, 300).Draw(t, "working days")
		to := c.AddWorkingDays(from, n)
		if !c.IsWorking(to) || !to.After(from) {
			t.Fatalf("%v and %d working days is %v", from, n, to)
		}
		if got := c.WorkingDaysBetween(from, to); got != n {
			t.Fatalf("between %v and %v are %d working days, want %d", from, to, got, n)
		}
		if got := c.WorkingDaysBetween(to, from); got != -n {
			t.Fatalf("back from %v to %v are %d working days, want %d", to, from, got, -n)
		}
		if c.IsWorking(from) && c.SubtractWorking(to, n) != from {
			t.Fatalf("%v back %d working days is %v, want %v", to, n, c.SubtractWorking(to, n), from)
		}
	})
}

func TestShiftEndsOnTheNearestWorkingDay(t *testing.T) {
	c := Russia()
	rapid.Check(t, func(t *rapid.T) {
		d := officeDate().Draw(t, "date")
		prev, next := c.Shift(d, Prev), c.Shift(d, Next)
		if !c.IsWorking(prev) || !c.IsWorking(next) || prev.After(d) || next.Before(d) {
			t.Fatalf("%v moves to %v and %v", d, prev, next)
		}
		for e := prev.AddDays(1); e.Before(next); e = e.AddDays(1) {
			if c.IsWorking(e) {
				t.Fatalf("%v moves over the working day %v", d, e)
			}
		}
	})
}

func officeDate() *rapid.Generator[Date] {
	return rapid.Custom(func(t *rapid.T) Date {
		return MustParse("2023-01-01").AddDays(rapid.IntRange(0, 2500).Draw(t, "day"))
	})
}

func TestWhatIsLeftIsCountedInTheUnitOfTheTerm(t *testing.T) {
	c := Russia()
	for _, tc := range []struct {
		today, last string
		unit        Unit
		want        int
	}{
		{"2026-11-16", "2026-11-20", WorkingDay, 4},
		{"2026-11-16", "2026-11-23", WorkingDay, 5},
		{"2026-11-16", "2026-11-23", CalendarDay, 7},
		{"2026-11-20", "2026-11-20", WorkingDay, 0},
		{"2026-11-22", "2026-11-20", WorkingDay, 0}, // Sunday: nothing but days off has passed
		{"2026-11-23", "2026-11-19", WorkingDay, -2},
		{"2026-11-23", "2026-11-19", CalendarDay, -4},
		{"2026-12-14", "2026-11-14", Month, -30},
	} {
		if got := c.Left(MustParse(tc.today), MustParse(tc.last), tc.unit); got != tc.want {
			t.Errorf("on %s until %s in %s: %d, want %d", tc.today, tc.last, tc.unit, got, tc.want)
		}
	}
}
