// Package checkdigit tells whether the control figures of state numbers follow from the figures before them.
package checkdigit

// Figures leaves what tells numbers apart: «112-233-445 95» is 11223344595.
func Figures(number string) string {
	kept := make([]byte, 0, len(number))
	for i := range len(number) {
		if number[i] >= '0' && number[i] <= '9' {
			kept = append(kept, number[i])
		}
	}
	return string(kept)
}

// All tells whether there is something and all of it is figures.
func All[T ~string | ~[]byte](n T) bool {
	for i := range len(n) {
		if n[i] < '0' || n[i] > '9' {
			return false
		}
	}
	return len(n) > 0
}

// lastWithout is the last insurance number that was given without control figures: 001-001-998.
const lastWithout = 1_001_998

// SNILS looks at the last two of eleven figures (постановление Правления ПФР 1999 г. № 44 and its successors). Numbers up to
// 001-001-998 have none to look at: their last two figures are whatever the fund has written.
func SNILS[T ~string | ~[]byte](n T) bool {
	if len(n) != 11 || !All(n) {
		return false
	}
	number, sum := 0, 0
	for i := range 9 {
		figure := int(n[i] - '0')
		number, sum = number*10+figure, sum+figure*(9-i)
	}
	if number <= lastWithout {
		return number > 0
	}
	return sum%101%100 == int(n[9]-'0')*10+int(n[10]-'0')
}

// Weights of ИНН (приказ ФНС России от 29.06.2012 № ММВ-7-6/435@).
var weights = [...]int{3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8}

// INN10 looks at the last figure of an organisation's number.
func INN10[T ~string | ~[]byte](n T) bool { return len(n) == 10 && All(n) && inn(n, 9) }

// INN12 looks at the last two figures of a person's number.
func INN12[T ~string | ~[]byte](n T) bool { return len(n) == 12 && All(n) && inn(n, 10) && inn(n, 11) }

func inn[T ~string | ~[]byte](n T, at int) bool {
	sum := 0
	for i := range at {
		sum += int(n[i]-'0') * weights[len(weights)-at+i]
	}
	return sum%11%10 == int(n[at]-'0')
}
