//go:build pkcs11

package pkcs11

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"veche/cms"
	"veche/cms/authority"
	"veche/cms/pki"
	"veche/cms/reason"
)

// softHSM is the token of Debian's package softhsm2, with keys made by opensc.
const softHSM = "/usr/lib/softhsm/libsofthsm2.so"

const pin = "24681357"

// token makes a token with a key on each curve. The module is loaded once: it takes its settings when it starts.
var token = sync.OnceValues(func() (*Module, error) {
	dir, err := os.MkdirTemp("", "veche-softhsm")
	if err != nil {
		return nil, err
	}
	conf := filepath.Join(dir, "softhsm2.conf")
	if err := errors.Join(os.Mkdir(filepath.Join(dir, "tokens"), 0o700),
		os.WriteFile(conf, []byte("directories.tokendir = "+filepath.Join(dir, "tokens")+"\nlog.level = ERROR\n"), 0o600),
		os.Setenv("SOFTHSM2_CONF", conf)); err != nil {
		return nil, err
	}
	tokenFolder = dir
	commands := [][]string{{"softhsm2-util", "--init-token", "--free", "--label", "veche", "--pin", pin, "--so-pin", "12345678"}}
	for label, curve := range map[string]string{"seal256": "EC:secp256r1", "seal384": "EC:secp384r1"} {
		commands = append(commands, []string{"pkcs11-tool", "--module", softHSM, "--token-label", "veche", "--login", "--pin", pin,
			"--keypairgen", "--key-type", curve, "--label", label})
	}
	for _, c := range commands {
		if out, err := exec.Command(c[0], c[1:]...).CombinedOutput(); err != nil {
			return nil, errors.Join(err, errors.New(string(out)))
		}
	}
	return Load(softHSM)
})

var tokenFolder string

func TestMain(m *testing.M) {
	code := m.Run()
	if tokenFolder != "" {
		os.RemoveAll(tokenFolder)
	}
	os.Exit(code)
}

func live(t *testing.T) *Module {
	t.Helper()
	module, err := token()
	if err != nil {
		t.Fatal(err)
	}
	return module
}

func ofSoftHSM(key string) Settings {
	return Settings{Token: "veche", PIN: pin, Key: key, Mechanisms: Usual}
}

func TestSoftHSMSignsMessages(t *testing.T) {
	module := live(t)
	for _, label := range []string{"seal256", "seal384"} {
		t.Run(label, func(t *testing.T) {
			signer, err := module.Signer(ofSoftHSM(label))
			if err != nil {
				t.Fatal(err)
			}
			defer signer.Close()
			verified(t, signer)
		})
	}
}

// verified signs a message with the key and has it checked as any other.
func verified(t *testing.T, signer crypto.Signer) {
	t.Helper()
	now := time.Now()
	ca := must(authority.NewRoot(pki.Name{{Field: pki.CommonName, Value: "Удостоверяющий центр"}}, must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader)), now.Add(-time.Hour), now.AddDate(1, 0, 0)))
	certificate := must(ca.Person(pki.Name{{Field: pki.CommonName, Value: "Печать министерства"}}, signer.Public(), now.Add(-time.Hour), now.AddDate(0, 1, 0)))
	text := cms.Octets([]byte("Квитанция о приёме"))
	file, err := cms.Sign(t.Context(), text, cms.SigningOptions{}, cms.Key{Private: signer, Certificate: certificate})
	if err != nil {
		t.Fatal(err)
	}
	trust := &pki.Trust{Roots: pki.NewPool(ca.Certificate), CRLs: []*pki.CRL{must(ca.CRL(time.Hour))}}
	report, err := cms.Verify(t.Context(), file, text, cms.Options{Trust: trust})
	if err != nil || report.Verdict != reason.Valid {
		t.Errorf("%v\n%s", err, report.Russian())
	}
}

func TestSoftHSMIsOpenedAgain(t *testing.T) {
	module := live(t)
	signer, err := module.Signer(ofSoftHSM("seal256"))
	if err != nil {
		t.Fatal(err)
	}
	defer signer.Close()
	slots, err := module.ctx.GetSlotList(true)
	if err != nil {
		t.Fatal(err)
	}
	for _, slot := range slots {
		if err := module.ctx.CloseAllSessions(slot); err != nil {
			t.Fatal(err)
		}
	}
	verified(t, signer)
}

func TestSoftHSMRefuses(t *testing.T) {
	module := live(t)
	for name, c := range map[string]struct {
		change func(s *Settings)
		want   error
	}{
		"a wrong PIN":         {func(s *Settings) { s.PIN = "00000000" }, ErrPINWrong},
		"a key that is not":   {func(s *Settings) { s.Key = "stamp" }, ErrNoKey},
		"a token that is not": {func(s *Settings) { s.Token = "another" }, ErrTokenRemoved},
	} {
		s := ofSoftHSM("seal256")
		c.change(&s)
		if _, err := module.Signer(s); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if _, err := Load("/usr/lib/no-such-module.so"); err == nil {
		t.Error("a module that is not there was loaded")
	}
}

func TestSoftHSMServesManyAtOnce(t *testing.T) {
	module := live(t)
	signer, err := module.Signer(ofSoftHSM("seal256"))
	if err != nil {
		t.Fatal(err)
	}
	defer signer.Close()
	digest := pki.SHA256.Sum([]byte("много"))
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 10 {
				if _, err := signer.Sign(nil, digest, crypto.SHA256); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
}
