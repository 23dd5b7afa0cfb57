package xmldsig_test

import (
	"bytes"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"veche/cms"
	"veche/cms/pki"
	"veche/gost"
	"veche/smev/xmldsig"
)

// engine is OpenSSL with the GOST engine, and xmllint: they judge what we sign and sign what we judge.
type engine struct {
	t   testing.TB
	dir string
}

func newEngine(t testing.TB) *engine {
	e := &engine{t: t, dir: t.TempDir()}
	e.write("openssl.cnf", []byte("openssl_conf = init\n[init]\nengines = engines\n[engines]\ngost = gost\n[gost]\nengine_id = gost\ndefault_algorithms = ALL\n[req]\ndistinguished_name = dn\n[dn]\n"))
	return e
}

func (e *engine) write(name string, content []byte) {
	e.t.Helper()
	if err := os.WriteFile(filepath.Join(e.dir, name), content, 0o600); err != nil {
		e.t.Fatal(err)
	}
}

// run runs a program in the folder; it must succeed.
func (e *engine) run(line string) []byte {
	e.t.Helper()
	args := strings.Fields(line)
	command := exec.Command(args[0], args[1:]...)
	command.Dir, command.Env = e.dir, append(os.Environ(), "OPENSSL_CONF="+filepath.Join(e.dir, "openssl.cnf"))
	var said bytes.Buffer
	command.Stderr = &said
	out, err := command.Output()
	if err != nil {
		e.t.Fatalf("%s: %v\n%s%s", line, err, out, &said)
	}
	return out
}

func (e *engine) pem(name string) []byte {
	e.t.Helper()
	content := must(os.ReadFile(filepath.Join(e.dir, name)))(e.t)
	block, _ := pem.Decode(content)
	if block == nil {
		e.t.Fatalf("%s is not PEM", name)
	}
	return block.Bytes
}

// key is one made by OpenSSL, with a certificate of its own.
func (e *engine) key(length, set string) cms.Key {
	e.t.Helper()
	e.run("openssl genpkey -algorithm gost2012_" + length + " -pkeyopt paramset:" + set + " -out key.pem")
	e.run("openssl req -new -x509 -md_gost12_" + length + " -key key.pem -days 3650 -subj /CN=Peer -out crt.pem")
	e.run("openssl pkey -in key.pem -pubout -out pub.pem")
	return cms.Key{
		Private:     must(gost.ParsePKCS8PrivateKey(e.pem("key.pem")))(e.t),
		Certificate: must(pki.ParseCertificate(e.pem("crt.pem")))(e.t),
	}
}

var lengths = []struct{ length, set, method, digest string }{
	{"256", "A", xmldsig.SignatureGOST256, xmldsig.DigestGOST256},
	{"256", "TCA", xmldsig.SignatureGOST256, xmldsig.DigestGOST256},
	{"512", "A", xmldsig.SignatureGOST512, xmldsig.DigestGOST512},
}

// TestOpenSSLVerifiesWhatWeSign: the canonical SignedInfo is written by libxml2, its signature and the digest of the
// content are computed by OpenSSL.
func TestOpenSSLVerifiesWhatWeSign(t *testing.T) {
	e := newEngine(t)
	for _, l := range lengths {
		key := e.key(l.length, l.set)
		document := envelope(`<q xmlns="u:1" b="2" a="1">Здравствуйте</q>`)
		signed := must(xmldsig.Sign(t.Context(), []byte(document), xmldsig.SignOptions{
			ID: "SIGNED_BY_CONSUMER", Into: "CallerInformationSystemSignature", Key: key,
		}))(t)
		info, _ := cut(string(signed), `<ds:SignedInfo>.*</ds:SignedInfo>`)
		e.write("info.xml", []byte(strings.Replace(info, "<ds:SignedInfo>", `<ds:SignedInfo xmlns:ds="`+xmldsig.Space+`">`, 1)))
		e.write("info.c14n", e.run("xmllint --exc-c14n info.xml"))
		value, _ := cut(string(signed), `<ds:SignatureValue>[^<]*`)
		e.write("value", must(base64.StdEncoding.DecodeString(strings.TrimPrefix(value, "<ds:SignatureValue>")))(t))
		if said := e.run("openssl dgst -md_gost12_" + l.length + " -verify pub.pem -signature value info.c14n"); !bytes.Contains(said, []byte("Verified OK")) {
			t.Errorf("%s %s: %s", l.length, l.set, said)
		}
		e.write("transformed", []byte(`<ns1:SenderProvidedRequestData xmlns:ns1="urn://x-artefacts-smev-gov-ru/services/message-exchange/types/1.2" Id="SIGNED_BY_CONSUMER">`+
			`<ns1:MessageID>1a77671a-bcc2-11e8-bb3a-6149e818f8fe</ns1:MessageID>`+
			`<ns2:MessagePrimaryContent xmlns:ns2="urn://x-artefacts-smev-gov-ru/services/message-exchange/types/basic/1.2">`+
			`<ns3:q xmlns:ns3="u:1" a="1" b="2">Здравствуйте</ns3:q></ns2:MessagePrimaryContent></ns1:SenderProvidedRequestData>`))
		digest := base64.StdEncoding.EncodeToString(e.run("openssl dgst -md_gost12_" + l.length + " -binary transformed"))
		if !strings.Contains(info, "<ds:DigestValue>"+digest+"<") {
			t.Errorf("%s %s: OpenSSL has the digest %s: %s", l.length, l.set, digest, info)
		}
	}
}

// TestWeVerifyWhatOpenSSLSigns: a signature as other clients write it, pretty-printed before it is signed, with other
// prefixes and the enveloped signature as the third transform.
func TestWeVerifyWhatOpenSSLSigns(t *testing.T) {
	e := newEngine(t)
	for _, l := range lengths {
		key := e.key(l.length, l.set)
		e.write("transformed", []byte(`<ns1:data xmlns:ns1="u:1" Id="SIGNED_BY_CALLER">текст</ns1:data>`))
		digest := base64.StdEncoding.EncodeToString(e.run("openssl dgst -md_gost12_" + l.length + " -binary transformed"))
		info := fmt.Sprintf(`<SignedInfo xmlns="%s">
  <CanonicalizationMethod Algorithm="%s"/>
  <SignatureMethod Algorithm="%s"/>
  <Reference URI="#SIGNED_BY_CALLER">
    <Transforms>
      <Transform Algorithm="%[2]s"/>
      <Transform Algorithm="%[4]s"/>
      <Transform Algorithm="%[5]s"/>
    </Transforms>
    <DigestMethod Algorithm="%[6]s"/>
    <DigestValue>%[7]s</DigestValue>
  </Reference>
</SignedInfo>`, xmldsig.Space, xmldsig.ExclusiveC14N, l.method, xmldsig.TransformSMEV, xmldsig.Enveloped, l.digest, digest)
		e.write("info.xml", []byte(info))
		e.write("info.c14n", e.run("xmllint --exc-c14n info.xml"))
		value := e.run("openssl dgst -md_gost12_" + l.length + " -sign key.pem -binary info.c14n")
		document := fmt.Sprintf(`<r xmlns:o="urn:unused"><data Id="SIGNED_BY_CALLER" xmlns="u:1">текст</data><s><Signature xmlns="%s">%s<SignatureValue>%s</SignatureValue>`+
			`<KeyInfo><X509Data><X509Certificate>%s</X509Certificate></X509Data></KeyInfo></Signature></s></r>`,
			xmldsig.Space, strings.Replace(info, ` xmlns="`+xmldsig.Space+`"`, "", 1), base64.StdEncoding.EncodeToString(value),
			base64.StdEncoding.EncodeToString(key.Certificate.Raw()))
		report := must(xmldsig.Verify(t.Context(), strings.NewReader(document), xmldsig.VerifyOptions{}))(t)
		if err := report.Err(); err != nil {
			t.Errorf("%s %s: %v\n%s", l.length, l.set, err, document)
		}
	}
}
