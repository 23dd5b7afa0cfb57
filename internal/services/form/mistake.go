package form

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Mistake is one thing in the file of a form that keeps it from being published, and where it stands: the builder of forms
// shows it at that place.
type Mistake struct {
	Page  string `json:"page,omitempty" doc:"Code of the page; nothing where it is about the whole form"`
	Field string `json:"field,omitempty" doc:"Path of the field; inside a list without the number of the record: siblings.surname"`
	Part  string `json:"part,omitempty" doc:"Keyword that it is about; text where the file cannot be read"`
	Text  string `json:"text" doc:"What to do, in a sentence"`

	where string
}

// partText marks a file that cannot be read: the builder can show nothing of it but the text.
const partText = "text"

// mostMistakes are told at once.
const mostMistakes = 100

// Error names the place too: for lists that show no form beside.
func (m Mistake) Error() string {
	if m.where == "" {
		return m.Text
	}
	first, size := utf8.DecodeRuneInString(m.Text)
	return m.where + ": " + string(unicode.ToLower(first)) + m.Text[size:]
}

// Mistakes are all that is wrong with the file of a form, in the order of asking; none where Compile takes it.
func Mistakes(raw []byte) []Mistake {
	_, found := compile(raw)
	return found
}

// step is a field on the way to the one that is being compiled.
type step struct{ name, title string }

// say tells a mistake at the place that is being compiled.
func (c *compiler) say(part, format string, args ...any) {
	if len(c.mistakes) == mostMistakes {
		return
	}
	m := Mistake{Page: c.page.Code, Part: part, Text: sentenceOf(fmt.Sprintf(format, args...))}
	var names []string
	for _, one := range c.way {
		names = append(names, one.name)
	}
	m.Field = strings.Join(names, ".")
	switch {
	case len(c.way) > 0:
		last := c.way[len(c.way)-1]
		m.where = "вопрос «" + either(last.title, last.name) + "»"
		if c.page.Code != "" {
			m.where = "страница «" + either(c.page.Title, c.page.Code) + "», " + m.where
		}
	case c.page.Code != "" || c.page.Title != "":
		m.where = "страница «" + either(c.page.Title, c.page.Code) + "»"
	}
	c.mistakes = append(c.mistakes, m)
}

// take tells an error of what a keyword says.
func (c *compiler) take(part string, err error) {
	if err != nil {
		c.say(part, "%s", err)
	}
}

func either(title, name string) string {
	if strings.TrimSpace(title) == "" {
		return name
	}
	return title
}

// sentenceOf begins with a capital letter and ends with a stop.
func sentenceOf(words string) string {
	first, size := utf8.DecodeRuneInString(words)
	words = string(unicode.ToUpper(first)) + words[size:]
	if strings.HasSuffix(words, ".") {
		return words
	}
	return words + "."
}

// unread says in words why JSON could not be decoded.
func unread(raw []byte, err error) string {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	const unknown = `json: unknown field "`
	switch {
	case errors.As(err, &syntax):
		line := 1 + bytes.Count(raw[:min(int(syntax.Offset), len(raw))], []byte("\n"))
		return fmt.Sprintf("текст формы не читается: проверьте скобки, кавычки и запятые около строки %d", line)
	case errors.As(err, &kind):
		return fmt.Sprintf("текст формы не читается: у слова «%s» записано не то, что нужно", kind.Field)
	case strings.Contains(err.Error(), unknown):
		_, word, _ := strings.Cut(err.Error(), unknown)
		return fmt.Sprintf("слова «%s» в формах нет", strings.TrimSuffix(word, `"`))
	case strings.Contains(err.Error(), "EOF"):
		return "текст формы не читается: он обрывается"
	}
	return "текст формы не читается: " + err.Error()
}
