package interagency

import (
	"bytes"
	"encoding/xml"
)

// Schema is the XML schema of the requests and answers of a kind, written from its fields.
func (k Kind) Schema() []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header + `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="` + attribute(k.Namespace) + `" elementFormDefault="qualified">` + "\n")
	writeElement(&b, k.Root, k.Fields, k.Personal)
	writeElement(&b, k.AnswerRoot, k.Answer, true)
	b.WriteString("</xs:schema>\n")
	return b.Bytes()
}

func writeElement(b *bytes.Buffer, root string, fields []Field, signed bool) {
	b.WriteString(`  <xs:element name="` + root + `"><xs:complexType><xs:sequence>` + "\n")
	for _, f := range fields {
		b.WriteString(`    <xs:element name="` + f.Name + `"`)
		if !f.Required {
			b.WriteString(` minOccurs="0"`)
		}
		b.WriteString(`><xs:annotation><xs:documentation>` + attribute(f.Label) + `</xs:documentation></xs:annotation>`)
		writeType(b, f)
		b.WriteString("</xs:element>\n")
	}
	b.WriteString("  </xs:sequence>")
	if signed {
		b.WriteString(`<xs:attribute name="Id" type="xs:ID"/>`)
	}
	b.WriteString("</xs:complexType></xs:element>\n")
}

func writeType(b *bytes.Buffer, f Field) {
	b.WriteString(`<xs:simpleType><xs:restriction base="xs:`)
	switch f.Kind {
	case Date:
		b.WriteString(`date">`)
	case Number:
		b.WriteString(`decimal">`)
	case SNILS:
		b.WriteString(`string"><xs:pattern value="[0-9]{3}-?[0-9]{3}-?[0-9]{3}[ -]?[0-9]{2}"/>`)
	case INN:
		b.WriteString(`string"><xs:pattern value="[0-9]{10}([0-9]{2})?"/>`)
	case Choice:
		b.WriteString(`string">`)
		for _, c := range f.Choices {
			b.WriteString(`<xs:enumeration value="` + attribute(c) + `"/>`)
		}
	default:
		b.WriteString(`string"><xs:maxLength value="4000"/>`)
	}
	b.WriteString(`</xs:restriction></xs:simpleType>`)
}
