package pki

import (
	"encoding/asn1"
	"strconv"
	"strings"

	tags "golang.org/x/crypto/cryptobyte/asn1"
)

// identity is a name brought to a form in which equal names are equal strings: case,
// runs of spaces and the type of the strings do not matter (RFC 5280, section 7.1).
// Authorities do write the name of an issuer with other string types than it has
// itself.
func identity(name []byte) (string, error) {
	sets, err := identities(name)
	return strings.Join(sets, "\x00"), err
}

// identities are the sets of a name one by one, for comparing its beginning.
func identities(name []byte) ([]string, error) {
	var sets []string
	err := eachAttribute(name, func(oid asn1.ObjectIdentifier, tag tags.Tag, value []byte, set int) {
		one := oid.String() + "=" + foldValue(tag, value)
		if set < len(sets) {
			sets[set] += "\x01" + one
			return
		}
		sets = append(sets, one)
	})
	return sets, err
}

func foldValue(tag tags.Tag, value []byte) string {
	switch tag {
	case tags.UTF8String, tags.PrintableString, tags.IA5String, tags.T61String, tagNumeric, tagBMP, tagUniversal:
		return strings.ToLower(strings.Join(strings.Fields(text(tag, value)), " "))
	}
	return strconv.Itoa(int(tag)) + ":" + string(value)
}
