package formtest

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"veche/internal/platform/calendar"
	"veche/internal/services/form"
)

// schema is what a filler-in reads of a field.
type schema struct {
	Type       string            `json:"type"`
	Properties map[string]schema `json:"properties"`
	Items      *schema           `json:"items"`
	MinItems   int               `json:"minItems"`
	MaxItems   int               `json:"maxItems"`
	MinLength  int               `json:"minLength"`
	MaxLength  int               `json:"maxLength"`
	Pattern    string            `json:"pattern"`
	Format     string            `json:"format"`
	Enum       []string          `json:"enum"`
	OneOf      []struct {
		Const string `json:"const"`
	} `json:"oneOf"`
	Minimum    *float64 `json:"minimum"`
	Maximum    *float64 `json:"maximum"`
	Dictionary string   `json:"x-dictionary"`
	Earliest   string   `json:"x-earliest"`
	Latest     string   `json:"x-latest"`
}

// Filling is one person at one form.
type Filling struct {
	Today calendar.Date
	// Turn is which of the offered choices he takes: persons with different turns go different ways through the form.
	Turn int
	// Upload brings a file and tells its code.
	Upload func() string

	dictionaries map[string][]struct {
		Code string `json:"code"`
	}
}

// Answers are right answers to every question that such a person is asked, also to those that need no answer.
func (f Filling) Answers(t testing.TB, raw string) string {
	t.Helper()
	var file struct {
		Schema       schema          `json:"schema"`
		Dictionaries json.RawMessage `json:"dictionaries"`
	}
	compiled, err := form.Compile([]byte(raw))
	if err == nil {
		err = json.Unmarshal([]byte(raw), &file)
	}
	if err == nil && file.Dictionaries != nil {
		err = json.Unmarshal(file.Dictionaries, &f.dictionaries)
	}
	if err != nil {
		t.Fatal(err)
	}
	answers := f.answer(t, file.Schema)
	problems := compiled.Check(written(t, answers), f.Today)
	for _, one := range problems {
		if one.Code == "hidden" { // it is not asked of somebody who goes this way
			leaveOut(answers, one.Path)
		}
	}
	out := written(t, answers)
	for _, one := range compiled.Check(out, f.Today) {
		t.Fatalf("turn %d: %s: %s", f.Turn, one.Path, one.Text)
	}
	return string(out)
}

func written(t testing.TB, answers any) []byte {
	t.Helper()
	out, err := json.Marshal(answers)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (f Filling) answer(t testing.TB, s schema) any {
	t.Helper()
	switch s.Type {
	case "object":
		group := map[string]any{}
		for name, one := range s.Properties {
			group[name] = f.answer(t, one)
		}
		return group
	case "array":
		list := []any{}
		for range max(1, s.MinItems) {
			list = append(list, f.answer(t, *s.Items))
		}
		return list
	case "boolean":
		return true
	case "number", "integer":
		return number(s)
	}
	return f.text(t, s)
}

func number(s schema) float64 {
	n := 1.0
	if s.Minimum != nil {
		n = max(n, *s.Minimum)
	}
	if s.Maximum != nil {
		n = min(n, *s.Maximum)
	}
	return n
}

// papers are invented numbers with right control figures.
var papers = map[string]string{
	"email": "anna@example.org", "phone": "+79120000001", "snils": "11223344595", "inn": "1800000019", "inn-person": "180000000195",
	"inn-organisation": "1800000019", "ogrn": "1241800000012", "ogrnip": "324180000000015", "passport": "9411123456",
	"birth-certificate": "III-НИ 654321", "postcode": "426008", "cadastre": "18:26:010203:45",
}

func (f Filling) text(t testing.TB, s schema) string {
	t.Helper()
	var choices []string
	choices = append(choices, s.Enum...)
	for _, one := range s.OneOf {
		choices = append(choices, one.Const)
	}
	for _, one := range f.dictionaries[s.Dictionary] {
		choices = append(choices, one.Code)
	}
	switch {
	case len(choices) > 0:
		return choices[f.Turn%len(choices)]
	case s.Format == "upload":
		return f.Upload()
	case s.Format == "date":
		return f.day(t, s)
	case s.Format != "":
		return papers[s.Format]
	case s.Pattern != "":
		return matching(t, s.Pattern)
	}
	words := "Ответ"
	for len([]rune(words)) < s.MinLength {
		words += " и ещё"
	}
	if letters := []rune(words); s.MaxLength > 0 && len(letters) > s.MaxLength {
		words = string(letters[:s.MaxLength])
	}
	return words
}

// day is the last one that is allowed, or else the first.
func (f Filling) day(t testing.TB, s schema) string {
	t.Helper()
	switch {
	case s.Latest != "":
		return f.moment(t, s.Latest)
	case s.Earliest != "":
		return f.moment(t, s.Earliest)
	}
	return f.Today.String()
}

func (f Filling) moment(t testing.TB, written string) string {
	t.Helper()
	way, relative := strings.CutPrefix(written, "today")
	if !relative {
		return written
	}
	if way == "" {
		return f.Today.String()
	}
	n, err := strconv.Atoi(way[:len(way)-1])
	if err != nil {
		t.Fatal(err)
	}
	switch way[len(way)-1] {
	case 'd':
		return f.Today.AddDays(n).String()
	case 'y':
		n *= 12
	}
	return f.Today.AddMonths(n).String()
}

// leaveOut takes away the answer at a path.
func leaveOut(answers any, path string) {
	step, rest, deeper := strings.Cut(path, ".")
	switch here := answers.(type) {
	case map[string]any:
		if !deeper {
			delete(here, step)
			return
		}
		leaveOut(here[step], rest)
	case []any:
		if n, err := strconv.Atoi(step); err == nil && n < len(here) {
			leaveOut(here[n], rest)
		}
	default:
		panic(fmt.Sprintf("no answer at %s", path))
	}
}
