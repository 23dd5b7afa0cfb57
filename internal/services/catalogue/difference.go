package catalogue

import (
	"strings"
	"unicode"

	"veche/internal/services/form"
)

// Line is one statement of the passport in words; Key tells the same statement in another version.
type Line struct {
	Section Section `json:"section"`
	Key     string  `json:"-"`
	Label   string  `json:"label"`
	Value   string  `json:"value"`
}

// Change is what became of a statement.
type Change struct {
	Section Section `json:"section"`
	Kind    string  `json:"kind" enum:"added,removed,changed"`
	Label   string  `json:"label"`
	Was     string  `json:"was,omitempty"`
	Is      string  `json:"is,omitempty"`
	Text    string  `json:"text" doc:"The whole in one sentence: Срок: 10 → 8 рабочих дней"`
}

// Difference says in words what publication would change.
func Difference(was, is Passport) []Change { return differing(was.Lines(), is.Lines()) }

// FormDifference says in words what another form of the application changes.
func FormDifference(was, is string) []Change {
	if was == is {
		return nil
	}
	before, after := form.Told([]byte(was), []byte(is))
	found := differing(formLines(before), formLines(after))
	if len(found) == 0 && strings.Join(strings.Fields(was), "") != strings.Join(strings.Fields(is), "") {
		found = []Change{{Section: SectionForm, Kind: "changed", Label: "Форма заявления", Text: "Форма заявления: изменилась запись, вопросы те же"}}
	}
	return found
}

func formLines(said []form.Statement) []Line {
	list := make([]Line, 0, len(said))
	for _, s := range said {
		list = append(list, Line{SectionForm, s.Key, s.Label, s.Value})
	}
	return list
}

// differing compares two passports or two forms statement by statement.
func differing(before, after []Line) []Change {
	old := map[string]Line{}
	for _, l := range before {
		old[string(l.Section)+l.Key] = l
	}
	kept := map[string]bool{}
	var list []Change
	for _, l := range after {
		key := string(l.Section) + l.Key
		b, known := old[key]
		kept[key] = true
		switch {
		case !known:
			list = append(list, Change{l.Section, "added", l.Label, "", l.Value, "Добавлено: " + joined(l.Label, l.Value)})
		case b.Value != l.Value:
			list = append(list, Change{l.Section, "changed", l.Label, b.Value, l.Value, l.Label + ": " + arrow(b.Value, l.Value)})
		case b.Label != l.Label:
			list = append(list, Change{l.Section, "changed", l.Label, b.Label, l.Label, "Названо иначе: " + b.Label + " → " + l.Label})
		}
	}
	for _, l := range before {
		if !kept[string(l.Section)+l.Key] {
			list = append(list, Change{l.Section, "removed", l.Label, l.Value, "", "Убрано: " + joined(l.Label, l.Value)})
		}
	}
	return list
}

func joined(label, value string) string {
	if value == "" {
		return label
	}
	return label + " – " + value
}

// arrow says a change shortly: of two terms only the figure is told twice.
func arrow(was, is string) string {
	switch {
	case was == "":
		return "не было → " + is
	case is == "":
		return was + " → нет"
	}
	if !figure(was) || !figure(is) {
		return was + " → " + is
	}
	a, b := strings.Fields(was), strings.Fields(is)
	n := 0
	for n < len(a)-1 && n < len(b)-1 && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	if n == 0 {
		return was + " → " + is
	}
	return strings.Join(a[:len(a)-n], " ") + " → " + strings.Join(b[:len(b)-n], " ") + " " + strings.Join(b[len(b)-n:], " ")
}

func figure(s string) bool { return s != "" && unicode.IsDigit(rune(s[0])) }
