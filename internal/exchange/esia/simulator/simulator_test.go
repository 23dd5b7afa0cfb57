package simulator

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"veche/cms"
	"veche/cms/authority"
	"veche/cms/pki"
	"veche/gost"
	"veche/internal/exchange/esia"
	"veche/internal/portal"
)

const ours = "http://reception.example/account/entered"

// trial is a simulator with our system registered, and a browser.
type trial struct {
	t       *testing.T
	server  *httptest.Server
	sim     *Simulator
	adapter *esia.ESIA
	browser *http.Client
	key     cms.Key
	now     time.Time
}

func newKey(t *testing.T, name string, russian bool) cms.Key {
	t.Helper()
	subject := pki.Name{{Field: pki.CommonName, Value: name}}
	from, to := time.Now().Add(-time.Hour), time.Now().AddDate(1, 0, 0)
	if !russian {
		key, err := rsa.GenerateKey(rand.Reader, 2048)
		if err != nil {
			t.Fatal(err)
		}
		c, err := pki.Issue(pki.Template{Subject: subject, NotBefore: from, NotAfter: to, Key: key.Public()}, nil, key)
		if err != nil {
			t.Fatal(err)
		}
		return cms.Key{Private: key, Certificate: c}
	}
	key, err := gost.GenerateKey(gost.Curve256A(), nil)
	if err != nil {
		t.Fatal(err)
	}
	ca, err := authority.NewRoot(subject, key, from, to)
	if err != nil {
		t.Fatal(err)
	}
	return cms.Key{Private: key, Certificate: ca.Certificate}
}

func newTrial(t *testing.T, russian bool) *trial {
	t.Helper()
	o := &trial{t: t, key: newKey(t, "Вече", true), now: time.Now()}
	theirs := newKey(t, "ЕСИА", russian)
	now := func() time.Time { return o.now }
	o.sim = New(Options{Key: theirs, Citizens: Invented(), Now: now, Clients: map[string]Client{
		"VECHE": {Certificate: o.key.Certificate, Returns: []string{ours}}, "OTHER": {Certificate: theirs.Certificate, Returns: []string{ours}}}})
	o.server = httptest.NewServer(o.sim.Handler())
	t.Cleanup(o.server.Close)
	o.adapter = esia.New(esia.Settings{URL: o.server.URL, Client: "VECHE", Key: o.key, Certificate: theirs.Certificate, Now: now})
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	o.browser = &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return o
}

var uuid = "0d6c1d8e-2f0b-4c55-9a3e-5f6a7b8c9d0e"

func (o *trial) attempt(organisation string) portal.Attempt {
	return portal.Attempt{State: uuid, Secret: "secret", Callback: ours, Organisation: organisation, At: o.now}
}

// get opens an address in the browser.
func (o *trial) get(address string) (status int, location, body string) {
	o.t.Helper()
	r, err := o.browser.Get(address)
	if err != nil {
		o.t.Fatal(err)
	}
	defer r.Body.Close()
	raw := new(strings.Builder)
	if _, err := copyTo(raw, r); err != nil {
		o.t.Fatal(err)
	}
	return r.StatusCode, r.Header.Get("Location"), raw.String()
}

func copyTo(b *strings.Builder, r *http.Response) (int64, error) {
	buffer := make([]byte, 1<<16)
	var total int64
	for {
		n, err := r.Body.Read(buffer)
		b.Write(buffer[:n])
		total += int64(n)
		if err != nil {
			return total, nil
		}
	}
}

var requestNumber = regexp.MustCompile(`request=([A-Z0-9]+)`)

// choose walks the page as a person and returns the code.
func (o *trial) choose(address, oid string) string {
	o.t.Helper()
	status, _, page := o.get(address)
	if status != 200 {
		o.t.Fatal(status, page)
	}
	found := requestNumber.FindStringSubmatch(page)
	if found == nil {
		o.t.Fatal("no request on the page", page)
	}
	_, back, _ := o.get(o.server.URL + "/choose?request=" + found[1] + "&citizen=" + oid)
	u, err := url.Parse(back)
	if err != nil || !strings.HasPrefix(back, ours) || u.Query().Get("state") != uuid {
		o.t.Fatal(back, err)
	}
	return u.Query().Get("code")
}

func (o *trial) address(organisation string) string {
	o.t.Helper()
	address, err := o.adapter.Address(context.Background(), o.attempt(organisation))
	if err != nil {
		o.t.Fatal(err)
	}
	return address
}

func TestAPersonIsIdentifiedByTokensOfBothAlgorithms(t *testing.T) {
	for name, russian := range map[string]bool{"GOST": true, "RS256": false} {
		t.Run(name, func(t *testing.T) {
			o := newTrial(t, russian)
			code := o.choose(o.address(""), "1000200001")
			who, err := o.adapter.Identify(t.Context(), o.attempt(""), code)
			if err != nil {
				t.Fatal(err)
			}
			if who.Subject != "1000200001" || who.Surname != "Мельникова" || who.Email != "melnikova@example.org" || !strings.Contains(who.Address, "кв. 4") || len(who.Roles) != 0 {
				t.Errorf("%+v", who)
			}
			if _, err := o.adapter.Identify(t.Context(), o.attempt(""), code); err == nil || !strings.Contains(err.Error(), "ESIA-007011") {
				t.Error("a code is good once:", err)
			}
		})
	}
}

func TestTheHeadOfAnOrganisationShowsItsMarker(t *testing.T) {
	o := newTrial(t, true)
	if _, err := o.adapter.Identify(t.Context(), o.attempt(""), o.choose(o.address(""), "1000200002")); err != nil {
		t.Fatal(err)
	}
	_, back, _ := o.get(o.address("1000300001")) // he is known there: nothing is asked
	u, err := url.Parse(back)
	if err != nil {
		t.Fatal(err)
	}
	who, err := o.adapter.Identify(t.Context(), o.attempt("1000300001"), u.Query().Get("code"))
	if err != nil || !who.Chief || who.Organisation == nil || who.Organisation.OGRN != "1241800000013" {
		t.Errorf("%+v %v", who, err)
	}
	code := o.choose(o.address(""), "1000200002")
	if _, err := o.adapter.Identify(t.Context(), o.attempt("1000300001"), code); err == nil {
		t.Error("a code without the scope of the organisation opened it")
	}
}

func TestSomebodyWithoutARoleDoesNotGetTheOrganisation(t *testing.T) {
	o := newTrial(t, true)
	code := o.choose(o.address("1000300001"), "1000200001")
	if _, err := o.adapter.Identify(t.Context(), o.attempt("1000300001"), code); !errors.Is(err, portal.ErrNoRole) {
		t.Error(err)
	}
}

func TestAnUnconfirmedAccountIsNobody(t *testing.T) {
	o := newTrial(t, true)
	code := o.choose(o.address(""), "1000200004")
	if _, err := o.adapter.Identify(t.Context(), o.attempt(""), code); !errors.Is(err, portal.ErrUnconfirmed) {
		t.Error(err)
	}
}

// A request is believed only when every field is under the signature of the registered certificate.
func TestAWrongSecretIsRefused(t *testing.T) {
	o := newTrial(t, true)
	with := func(change func(q url.Values)) string {
		u, err := url.Parse(o.address(""))
		if err != nil {
			t.Fatal(err)
		}
		q := u.Query()
		change(q)
		u.RawQuery = q.Encode()
		return u.String()
	}
	stranger := newKey(t, "Чужой", true)
	signed := func(q url.Values, key cms.Key) {
		secret, err := esia.Secret(t.Context(), key, q.Get("scope"), q.Get("timestamp"), q.Get("client_id"), q.Get("state"))
		if err != nil {
			t.Fatal(err)
		}
		q.Set("client_secret", secret)
	}
	for name, c := range map[string]struct {
		change func(q url.Values)
		want   string
	}{
		"no secret":               {func(q url.Values) { q.Del("client_secret") }, "ESIA-007053"},
		"another scope":           {func(q url.Values) { q.Set("scope", "openid id_doc") }, "ESIA-007053"},
		"another state":           {func(q url.Values) { q.Set("state", "1d6c1d8e-2f0b-4c55-9a3e-5f6a7b8c9d0e") }, "ESIA-007053"},
		"another time":            {func(q url.Values) { q.Set("timestamp", esia.Timestamp(o.now.Add(time.Minute))) }, "ESIA-007053"},
		"an old time, signed":     {func(q url.Values) { q.Set("timestamp", esia.Timestamp(o.now.Add(-time.Hour))); signed(q, o.key) }, "ESIA-007003"},
		"key of a stranger":       {func(q url.Values) { signed(q, stranger) }, "ESIA-007002"},
		"name of another system":  {func(q url.Values) { q.Set("client_id", "OTHER") }, "ESIA-007002"},
		"unknown system":          {func(q url.Values) { q.Set("client_id", "NOBODY") }, "ESIA-007005"},
		"another address":         {func(q url.Values) { q.Set("redirect_uri", "http://evil.example/") }, "ESIA-007003"},
		"a state that is no UUID": {func(q url.Values) { q.Set("state", "1"); signed(q, o.key) }, "ESIA-007015"},
		"rubbish":                 {func(q url.Values) { q.Set("client_secret", "AAAA") }, "ESIA-007053"},
	} {
		t.Run(name, func(t *testing.T) {
			status, location, page := o.get(with(c.change))
			if status != 400 || location != "" || !strings.Contains(page, c.want) {
				t.Error(status, location, page)
			}
		})
	}
}

func TestATokenOfSomebodyElseIsRefused(t *testing.T) {
	o := newTrial(t, true)
	g := grant{asked{client: "VECHE", scope: "openid"}, &o.sim.Citizens[0]}
	access, _, err := o.sim.make(g)
	if err != nil {
		t.Fatal(err)
	}
	certificate := o.sim.Key.Certificate
	if _, err := esia.CheckToken(access, certificate, o.now); err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(access, ".")
	for name, c := range map[string]struct {
		token string
		with  *pki.Certificate
		at    time.Time
	}{
		"signed by another key":   {access, newKey(t, "Чужой", true).Certificate, o.now},
		"with an RSA certificate": {access, newKey(t, "Чужой", false).Certificate, o.now},
		"over":                    {access, certificate, o.now.Add(2 * time.Hour)},
		"from the future":         {access, certificate, o.now.Add(-time.Hour)},
		"changed":                 {parts[0] + "." + parts[1] + "A." + parts[2], certificate, o.now},
		"without an algorithm":    {"eyJhbGciOiJub25lIn0." + parts[1] + ".", certificate, o.now},
		"without parts":           {"token", certificate, o.now},
	} {
		if _, err := esia.CheckToken(c.token, c.with, c.at); err == nil {
			t.Error(name, "was believed")
		}
	}
}
