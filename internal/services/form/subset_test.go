package form

import (
	"strings"
	"testing"
)

// one is a form of one page with these properties.
func one(properties string) string {
	return `{"schema":{"type":"object","properties":{` + properties + `}},"pages":[{"code":"p","title":"Страница","fields":["a"]}]}`
}

func TestCompileRefusesWhatIsOutsideTheSubset(t *testing.T) {
	for _, c := range []struct{ name, form, says string }{
		{"a misspelt keyword", one(`"a":{"type":"string","title":"А","maxLenght":3}`), "maxLenght"},
		{"a keyword of another kind", one(`"a":{"type":"boolean","title":"А","pattern":"x"}`), "«pattern» не бывает"},
		{"a field without a title", one(`"a":{"type":"string"}`), "напишите название вопроса"},
		{"a field on no page", one(`"a":{"type":"string","title":"А"},"b":{"type":"string","title":"Б"}`), "ни на одной странице"},
		{"a name that is not Latin", one(`"a":{"type":"object","title":"А","properties":{"имя":{"type":"string","title":"Имя"}}}`), "не годится"},
		{"an endless list", one(`"a":{"type":"array","title":"А","items":{"type":"string","title":"Б"}}`), "сколько записей"},
		{"a list of lists", one(`"a":{"type":"array","title":"А","maxItems":2,"items":{"type":"array","maxItems":2}}`), "не бывает списком"},
		{"an unknown format", one(`"a":{"type":"string","title":"А","format":"uri"}`), "«uri» нет"},
		{"an unknown widget", one(`"a":{"type":"string","title":"А","x-widget":"sign"}`), "sign"},
		{"a dictionary that is not there", one(`"a":{"type":"string","title":"А","x-dictionary":"schools"}`), "schools"},
		{"a choice twice", one(`"a":{"type":"string","title":"А","enum":["x","x"]}`), "дважды"},
		{"a look ahead", one(`"a":{"type":"string","title":"А","pattern":"(?=x)"}`), "(?:…)"},
		{"a dot", one(`"a":{"type":"string","title":"А","pattern":"a.b"}`), "точки"},
		{"an escape that a browser does not know", one(`"a":{"type":"string","title":"А","pattern":"\\-"}`), "обратной черты"},
		{"a repetition of nothing", one(`"a":{"type":"string","title":"А","pattern":"^*"}`), "повторять"},
		{"a date counted wrongly", one(`"a":{"type":"string","title":"А","format":"date","x-latest":"tomorrow"}`), "tomorrow"},
		{"a bound of what is no date", one(`"a":{"type":"string","title":"А","x-latest":"today"}`), "только у даты"},
		{"required of what is not there", one(`"a":{"type":"object","title":"А","required":["z"],"properties":{"b":{"type":"string","title":"Б"}}}`), "«z»"},
		{"a condition on itself", one(`"a":{"type":"string","title":"А","x-when":{"field":"a","filled":true}}`), "раньше его не задают"},
		{"a condition that says nothing", one(`"a":{"type":"string","title":"А","x-when":{"field":"a"}}`), "условие не закончено"},
		{"a condition on an answer that is not offered", strings.Replace(enrolment, `"is": "guardian"`, `"is": "uncle"`, 1), "не предлагает"},
		{"a sentence of a code that is not there", one(`"a":{"type":"string","title":"А","x-error":{"wrong":"Нет"}}`), "«wrong»"},
		{"more after the end", one(`"a":{"type":"string","title":"А"}`) + "{}", "ещё что-то"},
		{"lax groups", one(`"a":{"type":"object","title":"А","additionalProperties":true,"properties":{"b":{"type":"string","title":"Б"}}}`), "additionalProperties"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := Compile([]byte(c.form)); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("says %v, wants %q", err, c.says)
			}
		})
	}
}

func TestPatternsOfTheSubset(t *testing.T) {
	for pattern, pairs := range map[string][2]string{
		`^\d{3}-\d{3}$`:                   {"180-001", "180001"},
		`^[А-ЯЁ]\d{3}[А-ЯЁ]{2}\d{2,3}$`:   {"А123ВС18", "A123BC18"},
		`^(?:a|b[^c\-\]]+)?\.\/\\$`:       {`bxx./\`, `bc./\`},
		`^№?\s?`:                          {},
		`^[IVX]{1,5}(?:-|\/)[\dA-Z_]{1,}`: {"IX/7", "9/7"},
	} {
		re, err := readPattern(pattern)
		if pairs[0] == "" {
			if err == nil {
				t.Errorf("%s is taken", pattern)
			}
			continue
		}
		if err != nil || !re.MatchString(pairs[0]) || re.MatchString(pairs[1]) {
			t.Errorf("%s: %v", pattern, err)
		}
	}
}
