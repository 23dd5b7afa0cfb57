package registry

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"veche/internal/platform/calendar"
	"veche/internal/platform/fail"
)

// Values are what a number template may ask for besides the counter.
type Values struct {
	Index  string // {index} of the body or unit
	File   string // {file}: index of the case
	Kind   string // {kind}
	Letter string // {letter}: initial of the applicant
	Parent string // {parent}: number of the base document
	Unit   string // scope of the counter where the journal counts by unit
}

var token = regexp.MustCompile(`\{([a-z]+)(?::(\d+))?\}`)

// checkTemplate refuses a template that could give one number twice or names an unknown token.
func checkTemplate(template string) error {
	wrong := func(reason string) error { return fail.Field("journal.template_wrong", "template", reason) }
	counts := 0
	for _, t := range token.FindAllStringSubmatch(template, -1) {
		switch t[1] {
		case "seq":
			counts++
		case "index", "file", "kind", "letter", "yy", "yyyy", "suffix", "parent":
		default:
			return wrong("unknown_token")
		}
		if width, _ := strconv.Atoi(t[2]); t[2] != "" && (t[1] != "seq" || width < 1 || width > 12) {
			return wrong("unknown_token")
		}
	}
	if strings.ContainsAny(token.ReplaceAllString(template, ""), "{}") {
		return wrong("unknown_token")
	}
	if counts != 1 {
		return wrong("needs_one_seq")
	}
	return nil
}

// render writes the number. A token without a value is refused: «01-/15» must not leave the office.
func (j Journal) render(seq int64, day calendar.Date, v Values) (string, error) {
	var missing string
	number := token.ReplaceAllStringFunc(j.Template, func(t string) string {
		name, width, _ := strings.Cut(strings.Trim(t, "{}"), ":")
		value := j.value(name, width, seq, day, v)
		if value == "" && name != "suffix" {
			missing = name
		}
		return value
	})
	if missing != "" {
		return "", fail.Field("registry.value_missing", missing, "required")
	}
	return number, nil
}

func (j Journal) value(name, width string, seq int64, day calendar.Date, v Values) string {
	switch name {
	case "seq":
		n, _ := strconv.Atoi(width)
		return fmt.Sprintf("%0*d", n, seq)
	case "index":
		if j.IndexCode != "" {
			return j.IndexCode
		}
		return v.Index
	case "file":
		return v.File
	case "kind":
		return v.Kind
	case "letter":
		return v.Letter
	case "parent":
		return v.Parent
	case "suffix":
		return j.Suffix
	case "yyyy":
		return strconv.Itoa(day.Year())
	case "yy":
		return fmt.Sprintf("%02d", day.Year()%100)
	}
	return ""
}

// scope is the counter's dimension for these values.
func (j Journal) scope(v Values) string {
	switch j.Dimension {
	case "unit":
		return v.Unit
	case "kind":
		return v.Kind
	case "letter":
		return v.Letter
	}
	return ""
}
