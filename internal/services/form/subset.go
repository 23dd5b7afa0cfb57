package form

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
)

// Keywords that each kind may have. Anything else that is written is refused: what has no effect must not look like a
// rule.
var (
	common   = []string{"type", "title", "description", "x-error", "x-widget", "x-when", "x-prefill"}
	keywords = map[string][]string{
		"object": {"properties", "required", "additionalProperties"},
		"array":  {"items", "minItems", "maxItems", "uniqueItems"},
		"string": {"minLength", "maxLength", "pattern", "format", "enum", "oneOf", "x-mask", "x-autocomplete", "x-dictionary",
			"x-earliest", "x-latest"},
		"number":  {"minimum", "maximum", "x-unit", "x-autocomplete"},
		"integer": {"minimum", "maximum", "x-unit", "x-autocomplete"},
		"boolean": {"const"},
	}
	// widgets by the kind that they show.
	widgets = map[string][]string{
		"object":  {"person", "address"},
		"array":   {"file", "list"},
		"string":  {"text", "textarea", "date-3-fields", "snils", "radio", "select", "dictionary"},
		"boolean": {"checkbox", "yes-no", "sign"},
	}
)

// prefills are what the account may know of the applicant or of his organisation.
var prefills = []string{"surname", "name", "patronymic", "full_name", "birth_date", "snils", "email", "phone", "address",
	"organisation", "inn", "ogrn"}

// unwanted refuses a keyword that the kind does not have.
func (c *compiler) unwanted(s *schema, allowed ...string) {
	v := reflect.ValueOf(*s)
	for i := range v.NumField() {
		keyword := v.Type().Field(i).Tag.Get("json")
		if !v.Field(i).IsZero() && !slices.Contains(allowed, keyword) {
			c.say(keyword, "«%s» не бывает у такого вопроса", keyword)
		}
	}
	if s.Additional != nil && *s.Additional {
		c.say("additionalProperties", "лишних ответов форма не берёт: additionalProperties бывает только false")
	}
}

var (
	quantifier = regexp.MustCompile(`^\{(\d{1,3})(,\d{0,3})?\}`)
	// outside and inside say after which letters a backslash stands: the same in Go and in a browser.
	outside = `dwb.\/()[]{}^$*+?|`
	inside  = `dw\/[]^-`
)

// readPattern takes the part of regular expressions that means the same in Go and, with the flag u, in a browser.
func readPattern(p string) (*regexp.Regexp, error) {
	refuse := func(why string) error {
		return fmt.Errorf("образец «%s» не из подмножества: %s", p, why)
	}
	if len(p) > 200 {
		return nil, refuse("он длиннее 200 байт")
	}
	var out strings.Builder
	class, before := false, byte(0) // before: a for what can be repeated, ^ for what cannot, [ at the start of a class
	for i := 0; i < len(p); i++ {
		c := p[i]
		out.WriteByte(c)
		switch {
		case c == '\\':
			i++
			if i == len(p) || !strings.ContainsRune(map[bool]string{true: inside, false: outside}[class], rune(p[i])) {
				return nil, refuse("после обратной черты стоит не то")
			}
			out.WriteByte(p[i])
			if before = 'a'; p[i] == 'b' {
				before = '^'
			}
			if class && (p[i] == 'd' || p[i] == 'w') {
				before = '['
			}
		case class && c == ']':
			if before == 0 {
				return nil, refuse("скобки [] пусты")
			}
			class, before = false, 'a'
		case class && c == '[' || class && c == '-' && before == '[':
			return nil, refuse("в скобках [] знаки [ и - пишутся с обратной чертой")
		case class:
			if before = 'a'; c == '^' && p[i-1] == '[' {
				before = 0
			}
		case c == '[':
			class, before = true, 0
		case c == ']' || c == '}':
			return nil, refuse("лишняя закрывающая скобка")
		case c == '*' || c == '+' || c == '?' || c == '{':
			if before != 'a' {
				return nil, refuse("повторять здесь нечего")
			}
			if c == '{' {
				found := quantifier.FindString(p[i:])
				if found == "" {
					return nil, refuse("в фигурных скобках бывает только число повторов до 999")
				}
				out.WriteString(found[1:])
				i += len(found) - 1
			}
			before = '^'
		case c == '(':
			if strings.HasPrefix(p[i:], "(?") && !strings.HasPrefix(p[i:], "(?:") {
				return nil, refuse("из групп с вопросом есть только (?:…)")
			}
			if strings.HasPrefix(p[i:], "(?:") {
				out.WriteString("?:")
				i += 2
			}
			before = '^'
		case c == '.':
			return nil, refuse("вместо точки перечислите, какие знаки годятся, в скобках []")
		case c == '^' || c == '$' || c == '|':
			before = '^'
		default:
			before = 'a'
		}
	}
	re, err := regexp.Compile(out.String())
	if err != nil {
		return nil, refuse("оно не читается")
	}
	return re, nil
}
