package calendar

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

func TestDueExplainsItself(t *testing.T) {
	cases := []struct{ name, preset, from, want, why string }{
		{"urgent, ends on Victory Day", "assignment.urgent", "2026-05-06", "2026-05-08",
			"3 дня с 06.05.2026 → 09.05.2026, нерабочий → 08.05.2026"},
		{"urgent before the New Year comes back to the day of signing", "assignment.urgent", "2026-12-30", "2026-12-30",
			"3 дня с 30.12.2026 → 02.01.2027, нерабочий → 30.12.2026"},
		{"urgent, signed on a holiday, is never due before it was signed", "assignment.urgent", "2027-01-02", "2027-01-02",
			"3 дня с 02.01.2027 → 05.01.2027, нерабочий → 30.12.2026, раньше начала срока → 02.01.2027"},
		{"operative, ends on the Day of Russia", "assignment.operative", "2026-06-02", "2026-06-11",
			"10 дней с 02.06.2026 → 12.06.2026, нерабочий → 11.06.2026"},
		{"no date, signed on 31 January", "assignment.default", "2027-01-31", "2027-02-26",
			"1 месяц с 31.01.2027 → 28.02.2027, нерабочий → 26.02.2027"},
		{"no date, nothing to move", "assignment.default", "2026-03-10", "2026-04-10",
			"1 месяц с 10.03.2026 → 10.04.2026"},
		{"a letter received on Friday is registered by Monday", "doc.register", "2026-10-30", "2026-11-02",
			"1 рабочий день с 30.10.2026 → 02.11.2026"},
		{"a letter received before the holiday", "doc.register", "2026-11-03", "2026-11-05",
			"1 рабочий день с 03.11.2026 → 05.11.2026"},
		{"the prosecutor waits five working days", "reply.prosecutor_request", "2025-12-30", "2026-01-16",
			"5 рабочих дней с 30.12.2025 → 16.01.2026"},
		{"a year that is not published says so", "assignment.operative", "2028-06-02", "2028-06-09",
			"10 дней с 02.06.2028 → 12.06.2028, нерабочий → 09.06.2028; производственный календарь на 2028 год ещё не загружен"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			term, ok := Preset(tc.preset)
			if !ok {
				t.Fatalf("there is no preset %s", tc.preset)
			}
			got := Russia().Due(MustParse(tc.from), term)
			if got.Date.String() != tc.want || got.Explain() != tc.why {
				t.Errorf("due %v: %s\nwant %s: %s", got.Date, got.Explain(), tc.want, tc.why)
			}
		})
	}
}

func TestDayOffStaysWhereThePolicyIsNone(t *testing.T) {
	got := Russia().Due(MustParse("2026-05-06"), Term{Amount: 3, Unit: CalendarDay, Policy: None})
	if want := "3 дня с 06.05.2026 → 09.05.2026, нерабочий"; got.Explain() != want {
		t.Errorf("got %q, want %q", got.Explain(), want)
	}
}

func TestAppointedDateIsKeptAndMarked(t *testing.T) {
	c := Russia()
	signed := MustParse("2026-05-06")
	got := c.Appoint(signed, MustParse("2026-05-09"), "поручение")
	if got.Date != MustParse("2026-05-09") || got.Explain() != "назначен 09.05.2026, нерабочий" {
		t.Errorf("got %v: %s", got.Date, got.Explain())
	}
	if again := c.Again(got); !reflect.DeepEqual(again, got) {
		t.Errorf("computed anew it is %+v, want %+v", again, got)
	}
	if none := c.Appoint(signed, Date{}, ""); !none.Date.IsZero() || none.Explain() != "" {
		t.Errorf("no date was appointed, got %+v", none)
	}
}

func TestNothingIsDueFromNoDate(t *testing.T) {
	term, _ := Preset("assignment.default")
	got := Russia().Due(Date{}, term)
	if !got.Date.IsZero() || got.Explain() != "" {
		t.Errorf("got %+v", got)
	}
	if v, err := got.Value(); v != nil || err != nil {
		t.Errorf("it is stored as %v, %v", v, err)
	}
}

func TestDeadlineIsComputedAnewWhenTheYearIsPublished(t *testing.T) {
	term, _ := Preset("assignment.operative")
	before := Russia().Due(MustParse("2028-06-02"), term)
	published := Russia().WithYear(Year{Year: 2028, Off: in(2028, 609, 612)})
	after := published.Again(before)
	if after.Date != MustParse("2028-06-08") || len(after.Unpublished) != 0 {
		t.Errorf("after publication it is due %v: %s", after.Date, after.Explain())
	}
}

func TestDeadlineIsNeverBeforeItsStartAndCanBeStored(t *testing.T) {
	c := Russia()
	presets := Presets()
	rapid.Check(t, func(t *rapid.T) {
		from := officeDate().Draw(t, "from")
		term := rapid.SampledFrom(presets).Draw(t, "term")
		d := c.Due(from, term)
		if d.Date.Before(from) {
			t.Fatalf("%s from %v is due %v", term.Code, from, d.Date)
		}
		if !c.IsWorking(d.Date) && d.Date != from {
			t.Fatalf("%s from %v is due on the day off %v", term.Code, from, d.Date)
		}
		if again := c.Again(d); !reflect.DeepEqual(again, d) {
			t.Fatalf("computed anew it is %+v, want %+v", again, d)
		}
		stored, err := d.Value()
		if err != nil {
			t.Fatal(err)
		}
		var back Deadline
		if err := back.Scan(stored); err != nil || !reflect.DeepEqual(back, d) {
			t.Fatalf("stored as %v it came back as %+v, %v", stored, back, err)
		}
	})
}

func TestDeadlineIsNotReadFromNonsense(t *testing.T) {
	var d Deadline
	if err := d.Scan("{"); err == nil {
		t.Error("half a text was read")
	}
	if err := d.Scan(42); err == nil {
		t.Error("a number was read")
	}
	if err := d.Scan(nil); err != nil || !reflect.DeepEqual(d, Deadline{}) {
		t.Errorf("NULL was read as %+v, %v", d, err)
	}
	if err := d.Scan([]byte(`{"from":"2026-05-06","date":"2026-05-08"}`)); err != nil || d.Date != MustParse("2026-05-08") {
		t.Errorf("bytes were read as %+v, %v", d, err)
	}
}

func TestLengthOfATerm(t *testing.T) {
	cases := map[string]Term{
		"1 день":         {Amount: 1, Unit: CalendarDay},
		"2 дня":          {Amount: 2, Unit: CalendarDay},
		"11 дней":        {Amount: 11, Unit: CalendarDay},
		"21 день":        {Amount: 21, Unit: CalendarDay},
		"112 дней":       {Amount: 112, Unit: CalendarDay},
		"1 рабочий день": {Amount: 1, Unit: WorkingDay},
		"3 рабочих дня":  {Amount: 3, Unit: WorkingDay},
		"6 месяцев":      {Amount: 6, Unit: Month},
		"2 месяца":       {Amount: 2, Unit: Month},
	}
	for want, term := range cases {
		if got := term.Length(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestPresetsAreDistinctAndGrounded(t *testing.T) {
	seen := map[string]bool{}
	for _, term := range Presets() {
		if term.Code == "" || term.Title == "" || term.Basis == "" || term.Amount <= 0 || seen[term.Code] {
			t.Errorf("preset %+v", term)
		}
		seen[term.Code] = true
	}
	if _, ok := Preset("no.such"); ok {
		t.Error("a preset was found that does not exist")
	}
}

func ExampleCalendar_Due() {
	urgent, _ := Preset("assignment.urgent")
	d := Russia().Due(MustParse("2026-05-06"), urgent)
	fmt.Println(d.Explain())
	stored, _ := json.Marshal(d.Steps)
	fmt.Println(string(stored))
	// Output:
	// 3 дня с 06.05.2026 → 09.05.2026, нерабочий → 08.05.2026
	// [{"rule":"counted","date":"2026-05-09"},{"rule":"shifted","date":"2026-05-08"}]
}
