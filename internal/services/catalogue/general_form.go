package catalogue

import (
	"encoding/json"
	"slices"
	"strings"
)

// FormOf is the general form of a service, built from its passport alone, as form.Compile reads it: the questions of the
// decision table, who applies, what he writes, the documents that only he has, and how he wants the result. Nothing is
// asked that the body can find out by itself (210-ФЗ art. 7).
func FormOf(p Passport) string {
	b := &formBuilder{p: p, properties: ordered{}}
	b.questions()
	b.whoApplies()
	b.applicant()
	b.representative()
	b.queue()
	b.request()
	b.documents()
	b.delivery()
	b.sign()
	raw, err := json.Marshal(map[string]any{
		"schema": map[string]any{"type": "object", "properties": b.properties, "required": b.required},
		"pages":  b.pages,
	})
	if err != nil { // only strings, numbers and lists of them are in it
		panic(err)
	}
	return string(raw)
}

// ordered is a JSON object whose names stand in the order in which they were put: the order in which a group is asked.
type ordered []member

type member struct {
	name  string
	value any
}

func (o ordered) MarshalJSON() ([]byte, error) {
	out := []byte{'{'}
	for i, m := range o {
		if i > 0 {
			out = append(out, ',')
		}
		name, err := json.Marshal(m.name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(m.value)
		if err != nil {
			return nil, err
		}
		out = append(append(append(out, name...), ':'), value...)
	}
	return append(out, '}'), nil
}

type (
	object     = map[string]any
	formPage   = map[string]any
	formChoice struct {
		Const string `json:"const"`
		Title string `json:"title"`
	}
)

type formBuilder struct {
	p          Passport
	properties ordered
	required   []string
	pages      []formPage
}

// ask puts a field of the root.
func (b *formBuilder) ask(name string, required bool, property any) {
	b.properties = append(b.properties, member{name, property})
	if required {
		b.required = append(b.required, name)
	}
}

func (b *formBuilder) page(code, title, hint string, fields ...string) formPage {
	page := formPage{"code": code, "title": title, "fields": fields}
	if hint != "" {
		page["hint"] = hint
	}
	b.pages = append(b.pages, page)
	return page
}

func choose(title, hint string, choices []formChoice) object {
	o := object{"type": "string", "title": title, "oneOf": choices, "x-widget": "radio"}
	if hint != "" {
		o["description"] = hint
	}
	return o
}

// questions come first, one on a page: they decide what is asked further.
func (b *formBuilder) questions() {
	for n, q := range b.p.Questions {
		var choices []formChoice
		for _, o := range q.Options {
			choices = append(choices, formChoice{o.Value, o.Words})
		}
		b.ask(q.Path, true, choose(q.Title, q.Hint, choices))
		b.page("question_"+string(rune('a'+n)), q.Title, "", q.Path)
	}
}

// kinds are the legal forms of those who may apply, each once.
func (b *formBuilder) kinds() (kinds []ApplicantKind) {
	for _, a := range b.p.Applicants {
		if !slices.Contains(kinds, a.Kind) {
			kinds = append(kinds, a.Kind)
		}
	}
	return kinds
}

// whoApplies is asked where applicants of several kinds may come.
func (b *formBuilder) whoApplies() {
	kinds := b.kinds()
	if len(kinds) < 2 {
		return
	}
	words := map[ApplicantKind]string{PersonApplicant: "Гражданин", Entrepreneur: "Индивидуальный предприниматель", Organisation: "Организация"}
	var choices []formChoice
	for _, k := range kinds {
		choices = append(choices, formChoice{string(k), words[k]})
	}
	b.ask("applicant_kind", true, choose("Кто обращается", "", choices))
	b.page("applicant_kind", "Кто обращается", "", "applicant_kind")
}

func textField(title string, most int) object {
	return object{"type": "string", "title": title, "maxLength": most}
}

func prefilled(o object, prefill string) object {
	o["x-prefill"] = prefill
	return o
}

func formatted(title, format string) object {
	return object{"type": "string", "title": title, "format": format}
}

// applicant asks the person or the one who signs for the organisation.
func (b *formBuilder) applicant() {
	kinds := b.kinds()
	fields := []string{"applicant"}
	birth := formatted("Дата рождения", "date")
	birth["x-latest"], birth["x-earliest"] = "today-14y", "1900-01-01"
	person := ordered{
		{"surname", prefilled(textField("Фамилия", 100), "surname")},
		{"name", prefilled(textField("Имя", 100), "name")},
		{"patronymic", prefilled(textField("Отчество, если есть", 100), "patronymic")},
		{"birth_date", prefilled(birth, "birth_date")},
		{"snils", prefilled(formatted("СНИЛС", "snils"), "snils")},
		{"phone", prefilled(formatted("Телефон", "phone"), "phone")},
		{"email", prefilled(formatted("Электронная почта", "email"), "email")},
	}
	b.ask("applicant", true, object{"type": "object", "title": "Заявитель", "x-widget": "person", "properties": person,
		"required": []string{"surname", "name", "birth_date", "snils", "phone"}})
	legal := slices.DeleteFunc(slices.Clone(kinds), func(k ApplicantKind) bool { return k == PersonApplicant })
	if len(legal) > 0 {
		company := ordered{
			{"name", prefilled(textField("Название или фамилия, имя, отчество предпринимателя", 300), "organisation")},
			{"inn", prefilled(formatted("ИНН", "inn"), "inn")},
			{"ogrn", prefilled(object{"type": "string", "title": "ОГРН или ОГРНИП", "pattern": `^(\d{13}|\d{15})$`}, "ogrn")},
			{"post", textField("Должность того, кто подписывает", 200)},
		}
		group := object{"type": "object", "title": "Организация или предприниматель", "properties": company, "required": []string{"name", "inn"}}
		if len(legal) < len(kinds) {
			group["x-when"] = object{"field": "applicant_kind", "in": legal}
		}
		b.ask("organisation", true, group)
		fields = append(fields, "organisation")
	}
	if slices.Contains(kinds, PersonApplicant) {
		address := ordered{
			{"postcode", formatted("Индекс", "postcode")},
			{"settlement", textField("Населённый пункт", 150)},
			{"street", textField("Улица", 150)},
			{"house", textField("Дом", 20)},
			{"flat", textField("Квартира", 20)},
		}
		group := object{"type": "object", "title": "Где вы живёте", "x-widget": "address", "properties": address, "required": []string{"settlement", "house"}}
		if len(legal) > 0 {
			group["x-when"] = object{"field": "applicant_kind", "is": PersonApplicant}
		}
		b.ask("address", true, group)
		fields = append(fields, "address")
	}
	b.page("applicant", "Заявитель", "Проверьте, что подставилось из учётной записи.", fields...)
}

// RepresentativeAnswer is the group of answers about who acts for the applicant: name and power. Every form that asks for him
// calls it so, and the office reads it by this name.
const RepresentativeAnswer = "representative"

// representative is asked where the passport lets somebody act for the applicant.
func (b *formBuilder) representative() {
	if !has(b.p.Applicants, func(a Applicant) bool { return a.Representative }) {
		return
	}
	b.ask("submitted_by", true, choose("Кто подаёт заявление", "", []formChoice{{"self", "Сам заявитель"}, {"representative", "Представитель"}}))
	b.ask(RepresentativeAnswer, true, object{"type": "object", "title": "Представитель", "x-widget": "person", "x-when": object{"field": "submitted_by", "is": "representative"},
		"properties": ordered{{"surname", textField("Фамилия", 100)}, {"name", textField("Имя", 100)}, {"patronymic", textField("Отчество, если есть", 100)},
			{"basis", textField("Доверенность или другой документ, его номер и дата", 300)}},
		"required": []string{"surname", "name", "basis"}})
	b.page("representative", "Кто подаёт заявление", "", "submitted_by", RepresentativeAnswer)
}

// queue asks what an order is counted by, where the questions of the table have not asked it: the child, and the place.
func (b *formBuilder) queue() {
	if b.p.Order == nil {
		return
	}
	var fields []string
	for _, path := range slices.Concat(b.p.Order.Subject, b.p.Order.Place) {
		name, inner, nested := strings.Cut(path, ".")
		if slices.Contains(fields, name) || slices.ContainsFunc(b.properties, func(m member) bool { return m.name == name }) {
			continue
		}
		fields = append(fields, name)
		if !nested {
			b.ask(name, true, textField("Куда подаётся заявление", 200))
			continue
		}
		birth := formatted("Дата рождения", "date")
		birth["x-latest"], birth["x-earliest"] = "today", "today-18y"
		child := ordered{{"surname", textField("Фамилия", 100)}, {"name", textField("Имя", 100)}, {"patronymic", textField("Отчество, если есть", 100)},
			{"birth_date", birth}, {inner, formatted("СНИЛС", "snils")}}
		b.ask(name, true, object{"type": "object", "title": "Ребёнок", "x-widget": "person", "properties": child, "required": []string{"surname", "name", "birth_date", inner}})
	}
	if len(fields) > 0 {
		b.page("queue", "Ребёнок и место", "", fields...)
	}
}

// request is what he asks in his own words.
func (b *formBuilder) request() {
	details := textField("Что важно для решения", 2000)
	details["x-widget"], details["description"] = "textarea", "Например, адрес объекта, за какое время нужны сведения, особые обстоятельства."
	b.ask("details", false, details)
	b.page("details", "О чём вы просите", "Услуга: "+b.p.ShortName+".", "details")
}

// documents asks for files of what only the applicant has.
func (b *formBuilder) documents() {
	var names []string
	optional := true
	for _, d := range b.p.Documents {
		if d.Source != FromInteragency {
			names = append(names, d.Name)
			optional = optional && (d.Source == Voluntary || len(d.Variants) > 0)
		}
	}
	if len(names) == 0 {
		return
	}
	files := object{"type": "array", "title": "Файлы документов", "x-widget": "file", "maxItems": 20, "items": object{"type": "object", "title": "Файл",
		"properties": ordered{{"code", formatted("Файл", "upload")}, {"name", textField("Название", 250)}}, "required": []string{"code", "name"}}}
	b.ask("files", false, files)
	hint := "Приложите то, что есть у вас в электронном виде. Остальное можно принести позже: "
	if optional {
		hint = "Если они есть у вас: "
	}
	b.page("documents", "Документы", clipped(hint+strings.Join(names, "; ")+".", 900), "files")
}

// delivery asks how the result is to be given; the choice may be changed until it is issued.
func (b *formBuilder) delivery() {
	electronic := has(b.p.Results, func(r Result) bool { return !r.Negative && slices.Contains(r.Carriers, Electronic) })
	paper := has(b.p.Results, func(r Result) bool { return !r.Negative && slices.Contains(r.Carriers, Paper) })
	var choices []formChoice
	if electronic {
		choices = append(choices, formChoice{"account", "Электронным документом в личный кабинет"})
	}
	if paper {
		choices = append(choices, formChoice{"visit", "На бумаге, лично в органе"}, formChoice{"post", "На бумаге, по почте"})
	}
	if len(choices) < 2 {
		return
	}
	b.ask("result_way", true, choose("Как получить результат", "Выбор можно изменить, пока результат не выдан.", choices))
	b.page("result_way", "Результат", "", "result_way")
}

func (b *formBuilder) sign() {
	b.ask("consent", true, object{"type": "boolean", "title": "Сведения верны, об ответственности за ложные сведения знаю", "const": true, "x-widget": "sign"})
	b.page("sign", "Подтверждение", "", "consent")
}

func clipped(s string, most int) string {
	if letters := []rune(s); len(letters) > most {
		return string(letters[:most-1]) + "…"
	}
	return s
}
