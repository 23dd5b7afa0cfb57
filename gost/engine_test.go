package gost_test

import (
	"bytes"
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
[req]
distinguished_name = dn
[dn]
`

// engine is OpenSSL with the GOST engine of Debian (libengine-gost-openssl), the peer
// of the cross-checks. Without it the tests fail.
type engine struct {
	t    testing.TB
	dir  string
	conf string
}

func newEngine(t testing.TB) *engine {
	t.Helper()
	dir := t.TempDir()
	e := &engine{t: t, dir: dir, conf: filepath.Join(dir, "openssl.cnf")}
	e.file("openssl.cnf", []byte(engineConfig))
	if out, err := e.try("dgst", "-md_gost12_256", e.conf); err != nil {
		t.Fatalf("these tests need openssl with the GOST engine (Debian: libengine-gost-openssl): %v\n%s", err, out)
	}
	return e
}

// file writes a file of the peer's folder and returns its path.
func (e *engine) file(name string, content []byte) string {
	e.t.Helper()
	path := filepath.Join(e.dir, name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		e.t.Fatal(err)
	}
	return path
}

// pem writes DER as a PEM file.
func (e *engine) pem(name, kind string, der []byte) string {
	e.t.Helper()
	return e.file(name, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
}

// command is openssl with the engine.
func (e *engine) command(args ...string) *exec.Cmd {
	cmd := exec.Command("openssl", args...)
	cmd.Env = append(os.Environ(), "OPENSSL_CONF="+e.conf)
	cmd.Dir = e.dir
	return cmd
}

// try runs openssl; the error tells that it refused.
func (e *engine) try(args ...string) ([]byte, error) {
	cmd := e.command(args...)
	var problems bytes.Buffer
	cmd.Stderr = &problems
	out, err := cmd.Output()
	if err != nil {
		return problems.Bytes(), err
	}
	return out, nil
}

// says is all that openssl prints, whatever its verdict.
func (e *engine) says(args ...string) string {
	out, _ := e.command(args...).CombinedOutput() // the verdict is in the text
	return string(out)
}

// run is try that must succeed.
func (e *engine) run(args ...string) []byte {
	e.t.Helper()
	out, err := e.try(args...)
	if err != nil {
		e.t.Fatalf("openssl %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return out
}

// verifies reports whether the peer accepts a signature of a file.
func (e *engine) verifies(md, public, data string, signature []byte) bool {
	_, err := e.try("dgst", "-"+md, "-verify", public, "-signature", e.file("signature", signature), data)
	return err == nil
}
