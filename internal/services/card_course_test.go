package services

import (
	"testing"

	"veche/internal/platform/calendar"
)

func TestTheCardCountsWhatIsLeftInTheUnitOfTheTerm(t *testing.T) {
	s := &Service{Subjects: Subjects{Calendar: calendar.Russia()}}
	today := calendar.MustParse("2026-11-23") // a Monday
	last := calendar.MustParse("2026-11-19")
	for unit, want := range map[calendar.Unit]Term{
		calendar.WorkingDay:  {Code: "service", Date: last, Days: -2, Working: true},
		calendar.CalendarDay: {Code: "service", Date: last, Days: -4},
	} {
		if got := s.termShown("service", calendar.Term{Unit: unit}, last, today); got != want {
			t.Errorf("%s: %+v, want %+v", unit, got, want)
		}
	}
}
