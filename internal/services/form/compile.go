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
	if len(raw) > mostForm {
		return nil, fmt.Errorf("форма больше %d КБ", mostForm>>10)
	}
	var in file
	if err := strict(raw, &in); err != nil {
		return nil, fmt.Errorf("форма не читается: %w", err)
	}
	var root schema
	if err := strict(in.Schema, &root); err != nil {
		return nil, fmt.Errorf("форма не читается: %w", err)
	}
	c := &compiler{file: in}
	f, err := c.compile(&root)
	if err != nil {
		return nil, err
	}
	f.spare.New = func() any { return &reading{slots: make([]slot, 0, 2*f.root.span)} }
	return f, nil
}

type compiler struct {
	file  file
	count int
}

// scope is the whole form or one item of a list: conditions look within it, and its answers share a frame.
type scope struct {
	asked map[string]*field // by path, those asked so far
	slots int
}

var name = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)

func (c *compiler) compile(root *schema) (*Form, error) {
	if root.Type != "object" || root.Properties == nil || len(c.file.Pages) == 0 {
		return nil, fmt.Errorf("в форме нужны schema вида object с properties и хотя бы одна страница в pages")
	}
	if err := unwanted(root, "type", "properties", "required", "title", "description", "$schema"); err != nil {
		return nil, err
	}
	sc := &scope{asked: map[string]*field{}, slots: 1}
	top := &field{kind: group, byName: map[string]*field{}, required: true}
	f := &Form{root: top}
	codes := map[string]bool{}
	for _, p := range c.file.Pages {
		if !name.MatchString(p.Code) || codes[p.Code] || strings.TrimSpace(p.Title) == "" || len(p.Fields) == 0 {
			return nil, fmt.Errorf("странице «%s» нужны свой код из латинских букв, название и хотя бы одно поле", p.Code)
		}
		codes[p.Code] = true
		page, err := c.page(p, root, top, sc)
		if err != nil {
			return nil, fmt.Errorf("страница «%s»: %w", p.Title, err)
		}
		f.pages = append(f.pages, page)
	}
	for _, n := range root.Properties.names {
		if top.byName[n] == nil {
			return nil, fmt.Errorf("поле «%s» не стоит ни на одной странице", n)
		}
	}
	top.span = sc.slots
	return f, known(root.Required, root.Properties)
}

// page compiles the fields of one page: its condition is theirs too.
func (c *compiler) page(p rawPage, root *schema, top *field, sc *scope) (Page, error) {
	out := Page{Code: p.Code, Title: p.Title, Hint: p.Hint}
	var when condition
	if p.When != nil {
		var err error
		if when, err = readCondition(p.When, sc.asked); err != nil {
			return out, err
		}
	}
	for _, n := range p.Fields {
		s := root.Properties.of[n]
		if s == nil || top.byName[n] != nil {
			return out, fmt.Errorf("поля «%s» нет в schema, или оно уже стоит на другой странице", n)
		}
		child, err := c.field(n, s, top, sc, 1)
		if err != nil {
			return out, err
		}
		child.required = slices.Contains(root.Required, n)
		child.when = both(when, child.when)
		top.fields, top.byName[n] = append(top.fields, child), child
		out.Asks = append(out.Asks, question(child))
	}
	return out, nil
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
func (c *compiler) field(n string, s *schema, parent *field, sc *scope, depth int) (*field, error) {
	if !name.MatchString(n) {
		return nil, fmt.Errorf("имя поля «%s» не годится: латинские строчные буквы, цифры и _, до 40 знаков", n)
	}
	if strings.TrimSpace(s.Title) == "" {
		return nil, fmt.Errorf("у поля «%s» нет названия (title)", n)
	}
	f := &field{name: n, path: strings.TrimPrefix(parent.path+"."+n, "."), title: s.Title, slot: sc.slots}
	if parent.path != "" {
		f.context = append(slices.Clone(parent.context), parent.title)
	}
	sc.slots++
	if s.When != nil {
		var err error
		if f.when, err = readCondition(s.When, sc.asked); err != nil {
			return nil, fmt.Errorf("поле «%s»: %w", s.Title, err)
		}
	}
	if err := c.fill(f, s, sc, depth); err != nil {
		return nil, fmt.Errorf("поле «%s»: %w", s.Title, err)
	}
	f.span = sc.slots - f.slot
	sc.asked[f.path] = f
	return f, nil
}

// fill compiles what the kind of the field allows.
func (c *compiler) fill(f *field, s *schema, sc *scope, depth int) (err error) {
	if c.count++; c.count > mostFields || depth > mostDepth {
		return fmt.Errorf("полей больше %d или они вложены глубже %d уровней", mostFields, mostDepth)
	}
	if f.errors, err = readErrors(s.Error); err != nil {
		return err
	}
	if s.Widget != "" && !slices.Contains(widgets[s.Type], s.Widget) {
		return fmt.Errorf("виджет «%s» не показывает поле вида %s", s.Widget, s.Type)
	}
	if s.Prefill != "" && !slices.Contains(prefills, s.Prefill) {
		return fmt.Errorf("x-prefill «%s» кабинет не знает", s.Prefill)
	}
	f.widget, f.mask, f.unit = s.Widget, s.Mask, s.Unit
	allowed, known := keywords[s.Type]
	if !known {
		return fmt.Errorf("вид «%s» не из подмножества: object, array, string, number, integer или boolean", s.Type)
	}
	if err := unwanted(s, append(slices.Clone(common), allowed...)...); err != nil {
		return err
	}
	switch s.Type {
	case "object":
		return c.group(f, s, sc, depth)
	case "array":
		return c.list(f, s, depth)
	case "string":
		return c.text(f, s)
	case "boolean":
		if f.kind, f.agree = boolean, s.Const != nil; f.agree && !*s.Const {
			return fmt.Errorf("const бывает только true: согласие")
		}
		return nil
	}
	f.kind, f.low, f.high = number, s.Minimum, s.Maximum
	if s.Type == "integer" {
		f.kind = integer
	}
	if f.low != nil && f.high != nil && *f.low > *f.high {
		return fmt.Errorf("minimum больше maximum")
	}
	return nil
}

func (c *compiler) group(f *field, s *schema, sc *scope, depth int) error {
	f.kind, f.byName = group, map[string]*field{}
	if s.Properties == nil || len(s.Properties.names) == 0 {
		return fmt.Errorf("у группы нет полей (properties)")
	}
	for _, n := range s.Properties.names {
		child, err := c.field(n, s.Properties.of[n], f, sc, depth+1)
		if err != nil {
			return err
		}
		child.required = slices.Contains(s.Required, n)
		f.fields, f.byName[n] = append(f.fields, child), child
	}
	return known(s.Required, s.Properties)
}

// list compiles a list; each of its items is a scope of its own.
func (c *compiler) list(f *field, s *schema, depth int) error {
	if s.Items == nil || s.MaxItems == nil || *s.MaxItems < 1 || *s.MaxItems > mostItems {
		return fmt.Errorf("списку нужны items и maxItems от 1 до %d", mostItems)
	}
	f.kind, f.many, f.unique = list, *s.MaxItems, s.Unique
	if s.MinItems != nil {
		f.few = *s.MinItems
	}
	if f.few < 0 || f.few > f.many {
		return fmt.Errorf("minItems не между нулём и maxItems")
	}
	if s.Items.When != nil || s.Items.Type == "array" {
		return fmt.Errorf("у записи списка не бывает x-when, и запись не бывает списком")
	}
	title := s.Items.Title
	if title == "" {
		title = f.title
	}
	sc := &scope{asked: map[string]*field{}, slots: 1}
	f.item = &field{title: title, required: true}
	if err := c.fill(f.item, s.Items, sc, depth+1); err != nil {
		return err
	}
	f.item.span = sc.slots
	if f.unique && f.item.choices == nil {
		return fmt.Errorf("uniqueItems бывает только у списка ответов на выбор")
	}
	return nil
}

func (c *compiler) text(f *field, s *schema) (err error) {
	f.kind, f.longest = text, mostRunes
	if s.MinLength != nil {
		f.shortest = *s.MinLength
	}
	if s.MaxLength != nil {
		f.longest = *s.MaxLength
	}
	if f.shortest < 0 || f.longest < 1 || f.shortest > f.longest || f.longest > mostBytes/4 {
		return fmt.Errorf("minLength и maxLength должны быть от 0 до %d, второе не меньше первого", mostBytes/4)
	}
	if err := c.choices(f, s); err != nil {
		return err
	}
	if f.choices != nil && (s.Pattern != "" || s.Format != "" || s.MinLength != nil || s.MaxLength != nil || s.Mask != "") {
		return fmt.Errorf("у ответа на выбор не бывает pattern, format, длины и маски")
	}
	if s.Format != "" {
		if f.format = formats[s.Format]; f.format == nil {
			return fmt.Errorf("формата «%s» нет", s.Format)
		}
	}
	if s.Pattern != "" {
		if f.pattern, err = readPattern(s.Pattern); err != nil {
			return err
		}
	}
	if f.earliest, err = bound(s.Earliest, f); err == nil {
		f.latest, err = bound(s.Latest, f)
	}
	return err
}

func bound(s string, f *field) (*moment, error) {
	switch {
	case s == "":
		return nil, nil
	case f.format != formats["date"]:
		return nil, fmt.Errorf("x-earliest и x-latest бывают только у даты (format: date)")
	}
	return readMoment(s)
}

// choices come from enum, oneOf or a dictionary of the form.
func (c *compiler) choices(f *field, s *schema) error {
	if count(s.Enum != nil, s.OneOf != nil, s.Dictionary != "") > 1 {
		return fmt.Errorf("ответы на выбор берутся из одного места: enum, oneOf или x-dictionary")
	}
	var list []option
	for _, one := range s.Enum {
		list = append(list, option{Const: one, Title: one})
	}
	list = append(list, s.OneOf...)
	for _, one := range c.file.Dictionaries[s.Dictionary] {
		list = append(list, option{Const: one.Code, Title: one.Title})
	}
	if len(list) == 0 {
		if s.Enum != nil || s.OneOf != nil || s.Dictionary != "" {
			return fmt.Errorf("список ответов на выбор пуст, или справочника «%s» нет в форме", s.Dictionary)
		}
		return nil
	}
	f.choices = make(map[string]int, len(list))
	for i, one := range list {
		if _, twice := f.choices[one.Const]; twice || blank([]byte(one.Const)) || one.Title == "" {
			return fmt.Errorf("ответ «%s» стоит дважды, пуст или без названия", one.Const)
		}
		f.choices[one.Const] = i
		f.labels = append(f.labels, one.Title)
	}
	return nil
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
		return nil, fmt.Errorf("x-error – это предложение или предложения по кодам ошибок")
	}
	for code := range by {
		if _, known := sentences[code]; !known {
			return nil, fmt.Errorf("x-error: кода ошибки «%s» нет", code)
		}
	}
	return by, nil
}

func known(required []string, p *properties) error {
	for _, n := range required {
		if p.of[n] == nil {
			return fmt.Errorf("required называет поле «%s», которого нет", n)
		}
	}
	return nil
}
