package calendar

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// Kind says what sort of day a date is for those who work five days a week.
type Kind string

const (
	Working Kind = "working" // also a Saturday that the Government has made working
	Short   Kind = "short"   // working, one hour shorter: Labour Code art. 95
	Off     Kind = "off"     // a weekend, a holiday or a day moved to a weekday
)

// Day marks one date, for example a regional holiday.
type Day struct {
	Date  Date   `json:"date"`
	Kind  Kind   `json:"kind"`
	Title string `json:"title,omitempty"`
}

// Year is the production calendar of one year: the days that differ from "Monday to Friday".
type Year struct {
	Year    int    `json:"year"`
	Source  string `json:"source,omitempty"`
	Off     []Date `json:"off"`     // weekdays that are not worked
	Working []Date `json:"working"` // Saturdays and Sundays that are worked
	Short   []Date `json:"short"`   // worked, one hour shorter
}

// Check says what is wrong with the table of a year before it is put into use.
func (y Year) Check() error {
	for _, d := range slices.Concat(y.Off, y.Working, y.Short) {
		if d.Year() != y.Year {
			return fmt.Errorf("calendar: %v does not belong to the year %d", d, y.Year)
		}
	}
	for _, d := range y.Off {
		if weekend(d) {
			return fmt.Errorf("calendar: %v is a day off already", d)
		}
	}
	for _, d := range y.Working {
		if !weekend(d) {
			return fmt.Errorf("calendar: %v is a working day already", d)
		}
	}
	for _, d := range y.Short {
		if slices.Contains(y.Off, d) || weekend(d) && !slices.Contains(y.Working, d) {
			return fmt.Errorf("calendar: %v is not worked and cannot be short", d)
		}
	}
	return nil
}

// Calendar tells working days from days off. It is a value: With and WithYear make another one.
// The zero Calendar knows no year and answers by the Labour Code alone.
type Calendar struct {
	years map[int]bool
	days  map[Date]Kind
}

// New is the calendar made of the given years; a later table of a year replaces an earlier one.
func New(years ...Year) Calendar {
	c := Calendar{years: map[int]bool{}, days: map[Date]Kind{}}
	for _, y := range years {
		c.put(y)
	}
	return c
}

// Russia is the production calendar of the five-day week, 2024–2027.
func Russia() Calendar { return New(russia()...) }

// WithYear is the calendar in which the table of the year is replaced, for example when the
// Government has signed the resolution on moving days off. Days added by With stay when they
// belong to other years.
func (c Calendar) WithYear(y Year) Calendar {
	next := c.clone()
	maps.DeleteFunc(next.days, func(d Date, _ Kind) bool { return d.Year() == y.Year })
	next.put(y)
	return next
}

// With is the calendar with days of its own: regional holidays, or a working Saturday of the body.
func (c Calendar) With(days ...Day) Calendar {
	next := c.clone()
	for _, d := range days {
		next.days[d.Date] = d.Kind
	}
	return next
}

// Known tells whether the moves of the year are known; if not, its days are answered by the Labour
// Code alone and may change when the Government signs them.
func (c Calendar) Known(year int) bool { return c.years[year] }

// Kind of the day.
func (c Calendar) Kind(d Date) Kind {
	if kind, marked := c.days[d]; marked {
		return kind
	}
	if !c.Known(d.Year()) {
		return byLabourCode(d)
	}
	if weekend(d) {
		return Off
	}
	return Working
}

// IsWorking tells whether offices work on the day.
func (c Calendar) IsWorking(d Date) bool { return !d.IsZero() && c.Kind(d) != Off }

func (c Calendar) clone() Calendar {
	next := New()
	maps.Copy(next.years, c.years)
	maps.Copy(next.days, c.days)
	return next
}

func (c Calendar) put(y Year) {
	c.years[y.Year] = true
	for _, d := range y.Off {
		c.days[d] = Off
	}
	for _, d := range y.Working {
		c.days[d] = Working
	}
	for _, d := range y.Short {
		c.days[d] = Short
	}
}

func weekend(d Date) bool {
	day := d.Weekday()
	return day == time.Saturday || day == time.Sunday
}
