package smevtest

import (
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"veche/smev/message"
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

// Engine is OpenSSL with the GOST engine of Debian (libengine-gost-openssl). Without it the tests fail.
type Engine struct {
	dir  string
	conf string
}

// NewEngine makes sure that the engine is there.
func NewEngine(t testing.TB) *Engine {
	t.Helper()
	e := &Engine{dir: t.TempDir()}
	var err error
	if e.conf, err = e.file("openssl.cnf", []byte(engineConfig)); err != nil {
		t.Fatal(err)
	}
	if out, err := e.run("dgst", "-md_gost12_256", e.conf); err != nil {
		t.Fatalf("these tests need openssl with the GOST engine (Debian: libengine-gost-openssl): %v\n%s", err, out)
	}
	return e
}

func (e *Engine) file(name string, content []byte) (string, error) {
	path := filepath.Join(e.dir, name)
	return path, os.WriteFile(path, content, 0o600)
}

func (e *Engine) run(args ...string) (string, error) {
	cmd := exec.Command("openssl", args...)
	cmd.Env = append(os.Environ(), "OPENSSL_CONF="+e.conf)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// CheckSignatures has every SignedInfo of a document made canonical by libxml2 and its raw signature verified by OpenSSL
// with the key of the enclosed certificate. It says how many there were.
func (e *Engine) CheckSignatures(document []byte) (int, error) {
	root, err := message.Parse(document)
	if err != nil {
		return 0, err
	}
	count := 0
	var walk func(*message.Element) error
	walk = func(at *message.Element) error {
		if at.Space == "http://www.w3.org/2000/09/xmldsig#" && at.Local == "Signature" {
			count++
			return e.checkSignature(at)
		}
		for _, child := range at.Children {
			if err := walk(child); err != nil {
				return err
			}
		}
		return nil
	}
	return count, walk(root)
}

func (e *Engine) checkSignature(signature *message.Element) error {
	info, err := e.file("info.xml", within(signature, "SignedInfo").Fragment())
	if err != nil {
		return err
	}
	canonical, err := exec.Command("xmllint", "--nonet", "--exc-c14n", info).Output()
	if err != nil {
		return fmt.Errorf("xmllint --exc-c14n: %w", err)
	}
	value, err := base64.StdEncoding.DecodeString(strings.TrimSpace(within(signature, "SignatureValue").Text))
	if err != nil {
		return err
	}
	der, err := base64.StdEncoding.DecodeString(strings.TrimSpace(within(signature, "X509Certificate").Text))
	if err != nil {
		return err
	}
	paths := map[string][]byte{"canonical": canonical, "value": value, "certificate": pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})}
	for name, content := range paths {
		if _, err := e.file(name, content); err != nil {
			return err
		}
	}
	public, err := e.run("x509", "-in", filepath.Join(e.dir, "certificate"), "-noout", "-pubkey")
	if err != nil {
		return fmt.Errorf("openssl x509: %w: %s", err, public)
	}
	key, err := e.file("key.pem", []byte(public[strings.Index(public, "-----BEGIN"):]))
	if err != nil {
		return err
	}
	md := "-md_gost12_256"
	if len(value) == 128 {
		md = "-md_gost12_512"
	}
	if out, err := e.run("dgst", md, "-verify", key, "-signature", filepath.Join(e.dir, "value"), filepath.Join(e.dir, "canonical")); err != nil {
		return fmt.Errorf("openssl refuses the signature: %w: %s", err, out)
	}
	return nil
}

func within(at *message.Element, local string) *message.Element {
	for _, child := range at.Children {
		if child.Local == local {
			return child
		}
		if deeper := within(child, local); deeper != nil {
			return deeper
		}
	}
	return nil
}

// CheckFile has OpenSSL verify a detached signature of a file; who signed is not judged.
func (e *Engine) CheckFile(content, signature []byte) error {
	file, err := e.file("content", content)
	if err != nil {
		return err
	}
	cms, err := e.file("content.p7s", signature)
	if err != nil {
		return err
	}
	if out, err := e.run("cms", "-verify", "-binary", "-noverify", "-inform", "DER", "-in", cms, "-content", file, "-out", os.DevNull); err != nil {
		return fmt.Errorf("openssl refuses the signature of a file: %w: %s", err, out)
	}
	return nil
}
