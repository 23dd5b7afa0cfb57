package text

import (
	"strings"
	"unicode"
)

// NumberKey is the form in which registration numbers are compared, by equality or by prefix.
// People type «141-РГ», «№ 141 рг», «141PГ» with Latin letters and mean one document: letters that
// look alike become one, case and «№» are dropped, a dash or a space matters between digits only,
// where «12-3» and «1-23» are two numbers.
func NumberKey(s string) string {
	var b strings.Builder
	var last rune
	gap := false
	for _, r := range dropNumberSign(Fold(s)) {
		switch {
		case r == '\\':
			r = '/'
		case !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '/' && r != '.':
			gap = true
			continue
		}
		r = lookAlike(unicode.ToUpper(r))
		if gap && unicode.IsDigit(last) && unicode.IsDigit(r) {
			b.WriteByte('-')
		}
		b.WriteRune(r)
		last, gap = r, false
	}
	return strings.TrimRight(b.String(), "./")
}

// dropNumberSign takes away «№» and the Latin N that stands for it before a figure: «N 141-РГ».
func dropNumberSign(s string) string {
	s = strings.TrimSpace(strings.ReplaceAll(s, "№", " "))
	for _, sign := range []string{"no", "n"} {
		rest, found := strings.CutPrefix(s, sign)
		figure := strings.TrimLeft(rest, " .º°")
		if found && figure != "" && figure != rest && unicode.IsDigit(rune(figure[0])) {
			return figure
		}
	}
	return s
}

// lookAlike maps Cyrillic capitals to the Latin ones that look the same.
func lookAlike(r rune) rune {
	switch r {
	case 'А':
		return 'A'
	case 'В':
		return 'B'
	case 'Е':
		return 'E'
	case 'К':
		return 'K'
	case 'М':
		return 'M'
	case 'Н':
		return 'H'
	case 'О':
		return 'O'
	case 'Р':
		return 'P'
	case 'С':
		return 'C'
	case 'Т':
		return 'T'
	case 'У':
		return 'Y'
	case 'Х':
		return 'X'
	default:
		return r
	}
}
