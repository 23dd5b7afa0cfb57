package pki

import (
	"encoding/asn1"
	"strings"
	"unicode/utf16"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"veche/cms/internal/der"
	"veche/cms/reason"
)

// Field is an attribute of a name: by the short name in use, or by its identifier in
// dotted form when it has none.
type Field string

// Attributes of names in Russian qualified certificates (order of the FSB of Russia
// No. 795 of 27.12.2011, section III) and in ordinary ones.
const (
	CommonName         Field = "CN"
	Surname            Field = "SN"
	GivenName          Field = "G"
	Country            Field = "C"
	Region             Field = "ST"
	Locality           Field = "L"
	Street             Field = "STREET"
	Organization       Field = "O"
	OrganizationalUnit Field = "OU"
	Title              Field = "T"
	Email              Field = "E"
	OGRN               Field = "OGRN"   // ОГРН of a legal entity
	OGRNIP             Field = "OGRNIP" // ОГРНИП of an entrepreneur
	SNILS              Field = "SNILS"  // СНИЛС of a person
	INN                Field = "INN"    // ИНН of a person
	INNLE              Field = "INNLE"  // ИНН of a legal entity
)

type fieldFacts struct {
	field Field
	oid   asn1.ObjectIdentifier
	tag   tags.Tag
}

const (
	tagNumeric   = tags.Tag(18)
	tagUniversal = tags.Tag(28)
	tagBMP       = tags.Tag(30)
)

var fields = []fieldFacts{
	{CommonName, asn1.ObjectIdentifier{2, 5, 4, 3}, tags.UTF8String},
	{Surname, asn1.ObjectIdentifier{2, 5, 4, 4}, tags.UTF8String},
	{GivenName, asn1.ObjectIdentifier{2, 5, 4, 42}, tags.UTF8String},
	{Country, asn1.ObjectIdentifier{2, 5, 4, 6}, tags.PrintableString},
	{Region, asn1.ObjectIdentifier{2, 5, 4, 8}, tags.UTF8String},
	{Locality, asn1.ObjectIdentifier{2, 5, 4, 7}, tags.UTF8String},
	{Street, asn1.ObjectIdentifier{2, 5, 4, 9}, tags.UTF8String},
	{Organization, asn1.ObjectIdentifier{2, 5, 4, 10}, tags.UTF8String},
	{OrganizationalUnit, asn1.ObjectIdentifier{2, 5, 4, 11}, tags.UTF8String},
	{Title, asn1.ObjectIdentifier{2, 5, 4, 12}, tags.UTF8String},
	{Email, asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 1}, tags.IA5String},
	{OGRN, asn1.ObjectIdentifier{1, 2, 643, 100, 1}, tagNumeric},
	{OGRNIP, asn1.ObjectIdentifier{1, 2, 643, 100, 5}, tagNumeric},
	{SNILS, asn1.ObjectIdentifier{1, 2, 643, 100, 3}, tagNumeric},
	{INNLE, asn1.ObjectIdentifier{1, 2, 643, 100, 4}, tagNumeric},
	{INN, asn1.ObjectIdentifier{1, 2, 643, 3, 131, 1, 1}, tagNumeric},
}

// Attribute is one part of a name.
type Attribute struct {
	Field Field  `json:"field"`
	Value string `json:"value"`
}

// Name is a distinguished name in the order of its encoding.
type Name []Attribute

// Get is the first value of a field, or nothing.
func (n Name) Get(f Field) string {
	for _, a := range n {
		if a.Field == f {
			return a.Value
		}
	}
	return ""
}

// Person is the family name and given names, where the name has them.
func (n Name) Person() string {
	return strings.TrimSpace(n.Get(Surname) + " " + n.Get(GivenName))
}

// Short is how people call the owner: the person, else the common name, else the
// organization.
func (n Name) Short() string {
	for _, s := range []string{n.Person(), n.Get(CommonName), n.Get(Organization)} {
		if s != "" {
			return s
		}
	}
	return n.String()
}

func (n Name) String() string {
	parts := make([]string, len(n))
	for i, a := range n {
		parts[i] = string(a.Field) + "=" + a.Value
	}
	return strings.Join(parts, ", ")
}

// Marshal writes the name in DER.
func (n Name) Marshal() ([]byte, error) {
	return der.Build(func(b *cryptobyte.Builder) {
		b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
			for _, a := range n {
				addAttribute(b, a)
			}
		})
	})
}

func addAttribute(b *cryptobyte.Builder, a Attribute) {
	for _, f := range fields {
		if f.field != a.Field {
			continue
		}
		b.AddASN1(tags.SET, func(b *cryptobyte.Builder) {
			b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1ObjectIdentifier(f.oid)
				b.AddASN1(f.tag, func(b *cryptobyte.Builder) { b.AddBytes([]byte(a.Value)) })
			})
		})
		return
	}
	b.SetError(reason.New(reason.Malformed, "no field %q of a name is known", a.Field))
}

// ParseName reads a Name in DER.
func ParseName(in []byte) (Name, error) {
	name := Name{}
	err := eachAttribute(in, func(oid asn1.ObjectIdentifier, tag tags.Tag, value []byte, _ int) {
		name = append(name, Attribute{fieldOf(oid), text(tag, value)})
	})
	return name, err
}

func fieldOf(oid asn1.ObjectIdentifier) Field {
	for _, f := range fields {
		if f.oid.Equal(oid) {
			return f.field
		}
	}
	return Field(oid.String())
}

// eachAttribute visits the attributes of a name with the number of their set.
func eachAttribute(in []byte, visit func(oid asn1.ObjectIdentifier, tag tags.Tag, value []byte, set int)) error {
	malformed := reason.New(reason.Malformed, "name")
	sets, ok := der.Only(in, tags.SEQUENCE)
	if !ok {
		return malformed
	}
	for number := 0; !sets.Empty(); number++ {
		var set cryptobyte.String
		if !sets.ReadASN1(&set, tags.SET) || set.Empty() {
			return malformed
		}
		for !set.Empty() {
			var pair, value cryptobyte.String
			var oid asn1.ObjectIdentifier
			var tag tags.Tag
			if !set.ReadASN1(&pair, tags.SEQUENCE) || !pair.ReadASN1ObjectIdentifier(&oid) ||
				!pair.ReadAnyASN1(&value, &tag) || !pair.Empty() {
				return malformed
			}
			visit(oid, tag, value, number)
		}
	}
	return nil
}

// text turns a string of any ASN.1 type into UTF-8.
func text(tag tags.Tag, value []byte) string {
	switch tag {
	case tagBMP:
		units := make([]uint16, 0, len(value)/2)
		for i := 0; i+1 < len(value); i += 2 {
			units = append(units, uint16(value[i])<<8|uint16(value[i+1]))
		}
		return string(utf16.Decode(units))
	case tagUniversal:
		var runes []rune
		for i := 0; i+3 < len(value); i += 4 {
			runes = append(runes, rune(value[i])<<24|rune(value[i+1])<<16|rune(value[i+2])<<8|rune(value[i+3]))
		}
		return string(runes)
	case tags.T61String:
		runes := make([]rune, len(value)) // read as Latin-1, as everybody does
		for i, b := range value {
			runes[i] = rune(b)
		}
		return string(runes)
	}
	return strings.ToValidUTF8(string(value), "\uFFFD")
}
