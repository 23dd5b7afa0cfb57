package portal

import "testing"

func TestPluralTellsThousandsApart(t *testing.T) {
	for n, want := range map[int]string{1: "1 человек", 3: "3 человека", 12: "12 человек", 9999: "9999 человек", 119401: "119\u00a0401 человек", 1204532: "1\u00a0204\u00a0532 человека"} {
		if got := plural(n, "человек", "человека", "человек"); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}
