package xmldsig_test

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"veche/cms"
	"veche/cms/reason"
	"veche/smev/transform"
	"veche/smev/xmldsig"
)

// forgery is a change of a signed document that must not go unnoticed.
type forgery struct {
	why    string
	change func(signed string) string
	code   xmldsig.Code // among the findings
	digest bool         // the digest stays right
}

func replaced(old, new string) func(string) string {
	return func(s string) string {
		if !strings.Contains(s, old) {
			panic(old + " is not in the document")
		}
		return strings.Replace(s, old, new, 1)
	}
}

// cut takes what an expression matches out of a document.
func cut(s, expression string) (found, rest string) {
	found = regexp.MustCompile(`(?s)` + expression).FindString(s)
	return found, strings.Replace(s, found, "", 1)
}

const (
	dataPattern   = `<ns2:SenderProvidedRequestData.*</ns2:SenderProvidedRequestData>`
	evilData      = `<ns2:SenderProvidedRequestData><ns2:MessageID>evil</ns2:MessageID></ns2:SenderProvidedRequestData>`
	evilSameID    = `<ns2:SenderProvidedRequestData Id="SIGNED_BY_CONSUMER"><ns2:MessageID>evil</ns2:MessageID></ns2:SenderProvidedRequestData>`
	transformC14N = `<ds:Transform Algorithm="` + xmldsig.ExclusiveC14N + `"></ds:Transform>`
	transformSMEV = `<ds:Transform Algorithm="` + xmldsig.TransformSMEV + `"></ds:Transform>`
)

// wrapped moves the signed element elsewhere and puts another one where programs look for it.
func wrapped(elsewhere, instead string) func(string) string {
	return func(s string) string {
		data, rest := cut(s, dataPattern)
		rest = strings.Replace(rest, "<ns2:CallerInformationSystemSignature>", instead+"<ns2:CallerInformationSystemSignature>", 1)
		declared := strings.Replace(data, "<ns2:SenderProvidedRequestData", `<ns2:SenderProvidedRequestData xmlns="urn://x-artefacts-smev-gov-ru/services/message-exchange/types/basic/1.2" xmlns:ns2="urn://x-artefacts-smev-gov-ru/services/message-exchange/types/1.2"`, 1)
		return replaced(elsewhere, elsewhere+declared)(rest)
	}
}

var forgeries = []forgery{
	{"a letter of the content", replaced("Здравствуйте", "Здравствуйтe"), xmldsig.DigestMismatch, false},
	{"a letter of an attribute", replaced(`a="1"`, `a="2"`), xmldsig.DigestMismatch, false},
	{"an element added", replaced("</MessagePrimaryContent>", "<x/></MessagePrimaryContent>"), xmldsig.DigestMismatch, false},
	{"an element renamed", replaced("ns2:MessageID>", "ns2:MessageId>"), "", false}, // not well-formed
	{"the namespace of an element", replaced(`<q xmlns="u:1"`, `<q xmlns="u:2"`), xmldsig.DigestMismatch, false},
	{"the Id of the element", replaced(`Id="SIGNED_BY_CONSUMER"`, `Id="OTHER"`), xmldsig.TargetMissing, false},
	{"the Id made no Id", replaced(`Id="SIGNED_BY_CONSUMER"`, `id="SIGNED_BY_CONSUMER"`), xmldsig.TargetMissing, false},
	{"the reference points elsewhere", replaced(`URI="#SIGNED_BY_CONSUMER"`, `URI="#OTHER"`), xmldsig.TargetMissing, false},

	{"wrapping: the signed element goes to a header", wrapped(`<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">`, evilData), xmldsig.NotExpected, true},
	{"wrapping: it goes deeper at its place", wrapped(`<soap:Body>`, evilData), xmldsig.NotExpected, true},
	{"wrapping: a second element of the same path", replaced("<ns2:SenderProvidedRequestData", evilData+"<ns2:SenderProvidedRequestData"), xmldsig.Ambiguous, true},
	{"wrapping: a second element behind", replaced("</ns2:SenderProvidedRequestData>", "</ns2:SenderProvidedRequestData>"+evilData), xmldsig.Ambiguous, true},
	{"wrapping: within the Signature", wrapped(`</ds:KeyInfo>`, evilData), xmldsig.Malformed, false},
	{"a second element of the same Id before", replaced("<ns2:SenderProvidedRequestData", evilSameID+"<ns2:SenderProvidedRequestData"), xmldsig.IDDuplicate, false},
	{"a second element of the same Id behind", replaced("</ns2:SenderProvidedRequestData>", "</ns2:SenderProvidedRequestData>"+evilSameID), xmldsig.IDDuplicate, false},
	{"the same value as ID", replaced("<soap:Body>", `<soap:Body ID="SIGNED_BY_CONSUMER">`), xmldsig.IDDuplicate, false},
	{"the same value as xml:id", replaced("<soap:Body>", `<soap:Body xml:id="SIGNED_BY_CONSUMER">`), xmldsig.IDDuplicate, false},
	{"the same value as wsu:Id by references", replaced("<soap:Body>", `<soap:Body xmlns:w="u" w:Id="&#83;IGNED_BY_CONSUMER">`), xmldsig.IDDuplicate, false},
	{"the same value twice at the element", replaced(`Id="SIGNED_BY_CONSUMER"`, `Id="SIGNED_BY_CONSUMER" id="SIGNED_BY_CONSUMER"`), xmldsig.IDDuplicate, false},
	{"a tab in an Id is not a space", replaced(`Id="SIGNED_BY_CONSUMER"`, `Id="SIGNED_BY_CONSUMER&#9;"`), xmldsig.TargetMissing, false},

	{"a second Reference", func(s string) string {
		reference, _ := cut(s, `<ds:Reference.*</ds:Reference>`)
		return replaced(reference, reference+reference)(s)
	}, xmldsig.ManyReferences, false},
	{"no Reference", func(s string) string { _, rest := cut(s, `<ds:Reference.*</ds:Reference>`); return rest }, xmldsig.Malformed, false},
	{"a reference to the whole document", replaced(`URI="#SIGNED_BY_CONSUMER"`, `URI=""`), xmldsig.ForeignReference, false},
	{"a reference to an address", replaced(`URI="#SIGNED_BY_CONSUMER"`, `URI="http://127.0.0.1/"`), xmldsig.ForeignReference, false},
	{"a reference by XPointer", replaced(`URI="#SIGNED_BY_CONSUMER"`, `URI="#xpointer(id('SIGNED_BY_CONSUMER'))"`), xmldsig.ForeignReference, false},
	{"a Manifest", replaced(`URI="#`, `Type="http://www.w3.org/2000/09/xmldsig#Manifest" URI="#`), xmldsig.SignatureWrong, true},

	{"transforms in the other order", replaced(transformC14N+transformSMEV, transformSMEV+transformC14N), xmldsig.TransformOrder, false},
	{"a transform less", replaced(transformSMEV, ""), xmldsig.TransformOrder, false},
	{"no transforms", replaced(transformC14N+transformSMEV, ""), xmldsig.TransformOrder, false},
	{"a transform twice", replaced(transformSMEV, transformSMEV+transformSMEV), xmldsig.TransformOrder, false},
	{"an XPath transform", replaced(transformC14N, `<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><ds:XPath>self::a</ds:XPath></ds:Transform>`+transformC14N), xmldsig.ForeignTransform, false},
	{"an XSLT transform", replaced(transformC14N, `<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"></ds:Transform>`), xmldsig.ForeignTransform, false},
	{"parameters of a transform", replaced(transformC14N, transformC14N[:len(transformC14N)-len("</ds:Transform>")]+"<ds:XPath/></ds:Transform>"), xmldsig.Unsupported, false},
	{"enveloped-signature added", replaced(transformC14N, `<ds:Transform Algorithm="`+xmldsig.Enveloped+`"></ds:Transform>`+transformC14N), xmldsig.SignatureWrong, true},

	{"the signature method of 2001", replaced(xmldsig.SignatureGOST256, "http://www.w3.org/2001/04/xmldsig-more#gostr34102001-gostr3411"), xmldsig.WeakAlgorithm, true},
	{"the digest of 1994", replaced(xmldsig.DigestGOST256, "http://www.w3.org/2001/04/xmldsig-more#gostr3411"), xmldsig.WeakAlgorithm, false},
	{"a method with a secret that is the certificate", replaced(xmldsig.SignatureGOST256, "http://www.w3.org/2000/09/xmldsig#hmac-sha1"), xmldsig.WeakAlgorithm, true},
	{"a foreign method", replaced(xmldsig.SignatureGOST256, "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"), xmldsig.Unsupported, true},
	{"a foreign digest", replaced(xmldsig.DigestGOST256, "http://www.w3.org/2001/04/xmlenc#sha256"), xmldsig.Unsupported, false},
	{"another canonical form", replaced(`<ds:CanonicalizationMethod Algorithm="`+xmldsig.ExclusiveC14N, `<ds:CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315`), xmldsig.Unsupported, true},
	{"the method for longer keys", replaced(xmldsig.SignatureGOST256, xmldsig.SignatureGOST512), xmldsig.KeyMismatch, true},
	{"the longer digest", replaced(xmldsig.DigestGOST256, xmldsig.DigestGOST512), xmldsig.DigestMismatch, false},

	{"white space in SignedInfo", replaced("<ds:SignedInfo>", "<ds:SignedInfo>\n"), xmldsig.Reformatted, true},
	{"indents in SignedInfo", func(s string) string {
		info, _ := cut(s, `<ds:SignedInfo>.*</ds:SignedInfo>`)
		return replaced(info, strings.ReplaceAll(info, "><ds:", ">\n  <ds:"))(s)
	}, xmldsig.Reformatted, true},
	{"white space in the digest", replaced("</ds:DigestValue>", " </ds:DigestValue>"), xmldsig.SignatureWrong, true},
	{"a comment in SignedInfo", replaced("<ds:SignedInfo>", "<ds:SignedInfo><!-- -->"), xmldsig.Malformed, false},
	{"a comment in the digest", replaced("</ds:DigestValue>", "<!-- --></ds:DigestValue>"), xmldsig.Malformed, false},
	{"a digest before a comment", replaced("<ds:DigestValue>", "<ds:DigestValue>AAAA<!-- -->"), xmldsig.Malformed, false},
	{"an instruction in the signature value", replaced("</ds:SignatureValue>", "<?x?></ds:SignatureValue>"), xmldsig.Malformed, true},
	{"an element in the digest", replaced("</ds:DigestValue>", "<x/></ds:DigestValue>"), xmldsig.Malformed, false},
	{"a text in SignedInfo", replaced("<ds:SignedInfo>", "<ds:SignedInfo>x"), xmldsig.Malformed, false},
	{"an Object", replaced("</ds:KeyInfo>", "</ds:KeyInfo><ds:Object/>"), xmldsig.Malformed, false},
	{"a second SignedInfo", func(s string) string {
		info, _ := cut(s, `<ds:SignedInfo>.*</ds:SignedInfo>`)
		return replaced("<ds:SignatureValue>", info+"<ds:SignatureValue>")(s)
	}, xmldsig.Malformed, false},
	{"SignedInfo behind the value", func(s string) string {
		info, rest := cut(s, `<ds:SignedInfo>.*</ds:SignedInfo>`)
		return replaced("</ds:SignatureValue>", "</ds:SignatureValue>"+info)(rest)
	}, xmldsig.Malformed, false},
	{"no value", func(s string) string { _, rest := cut(s, `<ds:SignatureValue>.*</ds:SignatureValue>`); return rest }, xmldsig.Malformed, false},
	{"a value that is not base64", replaced("<ds:SignatureValue>", "<ds:SignatureValue>*"), xmldsig.Malformed, true},
	{"an empty value", func(s string) string {
		value, _ := cut(s, `<ds:SignatureValue>.*</ds:SignatureValue>`)
		return replaced(value, "<ds:SignatureValue></ds:SignatureValue>")(s)
	}, xmldsig.SignatureWrong, true},
	{"a Signature of another namespace", replaced(`<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"`, `<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig##"`), xmldsig.NoSignature, false},
	{"a huge Signature", replaced("</ds:KeyInfo>", strings.Repeat("<ds:KeyName>x</ds:KeyName>", 2000)+"</ds:KeyInfo>"), xmldsig.Malformed, false},
	{"no certificate", func(s string) string { _, rest := cut(s, `<ds:KeyInfo>.*</ds:KeyInfo>`); return rest }, xmldsig.NoCertificate, true},
	{"a certificate that is none", replaced("<ds:X509Certificate>", "<ds:X509Certificate>AAAA"), xmldsig.Malformed, true},
	{"the signature in another holder", replaced("<ns2:CallerInformationSystemSignature>", "<ns2:SMEVSignature>"), "", false}, // not well-formed
	{"no signature", func(s string) string { _, rest := cut(s, `<ds:Signature .*</ds:Signature>`); return rest }, xmldsig.NoSignature, false},
	{"two signatures", func(s string) string {
		signature, _ := cut(s, `<ds:Signature .*</ds:Signature>`)
		return replaced(signature, signature+signature)(s)
	}, xmldsig.Ambiguous, true},
	{"the signature moved into what it signs", func(s string) string {
		signature, rest := cut(s, `<ds:Signature .*</ds:Signature>`)
		return replaced("</MessagePrimaryContent>", "</MessagePrimaryContent>"+signature)(rest)
	}, xmldsig.SignatureInside, false},
}

func TestForgeries(t *testing.T) {
	s := newStand(t)
	signed := s.sign(t, envelope(`<q xmlns="u:1" b="&#9;2" a="1">Здравствуйте &amp; до свидания</q>`), "256")
	if err := s.verify(t, signed).Err(); err != nil {
		t.Fatal(err)
	}
	for _, f := range forgeries {
		report, err := xmldsig.Verify(t.Context(), strings.NewReader(f.change(signed)), xmldsig.VerifyOptions{
			Trust: s.trust, At: now, Expected: expected,
		})
		if f.code == "" {
			if err == nil {
				t.Errorf("%s: it is read", f.why)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", f.why, err)
			continue
		}
		if report.Err() == nil || !slices.Contains(codes(report), string(f.code)) {
			t.Errorf("%s: %q, %v; wanted %q", f.why, report.Verdict(), codes(report), f.code)
		}
		for _, one := range report.Signatures {
			if one.Verdict() == reason.Valid && len(report.Findings) == 0 || one.Signed != nil && one.Verdict() == reason.Invalid {
				t.Errorf("%s: something is still to be used", f.why)
			}
			if one.DigestOK != f.digest {
				t.Errorf("%s: the digest is right: %v", f.why, one.DigestOK)
			}
		}
	}
}

// TestBothWaysOfReadingAgree: a short document is read once, unless somebody listens to what is signed.
func TestBothWaysOfReadingAgree(t *testing.T) {
	s := newStand(t)
	signed := s.sign(t, envelope(`<q xmlns="u:1" b="&#9;2" a="1">Здравствуйте &amp; до свидания</q>`), "256")
	many := replaced("<soap:Body>", "<soap:Body>"+strings.Repeat(`<x Id="y"/>`, 100))
	for _, f := range append(forgeries, forgery{why: "nothing", change: strings.Clone}, forgery{why: "many Ids", change: many}) {
		var told [2]string
		for i, listen := range []func(string) io.Writer{nil, func(string) io.Writer { return nil }} {
			report, err := xmldsig.Verify(t.Context(), strings.NewReader(f.change(signed)), xmldsig.VerifyOptions{
				Trust: s.trust, At: now, Expected: expected, Signed: listen,
			})
			if err != nil {
				told[i] = err.Error()
				continue
			}
			told[i] = string(must(json.Marshal(report))(t))
			for _, one := range report.Signatures {
				told[i] += fmt.Sprintf("\n%d–%d %s", one.From, one.To, one.Signed)
			}
		}
		if told[0] != told[1] {
			t.Errorf("%s: read once\n%s\nread twice\n%s", f.why, told[0], told[1])
		}
	}
}

func TestEveryOctetOfTheSignatureCounts(t *testing.T) {
	s := newStand(t)
	signed := s.sign(t, envelope("<q/>"), "256")
	info, _ := cut(signed, `<ds:SignedInfo>.*</ds:SignatureValue>`)
	begin := strings.Index(signed, info)
	for i := range len(info) {
		forged := []byte(signed)
		forged[begin+i] ^= 1
		report, err := xmldsig.Verify(t.Context(), bytes.NewReader(forged), xmldsig.VerifyOptions{Expected: expected})
		if err == nil && report.Err() == nil {
			t.Errorf("octet %d, in %q, is of no account", i, info[max(0, i-20):min(len(info), i+20)])
		}
	}
}

func TestOfAContentThatIsBrokenByACommentAllIsSigned(t *testing.T) {
	s := newStand(t)
	signed := s.sign(t, envelope("<q>admin@region.ru.evil.org</q>"), "256")
	commented := replaced("admin@region.ru", "admin@region.ru<!-- -->")(signed)
	report := s.verify(t, commented)
	if err := report.Err(); err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(report.Expected[0].Signed, []byte(">admin@region.ru.evil.org<")) {
		t.Errorf("what is to be used is %s", report.Expected[0].Signed)
	}
}

func TestWhatServersMayDoToAMessageLeavesItValid(t *testing.T) {
	s := newStand(t)
	signed := s.sign(t, envelope(`<q xmlns="u:1" b="2" a="1"><r/>Текст &gt;</q>`), "256")
	for why, change := range map[string]func(string) string{
		"prefixes of the content": func(s string) string {
			return replaced(`<q xmlns="u:1" b="2" a="1"><r/>Текст &gt;</q>`, `<z:q a='1' b='2' xmlns:z="u:1" ><z:r></z:r>Текст ></z:q>`)(s)
		},
		"prefixes of the message":   func(s string) string { return strings.NewReplacer("ns2:", "typ:", "xmlns:ns2", "xmlns:typ").Replace(s) },
		"prefix of the header":      func(s string) string { return strings.ReplaceAll(s, "soap", "S") },
		"indents":                   replaced("<q ", "\n\t\t<q "),
		"a declaration":             func(s string) string { return "<?xml version='1.0' encoding='utf-8'?>\n" + s },
		"a byte order mark":         func(s string) string { return "\ufeff" + s },
		"a comment":                 replaced("<ns2:MessageID>", "<!-- x --><ns2:MessageID>"),
		"lines of the value":        func(s string) string { return replaced("<ds:SignatureValue>", "<ds:SignatureValue>\n")(s) },
		"indents around SignedInfo": replaced("<ds:SignedInfo>", "\n <ds:SignedInfo>"),
		"UTF-16":                    utf16Text,
		"CDATA":                     replaced("Текст &gt;", "<![CDATA[Текст >]]>"),
	} {
		if err := s.verify(t, change(signed)).Err(); err != nil {
			t.Errorf("%s: %v", why, err)
		}
	}
}

// utf16Text is a document in the other encoding of Unicode.
func utf16Text(s string) string {
	out := []byte{0xFE, 0xFF}
	for _, u := range utf16.Encode([]rune(s)) {
		out = binary.BigEndian.AppendUint16(out, u)
	}
	return string(out)
}

func TestTheEnvelopedSignature(t *testing.T) {
	s := newStand(t)
	document := `<a Id="x"><b>text</b><holder/></a>`
	for _, c := range []struct {
		why        string
		transforms []string
		ok         bool
	}{
		{"by itself", nil, true},
		{"first", []string{xmldsig.Enveloped, xmldsig.ExclusiveC14N, xmldsig.TransformSMEV}, true},
		{"last", []string{xmldsig.ExclusiveC14N, xmldsig.TransformSMEV, xmldsig.Enveloped}, false},
		{"not at all", []string{xmldsig.ExclusiveC14N, xmldsig.TransformSMEV}, false},
		{"in the middle", []string{xmldsig.ExclusiveC14N, xmldsig.Enveloped, xmldsig.TransformSMEV}, false},
	} {
		signed, err := xmldsig.Sign(t.Context(), []byte(document), xmldsig.SignOptions{
			ID: "x", Into: "/a/holder", Key: s.keys["256"], Transforms: c.transforms,
		})
		if (err == nil) != c.ok {
			t.Errorf("%s: %v", c.why, err)
		}
		if err != nil {
			continue
		}
		report := must(xmldsig.Verify(t.Context(), bytes.NewReader(signed), xmldsig.VerifyOptions{}))(t)
		if err := report.Err(); err != nil || string(report.Signatures[0].Signed) != `<a Id="x"><b>text</b><holder></holder></a>` {
			t.Errorf("%s: %v, %s", c.why, err, report.Signatures[0].Signed)
		}
	}
	outside := must(xmldsig.Sign(t.Context(), []byte(`<r><a Id="x"/><holder></holder></r>`), xmldsig.SignOptions{
		ID: "x", Into: "holder", Key: s.keys["256"], Transforms: []string{xmldsig.ExclusiveC14N, xmldsig.TransformSMEV, xmldsig.Enveloped},
	}))(t)
	report := must(xmldsig.Verify(t.Context(), bytes.NewReader(outside), xmldsig.VerifyOptions{}))(t)
	if err := report.Err(); err != nil {
		t.Errorf("last, with the signature outside: %v", err)
	}
}

func TestASignatureWithinASignedElement(t *testing.T) {
	s := newStand(t)
	personal := envelope(`<q xmlns="u:1" Id="PERSONAL_SIGNATURE"/>`)
	personal = replaced("</MessagePrimaryContent>", "</MessagePrimaryContent><PersonalSignature/>")(personal)
	first := must(xmldsig.Sign(t.Context(), []byte(personal), xmldsig.SignOptions{ID: "PERSONAL_SIGNATURE", Into: "PersonalSignature", Key: s.keys["512"]}))(t)
	both := s.sign(t, string(first), "256")
	report := must(xmldsig.Verify(t.Context(), strings.NewReader(both), xmldsig.VerifyOptions{Trust: s.trust, At: now}))(t)
	if err := report.Err(); err != nil || len(report.Signatures) != 2 {
		t.Fatalf("%v, %d signatures", err, len(report.Signatures))
	}
	if broken := s.verify(t, replaced(`<q xmlns="u:1"`, `<q xmlns="u:1" x=""`)(both)); len(broken.Signatures) != 2 || broken.Signatures[0].DigestOK || broken.Signatures[1].DigestOK {
		t.Error("a change of the inner element breaks both")
	}
}

func TestCertificatesAreJudgedByTheTrust(t *testing.T) {
	s := newStand(t)
	stranger := newStand(t)
	for _, c := range []struct {
		why  string
		key  cms.Key
		at   time.Time
		want reason.Verdict
		code string
	}{
		{"good", s.keys["256"], now, reason.Valid, ""},
		{"of an unknown authority", stranger.keys["256"], now, reason.Indeterminate, string(reason.ChainIncomplete)},
		{"expired", s.expiry, now, reason.Indeterminate, string(reason.ExpiredWithoutTimestamp)},
		{"not yet valid", s.keys["256"], now.AddDate(-2, 0, 0), reason.Invalid, string(reason.NotYetValid)},
	} {
		signed := must(xmldsig.Sign(t.Context(), []byte(envelope("<q/>")), xmldsig.SignOptions{
			ID: "SIGNED_BY_CONSUMER", Into: "CallerInformationSystemSignature", Key: c.key,
		}))(t)
		report := must(xmldsig.Verify(t.Context(), bytes.NewReader(signed), xmldsig.VerifyOptions{Trust: s.trust, At: c.at}))(t)
		if report.Verdict() != c.want || c.code != "" && !slices.Contains(codes(report), c.code) {
			t.Errorf("%s: %s, %v", c.why, report.Verdict(), codes(report))
		}
	}
	signed := s.sign(t, envelope("<q/>"), "256")
	if report := must(xmldsig.Verify(t.Context(), strings.NewReader(signed), xmldsig.VerifyOptions{}))(t); !slices.Contains(codes(report), string(xmldsig.CertificateUnchecked)) {
		t.Error("that the certificate is not checked must be told")
	}
	other := replaced(base64.StdEncoding.EncodeToString(s.keys["256"].Certificate.Raw()), base64.StdEncoding.EncodeToString(s.expiry.Certificate.Raw()))(signed)
	if report := s.verify(t, other); !slices.Contains(codes(report), string(xmldsig.SignatureWrong)) {
		t.Errorf("with the certificate of another: %v", codes(report))
	}
}

func TestWhatCannotBeSigned(t *testing.T) {
	s := newStand(t)
	good := xmldsig.SignOptions{ID: "SIGNED_BY_CONSUMER", Into: "CallerInformationSystemSignature", Key: s.keys["256"]}
	for _, c := range []struct {
		why      string
		document string
		change   func(*xmldsig.SignOptions)
		want     error
	}{
		{"no such Id", envelope(""), func(o *xmldsig.SignOptions) { o.ID = "x" }, xmldsig.ErrNoElement},
		{"the Id twice", replaced("<soap:Body>", `<soap:Body Id="SIGNED_BY_CONSUMER">`)(envelope("")), nil, xmldsig.ErrNoElement},
		{"no place", envelope(""), func(o *xmldsig.SignOptions) { o.Into = "Nowhere" }, xmldsig.ErrNoPlace},
		{"two places", envelope("<CallerInformationSystemSignature/>"), nil, xmldsig.ErrNoPlace},
		{"no key", envelope(""), func(o *xmldsig.SignOptions) { o.Key.Private = nil }, xmldsig.ErrKey},
		{"the key of another", envelope(""), func(o *xmldsig.SignOptions) { o.Key.Private = s.expiry.Private }, xmldsig.ErrKey},
		{"windows-1251", `<?xml version="1.0" encoding="windows-1251"?>` + envelope(""), nil, xmldsig.ErrEncoding},
		{"an attachment that is not there", envelope(`<i:Include xmlns:i="` + transform.XOPSpace + `" href="cid:1"/>`), nil, xmldsig.Finding{}},
	} {
		o := good
		if c.change != nil {
			c.change(&o)
		}
		_, err := xmldsig.Sign(t.Context(), []byte(c.document), o)
		var finding xmldsig.Finding
		if _, any := c.want.(xmldsig.Finding); any && errors.As(err, &finding) {
			continue
		}
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.why, err)
		}
	}
}
