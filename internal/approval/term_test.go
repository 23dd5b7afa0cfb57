package approval

import (
	"testing"
	"time"

	"veche/internal/platform/calendar"
)

func TestTermEndsInWorkingTime(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Samara")
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name, from, due string
		term            Term
	}{
		{"no term", "2026-11-23 10:00", "", Term{}},
		{"two days end with the working day", "2026-11-23 10:00", "2026-11-25 18:00", Term{2, Days}},
		{"one day from Friday", "2026-11-20 17:59", "2026-11-23 18:00", Term{1, Days}},
		{"a day that ends before a holiday is shorter", "2026-11-02 10:00", "2026-11-03 17:00", Term{1, Days}},
		{"over the holiday", "2026-11-03 10:00", "2026-11-05 18:00", Term{1, Days}},
		{"four hours over dinner", "2026-11-23 11:00", "2026-11-23 16:00", Term{4, Hours}},
		{"four hours to the end of the day", "2026-11-23 14:00", "2026-11-23 18:00", Term{4, Hours}},
		{"four hours into the next day", "2026-11-23 16:30", "2026-11-24 11:30", Term{4, Hours}},
		{"asked at night", "2026-11-23 22:00", "2026-11-24 10:00", Term{1, Hours}},
		{"asked at dinner", "2026-11-23 13:20", "2026-11-23 15:00", Term{1, Hours}},
		{"asked on Friday evening", "2026-11-20 17:00", "2026-11-23 10:00", Term{2, Hours}},
		{"the short day gives an hour less", "2026-11-03 16:00", "2026-11-05 10:00", Term{2, Hours}},
		{"a working week is forty hours", "2026-11-16 09:00", "2026-11-20 18:00", Term{40, Hours}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			from, err := time.ParseInLocation("2006-01-02 15:04", c.from, zone)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if due := c.term.due(calendar.Russia(), zone, from); due != nil {
				got = due.In(zone).Format("2006-01-02 15:04")
			}
			if got != c.due {
				t.Errorf("due %q, want %q", got, c.due)
			}
		})
	}
}
