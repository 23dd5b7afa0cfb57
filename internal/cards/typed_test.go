package cards

import (
	"slices"
	"testing"
)

func TestTypedLine(t *testing.T) {
	for _, c := range []struct {
		line, day, number string
		words, beside     int
	}{
		{"ремонт кровли", "", "", 2, 0},
		{"№ 141-РГ", "", "141PГ", 2, 0},
		{"вх. 12847", "", "BX12847", 2, 0},
		{"прокуратура 01-15/1234", "", "01-15/1234", 4, 1},
		{"от 12.03.2026", "2026-03-12", "", 0, 0},
		{"письмо от 12 марта 2026 года № 5", "2026-03-12", "5", 2, 1},
		{"31.02.2026", "", "31.02.2026", 3, 0},
		{"договор за 1.9.2026", "2026-09-01", "", 1, 0},
		{"", "", "", 0, 0},
	} {
		got := read(c.line)
		if got.day.String() != c.day || got.number != c.number || len(got.words) != c.words || len(got.beside) != c.beside {
			t.Errorf("%q: %+v", c.line, got)
		}
	}
}

func TestNumberKeys(t *testing.T) {
	for key, want := range map[string][]string{
		"":             nil,
		"141PГ":        {"141PГ"},
		"01-15/1234BX": {"01-15/1234BX", "15/1234BX", "1234BX"},
		"BX12847":      {"BX12847", "12847"},
	} {
		if got := numberKeys(key); !slices.Equal(got, want) {
			t.Errorf("%s: %v", key, got)
		}
	}
}
