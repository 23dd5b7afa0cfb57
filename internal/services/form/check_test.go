package form

import (
	"strings"
	"testing"
)

func compiled(t testing.TB, raw string) *Form {
	t.Helper()
	f, err := Compile([]byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestCheckOfTheEnrolment(t *testing.T) {
	f := compiled(t, enrolment)
	for _, c := range []struct{ name, was, is, path, code, text string }{
		{name: "all is right"},
		{"a name is missing", `"surname":"Вахрушева","name":"Ольга",`, `"surname":"Вахрушева",`, "applicant.name", "required", "Заполните поле «Имя» (Заявитель)."},
		{"a name of spaces is missing", `"name":"Ольга"`, `"name":" \u00a0 "`, "applicant.name", "required", "Заполните поле «Имя» (Заявитель)."},
		{"СНИЛС with a wrong control number", "11223344595", "11223344596", "applicant.snils", "snils", "Проверьте поле «СНИЛС» (Заявитель): в СНИЛС 11 цифр, и они должны совпадать с документом."},
		{"a child who is too young", "2019-08-30", "2022-08-30", "child.birth_date", "late", "Укажите в поле «Дата рождения» (Ребёнок) дату не позже 20.03.2021."},
		{"a day that is not in the calendar", "2019-08-30", "2019-02-30", "child.birth_date", "date", "Проверьте дату в поле «Дата рождения» (Ребёнок): такого дня нет в календаре."},
		{"an answer to a hidden page", `"relation":"parent"`, `"relation":"parent","guardian":{"number":"1","date":"2020-01-01"}`, "guardian", "hidden", ""},
		{"a page that an answer opens", `"relation":"parent"`, `"relation":"guardian"`, "guardian.number", "required", "Заполните поле «Номер акта» (Акт об опеке)."},
		{"a list that an answer opens", `"siblings":[{"surname":"Вахрушева","name":"Анна","birth_date":"2016-02-01","same_school":true,"class":3}],`, ``, "siblings", "required", "Заполните хотя бы одну запись в поле «Братья и сёстры»."},
		{"an item without a name", `"name":"Анна",`, ``, "siblings.0.name", "required", "Заполните поле «Имя» (Брат или сестра 1)."},
		{"a class that the item does not ask", `"same_school":true`, `"same_school":false`, "siblings.0.class", "hidden", ""},
		{"a class that does not exist", `"class":3`, `"class":12`, "siblings.0.class", "max", "Укажите в поле «Класс» (Брат или сестра 1) число не больше 11."},
		{"a class and a half", `"class":3`, `"class":3.5`, "siblings.0.class", "type", "Укажите в поле «Класс» (Брат или сестра 1) целое число цифрами."},
		{"a school twice", `["izh-30","izh-24"]`, `["izh-30","izh\u002d30"]`, "schools.1", "repeated", "Уберите повтор в поле «Школы»."},
		{"a school that is not on offer", `"izh-24"`, `"izh-99"`, "schools.1", "choice", ""},
		{"a name outside the form", `"relation"`, `"x":{"y":[1,{}]},"relation"`, "x", "unknown", ""},
		{"a box that has to be ticked", `"consent":true`, `"consent":false`, "consent", "required", "Подтвердите: «Сведения верны»."},
		{"a number where a text is asked", `"house":"268"`, `"house":268`, "address.house", "type", ""},
		{"letters that nobody sees", `"Пушкинская"`, `"Пуш\u0000"`, "address.street", "characters", ""},
		{"a name that stands twice", `"relation":"parent"`, `"relation":"parent","relation":"parent"`, "", "broken", ""},
		{"half of a letter", `"Пушкинская"`, `"\ud83d"`, "", "broken", ""},
		{"something after the end", `"consent":true}`, `"consent":true}}`, "", "broken", ""},
		{"null", `"flat":"14"`, `"flat":null`, "address.flat", "type", ""},
		{"nothing", enrolled, ``, "", "broken", ""},
		{"no object", enrolled, `[]`, "", "broken", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(enrolled, c.was) {
				t.Fatalf("%q is not in the answers", c.was)
			}
			got := f.Check([]byte(strings.Replace(enrolled, c.was, c.is, 1)), today)
			if c.code == "" {
				if got != nil {
					t.Fatalf("problems %v", got)
				}
				return
			}
			if len(got) == 0 || got[0].Path != c.path || got[0].Code != c.code || c.text != "" && got[0].Text != c.text {
				t.Errorf("problems %+v", got)
			}
			if c.text == "" && got[0].Text == "" || strings.ContainsAny(got[0].Text, "{}") {
				t.Errorf("text %q", got[0].Text)
			}
		})
	}
}

func TestProblemsComeInTheOrderOfThePages(t *testing.T) {
	f := compiled(t, enrolment)
	var paths []string
	for _, p := range f.Check([]byte(`{"consent":false,"child":{},"relation":"guardian","applicant":{"snils":"1"}}`), today) {
		paths = append(paths, p.Path)
	}
	want := "applicant.surname applicant.name applicant.birth_date applicant.snils applicant.phone document.number document.issued_on" +
		" guardian.number guardian.date child.surname child.name child.birth_date child.sex child.snils address.settlement address.house" +
		" schools programme language charter consent"
	if got := strings.Join(paths, " "); got != want {
		t.Errorf("%s", got)
	}
}

func TestValue(t *testing.T) {
	f := compiled(t, enrolment)
	for path, want := range map[string]string{
		"child.snils": "08765430300", "schools.1": "izh-24", "siblings.0.class": "3", "charter": "true", "child.birth_date": "2019-08-30",
		"schools.2": "", "schools": "", "nobody": "", "child": "", "schools.-1": "", "child.snils.x": "", "files.0.name": "Свидетельство.pdf",
	} {
		got, ok := f.Value([]byte(enrolled), path)
		if got != want || ok != (want != "") {
			t.Errorf("%s: %q, %v", path, got, ok)
		}
		if all := f.Values([]byte(enrolled), "child.sex", path); all[0] != "m" || all[1] != want {
			t.Errorf("%s: %q", path, all)
		}
	}
}

func TestTakeChecksAndGivesAnswersAtOnce(t *testing.T) {
	f := compiled(t, enrolment)
	values, problems := f.Take([]byte(enrolled), today, "child.snils", "schools.0", "guardian.number")
	if problems != nil || len(values) != 3 || values[0] != "08765430300" || values[1] != "izh-30" || values[2] != "" {
		t.Errorf("%q, %v", values, problems)
	}
	if values, problems := f.Take([]byte(`{}`), today, "child.snils"); values != nil || len(problems) == 0 {
		t.Errorf("an empty form gives %q, %v", values, problems)
	}
}

func BenchmarkCheck(b *testing.B) {
	f, answers := compiled(b, enrolment), []byte(enrolled)
	if len(answers) < 1400 || f.Check(answers, today) != nil {
		b.Fatalf("%d bytes: %v", len(answers), f.Check(answers, today))
	}
	b.ReportAllocs()
	for b.Loop() {
		f.Check(answers, today)
	}
}
