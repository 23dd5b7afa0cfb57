package form

import (
	"slices"
	"strings"
	"testing"
)

func TestMistakesStandAtTheirPlaces(t *testing.T) {
	const wrong = `{"schema":{"type":"object","properties":{
		"kind":{"type":"string","title":"Кто обращается","oneOf":[{"const":"a","title":"Сам"}]},
		"children":{"type":"array","title":"Дети","maxItems":5,"items":{"type":"object","title":"Ребёнок","properties":{
			"name":{"type":"string","title":" "},"class":{"type":"integer","title":"Класс","minimum":9,"maximum":1},
			"school":{"type":"string","title":"Школа","x-when":{"field":"class","least":1}}}}},
		"paper":{"type":"string","title":"Документ","x-when":{"field":"kind","is":"b"}},
		"lost":{"type":"string","title":"Забытый"}}},
		"pages":[{"code":"who","title":"Заявитель","fields":["kind"]},{"code":"who","title":"","fields":["children","paper"]}]}`
	var said []string
	for _, m := range Mistakes([]byte(wrong)) {
		said = append(said, strings.Join([]string{m.Page, m.Field, m.Part, m.Text}, " | "))
	}
	want := []string{
		"who |  | code | Код «who» уже есть у другой страницы.",
		"who |  | title | Напишите название страницы.",
		"who | children.name | title | Напишите название вопроса.",
		"who | children.class | minimum | Наименьшее число больше наибольшего.",
		"who | paper | x-when | В условии стоит ответ «b», которого вопрос «Кто обращается» не предлагает.",
		" |  | fields | Вопрос «lost» не стоит ни на одной странице.",
	}
	if !slices.Equal(said, want) {
		t.Errorf("%s", strings.Join(said, "\n"))
	}
	if _, err := Compile([]byte(wrong)); err == nil || err.Error() != "страница «who»: код «who» уже есть у другой страницы." {
		t.Error(err)
	}
	if found := Mistakes([]byte(enrolment)); found != nil {
		t.Error(found)
	}
}

func TestATextThatCannotBeReadIsToldByItsLine(t *testing.T) {
	for text, want := range map[string]string{
		"{\n\"schema\": {},\n\"pages\": [,]}":  "Текст формы не читается: проверьте скобки, кавычки и запятые около строки 3.",
		`{"schema":`:                           "Текст формы не читается: он обрывается.",
		one(`"a":{"type":"string","title":5}`): "Текст формы не читается: у слова «title» записано не то, что нужно.",
		one(`"a":{"type":"string","title":"А"},"a":{"type":"string","title":"Б"}`): "Текст формы не читается: вопрос «a» назван дважды.",
	} {
		if found := Mistakes([]byte(text)); len(found) != 1 || found[0].Text != want || found[0].Part != partText {
			t.Errorf("%s: %+v", text, found)
		}
	}
	if found := Mistakes([]byte(one(`"a":{"type":"string","titel":"А"}`))); len(found) != 1 || found[0].Part != "" || found[0].Text != "Слова «titel» в формах нет." {
		t.Errorf("%+v", found)
	}
}

func TestAFormIsToldInWords(t *testing.T) {
	var said []string
	before, after := Told(nil, []byte(enrolment))
	if before != nil {
		t.Error("nothing is told of", before)
	}
	for _, s := range after {
		said = append(said, s.Label+": "+s.Value)
	}
	for _, want := range []string{
		"Страница «Заявитель»: ",
		"Вопрос «Дата рождения» (Заявитель): дата, обязательный",
		"Пределы ответа на вопрос «Дата рождения» (Заявитель): не раньше 01.01.1900, не позже сегодня − 14 г.",
		"Условие страницы «Опека»: если «Кем вы приходитесь ребёнку» – «Опекун»",
		"Вопрос «Класс» (Братья и сёстры): целое число, обязательный",
		"Условие вопроса «Класс» (Братья и сёстры): если «Учится в этой школе» – «Да»",
	} {
		if !slices.Contains(said, want) {
			t.Errorf("not said: %s", want)
		}
	}
	if t.Failed() {
		t.Log(strings.Join(said, "\n"))
	}
}
