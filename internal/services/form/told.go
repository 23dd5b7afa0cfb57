package form

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Statement is one thing that a form says, in words; Key tells the same thing in another version of the form.
type Statement struct {
	Key   string
	Label string
	Value string
}

// Told are two forms in words, statement by statement: what a publication changes is said by them. Order and place are told
// only of what both have, by its newest title: a new page alone does not change the order of the rest. A file that cannot be
// read says nothing.
func Told(was, is []byte) (before, after []Statement) {
	old, oldOK := readable(was)
	now, nowOK := readable(is)
	if oldOK {
		before = old.told(now, now)
	}
	if nowOK {
		after = now.told(old, now)
	}
	return before, after
}

// telling is a form that is being told.
type telling struct {
	file file
	root schema
	list []Statement
}

// told says everything; titles in orders are those of the newest form.
func (t *telling) told(other, newest *telling) []Statement {
	t.pages(other, newest)
	for _, p := range t.file.Pages {
		for _, n := range p.Fields {
			if s := t.root.Properties.of[n]; s != nil {
				t.field(n, s, slices.Contains(t.root.Required, n), t.root, "", nil)
			}
		}
	}
	t.dictionaries()
	return t.list
}

// readable decodes a form without judging it.
func readable(raw []byte) (*telling, bool) {
	t := &telling{}
	ok := strict(raw, &t.file) == nil && strict(t.file.Schema, &t.root) == nil && t.root.Properties != nil
	if !ok {
		t = &telling{root: schema{Properties: &properties{}}}
	}
	return t, ok
}

func (t *telling) say(key, label, value string) {
	t.list = append(t.list, Statement{key, label, value})
}

// filled says it only where there is something to say.
func (t *telling) filled(key, label, value string) {
	if value != "" {
		t.say(key, label, value)
	}
}

// titleOf is the title of a page, "" where there is no such page.
func (t *telling) titleOf(code string) string {
	for _, p := range t.file.Pages {
		if p.Code == code {
			return p.Title
		}
	}
	return ""
}

func (t *telling) pages(other, newest *telling) {
	var order []string
	for _, p := range t.file.Pages {
		both := other.titleOf(p.Code) != ""
		if both {
			order = append(order, "«"+newest.titleOf(p.Code)+"»")
		}
		t.say("page "+p.Code, "Страница «"+p.Title+"»", "")
		t.filled("hint of page "+p.Code, "Пояснение страницы «"+p.Title+"»", p.Hint)
		t.filled("when of page "+p.Code, "Условие страницы «"+p.Title+"»", t.condition(p.When, &t.root))
		var questions []string
		for _, n := range p.Fields {
			if s := newest.root.Properties.of[n]; s != nil && other.root.Properties.of[n] != nil {
				questions = append(questions, "«"+s.Title+"»")
			}
		}
		if both && len(questions) > 0 {
			t.say("questions of page "+p.Code, "Вопросы страницы «"+newest.titleOf(p.Code)+"»", strings.Join(questions, ", "))
		}
	}
	t.filled("order of pages", "Порядок страниц", strings.Join(order, ", "))
}

// field tells a question and, after it, those inside. Its scope is the form or the record of a list: conditions look there.
func (t *telling) field(n string, s *schema, required bool, scope schema, path string, around []string) {
	key := strings.TrimPrefix(path+"."+n, ".")
	title := "«" + s.Title + "»"
	if len(around) > 0 {
		title += " (" + strings.Join(around, ", ") + ")"
	}
	kind := kindWords(s)
	if required {
		kind += ", обязательный"
	}
	t.say("field "+key, "Вопрос "+title, kind)
	t.filled("hint "+key, "Подсказка к вопросу "+title, s.Description)
	t.filled("choices "+key, "Ответы на вопрос "+title, choiceWords(s))
	t.filled("limits "+key, "Пределы ответа на вопрос "+title, limitWords(s))
	t.filled("pattern "+key, "Образец ответа на вопрос "+title, strings.Trim(s.Pattern+" "+s.Mask, " "))
	t.filled("prefill "+key, "Подставится в вопрос "+title, prefillWords[s.Prefill])
	t.filled("error "+key, "Свои слова об ошибке в вопросе "+title, string(s.Error))
	t.filled("when "+key, "Условие вопроса "+title, t.condition(s.When, &scope))
	inside := s
	if s.Items != nil {
		if inside, scope = s.Items, *s.Items; inside.Properties == nil {
			t.filled("choices of "+key, "Ответы на вопрос "+title, choiceWords(inside))
		}
	}
	if inside.Properties == nil || s.Widget == "file" {
		return
	}
	for _, name := range inside.Properties.names {
		t.field(name, inside.Properties.of[name], slices.Contains(inside.Required, name), scope, key, append(slices.Clone(around), s.Title))
	}
}

func (t *telling) dictionaries() {
	names := make([]string, 0, len(t.file.Dictionaries))
	for name := range t.file.Dictionaries {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		for _, e := range t.file.Dictionaries[name] {
			t.say("entry "+name+" "+e.Code, "Справочник «"+name+"», строка «"+e.Title+"»", e.Note)
		}
	}
}

// kindWords name the kind of an answer as the builder does.
func kindWords(s *schema) string {
	for _, k := range kinds {
		if k.is(s) {
			return k.words
		}
	}
	return either(formatWords[s.Format], s.Format)
}

var formatWords = map[string]string{"date": "дата", "phone": "телефон", "email": "электронная почта", "snils": "СНИЛС", "inn": "ИНН", "inn-person": "ИНН гражданина",
	"inn-organisation": "ИНН организации", "ogrn": "ОГРН", "ogrnip": "ОГРНИП", "passport": "серия и номер паспорта", "birth-certificate": "свидетельство о рождении",
	"postcode": "почтовый индекс", "cadastre": "кадастровый номер", "upload": "файл"}

var kinds = []struct {
	words string
	is    func(s *schema) bool
}{
	{"файлы", func(s *schema) bool { return s.Widget == "file" }},
	{"выбор нескольких ответов", func(s *schema) bool { return s.Type == "array" && s.Items != nil && s.Items.Properties == nil }},
	{"список записей", func(s *schema) bool { return s.Type == "array" }},
	{"человек", func(s *schema) bool { return s.Widget == "person" }},
	{"адрес", func(s *schema) bool { return s.Widget == "address" }},
	{"группа вопросов", func(s *schema) bool { return s.Type == "object" }},
	{"подпись", func(s *schema) bool { return s.Widget == "sign" }},
	{"согласие", func(s *schema) bool { return s.Const != nil }},
	{"да или нет", func(s *schema) bool { return s.Type == "boolean" }},
	{"целое число", func(s *schema) bool { return s.Type == "integer" }},
	{"число", func(s *schema) bool { return s.Type == "number" }},
	{"выбор из справочника", func(s *schema) bool { return s.Dictionary != "" }},
	{"выбор одного ответа", func(s *schema) bool { return s.Enum != nil || s.OneOf != nil }},
	{"длинный текст", func(s *schema) bool { return s.Widget == "textarea" }},
	{"текст", func(s *schema) bool { return s.Format == "" }},
}

var prefillWords = map[string]string{"surname": "фамилия из учётной записи", "name": "имя из учётной записи", "patronymic": "отчество из учётной записи",
	"full_name": "фамилия, имя и отчество из учётной записи", "birth_date": "дата рождения из учётной записи", "snils": "СНИЛС из учётной записи",
	"email": "почта из учётной записи", "phone": "телефон из учётной записи", "address": "адрес из учётной записи",
	"organisation": "название организации", "inn": "ИНН организации", "ogrn": "ОГРН организации"}

func choiceWords(s *schema) string {
	if s.Dictionary != "" {
		return "справочник «" + s.Dictionary + "»"
	}
	words := slices.Clone(s.Enum)
	for _, o := range s.OneOf {
		words = append(words, o.Title)
	}
	return strings.Join(words, "; ")
}

func limitWords(s *schema) string {
	var words []string
	say := func(what string, n *int) {
		if n != nil {
			words = append(words, what+" "+strconv.Itoa(*n))
		}
	}
	figure := func(what string, n *float64) {
		if n != nil {
			words = append(words, what+" "+figureWords(*n)+strings.TrimRight(" "+s.Unit, " "))
		}
	}
	say("знаков не меньше", s.MinLength)
	say("знаков не больше", s.MaxLength)
	say("записей не меньше", s.MinItems)
	say("записей не больше", s.MaxItems)
	figure("не меньше", s.Minimum)
	figure("не больше", s.Maximum)
	if s.Earliest != "" {
		words = append(words, "не раньше "+momentWords(s.Earliest))
	}
	if s.Latest != "" {
		words = append(words, "не позже "+momentWords(s.Latest))
	}
	return strings.Join(words, ", ")
}

func figureWords(n float64) string {
	return strings.Replace(strconv.FormatFloat(n, 'f', -1, 64), ".", ",", 1)
}

// momentWords say a bound of a date: 01.09.2026, сегодня, сегодня − 14 лет.
func momentWords(s string) string {
	m, err := readMoment(s)
	switch {
	case err != nil:
		return s
	case !m.fixed.IsZero():
		return m.fixed.Russian()
	case m.days == 0 && m.months == 0:
		return "сегодня"
	}
	n, unit := m.days, "дн."
	if m.months != 0 {
		n, unit = m.months, "мес."
		if n%12 == 0 {
			n, unit = n/12, "г."
		}
	}
	sign := "+"
	if n < 0 {
		n, sign = -n, "−"
	}
	return fmt.Sprintf("сегодня %s %d %s", sign, n, unit)
}
