package cards

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"veche/internal/platform/calendar"
	"veche/internal/platform/text"
)

// typed is what a person meant by a search line.
type typed struct {
	day    calendar.Date // «от 12.03.2026», «12 марта 2026 г.»
	number string        // key of what looks like a number
	beside []text.Term   // words beside the number, when it is not the whole line
	words  []text.Term   // all words but the day
}

var (
	dayInFigures = regexp.MustCompile(`(^|[^\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})($|[^\d])`)
	dayInWords   = regexp.MustCompile(`(?i)(^|[^\d])(\d{1,2})\s+(января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)\s+(\d{4})(\s*г\.|\s+года|\s*г$|$|[^\d])`)
	months       = strings.Fields("января февраля марта апреля мая июня июля августа сентября октября ноября декабря")
)

func read(line string) typed {
	t := typed{}
	line, t.day = takeDay(line)
	t.words = text.Query(line)
	var all, others []string
	for _, word := range strings.Fields(line) {
		word = strings.Trim(word, "№.,")
		all = append(all, word)
		switch {
		case t.number == "" && strings.ContainsFunc(word, unicode.IsDigit):
			t.number = text.NumberKey(word)
		case word != "":
			others = append(others, word)
		}
	}
	if t.number == "" {
		return t
	}
	if alone(others) {
		t.number = text.NumberKey(strings.Join(all, " "))
		return t
	}
	t.beside = text.Query(strings.Join(others, " ") + " ")
	return t
}

// alone reports whether what stands beside a number may belong to it: «вх. 12847», «141 рг», «письмо от № 5» not.
func alone(words []string) bool {
	for _, w := range words {
		if utf8.RuneCountInString(w) > 3 && !strings.ContainsFunc(w, unicode.IsDigit) {
			return false
		}
	}
	return len(words) <= 2
}

// takeDay takes the first day out of a line.
func takeDay(line string) (string, calendar.Date) {
	if m := dayInFigures.FindStringSubmatchIndex(line); m != nil {
		month, _ := strconv.Atoi(line[m[6]:m[7]])
		if day := dayOf(line[m[4]:m[5]], month, line[m[8]:m[9]]); !day.IsZero() {
			return without(line, m[4], m[9]), day
		}
	}
	if m := dayInWords.FindStringSubmatchIndex(line); m != nil {
		month := 0
		for i, name := range months {
			if strings.EqualFold(name, line[m[6]:m[7]]) {
				month = i + 1
			}
		}
		if day := dayOf(line[m[4]:m[5]], month, line[m[8]:m[9]]); !day.IsZero() {
			return without(line, m[4], m[11]), day
		}
	}
	return line, calendar.Date{}
}

// without cuts the day out, and the «от» or «за» before it.
func without(line string, from, to int) string {
	before := strings.TrimSpace(line[:from])
	for _, word := range []string{"от", "за"} {
		if rest, ok := strings.CutSuffix(before, word); ok && (rest == "" || strings.HasSuffix(rest, " ")) {
			before = rest
		}
	}
	return strings.TrimSpace(before + " " + line[to:])
}

func dayOf(day string, month int, year string) calendar.Date {
	d, _ := strconv.Atoi(day)
	y, _ := strconv.Atoi(year)
	date := calendar.On(y, time.Month(month), d)
	if date.Day() != d || int(date.Month()) != month {
		return calendar.Date{}
	}
	return date
}
