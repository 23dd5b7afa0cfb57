package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"veche/internal/passport/passporttest"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"veche": main})
}

// TestVerify runs the scripts of testdata/script: the program beside OpenSSL with the GOST engine and BouncyCastle.
func TestVerify(t *testing.T) {
	t.Parallel()
	for _, tool := range []string{"openssl", "java", "gost12sum"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Fatalf("these tests need %s, see test/tools.sh: %v", tool, err)
		}
	}
	peer, err := filepath.Abs("../../cms/testdata/Peer.java")
	if err != nil {
		t.Fatal(err)
	}
	receipts, err := filepath.Abs("../../internal/services/receipt/testdata")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("OPENSSL_CONF", filepath.Join(env.WorkDir, "openssl.cnf"))
			env.Setenv("PEER", peer)
			env.Setenv("RECEIPTS", receipts)
			env.Setenv("BC", "/usr/share/java/bcprov.jar:/usr/share/java/bcutil.jar:/usr/share/java/bcpkix.jar")
			setup, err := os.ReadFile("testdata/openssl.cnf")
			if err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(env.WorkDir, "openssl.cnf"), setup, 0o600)
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){"exits": exits, "flip": flip, "passport": passport(t)},
	})
}

// exits runs a program and compares its exit code: exits 2 veche verify cms …
func exits(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	if neg || err != nil {
		ts.Fatalf("usage: exits CODE PROGRAM …")
	}
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		ended, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = ended.ExitCode()
	}
	if got != want {
		ts.Fatalf("%v ended with %d, not with %d", args[1:], got, want)
	}
}

// flip changes one bit of a file at an offset from its end: flip FILE OFFSET.
func flip(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	raw, err := os.ReadFile(path)
	ts.Check(err)
	from, err := strconv.Atoi(args[1])
	ts.Check(err)
	raw[len(raw)-from] ^= 1
	ts.Check(os.WriteFile(path, raw, 0o600))
}

// passport writes a passport of the tests with what one needs to check it: good.zip, root.pem, key.pub, revoked.crl.
func passport(t *testing.T) func(ts *testscript.TestScript, neg bool, args []string) {
	return func(ts *testscript.TestScript, _ bool, _ []string) {
		s := passporttest.New(t)
		write := func(name string, content []byte) { ts.Check(os.WriteFile(ts.MkAbs(name), content, 0o600)) }
		write("good.zip", s.Bytes())
		write("root.cer", s.Root.Certificate.Raw())
		write("key.pub", []byte(s.Verifier+"\n"))
		s.CA.Revoke(s.Person.Certificate.X509.SerialNumber, passporttest.Signed.Add(-time.Hour), 1)
		for i, list := range s.Lists(passporttest.Signed.AddDate(0, 3, 0)) {
			write("revoked"+strconv.Itoa(i)+".crl", list.Raw)
		}
		s.Files["files/02-attachment.txt"] = []byte("Другой план\n")
		write("replaced.zip", s.Bytes())
	}
}
