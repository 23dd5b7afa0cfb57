package main

import (
	"context"
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"veche/cms"
	"veche/cms/pki"
	"veche/gost"
	"veche/smev/xmldsig"
)

// TestSMEV runs the scripts of testdata/smev: keys and digests are those of OpenSSL with the GOST engine.
func TestSMEV(t *testing.T) {
	t.Parallel()
	for _, tool := range []string{"openssl", "gost12sum"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Fatalf("these tests need %s, see test/tools.sh: %v", tool, err)
		}
	}
	setup, err := os.ReadFile("testdata/openssl.cnf")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/smev",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("OPENSSL_CONF", filepath.Join(env.WorkDir, "openssl.cnf"))
			return os.WriteFile(filepath.Join(env.WorkDir, "openssl.cnf"), setup, 0o600)
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){"exits": exits, "xmlsign": xmlsign},
	})
}

// xmlsign signs an element of a message with a key of OpenSSL: xmlsign IN ID PLACE KEY CERTIFICATE OUT.
func xmlsign(ts *testscript.TestScript, _ bool, args []string) {
	block := func(name string) []byte {
		b, _ := pem.Decode([]byte(ts.ReadFile(name)))
		if b == nil {
			ts.Fatalf("%s is not PEM", name)
		}
		return b.Bytes
	}
	key, err := gost.ParsePKCS8PrivateKey(block(args[3]))
	ts.Check(err)
	certificate, err := pki.ParseCertificate(block(args[4]))
	ts.Check(err)
	signed, err := xmldsig.Sign(context.Background(), []byte(ts.ReadFile(args[0])), xmldsig.SignOptions{
		ID: args[1], Into: args[2], Key: cms.Key{Private: key, Certificate: certificate},
	})
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[5]), signed, 0o600))
}
