package pki

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"veche/cms/internal/der"
)

type pkixExtension = pkix.Extension

// Qualified is what Russian qualified certificates say beyond X.509 (order of the FSB
// of Russia No. 795 of 27.12.2011). Whether a certificate is qualified in law is decided
// by the accreditation of its authority, not by these extensions.
type Qualified struct {
	Classes        []Class        `json:"classes,omitempty"`        // of the means of the owner
	SignTool       string         `json:"sign_tool,omitempty"`      // subjectSignTool
	Issuer         *IssuerTool    `json:"issuer_tool,omitempty"`    // issuerSignTool
	Identification Identification `json:"identification,omitempty"` // identificationKind
	IdentifiedAs   string         `json:"identified_as,omitempty"`  // the same in Russian
}

// Class is a class of means of electronic signature.
type Class string

var classes = []Class{"КС1", "КС2", "КС3", "КВ1", "КВ2", "КА1"}

// classArc is followed by 1 to 6: the classes in their order.
var classArc = asn1.ObjectIdentifier{1, 2, 643, 100, 113}

// PolicyOf is the policy that certificates of a class carry.
func PolicyOf(c Class) (asn1.ObjectIdentifier, bool) {
	for i, known := range classes {
		if known == c {
			return append(classArc[:len(classArc):len(classArc)], i+1), true
		}
	}
	return nil, false
}

// IssuerTool is issuerSignTool: the means of the authority and their papers.
type IssuerTool struct {
	SignTool     string `json:"sign_tool"`
	Authority    string `json:"authority"`
	SignToolCert string `json:"sign_tool_certificate"`
	AuthorityCrt string `json:"authority_certificate"`
}

// Identification is how the owner was identified when the certificate was issued.
type Identification string

var identifications = []struct {
	kind Identification
	text string
}{
	{"in_person", "при личном присутствии"},
	{"by_signature", "по действующей квалифицированной подписи"},
	{"by_passport_chip", "по загранпаспорту с электронным носителем"},
	{"by_biometrics", "через единую биометрическую систему"},
}

func isQualifiedExtension(oid asn1.ObjectIdentifier) bool {
	return oid.Equal(oidCertificateType) || oid.Equal(oidSubjectSignTool) || oid.Equal(oidIssuerSignTool)
}

// readQualified reads what is there. These extensions inform; one that is not well
// formed is left out.
func readQualified(c *x509.Certificate) (q Qualified) {
	for _, policy := range c.Policies {
		for i, class := range classes {
			if oid, _ := PolicyOf(classes[i]); policy.EqualASN1OID(oid) {
				q.Classes = append(q.Classes, class)
			}
		}
	}
	for _, e := range c.Extensions {
		value := cryptobyte.String(e.Value)
		switch {
		case e.Id.Equal(oidSubjectSignTool):
			q.SignTool, _ = readText(&value)
		case e.Id.Equal(oidIssuerSignTool):
			q.Issuer = readIssuerTool(value)
		case e.Id.Equal(oidCertificateType):
			var kind int
			if value.ReadASN1Integer(&kind) && kind >= 0 && kind < len(identifications) {
				q.Identification, q.IdentifiedAs = identifications[kind].kind, identifications[kind].text
			}
		}
	}
	return q
}

func readIssuerTool(value cryptobyte.String) *IssuerTool {
	s, ok := der.Only(value, tags.SEQUENCE)
	if !ok {
		return nil
	}
	var tool IssuerTool
	for _, to := range []*string{&tool.SignTool, &tool.Authority, &tool.SignToolCert, &tool.AuthorityCrt} {
		if *to, ok = readText(&s); !ok {
			return nil
		}
	}
	return &tool
}

func readText(s *cryptobyte.String) (string, bool) {
	var value cryptobyte.String
	var tag tags.Tag
	if !s.ReadAnyASN1(&value, &tag) {
		return "", false
	}
	return text(tag, value), true
}
