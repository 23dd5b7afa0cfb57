package cms_test

import (
	"bytes"
	"context"
	"crypto"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"veche/cms"
	"veche/cms/pki"
	"veche/cms/reason"
	"veche/gost"
)

const javaFolder = "/usr/share/java/"

// bouncyCastle runs the second peer over a folder. Without it the tests fail (Debian:
// libbcpkix-java, default-jdk-headless).
func bouncyCastle(t *testing.T, verb, dir string) string {
	t.Helper()
	path := javaFolder + "bcprov.jar:" + javaFolder + "bcutil.jar:" + javaFolder + "bcpkix.jar"
	out, err := exec.Command("java", "-XX:TieredStopAtLevel=1", "-cp", path, "testdata/Peer.java", verb, dir).CombinedOutput()
	if err != nil {
		t.Fatalf("these tests need Java with BouncyCastle (Debian: default-jdk-headless, libbcpkix-java): %v\n%s", err, out)
	}
	return string(out)
}

func put(t *testing.T, dir, name string, content []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestBouncyCastleAccepts what we make, on all curves that it can read, and refuses
// what was changed. Version 1.72 does not
// know the newer names of 256-B, C and D.
func TestBouncyCastleAccepts(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	content := octets(random(t), 10_000)
	put(t, dir, "content", content)
	want := map[string]string{}
	for _, c := range gost.Curves() {
		s := newLiveStand(keyForBouncyCastle(c))
		file := s.sign(content, s.person, s.newPerson(day("2031-01-01")))
		put(t, dir, c.Name()+".two.p7s", file)
		put(t, dir, c.Name()+".stamped.p7s", must(s.upgraded(file, content, cms.LevelLTA)))
		put(t, dir, c.Name()+".changed.p7s", altered(file, func(m *cms.Message) { m.Signers[0].Signature[7] ^= 4 }))
		token := must(s.tsa.Stamp(t.Context(), pki.Streebog256, pki.Streebog256.Sum(content)))
		put(t, dir, c.Name()+".tst", token)
		put(t, dir, c.Name()+".other.tst", must(s.tsa.Stamp(t.Context(), pki.SHA256, pki.SHA256.Sum(letter))))
		for name, verdict := range map[string]string{".two.p7s": "good", ".stamped.p7s": "good", ".changed.p7s": "bad", ".tst": "good", ".other.tst": "bad"} {
			want[c.Name()+name] = verdict
		}
	}
	said := bouncyCastle(t, "check", dir)
	for _, line := range strings.Split(strings.TrimSpace(said), "\n") {
		name, verdict, _ := strings.Cut(line, " ")
		if !strings.HasPrefix(verdict, want[name]) || want[name] == "" {
			t.Errorf("%s: BouncyCastle says %s", name, verdict)
		}
		delete(want, name)
	}
	if len(want) > 0 {
		t.Errorf("nothing was said of %v", want)
	}
}

// keyForBouncyCastle names the curve as CryptoPro does where there is a choice, and
// always the digest: the peer does not read keys without it.
func keyForBouncyCastle(c *gost.Curve) func() crypto.Signer {
	params := c.Params()
	for _, oid := range c.OIDs()[1:] {
		if strings.HasPrefix(oid.String(), "1.2.643.2.2.35.") {
			params.Curve = oid
		}
	}
	params.Digest = c.Hash().OID()
	return func() crypto.Signer { return must(must(gost.GenerateKey(c, nil)).WithParams(params)) }
}

// upgraded is a signature brought to a level.
func (s *stand) upgraded(file, content []byte, level cms.Level) ([]byte, error) {
	o := cms.UpgradeOptions{Options: cms.Options{Trust: s.trust(), At: s.now}, Level: level, Stamper: s.tsa}
	out, r, err := cms.Upgrade(context.Background(), file, cms.Octets(content), o)
	if err == nil && r.Verdict != reason.Valid {
		err = fmt.Errorf("%s", r.Russian())
	}
	return out, err
}

// TestBouncyCastleSigns: its signatures, detached and as BER streams, and its time
// stamps are valid for us, and not when the content is another.
func TestBouncyCastleSigns(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	content := octets(random(t), 10_000)
	put(t, dir, "content", content)
	bouncyCastle(t, "make", dir)
	certificates, _ := filepath.Glob(filepath.Join(dir, "*.crt"))
	if len(certificates) != len(gost.Curves()) {
		t.Fatalf("%d kinds of keys", len(certificates))
	}
	for _, path := range certificates {
		base := strings.TrimSuffix(path, ".crt")
		read := func(suffix string) []byte { return must(os.ReadFile(base + suffix)) }
		trust := &pki.Trust{Revocation: pki.RevocationOff, Roots: pki.NewPool(must(pki.ParseCertificate(read(".crt"))), must(pki.ParseCertificate(read(".tsa"))))}
		o := cms.Options{Trust: trust, At: time.Now().Add(time.Minute)}
		check := func(file []byte, given cms.Content) reason.Verdict {
			return must(cms.Verify(t.Context(), file, given, o)).Verdict
		}
		other := cms.Octets(append(bytes.Clone(content), 1))
		if v := check(read(".detached"), cms.Octets(content)); v != reason.Valid {
			t.Errorf("%s detached: %s", base, v)
		}
		if v := check(read(".detached"), other); v != reason.Invalid {
			t.Errorf("%s of another content: %s", base, v)
		}
		if v := check(read(".stream"), cms.Content{}); v != reason.Valid || read(".stream")[1] != 0x80 {
			t.Errorf("%s stream: %s", base, v)
		}
		if r := must(cms.VerifyTimeStamp(t.Context(), read(".token"), cms.Octets(content), o)); r.Verdict != reason.Valid {
			t.Errorf("%s time stamp: %v", base, r.Findings)
		}
		if r := must(cms.VerifyTimeStamp(t.Context(), read(".token"), other, o)); r.Verdict == reason.Valid {
			t.Errorf("%s time stamp of another content is valid", base)
		}
	}
}
