package calendar

import "time"

// russia holds the published production calendars. 2027 follows the file dated 02.09.2026; when the
// official resolution differs, the office loads its table from a file (Load).
func russia() []Year {
	return []Year{
		{
			Year: 2024,
			Off: in(2024, 101, 102, 103, 104, 105, 108, 223, 308, 429, 430, 501, 509, 510, 612, 1104,
				1230, 1231),
			Working: in(2024, 427, 1102, 1228),
			Short:   in(2024, 222, 307, 508, 611, 1102),
		},
		{
			Year: 2025,
			Off: in(2025, 101, 102, 103, 106, 107, 108, 501, 502, 508, 509, 612, 613, 1103, 1104,
				1231),
			Working: in(2025, 1101),
			Short:   in(2025, 307, 430, 611, 1101),
		},
		{
			Year:  2026,
			Off:   in(2026, 101, 102, 105, 106, 107, 108, 109, 223, 309, 501, 511, 612, 1104, 1231),
			Short: in(2026, 430, 508, 611, 1103),
		},
		{
			Year: 2027,
			Off: in(2027, 101, 104, 105, 106, 107, 108, 222, 223, 308, 503, 510, 614, 1104, 1105,
				1231),
			Working: in(2027, 220),
			Short:   in(2027, 220, 430, 611, 1103),
		},
	}
}

// in turns month and day written as one figure (1231 is 31 December) into dates of the year.
func in(year int, monthAndDay ...int) []Date {
	days := make([]Date, len(monthAndDay))
	for i, md := range monthAndDay {
		days[i] = On(year, time.Month(md/100), md%100)
	}
	return days
}
