package form

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"
)

// The oracle is a plain JSON Schema 2020-12 of the same form: conditions become if/then/else, bounds of dates formats.
type object = map[string]any

type oracle struct {
	compiler *jsonschema.Compiler
	form     file
	rules    []any // of the scope that is being written
}

func newOracle(t testing.TB, raw string) *jsonschema.Schema {
	t.Helper()
	o := &oracle{compiler: jsonschema.NewCompiler()}
	o.compiler.AssertFormat()
	for name, f := range formats {
		o.compiler.RegisterFormat(&jsonschema.Format{Name: name, Validate: func(v any) error { return onText(v, f.right) }})
	}
	if err := json.Unmarshal([]byte(raw), &o.form); err != nil {
		t.Fatal(err)
	}
	var root object
	if err := json.Unmarshal(o.form.Schema, &root); err != nil {
		t.Fatal(err)
	}
	pages := map[string]any{}
	for _, p := range o.form.Pages {
		var when any
		if p.When != nil {
			_ = json.Unmarshal(p.When, &when)
		}
		for _, f := range p.Fields {
			pages[f] = when
		}
	}
	whole := o.group(root, nil, pages)
	whole["allOf"] = o.rules
	if err := o.compiler.AddResource("form.json", whole); err != nil {
		t.Fatal(err)
	}
	s, err := o.compiler.Compile("form.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func onText(v any, right func([]byte) bool) error {
	if s, ok := v.(string); ok && !right([]byte(s)) {
		return fmt.Errorf("%q is wrong", s)
	}
	return nil
}

// group writes an object; its conditional fields become rules of the scope.
func (o *oracle) group(s object, way []string, pages map[string]any) object {
	required := map[string]bool{}
	for _, n := range listed(s["required"]) {
		required[n.(string)] = true
	}
	properties, always := object{}, []any{}
	for name, one := range s["properties"].(object) {
		child := one.(object)
		here := append(slices.Clone(way), name)
		properties[name] = o.field(child, here)
		if least, _ := child["minItems"].(float64); child["type"] == "array" && (!required[name] || least == 0) {
			// A list in which there may be nothing is left alone, or opened and not filled in.
			required[name] = false
			properties[name] = object{"anyOf": []any{properties[name], blankList(child)}}
		}
		conditions := []any{}
		for _, when := range []any{pages[name], child["x-when"]} {
			if when != nil {
				conditions = append(conditions, o.condition(when.(object)))
			}
		}
		if len(conditions) == 0 {
			if required[name] {
				always = append(always, name)
			}
			continue
		}
		rule := object{"if": object{"allOf": conditions}, "else": within(way, object{"not": object{"required": []any{name}}})}
		if required[name] {
			rule["then"] = within(way, object{"required": []any{name}})
		}
		o.rules = append(o.rules, rule)
	}
	return object{"type": "object", "properties": properties, "required": always, "additionalProperties": false}
}

// blankList is a list with records into which nothing was written.
func blankList(list object) object {
	if list["items"].(object)["type"] != "object" {
		return object{"type": "array", "maxItems": 0}
	}
	return object{"type": "array", "items": object{"type": "object", "maxProperties": 0}}
}

func listed(v any) []any { l, _ := v.([]any); return l }

// within says something of an object inside the scope, when it is there.
func within(way []string, says object) object {
	for _, name := range slices.Backward(way) {
		says = object{"properties": object{name: says}}
	}
	return says
}

// at says something of an answer that has to be there.
func at(path string, says object) object {
	for _, name := range slices.Backward(strings.Split(path, ".")) {
		says = object{"type": "object", "properties": object{name: says}, "required": []any{name}}
	}
	return says
}

func (o *oracle) condition(c object) object {
	each := func(v any) (out []any) {
		for _, one := range listed(v) {
			out = append(out, o.condition(one.(object)))
		}
		return out
	}
	path, _ := c["field"].(string)
	switch {
	case c["all"] != nil:
		return object{"allOf": each(c["all"])}
	case c["any"] != nil:
		return object{"anyOf": each(c["any"])}
	case c["not"] != nil:
		return object{"not": o.condition(c["not"].(object))}
	case c["is"] != nil:
		return at(path, object{"const": c["is"]})
	case c["in"] != nil:
		return at(path, object{"enum": c["in"]})
	case c["has"] != nil:
		return at(path, object{"type": "array", "contains": object{"const": c["has"]}})
	case c["before"] != nil:
		return at(path, object{"type": "string", "allOf": []any{object{"format": "date"}, object{"not": object{"format": o.bound(c["before"].(string), 0)}}}})
	case c["after"] != nil:
		return at(path, object{"type": "string", "allOf": []any{object{"format": "date"}, object{"not": object{"format": o.bound(c["after"].(string), 1)}}}})
	case c["least"] != nil:
		return at(path, object{"type": "number", "minimum": c["least"]})
	case c["most"] != nil:
		return at(path, object{"type": "number", "maximum": c["most"]})
	}
	return at(path, object{})
}

// bound registers «not before» (0) or «not after» (1) a day as a format.
func (o *oracle) bound(day string, side int) string {
	m, err := readMoment(day)
	if err != nil {
		panic(err)
	}
	name := fmt.Sprintf("bound-%d-%s", side, day)
	o.compiler.RegisterFormat(&jsonschema.Format{Name: name, Validate: func(v any) error {
		return onText(v, func(b []byte) bool {
			d := dayOf(b)
			return d.IsZero() || side == 0 && !d.Before(m.on(today)) || side == 1 && !d.After(m.on(today))
		})
	}})
	return name
}

func (o *oracle) field(s object, way []string) object {
	switch s["type"] {
	case "object":
		return o.group(s, way, nil)
	case "array":
		outer := o.rules
		o.rules = nil
		out := object{"type": "array", "items": o.field(s["items"].(object), nil), "maxItems": s["maxItems"], "uniqueItems": s["uniqueItems"] == true}
		if o.rules != nil {
			out["items"].(object)["allOf"] = o.rules
		}
		o.rules = outer
		if s["minItems"] != nil {
			out["minItems"] = s["minItems"]
		}
		return out
	case "string":
		return o.text(s)
	}
	out := object{}
	for _, k := range []string{"type", "minimum", "maximum", "const"} {
		if s[k] != nil {
			out[k] = s[k]
		}
	}
	return out
}

func (o *oracle) text(s object) object {
	rules := []any{object{"pattern": "[^ \\t\\n\\r\u00a0]"}, object{"not": object{"pattern": `[\x00-\x08\x0b\x0c\x0e-\x1f]`}}}
	out := object{"type": "string", "maxLength": mostRunes}
	for _, k := range []string{"minLength", "maxLength", "pattern", "format", "enum"} {
		if s[k] != nil {
			out[k] = s[k]
		}
	}
	if s["oneOf"] != nil {
		var choices []any
		for _, one := range listed(s["oneOf"]) {
			choices = append(choices, object{"const": one.(object)["const"]})
		}
		out["oneOf"] = choices
	}
	if name, ok := s["x-dictionary"].(string); ok {
		var choices []any
		for _, one := range o.form.Dictionaries[name] {
			choices = append(choices, one.Code)
		}
		out["enum"] = choices
	}
	for side, k := range []string{"x-earliest", "x-latest"} {
		if day, ok := s[k].(string); ok {
			rules = append(rules, object{"format": o.bound(day, side)})
		}
	}
	out["allOf"] = rules
	return out
}

// samples are answers of every kind, right and wrong; a mutation puts one anywhere. They are made anew each time: what was
// put in is mutated too.
func samples() []any {
	return []any{"", "x", "Иванова", " ", "2019-08-30", "2020-02-30", "1890-01-01", "2030-01-01", "11223344595", "11223344596", "+79120000001", "9", "180-001",
		"parent", "guardian", "izh-30", "f", "sibling", "a@b.ru", "III-НИ 654321", "\u0001", strings.Repeat("я", 1001), true, false, nil, 1.0, 3.0, 11.0, 12.0, 2.5, -1.0,
		[]any{}, []any{"first"}, []any{"sibling", "sibling"}, []any{"izh-30", "izh-24", "izh-41"}, []any{map[string]any{}}, map[string]any{}, map[string]any{"number": "1", "date": "2020-01-01"}}
}

// mutate changes one place of the answers.
func mutate(t *rapid.T, v any) any {
	switch v := v.(type) {
	case map[string]any:
		if len(v) > 0 && rapid.IntRange(0, 9).Draw(t, "deeper") > 0 {
			names := slices.Sorted(func(yield func(string) bool) {
				for k := range v {
					if !yield(k) {
						return
					}
				}
			})
			name := rapid.SampledFrom(names).Draw(t, "name")
			if rapid.IntRange(0, 4).Draw(t, "drop") == 0 {
				delete(v, name)
			} else {
				v[name] = mutate(t, v[name])
			}
			return v
		}
		if rapid.Bool().Draw(t, "add") {
			v[rapid.SampledFrom([]string{"guardian", "extra", "siblings", "grounds", "flat", "class"}).Draw(t, "new")] = rapid.SampledFrom(samples()).Draw(t, "value")
			return v
		}
	case []any:
		if len(v) > 0 && rapid.Bool().Draw(t, "item") {
			i := rapid.IntRange(0, len(v)-1).Draw(t, "index")
			v[i] = mutate(t, v[i])
			return v
		}
	}
	return rapid.SampledFrom(samples()).Draw(t, "sample")
}

func TestSameVerdictAsJSONSchema(t *testing.T) {
	for name, c := range map[string][2]string{"enrolment": {enrolment, enrolled}, "every keyword": {keywordsForm, keywordAnswers}} {
		t.Run(name, func(t *testing.T) {
			f, plain := compiled(t, c[0]), newOracle(t, c[0])
			right, wrong := 0, 0
			rapid.Check(t, func(t *rapid.T) {
				var answers any
				if err := json.Unmarshal([]byte(c[1]), &answers); err != nil {
					t.Fatal(err)
				}
				for range rapid.IntRange(0, 3).Draw(t, "mutations") {
					answers = mutate(t, answers)
				}
				raw, err := json.Marshal(answers)
				if err != nil {
					t.Fatal(err)
				}
				problems, verdict := f.Check(raw, today), plain.Validate(answers)
				if (problems == nil) != (verdict == nil) {
					t.Fatalf("%s\nours %+v\noracle %v", raw, problems, verdict)
				}
				if problems == nil {
					right++
				} else {
					wrong++
				}
			})
			if right == 0 || wrong == 0 {
				t.Errorf("%d right, %d wrong: the corpus says nothing", right, wrong)
			}
		})
	}
}

func FuzzCheck(f *testing.F) {
	form := compiled(f, enrolment)
	f.Add([]byte(enrolled))
	f.Add([]byte(`{"applicant":{"name":"\u0441\ud83d\ude00"},"schools":[1,{},[]],"floor":-1.5e3}`))
	f.Fuzz(func(t *testing.T, answers []byte) {
		problems := form.Check(answers, today)
		var plain any
		err := json.Unmarshal(answers, &plain)
		broken := len(problems) == 1 && (problems[0].Code == "broken" || problems[0].Code == "large")
		if err != nil && !broken {
			t.Fatalf("%q is no JSON, but the problems are %v", answers, problems)
		}
		for _, p := range problems {
			if p.Text == "" || strings.Contains(p.Text, "{title}") {
				t.Errorf("%+v", p)
			}
		}
		if form.Answered(answers); problems == nil {
			for _, path := range []string{"child.snils", "schools.0", "siblings.0.class"} {
				form.Value(answers, path)
			}
		}
	})
}

func FuzzCompile(f *testing.F) {
	f.Add([]byte(enrolment))
	f.Add([]byte(keywordsForm))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if form, err := Compile(raw); err == nil {
			form.Check([]byte(`{"a":"1"}`), today)
			form.Answered([]byte(`{}`))
		}
	})
}

func TestFormats(t *testing.T) {
	for name, pairs := range map[string][2][]string{
		"snils":             {{"11223344595", "08765430300", "00100199800"}, {"11223344594", "1122334459", "112-233-445 95", "00000000000"}},
		"inn":               {{"7707083893", "500100732259", "7830002293"}, {"7707083894", "500100732250", "770708389", ""}},
		"inn-person":        {{"500100732259"}, {"7707083893"}},
		"inn-organisation":  {{"7707083893"}, {"500100732259"}},
		"ogrn":              {{"1027700132195", "1037739010891"}, {"1027700132196", "0000000000000"}},
		"ogrnip":            {{"304500116000157"}, {"304500116000158", "1027700132195"}},
		"email":             {{"a@b.ru", "o.k+1@mail.example.ru", "ivan@пример.рф"}, {"a@b", "a b@c.ru", ".a@b.ru", "a..b@c.ru", "a@b..ru", "@b.ru", "a@.ru"}},
		"phone":             {{"+79120000001", "+375291234567"}, {"89120000001", "+7912000000", "+0123456789", "+7 912 000 00 01"}},
		"birth-certificate": {{"III-НИ 654321", "I-АБ 000001"}, {"III-ни 654321", "3-НИ 654321", "III-НИ654321", "III-NI 654321"}},
		"cadastre":          {{"18:26:010203:45"}, {"18:26:010203", "1:26:010203:45", "18:26:010203:45:6", "18:26::45"}},
		"date":              {{"2024-02-29", "2026-12-31"}, {"2026-02-29", "2026-13-01", "26-01-01", "0000-01-01", "2026-1-1"}},
		"postcode":          {{"426000"}, {"026000", "4260"}},
		"upload":            {{"0123456789abcdef0123456789abcdef"}, {"0123456789ABCDEF0123456789abcdef", "0"}},
		"passport":          {{"9411123456"}, {"94 11 123456"}},
	} {
		for _, s := range pairs[0] {
			if !formats[name].right([]byte(s)) {
				t.Errorf("%s: %q is refused", name, s)
			}
		}
		for _, s := range pairs[1] {
			if formats[name].right([]byte(s)) {
				t.Errorf("%s: %q is taken", name, s)
			}
		}
	}
}
