package text

import (
	"slices"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestFoldMakesEqualWhatPeopleTakeForEqual(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"capitals and ё", "Съёмка ЁЛКИ", "съемка елки"},
		{"spaces, tabs and line ends", "  а\u00a0 б\t\r\nв  ", "а б в"},
		{"every kind of quotes", "«Роза» “Роза” „Роза”", `"роза" "роза" "роза"`},
		{"every kind of dashes", "а – б — в−г‑д", "а - б - в-г-д"},
		{"й spelled in two characters", "и\u0306од", "йод"},
		{"soft hyphens and joiners vanish", "по\u00adстанов\u200bление", "постановление"},
		{"apostrophes", "О’Нил", "о'нил"},
		{"the sign of a number stays", "№ 5", "№ 5"},
		{"nothing", " \n ", ""},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			if got := Fold(tc.in); got != tc.want {
				t.Errorf("%q became %q, want %q", tc.in, got, tc.want)
			}
		})
	}
}

func TestFoldingTwiceChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		once := Fold(rapid.String().Draw(t, "text"))
		if twice := Fold(once); twice != once || !utf8.ValidString(once) {
			t.Fatalf("%q became %q", once, twice)
		}
	})
}

func TestSortOrdersAsPeopleDo(t *testing.T) {
	want := []string{"Ёлка", "Ель", "Жук", "«Приложение» 2", "Приложение 10", "приложение № 10а", "Приложение 010 б", "Приложение 100"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, func(a, b string) int {
		if Sort(a) < Sort(b) {
			return -1
		}
		return 1
	})
	if want = []string{"Ёлка", "Ель", "Жук", "«Приложение» 2", "Приложение 10", "Приложение 010 б", "приложение № 10а", "Приложение 100"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNumberKey(t *testing.T) {
	same := []struct {
		name  string
		forms []string
		want  string
	}{
		{"an order of the Head", []string{"141-РГ", "№ 141-РГ", "141 рг", "141РГ", "N 141-РГ", "No. 141–РГ", "141-PГ", "«141-РГ»"}, "141PГ"},
		{"a letter", []string{"01-15/1234", "№01-15/1234", "01 - 15 / 1234", "01–15\\1234", "01-15/1234."}, "01-15/1234"},
		{"an appeal", []string{"ИВ-567/01-20", "ив 567/01-20"}, "ИB567/01-20"},
		{"for official use", []string{"123дсп", "123 ДСП", "123-дсп"}, "123ДCП"},
		{"a number that begins with N keeps it", []string{"NPA-5"}, "NPA5"},
		{"nothing", []string{"", "№", " - "}, ""},
	}
	for _, tc := range same {
		t.Run(tc.name, func(t *testing.T) {
			for _, form := range tc.forms {
				if got := NumberKey(form); got != tc.want {
					t.Errorf("the key of %q is %q, want %q", form, got, tc.want)
				}
			}
		})
	}
	different := [][2]string{{"12-3", "1-23"}, {"12/3", "1/23"}, {"141-РГ", "141-РЗ"}, {"01", "1"}}
	for _, pair := range different {
		if NumberKey(pair[0]) == NumberKey(pair[1]) {
			t.Errorf("%q and %q have one key", pair[0], pair[1])
		}
	}
}

func TestNumberKeyOfItselfIsItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		once := NumberKey(rapid.StringMatching(`[№N ]{0,2}[0-9А-Яа-яA-Z/\- .]{0,16}`).Draw(t, "number"))
		if twice := NumberKey(once); twice != once {
			t.Fatalf("%q became %q", once, twice)
		}
	})
}

func TestNames(t *testing.T) {
	cases := []struct{ surname, name, patronymic, list string }{
		{"Петрова", "Анна", "Ивановна", "Петрова А. И."},
		{"Ким", "Чен", "", "Ким Ч."},
		{"Салтыков-Щедрин", "анна-мария", "оглы", "Салтыков-Щедрин А.-М. О."},
		{"", "", "", ""},
		{" Носов ", " ", "", "Носов"},
	}
	for _, tc := range cases {
		if got := Initials(tc.surname, tc.name, tc.patronymic); got != tc.list {
			t.Errorf("in a list it is %q, want %q", got, tc.list)
		}
	}
	if got := FullName("Петрова ", "Анна", ""); got != "Петрова Анна" {
		t.Errorf("the full name is %q", got)
	}
}
