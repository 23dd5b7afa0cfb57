package esia

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"veche/internal/portal"
)

const (
	callback = "https://reception.example/account/entered"
	system   = "veche"
	password = "a secret, with + and /"
)

// peer is a small provider of OpenID Connect that believes nobody: it checks the address to return to, the secret of the
// system, the challenge of PKCE, and gives each code out once. What it answers, a test may spoil.
type peer struct {
	t      *testing.T
	server *httptest.Server
	key    *rsa.PrivateKey
	codes  map[string]url.Values // what was asked, by the code
	spoil  func(claims map[string]any)
	sign   func(claims map[string]any) string
	info   map[string]any
	asked  int // times that its addresses were asked for
}

func newPeer(t *testing.T) *peer {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	p := &peer{t: t, key: key, codes: map[string]url.Values{}, spoil: func(map[string]any) {},
		info: map[string]any{"sub": "42", "family_name": "Мельникова", "given_name": "Анна", "middle_name": "Сергеевна", "email": "anna@example.org", "email_verified": true,
			"phone_number": "+7 900 000-00-00", "address": map[string]string{"formatted": "г. Воткинск"}}}
	p.sign = func(claims map[string]any) string { return p.jwt(p.key, jose.RS256, claims) }
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", p.configuration)
	mux.HandleFunc("GET /keys", func(w http.ResponseWriter, _ *http.Request) {
		p.json(w, 200, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: p.key.Public(), KeyID: "one", Algorithm: "RS256", Use: "sig"}}})
	})
	mux.HandleFunc("GET /authorize", p.authorize)
	mux.HandleFunc("POST /token", p.token)
	mux.HandleFunc("GET /userinfo", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer open" {
			p.json(w, 401, nil)
			return
		}
		p.json(w, 200, p.info)
	})
	p.server = httptest.NewServer(mux)
	t.Cleanup(p.server.Close)
	return p
}

func (p *peer) json(w http.ResponseWriter, status int, answer any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(answer)
}

func (p *peer) configuration(w http.ResponseWriter, _ *http.Request) {
	p.asked++
	at := p.server.URL
	p.json(w, 200, map[string]any{"issuer": at, "authorization_endpoint": at + "/authorize", "token_endpoint": at + "/token", "jwks_uri": at + "/keys", "userinfo_endpoint": at + "/userinfo",
		"response_types_supported": []string{"code"}, "subject_types_supported": []string{"public"}, "id_token_signing_alg_values_supported": []string{"RS256"},
		"code_challenge_methods_supported": []string{"S256"}})
}

// authorize gives a code for a request whose every field is right; the person has agreed.
func (p *peer) authorize(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if q.Get("client_id") != system || q.Get("redirect_uri") != callback || q.Get("response_type") != "code" || !strings.Contains(q.Get("scope"), "openid") ||
		q.Get("state") == "" || q.Get("nonce") == "" || q.Get("code_challenge_method") != "S256" || len(q.Get("code_challenge")) != 43 {
		http.Error(w, "invalid_request", http.StatusBadRequest)
		return
	}
	code := rand.Text()
	p.codes[code] = q
	http.Redirect(w, r, callback+"?"+url.Values{"code": {code}, "state": {q.Get("state")}}.Encode(), http.StatusFound)
}

// token exchanges a code: once, for the system with its secret, for whoever knows what the challenge was made of.
func (p *peer) token(w http.ResponseWriter, r *http.Request) {
	id, secret, basic := r.BasicAuth()
	if basic { // RFC 6749 §2.3.1: both are form-encoded first
		id, _ = url.QueryUnescape(id)
		secret, _ = url.QueryUnescape(secret)
	} else {
		id, secret = r.PostFormValue("client_id"), r.PostFormValue("client_secret")
	}
	asked, known := p.codes[r.PostFormValue("code")]
	sum := sha256.Sum256([]byte(r.PostFormValue("code_verifier")))
	switch {
	case id != system || secret != password:
		p.json(w, 401, map[string]string{"error": "invalid_client"})
		return
	case !known || r.PostFormValue("redirect_uri") != callback || r.PostFormValue("grant_type") != "authorization_code" ||
		asked.Get("code_challenge") != base64.RawURLEncoding.EncodeToString(sum[:]):
		p.json(w, 400, map[string]string{"error": "invalid_grant"})
		return
	}
	delete(p.codes, r.PostFormValue("code"))
	claims := map[string]any{"iss": p.server.URL, "aud": system, "sub": "42", "nonce": asked.Get("nonce"), "iat": time.Now().Unix(), "exp": time.Now().Add(time.Minute).Unix()}
	p.spoil(claims)
	answer := map[string]any{"access_token": "open", "token_type": "Bearer", "expires_in": 60}
	if token := p.sign(claims); token != "" {
		answer["id_token"] = token
	}
	p.json(w, 200, answer)
}

func (p *peer) jwt(key any, algorithm jose.SignatureAlgorithm, claims map[string]any) string {
	p.t.Helper()
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: algorithm, Key: key}, (&jose.SignerOptions{}).WithHeader("kid", "one"))
	if err != nil {
		p.t.Fatal(err)
	}
	payload, err := json.Marshal(claims)
	if err != nil {
		p.t.Fatal(err)
	}
	signed, err := signer.Sign(payload)
	if err != nil {
		p.t.Fatal(err)
	}
	token, err := signed.CompactSerialize()
	if err != nil {
		p.t.Fatal(err)
	}
	return token
}

func attempt() portal.Attempt {
	return portal.Attempt{State: "0d6c1d8e-2f0b-4c55-9a3e-5f6a7b8c9d0e", Secret: "what the browser never sees, forty-three letters", Callback: callback, At: time.Now()}
}

// code walks the browser's way.
func (p *peer) code(o *OpenID, a portal.Attempt) string {
	p.t.Helper()
	address, err := o.Address(p.t.Context(), a)
	if err != nil {
		p.t.Fatal(err)
	}
	if strings.Contains(address, a.Secret) || strings.Contains(address, url.QueryEscape(a.Secret)) {
		p.t.Error("the browser sees the secret of PKCE")
	}
	browser := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	r, err := browser.Get(address)
	if err != nil {
		p.t.Fatal(err)
	}
	defer r.Body.Close()
	back, err := r.Location()
	if err != nil || back.Query().Get("state") != a.State {
		p.t.Fatal(r.Status, err)
	}
	return back.Query().Get("code")
}

func (p *peer) ours() *OpenID {
	return &OpenID{Issuer: p.server.URL, Client: system, Secret: password, HTTP: p.server.Client()}
}

func TestAProviderOfOpenIDIdentifiesACitizen(t *testing.T) {
	p := newPeer(t)
	o := p.ours()
	code := p.code(o, attempt())
	who, err := o.Identify(t.Context(), attempt(), code)
	if err != nil {
		t.Fatal(err)
	}
	if want := (portal.Identity{Subject: "42", Surname: "Мельникова", Name: "Анна", Patronymic: "Сергеевна", Email: "anna@example.org", Phone: "+7 900 000-00-00", Address: "г. Воткинск"}); who.Subject != want.Subject ||
		who.Surname != want.Surname || who.Name != want.Name || who.Patronymic != want.Patronymic || who.Email != want.Email || who.Phone != want.Phone || who.Address != want.Address || who.Organisation != nil {
		t.Errorf("%+v", who)
	}
	if _, err := o.Identify(t.Context(), attempt(), code); err == nil {
		t.Error("a code was good twice")
	}
	if p.asked != 1 {
		t.Errorf("its addresses were asked for %d times", p.asked)
	}
	p.info["email_verified"] = false
	if who, err := o.Identify(t.Context(), attempt(), p.code(o, attempt())); err != nil || who.Email != "" {
		t.Errorf("a mailbox that nobody has verified: %q, %v", who.Email, err)
	}
	if _, err := o.Address(t.Context(), portal.Attempt{Organisation: "77"}); err == nil {
		t.Error("it knows no roles of organisations")
	}
}

func TestWhatAProviderMustNotBeBelieved(t *testing.T) {
	stranger, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	set := func(name string, value any) func(*peer) {
		return func(p *peer) { p.spoil = func(claims map[string]any) { claims[name] = value } }
	}
	for name, change := range map[string]func(p *peer){
		"another nonce":           set("nonce", "somebody else's"),
		"no nonce":                func(p *peer) { p.spoil = func(claims map[string]any) { delete(claims, "nonce") } },
		"another system":          set("aud", "another"),
		"another issuer":          set("iss", "https://evil.example"),
		"over":                    set("exp", time.Now().Add(-time.Hour).Unix()),
		"without an end":          func(p *peer) { p.spoil = func(claims map[string]any) { delete(claims, "exp") } },
		"another person's token":  set("sub", "43"),
		"another person's answer": func(p *peer) { p.info["sub"] = "43" },
		"no token":                func(p *peer) { p.sign = func(map[string]any) string { return "" } },
		"signed by a stranger":    func(p *peer) { p.sign = func(c map[string]any) string { return p.jwt(stranger, jose.RS256, c) } },
		"another algorithm": func(p *peer) {
			p.sign = func(c map[string]any) string { return p.jwt([]byte(strings.Repeat("k", 32)), jose.HS256, c) }
		},
		"no algorithm": func(p *peer) {
			p.sign = func(c map[string]any) string {
				payload, _ := json.Marshal(c)
				return base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none"}`)) + "." + base64.RawURLEncoding.EncodeToString(payload) + "."
			}
		},
		"changed after the signature": func(p *peer) {
			p.sign = func(c map[string]any) string {
				parts := strings.Split(p.jwt(p.key, jose.RS256, c), ".")
				other := maps.Clone(c)
				other["sub"] = "1"
				payload, _ := json.Marshal(other)
				return parts[0] + "." + base64.RawURLEncoding.EncodeToString(payload) + "." + parts[2]
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPeer(t)
			change(p)
			o := p.ours()
			if who, err := o.Identify(t.Context(), attempt(), p.code(o, attempt())); err == nil {
				t.Errorf("believed: %+v", who)
			}
		})
	}
}

func TestAProviderBelievesUsOnlyWithWhatWasAgreed(t *testing.T) {
	for name, change := range map[string]func(o *OpenID, a *portal.Attempt){
		"a wrong secret":                func(o *OpenID, _ *portal.Attempt) { o.Secret = "wrong" },
		"another secret of the attempt": func(_ *OpenID, a *portal.Attempt) { a.Secret = "of another browser" },
		"another address":               func(_ *OpenID, a *portal.Attempt) { a.Callback = "https://evil.example/" },
	} {
		t.Run(name, func(t *testing.T) {
			p := newPeer(t)
			o := p.ours()
			code, a := p.code(o, attempt()), attempt()
			change(o, &a)
			if who, err := o.Identify(t.Context(), a, code); err == nil {
				t.Errorf("believed: %+v", who)
			}
		})
	}
}

func TestAProviderThatWasDownIsAskedAgain(t *testing.T) {
	p := newPeer(t)
	o := p.ours()
	o.Issuer = "http://127.0.0.1:1"
	if _, err := o.Address(t.Context(), attempt()); err == nil {
		t.Fatal("nobody answers there")
	}
	o.Issuer = p.server.URL
	if _, err := o.Address(t.Context(), attempt()); err != nil {
		t.Error(err)
	}
}
