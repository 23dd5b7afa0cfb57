package calendar

import (
	"strings"
	"testing"
)

func TestACalendarIsLoadedFromAFile(t *testing.T) {
	c, err := Russia().Load(strings.NewReader(`{
		"years": [{"year": 2028, "source": "постановление", "off": ["2028-01-10"], "working": ["2028-02-19"], "short": ["2028-02-22"]}],
		"days": [{"date": "2028-11-03", "kind": "off", "title": "День республики"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name, date string
		want       Kind
	}{
		{"a day off of the new year", "2028-01-10", Off},
		{"a working Saturday of it", "2028-02-19", Working},
		{"its short day", "2028-02-22", Short},
		{"a holiday of the region", "2028-11-03", Off},
		{"what the file does not name stays", "2026-12-31", Off},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := c.Kind(MustParse(tc.date)); got != tc.want {
				t.Errorf("%s is %s, want %s", tc.date, got, tc.want)
			}
		})
	}
}

func TestABadFileOfACalendarIsRefused(t *testing.T) {
	for _, tc := range []struct{ name, file, want string }{
		{"no JSON", "год 2028", "calendar"},
		{"a word that is not known", `{"holidays": []}`, "unknown field"},
		{"a date of another year", `{"years": [{"year": 2028, "off": ["2027-01-05"]}]}`, "does not belong"},
		{"a day of no kind", `{"days": [{"date": "2028-11-03", "kind": "holiday"}]}`, "its kind"},
		{"a kind without a date", `{"days": [{"kind": "off"}]}`, "its date"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if _, err := Russia().Load(strings.NewReader(tc.file)); err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want %q", err, tc.want)
			}
		})
	}
}
