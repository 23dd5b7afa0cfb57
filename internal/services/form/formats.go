package form

import (
	"bytes"

	"veche/internal/platform/calendar"
	"veche/internal/platform/checkdigit"
)

// format is a way of writing an answer that no pattern can check. The words say what to do.
type format struct {
	code  string
	right func(answer []byte) bool
}

// formats are kept in one spelling without decoration: СНИЛС, ИНН, ОГРН and passports are digits alone, telephones begin
// with a plus; masks decorate them on the screen.
var formats = map[string]*format{
	"date":              {"date", isDate},
	"email":             {"email", isEmail},
	"phone":             {"phone", isPhone},
	"snils":             {"snils", checkdigit.SNILS[[]byte]},
	"inn":               {"inn", func(b []byte) bool { return checkdigit.INN10(b) || checkdigit.INN12(b) }},
	"inn-person":        {"inn", checkdigit.INN12[[]byte]},
	"inn-organisation":  {"inn", checkdigit.INN10[[]byte]},
	"ogrn":              {"ogrn", func(b []byte) bool { return controlled(b, 13, 11) }},
	"ogrnip":            {"ogrn", func(b []byte) bool { return controlled(b, 15, 13) }},
	"birth-certificate": {"certificate", isBirthCertificate},
	"passport":          {"passport", func(b []byte) bool { return len(b) == 10 && checkdigit.All(b) }},
	"postcode":          {"postcode", func(b []byte) bool { return len(b) == 6 && checkdigit.All(b) && b[0] != '0' }},
	"cadastre":          {"cadastre", isCadastre},
	"upload":            {"upload", isUpload},
}

func two(b []byte) int { return int(b[0]-'0')*10 + int(b[1]-'0') }

// dayOf reads YYYY-MM-DD; the zero date where there is no such day.
func dayOf(b []byte) calendar.Date {
	if len(b) != 10 || b[4] != '-' || b[7] != '-' || !checkdigit.All(b[:4]) || !checkdigit.All(b[5:7]) || !checkdigit.All(b[8:]) {
		return calendar.Date{}
	}
	year, month, day := two(b)*100+two(b[2:]), two(b[5:]), two(b[8:])
	if year < 1 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return calendar.Date{}
	}
	return onDay(year, month, day)
}

func isDate(b []byte) bool { return !dayOf(b).IsZero() }

// controlled checks the last digit of ОГРН and ОГРНИП: the number before it modulo 11 or 13, of that the last digit.
func controlled(b []byte, length, by int) bool {
	if len(b) != length || !checkdigit.All(b) || b[0] == '0' {
		return false
	}
	rest := 0
	for _, c := range b[:length-1] {
		rest = (rest*10 + int(c-'0')) % by
	}
	return rest%10 == int(b[length-1]-'0')
}

// isPhone takes the international spelling; a Russian number has eleven digits.
func isPhone(b []byte) bool {
	if len(b) < 9 || len(b) > 16 || b[0] != '+' || !checkdigit.All(b[1:]) || b[1] == '0' {
		return false
	}
	return b[1] != '7' || len(b) == 12
}

// isEmail takes what mail servers take in practice: no quotes, no addresses without a dot; Cyrillic domains are domains.
func isEmail(b []byte) bool {
	at := bytes.IndexByte(b, '@')
	if at < 1 || at > 64 || len(b) > 254 || !dotted(b[:at], isAtom) {
		return false
	}
	domain := b[at+1:]
	last := bytes.LastIndexByte(domain, '.')
	return last > 0 && len(domain)-last > 2 && dotted(domain, isDomain)
}

// dotted is a name of parts of the given letters with single dots between them.
func dotted(b []byte, letter func(c byte) bool) bool {
	before := byte('.')
	for _, c := range b {
		if c == '.' && before == '.' || c != '.' && !letter(c) {
			return false
		}
		before = c
	}
	return before != '.'
}

func isAtom(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || bytes.IndexByte([]byte("!#$%&'*+/=?^_`{|}~-"), c) >= 0
}

func isDomain(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c >= 0x80
}

// isBirthCertificate: «III-НИ 654321».
func isBirthCertificate(b []byte) bool {
	dash := bytes.IndexByte(b, '-')
	if dash < 1 || dash > 7 {
		return false
	}
	for _, c := range b[:dash] {
		if bytes.IndexByte([]byte("IVXLC"), c) < 0 {
			return false
		}
	}
	rest := b[dash+1:]
	return len(rest) == 11 && capital(rest) && capital(rest[2:]) && rest[4] == ' ' && checkdigit.All(rest[5:])
}

// capital tells whether the text begins with one of А–Я.
func capital(b []byte) bool { return b[0] == 0xD0 && b[1] >= 0x90 && b[1] <= 0xAF }

// isCadastre: «18:26:010203:45», district, part, quarter, number.
func isCadastre(b []byte) bool {
	lengths := [4][2]int{{2, 2}, {2, 2}, {1, 7}, {1, 10}}
	for i, bounds := range lengths {
		part, rest, more := bytes.Cut(b, []byte(":"))
		if !checkdigit.All(part) || len(part) < bounds[0] || len(part) > bounds[1] || more != (i < 3) {
			return false
		}
		b = rest
	}
	return true
}

// isUpload is the code under which the portal keeps a file of a draft: 32 hexadecimal digits.
func isUpload(b []byte) bool {
	for _, c := range b {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return len(b) == 32
}
