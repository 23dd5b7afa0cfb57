package message

import (
	"bytes"
	"maps"
	"slices"
	"strings"
)

// Element of a parsed document. It remembers where it stood, so that it can be cut out octet for octet.
type Element struct {
	Space, Local string
	Children     []*Element
	Text         string // its own character data, joined

	prefix     string
	text       strings.Builder
	attributes []attribute
	parent     *Element
	declared   map[string]string // namespaces declared here, by prefix
	document   []byte
	start, end int // of the whole element
	name       int // behind the name in the start tag
}

type attribute struct{ space, local, value string }

// Attribute is the value of an attribute without namespace.
func (e *Element) Attribute(local string) string { return e.attribute("", local) }

func (e *Element) attribute(space, local string) string {
	for _, a := range e.attributes {
		if a.space == space && a.local == local {
			return a.value
		}
	}
	return ""
}

// Fragment is the element as it stood, complete by itself: namespaces that it took from above are declared in it.
func (e *Element) Fragment() []byte {
	var missing bytes.Buffer
	seen := map[string]bool{}
	for prefix := range e.declared {
		seen[prefix] = true
	}
	for up := e.parent; up != nil; up = up.parent {
		for _, prefix := range slices.Sorted(maps.Keys(up.declared)) {
			uri := up.declared[prefix]
			if seen[prefix] {
				continue
			}
			seen[prefix] = true
			if uri == "" || !e.mentions(prefix) {
				continue
			}
			missing.WriteString(" xmlns")
			if prefix != "" {
				missing.WriteString(":" + prefix)
			}
			missing.WriteString(`="` + attributeText.Replace(uri) + `"`)
		}
	}
	raw := e.document[e.start:e.end]
	if missing.Len() == 0 {
		return bytes.Clone(raw)
	}
	at := e.name - e.start
	return append(append(bytes.Clone(raw[:at]), missing.Bytes()...), raw[at:]...)
}

// mentions tells whether a prefix may be meant somewhere within: in names, or in values such as that of xsi:type.
func (e *Element) mentions(prefix string) bool {
	if prefix != "" {
		return containsPrefix(e.document[e.start:e.end], prefix)
	}
	if e.prefix == "" {
		return true
	}
	return slices.ContainsFunc(e.Children, func(child *Element) bool {
		_, own := child.declared[""]
		return !own && child.mentions("")
	})
}

// containsPrefix finds "prefix:" that is not the end of a longer word.
func containsPrefix(text []byte, prefix string) bool {
	for wanted := []byte(prefix + ":"); ; {
		at := bytes.Index(text, wanted)
		if at < 0 {
			return false
		}
		if at == 0 || bytes.IndexByte(beforePrefix, text[at-1]) >= 0 {
			return true
		}
		text = text[at+len(wanted):]
	}
}

var beforePrefix = []byte("</\"' \t\r\n>")

var attributeText = strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;", "\t", "&#x9;", "\n", "&#xa;", "\r", "&#xd;")

// is compares with a name of SMEV, of whatever version.
func (e *Element) is(k kind, local string) bool {
	found, _, ok := kindOf(e.Space)
	return ok && found == k && e.Local == local
}

// smev is the first child of that name in any namespace of SMEV: nodes put several versions into one answer.
func (e *Element) smev(local string) *Element {
	if e == nil {
		return nil
	}
	for _, child := range e.Children {
		if _, _, ok := kindOf(child.Space); ok && child.Local == local {
			return child
		}
	}
	return nil
}

// each are the children of that name in any namespace of SMEV.
func (e *Element) each(local string) []*Element {
	var found []*Element
	if e == nil {
		return nil
	}
	for _, child := range e.Children {
		if _, _, ok := kindOf(child.Space); ok && child.Local == local {
			found = append(found, child)
		}
	}
	return found
}

// value is the trimmed text of a child.
func (e *Element) value(local string) string {
	if child := e.smev(local); child != nil {
		return strings.TrimSpace(child.Text)
	}
	return ""
}

// only is the only child element; nil when there is none or there are several.
func (e *Element) only() *Element {
	if e == nil || len(e.Children) != 1 {
		return nil
	}
	return e.Children[0]
}

func (e *Element) child(space, local string) *Element {
	for _, child := range e.Children {
		if child.Space == space && child.Local == local {
			return child
		}
	}
	return nil
}
