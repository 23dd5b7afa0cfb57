package calendar

// Policy says what happens when a term ends on a day off.
type Policy string

const (
	None Policy = "none" // the day stays where it fell
	Prev Policy = "prev" // the previous working day: assignments, most instructions on appeals
	Next Policy = "next" // the next working day: Civil Code art. 193
)

// Shift moves a day off by the policy; a working day stays.
func (c Calendar) Shift(d Date, policy Policy) Date {
	step := map[Policy]int{Prev: -1, Next: 1}[policy]
	if step == 0 || d.IsZero() {
		return d
	}
	for !c.IsWorking(d) && d != First && d != Last {
		d = d.AddDays(step)
	}
	return d
}

// AddDays counts n calendar days and applies the policy.
func (c Calendar) AddDays(d Date, n int, policy Policy) Date { return c.Shift(d.AddDays(n), policy) }

// AddMonths counts n months – the same number, or the last day of a shorter month – and applies the
// policy.
func (c Calendar) AddMonths(d Date, n int, policy Policy) Date {
	return c.Shift(d.AddMonths(n), policy)
}

// AddWorkingDays counts n working days; the first one counted is the next working day after d.
func (c Calendar) AddWorkingDays(d Date, n int) Date {
	if n < 0 {
		return c.SubtractWorking(d, -n)
	}
	for n > 0 && !d.IsZero() && d != Last {
		d = d.AddDays(1)
		if c.IsWorking(d) {
			n--
		}
	}
	return d
}

// SubtractWorking counts n working days back; the first one counted is the working day before d.
// Reminders «за 3 рабочих дня» are counted so.
func (c Calendar) SubtractWorking(d Date, n int) Date {
	for n > 0 && !d.IsZero() && d != First {
		d = d.AddDays(-1)
		if c.IsWorking(d) {
			n--
		}
	}
	return d
}

// Left is how many days are left until the last day of a term, in the unit of the term: working days where it is set in them.
// It is negative when that day is over – and zero while nothing but days off has passed since a last working day.
func (c Calendar) Left(today, last Date, unit Unit) int {
	if unit == WorkingDay {
		return c.WorkingDaysBetween(today, last)
	}
	return today.DaysUntil(last)
}

// WorkingDaysBetween is the number of working days after from up to and including to; negative when
// to is earlier. It undoes AddWorkingDays.
func (c Calendar) WorkingDaysBetween(from, to Date) int {
	if from.IsZero() || to.IsZero() {
		return 0
	}
	if to.Before(from) {
		return -c.WorkingDaysBetween(to, from)
	}
	n := 0
	for d := from.AddDays(1); !d.After(to) && d != from; d = d.AddDays(1) {
		if c.IsWorking(d) {
			n++
		}
		if d == Last {
			break
		}
	}
	return n
}
