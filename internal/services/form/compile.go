package form

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Compile reads a form and refuses, in words that the editor of forms understands, what is outside the subset of
// docs/forms.md.
func Compile(raw []byte) (*Form, error) {
	f, mistakes := compile(raw)
	if len(mistakes) > 0 {
		return nil, mistakes[0]
	}
	return f, nil
}

func compile(raw []byte) (*Form, []Mistake) {
	c := &compiler{}
	if len(raw) > mostForm {
		c.say(partText, "форма больше %d КБ: сократите справочники", mostForm>>10)
		return nil, c.mistakes
	}
	var root schema
	if err := strict(raw, &c.file); err != nil {
		c.say(partOf(err), "%s", unread(raw, err))
		return nil, c.mistakes
	}
	if err := strict(c.file.Schema, &root); err != nil {
		c.say(partOf(err), "%s", unread(c.file.Schema, err))
		return nil, c.mistakes
	}
	f := c.compile(&root)
	if len(c.mistakes) == 0 {
		f.spare.New = func() any { return &reading{slots: make([]slot, 0, 2*f.root.span)} }
	}
	return f, c.mistakes
}

// compiler goes through a form in the order of asking and gathers what is wrong on its way.
type compiler struct {
	file     file
	count    int
	page     rawPage // that is being compiled
	way      []step  // to the field that is being compiled
	mistakes []Mistake
}

// scope is the whole form or one item of a list: conditions look within it, and its answers share a frame.
type scope struct {
	asked map[string]*field // by path, those asked so far
	group *schema           // of all, also of those asked later
	slots int
}

var name = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)

func (c *compiler) compile(root *schema) *Form {
	top := &field{kind: group, byName: map[string]*field{}, required: true}
	f := &Form{root: top}
	if root.Type != "object" || root.Properties == nil || len(c.file.Pages) == 0 {
		c.say("", "в форме нужны вопросы и хотя бы одна страница")
		return f
	}
	c.unwanted(root, "type", "properties", "required", "title", "description", "$schema")
	sc := &scope{asked: map[string]*field{}, group: root, slots: 1}
	codes := map[string]bool{}
	for _, p := range c.file.Pages {
		c.page = p
		if !name.MatchString(p.Code) {
			c.say("code", "код страницы «%s» не годится: нужны латинские строчные буквы, цифры и _, до 40 знаков", p.Code)
		} else if codes[p.Code] {
			c.say("code", "код «%s» уже есть у другой страницы", p.Code)
		}
		if strings.TrimSpace(p.Title) == "" {
			c.say("title", "напишите название страницы")
		}
		if len(p.Fields) == 0 {
			c.say("fields", "добавьте на страницу хотя бы один вопрос")
		}
		codes[p.Code] = true
		f.pages = append(f.pages, c.onePage(p, root, top, sc))
	}
	c.page = rawPage{}
	for _, n := range root.Properties.names {
		if top.byName[n] == nil {
			c.say("fields", "вопрос «%s» не стоит ни на одной странице", n)
		}
	}
	top.span = sc.slots
	c.known(root.Required, root.Properties)
	return f
}

// onePage compiles the fields of a page: its condition is theirs too.
func (c *compiler) onePage(p rawPage, root *schema, top *field, sc *scope) Page {
	out := Page{Code: p.Code, Title: p.Title, Hint: p.Hint}
	var when condition
	if p.When != nil {
		var err error
		when, err = readCondition(p.When, sc)
		c.take("when", err)
	}
	for _, n := range p.Fields {
		s := root.Properties.of[n]
		if s == nil || top.byName[n] != nil {
			c.say("fields", "вопроса «%s» нет в форме, или он уже стоит на другой странице", n)
			continue
		}
		child := c.field(n, s, top, sc, 1)
		child.required = slices.Contains(root.Required, n)
		child.when = both(when, child.when)
		top.fields, top.byName[n] = append(top.fields, child), child
		out.Asks = append(out.Asks, question(child))
	}
	return out
}

func question(f *field) Question {
	q := Question{Path: f.path, Title: f.title}
	inner := f.fields
	if f.item != nil {
		inner = f.item.fields
	}
	for _, child := range inner {
		q.Asks = append(q.Asks, question(child))
	}
	return q
}

func both(a, b condition) condition {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	return all{a, b}
}

// field compiles one property of a group.
func (c *compiler) field(n string, s *schema, parent *field, sc *scope, depth int) *field {
	c.way = append(c.way, step{n, s.Title})
	defer func() { c.way = c.way[:len(c.way)-1] }()
	before := len(c.mistakes)
	if !name.MatchString(n) {
		c.say("name", "имя «%s» не годится: нужны латинские строчные буквы, цифры и _, до 40 знаков", n)
	}
	if strings.TrimSpace(s.Title) == "" {
		c.say("title", "напишите название вопроса")
	}
	f := &field{name: n, path: strings.TrimPrefix(parent.path+"."+n, "."), title: s.Title, slot: sc.slots}
	if parent.path != "" {
		f.context = append(slices.Clone(parent.context), parent.title)
	}
	sc.slots++
	if s.When != nil {
		var err error
		f.when, err = readCondition(s.When, sc)
		c.take("x-when", err)
	}
	c.fill(f, s, sc, depth)
	f.span = sc.slots - f.slot
	f.broken = len(c.mistakes) > before
	sc.asked[f.path] = f
	return f
}

// fill compiles what the kind of the field allows.
func (c *compiler) fill(f *field, s *schema, sc *scope, depth int) {
	if c.count++; c.count > mostFields || depth > mostDepth {
		c.say("", "вопросов больше %d, или они вложены глубже %d уровней", mostFields, mostDepth)
		return
	}
	var err error
	f.errors, err = readErrors(s.Error)
	c.take("x-error", err)
	if s.Widget != "" && !slices.Contains(widgets[s.Type], s.Widget) {
		c.say("x-widget", "вид поля «%s» не подходит к такому вопросу", s.Widget)
	}
	if s.Prefill != "" && !slices.Contains(prefills, s.Prefill) {
		c.say("x-prefill", "сведений «%s» кабинет не знает", s.Prefill)
	}
	f.widget, f.mask, f.unit = s.Widget, s.Mask, s.Unit
	allowed, known := keywords[s.Type]
	if !known {
		c.say("type", "вида «%s» нет: бывают object, array, string, number, integer и boolean", s.Type)
		return
	}
	c.unwanted(s, append(slices.Clone(common), allowed...)...)
	switch s.Type {
	case "object":
		c.group(f, s, sc, depth)
	case "array":
		c.list(f, s, depth)
	case "string":
		c.text(f, s)
	case "boolean":
		if f.kind, f.agree = boolean, s.Const != nil; f.agree && !*s.Const {
			c.say("const", "обязательной бывает только отметка «да»")
		}
	default:
		f.kind, f.low, f.high = number, s.Minimum, s.Maximum
		if s.Type == "integer" {
			f.kind = integer
		}
		if f.low != nil && f.high != nil && *f.low > *f.high {
			c.say("minimum", "наименьшее число больше наибольшего")
		}
	}
}

func (c *compiler) group(f *field, s *schema, sc *scope, depth int) {
	f.kind, f.byName = group, map[string]*field{}
	if s.Properties == nil || len(s.Properties.names) == 0 {
		c.say("properties", "добавьте в группу хотя бы один вопрос")
		return
	}
	for _, n := range s.Properties.names {
		child := c.field(n, s.Properties.of[n], f, sc, depth+1)
		child.required = slices.Contains(s.Required, n)
		f.fields, f.byName[n] = append(f.fields, child), child
	}
	c.known(s.Required, s.Properties)
}

// list compiles a list; each of its items is a scope of its own.
func (c *compiler) list(f *field, s *schema, depth int) {
	if s.Items == nil || s.MaxItems == nil || *s.MaxItems < 1 || *s.MaxItems > mostItems {
		c.say("maxItems", "укажите, сколько записей можно добавить: от 1 до %d", mostItems)
		return
	}
	f.kind, f.many, f.unique = list, *s.MaxItems, s.Unique
	if s.MinItems != nil {
		f.few = *s.MinItems
	}
	if f.few < 0 || f.few > f.many {
		c.say("minItems", "наименьшее число записей не бывает больше наибольшего")
	}
	if s.Items.When != nil || s.Items.Type == "array" {
		c.say("items", "у записи списка не бывает условия, и запись не бывает списком")
		return
	}
	title := s.Items.Title
	if title == "" {
		title = f.title
	}
	sc := &scope{asked: map[string]*field{}, group: s.Items, slots: 1}
	f.item = &field{title: title, required: true}
	c.fill(f.item, s.Items, sc, depth+1)
	f.item.span = sc.slots
	if f.unique && f.item.choices == nil {
		c.say("uniqueItems", "без повторов бывают только ответы на выбор")
	}
}

func (c *compiler) text(f *field, s *schema) {
	f.kind, f.longest = text, mostRunes
	if s.MinLength != nil {
		f.shortest = *s.MinLength
	}
	if s.MaxLength != nil {
		f.longest = *s.MaxLength
	}
	if f.shortest < 0 || f.longest < 1 || f.shortest > f.longest || f.longest > mostBytes/4 {
		c.say("maxLength", "длина ответа – от 0 до %d знаков, наибольшая не меньше наименьшей", mostBytes/4)
	}
	c.choices(f, s)
	if f.choices != nil && (s.Pattern != "" || s.Format != "" || s.MinLength != nil || s.MaxLength != nil || s.Mask != "") {
		c.say("oneOf", "у ответа на выбор не бывает образца, формата, длины и маски")
	}
	if s.Format != "" {
		if f.format = formats[s.Format]; f.format == nil {
			c.say("format", "формата «%s» нет", s.Format)
		}
	}
	var err error
	if s.Pattern != "" {
		f.pattern, err = readPattern(s.Pattern)
		c.take("pattern", err)
	}
	f.earliest, err = bound(s.Earliest, f)
	c.take("x-earliest", err)
	f.latest, err = bound(s.Latest, f)
	c.take("x-latest", err)
}

func bound(s string, f *field) (*moment, error) {
	switch {
	case s == "":
		return nil, nil
	case f.format != formats["date"]:
		return nil, fmt.Errorf("раньше и позже говорят только у даты")
	}
	return readMoment(s)
}

// choices come from enum, oneOf or a dictionary of the form.
func (c *compiler) choices(f *field, s *schema) {
	if count(s.Enum != nil, s.OneOf != nil, s.Dictionary != "") > 1 {
		c.say("oneOf", "ответы на выбор берутся из одного места: из списка или из справочника")
		return
	}
	list := c.file.offered(s)
	if len(list) == 0 {
		if s.Dictionary != "" {
			c.say("x-dictionary", "справочника «%s» в форме нет, или он пуст", s.Dictionary)
		} else if s.Enum != nil || s.OneOf != nil {
			c.say("oneOf", "добавьте ответы, из которых выбирают")
		}
		return
	}
	f.choices = make(map[string]int, len(list))
	for i, one := range list {
		if _, twice := f.choices[one.Const]; twice || blank([]byte(one.Const)) || one.Title == "" {
			c.say("oneOf", "ответ «%s» стоит дважды, пуст или без названия", either(one.Title, one.Const))
			return
		}
		f.choices[one.Const] = i
		f.labels = append(f.labels, one.Title)
	}
}

// offered are the answers of a question on choice.
func (in *file) offered(s *schema) []option {
	var list []option
	for _, one := range s.Enum {
		list = append(list, option{Const: one, Title: one})
	}
	list = append(list, s.OneOf...)
	for _, one := range in.Dictionaries[s.Dictionary] {
		list = append(list, option{Const: one.Code, Title: one.Title})
	}
	return list
}

// readErrors takes one sentence for all, or sentences by code.
func readErrors(raw json.RawMessage) (map[string]string, error) {
	if raw == nil {
		return nil, nil
	}
	var one string
	if json.Unmarshal(raw, &one) == nil {
		return map[string]string{"": one}, nil
	}
	var by map[string]string
	if err := json.Unmarshal(raw, &by); err != nil {
		return nil, fmt.Errorf("своё предложение об ошибке – это текст или тексты по кодам ошибок")
	}
	for code := range by {
		if _, known := sentences[code]; !known {
			return nil, fmt.Errorf("кода ошибки «%s» нет", code)
		}
	}
	return by, nil
}

func (c *compiler) known(required []string, p *properties) {
	for _, n := range required {
		if p.of[n] == nil {
			c.say("required", "обязательным назван вопрос «%s», которого нет", n)
		}
	}
}
