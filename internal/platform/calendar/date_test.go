package calendar

import (
	"encoding/json"
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"
)

func TestDateOfAnEventIsTheDateAtThePlaceOfTheBody(t *testing.T) {
	cases := []struct{ name, at, zone, want string }{
		{"the last second of the year in Izhevsk", "2026-12-31T19:59:59Z", "Europe/Samara", "2026-12-31"},
		{"the first second of the next one", "2026-12-31T20:00:01Z", "Europe/Samara", "2027-01-01"},
		{"the same moment in Ulyanovsk", "2026-12-31T20:00:01Z", "Europe/Ulyanovsk", "2027-01-01"},
		{"the same moment in Moscow is still the old year", "2026-12-31T20:00:01Z", "Europe/Moscow", "2026-12-31"},
		{"the same moment in UTC is still the old year", "2026-12-31T20:00:01Z", "UTC", "2026-12-31"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			at, zone := moment(t, tc.at), place(t, tc.zone)
			if got := DateOf(at, zone).String(); got != tc.want {
				t.Errorf("the date is %s, want %s", got, tc.want)
			}
		})
	}
	if !DateOf(time.Time{}, time.UTC).IsZero() {
		t.Error("an event that did not happen has a date")
	}
}

func TestDayLastsFromMidnightToMidnightOfTheZone(t *testing.T) {
	samara := place(t, "Europe/Samara")
	d := MustParse("2026-12-31")
	last := d.AddDays(1).In(samara).Add(-time.Second)
	if want := moment(t, "2026-12-31T19:59:59Z"); !last.Equal(want) {
		t.Errorf("31 December 23:59:59 in Samara is %v, want %v", last, want)
	}
	if got := DateOf(last, samara); got != d {
		t.Errorf("the last second of %v belongs to %v", d, got)
	}
	if !(Date{}).In(samara).IsZero() {
		t.Error("no date begins at some moment")
	}
}

func TestParseTakesOneFormOnly(t *testing.T) {
	for _, s := range []string{"2026-02-29", "2026-2-1", "01.02.2026", "2026-02-01T00:00:00Z", " 2026-02-01", "0000-01-01", "20260201", "2026-13-01", ""} {
		if d, err := Parse(s); err == nil {
			t.Errorf("%q was read as %v", s, d)
		}
	}
	if got := MustParse("2024-02-29"); got != On(2024, time.February, 29) {
		t.Errorf("the leap day was read as %v", got)
	}
}

func TestDateInWords(t *testing.T) {
	d := MustParse("2026-05-09")
	if d.Russian() != "09.05.2026" || d.InWords() != "9 мая 2026 г." || d.Weekday() != time.Saturday {
		t.Errorf("9 May 2026 is written %q, %q, %v", d.Russian(), d.InWords(), d.Weekday())
	}
	var none Date
	if none.Russian() != "" || none.InWords() != "" || none.String() != "" || none.Year() != 0 {
		t.Error("no date is written somehow")
	}
}

func TestNoDateIsNullAndStaysAbsent(t *testing.T) {
	var d Date
	if v, err := d.Value(); v != nil || err != nil {
		t.Errorf("no date is stored as %v, %v", v, err)
	}
	if d.AddDays(3) != d || d.AddMonths(1) != d || Russia().AddWorkingDays(d, 2) != d || Russia().Shift(d, Next) != d {
		t.Error("counting from no date gave a date")
	}
	type card struct {
		Due  Date `json:"due,omitzero"`
		Sent Date `json:"sent"`
	}
	got, err := json.Marshal(card{})
	if err != nil || string(got) != `{"sent":""}` {
		t.Errorf("a card without dates is %s, %v", got, err)
	}
	var back card
	if err := json.Unmarshal([]byte(`{"due":null,"sent":""}`), &back); err != nil || back != (card{}) {
		t.Errorf("a card without dates was read as %+v, %v", back, err)
	}
}

func TestScanReadsWhatDriversGive(t *testing.T) {
	want := MustParse("2026-03-02")
	for _, src := range []any{"2026-03-02", []byte("2026-03-02"), time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)} {
		var d Date
		if err := d.Scan(src); err != nil || d != want {
			t.Errorf("%T was read as %v, %v", src, d, err)
		}
	}
	for _, src := range []any{nil, "", []byte(nil)} {
		d := want
		if err := d.Scan(src); err != nil || !d.IsZero() {
			t.Errorf("%v was read as %v, %v", src, d, err)
		}
	}
	for _, src := range []any{"2 марта", int64(20260302)} {
		var d Date
		if err := d.Scan(src); err == nil {
			t.Errorf("%v was read as %v", src, d)
		}
	}
}

func TestDateKeepsItselfThroughEveryForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate().Draw(t, "date")
		if back, err := Parse(d.String()); err != nil || back != d {
			t.Fatalf("%v came back from text as %v, %v", d, back, err)
		}
		if On(d.Date()) != d {
			t.Fatalf("%v came back from its year, month and day as %v", d, On(d.Date()))
		}
		n := rapid.IntRange(-20_000, 20_000).Draw(t, "days")
		if e := d.AddDays(n); e != First && e != Last && (e.AddDays(-n) != d || d.DaysUntil(e) != n) {
			t.Fatalf("%v and %d days is %v, and back %v", d, n, e, e.AddDays(-n))
		}
	})
}

func TestArithmeticStopsAtTheEndsOfTheCalendar(t *testing.T) {
	if got := Last.AddDays(1 << 40); got != Last {
		t.Errorf("after the last day comes %v", got)
	}
	if got := First.AddMonths(-1 << 40); got != First {
		t.Errorf("before the first day comes %v", got)
	}
	if got := Russia().AddWorkingDays(Last.AddDays(-3), 100); got != Last {
		t.Errorf("working days ran on to %v", got)
	}
	if got := Russia().SubtractWorking(First.AddDays(3), 100); got != First {
		t.Errorf("working days ran back to %v", got)
	}
	if got := Russia().WorkingDaysBetween(Last.AddDays(-7), Last); got < 4 || got > 5 {
		t.Errorf("the last week has %d working days", got)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2026-05-09", "2024-02-29", "0001-01-01", "9999-12-31", "2026-02-30", "", "x", "2026-05-0９"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := Parse(s)
		if err != nil {
			return
		}
		if d.String() != s {
			t.Errorf("%q was read as %v", s, d)
		}
	})
}

func anyDate() *rapid.Generator[Date] {
	return rapid.Custom(func(t *rapid.T) Date {
		return First.AddDays(rapid.IntRange(0, First.DaysUntil(Last)).Draw(t, "number"))
	})
}

func moment(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func place(t *testing.T, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}
