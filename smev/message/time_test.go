package message

import (
	"testing"
	"time"
)

func TestTimes(t *testing.T) {
	for text, want := range map[string]string{
		"2018-09-20T16:22:14.058+03:00": "2018-09-20T13:22:14.058Z",
		"2018-09-20T16:22:14Z":          "2018-09-20T16:22:14Z",
		"2018-09-20T16:22:14":           "2018-09-20T13:22:14Z", // without an offset: Moscow
		"2018-09-20T16:22:14.123456789": "2018-09-20T13:22:14.123456789Z",
		"2018-09-20":                    "",
		"20.09.2018 16:22":              "",
		"2018-02-30T00:00:00Z":          "",
		"":                              "",
	} {
		got, err := readTime(text, false)
		if want == "" != (err != nil) || err == nil && got.UTC().Format(time.RFC3339Nano) != want {
			t.Errorf("%q is %v, %v", text, got, err)
		}
	}
}

func FuzzTime(f *testing.F) {
	for _, text := range []string{"2018-09-20T16:22:14.058+03:00", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999-14:00", "2018-09-20T24:00:00", "+2018"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := readTime(text, false)
		if err != nil {
			return
		}
		again, err := readTime(formatTime(got), false)
		if err != nil || !again.Equal(got.Truncate(time.Millisecond)) {
			t.Errorf("%q is read as %v and written as %s: %v", text, got, formatTime(got), err)
		}
	})
}

func FuzzMessageID(f *testing.F) {
	f.Add("1a77671a-bcc2-11e8-bb3a-6149e818f8fe")
	f.Fuzz(func(t *testing.T, text string) {
		id, err := ParseMessageID(text)
		if (err == nil) != (isUUID(text) && text[14] == '1') || err == nil && string(id) != text {
			t.Errorf("%q: %v", text, err)
		}
		MessageID(text).Time() // whatever it is, this does not fall
	})
}
