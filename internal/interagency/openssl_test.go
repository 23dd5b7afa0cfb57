package interagency_test

import (
	"encoding/base64"
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const engineConfig = `openssl_conf = openssl_init
[openssl_init]
engines = engine_section
[engine_section]
gost = gost_section
[gost_section]
engine_id = gost
default_algorithms = ALL
`

// signedForOpenSSL has libxml2 make SignedInfo canonical and OpenSSL with the GOST engine verify the raw signature.
func signedForOpenSSL(t *testing.T, dir, signature string) {
	t.Helper()
	file := func(name string, content []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	conf := file("openssl.cnf", []byte(engineConfig))
	openssl := func(args ...string) string {
		cmd := exec.Command("openssl", args...)
		cmd.Env = append(os.Environ(), "OPENSSL_CONF="+conf)
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("openssl %v: %v\n%s", args, err, out)
		}
		return string(out)
	}
	between := func(name string) []byte {
		_, rest, _ := strings.Cut(signature, "<ds:"+name+">")
		text, _, _ := strings.Cut(rest, "</ds:"+name+">")
		value, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
	from, to := strings.Index(signature, "<ds:SignedInfo>"), strings.Index(signature, "</ds:SignedInfo>")+len("</ds:SignedInfo>")
	info := file("info.xml", []byte(strings.Replace(signature[from:to], "<ds:SignedInfo>", `<ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">`, 1)))
	canonical, err := exec.Command("xmllint", "--nonet", "--exc-c14n", info).Output()
	if err != nil {
		t.Fatal(err)
	}
	certificate := file("certificate.pem", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: between("X509Certificate")}))
	public := openssl("x509", "-in", certificate, "-noout", "-pubkey")
	key := file("key.pem", []byte(public[strings.Index(public, "-----BEGIN"):]))
	openssl("dgst", "-md_gost12_256", "-verify", key, "-signature", file("value", between("SignatureValue")), file("canonical", canonical))
}
