// Package der reads and writes the pieces of ASN.1 that certificates, CMS, OCSP and
// time stamps share. It works over golang.org/x/crypto/cryptobyte, which admits DER
// only and copies nothing.
package der

import (
	"bytes"
	"crypto/x509/pkix"
	"encoding/asn1"
	"slices"
	"time"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"
)

// Tags with the class «context-specific» of constructed and primitive elements.
func Context(n uint8) tags.Tag   { return tags.Tag(n).ContextSpecific().Constructed() }
func Primitive(n uint8) tags.Tag { return tags.Tag(n).ContextSpecific() }

// Element reads any element whole, with tag and length.
func Element(s *cryptobyte.String) ([]byte, bool) {
	var element cryptobyte.String
	var tag tags.Tag
	if !s.ReadAnyASN1Element(&element, &tag) {
		return nil, false
	}
	return element, true
}

// Only reads one element of a kind that must be all of the input and returns its
// content.
func Only(in []byte, tag tags.Tag) (cryptobyte.String, bool) {
	s := cryptobyte.String(in)
	var content cryptobyte.String
	if !s.ReadASN1(&content, tag) || !s.Empty() {
		return nil, false
	}
	return content, true
}

// Algorithm reads an AlgorithmIdentifier.
func Algorithm(s *cryptobyte.String) (id pkix.AlgorithmIdentifier, ok bool) {
	var content cryptobyte.String
	if !s.ReadASN1(&content, tags.SEQUENCE) {
		return id, false
	}
	return algorithm(content)
}

// AlgorithmContent reads the content of an AlgorithmIdentifier tagged otherwise.
func AlgorithmContent(content cryptobyte.String) (pkix.AlgorithmIdentifier, bool) {
	return algorithm(content)
}

func algorithm(content cryptobyte.String) (id pkix.AlgorithmIdentifier, ok bool) {
	if !content.ReadASN1ObjectIdentifier(&id.Algorithm) {
		return id, false
	}
	if content.Empty() {
		return id, true
	}
	rest := content
	var body cryptobyte.String
	var tag tags.Tag
	if !content.ReadAnyASN1(&body, &tag) || !content.Empty() {
		return id, false
	}
	id.Parameters = asn1.RawValue{
		Class:      int(tag >> 6),
		Tag:        int(tag & 0x1f),
		IsCompound: tag&0x20 != 0,
		Bytes:      body,
		FullBytes:  rest,
	}
	return id, true
}

// AddAlgorithm writes an AlgorithmIdentifier.
func AddAlgorithm(b *cryptobyte.Builder, id pkix.AlgorithmIdentifier) {
	b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) { AddAlgorithmContent(b, id) })
}

// AddAlgorithmContent writes an AlgorithmIdentifier without tag and length.
func AddAlgorithmContent(b *cryptobyte.Builder, id pkix.AlgorithmIdentifier) {
	b.AddASN1ObjectIdentifier(id.Algorithm)
	b.AddBytes(id.Parameters.FullBytes)
}

// Null are parameters that are NULL.
func Null() asn1.RawValue {
	return asn1.RawValue{Tag: asn1.TagNull, FullBytes: []byte{asn1.TagNull, 0}}
}

// SameAlgorithm compares two identifiers; parameters that are NULL or absent are the
// same.
func SameAlgorithm(a, b pkix.AlgorithmIdentifier) bool {
	return a.Algorithm.Equal(b.Algorithm) && bytes.Equal(parameters(a), parameters(b))
}

func parameters(id pkix.AlgorithmIdentifier) []byte {
	if full := id.Parameters.FullBytes; !bytes.Equal(full, []byte{asn1.TagNull, 0}) {
		return full
	}
	return nil
}

// Time reads a UTCTime or a GeneralizedTime, the latter with fractions of a second.
func Time(s *cryptobyte.String) (t time.Time, ok bool) {
	if s.PeekASN1Tag(tags.UTCTime) {
		return t, s.ReadASN1UTCTime(&t)
	}
	var text cryptobyte.String
	if !s.ReadASN1(&text, tags.GeneralizedTime) {
		return t, false
	}
	t, err := time.Parse("20060102150405Z", string(text)) // admits a fraction
	return t, err == nil
}

// AddTime writes a time as RFC 5280 and RFC 5652 ask: UTCTime before 2050.
func AddTime(b *cryptobyte.Builder, t time.Time) {
	if t = t.UTC(); t.Year() >= 1950 && t.Year() < 2050 {
		b.AddASN1UTCTime(t)
		return
	}
	b.AddASN1GeneralizedTime(t)
}

// AddSet writes elements as a SET OF in the order of DER under a tag.
func AddSet(b *cryptobyte.Builder, tag tags.Tag, elements [][]byte) {
	sorted := slices.Clone(elements)
	slices.SortFunc(sorted, bytes.Compare)
	b.AddASN1(tag, func(b *cryptobyte.Builder) {
		for _, e := range sorted {
			b.AddBytes(e)
		}
	})
}

// Build runs a function on a builder and returns what it wrote.
func Build(write func(*cryptobyte.Builder)) ([]byte, error) {
	b := cryptobyte.NewBuilder(nil)
	write(b)
	return b.Bytes()
}

// Must is Build of what cannot fail: values of our own that fit.
func Must(write func(*cryptobyte.Builder)) []byte {
	out, err := Build(write)
	if err != nil {
		panic(err)
	}
	return out
}
