package form

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"veche/internal/platform/calendar"
)

// moment is a date of a rule: a fixed one, or one counted from the day of the check: «today-14y».
type moment struct {
	fixed        calendar.Date
	days, months int
}

var relative = regexp.MustCompile(`^today(?:([+-]\d{1,4})([dmy]))?$`)

func readMoment(s string) (*moment, error) {
	if d := dayOf([]byte(s)); !d.IsZero() {
		return &moment{fixed: d}, nil
	}
	found := relative.FindStringSubmatch(s)
	if found == nil {
		return nil, fmt.Errorf("дата «%s» записана не так: нужно 2026-09-01, today, today-14y, today+3m или today-10d", s)
	}
	m := &moment{}
	n, _ := strconv.Atoi(found[1]) // the expression lets only digits through; empty is today itself
	switch found[2] {
	case "d":
		m.days = n
	case "m":
		m.months = n
	case "y":
		m.months = 12 * n
	}
	return m, nil
}

// on is the date that the moment means today.
func (m *moment) on(today calendar.Date) calendar.Date {
	switch {
	case !m.fixed.IsZero():
		return m.fixed
	case m.months != 0:
		return today.AddMonths(m.months)
	}
	return today.AddDays(m.days)
}

func onDay(year, month, day int) calendar.Date { return calendar.On(year, time.Month(month), day) }

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}
