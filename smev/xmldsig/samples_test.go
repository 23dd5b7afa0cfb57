package xmldsig_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"veche/smev/transform"
	"veche/smev/xmldsig"
)

// TestPublishedEnvelopesAreSignedAndVerified takes the envelopes of an open client, gives each a place for the signature
// and plays the way of a message through servers.
func TestPublishedEnvelopesAreSignedAndVerified(t *testing.T) {
	samples := must(filepath.Glob("../../../shared/data/smev/unsigned-1.2/*.xml"))(t)
	if len(samples) == 0 {
		t.Fatal("the published messages are not at ../shared/data/smev beside the repository")
	}
	s := newStand(t)
	end := regexp.MustCompile(`</ns2:(\w+Request)>\s*</soap:Body>`)
	id := regexp.MustCompile(`Id="(\w+)"`)
	for _, name := range samples {
		in := string(must(os.ReadFile(name))(t))
		place := end.FindStringIndex(in)
		if place == nil {
			t.Fatalf("%s has another form", name)
		}
		in = in[:place[0]] + "<ns2:CallerInformationSystemSignature></ns2:CallerInformationSystemSignature>" + in[place[0]:]
		for length, key := range s.keys {
			signed := must(xmldsig.Sign(t.Context(), []byte(in), xmldsig.SignOptions{
				ID: id.FindStringSubmatch(in)[1], Into: "/Envelope/Body/*/CallerInformationSystemSignature", Key: key,
			}))(t)
			o := xmldsig.VerifyOptions{Trust: s.trust, At: now, Expected: []xmldsig.Expected{{
				Signature: "/Envelope/Body/*/CallerInformationSystemSignature",
				Element:   "/Envelope/Body/*/" + local(t, in, id.FindStringSubmatch(in)[0]),
			}}}
			for why, document := range map[string]string{
				"as signed":        string(signed),
				"without indents":  regexp.MustCompile(`>\s+<`).ReplaceAllString(string(signed), "><"),
				"with more":        strings.Replace(string(signed), "<soap:Body>", "<!-- a server was here -->\n\n<soap:Body>", 1),
				"transformed once": outside(t, string(signed)),
			} {
				report := must(xmldsig.Verify(t.Context(), strings.NewReader(document), o))(t)
				if err := report.Err(); err != nil {
					t.Errorf("%s, %s, %s: %v", filepath.Base(name), length, why, err)
				}
			}
		}
	}
}

// local is the name of the element that has an attribute.
func local(t *testing.T, in, attribute string) string {
	t.Helper()
	found := regexp.MustCompile(`<(?:\w+:)?(\w+) ` + regexp.QuoteMeta(attribute)).FindStringSubmatch(in)
	if found == nil {
		t.Fatal(in)
	}
	return found[1]
}

// outside is the message as a server writes it that transforms all but the signature, which it leaves as it is.
func outside(t *testing.T, signed string) string {
	t.Helper()
	signature, rest := cut(signed, `<ds:Signature .*</ds:Signature>`)
	const mark, holder = "SIGNATURE", "<ns2:CallerInformationSystemSignature>"
	var out bytes.Buffer
	if err := transform.Document(&out, strings.NewReader(strings.Replace(rest, holder, holder+mark, 1)), transform.Options{}); err != nil {
		t.Fatal(err)
	}
	return strings.Replace(out.String(), mark, signature, 1)
}
