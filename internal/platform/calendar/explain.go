package calendar

import (
	"fmt"
	"strconv"
	"strings"
)

// Explain is the sentence that the card shows under «почему эта дата»:
//
//	3 дня с 06.05.2026 → 09.05.2026, нерабочий → 08.05.2026
func (d Deadline) Explain() string {
	if d.Date.IsZero() {
		return ""
	}
	var b strings.Builder
	for _, step := range d.Steps {
		day := step.Date.Russian()
		switch step.Rule {
		case Counted:
			fmt.Fprintf(&b, "%s с %s → %s", d.Term.Length(), d.From.Russian(), day)
		case Named:
			fmt.Fprintf(&b, "назначен %s", day)
		case Shifted:
			fmt.Fprintf(&b, ", нерабочий → %s", day)
		case NotBefore:
			fmt.Fprintf(&b, ", раньше начала срока → %s", day)
		case DayOff:
			b.WriteString(", нерабочий")
		}
	}
	for _, year := range d.Unpublished {
		fmt.Fprintf(&b, "; производственный календарь на %d год ещё не загружен", year)
	}
	return b.String()
}

// Length is the term in words: «3 дня», «5 рабочих дней», «1 месяц».
func (t Term) Length() string {
	one, few, many := "день", "дня", "дней"
	switch t.Unit {
	case WorkingDay:
		one, few, many = "рабочий день", "рабочих дня", "рабочих дней"
	case Month:
		one, few, many = "месяц", "месяца", "месяцев"
	}
	word := many
	switch n := t.Amount % 100; {
	case n >= 11 && n <= 14:
	case n%10 == 1:
		word = one
	case n%10 >= 2 && n%10 <= 4:
		word = few
	}
	return strconv.Itoa(t.Amount) + " " + word
}
