package keyserver_test

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"veche/cms"
	"veche/cms/authority"
	"veche/cms/pki"
	"veche/cms/reason"
	"veche/gost"
	"veche/internal/signing/keyserver"
	"veche/internal/signing/pkcs11"
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// moody is a key whose token gets into trouble.
type moody struct {
	crypto.Signer
	mu      sync.Mutex
	trouble error
	lies    bool
}

func (m *moody) Sign(r io.Reader, digest []byte, o crypto.SignerOpts) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.trouble != nil {
		return nil, m.trouble
	}
	if m.lies {
		digest = bytes.Repeat([]byte{1}, len(digest))
	}
	return m.Signer.Sign(r, digest, o)
}

// serve runs a server on a socket until the test ends.
func serve(t *testing.T, keys map[string]crypto.Signer, log io.Writer) *keyserver.Client {
	t.Helper()
	handler := must(keyserver.Handler(keys, slog.New(slog.NewTextHandler(log, nil))))
	socket := filepath.Join(t.TempDir(), "signer")
	run(t, must(keyserver.Listen(socket, "", keyserver.Identity{})), handler)
	return keyserver.OnSocket(socket)
}

func run(t *testing.T, l net.Listener, h http.Handler) {
	server := &http.Server{Handler: h, ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)}
	done := make(chan struct{})
	go func() { server.Serve(l); close(done) }()
	t.Cleanup(func() { server.Close(); <-done })
}

func TestEveryKindOfKeySignsMessages(t *testing.T) {
	keys := map[string]crypto.Signer{"rsa": must(rsa.GenerateKey(rand.Reader, 2048)), "ecdsa": must(ecdsa.GenerateKey(elliptic.P384(), rand.Reader))}
	for _, c := range gost.Curves() {
		keys[c.Name()] = must(gost.GenerateKey(c, nil))
	}
	client := serve(t, keys, io.Discard)
	now := time.Now()
	ca := must(authority.NewRoot(pki.Name{{Field: pki.CommonName, Value: "Центр"}}, must(gost.GenerateKey(gost.Curve256A(), nil)), now.Add(-time.Hour), now.AddDate(1, 0, 0)))
	trust := &pki.Trust{Roots: pki.NewPool(ca.Certificate), CRLs: []*pki.CRL{must(ca.CRL(time.Hour))}}
	for name := range keys {
		key, err := client.Key(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		certificate := must(ca.Person(pki.Name{{Field: pki.CommonName, Value: "Печать"}}, key.Public(), now.Add(-time.Hour), now.AddDate(0, 1, 0)))
		text := cms.Octets([]byte("Квитанция"))
		file, err := cms.Sign(t.Context(), text, cms.SigningOptions{}, cms.Key{Private: key, Certificate: certificate})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if report, err := cms.Verify(t.Context(), file, text, cms.Options{Trust: trust}); err != nil || report.Verdict != reason.Valid {
			t.Errorf("%s: %v\n%s", name, err, report.Russian())
		}
	}
}

func TestTroublesOfTheTokenComeThrough(t *testing.T) {
	key := &moody{Signer: must(gost.GenerateKey(gost.Curve256A(), nil))}
	var log bytes.Buffer
	client := serve(t, map[string]crypto.Signer{"печать": key}, &log)
	if _, err := client.Key(t.Context(), "подпись"); !errors.Is(err, pkcs11.ErrNoKey) {
		t.Errorf("an unknown key: %v", err)
	}
	remote := must(client.Key(t.Context(), "печать"))
	digest := gost.Sum256([]byte("текст"))
	for _, trouble := range []error{pkcs11.ErrTokenRemoved, pkcs11.ErrPINLocked, pkcs11.ErrPINWrong, pkcs11.ErrPINLastTry, pkcs11.ErrOtherKey} {
		key.trouble = trouble
		if _, err := remote.Sign(nil, digest[:], nil); !errors.Is(err, trouble) {
			t.Errorf("%v came as %v", trouble, err)
		}
	}
	key.trouble = errors.New("the module crashed")
	if _, err := remote.Sign(nil, digest[:], nil); err == nil || !strings.Contains(err.Error(), "the module crashed") {
		t.Errorf("a trouble without a name: %v", err)
	}
	key.trouble, key.lies = nil, true
	if _, err := remote.Sign(nil, digest[:], nil); !errors.Is(err, pkcs11.ErrBadSignature) {
		t.Errorf("a signature of something else: %v", err)
	}
	key.lies = false
	if _, err := remote.Sign(nil, digest[:7], nil); !errors.Is(err, pkcs11.ErrDigest) {
		t.Errorf("a short digest: %v", err)
	}
	if _, err := remote.Sign(nil, digest[:], nil); err != nil {
		t.Errorf("all is well again: %v", err)
	}
	if said := log.String(); strings.Count(said, "msg=signed") != 2 || strings.Count(said, `msg="not signed"`) != 6 {
		t.Errorf("the log tells:\n%s", said)
	}
}

func TestASocketIsTakenOverFromTheDeadOnly(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "signer")
	l := must(keyserver.Listen(socket, "", keyserver.Identity{}))
	run(t, l, http.NotFoundHandler())
	if _, err := keyserver.Listen(socket, "", keyserver.Identity{}); err == nil {
		t.Error("the socket of a living server was taken")
	}
	info := must(os.Stat(socket))
	if info.Mode().Perm() != 0o660 {
		t.Errorf("the socket has the mode %v", info.Mode())
	}
	left := filepath.Join(t.TempDir(), "left")
	dead := must(net.Listen("unix", left)).(*net.UnixListener)
	dead.SetUnlinkOnClose(false)
	dead.Close()
	run(t, must(keyserver.Listen(left, "", keyserver.Identity{})), http.NotFoundHandler())
}

// TestOnlyAcquaintancesSpeakOverTLS: both sides show certificates of the authority that the other believes.
func TestOnlyAcquaintancesSpeakOverTLS(t *testing.T) {
	dir := t.TempDir()
	ours, strangers := newAuthority(t, dir, "ours"), newAuthority(t, dir, "strangers")
	server := ours.issue(t, "signer", ours)
	handler := must(keyserver.Handler(map[string]crypto.Signer{"печать": must(gost.GenerateKey(gost.Curve256A(), nil))}, slog.New(slog.DiscardHandler)))
	l := must(keyserver.Listen("", "127.0.0.1:0", server))
	run(t, l, handler)
	url := "https://" + l.Addr().String()
	for name, c := range map[string]struct {
		who  keyserver.Identity
		good bool
	}{
		"an acquaintance":                       {ours.issue(t, "veche", ours), true},
		"a client of another authority":         {strangers.issue(t, "veche", ours), false},
		"a client that believes another server": {ours.issue(t, "doubter", strangers), false},
	} {
		client, err := keyserver.OverTLS(url, c.who)
		if err != nil {
			t.Fatal(err)
		}
		_, err = client.Key(t.Context(), "печать")
		if (err == nil) != c.good {
			t.Errorf("%s: %v", name, err)
		}
	}
	if answer, err := (&http.Client{}).Get(strings.Replace(url, "https", "http", 1) + "/v1/keys"); err == nil {
		answer.Body.Close()
		if answer.StatusCode == http.StatusOK {
			t.Error("served without TLS")
		}
	}
	if _, err := keyserver.OverTLS(url, keyserver.Identity{}); err == nil {
		t.Error("a client without a certificate was made")
	}
}

// party is an authority of TLS certificates.
type party struct {
	dir, name string
	key       *ecdsa.PrivateKey
	own       *x509.Certificate
}

func newAuthority(t *testing.T, dir, name string) *party {
	t.Helper()
	p := &party{dir: dir, name: name, key: must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, NotBefore: time.Now().Add(-time.Hour),
		NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}
	raw := must(x509.CreateCertificate(rand.Reader, template, template, p.key.Public(), p.key))
	p.own = must(x509.ParseCertificate(raw))
	write(t, filepath.Join(dir, name+".pem"), "CERTIFICATE", raw)
	return p
}

// issue makes the files of one side, which believes the given authority.
func (p *party) issue(t *testing.T, name string, believes *party) keyserver.Identity {
	t.Helper()
	key := must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	template := &x509.Certificate{SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name}, NotBefore: time.Now().Add(-time.Hour),
		NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth, x509.ExtKeyUsageServerAuth}}
	raw := must(x509.CreateCertificate(rand.Reader, template, p.own, key.Public(), p.key))
	base := filepath.Join(p.dir, p.name+"-"+name)
	write(t, base+".pem", "CERTIFICATE", raw)
	write(t, base+".key", "PRIVATE KEY", must(x509.MarshalPKCS8PrivateKey(key)))
	return keyserver.Identity{Certificate: base + ".pem", Key: base + ".key", Authority: filepath.Join(p.dir, believes.name+".pem")}
}

func write(t *testing.T, path, kind string, raw []byte) {
	t.Helper()
	if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: raw}), 0o600); err != nil {
		t.Fatal(err)
	}
}
