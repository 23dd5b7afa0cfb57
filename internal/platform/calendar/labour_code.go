package calendar

import "time"

// byLabourCode answers for a year whose moves are not published: weekends, holidays, the holiday
// that falls on a weekend moved to Monday (art. 112), the shorter day before a holiday (art. 95).
// January weekends are moved by the Government only, so they are left where they are.
func byLabourCode(d Date) Kind {
	switch {
	case weekend(d), holiday(d), movedHere(d):
		return Off
	case holiday(d.AddDays(1)):
		return Short
	default:
		return Working
	}
}

// movedHere tells that a weekend, lost to a holiday, comes back on this Monday. No two holidays
// stand so close that a second Monday would be needed.
func movedHere(d Date) bool {
	if d.Weekday() != time.Monday {
		return false
	}
	return outsideJanuary(d.AddDays(-2)) || outsideJanuary(d.AddDays(-1))
}

func outsideJanuary(d Date) bool { return d.Month() != time.January && holiday(d) }

// holiday names the days of art. 112 part 1.
func holiday(d Date) bool {
	_, month, day := d.Date()
	switch month {
	case time.January:
		return day <= 8
	case time.February:
		return day == 23
	case time.March:
		return day == 8
	case time.May:
		return day == 1 || day == 9
	case time.June:
		return day == 12
	case time.November:
		return day == 4
	default:
		return false
	}
}
