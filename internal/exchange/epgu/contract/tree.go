package contract

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// ErrUnreadable is told of a content that is not what it should be.
var ErrUnreadable = errors.New("epgu: the content cannot be read")

// bounds of what is read.
const (
	mostDepth = 40
	mostNodes = 5000
	mostText  = 1 << 20
)

// node is an element of a content.
type node struct {
	name     xml.Name
	attrs    []xml.Attr
	text     string
	children []*node
}

func read(content []byte) (*node, error) {
	d := xml.NewDecoder(bytes.NewReader(content))
	var stack []*node
	var root *node
	count := 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrUnreadable, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if count++; count > mostNodes || len(stack) == mostDepth || root != nil && len(stack) == 0 {
				return nil, fmt.Errorf("%w: too much of it", ErrUnreadable)
			}
			n := &node{name: t.Name, attrs: t.Attr}
			if len(stack) > 0 {
				at := stack[len(stack)-1]
				at.children = append(at.children, n)
			} else {
				root = n
			}
			stack = append(stack, n)
		case xml.CharData:
			if len(stack) > 0 {
				at := stack[len(stack)-1]
				if at.text += string(t); len(at.text) > mostText {
					return nil, fmt.Errorf("%w: too long a text", ErrUnreadable)
				}
			}
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.Directive:
			return nil, fmt.Errorf("%w: a document type is not allowed", ErrUnreadable)
		}
	}
	if root == nil || len(stack) > 0 {
		return nil, fmt.Errorf("%w: it has no element", ErrUnreadable)
	}
	return root, nil
}

// child finds an element by its local name.
func (n *node) child(name string) *node {
	if n == nil {
		return nil
	}
	for _, c := range n.children {
		if c.name.Local == name {
			return c
		}
	}
	return nil
}

// value is the text of a child, by a path of local names.
func (n *node) value(path ...string) string {
	for _, name := range path {
		n = n.child(name)
	}
	if n == nil {
		return ""
	}
	return strings.TrimSpace(n.text)
}

func (n *node) attr(name string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// Fact is the text of an element by its path, «Applicant/LastName»; an element that stands there again has its number,
// «Child[2]/Name».
type Fact struct {
	Path  string `json:"path"`
	Value string `json:"value"`
}

func (n *node) facts(path string, list []Fact) []Fact {
	if len(n.children) == 0 {
		if text := strings.TrimSpace(n.text); text != "" {
			list = append(list, Fact{path, text})
		}
	}
	seen := map[string]int{}
	for _, c := range n.children {
		seen[c.name.Local]++
		at := c.name.Local
		if seen[at] > 1 {
			at = fmt.Sprintf("%s[%d]", at, seen[at])
		}
		if path != "" {
			at = path + "/" + at
		}
		list = c.facts(at, list)
	}
	return list
}

// writer writes elements of one namespace.
type writer struct{ bytes.Buffer }

func (w *writer) open(name string, attrs ...string) {
	w.WriteString("<" + name)
	for i := 0; i+1 < len(attrs); i += 2 {
		w.WriteString(" " + attrs[i] + `="` + escaped(attrs[i+1]) + `"`)
	}
	w.WriteString(">")
}

func (w *writer) close(name string) { w.WriteString("</" + name + ">") }

// leaf writes an element that has a text.
func (w *writer) leaf(name, text string) {
	w.open(name)
	w.WriteString(escaped(text))
	w.close(name)
}

// some writes an element unless it would be empty.
func (w *writer) some(name, text string) {
	if text != "" {
		w.leaf(name, text)
	}
}

func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(Clean(s, 0))) // a buffer takes everything
	return b.String()
}

// Clean takes out what XML 1.0 cannot hold and cuts to a number of letters; 0 does not cut.
func Clean(s string, most int) string {
	s = strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF || r == 0xFFFD {
			return -1
		}
		return r
	}, s)
	if letters := []rune(s); most > 0 && len(letters) > most {
		return string(letters[:most])
	}
	return s
}
