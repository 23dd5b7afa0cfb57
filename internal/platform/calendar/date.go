package calendar

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a civil date: no hour, no zone. The zero value means that there is no date.
// Dates can be compared with == and used as keys of a map.
type Date struct {
	// n is the number of the day, 1 = 0001-01-01, so that zero is "absent".
	n int32
}

// unixOne is the number of 1970-01-01.
const unixOne = 719_163

// First and Last are the ends of the calendar; arithmetic stops at them instead of running over.
var (
	First = On(1, time.January, 1)
	Last  = On(9999, time.December, 31)
)

// On is the date of the given year, month and day; days beyond the month run into the next one,
// as in time.Date.
func On(year int, month time.Month, day int) Date {
	return number(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()/86_400 + unixOne)
}

// number keeps n between the ends of the calendar.
func number(n int64) Date {
	const last = 3_652_059 // 9999-12-31
	return Date{n: int32(min(max(n, 1), last))}
}

// DateOf is the date that the wall calendar of the zone shows at t: «число дня» of an event is the
// date at the place of the body, not in UTC. A zero time has no date.
func DateOf(t time.Time, zone *time.Location) Date {
	if t.IsZero() {
		return Date{}
	}
	return On(t.In(zone).Date())
}

// Parse reads YYYY-MM-DD and nothing else.
func Parse(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || len(s) != len(time.DateOnly) || t.Year() < 1 {
		return Date{}, fmt.Errorf("calendar: %q is not a date in the form YYYY-MM-DD", s)
	}
	return On(t.Date()), nil
}

// MustParse is Parse for dates written in the program.
func MustParse(s string) Date {
	d, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

// IsZero tells that there is no date.
func (d Date) IsZero() bool { return d.n == 0 }

// Date returns the year, month and day; all zero when there is no date.
func (d Date) Date() (year int, month time.Month, day int) {
	if d.IsZero() {
		return 0, 0, 0
	}
	return d.utc().Date()
}

func (d Date) utc() time.Time { return time.Unix((int64(d.n)-unixOne)*86_400, 0).UTC() }

// Year of the date; 0 when there is none.
func (d Date) Year() int { y, _, _ := d.Date(); return y }

// Month of the date; 0 when there is none.
func (d Date) Month() time.Month { _, m, _ := d.Date(); return m }

// Day of the month; 0 when there is no date.
func (d Date) Day() int { _, _, day := d.Date(); return day }

// Weekday of the date.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// Before tells that d is earlier than e.
func (d Date) Before(e Date) bool { return d.n < e.n }

// After tells that d is later than e.
func (d Date) After(e Date) bool { return d.n > e.n }

// Compare orders dates for slices.SortFunc; no date comes first.
func (d Date) Compare(e Date) int { return cmp.Compare(d.n, e.n) }

// AddDays is the date n calendar days later (earlier when n is negative). No date stays no date.
func (d Date) AddDays(n int) Date {
	if d.IsZero() {
		return d
	}
	return number(int64(d.n) + int64(n))
}

// AddMonths is the same number of the n-th next month, or that month's last day when it is shorter:
// 31 January and one month is the last day of February.
func (d Date) AddMonths(n int) Date {
	if d.IsZero() {
		return d
	}
	n = min(max(n, -120_000), 120_000)
	year, month, day := d.Date()
	first := time.Date(year, month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	length := first.AddDate(0, 1, -1).Day()
	return number(first.Unix()/86_400 + unixOne + int64(min(day, length)) - 1)
}

// DaysUntil is the number of calendar days from d to e; negative when e is earlier.
func (d Date) DaysUntil(e Date) int { return int(e.n) - int(d.n) }

// In is the moment at which the date begins in the zone; a zero time when there is no date.
// The date ends where the next one begins.
func (d Date) In(zone *time.Location) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	year, month, day := d.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, zone)
}

// Russian is the date as offices write it in figures: 09.05.2026.
func (d Date) Russian() string {
	if d.IsZero() {
		return ""
	}
	return d.utc().Format("02.01.2006")
}

// InWords is the date as letters and directive documents write it: 9 мая 2026 г.
func (d Date) InWords() string {
	if d.IsZero() {
		return ""
	}
	year, month, day := d.Date()
	return fmt.Sprintf("%d %s %d г.", day, monthsOf[month-1], year)
}

var monthsOf = [12]string{
	"января", "февраля", "марта", "апреля", "мая", "июня",
	"июля", "августа", "сентября", "октября", "ноября", "декабря",
}
