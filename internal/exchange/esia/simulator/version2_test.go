package simulator

import (
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"encoding/base64"
	"encoding/pem"

	"veche/cms"
	"veche/internal/exchange/esia"
)

func newSecondTrial(t *testing.T) *trial {
	t.Helper()
	o := newTrial(t, true)
	o.adapter.Version = 2
	return o
}

func TestAPersonIsIdentifiedByVersionTwo(t *testing.T) {
	o := newSecondTrial(t)
	address := o.address("")
	if !strings.Contains(address, "/aas/oauth2/v2/ac?") || !strings.Contains(address, "client_certificate_hash="+esia.CertificateHash(o.key.Certificate)) {
		t.Fatal(address)
	}
	code := o.choose(address, "1000200001")
	who, err := o.adapter.Identify(t.Context(), o.attempt(""), code)
	if err != nil || who.Subject != "1000200001" || who.Surname != "Мельникова" {
		t.Fatalf("%+v %v", who, err)
	}
	if _, err := o.adapter.Identify(t.Context(), o.attempt(""), code); err == nil || !strings.Contains(err.Error(), "ESIA-007011") {
		t.Error("a code is good once:", err)
	}
	code = o.choose(o.address(""), "1000200001")
	o.adapter.Version = 1
	if _, err := o.adapter.Identify(t.Context(), o.attempt(""), code); err == nil || !strings.Contains(err.Error(), "ESIA-007011") {
		t.Error("a code of one version is not exchanged by the other:", err)
	}
}

func TestACodeOfVersionTwoIsUnderTheSecret(t *testing.T) {
	o := newSecondTrial(t)
	code, other := o.choose(o.address(""), "1000200001"), o.choose(o.address(""), "1000200002")
	at := esia.Timestamp(o.now)
	asked := esia.Request{Client: "VECHE", Scope: "openid", Timestamp: at, State: uuid, Redirect: ours, Code: other}
	secret, err := esia.RawSecret(o.key, asked)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.PostForm(o.server.URL+esia.TokenPathV2, url.Values{"client_id": {"VECHE"}, "scope": {"openid"}, "timestamp": {at}, "state": {uuid}, "redirect_uri": {ours},
		"client_certificate_hash": {esia.CertificateHash(o.key.Certificate)}, "client_secret": {secret}, "code": {code}, "grant_type": {"authorization_code"}, "token_type": {"Bearer"}})
	if err != nil || answer.StatusCode != 400 {
		t.Error("a code was exchanged for another", err, answer)
	}
}

func TestAWrongSecretOfVersionTwoIsRefused(t *testing.T) {
	o := newSecondTrial(t)
	stranger := newKey(t, "Чужой", true)
	signed := func(q url.Values, key cms.Key) {
		secret, err := esia.RawSecret(key, esia.Request{Client: q.Get("client_id"), Scope: q.Get("scope"), Timestamp: q.Get("timestamp"), State: q.Get("state"), Redirect: q.Get("redirect_uri")})
		if err != nil {
			t.Fatal(err)
		}
		q.Set("client_secret", secret)
	}
	turned := func(q url.Values) {
		raw, err := base64.RawURLEncoding.DecodeString(q.Get("client_secret"))
		if err != nil {
			t.Fatal(err)
		}
		for i, j := 0, len(raw)-1; i < j; i, j = i+1, j-1 {
			raw[i], raw[j] = raw[j], raw[i]
		}
		q.Set("client_secret", base64.RawURLEncoding.EncodeToString(raw))
	}
	for name, c := range map[string]struct {
		change func(q url.Values)
		want   string
	}{
		"no secret":                  {func(q url.Values) { q.Del("client_secret") }, "ESIA-007053"},
		"another scope":              {func(q url.Values) { q.Set("scope", "openid id_doc") }, "ESIA-007053"},
		"another state":              {func(q url.Values) { q.Set("state", "1d6c1d8e-2f0b-4c55-9a3e-5f6a7b8c9d0e") }, "ESIA-007053"},
		"another place to return to": {func(q url.Values) { q.Set("redirect_uri", ours+"/deeper") }, "ESIA-007053"},
		"an old time, signed":        {func(q url.Values) { q.Set("timestamp", esia.Timestamp(o.now.Add(-time.Hour))); signed(q, o.key) }, "ESIA-007003"},
		"key of a stranger":          {func(q url.Values) { signed(q, stranger) }, "ESIA-007053"},
		"certificate of a stranger":  {func(q url.Values) { q.Set("client_certificate_hash", esia.CertificateHash(stranger.Certificate)) }, "ESIA-007002"},
		"no hash of the certificate": {func(q url.Values) { q.Del("client_certificate_hash") }, "ESIA-007002"},
		"the low byte first":         {turned, "ESIA-007053"},
		"a secret of version one": {func(q url.Values) {
			secret, err := esia.Secret(t.Context(), o.key, q.Get("scope"), q.Get("timestamp"), q.Get("client_id"), q.Get("state"))
			if err != nil {
				t.Fatal(err)
			}
			q.Set("client_secret", secret)
		}, "ESIA-007053"},
	} {
		t.Run(name, func(t *testing.T) {
			u, err := url.Parse(o.address(""))
			if err != nil {
				t.Fatal(err)
			}
			q := u.Query()
			c.change(q)
			u.RawQuery = q.Encode()
			status, location, page := o.get(u.String())
			if status != 400 || location != "" || !strings.Contains(page, c.want) {
				t.Error(status, location, page)
			}
		})
	}
}

func TestVersionTwoWantsAKeyOfTheStandard(t *testing.T) {
	o := newSecondTrial(t)
	o.adapter.Key = newKey(t, "Вече", false)
	if _, err := o.adapter.Address(t.Context(), o.attempt("")); err == nil {
		t.Error("a request was signed by RSA")
	}
}

// The simulator and the adapter do not prove each other: the bare signature and the hash are checked by OpenSSL too.
func TestOpenSSLReadsTheSecretOfVersionTwo(t *testing.T) {
	o := newSecondTrial(t)
	asked := esia.Request{Client: "VECHE", Scope: "openid fullname", Timestamp: esia.Timestamp(o.now), State: uuid, Redirect: ours}
	secret, err := esia.RawSecret(o.key, asked)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := base64.RawURLEncoding.DecodeString(secret)
	if err != nil || len(raw) != 64 {
		t.Fatal(len(raw), err)
	}
	dir := t.TempDir()
	put := func(name string, content []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	run := func(args ...string) string {
		t.Helper()
		out, err := exec.Command("openssl", args...).CombinedOutput()
		if err != nil {
			t.Fatalf("openssl %v: %v\n%s", args, err, out)
		}
		return string(out)
	}
	certificate := put("ours.cer", o.key.Certificate.Raw())
	pemFile := put("ours.pem", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: o.key.Certificate.Raw()}))
	key := put("key.pem", []byte(run("x509", "-engine", "gost", "-in", pemFile, "-noout", "-pubkey")))
	text := put("text", []byte(asked.Client+asked.Scope+asked.Timestamp+asked.State+asked.Redirect))
	if said := run("dgst", "-engine", "gost", "-md_gost12_256", "-verify", key, "-signature", put("sig", raw), text); !strings.Contains(said, "Verified OK") {
		t.Error(said)
	}
	said := strings.TrimSpace(run("dgst", "-engine", "gost", "-md_gost12_256", certificate))
	if !strings.HasSuffix(strings.ToUpper(said), esia.CertificateHash(o.key.Certificate)) {
		t.Error(said, esia.CertificateHash(o.key.Certificate))
	}
}
