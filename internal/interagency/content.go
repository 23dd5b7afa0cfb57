package interagency

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"veche/cms/pki"
	"veche/smev/xmldsig"
)

// contentID is the identifier of a content that is signed by itself.
const contentID = "CONTENT"

// compose writes the content of a request, and signs it where its kind wants that.
func (s *Service) compose(ctx context.Context, k Kind, q Request) (content, signature []byte, err error) {
	id := ""
	if k.Personal {
		id = contentID
	}
	content = flat(k.Namespace, k.Root, id, k.Fields, q.Fields)
	if !k.Personal || s.key.Private == nil {
		return content, nil, nil
	}
	signature, err = s.signContent(ctx, content)
	return content, signature, err
}

// signContent makes the signature that stands beside a content (PersonalSignature).
func (s *Service) signContent(ctx context.Context, content []byte) ([]byte, error) {
	whole := append(append([]byte("<s><c>"), content...), "</c><p></p></s>"...)
	signed, err := xmldsig.Sign(ctx, whole, xmldsig.SignOptions{ID: contentID, Into: "/s/p", Key: s.key})
	if err != nil {
		return nil, fmt.Errorf("sign the content of a request: %w", err)
	}
	from, to := bytes.LastIndex(signed, []byte("<p>")), bytes.LastIndex(signed, []byte("</p>"))
	if from < 0 || to < from {
		return nil, errors.New("interagency: the signature is not where it was put")
	}
	return signed[from+len("<p>") : to], nil
}

// verdictOn is what the signature beside a content is worth; "" where there is none.
func verdictOn(ctx context.Context, content, signature []byte, trust *pki.Trust) (string, error) {
	if len(signature) == 0 {
		return "", nil
	}
	root, err := Root(content)
	if err != nil {
		return "", err
	}
	whole := bytes.Join([][]byte{[]byte("<s><c>"), content, []byte("</c><p>"), signature, []byte("</p></s>")}, nil)
	report, err := xmldsig.Verify(ctx, bytes.NewReader(whole), xmldsig.VerifyOptions{Trust: trust, Keep: -1,
		Expected: []xmldsig.Expected{{Signature: "/s/p", Element: "/s/c/" + root.Local}}})
	if err != nil {
		return "", err
	}
	return string(report.Expected[0].Verdict()), nil
}

// flat is one element with an element for each field that has a value, in the order of the kind.
func flat(namespace, root, id string, fields []Field, values map[string]string) []byte {
	var b bytes.Buffer
	b.WriteString("<" + root + ` xmlns="` + attribute(namespace) + `"`)
	if id != "" {
		b.WriteString(` Id="` + id + `"`)
	}
	b.WriteString(">")
	for _, f := range fields {
		v := values[f.Name]
		if v == "" {
			continue
		}
		b.WriteString("<" + f.Name + ">")
		_ = xml.EscapeText(&b, []byte(clean(v))) // a buffer takes everything
		b.WriteString("</" + f.Name + ">")
	}
	b.WriteString("</" + root + ">")
	return b.Bytes()
}

// clean takes out what XML 1.0 cannot hold.
func clean(v string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\t' && r != '\n' || r == 0xFFFE || r == 0xFFFF || r == 0xFFFD {
			return -1
		}
		return r
	}, v)
}

func attribute(v string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;").Replace(v)
}

// Fact is one line of an answer or of a request of others.
type Fact struct {
	Name  string `json:"name" doc:"Of the element, as the dictionary of kinds has it"`
	Label string `json:"label"`
	Value string `json:"value"`
}

// bounds of what is read from a foreign content.
const (
	mostFacts = 300
	mostDepth = 30
	mostValue = 4000
)

var (
	errContent = errors.New("interagency: the content cannot be read")
	errDoctype = errors.New("a document type is not read")
)

// Facts reads every element that holds nothing but text, in its order, whatever the schema of the content: labelled by the
// dictionary where it knows the element, by the element's own name elsewhere.
func Facts(content []byte, fields []Field) ([]Fact, error) {
	labels := map[string]string{}
	for _, f := range fields {
		labels[f.Name] = f.Label
	}
	d := xml.NewDecoder(bytes.NewReader(content))
	facts := []Fact{}
	var text [][]byte
	var names []string
	leaf := false
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return numbered(facts), nil
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errContent, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if len(names) == mostDepth {
				return nil, fmt.Errorf("%w: deeper than %d", errContent, mostDepth)
			}
			names, text, leaf = append(names, t.Name.Local), append(text, nil), true
		case xml.CharData:
			if last := len(text) - 1; last >= 0 && len(text[last]) < mostValue {
				text[last] = append(text[last], t...)
			}
		case xml.EndElement:
			last := len(names) - 1
			value := strings.TrimSpace(string(text[last]))
			if leaf && value != "" && len(facts) < mostFacts {
				facts = append(facts, Fact{Name: names[last], Label: labelOf(labels, names[last]), Value: value})
			}
			names, text, leaf = names[:last], text[:last], false
		case xml.Directive:
			return nil, fmt.Errorf("%w: %w", errContent, errDoctype)
		}
	}
}

func labelOf(labels map[string]string, name string) string {
	if label := labels[name]; label != "" {
		return label
	}
	return name
}

// numbered tells lines of the same label apart.
func numbered(facts []Fact) []Fact {
	count := map[string]int{}
	for _, f := range facts {
		count[f.Label]++
	}
	seen := map[string]int{}
	for i, f := range facts {
		if count[f.Label] > 1 {
			seen[f.Label]++
			facts[i].Label += " (" + strconv.Itoa(seen[f.Label]) + ")"
		}
	}
	return facts
}

// Root is the name of the one element of a content.
func Root(content []byte) (xml.Name, error) {
	d := xml.NewDecoder(bytes.NewReader(content))
	for {
		token, err := d.Token()
		if err != nil {
			return xml.Name{}, fmt.Errorf("%w: %w", errContent, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			return t.Name, nil
		case xml.Directive:
			return xml.Name{}, fmt.Errorf("%w: %w", errContent, errDoctype)
		}
	}
}
