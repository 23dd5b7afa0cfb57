package message

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"veche/smev/xmltoken"
)

// What a document may hold. Files travel beside it, so an envelope is small.
const (
	MaxDocument = 32 << 20
	maxElements = 500_000
)

// otherEncoding finds a declaration of an encoding that is not UTF-8, which a SOAP envelope is not written in.
var otherEncoding = regexp.MustCompile(`^(\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([^"']*)`)

// Parse reads a document with the same reader as those who check signatures use, so that both see the same.
func Parse(document []byte) (*Element, error) {
	if len(document) > MaxDocument {
		return nil, fmt.Errorf("smev: a document of more than %d octets", MaxDocument)
	}
	if m := otherEncoding.FindSubmatch(document); m != nil && !strings.EqualFold(string(m[2]), "utf-8") || !utf8.Valid(document) {
		return nil, errors.New("smev: the document is not in UTF-8")
	}
	p := &parser{document: document, reader: xmltoken.NewReader(bytes.NewReader(document), xmltoken.Limits{Size: MaxDocument + 1, Markup: MaxDocument})}
	for {
		token, err := p.reader.Next()
		if err == io.EOF {
			return p.root, nil
		}
		if err != nil {
			return nil, fmt.Errorf("smev: read XML: %w", err)
		}
		if p.count > maxElements {
			return nil, fmt.Errorf("smev: a document of more than %d elements", maxElements)
		}
		p.take(token)
	}
}

type parser struct {
	document []byte
	reader   *xmltoken.Reader
	root     *Element
	open     []*Element
	count    int
}

func (p *parser) take(t *xmltoken.Token) {
	switch t.Kind {
	case xmltoken.Start:
		p.start(t)
	case xmltoken.End:
		top := p.open[len(p.open)-1]
		top.end, top.Text = int(t.To), top.text.String()
		p.open = p.open[:len(p.open)-1]
	case xmltoken.Text:
		if len(p.open) > 0 {
			p.open[len(p.open)-1].text.Write(t.Data)
		}
	}
}

func (p *parser) start(t *xmltoken.Token) {
	p.count++
	written := t.Name.Local
	if t.Name.Prefix != "" {
		written = t.Name.Prefix + ":" + written
	}
	e := &Element{Space: t.Name.Space, Local: t.Name.Local, prefix: t.Name.Prefix, document: p.document, start: int(t.From), name: int(t.From) + 1 + len(written)}
	for _, n := range t.Namespaces {
		if e.declared == nil {
			e.declared = map[string]string{}
		}
		e.declared[n.Prefix] = n.URI
	}
	for _, a := range t.Attributes {
		e.attributes = append(e.attributes, attribute{a.Name.Space, a.Name.Local, string(a.Value)})
	}
	if len(p.open) > 0 {
		e.parent = p.open[len(p.open)-1]
		e.parent.Children = append(e.parent.Children, e)
	} else {
		p.root = e
	}
	p.open = append(p.open, e)
}
