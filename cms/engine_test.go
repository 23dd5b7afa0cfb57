package cms_test

import (
	"bytes"
	"encoding/pem"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"veche/cms/pki"
)

// engineConfig sets up OpenSSL with the GOST engine of Debian and the roles of the
// authority that it plays.
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
string_mask = utf8only
[dn]
[ca_ext]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[person_ext]
keyUsage = critical,digitalSignature,nonRepudiation
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa_ext]
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[ocsp_ext]
keyUsage = critical,digitalSignature
extendedKeyUsage = OCSPSigning
[ca]
default_ca = the_ca
[the_ca]
database = index.txt
crlnumber = crlnumber
certificate = ca.crt
private_key = ca.key
default_md = $ENV::MD
default_crl_days = 30
serial = serial
new_certs_dir = .
policy = any
unique_subject = no
[any]
commonName = optional
[tsa1]
serial = tsaserial
signer_cert = tsa.crt
signer_key = tsa.key
signer_digest = $ENV::MD
default_policy = 1.2.643.100.999.2
digests = sha256, md_gost12_256, md_gost12_512
accuracy = secs:1
ess_cert_id_alg = sha256
`

// engine is OpenSSL with the GOST engine (libengine-gost-openssl). Without it the
// tests fail.
type engine struct {
	t   testing.TB
	dir string
	md  string // the digest its authority signs with
}

func newEngine(t testing.TB) *engine {
	t.Helper()
	e := &engine{t: t, dir: t.TempDir(), md: "md_gost12_256"}
	e.file("openssl.cnf", []byte(engineConfig))
	if out, err := e.try("dgst", "-md_gost12_256", "openssl.cnf"); err != nil {
		t.Fatalf("these tests need openssl with the GOST engine (Debian: libengine-gost-openssl): %v\n%s", err, out)
	}
	return e
}

func (e *engine) path(name string) string { return filepath.Join(e.dir, name) }

// file writes a file of the peer's folder.
func (e *engine) file(name string, content []byte) string {
	e.t.Helper()
	if err := os.WriteFile(e.path(name), content, 0o600); err != nil {
		e.t.Fatal(err)
	}
	return name
}

func (e *engine) read(name string) []byte {
	e.t.Helper()
	content, err := os.ReadFile(e.path(name))
	if err != nil {
		e.t.Fatal(err)
	}
	return content
}

// pem writes certificates or lists as one PEM file.
func (e *engine) pem(name, kind string, ders ...[]byte) string {
	var all []byte
	for _, d := range ders {
		all = append(all, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: d})...)
	}
	return e.file(name, all)
}

// try runs openssl; the error tells that it refused. The output is of both streams.
func (e *engine) try(args ...string) (string, error) {
	cmd := exec.Command("openssl", args...)
	cmd.Env = append(os.Environ(), "OPENSSL_CONF="+e.path("openssl.cnf"), "MD="+e.md)
	cmd.Dir = e.dir
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	return out.String(), err
}

// run is try that must succeed.
func (e *engine) run(line string, more ...string) string {
	e.t.Helper()
	args := append(strings.Fields(line), more...)
	out, err := e.try(args...)
	if err != nil {
		e.t.Fatalf("openssl %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return out
}

// accepts reports whether the peer is content.
func (e *engine) accepts(line string) (string, bool) {
	out, err := e.try(strings.Fields(line)...)
	return out, err == nil
}

// certificate reads a certificate the peer made.
func (e *engine) certificate(name string) *pki.Certificate {
	e.t.Helper()
	return must(pki.ParseCertificates(e.read(name)))[0]
}

// paramset is a kind of national keys as OpenSSL names it.
type paramset struct{ algorithm, name, md string }

var paramsets = []paramset{
	{"gost2012_256", "A", "md_gost12_256"}, {"gost2012_256", "B", "md_gost12_256"}, {"gost2012_256", "C", "md_gost12_256"},
	{"gost2012_256", "XA", "md_gost12_256"}, {"gost2012_256", "XB", "md_gost12_256"},
	{"gost2012_256", "TCA", "md_gost12_256"}, {"gost2012_256", "TCB", "md_gost12_256"},
	{"gost2012_256", "TCC", "md_gost12_256"}, {"gost2012_256", "TCD", "md_gost12_256"},
	{"gost2012_512", "A", "md_gost12_512"}, {"gost2012_512", "B", "md_gost12_512"}, {"gost2012_512", "C", "md_gost12_512"},
}

// key makes a key of a kind.
func (e *engine) key(p paramset, file string) {
	e.run(fmt.Sprintf("genpkey -algorithm %s -pkeyopt paramset:%s -out %s", p.algorithm, p.name, file))
}

// authority makes ca.crt and an empty register of the peer's authority.
func (e *engine) authority(p paramset) {
	e.md = p.md
	e.key(p, "ca.key")
	e.run("req -x509 -new -key ca.key -days 3650 -utf8 -extensions ca_ext -config openssl.cnf -out ca.crt -"+p.md, "-subj", "/C=RU/CN=УЦ партнёра")
	for name, content := range map[string]string{"index.txt": "", "crlnumber": "01\n", "tsaserial": "01\n"} {
		e.file(name, []byte(content))
	}
}

// certify makes NAME.key and NAME.crt of the peer's authority.
func (e *engine) certify(p paramset, name, extensions, subject string) {
	e.key(p, name+".key")
	e.run(fmt.Sprintf("req -new -key %s.key -utf8 -config openssl.cnf -out %s.csr -%s", name, name, p.md), "-subj", subject)
	e.run(fmt.Sprintf("x509 -req -in %s.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 365 -extfile openssl.cnf -extensions %s -out %s.crt -%s",
		name, extensions, name, p.md))
}

// list issues a CRL of the peer's authority.
func (e *engine) list() *pki.CRL {
	e.run("ca -gencrl -config openssl.cnf -md " + e.md + " -out ca.crl")
	return must(pki.ParseCRL(e.read("ca.crl")))
}

// random is a source that repeats from the seed, which is printed. Set VECHE_SEED to
// repeat a run.
func random(t testing.TB) *rand.ChaCha8 {
	t.Helper()
	seed := uint64(time.Now().UnixNano())
	if given, err := strconv.ParseUint(os.Getenv("VECHE_SEED"), 10, 64); err == nil {
		seed = given
	}
	t.Logf("seed %d", seed)
	var key [32]byte
	copy(key[:], fmt.Sprint(seed))
	return rand.NewChaCha8(key)
}

func octets(source *rand.ChaCha8, most int) []byte {
	b := make([]byte, 1+source.Uint64()%uint64(most))
	source.Read(b)
	return b
}

func contains(text, part string) bool { return strings.Contains(text, part) }
