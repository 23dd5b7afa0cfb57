package form

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// file is a form as it is written.
type file struct {
	Schema       json.RawMessage    `json:"schema"`
	Pages        []rawPage          `json:"pages"`
	Dictionaries map[string][]entry `json:"dictionaries"`
}

type rawPage struct {
	Code   string          `json:"code"`
	Title  string          `json:"title"`
	Hint   string          `json:"hint"`
	Fields []string        `json:"fields"`
	When   json.RawMessage `json:"when"`
}

// entry is one line of a long list of choices.
type entry struct {
	Code  string `json:"code"`
	Title string `json:"title"`
	Note  string `json:"note"`
}

// schema is one property with every keyword of the subset; which of them go together is said by Compile.
type schema struct {
	Dialect     string      `json:"$schema"`
	Type        string      `json:"type"`
	Title       string      `json:"title"`
	Description string      `json:"description"`
	Properties  *properties `json:"properties"`
	Required    []string    `json:"required"`
	Additional  *bool       `json:"additionalProperties"`

	MinLength *int     `json:"minLength"`
	MaxLength *int     `json:"maxLength"`
	Pattern   string   `json:"pattern"`
	Format    string   `json:"format"`
	Enum      []string `json:"enum"`
	OneOf     []option `json:"oneOf"`

	Minimum *float64 `json:"minimum"`
	Maximum *float64 `json:"maximum"`
	Const   *bool    `json:"const"`

	Items    *schema `json:"items"`
	MinItems *int    `json:"minItems"`
	MaxItems *int    `json:"maxItems"`
	Unique   bool    `json:"uniqueItems"`

	Error        json.RawMessage `json:"x-error"`
	Mask         string          `json:"x-mask"`
	Autocomplete string          `json:"x-autocomplete"`
	Widget       string          `json:"x-widget"`
	Prefill      string          `json:"x-prefill"`
	Unit         string          `json:"x-unit"`
	Dictionary   string          `json:"x-dictionary"`
	Earliest     string          `json:"x-earliest"`
	Latest       string          `json:"x-latest"`
	When         json.RawMessage `json:"x-when"`
}

// option is a choice with its words: the usual way of JSON Schema to give a title to a value.
type option struct {
	Const       string `json:"const"`
	Title       string `json:"title"`
	Description string `json:"description"`
}

// properties keep the order in which they are written: it is the order in which a group is asked.
type properties struct {
	names []string
	of    map[string]*schema
}

// UnmarshalJSON reads an object name by name.
func (p *properties) UnmarshalJSON(raw []byte) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return errors.New("вопросы (properties) – это объект")
	}
	p.of = map[string]*schema{}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return err
		}
		name := t.(string) // a key of an object is nothing else
		one := &schema{}
		if err := d.Decode(one); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if _, twice := p.of[name]; twice {
			return fmt.Errorf("вопрос «%s» назван дважды", name)
		}
		p.names, p.of[name] = append(p.names, name), one
	}
	return nil
}

// strict decodes and refuses names outside the subset: a misspelt keyword must not pass for a rule.
func strict(raw []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("после формы стоит ещё что-то")
	}
	return nil
}

// partOf tells a file that cannot be read from one that has a word of its own: the second can be shown in the builder.
func partOf(err error) string {
	if strings.Contains(err.Error(), "unknown field") {
		return ""
	}
	return partText
}
