package form

import (
	"strconv"
	"strings"

	"veche/internal/platform/calendar"
)

// sentences say what to do, by the code of the problem; {…} are filled in. web/src/i18n/ru/forms.ts has the same ones,
// and conformance.json keeps them equal.
var sentences = map[string]string{
	"required":    "Заполните поле {title}.",
	"type":        "Заполните поле {title} заново: ответ записан не так, как ждёт форма.",
	"characters":  "Уберите из поля {title} невидимые знаки.",
	"short":       "Напишите в поле {title} не меньше {n} {signs}.",
	"long":        "Сократите ответ в поле {title} до {n} {signs}.",
	"pattern":     "Проверьте поле {title}: ответ записан не по образцу.",
	"choice":      "Выберите ответ в поле {title} из предложенных.",
	"min":         "Укажите в поле {title} число не меньше {n}.",
	"max":         "Укажите в поле {title} число не больше {n}.",
	"early":       "Укажите в поле {title} дату не раньше {date}.",
	"late":        "Укажите в поле {title} дату не позже {date}.",
	"few":         "Добавьте в поле {title} записи: их нужно не меньше {n}.",
	"many":        "Уберите из поля {title} лишнее: записей можно не больше {n}.",
	"repeated":    "Уберите повтор в поле {title}.",
	"hidden":      "Уберите ответ из поля {title}: при таких ответах этот вопрос не задаётся.",
	"unknown":     "В ответах есть поле, которого нет в форме. Обновите страницу и проверьте ответы.",
	"broken":      "Ответы не удалось прочитать. Обновите страницу и отправьте их ещё раз.",
	"large":       "Ответов слишком много. Сократите длинные тексты и отправьте ещё раз.",
	"date":        "Проверьте дату в поле {title}: такого дня нет в календаре.",
	"email":       "Проверьте поле {title}: адрес электронной почты пишется как name@example.ru.",
	"phone":       "Проверьте поле {title}: нужен номер телефона с кодом, например +7 912 345-67-89.",
	"snils":       "Проверьте поле {title}: в СНИЛС 11 цифр, и они должны совпадать с документом.",
	"inn":         "Проверьте поле {title}: цифры ИНН должны совпадать с документом.",
	"ogrn":        "Проверьте поле {title}: цифры ОГРН должны совпадать с документом.",
	"certificate": "Проверьте поле {title}: серия и номер свидетельства пишутся как III-НИ 654321.",
	"passport":    "Проверьте поле {title}: в серии и номере паспорта 10 цифр.",
	"postcode":    "Проверьте поле {title}: в почтовом индексе 6 цифр.",
	"cadastre":    "Проверьте поле {title}: кадастровый номер пишется как 18:26:010203:45.",
	"upload":      "Приложите файл в поле {title} ещё раз: он не сохранился.",
	// The same code, said of other kinds of field.
	"required.choice": "Выберите ответ в поле {title}.",
	"required.date":   "Укажите дату в поле {title}: день, месяц и год.",
	"required.file":   "Приложите файл в поле {title}.",
	"required.list":   "Заполните хотя бы одну запись в поле {title}.",
	"required.marks":  "Отметьте хотя бы один ответ в поле {title}.",
	"required.agree":  "Подтвердите: {title}.",
	"type.number":     "Укажите в поле {title} число цифрами.",
	"type.integer":    "Укажите в поле {title} целое число цифрами.",
}

func sentence(code, kind string, fill ...string) string {
	words, known := sentences[code+"."+kind]
	if !known {
		words = sentences[code]
	}
	return strings.NewReplacer(fill...).Replace(words)
}

// problem adds what is wrong with a field, or with an item of the list in which the reading is.
func (r *reading) problem(code string, f *field) {
	if len(r.problems) >= mostProblems {
		return
	}
	words := f.errors[code]
	if words == "" {
		words = f.errors[""]
	}
	if words == "" {
		words = sentence(code, f.sentenceKind(code), append(f.limits(code, r.today), "{title}", r.titled(f))...)
	}
	r.problems = append(r.problems, Problem{Path: r.path(f.path), Code: code, Text: words})
}

func (r *reading) unknown(f *field, key slot) {
	if len(r.problems) >= mostProblems {
		return
	}
	inner := strings.TrimPrefix(f.path+"."+string(r.content(key)), ".")
	r.problems = append(r.problems, Problem{Path: r.path(inner), Code: "unknown", Text: sentences["unknown"]})
}

// path is where the answer stands, through the lists that lead to it.
func (r *reading) path(inner string) string {
	var out []string
	for _, p := range r.way {
		out = append(out, p.list.path, strconv.Itoa(p.index))
	}
	if inner != "" {
		out = append(out, inner)
	}
	return strings.Join(out, ".")
}

// titled names a field so that it is found: «Фамилия» (Ребёнок 2, Свидетельство).
func (r *reading) titled(f *field) string {
	title, around := f.title, []string(nil)
	for _, p := range r.way {
		around = append(around, p.list.context...)
		if f == p.list.item && f.kind != group {
			title = p.list.title // an item that is one answer is called by its list
			break
		}
		around = append(around, p.list.item.title+" "+strconv.Itoa(p.index+1))
	}
	around = append(around, f.context...)
	if len(around) == 0 {
		return "«" + title + "»"
	}
	return "«" + title + "» (" + strings.Join(around, ", ") + ")"
}

func (f *field) sentenceKind(code string) string {
	switch {
	case code == "type" && f.kind == number:
		return "number"
	case code == "type" && f.kind == integer:
		return "integer"
	case code != "required":
		return ""
	case f.choices != nil || f.kind == boolean && !f.agree:
		return "choice"
	case f.format == formats["date"]:
		return "date"
	case f.kind == list && f.widget == "file":
		return "file"
	case f.kind == list && f.item.choices != nil:
		return "marks"
	case f.kind == list:
		return "list"
	case f.agree:
		return "agree"
	}
	return ""
}

// limits are the numbers of a sentence.
func (f *field) limits(code string, today calendar.Date) []string {
	switch code {
	case "short":
		return signs(f.shortest)
	case "long":
		return signs(f.longest)
	case "min":
		return []string{"{n}", inFigures(*f.low)}
	case "max":
		return []string{"{n}", inFigures(*f.high)}
	case "few":
		return []string{"{n}", strconv.Itoa(f.few)}
	case "many":
		return []string{"{n}", strconv.Itoa(f.many)}
	case "early":
		return []string{"{date}", f.earliest.on(today).Russian()}
	case "late":
		return []string{"{date}", f.latest.on(today).Russian()}
	}
	return nil
}

// inFigures writes a number as people do: with a comma.
func inFigures(n float64) string {
	return strings.ReplaceAll(strconv.FormatFloat(n, 'f', -1, 64), ".", ",")
}

func signs(n int) []string {
	word := "знаков"
	if n%10 == 1 && n%100 != 11 {
		word = "знака"
	}
	return []string{"{n}", strconv.Itoa(n), "{signs}", word}
}
