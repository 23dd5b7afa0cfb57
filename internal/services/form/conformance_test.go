package form

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"veche/internal/platform/calendar"
)

var update = flag.Bool("update", false, "write the problems of the conformance file anew")

const conformancePath = "../../../web/src/forms/conformance.json"

// conformance is run by the browser's engine too: a case is the right answers of a form with some places changed.
type conformance struct {
	Today   string                     `json:"today"`
	Forms   map[string]json.RawMessage `json:"forms"`
	Answers map[string]json.RawMessage `json:"answers"`
	Cases   []conformanceCase          `json:"cases"`
}

type conformanceCase struct {
	Name     string         `json:"name"`
	Form     string         `json:"form"`
	Set      map[string]any `json:"set,omitempty"`
	Drop     []string       `json:"drop,omitempty"`
	Problems []Problem      `json:"problems"`
}

var (
	shared         = readConformance()
	today          = calendar.MustParse(shared.Today)
	enrolment      = string(shared.Forms["enrolment"])
	enrolled       = compacted(shared.Answers["enrolment"])
	keywordsForm   = string(shared.Forms["keywords"])
	keywordAnswers = compacted(shared.Answers["keywords"])
)

func readConformance() (c conformance) {
	raw, err := os.ReadFile(conformancePath)
	if err == nil {
		err = json.Unmarshal(raw, &c)
	}
	if err != nil {
		panic(err)
	}
	return c
}

func compacted(raw []byte) string {
	var out bytes.Buffer
	if err := json.Compact(&out, raw); err != nil {
		panic(err)
	}
	return out.String()
}

// changed puts the changes of a case into the answers.
func (c conformanceCase) changed(t *testing.T, raw []byte) []byte {
	t.Helper()
	var answers any
	if err := json.Unmarshal(raw, &answers); err != nil {
		t.Fatal(err)
	}
	for _, path := range slices.Sorted(maps.Keys(c.Set)) {
		changeAt(answers, path, func(m map[string]any, key string) { m[key] = c.Set[path] }, c.Set[path])
	}
	for _, path := range c.Drop {
		changeAt(answers, path, func(m map[string]any, key string) { delete(m, key) }, nil)
	}
	out, err := json.Marshal(answers)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func changeAt(at any, path string, change func(m map[string]any, key string), item any) {
	step, rest, deeper := strings.Cut(path, ".")
	switch here := at.(type) {
	case map[string]any:
		if !deeper {
			change(here, step)
			return
		}
		changeAt(here[step], rest, change, item)
	case []any:
		n, _ := strconv.Atoi(step)
		if !deeper {
			here[n] = item
			return
		}
		changeAt(here[n], rest, change, item)
	}
}

func TestConformance(t *testing.T) {
	for i, c := range shared.Cases {
		t.Run(c.Name, func(t *testing.T) {
			got := compiled(t, string(shared.Forms[c.Form])).Check(c.changed(t, shared.Answers[c.Form]), today)
			if got == nil {
				got = []Problem{}
			}
			if *update {
				shared.Cases[i].Problems = got
			} else if !reflect.DeepEqual(got, c.Problems) {
				t.Errorf("got  %+v\nwant %+v", got, c.Problems)
			}
		})
	}
	if *update {
		var out bytes.Buffer
		e := json.NewEncoder(&out)
		e.SetEscapeHTML(false)
		e.SetIndent("", " ")
		if err := e.Encode(shared); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(conformancePath, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
