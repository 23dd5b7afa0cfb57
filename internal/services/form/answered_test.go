package form

import (
	"slices"
	"strings"
	"testing"
)

func told(rows []Row, depth int) (out []string) {
	for _, r := range rows {
		out = append(out, strings.Repeat("  ", depth)+r.Title+": "+r.Words)
		out = append(out, told(r.Rows, depth+1)...)
	}
	return out
}

func TestAnswersInWords(t *testing.T) {
	f := compiled(t, enrolment)
	var all []string
	for _, s := range f.Answered([]byte(enrolled)) {
		all = append(all, "# "+s.Title)
		all = append(all, told(s.Rows, 0)...)
	}
	for _, want := range []string{"# Ребёнок", "  Дата рождения: 30.08.2019", "  Пол: Мальчик", "  СНИЛС: 112-233-445 95", "  Телефон: +7 912 000-00-01",
		"Право на льготу: В школе учится брат или сестра", "  Брат или сестра 1: ", "    Класс: 3", "Школы: Школа № 30, Лицей № 24",
		"Документы: Свидетельство.pdf", "Нужен интернат: Нет", "  Серия и номер: 94 11 123456"} {
		if !slices.Contains(all, want) {
			t.Errorf("%q is missing in\n%s", want, strings.Join(all, "\n"))
		}
	}
	if slices.Contains(all, "# Опека") {
		t.Error("a page without answers is shown")
	}
	if got := f.Uploads([]byte(enrolled)); !slices.Equal(got, []string{"0123456789abcdef0123456789abcdef"}) {
		t.Errorf("uploads %v", got)
	}
	if len(f.Pages()) != 10 || f.Pages()[3].Asks[0].Asks[5].Title != "СНИЛС" {
		t.Errorf("pages %+v", f.Pages())
	}
}

// A choice is told by its title, whatever the depth of the question; what is not there is "".
func TestSingleAnswersInWords(t *testing.T) {
	f := compiled(t, enrolment)
	if got := f.Words([]byte(enrolled), "schools.1", "child.snils", "schools.7", "child.nothing"); !slices.Equal(got, []string{"Лицей № 24", "087-654-303 00", "", ""}) {
		t.Errorf("%q", got)
	}
}
