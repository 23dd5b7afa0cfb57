package text

import (
	"strings"
	"testing"
)

// marked shows the shared passages in brackets.
func marked(pieces []Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		if p.Hit {
			b.WriteString("[" + p.Text + "]")
		} else {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

func TestSharedPassagesAreMarkedInBothTexts(t *testing.T) {
	for _, c := range []struct{ name, a, b, left, right string }{
		{"whatever the endings and the punctuation", "Прошу: отремонтировать дорогу в Завьялово! Спасибо.", "Опять прошу отремонтировать дороги Завьялово.",
			"[Прошу: отремонтировать дорогу в Завьялово]! Спасибо.", "Опять [прошу отремонтировать дороги Завьялово]."},
		{"two words alone are nobody's passage", "Дорога разбита, ямы.", "Разбита дорога. Нет света.", "Дорога разбита, ямы.", "Разбита дорога. Нет света."},
		{"several passages", "свет улица Полевая темно дети школа вечер", "дети школа вечер, а свет улица Полевая", "[свет улица Полевая] темно [дети школа вечер]", "[дети школа вечер], а [свет улица Полевая]"},
		{"nothing beside something", "", "Прошу отремонтировать дорогу", "", "Прошу отремонтировать дорогу"},
	} {
		left, right := Shared(c.a, c.b, 3)
		if marked(left) != c.left || marked(right) != c.right {
			t.Errorf("%s:\n%s\n%s", c.name, marked(left), marked(right))
		}
	}
}

func TestSharedLosesNothing(t *testing.T) {
	a := strings.Repeat("Прошу отремонтировать дорогу у дома. ", 400) + "Конец"
	left, right := Shared(a, "Прошу отремонтировать дорогу у дома", 3)
	whole := ""
	for _, p := range left {
		whole += p.Text
	}
	if whole != a || len(right) != 1 || !right[0].Hit {
		t.Error("the pieces are not the text", len(left), right)
	}
}
