package approval

import (
	"time"

	"veche/internal/platform/calendar"
)

// TermUnit is what the term of a stage is counted in.
type TermUnit string

const (
	Hours TermUnit = "hour" // working hours
	Days  TermUnit = "day"  // working days
)

// Term is how long a participant has; no amount means no term.
type Term struct {
	Amount int      `json:"amount" minimum:"0" maximum:"366"`
	Unit   TermUnit `json:"unit,omitempty" enum:"hour,day"`
}

func (t Term) ok() bool {
	return t.Amount >= 0 && (t.Amount == 0 || t.Unit == Hours || t.Unit == Days)
}

// The working day of an office: nine to six with an hour for dinner, an hour less before a holiday (Labour Code art.
// 95, 108).
const (
	opens      = 9 * time.Hour
	dinner     = 13 * time.Hour
	dinnerEnds = 14 * time.Hour
	closes     = 18 * time.Hour
)

// due is the moment when the term ends, nil without one. Days end with the working day; hours count office hours only.
func (t Term) due(c calendar.Calendar, zone *time.Location, from time.Time) *time.Time {
	if t.Amount == 0 {
		return nil
	}
	day := calendar.DateOf(from, zone)
	var end time.Time
	if t.Unit == Days {
		day = c.AddWorkingDays(day, t.Amount)
		end = moment(day, zone, closing(c, day))
	} else {
		end = addHours(c, zone, from, time.Duration(t.Amount)*time.Hour)
	}
	end = end.UTC()
	return &end
}

// addHours walks through the working time, piece by piece, until the hours are used up.
func addHours(c calendar.Calendar, zone *time.Location, from time.Time, left time.Duration) time.Time {
	for day := calendar.DateOf(from, zone); ; day = day.AddDays(1) {
		if !c.IsWorking(day) {
			if day == calendar.Last {
				return from
			}
			continue
		}
		for _, piece := range [][2]time.Duration{{opens, dinner}, {dinnerEnds, closing(c, day)}} {
			start, end := moment(day, zone, piece[0]), moment(day, zone, piece[1])
			if start.Before(from) {
				start = from
			}
			if !start.Before(end) {
				continue
			}
			if left <= end.Sub(start) {
				return start.Add(left)
			}
			left -= end.Sub(start)
		}
	}
}

func closing(c calendar.Calendar, day calendar.Date) time.Duration {
	if c.Kind(day) == calendar.Short {
		return closes - time.Hour
	}
	return closes
}

// moment is a time of the clock on a day at the place of the body.
func moment(day calendar.Date, zone *time.Location, clock time.Duration) time.Time {
	y, m, d := day.Date()
	return time.Date(y, m, d, int(clock/time.Hour), int(clock%time.Hour/time.Minute), 0, 0, zone)
}
