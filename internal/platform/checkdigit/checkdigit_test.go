package checkdigit

import "testing"

func TestNumbersOfThePensionFund(t *testing.T) {
	for number, want := range map[string]bool{"11223344595": true, "11223344596": false, "1122334459": false, "1122334459x": false,
		"00100199800": true, "00100199877": true, "00000000100": true, "00100199900": false, "00000000000": false} {
		if SNILS(number) != want {
			t.Errorf("%s: %v", number, !want)
		}
	}
}

func TestNumbersOfTaxpayers(t *testing.T) {
	for number, want := range map[string][2]bool{"7707083893": {true, false}, "7707083894": {false, false}, "500100732259": {false, true}, "500100732258": {false, false},
		"77070838 3": {false, false}, "": {false, false}} {
		if got := [2]bool{INN10(number), INN12([]byte(number))}; got != want {
			t.Errorf("%q: %v", number, got)
		}
	}
}
