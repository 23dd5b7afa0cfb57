package contract

import (
	"bytes"
	_ "embed"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"
)

// Schema is the published XSD.
//
//go:embed pos-1.0.xsd
var Schema []byte

// fieldNames are the elements of the contract below the roots.
var fieldNames = fieldsOf(reflect.TypeFor[Request](), reflect.TypeFor[Response]())

func fieldsOf(roots ...reflect.Type) []string {
	var names []string
	seen := map[reflect.Type]bool{}
	var walk func(t reflect.Type)
	walk = func(t reflect.Type) {
		for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct || seen[t] || t.PkgPath() == "time" {
			return
		}
		seen[t] = true
		for i := range t.NumField() {
			name, _, _ := strings.Cut(t.Field(i).Tag.Get("xml"), ",")
			names = append(names, name)
			walk(t.Field(i).Type)
		}
	}
	for _, t := range roots {
		walk(t)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// WriteRequest writes a request as the content of a message.
func (m Mapping) WriteRequest(r Request) ([]byte, error) { return m.write(m.RequestRoot, r) }

// WriteResponse writes a response.
func (m Mapping) WriteResponse(r Response) ([]byte, error) { return m.write(m.ResponseRoot, r) }

// ReadRequest reads a request; namespaces of elements within it are not asked for.
func (m Mapping) ReadRequest(content []byte) (r Request, err error) {
	return r, m.read(content, m.RequestRoot, &r)
}

// ReadResponse reads a response.
func (m Mapping) ReadResponse(content []byte) (r Response, err error) {
	return r, m.read(content, m.ResponseRoot, &r)
}

func (m Mapping) write(root string, v any) ([]byte, error) {
	plain, err := xml.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("contract: %w", err)
	}
	var out bytes.Buffer
	e := xml.NewEncoder(&out)
	depth := 0
	err = each(plain, func(t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			depth++
			if depth == 1 {
				return e.EncodeToken(xml.StartElement{Name: xml.Name{Space: m.Namespace, Local: root}})
			}
			return e.EncodeToken(xml.StartElement{Name: xml.Name{Local: m.field(t.Name.Local)}})
		case xml.EndElement:
			depth--
			if depth == 0 {
				return e.EncodeToken(xml.EndElement{Name: xml.Name{Space: m.Namespace, Local: root}})
			}
			return e.EncodeToken(xml.EndElement{Name: xml.Name{Local: m.field(t.Name.Local)}})
		}
		return e.EncodeToken(t)
	})
	if err := errors.Join(err, e.Close()); err != nil {
		return nil, fmt.Errorf("contract: %w", err)
	}
	return out.Bytes(), nil
}

// read turns their names into ours and decodes. The decoder of the standard library knows no entities but the five of
// XML, so nothing outside is fetched and nothing multiplies.
func (m Mapping) read(content []byte, root string, v any) error {
	ours := map[string]string{}
	for _, name := range fieldNames {
		ours[m.field(name)] = name
	}
	first := true
	names := tokens{d: xml.NewDecoder(bytes.NewReader(content)), rename: func(n xml.Name) (xml.Name, error) {
		if first {
			first = false
			if n.Local != root || n.Space != m.Namespace {
				return n, fmt.Errorf("contract: %s of %q where %s is expected", n.Local, n.Space, root)
			}
		}
		if name, mapped := ours[n.Local]; mapped {
			return xml.Name{Local: name}, nil
		}
		return xml.Name{Local: n.Local}, nil
	}}
	if err := xml.NewTokenDecoder(&names).Decode(v); err != nil {
		return fmt.Errorf("contract: %w", err)
	}
	return nil
}

// tokens reads tokens under other names.
type tokens struct {
	d      *xml.Decoder
	rename func(xml.Name) (xml.Name, error)
	depth  int
}

// deepest is more than any message of the contract has.
const deepest = 20

func (t *tokens) Token() (xml.Token, error) {
	token, err := t.d.Token()
	if err != nil {
		return nil, err
	}
	switch e := token.(type) {
	case xml.StartElement:
		if t.depth++; t.depth > deepest {
			return nil, errors.New("contract: elements stand too deep")
		}
		e.Attr = nil
		e.Name, err = t.rename(e.Name)
		return e, err
	case xml.EndElement:
		t.depth--
		e.Name, err = t.rename(e.Name)
		return e, err
	case xml.Directive:
		return nil, errors.New("contract: a document type is not read")
	}
	return token, nil
}

func each(document []byte, do func(xml.Token) error) error {
	d := xml.NewDecoder(bytes.NewReader(document))
	for {
		t, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = do(t)
		}
		if err != nil {
			return err
		}
	}
}

// Clean takes out of a text what XML cannot hold and cuts it where the schema ends.
func Clean(text string, most int) string {
	text = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	if utf8.RuneCountInString(text) > most {
		text = string([]rune(text)[:most])
	}
	return text
}
