package convert

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

// textRun is one w:t element: where it stands in the part and what it says.
type textRun struct {
	start, end int // of the whole element, tags included
	tag        string
	text       string
	changed    bool
}

// lineEnd stands in the text of a paragraph for a break or a tab: no field reaches over it.
const lineEnd = "\x00"

var field = regexp.MustCompile(`\{\{\s*([^{}\x00]+?)\s*\}\}`)

// fillPart replaces the fields and leaves every other byte of the part as it was.
func fillPart(content []byte, values map[string]string, missing map[string]bool) ([]byte, error) {
	paragraphs, err := readParagraphs(content)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	var changed []*textRun
	for _, p := range paragraphs {
		replace(p, values, missing)
		for _, r := range p {
			if r.changed {
				changed = append(changed, r)
			}
		}
	}
	slices.SortFunc(changed, func(a, b *textRun) int { return cmp.Compare(a.start, b.start) })
	var out bytes.Buffer
	at := 0
	for _, r := range changed {
		out.Write(content[at:r.start])
		r.write(&out)
		at = r.end
	}
	out.Write(content[at:])
	return out.Bytes(), nil
}

// replace puts values into the runs of one paragraph, the last field first, so that places found stay
// right.
func replace(p []*textRun, values map[string]string, missing map[string]bool) {
	var whole strings.Builder
	for _, r := range p {
		whole.WriteString(r.text)
	}
	text := whole.String()
	found := field.FindAllStringSubmatchIndex(text, -1)
	for i := len(found) - 1; i >= 0; i-- {
		name := text[found[i][2]:found[i][3]]
		value, ok := values[name]
		if !ok {
			missing[name] = true
			continue
		}
		splice(p, found[i][0], found[i][1], value)
	}
}

// splice replaces the stretch from–to of the paragraph: the first run it touches gets the value.
func splice(p []*textRun, from, to int, value string) {
	at := 0
	for _, r := range p {
		start, end := at, at+len(r.text)
		at = end
		if end <= from || start >= to {
			continue
		}
		head, tail := r.text[:max(0, from-start)], r.text[min(len(r.text), to-start):]
		r.text, r.changed = head+value+tail, true
		value = ""
	}
}

// write puts the element back; breaks and tabs of a value become elements of their own.
func (r *textRun) write(out *bytes.Buffer) {
	prefix := strings.TrimSuffix(r.tag, "t")
	lines := strings.Split(strings.ReplaceAll(r.text, "\r\n", "\n"), "\n")
	for i, line := range lines {
		if i > 0 {
			fmt.Fprintf(out, "<%sbr/>", prefix)
		}
		for j, cell := range strings.Split(line, "\t") {
			if j > 0 {
				fmt.Fprintf(out, "<%stab/>", prefix)
			}
			fmt.Fprintf(out, `<%s xml:space="preserve">`, r.tag)
			_ = xml.EscapeText(out, []byte(cell)) // a buffer does not fail
			fmt.Fprintf(out, "</%s>", r.tag)
		}
	}
}

// reader walks a part of WordprocessingML. Paragraphs may stand in paragraphs (text boxes), so those
// that are open form a stack.
type reader struct {
	decoder *xml.Decoder
	prefix  string // of the names of WordprocessingML, as the root element has it
	open    [][]*textRun
	done    [][]*textRun
	current *textRun
}

func readParagraphs(content []byte) ([][]*textRun, error) {
	r := &reader{decoder: xml.NewDecoder(bytes.NewReader(content))}
	for root := true; ; {
		before := int(r.decoder.InputOffset())
		token, err := r.decoder.RawToken()
		if errors.Is(err, io.EOF) {
			return r.done, nil
		}
		if err != nil {
			return nil, err
		}
		if start, ok := token.(xml.StartElement); ok && root {
			r.prefix, root = start.Name.Space, false
		}
		r.take(token, before)
	}
}

func (r *reader) take(token xml.Token, before int) {
	switch token := token.(type) {
	case xml.StartElement:
		if token.Name.Space == r.prefix {
			r.begin(token.Name.Local, before)
		}
	case xml.EndElement:
		if token.Name.Space == r.prefix {
			r.finish(token.Name.Local)
		}
	case xml.CharData:
		if r.current != nil {
			r.current.text += string(token)
		}
	}
}

func (r *reader) begin(name string, at int) {
	switch name {
	case "p":
		r.open = append(r.open, nil)
	case "t":
		tag := name
		if r.prefix != "" {
			tag = r.prefix + ":" + name
		}
		r.current = &textRun{start: at, tag: tag}
	case "tab", "br", "cr":
		r.add(&textRun{text: lineEnd})
	}
}

func (r *reader) finish(name string) {
	switch {
	case name == "t" && r.current != nil:
		r.current.end = int(r.decoder.InputOffset())
		r.add(r.current)
		r.current = nil
	case name == "p" && len(r.open) > 0:
		last := len(r.open) - 1
		r.done = append(r.done, r.open[last])
		r.open = r.open[:last]
	}
}

// add puts a run into the innermost open paragraph; text outside paragraphs holds no fields.
func (r *reader) add(run *textRun) {
	if last := len(r.open) - 1; last >= 0 {
		r.open[last] = append(r.open[last], run)
	}
}
